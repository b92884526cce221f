"""What each unit of an area still needs, for every target in force: the same numbers as the pages', in one table."""

import pandas as pd

from dashboard.briefing import area, province
from dashboard.database import Database
from dashboard.rows import TargetByIssuer, each_row
from dashboard.selection import LEVELS, Selection

# Which target it is, and what of progress_by_area is told of each unit.
OF_TARGET = ("issuer", "stage", "level")
OF_UNIT = (
    "deadline", "whole_target", "counted", "missing", "required_per_day", "pace_7", "units_unknown", "reported_on",
    "state",
)  # fmt: skip
COLUMNS = ("unit_code", "unit_name", "parent_name", *OF_TARGET, *OF_UNIT)


def in_force(database: Database, selection: Selection) -> list[Selection]:
    """The selection as it would be for each target in force on its day, the nearest deadline first."""
    edition, unit = area.whose_targets(selection)
    found: dict[tuple[str, str, str], pd.Timestamp] = {}
    for level in LEVELS:
        table = province.targets(database, edition, unit, level)
        for row in each_row(table, TargetByIssuer):
            if row.start_date.date() <= selection.as_of <= row.deadline.date():
                found.setdefault((row.issuer, row.stage, level), row.deadline)
    ordered = sorted(found, key=lambda target: (found[target], target))
    return [selection.at(issuer=issuer, stage=stage, level=level, base="target") for issuer, stage, level in ordered]


def of_units(database: Database, selection: Selection, grain: str | None = None) -> pd.DataFrame:
    """One row per unit of the area and target in force for it: a unit's targets one below the other, nearest first."""
    tables = [_of_target(area.within(database, one, grain).rows, one) for one in in_force(database, selection)]
    return _together(tables)


def of_whole(database: Database, selection: Selection, inside: area.Within) -> pd.DataFrame:
    """The same of the area itself."""
    of_parent = [one.at(unit=inside.parent) for one in in_force(database, selection)]
    return _together([_of_target(area.itself(database, one), one) for one in of_parent])


def _of_target(rows: pd.DataFrame, target: Selection) -> pd.DataFrame:
    named = rows.assign(**{name: getattr(target, name) for name in OF_TARGET})
    open_ones = named["whole_target"].notna() & (named["deadline"] >= pd.Timestamp(target.as_of))
    return named.loc[open_ones, list(COLUMNS)]


def _together(tables: list[pd.DataFrame]) -> pd.DataFrame:
    if not tables:
        return pd.DataFrame(columns=list(COLUMNS))
    whole = pd.concat(tables, ignore_index=True)
    place = whole["unit_code"].map({code: place for place, code in enumerate(dict.fromkeys(whole["unit_code"]))})
    return whole.assign(place=place).sort_values("place", kind="stable").drop(columns="place").reset_index(drop=True)

"""The figures of one area and of the units within it."""

from dataclasses import dataclass

import pandas as pd

from dashboard import units
from dashboard.briefing import province
from dashboard.database import Database
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection


@dataclass(frozen=True)
class Within:
    """The units inside an area: whose area, their grain, and their figures."""

    parent: str
    grain: str
    rows: pd.DataFrame

    @property
    def units(self) -> tuple[ProgressByArea, ...]:
        """The figures of each unit, best share first, those without one last."""
        return tuple(each_row(self.rows, ProgressByArea))

    @property
    def counts(self) -> dict[str, int]:
        """The count of each unit that has one, by its code."""
        return {row.unit_code: int(row.counted) for row in self.units if not pd.isna(row.counted)}

    @property
    def there(self) -> pd.DataFrame:
        """The figures of those that existed on the day: a map has no place for the others."""
        return self.rows[self.rows["state"] != "not_existing"]


def of_unit(database: Database, selection: Selection) -> ProgressByArea | None:
    """The selected unit itself; None for one that ended before its edition did and of which no batch speaks."""
    return next(each_row(itself(database, selection), ProgressByArea), None)


def itself(database: Database, selection: Selection) -> pd.DataFrame:
    """The row of the selected unit, or none."""
    return province.rows(database, selection, selection.unit, units.find(selection.edition, selection.unit).grain)


def within(database: Database, selection: Selection, grain: str | None = None) -> Within:
    """The units that the selected one divides into; for a commune, those beside it."""
    parent = units.holder(selection.edition, selection.unit).unit_code
    grain = grain or units.grain_below(selection.edition, parent)
    return Within(parent, grain, province.rows(database, selection, parent, grain))


def whole(database: Database, selection: Selection, inside: Within) -> ProgressByArea | None:
    """The area itself whose units these are."""
    return of_unit(database, selection.at(unit=inside.parent))


def communes(database: Database, selection: Selection) -> Within:
    """All communes of the selected unit."""
    return Within(selection.unit, "commune", province.rows(database, selection, selection.unit, "commune"))


def whose_targets(selection: Selection) -> tuple[str, str]:
    """Edition and code of the unit whose targets are in force: of an old area after the reform, those of its ground."""
    if selection.edition == "2024" and selection.as_of >= units.REFORM_DAY:
        later = units.counterpart(selection.edition, selection.unit, "2025", selection.as_of)
        is_same = later.kind == units.GROUP or len(units.predecessors(later.edition, later.unit_code)) == 1
        if is_same:
            return later.edition, later.unit_code
    return selection.edition, selection.unit

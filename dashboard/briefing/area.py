"""The figures of one area and of the units within it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pandas as pd

from dashboard import units
from dashboard.briefing import province
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection


@dataclass(frozen=True)
class Within:
    """The units inside an area: whose area, their grain, and their figures, best share first, those without one last.

    table: makes a table of them, which few who ask for the units need.
    """

    parent: str
    grain: str
    units: tuple[ProgressByArea, ...]
    table: Callable[[], pd.DataFrame]

    @property
    def rows(self) -> pd.DataFrame:
        """The same figures as a table."""
        return self.table()

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
    grain = units.find(selection.edition, selection.unit).grain
    return next(iter(province.units_within(database, selection, selection.unit, grain)), None)


def itself(database: Database, selection: Selection) -> pd.DataFrame:
    """The row of the selected unit, or none."""
    return province.rows(database, selection, selection.unit, units.find(selection.edition, selection.unit).grain)


def within(database: Database, selection: Selection, grain: str | None = None) -> Within:
    """The units that the selected one divides into; for a commune, those beside it."""
    parent = units.holder(selection.edition, selection.unit).unit_code
    grain = grain or units.grain_below(selection.edition, parent)
    return _within(database, selection, parent, grain)


def whole(database: Database, selection: Selection, inside: Within) -> ProgressByArea | None:
    """The area itself whose units these are."""
    return of_unit(database, selection.at(unit=inside.parent))


def communes(database: Database, selection: Selection) -> Within:
    """All communes of the selected unit."""
    return _within(database, selection, selection.unit, "commune")


def _within(database: Database, selection: Selection, parent: str, grain: str) -> Within:
    found = province.units_within(database, selection, parent, grain)
    return Within(parent, grain, found, partial(province.rows, database, selection, parent, grain))


def whose_targets(selection: Selection) -> tuple[str, str]:
    """Edition and code of the unit whose targets are in force: of an old area after the reform, those of its ground."""
    if selection.edition == "2024" and selection.as_of >= units.REFORM_DAY:
        later = units.counterpart(selection.edition, selection.unit, "2025", selection.as_of)
        is_same = later.kind == units.GROUP or len(units.predecessors(later.edition, later.unit_code)) == 1
        if is_same:
            return later.edition, later.unit_code
    return selection.edition, selection.unit

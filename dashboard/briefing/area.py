"""The figures of one area and of the units within it."""

from dataclasses import dataclass

import pandas as pd

from dashboard import figures, queries, units
from dashboard.briefing import opened
from dashboard.database import Database
from dashboard.geography import Boundaries
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection

# Below this part of its communes reporting, an area's figure is told to be that of a part.
MOSTLY = 0.9


@dataclass(frozen=True)
class Within:
    """The units inside an area: whose area, their grain, and their figures."""

    parent: str
    grain: str
    rows: pd.DataFrame

    @property
    def there(self) -> pd.DataFrame:
        """The figures of those that existed on the day: a map has no place for the others."""
        return self.rows[self.rows["state"] != "not_existing"]


def of_unit(database: Database, selection: Selection) -> pd.DataFrame:
    """One row: the selected unit itself, its communes summed."""
    return _area(database, selection, selection.unit, units.find(selection.edition, selection.unit).grain)


def within(database: Database, selection: Selection, grain: str | None = None) -> Within:
    """The units that the selected one divides into; for a commune, those beside it."""
    parent = units.holder(selection.edition, selection.unit).unit_code
    grain = grain or units.grain_below(selection.edition, parent)
    return Within(parent, grain, _area(database, selection, parent, grain))


def _area(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    return queries.progress_by_area(
        database,
        edition=selection.edition,
        as_of=selection.as_of,
        parent=parent,
        grain=grain,
        measure=opened.measure(selection),
    )


def communes(database: Database, selection: Selection) -> pd.DataFrame:
    """All communes of the selected unit."""
    return _area(database, selection, selection.unit, "commune")


def left_out(database: Database, selection: Selection) -> list[str]:
    """Names of the communes of the selected unit that have no figures on the day."""
    rows = communes(database, selection)
    both = zip(rows["unit_name"].tolist(), rows["state"].tolist(), strict=True)
    return [name for name, state in both if state == "not_reported"]


def shapes_frame(shapes: Boundaries, is_nation: bool) -> figures.Shapes:
    """The frame of a map. Hoàng Sa and Trường Sa are always in sight: the nation's map holds them, a province's
    shows them in an inset, for they would shrink its mainland to a strip.
    """
    if is_nation or shapes.bounds == shapes.full_bounds:
        return figures.Shapes(shapes.url, shapes.full_bounds)
    _, _, east, _ = shapes.bounds
    _, south, far_east, north = shapes.full_bounds
    return figures.Shapes(shapes.url, shapes.bounds, (east, south, far_east, north))


def whose_targets(selection: Selection) -> tuple[str, str]:
    """Edition and code of the unit whose targets are in force: of an old area after the reform, those of its ground."""
    if selection.edition == "2024" and selection.as_of >= units.FIRST_DAY_OF_2025:
        later = units.counterpart(selection.edition, selection.unit, "2025", selection.as_of)
        is_same = later.kind == units.GROUP or len(units.predecessors(later.edition, later.unit_code)) == 1
        if is_same:
            return later.edition, later.unit_code
    return selection.edition, selection.unit


def furthest_behind(rows: pd.DataFrame) -> list[tuple[ProgressByArea, float]]:
    """Each unit below its base with the number that it lacks: who needs most a day first, else who lacks most."""
    short = [(row, row.denominator - row.numerator) for row in each_row(rows, ProgressByArea) if row.share < 1]
    by_day = any(not pd.isna(row.required_per_day) for row, _ in short)

    def need(unit: tuple[ProgressByArea, float]) -> tuple[bool, float, float]:
        needed = unit[0].required_per_day if by_day else unit[1]
        return bool(pd.isna(needed)), -needed, unit[0].share

    return sorted(short, key=need)

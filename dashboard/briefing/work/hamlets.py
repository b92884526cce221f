"""In how many of its hamlets a unit had a mobile group, and in how many each of its parts."""

import datetime as dt
from dataclasses import dataclass

from dashboard import queries, units
from dashboard.database import Database
from dashboard.rows import HamletByArea, each_row
from dashboard.selection import Selection


@dataclass(frozen=True)
class Place:
    """A unit with its hamlets, those that were visited, the day of its newest file, and of how many communes it is."""

    unit_code: str
    name: str
    hamlets: int
    visited: int
    first: dt.date
    last: dt.date
    units: int
    communes: int

    @property
    def share(self) -> float:
        return self.visited / self.hamlets

    @property
    def left(self) -> int:
        return self.hamlets - self.visited


@dataclass(frozen=True)
class Hamlets:
    """The unit itself, and its parts, the least covered first; a commune has none."""

    whole: Place
    parts: tuple[Place, ...]


def of_unit(database: Database, selection: Selection) -> Hamlets | None:
    """None where no file tells of the unit by this day."""
    unit = units.find(selection.edition, selection.unit)
    whole = _places(database, selection, unit.grain)
    own = next((place for place in whole if place.unit_code == selection.unit), None)
    if own is None:
        return None
    is_divided = units.holder(selection.edition, selection.unit).unit_code == selection.unit
    parts = _places(database, selection, "commune" if unit.kind == units.GROUP else _below(selection))
    return Hamlets(own, parts if is_divided else ())


def _below(selection: Selection) -> str:
    parent = units.holder(selection.edition, selection.unit).unit_code
    return units.grain_below(selection.edition, parent)


def _places(database: Database, selection: Selection, grain: str) -> tuple[Place, ...]:
    table = queries.hamlet_by_area(
        database, edition=selection.edition, as_of=selection.as_of, parent=selection.unit, grain=grain
    )
    return tuple(
        Place(
            row.unit_code,
            row.unit_name,
            int(row.hamlets),
            int(row.visited),
            row.first_day.date(),
            row.last_day.date(),
            int(row.units),
            int(row.communes),
        )
        for row in each_row(table, HamletByArea)
    )

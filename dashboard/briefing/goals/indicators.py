"""Other indicators of a unit and of its parts: numerator, what it is divided by, the day, and the month before."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard import code_lists, formats, queries, units
from dashboard.database import Database
from dashboard.rows import IndicatorByArea, each_row, known_count, known_day
from dashboard.selection import Selection

# The base that a list may name where files give no denominator.
PEOPLE = "eligible"


@dataclass(frozen=True)
class Figure:
    """An indicator of a unit; numerator None where it is hidden, denominator None where nobody knows it."""

    indicator: str
    unit_code: str
    unit_name: str
    first: dt.date
    last: dt.date
    numerator: int | None
    denominator: int | None
    is_of_people: bool
    is_partial: bool
    units: int
    communes: int
    share_before: float | None
    before: dt.date | None

    @property
    def share(self) -> float | None:
        return self.numerator / self.denominator if self.numerator is not None and self.denominator else None


@dataclass(frozen=True)
class Ranked:
    """Units of one grain by an indicator, the best first, each with its place; and those without a figure, by name."""

    indicator: str
    grain: str
    placed: tuple[tuple[int, Figure], ...]
    without: tuple[str, ...]


def of_unit(database: Database, selection: Selection) -> tuple[Figure, ...]:
    """Those of the unit itself, in the order of the list."""
    grain = units.find(selection.edition, selection.unit).grain
    rows = [row for row in _rows(database, selection, selection.unit, grain) if row.unit_code == selection.unit]
    return tuple(_figure(row) for row in sorted(rows, key=_place_in_list))


def one_of(database: Database, selection: Selection, indicator: str) -> tuple[Figure | None, Ranked | None]:
    """One indicator of the unit, and of the units that it divides into; None where no file tells of it."""
    own = next((one for one in of_unit(database, selection) if one.indicator == indicator), None)
    holder = units.holder(selection.edition, selection.unit).unit_code
    if own is None or holder != selection.unit:
        return own, None
    return own, of_parts(database, selection, indicator, units.grain_below(selection.edition, holder))


def of_parts(database: Database, selection: Selection, indicator: str, grain: str) -> Ranked:
    """The units that the selected one divides into; for a commune, those beside it."""
    parent = units.holder(selection.edition, selection.unit).unit_code
    rows = (row for row in _rows(database, selection, parent, grain) if row.indicator == indicator)
    found = [_figure(row) for row in rows]
    known = [one for one in found if one.share is not None]
    entry = code_lists.entries("indicator").get(indicator)
    is_low = entry is not None and entry.direction == "down"
    known.sort(key=lambda one: (_printed(one) if is_low else -_printed(one), one.unit_code))
    placed = [(1 + sum(_is_better(other, one, is_low) for other in known), one) for one in known]
    told = {one.unit_code for one in known}
    names = [unit.full_name for unit in _beside(selection, parent, grain) if unit.unit_code not in told]
    return Ranked(indicator, grain, tuple(placed), tuple(names))


def _printed(one: Figure) -> float:
    """The share as it is printed: what reads the same is a tie."""
    return float(formats.round_half_up(one.share or 0, 3))


def _is_better(other: Figure, one: Figure, is_low: bool) -> bool:
    return _printed(other) < _printed(one) if is_low else _printed(other) > _printed(one)


def _beside(selection: Selection, parent: str, grain: str) -> Iterable[units.Unit]:
    """All units of a grain within the parent that exist on the day, where the grain is an official one."""
    waiting = list(units.children(selection.edition, parent, selection.as_of))
    while waiting:
        unit = waiting.pop(0)
        if unit.grain == grain:
            yield unit
        else:
            waiting += units.children(selection.edition, unit.unit_code, selection.as_of)


def _rows(database: Database, selection: Selection, parent: str, grain: str) -> list[IndicatorByArea]:
    table = queries.indicator_by_area(
        database, edition=selection.edition, as_of=selection.as_of, parent=parent, grain=grain
    )
    return list(each_row(table, IndicatorByArea))


def _place_in_list(row: IndicatorByArea) -> tuple[int, str]:
    listed = list(code_lists.entries("indicator"))
    return (listed.index(row.indicator) if row.indicator in listed else len(listed), row.indicator)


def _figure(row: IndicatorByArea) -> Figure:
    entry = code_lists.entries("indicator").get(row.indicator)
    is_people = pd.isna(row.denominator) and entry is not None and entry.base == PEOPLE
    denominator = row.eligible if is_people else row.denominator
    before = row.eligible_before if is_people else row.denominator_before
    numerator_before, denominator_before = known_count(row.numerator_before), known_count(before)
    return Figure(
        row.indicator,
        row.unit_code,
        row.unit_name,
        row.counted_from.date(),
        row.counted_on.date(),
        known_count(row.numerator),
        known_count(denominator),
        is_people,
        bool(row.is_partial),
        int(row.units),
        int(row.communes),
        numerator_before / denominator_before if numerator_before is not None and denominator_before else None,
        known_day(row.before_on),
    )

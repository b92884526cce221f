"""Other indicators of a unit and of its parts: numerator, what it is divided by, the day, and the month before."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from dashboard import code_lists, formats, queries, units
from dashboard.code_lists import Entry
from dashboard.database import Database
from dashboard.rows import IndicatorByArea, each_row, known_count, known_day
from dashboard.selection import Selection

# The base that a list may name where files give no denominator.
PEOPLE = "eligible"
# A link's word for no indicator.
ACCOUNTS = "accounts"
# All grains of the law, as the question has it.
EVERY = "every"
# Offices count indicators by the month: who has sent none for two of them is late.
LATE_AFTER_DAYS = 62


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
    # Of the numerator, what was apportioned by area from units that were divided.
    shared_out: int | None
    units: int
    communes: int
    numerator_before: int | None
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


def asked(key: str) -> Entry | None:
    """The indicator that a link names; None for accounts, and for one that is in no list."""
    return code_lists.entries("indicator").get(key)


def of_unit(database: Database, selection: Selection) -> tuple[Figure, ...]:
    """Those of the unit itself, in the order of the list."""
    grain = units.find(selection.edition, selection.unit).grain
    found = of_grain(database, selection, selection.unit, grain)
    return tuple(sorted((one for one in found if one.unit_code == selection.unit), key=_place_in_list))


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
    found = [one for one in of_grain(database, selection, parent, grain) if one.indicator == indicator]
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


def of_grain(database: Database, selection: Selection, parent: str, grain: str) -> list[Figure]:
    """Of all units of a grain within the parent that have a figure, all indicators."""
    divided = of_people(database, selection, parent)
    return [_figure(row, row.indicator in divided) for row in _rows(database, selection, parent, grain)]


def _rows(database: Database, selection: Selection, parent: str, grain: str) -> Iterator[IndicatorByArea]:
    """Out of the answer for the whole province, which is asked for anyway; those of the nation and of groups apart."""
    edition = selection.edition
    if grain not in units.GRAINS or parent == units.NATION or units.find(edition, parent).kind == units.GROUP:
        yield from each_row(_asked(database, selection, parent, grain), IndicatorByArea)
        return
    for row in each_row(_asked(database, selection, _widest(selection, parent), EVERY), IndicatorByArea):
        lineage = units.lineage(edition, row.unit_code)
        if lineage[-1].grain == grain and any(up.unit_code == parent for up in lineage):
            yield row


def _widest(selection: Selection, parent: str) -> str:
    """The province that a unit lies in, or the nation."""
    lineage = units.lineage(selection.edition, parent)
    return next((up.unit_code for up in lineage if up.grain == "province"), units.NATION)


def _asked(database: Database, selection: Selection, parent: str, grain: str) -> pd.DataFrame:
    return queries.indicator_by_area(
        database, edition=selection.edition, as_of=selection.as_of, parent=parent, grain=grain
    )


def of_people(database: Database, selection: Selection, parent: str) -> frozenset[str]:
    """Which indicators are divided by the eligible people: those whose list says so, where a unit gives no denominator.

    All units of a province are then divided so, those with a denominator too: rates on two bases are not compared.
    """
    rows = _asked(database, selection, _widest(selection, parent), EVERY)
    is_lacking = rows["numerator"].notna() & rows["denominator"].isna()
    listed = code_lists.entries("indicator")
    lacking = rows.loc[is_lacking, "indicator"].unique().tolist()
    return frozenset(key for key in lacking if key in listed and listed[key].base == PEOPLE)


def _place_in_list(one: Figure) -> tuple[int, str]:
    listed = list(code_lists.entries("indicator"))
    return (listed.index(one.indicator) if one.indicator in listed else len(listed), one.indicator)


def _figure(row: IndicatorByArea, is_of_people: bool) -> Figure:
    denominator, before = (
        (row.eligible, row.eligible_before) if is_of_people else (row.denominator, row.denominator_before)
    )
    # A month of other communes, or with other ones hidden, is not held against this one.
    numerator_before = known_count(row.numerator_before) if row.is_same_before else None
    denominator_before = known_count(before)
    return Figure(
        row.indicator,
        row.unit_code,
        row.unit_name,
        row.counted_from.date(),
        row.counted_on.date(),
        known_count(row.numerator),
        known_count(denominator),
        is_of_people,
        bool(row.is_partial),
        known_count(row.shared_out),
        int(row.units),
        int(row.communes),
        numerator_before,
        numerator_before / denominator_before if numerator_before is not None and denominator_before else None,
        known_day(row.before_on),
    )

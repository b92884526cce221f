"""Two days beside each other: the units at the end of both, the change of each rate, and why one has none."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from dashboard import formats
from dashboard.briefing import area, silence
from dashboard.briefing.area import Within
from dashboard.briefing.change import movement
from dashboard.briefing.change.pairs import Both, Total, with_those_above
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.rows import ProgressByArea, known_count
from dashboard.selection import STAGES, Selection

# Why a unit has no change: a state of either day, that it has no base, or one of these.
SILENT, NOT_NEWER, OTHER_UNITS, RESTATED, OTHER_BASE = "silent", "not_newer", "other_units", "restated", "other_base"
NO_BASE = "no_denominator"
KNOWN = ("value", "late", "zero")
# The columns of a unit without a change.
NOTHING: dict[str, Any] = {
    "share_before": None, "share_since": None, "counted_before": None, "counted_since": None, "changed_from": pd.NaT,
    "changed_until": pd.NaT, "units_compared": None,
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One unit on both days. why: the reason for which its rate has no change, nothing where it has one.

    is_rebased: the base of the first day was another one, so that both counts are held against that of the second.
    """

    both: Both
    why: str = ""
    is_rebased: bool = False

    @property
    def share_before(self) -> float:
        """The rate at the first end."""
        before, now = self.both
        return float(before.counted / now.denominator if self.is_rebased else before.share)

    @property
    def points(self) -> float | None:
        """The change of the rate, the difference of both as printed."""
        return None if self.why else float(formats.point_difference(self.both.now.share, self.share_before))

    @property
    def is_counted(self) -> bool:
        """Whether the count has a change, though the rate may have none."""
        return self.why in ("", NO_BASE, OTHER_BASE)

    @property
    def days(self) -> int:
        """The days between the reports of which it is the change."""
        return int((self.both.now.reported_on - self.both.before.reported_on).days)


@dataclass(frozen=True)
class Differences:
    """An area's units on two days. units: those that rose most first, those without a change last."""

    since: Since
    before: Within
    now: Within
    units: tuple[Difference, ...]

    @property
    def total(self) -> Total | None:
        """What they gained together."""
        return total(self.units)


def total(every: Sequence[Difference]) -> Total | None:
    """What those gained whose counts can be compared; the rates of those that have such. None where none can be."""
    counted = [one for one in every if one.is_counted]
    if not counted:
        return None
    rated = [one for one in counted if not one.why]
    gained = sum(one.both.gained for one in counted)
    if not rated:
        return Total(gained, len(counted), len(every), 0, None, None)
    both = zip(*map(_ends, rated), strict=True)
    before, now = (sum(count for count, _ in ends) / sum(base for _, base in ends) for ends in both)
    return Total(gained, len(counted), len(every), len(rated), before, now)


def _ends(one: Difference) -> tuple[tuple[int, int], tuple[int, int]]:
    """Count and base of a rate at both ends."""
    before, now = one.both
    last = int(now.numerator), int(now.denominator)
    if one.is_rebased:
        return (int(before.counted), last[1]), last
    return (int(before.numerator), int(before.denominator)), last


def of_units(warehouse: Warehouse, selection: Selection, now: Within, since: Since) -> Differences:
    """now: the units of the day looked at, whose changes are asked for."""
    then = replace(selection, as_of=since.day, is_newest=False)
    before = area.within(warehouse.database, then, now.grain)
    restated = _restated(warehouse, selection.at(unit=now.parent), since)
    found = (compared(both, restated, selection) for both in _pairs(before, now))
    ordered = sorted(found, key=lambda one: (one.why != "", -(one.points or 0)))
    return Differences(since, before, now, tuple(ordered))


def with_changes(rows: Iterable[ProgressByArea], found: Differences) -> tuple[ProgressByArea, ...]:
    """The units with the changes between the two days in the place of those of the build's fixed span."""
    by_code = {one.both.now.unit_code: one for one in found.units}
    return tuple(row._replace(**_changes(by_code.get(row.unit_code))) for row in rows)


def _changes(one: Difference | None) -> dict[str, Any]:
    """The columns of a unit's change, as progress_by_area has them."""
    if one is None or not one.is_counted:
        return NOTHING
    before, now = one.both
    counts = {"counted_before": int(before.counted), "counted_since": int(now.counted)}
    days = {"changed_from": before.reported_on, "changed_until": now.reported_on}
    rates = {} if one.why else {"share_before": one.share_before, "share_since": float(now.share)}
    return {**NOTHING, **rates, **counts, **days, "units_compared": now.units_reported}


def whole_with_changes(whole: ProgressByArea, found: Differences) -> ProgressByArea:
    """All units together, with what those gained that can be compared, of how many."""
    total, last = found.total, found.now.rows["reported_on"].max()
    if total is None or total.share is None or total.share_before is None:
        return whole._replace(**NOTHING)
    days = {"changed_from": pd.Timestamp(found.since.day), "changed_until": last}
    rates = {"share_before": total.share_before, "share_since": total.share}
    return whole._replace(**{**NOTHING, **rates, **days, "units_compared": total.rated, "units_reported": total.every})


def _restated(warehouse: Warehouse, selection: Selection, since: Since) -> set[str]:
    """The units whose earlier figures were corrected in between, with the areas that hold them.

    Of an indicator each month is a count of its own: nothing is taken from it.
    """
    if selection.indicator is not None:
        return set()
    corrected = movement.corrections(warehouse, selection, since.day + dt.timedelta(days=1))
    return with_those_above(selection, corrected)


def _pairs(before: Within, now: Within) -> Iterator[Both]:
    """Each unit of the day looked at with what it was before."""
    then = {row.unit_code: row for row in before.units}
    return (Both(then[row.unit_code], row) for row in now.units if row.unit_code in then)


def compared(both: Both, restated: set[str], selection: Selection) -> Difference:
    """What the unit's rate changed by, or why it has no change."""
    if why := why_none(both, restated):
        return Difference(both, why)
    now = both.now
    if pd.isna(now.share) or not now.denominator:
        return Difference(both, NO_BASE)
    if both.is_rate(selection.divided_by in STAGES):
        return Difference(both)
    # A new target, or the table of people after the reform: both ends of today's base, if all that is counted has one.
    is_all = now.numerator == now.counted and selection.divided_by not in STAGES
    return Difference(both, is_rebased=True) if is_all else Difference(both, OTHER_BASE)


def why_none(both: Both, restated: set[str]) -> str:
    """The reason for which a unit's count has no change between two of its own reports; nothing where it has one."""
    before, now = both
    # What was not there cannot have changed, and a hidden count is worked out from no difference.
    for row in (now, before):
        if row.state not in KNOWN:
            return row.state
    if silence.is_silent(before) or silence.is_silent(now):
        return SILENT
    if pd.isna(before.reported_at) or before.reported_at == now.reported_at:
        return NOT_NEWER
    if _reporters(before) != _reporters(now) and not (_is_whole(before) and _is_whole(now)):
        return OTHER_UNITS
    return RESTATED if now.unit_code in restated else ""


def _reporters(row: ProgressByArea) -> tuple[int | None, int | None]:
    """How many units its count is made of, those of other days among them."""
    return known_count(row.units_reported), known_count(row.parts_reported)


def _is_whole(row: ProgressByArea) -> bool:
    """Whether all of it reported, before and after units were merged: the sum is then of the same people."""
    is_all = known_count(row.communes_reported) == known_count(row.communes)
    return is_all and known_count(row.parts_reported) == known_count(row.parts)

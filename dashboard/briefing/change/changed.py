"""What changed since a day: the sum, who rose and fell, passed 100 %, fell silent, was corrected or asked for more."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard import formats, units
from dashboard.briefing import area, silence
from dashboard.briefing.area import Within
from dashboard.briefing.change import movement
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.rows import ProgressByArea, RestatementByBatch, known_count
from dashboard.selection import STAGES, Selection


class Both(NamedTuple):
    """A unit at the end of the day from which it is compared, and of the day looked at."""

    before: ProgressByArea
    now: ProgressByArea

    @property
    def is_measured(self) -> bool:
        """Whether the same reporting units speak at both ends, and none of them only by an old report."""
        counts = (self.before.counted, self.now.counted)
        return (
            not any(map(pd.isna, counts))
            and not any(map(silence.is_silent, self))
            and self.before.units_reported == self.now.units_reported
        )

    def is_rate(self, is_of_stage: bool) -> bool:
        """Whether there is a rate at both ends, of one and the same base; another stage grows from day to day."""
        is_known = not pd.isna(self.before.share) and not pd.isna(self.now.share)
        return is_known and (is_of_stage or self.before.denominator == self.now.denominator)

    @property
    def points(self) -> float:
        """The change of the rate, the difference of both as printed."""
        return float(formats.point_difference(self.now.share, self.before.share))

    @property
    def gained(self) -> int:
        """The change of the count."""
        return int(self.now.counted - self.before.counted)


@dataclass(frozen=True)
class Total:
    """What the units gained that can be compared, how many of how many these are; the rate of those with one base."""

    gained: int
    units: int
    every: int
    rated: int
    share_before: float | None
    share: float | None


@dataclass(frozen=True)
class Changed:
    """All that changed; each list in the order in which it is told, the most important first."""

    since: Since
    total: Total | None
    rose: tuple[Both, ...]
    fell: tuple[Both, ...]
    passed: tuple[Both, ...]
    silent: tuple[Both, ...]
    begun: tuple[Both, ...]
    targets: tuple[Both, ...]
    corrections: tuple[RestatementByBatch, ...]


def of_unit(warehouse: Warehouse, selection: Selection, since: Since) -> Changed:
    """Of the units within the selected one, and of a commune itself."""
    then = replace(selection, as_of=since.day, is_newest=False)
    pairs, whole = _pairs(warehouse, selection, then)
    corrected = movement.corrections(warehouse, selection, since.day + dt.timedelta(days=1))
    # What a correction changed is no work of these days.
    restated = with_those_above(selection, corrected)
    measured = [both for both in pairs if both.is_measured and both.now.unit_code not in restated]
    comparable = [both for both in pairs if both.is_measured and both.is_rate(selection.base in STAGES)]
    rates = sorted(comparable, key=lambda both: -both.points)
    rated = [both for both in comparable if both.now.unit_code not in restated]
    return Changed(
        since,
        _total(measured, rated, len(pairs)) if measured else None,
        tuple(both for both in rates if both.points > 0 and both.now.unit_code not in restated),
        tuple(both for both in reversed(rates) if both.points < 0),
        tuple(both for both in rates if both.before.share < 1 <= both.now.share),
        tuple(both for both in pairs if silence.is_silent(both.now) and _spoke(both.before)),
        tuple(both for both in pairs if pd.isna(both.before.reported_at) and not pd.isna(both.now.reported_at)),
        tuple(both for both in (*whole, *pairs) if _is_asked_otherwise(both)),
        tuple(corrected),
    )


def _pairs(warehouse: Warehouse, selection: Selection, then: Selection) -> tuple[tuple[Both, ...], tuple[Both, ...]]:
    """The units within, and the selected one itself apart; a commune stands for itself."""
    database = warehouse.database
    before, now = area.of_unit(database, then), area.of_unit(database, selection)
    whole = () if before is None or now is None else (Both(before, now),)
    inside = area.within(database, selection)
    if inside.parent != selection.unit:
        return whole, ()
    return _joined(area.within(database, then), inside), whole


def _joined(before: Within, now: Within) -> tuple[Both, ...]:
    """Units that there were on one of the days alone have nothing to be compared with."""
    then = {row.unit_code: row for row in before.units if row.state != "not_existing"}
    return tuple(Both(then[row.unit_code], row) for row in now.units if row.unit_code in then)


def with_those_above(selection: Selection, corrected: Sequence[RestatementByBatch]) -> set[str]:
    """The units whose counts were changed by other things than work, with the areas that hold them."""
    codes = {row.unit_code for row in corrected if row.kind in ("summary", "detailed")}
    return {up.unit_code for code in codes for up in units.lineage(selection.edition, code, selection.as_of)}


def _total(measured: Sequence[Both], rated: Sequence[Both], every: int) -> Total:
    gained = sum(both.gained for both in measured)
    if not rated:
        return Total(gained, len(measured), every, 0, None, None)
    before, now = (
        sum(row.numerator for row in rows) / sum(row.denominator for row in rows) for rows in zip(*rated, strict=True)
    )
    return Total(gained, len(measured), every, len(rated), before, now)


def _spoke(row: ProgressByArea) -> bool:
    return not pd.isna(row.reported_at) and not silence.is_silent(row)


def _is_asked_otherwise(both: Both) -> bool:
    """Whether a target is new, another one, or over."""
    return known_count(both.before.whole_target) != known_count(both.now.whole_target)

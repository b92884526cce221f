"""What changed since a day: the sum, who rose and fell, passed 100 %, fell silent, was corrected or asked for more."""

import datetime as dt
from dataclasses import dataclass, replace

import pandas as pd

from dashboard.briefing import area, silence
from dashboard.briefing.area import Within
from dashboard.briefing.change import difference, movement
from dashboard.briefing.change.pairs import Both, Total, with_those_above
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.rows import ProgressByArea, RestatementByBatch, known_count
from dashboard.selection import STAGES, Selection


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
    comparable = [both for both in pairs if both.is_measured and both.is_rate(selection.base in STAGES)]
    rates = sorted(comparable, key=lambda both: -both.points)
    return Changed(
        since,
        difference.total([difference.compared(both, restated, selection) for both in pairs]),
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


def _spoke(row: ProgressByArea) -> bool:
    return not pd.isna(row.reported_at) and not silence.is_silent(row)


def _is_asked_otherwise(both: Both) -> bool:
    """Whether a target is new, another one, or over."""
    return known_count(both.before.whole_target) != known_count(both.now.whole_target)

"""Collected, approved, activated: how many stand at each stage, and how many wait before the next."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from dashboard import queries
from dashboard.briefing import opened
from dashboard.database import Database
from dashboard.rows import FlowByPeriod, each_row
from dashboard.selection import STAGES, Selection

# From the first stage to the last.
ORDER = STAGES[::-1]
# Looked back for the newest day with figures of all stages.
DAYS_BACK = 400


@dataclass(frozen=True)
class Step:
    """One stage: its count and what was gained in the period, each where it may be shown."""

    stage: str
    count: int | None
    gained: int | None


@dataclass(frozen=True)
class Waiting:
    """How many passed one stage and not the next; both counts, for the part that passed."""

    stage: str
    waiting: int
    passed: int
    before: int


@dataclass(frozen=True)
class Stages:
    """The steps in order, and between each two who waits: None where that cannot be said."""

    steps: tuple[Step, ...]
    between: tuple[Waiting | None, ...]

    @property
    def top(self) -> int:
        """The largest count."""
        return max(step.count for step in self.steps if step.count is not None)


def of_unit(database: Database, selection: Selection) -> Stages | None:
    """Nothing where fewer than two stages have a figure that may be shown."""
    measure = opened.measure(selection)
    now = _standing(database, selection, selection.as_of)
    if sum(count is not None for count in now.values()) < 2:
        return None
    before = _standing(database, selection, selection.as_of - dt.timedelta(days=measure.period_days))
    steps = tuple(Step(stage, now[stage], _gained(now[stage], before[stage])) for stage in ORDER)
    return Stages(steps, tuple(_waiting(first, after, measure.small_count) for first, after in pairwise(steps)))


def _standing(database: Database, selection: Selection, day: dt.date) -> dict[str, int | None]:
    """The newest cumulative counts of the unit by the end of a day."""
    rows = queries.flow_by_period(
        database,
        edition=selection.edition,
        unit=selection.unit,
        days=(day - dt.timedelta(days=DAYS_BACK), day),
        level=selection.level,
        step="month",
    )
    newest = next(reversed(list(each_row(rows, FlowByPeriod))), None)
    return {stage: None if newest is None else _known(getattr(newest, stage)) for stage in ORDER}


def _known(count: float) -> int | None:
    return None if pd.isna(count) else int(count)


def _gained(now: int | None, before: int | None) -> int | None:
    return None if now is None or before is None else now - before


def _waiting(first: Step, after: Step, small_count: int) -> Waiting | None:
    if first.count is None or after.count is None or not first.count:
        return None
    waiting = max(first.count - after.count, 0)
    # So few people could be pointed at.
    return None if 0 < waiting < small_count else Waiting(after.stage, waiting, after.count, first.count)

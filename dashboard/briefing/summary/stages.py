"""Collected, approved, activated: how many stand at each stage, and how many wait before the next."""

import datetime as dt
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from dashboard import queries
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import Change, NoFigures
from dashboard.database import Database
from dashboard.rows import FlowByPeriod, each_row
from dashboard.selection import STAGES, Selection

# From the first stage to the last.
ORDER = STAGES[::-1]
# Looked back for the newest day with figures of all stages.
DAYS_BACK = 400


@dataclass(frozen=True)
class Step:
    """One stage: its count and its change over one period, each where it may be shown."""

    stage: str
    count: int | None
    change: Change | None


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
    now = _standing(database, selection, selection.as_of)
    steps = tuple(Step(stage, _known(now, stage), None) for stage in ORDER)
    if now is None or sum(step.count is not None for step in steps) < 2:
        return None
    steps = tuple(replace(step, change=_change(database, selection, step.stage)) for step in steps)
    return Stages(steps, tuple(_waiting(first, after, now) for first, after in pairwise(steps)))


def _standing(database: Database, selection: Selection, day: dt.date) -> FlowByPeriod | None:
    """The newest cumulative counts of the unit by the end of a day."""
    rows = queries.flow_by_period(
        database,
        edition=selection.edition,
        unit=selection.unit,
        days=(day - dt.timedelta(days=DAYS_BACK), day),
        level=selection.level,
        step="month",
    )
    return next(reversed(list(each_row(rows, FlowByPeriod))), None)


def _known(standing: FlowByPeriod | None, column: str) -> int | None:
    count = getattr(standing, column, None)
    return None if count is None or pd.isna(count) else int(count)


def _change(database: Database, selection: Selection, stage: str) -> Change | None:
    facts = headline.of_unit(database, selection.at(stage=stage))
    return None if isinstance(facts, NoFigures) else facts.change


def _waiting(first: Step, after: Step, now: FlowByPeriod) -> Waiting | None:
    """Nothing where so few wait that they could be pointed at, and before anybody passed the first stage."""
    waiting = _known(now, f"{after.stage}_waiting")
    if not first.count or after.count is None or waiting is None:
        return None
    return Waiting(after.stage, waiting, after.count, first.count)

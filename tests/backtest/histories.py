"""A simulated campaign as a forecast sees it, and what it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from dashboard.forecasts.history import History, Reports, Revisions, Targets
from dashboard.statistics.day_weights import day_weights
from tests.backtest.campaigns import Campaign, Ints

AHEAD = (14, 30, 60, 90, 120)
LEAST_HISTORY = 28


@dataclass(frozen=True)
class Cut:
    """One day on which it is asked, so many days before the deadline of an issuer."""

    day: int
    issuer: int
    ahead: int


def history_of(drawn: Campaign) -> History:
    """The first values as reported, and corrections from their own day on."""
    calendar = drawn.calendar
    weights = day_weights(calendar.weekday, calendar.is_holiday, calendar.is_tet, calendar.is_swapped)
    return History(
        reports=Reports(calendar.first, drawn.reported, revisions_of(drawn), weights),
        eligible=drawn.eligible,
        group=drawn.province,
        deadline=drawn.deadline.max(axis=1),
        goal=np.fmax(drawn.target[:, 0], drawn.target[:, 1]),
    )


def revisions_of(drawn: Campaign) -> Revisions:
    """One row for each reported day between the first wrong one and its correction."""
    day = np.arange(drawn.done.shape[1])
    wrong = (day >= drawn.overcounted[:, None]) & (day < drawn.corrected[:, None]) & ~np.isnan(drawn.reported)
    unit, spoken_of = np.nonzero(wrong)
    order = np.argsort(drawn.corrected[unit], kind="stable")
    unit, spoken_of = unit[order], spoken_of[order]
    return Revisions(unit, spoken_of, drawn.corrected[unit], drawn.done[unit, spoken_of])


def targets_of(drawn: Campaign, issuer: int) -> Targets:
    """The targets of one issuer that were set at all."""
    unit = np.flatnonzero(~np.isnan(drawn.target[:, issuer]))
    return Targets(unit, drawn.target[unit, issuer], drawn.deadline[unit, issuer])


def set_by(drawn: Campaign, issuer: int, day: int) -> Targets:
    """Those that had been set by a day."""
    targets = targets_of(drawn, issuer)
    return targets.of(drawn.set_on[targets.unit, issuer] <= day)


def cuts_of(drawn: Campaign) -> Iterator[Cut]:
    """The days on which forecasts are judged."""
    for issuer in range(drawn.deadline.shape[1]):
        for ahead in AHEAD:
            day = int(drawn.deadline[0, issuer]) - ahead
            if day >= LEAST_HISTORY:
                yield Cut(day, issuer, ahead)


def outcome_of(drawn: Campaign, targets: Targets) -> tuple[Ints, Ints]:
    """The true day of reaching each target (-1: not within what is followed), and the true count on its deadline."""
    reached = drawn.done[targets.unit] >= targets.value[:, None]
    day = np.where(reached.any(axis=1), reached.argmax(axis=1), -1)
    return day, drawn.done[targets.unit, targets.deadline].astype(np.int64)

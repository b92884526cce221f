"""Runs the method and its rivals over simulated campaigns, each forecast made of what was known on its day."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from dashboard.forecasts.apply import Forecasts, forecasts_of
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.curves import BEYOND
from dashboard.forecasts.fit import Residual, fit_carried, fit_on, past_mondays, residuals_of, shape_of
from dashboard.forecasts.history import History, Targets
from dashboard.forecasts.maturing import Outcome, Waits, gains_after, waits_after
from dashboard.forecasts.standing import Standing, standing_at
from dashboard.statistics.reaching import NEVER
from tests.backtest.campaigns import Campaign, campaign
from tests.backtest.histories import LEAST_HISTORY, Cut, cuts_of, history_of, outcome_of, set_by, targets_of
from tests.backtest.rivals import NAMES, Rival, rivals_of
from tests.backtest.scores import Judged, joined

FITTED, PRINTED = range(1, 51), range(101, 151)
FIT_EVERY = 10
METHOD = "method"


@dataclass
class Trial:
    """What was judged, by who forecast it; asked and unanswered count targets not yet reached."""

    judged: dict[str, Judged]
    asked: int
    unanswered: int


def carried_from(seeds: Iterable[int]) -> Coefficients:
    """The coefficients that come with the software: fitted on whole campaigns, whose truth is known."""
    drawn = [campaign(seed) for seed in seeds]
    histories = [history_of(each) for each in drawn]
    past = [_past(one, history) for one, history in zip(drawn, histories, strict=True)]
    gains = [
        gains_after([(history, standing) for standing in standings], truth_of(one))
        for one, history, standings in zip(drawn, histories, past, strict=True)
    ]
    shape = shape_of(gains)
    waits = [
        waits_after(standings, targets_of(one, issuer), shape, one.done)
        for one, standings in zip(drawn, past, strict=True)
        for issuer in range(one.deadline.shape[1])
    ]
    return fit_carried(gains, Waits.joined(waits), shape)


def truth_of(drawn: Campaign) -> Outcome:
    """What really came of units, known on the day itself."""
    return Outcome(drawn.done, np.broadcast_to(np.arange(drawn.done.shape[1]), drawn.done.shape))


def _past(drawn: Campaign, history: History) -> list[Standing]:
    return [standing_at(history, cut) for cut in range(LEAST_HISTORY, int(drawn.deadline.max()) - 5, FIT_EVERY)]


def run(seeds: Iterable[int], carried: Coefficients) -> Trial:
    """Forecasts of all days and issuers; what matured in a target's own province is left out of what made them."""
    parts: dict[str, list[Judged]] = {name: [] for name in (METHOD, *NAMES)}
    asked = unanswered = 0
    for seed in seeds:
        drawn = campaign(seed)
        history = history_of(drawn)
        matured = _matured(history, carried)
        for cut in cuts_of(drawn):
            standing = standing_at(history, cut.day)
            open_ones = _open(drawn, standing, cut)
            asked += len(open_ones.unit)
            open_ones = open_ones.of(standing.is_enough[open_ones.unit])
            unanswered += len(_open(drawn, standing, cut).unit) - len(open_ones.unit)
            for targets, coefficients in _by_province(drawn, open_ones, (cut.day, matured), carried):
                truth = outcome_of(drawn, targets)
                made = forecasts_of(history, standing, targets, coefficients)
                answers = {METHOD: made, **rivals_of(history, standing, targets)}
                for name, answer in answers.items():
                    parts[name].append(_judged(cut, targets, truth, answer))
    return Trial({name: joined(found) for name, found in parts.items()}, asked, unanswered)


def _matured(history: History, carried: Coefficients) -> list[Residual]:
    """The residuals after all Mondays; each day takes of them what had matured by then."""
    mondays = past_mondays(history.reports, history.reports.counts.shape[1] - 1)
    past = [(history, standing_at(history, cut)) for cut in mondays]
    return residuals_of(gains_after(past, Outcome.of(history.reports)), carried.shape)


def _open(drawn: Campaign, standing: Standing, cut: Cut) -> Targets:
    """The targets that were set and, by what is known, not reached yet."""
    targets = set_by(drawn, cut.issuer, cut.day)
    return targets.of(~(standing.newest[targets.unit] >= targets.value))


def _by_province(
    drawn: Campaign, targets: Targets, matured: tuple[int, list[Residual]], carried: Coefficients
) -> Iterable[tuple[Targets, Coefficients]]:
    for province in np.unique(drawn.province):
        own = targets.of(drawn.province[targets.unit] == province)
        if len(own.unit):
            day, residuals = matured
            yield own, fit_on(day, carried, residuals, without=int(province))


def _judged(cut: Cut, targets: Targets, truth: tuple[np.ndarray, np.ndarray], answer: Forecasts | Rival) -> Judged:
    reached, final = truth
    is_followed = (reached >= 0) & (reached <= targets.deadline + BEYOND)
    return Judged(
        ahead=np.full(len(targets.unit), cut.ahead),
        deadline=targets.deadline,
        value=targets.value,
        reached=np.where(is_followed, reached, NEVER),
        final=final,
        count=answer.count,
        probability=answer.probability,
        on=answer.on,
    )

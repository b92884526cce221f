"""Where units stand at the end of a day, and what of it says how they will go on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.history import History
from dashboard.statistics.work import Floats, Ints, Work, jumpiness, paces, work_between_reports

# People beside whom gains are compared, so that the logarithm of none is finite.
BESIDE = 2.0
# Those who move in are not among the eligible that were counted.
MOVED_IN = 1.03
# A unit whose eligible people are not known is taken to have as many left as is usual.
USUAL_LEFT = -0.5
LEAST_REPORTS, LEAST_SPAN = 2, 5.0
# Older reports say nothing that the newer ones do not.
LOOK_BACK = 420
FEATURES = 13


@dataclass(frozen=True)
class Standing:
    """What a forecast made at the end of a day starts from; all arrays are (unit,). Days are indices."""

    cut: int
    work: Work
    last: Ints
    newest: Floats
    paces: dict[int, Floats]
    usual: Floats
    lively: Floats
    uneven: Floats
    left: Floats
    eligible: Floats
    deadline: Ints
    is_enough: npt.NDArray[np.bool_]
    busy: Floats


def standing_at(history: History, cut: int) -> Standing:
    """The standing of every unit by what was known at the end of the day."""
    start = max(0, cut + 1 - LOOK_BACK)
    weights = history.weights[start : cut + 1]
    work = work_between_reports(history.known(cut)[:, start:], weights)
    has_any = work.last >= 0
    reach = np.cumsum(weights)
    span = reach[work.last.clip(0)] - reach[work.first]
    usual = _usual(history, work, span)
    found = paces(work, weights, usual)
    return Standing(
        cut=cut,
        work=work,
        last=np.where(has_any, work.last + start, cut),
        newest=work.newest,
        paces=found,
        usual=usual,
        lively=_median_by(history.group, np.log(found[7] / found[28])),
        uneven=jumpiness(work, weights),
        left=(history.eligible * MOVED_IN - work.newest).clip(1.0),
        eligible=history.eligible,
        deadline=history.deadline,
        is_enough=(work.reports >= LEAST_REPORTS) & (span >= LEAST_SPAN),
        busy=np.concatenate([[0.0], np.cumsum(history.weights)]),
    )


def features(standing: Standing, units: Ints, ends: Ints) -> tuple[Floats, Floats]:
    """(row, feature), and the gain (row,) from the last report to the end of a day that the base pace alone gives.

    units: rows of the standing; ends: for each the last day of the gain. Paces go in as logarithms of their ratios:
    the line through them leans as far to the last week, the long run or the unit's like as each horizon proved best.
    """
    last, busy, base = standing.last[units], standing.busy, standing.paces[28][units]
    ahead = (busy[ends + 1] - busy[last + 1]).clip(1e-6)
    left = np.where(np.isnan(standing.left[units]), np.inf, standing.left[units])
    pressed = base * ahead / left
    gain = np.where(np.isinf(left), base * ahead, -np.expm1(-pressed) * np.minimum(left, 1e12)).clip(0.05)
    share_left = np.log(standing.left[units] / np.maximum(standing.eligible[units], 1.0))
    late = np.maximum(last, standing.deadline[units])
    beyond = np.where(standing.deadline[units] >= 0, (busy[np.maximum(ends, late) + 1] - busy[late + 1]) / ahead, 0.0)
    log = {window: np.log(pace[units]) for window, pace in standing.paces.items()}
    columns = [
        np.ones(len(units)),
        log[7] - log[14],
        log[14] - log[28],
        log[56] - log[28],
        log[0] - log[28],
        np.log(standing.usual[units]) - log[28],
        standing.lively[units],
        beyond,
        np.log1p(pressed),
        np.where(np.isnan(share_left), USUAL_LEFT, share_left),
        (standing.cut - last) / 14,
        np.log(gain + BESIDE),
        standing.uneven[units].clip(0, 2),
    ]
    return np.stack(columns, axis=1), gain


def _usual(history: History, work: Work, span: Floats) -> Floats:
    """The pace of the unit's province, by the head of those who are eligible (or by unit, where that is not known)."""
    heads = np.where(np.isnan(history.eligible), np.nanmedian(np.append(history.eligible, 1000.0)), history.eligible)
    total = np.take_along_axis(work.done, work.last.clip(0)[:, None], axis=1)[:, 0]
    counts = span > 2
    people, days = (np.bincount(history.group, counts * each) for each in (total, span * heads))
    found: Floats = ((people + 1) / (days + 1000))[history.group] * heads.clip(1)
    return found


def _median_by(group: Ints, values: Floats) -> Floats:
    found = np.zeros(len(values))
    for each in np.unique(group):
        found[group == each] = np.median(values[group == each])
    return found

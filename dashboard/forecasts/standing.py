"""Where units stand at the end of a day, and what of it says how they will go on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.history import Flags, History, Reports
from dashboard.statistics.work import Floats, Ints, Work, jumpiness, paces, work_between_reports

# People beside whom gains are compared, so that the logarithm of none is finite.
BESIDE = 2.0
# Those who move in are not among the eligible that were counted.
MOVED_IN = 1.03
# A unit whose eligible people are not known is taken to have as many left as is usual.
USUAL_LEFT = -0.5
LEAST_REPORTS, LEAST_SPAN = 2, 5.0
# Nobody works so many times faster than their best pace or their province's; of those who are eligible by the tables
# so many more may turn up, for the tables are older than the people.
FASTEST, UNCOUNTED = 5.0, 0.1
# Older reports say nothing that the newer ones do not.
LOOK_BACK = 420
FEATURES = 13


@dataclass(frozen=True)
class Standing:
    """What a forecast made at the end of a day starts from; all arrays are (unit,). Days are indices."""

    cut: int
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
    work, has_any = _work_at(history.reports, cut)
    busy = history.reports.busy[1:]
    span = busy[work.last] - busy[work.first]
    usual = _usual(history, work, span)
    found = paces(work, busy, usual)
    return Standing(
        cut=cut,
        last=np.where(has_any, work.last, cut),
        newest=work.newest,
        paces=found,
        usual=usual,
        lively=_median_by(history.group, np.log(found[7] / found[28]), has_any),
        uneven=jumpiness(work, busy),
        left=(history.eligible * MOVED_IN - work.newest).clip(1.0),
        eligible=history.eligible,
        deadline=history.deadline,
        is_enough=(work.reports >= LEAST_REPORTS) & (span >= LEAST_SPAN),
        busy=history.reports.busy,
    )


def _work_at(reports: Reports, cut: int) -> tuple[Work, Flags]:
    """The work up to a day, and which units have reported within what is looked back at.

    Corrections change how much was done and the newest count; on which days there were reports they do not.
    """
    start, row = max(0, cut + 1 - LOOK_BACK), np.arange(len(reports.counts))
    last = reports.before[:, cut]
    has_any = last >= start
    last, first = np.where(has_any, last, 0), np.where(has_any, reports.following[:, start], 0)
    number = reports.number[row, last] - reports.number[row, first] + 1
    done, newest = reports.work.done, np.where(has_any, reports.counts[row, last], np.nan)
    units, counts = reports.corrected(cut)
    if len(units):
        done = done.copy()
        done[units, : cut + 1] = work_between_reports(counts, reports.weights[: cut + 1]).done
        newest[units] = np.where(has_any[units], counts[np.arange(len(units)), last[units]], np.nan)
    return Work(done, first, last, newest, np.where(has_any, number, 0)), has_any


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


def most_gained(standing: Standing, units: Ints, ends: Ints) -> Floats:
    """(row,) what a unit can gain at the most from its last report to the end of a day.

    A unit that stood still could go on in any way by its logarithms: without a bound one of 18,000 people was
    forecast to activate 40,000 accounts in six weeks, and its province's range went with it.
    """
    ahead = (standing.busy[ends + 1] - standing.busy[standing.last[units] + 1]).clip(1e-6)
    best = np.max([standing.usual, *standing.paces.values()], axis=0)[units]
    people = np.fmax(standing.left, UNCOUNTED * standing.eligible)[units]
    found: Floats = np.fmin(FASTEST * best * ahead, people) + 1.0
    return found


def _usual(history: History, work: Work, span: Floats) -> Floats:
    """The pace of the unit's province, by the head of those who are eligible (or by unit, where that is not known)."""
    reporting = history.eligible[work.reports > 0]
    heads = np.where(np.isnan(history.eligible), np.nanmedian(np.append(reporting, 1000.0)), history.eligible)
    row = np.arange(len(work.last))
    total = work.done[row, work.last] - work.done[row, work.first]
    counts = span > 2
    people, days = (np.bincount(history.group, counts * each) for each in (total, span * heads))
    found: Floats = ((people + 1) / (days + 1000))[history.group] * heads.clip(1)
    return found


def _median_by(group: Ints, values: Floats, counts: npt.NDArray[np.bool_]) -> Floats:
    """Of those that count alone: who has not reported yet must not change what is said of the others."""
    found = np.zeros(len(values))
    for each in np.unique(group[counts]):
        found[group == each] = np.median(values[(group == each) & counts])
    return found

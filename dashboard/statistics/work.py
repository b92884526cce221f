"""The work that lies between reports, and the pace at which it was done, for many units at once."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# Days over which paces are measured, back from the last report; each leans to the next longer one.
WINDOWS = (7, 14, 28, 56)
# How many working days of the longer pace a shorter one is mixed with.
LEANING = 2.0
# Below so small a root of a daily gain a unit is not uneven but at rest.
NO_WORK = 0.1


@dataclass(frozen=True)
class Work:
    """Reports as steady work: `done` grows only, from the first report to the last one. Days are indices."""

    done: Floats
    first: Ints
    last: Ints
    newest: Floats
    reports: Ints


def work_between_reports(counts: Floats, weights: Floats) -> Work:
    """Spreads what grew between two reports over the days between them, by the weights of the days.

    counts: (unit, day), NaN without a report; weights: (day,) or (unit, day). A count that fell is a correction, no
    work. Without any report `last` is -1.
    """
    day = np.arange(counts.shape[1])
    is_report = ~np.isnan(counts)
    before = np.maximum.accumulate(np.where(is_report, day, -1), axis=1)
    following = np.minimum.accumulate(np.where(is_report, day, len(day))[:, ::-1], axis=1)[:, ::-1]
    last, reports = before[:, -1], is_report.sum(axis=1)
    has_any = reports > 0
    first = np.where(has_any, following[:, 0], 0)
    # Steps stand at their report's day; what came before the first report is no work.
    stand = np.take_along_axis(counts, before.clip(0), axis=1)
    steps = np.zeros_like(counts)
    steps[:, 1:] = np.where(is_report[:, 1:] & (before[:, :-1] >= 0), counts[:, 1:] - stand[:, :-1], 0.0).clip(0)
    total = np.nancumsum(steps, axis=1)
    busy = np.cumsum(np.broadcast_to(weights, counts.shape), axis=1)
    start, end = before.clip(0), np.where(following < len(day), following, before).clip(0)
    at = [np.take_along_axis(values, index, axis=1) for values in (total, busy) for index in (start, end)]
    part = np.divide(busy - at[2], at[3] - at[2], out=np.zeros_like(busy), where=at[3] > at[2])
    done = at[0] + (at[1] - at[0]) * part.clip(0, 1)
    newest = np.where(has_any, np.take_along_axis(counts, last.clip(0)[:, None], axis=1)[:, 0], np.nan)
    return Work(done, first, last, newest, reports)


def paces(work: Work, busy: Floats, usual: Floats) -> dict[int, Floats]:
    """People a fully busy day over each window, and (as 0) since the first report; never quite zero.

    busy: (day,) how busy all days up to each one were together; usual: (unit,) the pace that a unit of its place and
    size would have, to which a short history leans.
    """
    found: dict[int, Floats] = {}
    longer = usual
    for window in (0, *reversed(WINDOWS)):
        start = np.maximum(work.last - window, work.first) if window else work.first
        gain, span = _at(work.done, work.last) - _at(work.done, start), busy[work.last] - busy[start]
        longer = (gain + LEANING * longer) / (span + LEANING)
        found[window] = longer
    return found


def jumpiness(work: Work, busy: Floats, weeks: int = 8) -> Floats:
    """How much the square roots of a unit's last weekly gains differ, against that of their mean (0 = even).

    Roots make the chance of counting the same for small and large units (Anscombe 1948).
    """
    ends = np.maximum(work.last - 7 * np.arange(weeks + 1)[:, None], work.first)
    done = work.done[np.arange(len(work.last)), ends]
    gain, span = done[:-1] - done[1:], busy[ends[:-1]] - busy[ends[1:]]
    rate = np.sqrt(np.divide(gain, span, out=np.zeros_like(gain), where=span > 0))
    there = span > 0
    number = there.sum(axis=0).clip(1)
    mean = (rate * there).sum(axis=0) / number
    spread = np.sqrt((((rate - mean) ** 2) * there).sum(axis=0) / number)
    found: Floats = spread / np.maximum(mean, NO_WORK)
    return found


def _at(values: Floats, index: Ints) -> Floats:
    found: Floats = values[np.arange(len(index)), index]
    return found

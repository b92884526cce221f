"""What of the work is reported: daily, by the week or the fortnight, with silences, copies and corrections."""

import numpy as np
import numpy.typing as npt

from tests.backtest.calendars import Calendar

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
NEVER = 10**6


def reports(
    kind: npt.NDArray[np.str_], done: Floats, calendar: Calendar, chance: np.random.Generator
) -> tuple[Floats, Ints, Ints]:
    """The first reported values, the days from which they are too high, and the days on which that was corrected."""
    count, days = done.shape
    reported = np.where(_is_reported(kind, days, calendar, chance), _from_the_first(kind, days, chance), np.nan)
    too_high = np.where(kind == "corrected", chance.uniform(0.02, 0.2, count), 0.0)
    start = np.where(kind == "corrected", chance.integers(15, days - 60, count), NEVER)
    end = np.where(kind == "corrected", start + chance.integers(5, 60, count), NEVER)
    wrong = (np.arange(days) >= start[:, None]) & (np.arange(days) < end[:, None])
    reported *= np.round(done * np.where(wrong, 1 + too_high[:, None], 1.0))
    copied = np.flatnonzero(kind == "copied")
    for row in copied:
        _copy_the_last(reported[row], chance)
    return reported, start, end


def _from_the_first(kind: npt.NDArray[np.str_], days: int, chance: np.random.Generator) -> Floats:
    """1 from the day of a commune's first report on, NaN before."""
    first = np.where(kind == "late_start", chance.integers(0, 40, len(kind)), chance.integers(0, 5, len(kind)))
    return np.where(np.arange(days) >= first[:, None], 1.0, np.nan)


def _is_reported(
    kind: npt.NDArray[np.str_], days: int, calendar: Calendar, chance: np.random.Generator
) -> npt.NDArray[np.bool_]:
    count, day = len(kind), np.arange(days)
    # In some campaigns all report by the week.
    if chance.random() < 0.35:
        given = np.broadcast_to(calendar.weekday == chance.integers(3, 5), (count, days)).copy()
        given &= chance.random((count, days)) < chance.uniform(0.8, 1.0)
    else:
        given = chance.random((count, days)) < chance.uniform(0.7, 1.0, (count, 1))
    begun = chance.integers(0, 14, count)[:, None]
    given[kind == "weekly"] = np.broadcast_to(calendar.weekday == 4, (count, days))[kind == "weekly"]
    given[kind == "fortnightly"] = ((day + begun) % 14 == 0)[kind == "fortnightly"]
    given[kind == "irregular"] = (chance.random((count, days)) < chance.uniform(0.03, 0.3, (count, 1)))[
        kind == "irregular"
    ]
    for row in np.flatnonzero(kind == "silent"):
        for _ in range(int(chance.integers(1, 4))):
            start = int(chance.integers(10, days))
            given[row, start : start + int(chance.integers(10, 60))] = False
    return given


def _copy_the_last(reported: Floats, chance: np.random.Generator) -> None:
    """For weeks a clerk sends the last number again."""
    for _ in range(int(chance.integers(1, 4))):
        start = int(chance.integers(10, len(reported)))
        before = reported[:start][~np.isnan(reported[:start])]
        span = slice(start, start + int(chance.integers(5, 25)))
        if len(before):
            reported[span] = np.where(np.isnan(reported[span]), np.nan, before[-1])

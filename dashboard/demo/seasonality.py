"""How busy each day is: weekdays, weekends, holidays, Tết and campaigns, per mille of an ordinary working day."""

from collections.abc import Sequence

import holidays
import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.demo.scenario import REORGANISATION, Campaign, Span

IntArray = npt.NDArray[np.int64]

WEEKDAYS = (1000, 1060, 1030, 980, 900, 280, 150)
# Duty 7:00-22:00 at weekends while a campaign runs.
CAMPAIGN_WEEKDAYS = (1000, 1050, 1020, 1000, 980, 1150, 1040)
HOLIDAY = 60
REORGANISATION_PACE = 350


def days_of(span: Span) -> pd.DatetimeIndex:
    """Every day of the span."""
    return pd.date_range(span.first, span.last, freq="D")


def day_names(days: pd.DatetimeIndex) -> dict[pd.Timestamp, str]:
    """The public holidays among the days, with their English names whatever the language of the machine."""
    calendar = holidays.country_holidays("VN", years=sorted(set(days.year)), language="en_US")
    return {pd.Timestamp(day): name for day, name in calendar.items()}


def seasonality(days: pd.DatetimeIndex, campaigns: Sequence[Campaign]) -> IntArray:
    """The pace of each day, one whole number a day."""
    names = day_names(days)
    return np.array([_pace(day, names.get(day), campaigns) for day in days], dtype=np.int64)


def _pace(day: pd.Timestamp, holiday: str | None, campaigns: Sequence[Campaign]) -> int:
    running = next((campaign for campaign in campaigns if day.date() in campaign.span), None)
    if holiday and "Lunar" in holiday:
        return 0
    if holiday:
        return running.holidays if running else HOLIDAY
    if running:
        return CAMPAIGN_WEEKDAYS[day.weekday()] * running.boost // 1000
    return WEEKDAYS[day.weekday()] * (REORGANISATION_PACE if day.date() in REORGANISATION else 1000) // 1000


def approvals_reach(days: pd.DatetimeIndex, lag: int) -> IntArray:
    """Index of the last day whose dossiers are approved on each day, when approval takes `lag` working days.

    Approvals are given on working days only; -1 stands for the days before the first.
    """
    names = day_names(days)
    works = np.array([day.weekday() < 5 and day not in names for day in days])
    reach, working = np.full(len(days), -1, dtype=np.int64), [-1] * lag
    for index in range(len(days)):
        if works[index]:
            # A dossier of a weekend waits for the first working day, like one of the Friday before it.
            reach[index] = working[-lag] if lag > 1 else index - 1
            working.append(index)
        elif index:
            reach[index] = reach[index - 1]
    return np.maximum.accumulate(reach)

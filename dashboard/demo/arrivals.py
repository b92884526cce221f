"""When reports reach the office: on Fridays during campaigns, some of them late; between campaigns by the quarter."""

import numpy as np
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.scenario import Span
from dashboard.demo.seasonality import IntArray
from dashboard.demo.simulation import Simulation

FRIDAY = 4
DAY = pd.Timedelta(days=1)
# A week's reports run from Friday to Thursday and are sent together, in time for Friday at 17:00.
SENT, MORNING, EVENING = (pd.Timedelta(hours=16, minutes=20), pd.Timedelta(hours=9), pd.Timedelta(hours=23, minutes=30))
# Per mille of the reports that come on the Monday after (in every fourth week), or with those of the next Friday.
ON_MONDAY, A_WEEK_LATE, MONDAYS_EVERY = 90, 30, 4
# The same for communes that are often late, every week.
LATE_COMERS_ON_MONDAY, LATE_COMERS_A_WEEK_LATE = 350, 250


def report_arrivals(rows: pd.DataFrame, simulation: Simulation, chance: np.random.Generator) -> pd.DataFrame:
    """For each row of reports.summary its time of arrival (arrived_at) and the name of the file it was in."""
    days = rows["as_of"].dt.normalize()
    arrived_at = _by_quarter(days)
    name = days.dt.strftime("%Y-Q") + days.dt.quarter.astype(str)
    for dues in scenario.WEEKLY_REPORTS:
        weekly = days.between(*_days_of(dues))
        arrived_at[weekly] = _by_week(
            rows.loc[weekly, "unit_code"], days[weekly], dues, _delays(simulation, dues, chance)
        )
        name[weekly] = arrived_at[weekly].dt.strftime("%Y-%m-%d")
    # What the last weekly list of the edition left out is sent on its last evening.
    left = days > max(last for last in map(_last_day_of, scenario.WEEKLY_REPORTS) if last <= simulation.days[-1])
    arrived_at[left] = simulation.days[-1] + EVENING
    name[left] = "cuoi_cung_" + str(simulation.days[-1].date())
    return pd.DataFrame({"arrived_at": arrived_at, "name": name})


def _days_of(dues: Span) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day reported on the dues."""
    return pd.Timestamp(dues.first) - 7 * DAY, _last_day_of(dues)


def _last_day_of(dues: Span) -> pd.Timestamp:
    return pd.Timestamp(dues.last) - DAY


def _by_quarter(days: "pd.Series[pd.Timestamp]") -> "pd.Series[pd.Timestamp]":
    """The morning after the quarter, or the eve of weekly lists that begin before; all before the first on its eve."""
    arrived_at = days.dt.to_period("Q").dt.end_time.dt.normalize() + DAY + MORNING
    for turn, dues in enumerate(scenario.WEEKLY_REPORTS):
        eve = pd.Timestamp(dues.first) - DAY + MORNING
        arrived_at = arrived_at.mask((days < _days_of(dues)[0]) & ((arrived_at > eve) | (turn == 0)), eve)
    return arrived_at


def _by_week(
    units: "pd.Series[str]", days: "pd.Series[pd.Timestamp]", dues: Span, delays: pd.DataFrame
) -> "pd.Series[pd.Timestamp]":
    """The Friday after the day, or later where a commune was late that week."""
    due = days + pd.to_timedelta((FRIDAY - 1 - days.dt.day_of_week) % 7 + 1, unit="D")
    late = delays.to_numpy()[delays.index.get_indexer(pd.Index(units)), delays.columns.get_indexer(pd.Index(due))]
    arrived_at = due + SENT
    return arrived_at.mask(late == ON_MONDAY, due + 3 * DAY + MORNING).mask(late == A_WEEK_LATE, due + 7 * DAY + SENT)


def _delays(simulation: Simulation, dues: Span, chance: np.random.Generator) -> pd.DataFrame:
    """Commune by due: 0, ON_MONDAY or A_WEEK_LATE."""
    fridays = pd.date_range(dues.first, dues.last, freq="W-FRI")
    drawn: IntArray = chance.integers(0, 1000, (len(simulation.codes), len(fridays)))
    delays = np.where(drawn < A_WEEK_LATE, A_WEEK_LATE, 0)
    on_mondays = (drawn >= 1000 - ON_MONDAY) & (np.arange(len(fridays)) % MONDAYS_EVERY == 0)
    delays[on_mondays] = ON_MONDAY
    often = np.isin(simulation.codes, scenario.LATE_COMERS[simulation.edition])[:, np.newaxis]
    delays[often & (drawn >= 1000 - LATE_COMERS_ON_MONDAY)] = ON_MONDAY
    delays[often & (drawn < LATE_COMERS_A_WEEK_LATE)] = A_WEEK_LATE
    # After the last due no list comes; and the correction of a list must find what it corrects.
    delays[:, -1] = 0
    delays[np.isin(simulation.codes, [each.unit_code for each in scenario.CORRECTIONS])] = 0
    return pd.DataFrame(delays, index=simulation.codes, columns=fridays)

"""What makes the work uneven: storms, outages, orders from above, stalls, teams that move on, saturation."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import settings, units
from dashboard.demo import scenario
from dashboard.demo.scenario import Episode, Span
from dashboard.demo.seasonality import IntArray
from dashboard.demo.whole_numbers import ramp

# A commune works well for some weeks and poorly for the next; so does a district, for its communes share their head.
OWN_SPELL, SHARED_SPELL = 19, 33
OWN_PACES, SHARED_PACES = (450, 1550), (700, 1300)
# Those who are left are the hardest to reach: per mille of the usual pace on the last day, falling over as many days.
SATURATED_PACE, SATURATED_DAYS = 250, 240
# While the mobile team stays in a commune, and in the two weeks after it has moved on.
VISITED_PACE, LEFT_PACE, LEFT_DAYS = 1700, 600, 14


def unevenness(edition: str, communes: pd.DataFrame, days: pd.DatetimeIndex, chance: np.random.Generator) -> IntArray:
    """The pace of each commune on each day, per mille of what season and campaign make of it: (commune, day)."""
    districts = _former_districts(edition, communes)
    own = _spells(np.arange(len(communes)), len(days), OWN_SPELL, OWN_PACES, chance)
    shared = _spells(pd.factorize(districts)[0], len(days), SHARED_SPELL, SHARED_PACES, chance)
    paces = own * shared // 1000
    for episode in scenario.FORMER_EPISODES if edition == "2024" else (*scenario.PRESENT_EPISODES, *_visits()):
        concerned = np.ones(len(communes), dtype=bool)
        if episode.places:
            concerned = (communes["unit_code"].isin(episode.places) | districts.isin(episode.places)).to_numpy()
        within = (days >= pd.Timestamp(episode.span.first)) & (days <= pd.Timestamp(episode.span.last))
        paces[np.ix_(concerned, within)] = paces[np.ix_(concerned, within)] * episode.pace // 1000
    saturated = communes["unit_code"].isin(scenario.SATURATED[edition]).to_numpy()
    paces[saturated, -SATURATED_DAYS:] = (
        paces[saturated, -SATURATED_DAYS:] * ramp(SATURATED_DAYS, 1000, SATURATED_PACE) // 1000
    )
    return paces


def is_visited(dossiers: pd.DataFrame) -> "npt.NDArray[np.bool_]":
    """Marks the rows (unit_code, date) of the days on which the mobile team of the last peak was in the commune."""
    marks = np.zeros(len(dossiers), dtype=bool)
    for code, span in scenario.MOBILE_TEAM_STAYS:
        within = dossiers["date"].between(pd.Timestamp(span.first), pd.Timestamp(span.last))
        marks |= ((dossiers["unit_code"] == code) & within).to_numpy()
    return marks


def _visits() -> list[Episode]:
    stays = [Episode(span, VISITED_PACE, (code,)) for code, span in scenario.MOBILE_TEAM_STAYS]
    return stays + [Episode(_days_after(span), LEFT_PACE, (code,)) for code, span in scenario.MOBILE_TEAM_STAYS]


def _days_after(span: Span) -> Span:
    return Span(span.last + dt.timedelta(days=1), span.last + dt.timedelta(days=LEFT_DAYS))


def _spells(groups: IntArray, length: int, spell: int, paces: tuple[int, int], chance: np.random.Generator) -> IntArray:
    """Paces that hold for some weeks and then change; members of a group change together: (member, day)."""
    count = int(groups.max()) + 1
    begun = chance.integers(0, spell, count)
    drawn = chance.integers(*paces, (count, length // spell + 2))
    turn = (begun[:, np.newaxis] + np.arange(length)) // spell
    return np.take_along_axis(drawn, turn, axis=1)[groups]


def _former_districts(edition: str, communes: pd.DataFrame) -> "pd.Series[str]":
    """The district of each commune; since 2025 the former one of its largest part, "" for those from Bạc Liêu."""
    if edition == "2024":
        return communes["parent_code"]
    parents = units.load().query("edition == '2024'").set_index("unit_code")["parent_code"]
    parts = pd.read_csv(settings.DATA / "demo" / "successors.csv", dtype={"old_code": str, "new_code": str})
    largest = parts.sort_values("share_permille", kind="stable").drop_duplicates("new_code", keep="last")
    return communes["unit_code"].map(largest.set_index("new_code")["old_code"].map(parents)).fillna("")

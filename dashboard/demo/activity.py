"""Detailed exports: who did it, how and at what hour, adding up to the daily differences of the summary."""

from itertools import product

import numpy as np
import pandas as pd

from dashboard.demo.episodes import is_visited
from dashboard.demo.reports import is_in_thoi_binh
from dashboard.demo.scenario import Span
from dashboard.demo.seasonality import IntArray, day_names
from dashboard.demo.simulation import LEVELS, STAGES, Simulation
from dashboard.demo.teams import MOBILE, commune_team, youth_team

HOUR_BANDS = ("07-11", "11-13", "13-17", "17-22")
# Per mille of a day's work: offices on working days, 7:00-22:00 on duty days.
WORKING_HOURS, DUTY_HOURS = (390, 60, 380, 170), (270, 150, 260, 320)
# Channel, team and weight; "" is the commune's own police, "DTN" its youth union.
FORMER_WAYS = (
    ("headquarters", "", 330), ("home_visit", "", 140), ("pick_up", "", 50), ("headquarters", "TB-CD", 160),
    ("mobile", "TB-LD", 140),
    *(("mobile", f"TB-DT{number}", 18) for number in range(1, 7)),
    *(("home_visit", f"TB-DT{number}", 9) for number in range(1, 7)),
    ("mobile", "TB-DTN", 20),
)  # fmt: skip
# Since there is no district: the commune's own police and youth union, and the province's mobile team where it stays.
PRESENT_WAYS = (
    ("headquarters", "", 520), ("home_visit", "", 220), ("pick_up", "", 60), ("mobile", "", 140),
    ("mobile", "DTN", 60), ("mobile", MOBILE, 0),
)  # fmt: skip
VISITED_WAYS = (
    ("headquarters", "", 330), ("home_visit", "", 120), ("pick_up", "", 30), ("mobile", "", 30), ("mobile", "DTN", 40),
    ("mobile", MOBILE, 450),
)  # fmt: skip


def detailed(simulation: Simulation, span: Span, randomness: np.random.Generator) -> pd.DataFrame:
    """Rows unit_code, date, hour_band, level, stage, channel, team_code, count; only what is above zero."""
    dossiers = _dossiers(simulation, span)
    ways = FORMER_WAYS if simulation.edition == "2024" else PRESENT_WAYS
    options = pd.DataFrame(
        [(hour, channel, team) for hour, (channel, team, _) in product(HOUR_BANDS, ways)],
        columns=["hour_band", "channel", "team_code"],
    )
    names = day_names(pd.DatetimeIndex(simulation.days))
    on_duty = (dossiers["date"].dt.day_of_week >= 5) | dossiers["date"].isin(list(names))
    duty, office = (_draw(hours, ways, len(dossiers), randomness) for hours in (DUTY_HOURS, WORKING_HOURS))
    chosen = np.where(on_duty, duty, office)
    visited = is_visited(dossiers)
    chosen[visited] = _draw(WORKING_HOURS, VISITED_WAYS, int(visited.sum()), randomness)
    rows = pd.concat([dossiers, options.iloc[chosen].reset_index(drop=True)], axis=1)
    own = rows["unit_code"].map(lambda code: commune_team(simulation.edition, code))
    rows["team_code"] = rows["team_code"].mask(rows["team_code"] == "", own)
    rows["team_code"] = rows["team_code"].mask(rows["team_code"] == "DTN", rows["unit_code"].map(youth_team))
    keys = ["date", "unit_code", "stage", "level", "hour_band", "channel", "team_code"]
    return rows.groupby(keys).size().rename("count").reset_index()


def _dossiers(simulation: Simulation, span: Span) -> pd.DataFrame:
    """One row per dossier: unit_code, date, level, stage."""
    first, last = ((day - simulation.days[0].date()).days for day in (span.first, span.last))
    members = np.flatnonzero(is_in_thoi_binh(simulation))
    parts = []
    for stage in STAGES:
        daily = np.diff(simulation.counts[stage][members], axis=-1)[..., first - 1 : last]
        commune, level, day = (np.repeat(index, daily.ravel()) for index in np.indices(daily.shape).reshape(3, -1))
        parts.append(
            pd.DataFrame(
                {
                    "unit_code": np.array(simulation.codes)[members][commune],
                    "date": simulation.days[first:][day],
                    "level": np.array(LEVELS)[level],
                    "stage": stage,
                }
            )
        )
    return pd.concat(parts, ignore_index=True)


def _draw(
    hours: tuple[int, ...], ways: tuple[tuple[str, str, int], ...], count: int, randomness: np.random.Generator
) -> IntArray:
    """For each dossier the number of one (hour band, way), by weight."""
    weights = np.array([hour * way[2] for hour, way in product(hours, ways)], dtype=np.int64)
    return np.searchsorted(np.cumsum(weights), randomness.integers(0, weights.sum(), count), side="right")

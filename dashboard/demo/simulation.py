"""Daily cumulative counts of every commune, level and stage, in whole numbers."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.demo import milestones, scenario
from dashboard.demo.communes import former_communes
from dashboard.demo.episodes import unevenness
from dashboard.demo.milestones import Milestones
from dashboard.demo.scenario import FORMER_MILESTONES, PRESENT_MILESTONES
from dashboard.demo.seasonality import IntArray, approvals_reach, days_of, seasonality
from dashboard.demo.whole_numbers import fading, follow, ramp

LEVELS = ("1", "2")
STAGES = ("collected", "approved", "activated")
# Level 1 is approved on the next working day, level 2 on the second; a few communes' lists wait for a week.
LEVEL_2_LAG, SLOW_LAG = 2, 6


@dataclass(frozen=True)
class Simulation:
    """What happened in one edition: for each stage an array (commune, level, day) of cumulative counts."""

    edition: str
    communes: pd.DataFrame
    days: pd.DatetimeIndex
    counts: dict[str, IntArray]

    @property
    def codes(self) -> list[str]:
        """The communes' codes, in the order of the arrays."""
        return self.communes["unit_code"].tolist()


def simulate_former(randomness: np.random.Generator) -> Simulation:
    """Old Cà Mau, 1 March 2023 to 30 June 2025."""
    communes = former_communes(randomness)
    fixed = milestones.former(communes, randomness)
    return _run("2024", communes, fixed, randomness)


def simulate_present(communes: pd.DataFrame, stock: Milestones, randomness: np.random.Generator) -> Simulation:
    """New Cà Mau, from the stock of 1 July 2025 on."""
    return _run("2025", communes, milestones.present(communes, stock, randomness), randomness)


def _run(edition: str, communes: pd.DataFrame, fixed: Milestones, randomness: np.random.Generator) -> Simulation:
    days, positions, trend = _trend(edition)
    # Drawn apart, so that what the campaign is built to contain stays whatever happens in between.
    uneven = unevenness(edition, communes, days, randomness.spawn(1)[0])
    calendar = _calendar(communes, days) * trend * uneven // 1000
    collected = follow(fixed.collected, positions, _paces(communes, calendar, randomness))
    activated = follow(fixed.activated, positions, _paces(communes, calendar, randomness))
    approved = np.maximum(_approved(collected, fixed.approved, days, randomness), activated)
    counts = dict(zip(STAGES, (np.maximum(collected, approved), approved, activated), strict=True))
    return Simulation(edition, communes, days, counts)


def _trend(edition: str) -> tuple[pd.DatetimeIndex, list[int], IntArray]:
    """The days, the positions of the milestones among them, and the slow change of pace, per mille."""
    former = edition == "2024"
    span = scenario.FORMER if former else scenario.PRESENT
    days = days_of(span)
    positions = [(date - span.first).days for date in (FORMER_MILESTONES if former else PRESENT_MILESTONES)]
    if not former:
        return days, positions, ramp(len(days), 900, 1100)
    # Growth until the peak of spring 2024, saturation after it.
    until_peak = positions[1] + 1
    fall = fading(len(days) - until_peak, 4000, half_life=80)
    return days, positions, np.concatenate([ramp(until_peak, 750, 1250), fall])


def _calendar(communes: pd.DataFrame, days: pd.DatetimeIndex) -> IntArray:
    """How busy each commune's days are: (commune, day)."""
    own, common = seasonality(days, scenario.THOI_BINH_CAMPAIGNS), seasonality(days, scenario.PROVINCE_CAMPAIGNS)
    in_thoi_binh = (communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    return np.where(in_thoi_binh[:, np.newaxis], own, common)


def _paces(communes: pd.DataFrame, calendar: IntArray, randomness: np.random.Generator) -> IntArray:
    """Calendar with chance in it: every day a little, now and then a visit of the mobile team."""
    count, length = calendar.shape
    chance = randomness.integers(600, 1401, (count, 2, length))
    visit = np.where(randomness.integers(0, 1000, (count, 1, length)) < 15, 3, 1)
    paces = calendar[:, np.newaxis] * chance * visit // 1_000_000
    is_tiny = (communes["unit_code"] == scenario.TINY).to_numpy() & (communes["parent_code"] != scenario.PROVINCE)
    paces[is_tiny, :, : scenario.TINY_ZERO_DAYS] = 0
    paces[is_tiny, :, scenario.TINY_ZERO_DAYS : scenario.TINY_SLOW_DAYS] //= 25
    return paces


def _approved(
    collected: IntArray, at_start: IntArray, days: pd.DatetimeIndex, randomness: np.random.Generator
) -> IntArray:
    """What was collected up to the day that approval has reached."""
    slow = randomness.integers(0, 1000, len(collected)) < 60
    known = np.concatenate([at_start[..., np.newaxis], collected], axis=-1)
    approved = np.stack(
        [known[:, 0, 1 + approvals_reach(days, 1)], known[:, 1, 1 + approvals_reach(days, LEVEL_2_LAG)]], axis=1
    )
    approved[slow, 1] = known[slow, 1][:, 1 + approvals_reach(days, SLOW_LAG)]
    return approved

"""The totals that each commune is led through: collected and activated, by level, on the fixed days."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.seasonality import IntArray
from dashboard.demo.whole_numbers import apportion


@dataclass(frozen=True)
class Milestones:
    """Arrays (commune, level 1 and 2, milestone); `approved` holds the first day only."""

    collected: IntArray
    approved: IntArray
    activated: IntArray


def former(communes: pd.DataFrame, randomness: np.random.Generator) -> Milestones:
    """The old communes, with Thới Bình's exact sum on the second milestone."""
    target, count = communes["target"].to_numpy(), len(communes)
    start = target * randomness.integers(10, 31, count) // 1000
    begun = target * randomness.integers(150, 211, count) // 1000
    is_tiny = (communes["unit_code"] == scenario.TINY).to_numpy()
    start[is_tiny], begun[is_tiny] = 0, 0
    middle, end = _former_activated(communes, randomness)
    collected_middle = middle * randomness.integers(1240, 1361, count) // 1000
    collected_end = np.maximum(
        end * randomness.integers(1120, 1181, count) // 1000, collected_middle + target * 60 // 1000
    )
    activated = _by_level(np.stack([start, middle, end], axis=1), (400, 280, 100))
    collected = _by_level(np.stack([begun, collected_middle, collected_end], axis=1), (300, 260, 90))
    return Milestones(collected, collected[..., 0] * 930 // 1000, activated)


def _former_activated(communes: pd.DataFrame, randomness: np.random.Generator) -> tuple[IntArray, IntArray]:
    target, codes = communes["target"].to_numpy(), communes["unit_code"]
    pace = communes["parent_code"].map(scenario.DISTRICT_PACE).to_numpy() + randomness.integers(
        -110, 111, len(communes)
    )
    gain = randomness.integers(130, 231, len(communes))
    named = scenario.FORMER_FAST | scenario.FORMER_SLOW
    for code, (middle_share, end_share) in named.items():
        pace[codes == code], gain[codes == code] = middle_share, end_share - middle_share
    middle = target * pace // 1000
    in_thoi_binh = (communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    shared_out = in_thoi_binh & ~codes.isin(list(named)).to_numpy()
    rest = scenario.THOI_BINH_ACTIVATED - int(middle[in_thoi_binh & ~shared_out].sum())
    middle[shared_out] = apportion(rest, middle[shared_out])
    return middle, middle + target * gain // 1000


def present(communes: pd.DataFrame, stock: Milestones, randomness: np.random.Generator) -> Milestones:
    """The new communes, from the stock of their first day to the last figures."""
    target, codes = communes["target"].to_numpy(), communes["unit_code"]
    first = stock.activated.sum(axis=1)
    final_share = randomness.integers(860, 951, len(communes))
    named = scenario.PRESENT_SLOW | scenario.PRESENT_FAST | scenario.PRESENT_STOPPED
    for code, share in named.items():
        final_share[codes == code] = share
    last = np.maximum(target * final_share // 1000, first * 1060 // 1000)
    activated = _carried_on(stock.activated, last)
    collected_last = np.maximum(last * 1065 // 1000, stock.collected.sum(axis=1) * 1030 // 1000)
    return Milestones(_carried_on(stock.collected, collected_last), stock.approved, activated)


def _carried_on(stock: IntArray, last: IntArray) -> IntArray:
    """From the stock by level to the last total; the new accounts are nearly all of level 2."""
    grown = last - stock.sum(axis=1)
    level_1 = stock[:, 0] + grown * 30 // 1000
    return np.stack([stock, np.stack([level_1, last - level_1], axis=1)], axis=2)


def _by_level(totals: IntArray, first_level: tuple[int, int, int]) -> IntArray:
    """Splits totals (commune, milestone); `first_level` is level 1's share, per mille, of each gain."""
    gains = np.diff(totals, axis=1, prepend=0)
    level_1 = np.cumsum(gains * np.array(first_level) // 1000, axis=1)
    return np.stack([level_1, totals - level_1], axis=1)

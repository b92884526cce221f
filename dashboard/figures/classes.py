"""The classes of a map, each of one colour: bands of a share, or of a pace, and the honest states; and its legend."""

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from math import isnan

import pandas as pd

from dashboard.figures.look import BANDS, LATE, NEEDS, NO_DENOMINATOR, STATES
from dashboard.rows import ProgressByArea, each_row
from dashboard.text import Text

# One flat colour for each class: first the states, then the bands of shares.
CLASSES = {
    **STATES,
    "no_denominator": NO_DENOMINATOR,
    **{f"band_{index}": band[1] for index, band in enumerate(BANDS)},
    **{f"need_{index}": need[1] for index, need in enumerate(NEEDS)},
}
ORDER = list(CLASSES)
SHOWN = ("value", "late")
EDGES = [low for low, _ in BANDS[1:]]
NEED_EDGES = [low for low, _ in NEEDS[1:]]


@dataclass(frozen=True)
class LegendItem:
    """One line of the legend: its class, its colour, its words, and how many units it holds."""

    name: str
    colour: str
    label: str
    count: int
    is_outline: bool = False


def by_need(progress: pd.DataFrame) -> pd.DataFrame:
    """The same rows, to be coloured by the pace of 7 days against what a day needs: column `painted`.

    A unit that has all it needs is in the highest band; without an open target, or a pace, it has no denominator.
    """
    return progress.assign(painted=[_need(row) for row in each_row(progress, ProgressByArea)])


def _need(row: ProgressByArea) -> str:
    if row.state not in SHOWN:
        return str(row.state)
    if not isnan(row.share) and row.share >= 1:
        return f"need_{len(NEEDS) - 1}"
    if pd.isna(row.required_per_day) or pd.isna(row.pace_7) or row.required_per_day <= 0:
        return "no_denominator"
    return f"need_{bisect(NEED_EDGES, row.pace_7 / row.required_per_day)}"


def classify(progress: pd.DataFrame) -> list[str]:
    """The class of each unit: a state, no_denominator, or the band of its share; or what `by_need` made it."""
    if "painted" in progress:
        return list(progress["painted"])
    return list(map(_class, progress["state"].tolist(), progress["share"].astype("float64").tolist()))


def _class(state: str, share: float) -> str:
    if state not in SHOWN:
        return state
    return "no_denominator" if isnan(share) else f"band_{bisect(EDGES, share)}"


def map_legend(progress: pd.DataFrame, text: Text, rules: tuple[int, int]) -> list[LegendItem]:
    """The legend: every band, and every state that occurs, with counts. rules: days until late, small count."""
    late_after_days, small_count = rules
    counts = Counter(classify(progress))
    prefix, scale = ("need", NEEDS) if "painted" in progress else ("band", BANDS)
    items = [
        LegendItem(f"{prefix}_{index}", colour, _band_label(prefix, index, text), counts[f"{prefix}_{index}"])
        for index, (_, colour) in enumerate(scale)
    ]
    words = {"small": small_count, "days": late_after_days}
    for name in (*STATES, "no_denominator"):
        if count := counts[name]:
            key = "map.need_none" if (prefix, name) == ("need", "no_denominator") else f"state.{name}"
            items.append(LegendItem(name, CLASSES[name], text(key, **words), count))
    if count := progress["state"].tolist().count("late"):
        items.append(LegendItem("late", LATE, text("state.late", **words), count, is_outline=True))
    return items


def _band_label(prefix: str, index: int, text: Text) -> str:
    scale = NEEDS if prefix == "need" else BANDS
    if index == len(scale) - 1:
        return text("map.need_over" if prefix == "need" else "state.over")
    return text("map.band", low=round(scale[index][0] * 100), high=round(scale[index + 1][0] * 100))

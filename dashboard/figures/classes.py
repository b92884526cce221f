"""The classes of a map: of a share, of a pace against its need, and the honest states; and the legend of them."""

from bisect import bisect
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from math import inf, isnan

import pandas as pd

from dashboard import formats
from dashboard.figures.look import BANDS, NEEDS, NO_DENOMINATOR, STATES, Look
from dashboard.rows import ProgressByArea, each_row
from dashboard.text import Text

# First the states, then the bands of shares and of paces; each look has a colour for each.
ORDER = [
    *STATES,
    "no_denominator",
    *(f"band_{index}" for index in range(len(BANDS))),
    *(f"need_{index}" for index in range(len(NEEDS))),
    "same",
]
SHOWN = ("value", "late")
# A fifth of the units in each class; the colour of the highest band stays that of 100 % and more.
FIFTHS = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True)
class Scale:
    """The classes of a map: from which share, or pace against the need, each begins, lowest first.

    Lows are percentages. Of fifths, shares are compared as they are printed, and `whole`, the rate of all units
    together, is one of the lows.
    """

    names: tuple[str, ...]
    lows: tuple[float, ...]
    is_fifths: bool = False
    whole: float | None = None

    def name(self, share: float) -> str:
        """The class of a share."""
        percent = _printed(share) if self.is_fifths else share * 100
        return self.names[bisect(self.lows, percent) - 1]

    @property
    def is_of_needs(self) -> bool:
        """Whether the classes are those of the pace."""
        return self.names[0].startswith("need")


def _fixed(prefix: str, scale: tuple[tuple[float, str], ...]) -> Scale:
    return Scale(tuple(f"{prefix}_{index}" for index in range(len(scale))), tuple(low * 100 for low, _ in scale))


# The same for any day and any units.
FIXED = _fixed("band", BANDS)
# The pace against what a day needs.
NEED = _fixed("need", NEEDS)


def fifths(progress: pd.DataFrame, whole: float | None) -> Scale:
    """Five classes of as many units each, parted at whole per cent; fewer where units are alike.

    whole: the share of all units together. It takes the place of the boundary next to it, as printed, so that a colour
    says on which side of the whole a unit is.
    """
    shares = progress.loc[progress["state"].isin(SHOWN), "share"].astype("float64").dropna()
    if len(shares) < 2:
        return FIXED
    lows = {float(formats.round_half_up(edge * 100, 0)) for edge in shares.quantile(list(FIFTHS))}
    own = None if whole is None or isnan(whole) else _printed(whole)
    if own is not None:
        lows = lows - {min(lows, key=lambda low: abs(low - own))} | {own}
    edges = (0.0, *sorted(lows - {0.0}))
    step = len(FIFTHS) / max(len(edges) - 1, 1)
    return Scale(tuple(f"band_{round(index * step)}" for index in range(len(edges))), edges, True, own)


def _printed(share: float) -> float:
    return float(formats.round_half_up(Decimal(repr(float(share))) * 100, 1))


def classify(progress: pd.DataFrame, scale: Scale = FIXED) -> list[str]:
    """The class of each unit: a state, no_denominator, or its class of the scale."""
    if scale.is_of_needs:
        return [_need(row) for row in each_row(progress, ProgressByArea)]
    shares = progress["share"].astype("float64").tolist()
    return [_class(state, share, scale) for state, share in zip(progress["state"].tolist(), shares, strict=True)]


def _class(state: str, share: float, scale: Scale) -> str:
    if state not in SHOWN:
        return state
    return "no_denominator" if isnan(share) else scale.name(share)


def _need(row: ProgressByArea) -> str:
    if row.state not in SHOWN:
        return str(row.state)
    pace = pace_of_need(row)
    return "no_denominator" if pace is None else NEED.name(pace)


def pace_of_need(row: ProgressByArea) -> float | None:
    """The pace against what a day needs; endless where all is reached, None without an open target or a pace."""
    if row.state not in SHOWN:
        return None
    if not pd.isna(row.missing) and row.missing == 0:
        return inf
    if pd.isna(row.required_per_day) or pd.isna(row.pace_7) or row.required_per_day <= 0:
        return None
    return float(row.pace_7 / row.required_per_day)


def colours(look: Look) -> dict[str, str]:
    """The colour of each class."""
    scales = (*look.bands, *look.needs)
    every = (*STATES.values(), NO_DENOMINATOR, *(colour for _, colour in scales), look.same)
    return dict(zip(ORDER, every, strict=True))


@dataclass(frozen=True)
class LegendItem:
    """One line of the legend: its class, its words, and how many units it holds."""

    name: str
    label: str
    count: int
    is_outline: bool = False


def map_legend(progress: pd.DataFrame, text: Text, rules: tuple[int, int], scale: Scale = FIXED) -> list[LegendItem]:
    """The legend: every class of the scale, and every state that occurs, with counts.

    rules: days until late, small count.
    """
    late_after_days, small_count = rules
    counts = Counter(classify(progress, scale))
    items = [LegendItem(name, _label(scale, index, text), counts[name]) for index, name in enumerate(scale.names)]
    words = {"small": small_count, "days": late_after_days}
    for name in (*STATES, "no_denominator"):
        if count := counts[name]:
            key = "map.need_none" if (scale, name) == (NEED, "no_denominator") else f"state.{name}"
            items.append(LegendItem(name, text(key, **words), count))
    if count := progress["state"].tolist().count("late"):
        items.append(LegendItem("late", text("state.late", **words), count, is_outline=True))
    return items


def _label(scale: Scale, index: int, text: Text) -> str:
    lows = [_percent(low, text.language) for low in scale.lows]
    is_last = index == len(lows) - 1
    if not scale.is_fifths:
        if is_last:
            return text("map.need_over" if scale.is_of_needs else "state.over")
    elif index == 0:
        return text("map.any") if is_last else text("map.below", high=lows[1])
    elif is_last:
        return text("map.above", low=lows[index])
    return text("map.band", low=lows[index], high=lows[index + 1])


def _percent(low: float, language: str) -> str:
    """Without decimals where it has none."""
    return formats.decimal(low, language, 0 if low == int(low) else 1)

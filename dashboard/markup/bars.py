"""Lengths without axes: a bar in a table, a meter under a number, small bars of the last days, a strip of classes."""

from collections.abc import Sequence
from math import isnan

from markupsafe import Markup

from dashboard.markup.elements import element

# Of small bars in a cell: from one to the next, and the highest, in pixels.
STEP, TALL = 5, 18


def bar(length: float, mark: float | None = None, due: float | None = None) -> Markup:
    """A bar in a cell; length and the places of the mark, and of what is due by now, from 0 to 1."""
    fill = element("i", kind="fill", style=f"width:{length * 100:.1f}%")
    line = "" if mark is None else element("i", kind="mark", style=f"left:{mark * 100:.1f}%")
    dashed = "" if due is None else element("i", kind="due", style=f"left:{due * 100:.1f}%")
    return element("span", fill, line, dashed, kind="bar", aria_hidden="true")


def meter(share: float) -> Markup:
    """A share under its number, with a mark at 100 %; more than that moves the mark, not the end."""
    top = max(1.0, share)
    fill = element("i", kind="fill", style=f"width:{share / top * 100:.1f}%")
    mark = element("i", kind="mark", style=f"left:{100 / top:.1f}%")
    return element("span", fill, mark, kind="meter", style="display:block", aria_hidden="true")


def sparkline(
    counts: Sequence[float], words: str, needed: float | None = None, averaged: Sequence[bool] = ()
) -> Markup:
    """One bar a period, from zero, the last one darker; a period without a count has none, a fall shows as none.

    counts: NaN where nothing is known. words: the same for those who cannot see it. needed: where a line is drawn.
    averaged: which bars are averages, and paler for it.
    """
    known = [count for count in counts if not isnan(count)]
    top = max([*known, needed or 0, 0])
    if not known or top <= 0:
        return Markup()
    pale = [*averaged, *[False] * (len(counts) - len(averaged))]
    bars = (
        element("i", kind="average" if is_average else "", style=f"height:{_height(count, top)}%")
        for count, is_average in zip(counts, pale, strict=True)
    )
    line = "" if needed is None else element("b", style=f"bottom:{needed / top * 100:.1f}%")
    return element("span", *bars, line, kind="spark", role="img", aria_label=words)


def _height(count: float, top: float) -> str:
    return "0" if isnan(count) or count <= 0 else f"{max(count / top * 100, 2):.1f}"


def strip(parts: Sequence[tuple[str, int]], words: str) -> Markup:
    """One strip in parts: the class of each on the map, and as wide as its number."""
    inside = (element("i", kind=f"swatch {name}", style=f"flex-grow:{count}") for name, count in parts)
    return element("span", *inside, kind="strip", role="img", aria_label=words, title=words)


def small_bars(heights: Sequence[float], words: str) -> Markup:
    """Bars beside one another in a cell, each from 0 to 1 on an axis that all cells share; NaN leaves a gap.

    One box that is cut to the shape of all bars: a table holds hundreds of them, and a drawing does not pass the frame.
    """
    shape = "".join(_small_bar(turn, height) for turn, height in enumerate(heights))
    return element("i", kind="weeks-bars", role="img", aria_label=words, style=f"clip-path:path('{shape}')")


def _small_bar(turn: int, height: float) -> str:
    if isnan(height):
        return ""
    # One that is known and none is seen as a line.
    tall = max(round(min(max(height, 0.0), 1.0) * TALL), 1)
    return f"M{turn * STEP} {TALL}v-{tall}h{STEP - 1}v{tall}z"

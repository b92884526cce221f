"""Small bars without axes, for a card: how the last days or weeks went, and what would be needed."""

from collections.abc import Sequence
from html import escape

import pandas as pd


def html(counts: Sequence[float], words: str, needed: float | None = None) -> str:
    """One bar a period, from zero, the last one darker; a period without a count has none, a fall shows as none.

    counts: NaN where nothing is known. words: the same for those who cannot see it. needed: where a line is drawn.
    """
    known = [count for count in counts if not pd.isna(count)]
    top = max([*known, needed or 0, 0])
    if not known or top <= 0:
        return ""
    bars = "".join(f'<i style="height:{_height(count, top)}%"></i>' for count in counts)
    line = "" if needed is None else f'<b style="bottom:{needed / top * 100:.1f}%"></b>'
    return f'<span class="spark" role="img" aria-label="{escape(words)}">{bars}{line}</span>'


def _height(count: float, top: float) -> str:
    return "0" if pd.isna(count) or count <= 0 else f"{max(count / top * 100, 2):.1f}"

"""The classes of a change in percentage points: falls and rises from the same bounds, and nothing in the middle."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from dashboard import formats
from dashboard.figures.classes import LegendItem
from dashboard.text import Text

# From the strongest fall to the strongest rise, in the colours of paces, which have two sides as well.
FALLS, SAME, RISES = ("need_0", "need_1", "need_2"), "same", ("need_3", "need_4", "need_5")
# How far from nothing, and the words of each class.
FAR = ("most", "between", "over")
WORDS = dict(
    zip(
        (*FALLS, *RISES),
        ("fall_over", "fall_between", "fall_most", "rise_most", "rise_between", "rise_over"),
        strict=True,
    )
)
# The first bound in points; the second is twice as much. The smallest that leaves a third beyond the second is taken.
STEPS = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
BEYOND = 1 / 3


@dataclass(frozen=True)
class Diverging:
    """Bounds in points, the same on both sides of nothing."""

    step: float

    def name(self, points: float) -> str:
        """The class of a change as printed."""
        far = min(ceil(abs(points) / self.step), len(RISES)) - 1
        if points == 0:
            return SAME
        return RISES[far] if points > 0 else FALLS[-1 - far]

    def label(self, name: str, text: Text) -> str:
        """The bounds of a class in words: "Tăng 2–4 điểm %"."""
        far = FAR.index(WORDS[name].partition("_")[2]) if name in WORDS else 0
        low, high = (formats.decimal(self.step * turn, text.language) for turn in (far, far + 1))
        return text(f"map.change_{WORDS.get(name, SAME)}", low=low, high=high)


def diverging(points: Iterable[float]) -> Diverging:
    """The scale for changes; of whichever sign, only how far they lie from nothing counts."""
    sizes = sorted((abs(each) for each in points), reverse=True)
    beyond = sizes[int(len(sizes) * BEYOND)] if sizes else 0.0
    return Diverging(next((step for step in STEPS if 2 * step >= beyond), STEPS[-1]))


def change_legend(
    scale: Diverging, changes: Sequence[float], others: Sequence[tuple[str, str, int]], text: Text
) -> list[LegendItem]:
    """Every class of the scale with its count, the strongest fall first.

    others: name, words and count of the classes of those without a change.
    """
    names = [scale.name(each) for each in changes]
    items = [LegendItem(name, scale.label(name, text), names.count(name)) for name in (*FALLS, SAME, *RISES)]
    return [*items, *(LegendItem(*other) for other in others)]

"""What a scene may know, and what it gives back."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import plotly.graph_objects as go

from dashboard import figures, units
from dashboard.briefing.opened import Warehouse
from dashboard.figures import Look
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.units import Unit
from dashboard.wall.link import SCALES

# The smallest letters of a figure are 12 units of the look's scale; on a wall that is this part of its height.
SMALLEST = 0.0226
# A wall narrower than this many times its height has its parts one below the other.
UPRIGHT = 1.15
# Large letters take a larger part of a chart's width, most where it is narrow.
LABEL_ROOM = {False: 0.24, True: 0.5}
# Lines of a list that fit below its heading; the browser drops what does not fit after all.
MOST_LINES = 10
# Pixels that any wall has; other numbers in a link are typing errors.
PIXELS = (200, 10_000)


@dataclass(frozen=True)
class Size:
    """The wall's pixels."""

    width: int
    height: int

    @property
    def is_upright(self) -> bool:
        """Whether parts lie one below the other."""
        return self.width < UPRIGHT * self.height

    @property
    def tall_lines(self) -> int:
        """How many lines of a list that are two high fit below its heading."""
        return 7 if self.is_upright else 6


@dataclass(frozen=True)
class Room:
    """The figures, the selection, how it is counted, the words, the colours, and the place there is."""

    warehouse: Warehouse
    selection: Selection
    measure: Measure
    text: Text
    look: Look
    size: Size
    scale: str = SCALES[0]
    since: str = ""

    @property
    def unit(self) -> Unit:
        """The selected unit, under its name of the day."""
        return units.find(self.selection.edition, self.selection.unit, self.selection.as_of)


@dataclass(frozen=True)
class Scene:
    """One scene: its HTML, and the figures that the browser draws into the places marked with their names.

    counted_on: the day of its numbers, where these come in by the month and not with the reports.
    """

    html: str
    figures: Mapping[str, go.Figure] = field(default_factory=dict)
    alt: str = ""
    counted_on: dt.date | None = None


def look_for(theme: str, size: Size) -> Look:
    """The wall's colours, letters in proportion to its height."""
    return replace(
        figures.WALL_LOOKS[theme],
        scale=SMALLEST * size.height / 12,
        label_room=LABEL_ROOM[size.is_upright],
    )

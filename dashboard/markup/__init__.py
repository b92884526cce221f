"""HTML for pages and wall that escapes by itself: what goes into an element is text, unless it is markup already."""

from dashboard.markup.bars import bar, meter, small_bars, sparkline, strip
from dashboard.markup.elements import card, copy_button, element, image, join, line_style
from dashboard.markup.markdown import plain
from dashboard.markup.side_by_side import Compared, side_by_side
from dashboard.markup.sketch import GridCell, grid
from dashboard.markup.small_map import small_map
from dashboard.markup.table import Cell, Heading, folded, matrix, table

__all__ = [
    "Cell",
    "Compared",
    "GridCell",
    "Heading",
    "bar",
    "card",
    "copy_button",
    "element",
    "folded",
    "grid",
    "image",
    "join",
    "line_style",
    "matrix",
    "meter",
    "plain",
    "side_by_side",
    "small_bars",
    "small_map",
    "sparkline",
    "strip",
    "table",
]

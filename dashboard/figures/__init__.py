"""Figures: a DataFrame goes in, a plotly Figure comes out, and a sentence that says the same."""

from dashboard.figures.choropleth import Shapes, area_map, figure_in_words, map_alt, need_in_words
from dashboard.figures.classes import LegendItem, by_need, map_legend
from dashboard.figures.curve import curve_alt, curve_legend, progress_curve
from dashboard.figures.flow import (
    count_in_words,
    counts_in_words,
    flow_alt,
    flow_chart,
    flow_legend,
    is_unfinished,
    span,
)
from dashboard.figures.hatches import patterns as hatch_patterns
from dashboard.figures.hatches import rules as hatch_rules
from dashboard.figures.look import LOOKS, WALL_LOOKS, Look
from dashboard.figures.published import activated_points, published_alt, published_curve, published_legend

__all__ = [
    "LOOKS",
    "WALL_LOOKS",
    "LegendItem",
    "Look",
    "Shapes",
    "activated_points",
    "area_map",
    "by_need",
    "count_in_words",
    "counts_in_words",
    "curve_alt",
    "curve_legend",
    "figure_in_words",
    "flow_alt",
    "flow_chart",
    "flow_legend",
    "hatch_patterns",
    "hatch_rules",
    "is_unfinished",
    "map_alt",
    "map_legend",
    "need_in_words",
    "progress_curve",
    "published_alt",
    "published_curve",
    "published_legend",
    "span",
]

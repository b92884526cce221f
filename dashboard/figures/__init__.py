"""Figures: a DataFrame goes in, a plotly Figure comes out, and a sentence that says the same."""

from dashboard.figures.backlog import backlog_alt, backlog_chart, backlog_legend, is_backlog_drawn
from dashboard.figures.campaigns import Way, campaign_chart, campaign_legend
from dashboard.figures.choropleth import (
    DENSE,
    Drawing,
    Label,
    Painted,
    Shapes,
    area_map,
    counted_in_words,
    figure_in_words,
    map_alt,
    need_in_words,
    painted,
    painted_map,
    partial_in_words,
)
from dashboard.figures.classes import FIXED, NEED, LegendItem, Scale, classify, fifths, map_legend, pace_of_need
from dashboard.figures.curve import curve_alt, curve_legend, curve_span, progress_curve
from dashboard.figures.difference import Diverging, change_legend, diverging
from dashboard.figures.events import drawn_events, event_marks
from dashboard.figures.fan import Aim, Band, Fans, fan_alt, fan_chart, fan_legend, fan_span
from dashboard.figures.flow import (
    count_in_words,
    counts_in_words,
    flow_alt,
    flow_chart,
    flow_legend,
    is_unfinished,
    span,
)
from dashboard.figures.funnel import funnel_chart, funnel_legend
from dashboard.figures.hatches import patterns as hatch_patterns
from dashboard.figures.hatches import rules as hatch_rules
from dashboard.figures.hours import hours_alt, hours_chart
from dashboard.figures.look import LOOKS, WALL_LOOKS, Look
from dashboard.figures.pareto import pareto_alt, pareto_chart, pareto_legend
from dashboard.figures.published import activated_points, published_alt, published_curve, published_legend

__all__ = [
    "DENSE",
    "FIXED",
    "LOOKS",
    "NEED",
    "WALL_LOOKS",
    "Aim",
    "Band",
    "Diverging",
    "Drawing",
    "Fans",
    "Label",
    "LegendItem",
    "Look",
    "Painted",
    "Scale",
    "Shapes",
    "Way",
    "activated_points",
    "area_map",
    "backlog_alt",
    "backlog_chart",
    "backlog_legend",
    "campaign_chart",
    "campaign_legend",
    "change_legend",
    "classify",
    "count_in_words",
    "counted_in_words",
    "counts_in_words",
    "curve_alt",
    "curve_legend",
    "curve_span",
    "diverging",
    "drawn_events",
    "event_marks",
    "fan_alt",
    "fan_chart",
    "fan_legend",
    "fan_span",
    "fifths",
    "figure_in_words",
    "flow_alt",
    "flow_chart",
    "flow_legend",
    "funnel_chart",
    "funnel_legend",
    "hatch_patterns",
    "hatch_rules",
    "hours_alt",
    "hours_chart",
    "is_backlog_drawn",
    "is_unfinished",
    "map_alt",
    "map_legend",
    "need_in_words",
    "pace_of_need",
    "painted",
    "painted_map",
    "pareto_alt",
    "pareto_chart",
    "pareto_legend",
    "partial_in_words",
    "progress_curve",
    "published_alt",
    "published_curve",
    "published_legend",
    "span",
]

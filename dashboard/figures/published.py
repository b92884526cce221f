"""Published figures as dated points, never mixed with units' own reports."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, Trace, base, date_ticks
from dashboard.rows import PublishedByMetric, each_row
from dashboard.text import Text

HEIGHT = 320
ACTIVATED = ("accounts_activated", "accounts_activated_L2", "accounts_activated_L1_L2")
COLLECTED = ("dossiers_collected_total",)
TARGETS = ("target_vneid_accounts", "target_activated")


def activated_points(published: pd.DataFrame) -> pd.DataFrame:
    """The rows that say how many accounts were activated, by date."""
    return _points(published, ACTIVATED)


def _points(published: pd.DataFrame, metrics: tuple[str, ...]) -> pd.DataFrame:
    rows = zip(published["date"].tolist(), published["metric"].tolist(), published["value"].tolist(), strict=True)
    places = sorted(
        (day, place) for place, (day, metric, value) in enumerate(rows) if metric in metrics and not pd.isna(value)
    )
    return published.iloc[[place for _, place in places]]


def published_curve(published: pd.DataFrame, text: Text, look: Look) -> go.Figure:
    """Dossiers collected and accounts activated as published, each point labelled, with the published target."""
    activated, collected = activated_points(published), _points(published, COLLECTED)
    both = pd.concat([activated, collected])
    targets = [_target(target, text, look) for target in each_row(published_targets(published), PublishedByMetric)]
    layout = {
        "xaxis": date_ticks((both["date"].max() - both["date"].min()).days),
        "yaxis": {"range": [0, float(both["value"].max()) * 1.15]},
        "shapes": [line for line, _ in targets],
        "annotations": [words for _, words in targets],
    }
    traces = [_trace(collected, look.series[2], text, look), _trace(activated, look.series[0], text, look)]
    return base(look, text, HEIGHT, traces, layout)


def published_legend(published: pd.DataFrame, text: Text, look: Look) -> list[tuple[str, str, bool]]:
    """Colour, words and whether dashed, for each line."""
    lines = [(look.series[0], text("overview.published_activated"), True)]
    if len(_points(published, COLLECTED)):
        lines.append((look.series[2], text("overview.published_collected"), True))
    return lines


def _trace(points: pd.DataFrame, colour: str, text: Text, look: Look) -> Trace:
    million = text("overview.published_million")
    return {
        "type": "scatter",
        "x": points["date"].dt.strftime("%Y-%m-%d").tolist(),
        "y": points["value"].astype("float64").tolist(),
        "mode": "lines+markers+text",
        "line": {"color": colour, "width": 2 * look.scale, "dash": "dot"},
        # Level 2 alone is another count than both levels: its marks are hollow.
        "marker": {
            "size": 9 * look.scale,
            "symbol": ["circle-open" if name.endswith("_L2") else "circle" for name in points["metric"]],
        },
        "text": [
            f"{formats.decimal(value / 1e6, text.language, 1)} {million}" if value >= 1e6 else ""
            for value in points["value"]
        ],
        "textposition": ["top left" if turn % 2 == 0 else "bottom right" for turn in range(len(points))],
        "textfont": {"color": colour},
        "customdata": [text(f"metric.{metric}") for metric in points["metric"]],
        "hovertemplate": f"%{{x|{formats.DAY}}}<br>%{{customdata}}: <b>%{{y:,d}}</b><extra></extra>",
    }


def published_targets(published: pd.DataFrame) -> pd.DataFrame:
    """The rows that set a number of accounts as a target."""
    return _points(published, TARGETS)


def _target(target: PublishedByMetric, text: Text, look: Look) -> tuple[dict[str, object], dict[str, object]]:
    """A line across the chart, and its words at the left end."""
    place = {"xref": "x domain", "yref": "y"}
    value, colour = float(target.value), look.series[1]
    line = {"color": colour, "dash": "dash", "width": 1.5 * look.scale}
    words = {"text": _target_words(target, text), "font": {"color": colour}, "xanchor": "left", "yanchor": "bottom"}
    return (
        {"type": "line", **place, "x0": 0, "x1": 1, "y0": value, "y1": value, "line": line},
        {**words, **place, "x": 0.01, "y": value, "showarrow": False},
    )


def _target_words(target: PublishedByMetric, text: Text) -> str:
    return text(
        "overview.published_target",
        value=formats.count(target.value, text.language),
        deadline=formats.date(target.date),
    )


def published_alt(published: pd.DataFrame, text: Text) -> str:
    """The published curve in words."""
    points = activated_points(published)
    first, last = points.iloc[0], points.iloc[-1]
    targets = [_target_words(target, text) for target in each_row(published_targets(published), PublishedByMetric)]
    return text(
        "overview.published_alt",
        n=len(points),
        first=formats.date(first["date"]),
        start=formats.count(first["value"], text.language),
        last=formats.date(last["date"]),
        end=formats.count(last["value"], text.language),
        target="; ".join(targets) or "–",
    )

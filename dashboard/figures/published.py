"""Published figures as dated points, never mixed with units' own reports."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, Trace, base, date_ticks
from dashboard.rows import PublishedByMetric, each_row
from dashboard.text import Text

HEIGHT = 320
# Labels nearer to one another than this part of the span would meet on a phone.
LEAST_APART = 0.2
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
    """Dossiers collected and accounts activated as published, with the published target.

    Points are labelled where a label has room; the table beside holds them all.
    """
    activated, collected = activated_points(published), _points(published, COLLECTED)
    both = pd.concat([activated, collected])
    first, last, top = both["date"].min(), both["date"].max(), float(both["value"].max())
    margin = (last - first) * 0.04
    layout = {
        "xaxis": {"range": [first - margin, last + margin], **date_ticks((last - first).days)},
        # The first label stands below its point.
        "yaxis": {"range": [-0.1 * top, 1.15 * top]},
        "shapes": [_target(target, look) for target in each_row(published_targets(published), PublishedByMetric)],
    }
    inwards = first + (last - first) / 3
    traces = [
        _trace(points, inwards, colour, text, look)
        for points, colour in ((collected, look.series[2]), (activated, look.series[0]))
    ]
    return base(look, text, HEIGHT, traces, layout)


def published_legend(published: pd.DataFrame, text: Text, look: Look) -> list[tuple[str, str, bool]]:
    """Colour, words and whether dashed, for each line."""
    lines = [(look.series[0], text("overview.published_activated"), True)]
    if len(_points(published, COLLECTED)):
        lines.append((look.series[2], text("overview.published_collected"), True))
    # Words at the line itself were cut off on a phone.
    targets = each_row(published_targets(published), PublishedByMetric)
    return lines + [(look.series[1], _target_words(target, text), True) for target in targets]


def _trace(points: pd.DataFrame, inwards: pd.Timestamp, colour: str, text: Text, look: Look) -> Trace:
    """inwards: labels of earlier points stand to their right, so that none is cut off at the left."""
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
            f"{formats.decimal(value / 1e6, text.language, 1)} {million}" if value >= 1e6 and has_room else ""
            for value, has_room in zip(points["value"].tolist(), _with_room(points), strict=True)
        ],
        # Counts rise: there is no line above to the left of a point, nor below to the right of one.
        "textposition": ["bottom right" if day < inwards else "top left" for day in points["date"]],
        "cliponaxis": False,
        "textfont": {"color": colour},
        "customdata": [text(f"metric.{metric}") for metric in points["metric"]],
        "hovertemplate": f"%{{x|{formats.DAY}}}<br>%{{customdata}}: <b>%{{y:,d}}</b><extra></extra>",
    }


def _with_room(points: pd.DataFrame) -> list[bool]:
    """Which points have room for a label, from the newest back: the first, the last, and those far from the next."""
    days = points["date"].tolist()
    if not days:
        return []
    least, kept = LEAST_APART * (days[-1] - days[0]), {0, len(days) - 1}
    labelled = days[-1]
    for turn in range(len(days) - 2, 0, -1):
        if min(labelled - days[turn], days[turn] - days[0]) >= least:
            kept.add(turn)
            labelled = days[turn]
    return [turn in kept for turn in range(len(days))]


def published_targets(published: pd.DataFrame) -> pd.DataFrame:
    """The rows that set a number of accounts as a target."""
    return _points(published, TARGETS)


def _target(target: PublishedByMetric, look: Look) -> dict[str, object]:
    """A line across the chart."""
    value = float(target.value)
    line = {"color": look.series[1], "dash": "dash", "width": 1.5 * look.scale}
    return {"type": "line", "xref": "x domain", "yref": "y", "x0": 0, "x1": 1, "y0": value, "y1": value, "line": line}


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

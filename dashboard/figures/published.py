"""Published figures as dated points, never mixed with units' own reports."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import formats
from dashboard.figures.look import Look, base, date_ticks
from dashboard.text import Text

HEIGHT = 320
ACTIVATED = ("accounts_activated", "accounts_activated_L2", "accounts_activated_L1_L2")
TARGETS = ("target_vneid_accounts", "target_activated")


def activated_points(published: pd.DataFrame) -> pd.DataFrame:
    """The rows that say how many accounts were activated, by date."""
    return published[published["metric"].isin(ACTIVATED) & published["value"].notna()].sort_values("date")


def published_curve(published: pd.DataFrame, text: Text, look: Look) -> go.Figure:
    """Activated accounts as published, each point labelled, with the published target."""
    points = activated_points(published)
    figure = base(look, text, HEIGHT)
    figure.add_scatter(
        x=points["date"].dt.strftime("%Y-%m-%d").tolist(),
        y=points["value"].astype("float64").tolist(),
        mode="lines+markers+text",
        line={"color": look.series[0], "width": 2, "dash": "dot"},
        marker={"size": 9},
        text=[formats.decimal(value / 1e6, text.language, 1) if value >= 1e6 else "" for value in points["value"]],
        textposition="top left",
        customdata=[text(f"metric.{metric}") for metric in points["metric"]],
        hovertemplate="%{x|%d/%m/%Y}<br>%{customdata}: <b>%{y:,d}</b><extra></extra>",
    )
    for target in published_targets(published).itertuples(index=False):
        _add_target(figure, target, text, look)
    days = (points["date"].max() - points["date"].min()).days
    figure.update_yaxes(range=[0, float(points["value"].max()) * 1.15])
    date_ticks(figure, days)
    return figure


def published_targets(published: pd.DataFrame) -> pd.DataFrame:
    """The rows that set a number of accounts as a target."""
    return published[published["metric"].isin(TARGETS) & published["value"].notna()]


def _add_target(figure: go.Figure, target: object, text: Text, look: Look) -> None:
    words = _target_words(target, text)
    figure.add_hline(
        y=float(target.value),  # type: ignore[attr-defined]
        line={"color": look.series[1], "dash": "dash", "width": 1.5},
        annotation={"text": words, "font": {"color": look.series[1]}, "xanchor": "left", "x": 0.01},
    )


def _target_words(target: object, text: Text) -> str:
    return text(
        "overview.published_target",
        value=formats.count(target.value, text.language),  # type: ignore[attr-defined]
        deadline=formats.date(target.date),  # type: ignore[attr-defined]
    )


def published_alt(published: pd.DataFrame, text: Text) -> str:
    """The published curve in words."""
    points = activated_points(published)
    first, last = points.iloc[0], points.iloc[-1]
    targets = [_target_words(target, text) for target in published_targets(published).itertuples(index=False)]
    return text(
        "overview.published_alt",
        n=len(points),
        first=formats.date(first["date"]),
        start=formats.count(first["value"], text.language),
        last=formats.date(last["date"]),
        end=formats.count(last["value"], text.language),
        target="; ".join(targets) or "–",
    )

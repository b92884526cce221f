"""Published figures about the selected unit, labelled as such."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.markup import Cell, Heading, table
from dashboard.rows import PublishedByMetric, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view

POINTS_FOR_A_CURVE = 3
COLUMNS = ("date", "metric", "value", "source")


@dataclass(frozen=True)
class Drawn:
    """The table, and where points suffice for a curve, its legend, figure and sentence."""

    table: Markup
    legend: list[tuple[str, str, bool]]
    figure: go.Figure | None
    alt: str


def show_published(rows: pd.DataFrame, selection: Selection, text: Text) -> None:
    """Nothing where nobody printed a figure of this unit."""
    if rows.empty:
        return
    look = session.look()
    drawn = session.remembered(_drawn, rows, look, text, key=(selection.where, look))
    with st.container(key="published"):
        view.show_heading(text("overview.published"))
        st.caption(text("overview.published_note"))
        if drawn.figure:
            view.show_line_legend(drawn.legend)
            view.show_figure(drawn.figure, drawn.alt, "published_curve")
        st.html(drawn.table)


def _drawn(rows: pd.DataFrame, look: figures.Look, text: Text) -> Drawn:
    headings = [Heading(text(f"overview.published_{name}"), name == "value") for name in COLUMNS]
    cells = [_row(row, text) for row in each_row(rows, PublishedByMetric)]
    listed = table(headings, cells, text("overview.published"), 360)
    if len(figures.activated_points(rows)) < POINTS_FOR_A_CURVE:
        return Drawn(listed, [], None, "")
    legend, figure = figures.published_legend(rows, text, look), figures.published_curve(rows, text, look)
    return Drawn(listed, legend, figure, figures.published_alt(rows, text))


def _row(row: PublishedByMetric, text: Text) -> list[Cell]:
    return [
        Cell(formats.date(row.date)),
        Cell(text(f"metric.{row.metric}")),
        Cell(_figure(row, text), True),
        Cell(formats.printed_at(row.source_url), link=row.source_url if formats.is_address(row.source_url) else ""),
    ]


def _figure(row: PublishedByMetric, text: Text) -> str:
    language = text.language
    parts = []
    if not pd.isna(row.value):
        parts.append(formats.count(row.value, language))
    if not pd.isna(row.value_high):
        parts[-1] += f"–{formats.count(row.value_high, language)}"
    if not pd.isna(row.denominator):
        parts.append(f"/ {formats.count(row.denominator, language)}")
    if not pd.isna(row.percent):
        # As many decimals as the source printed.
        digits = len(f"{row.percent:g}".partition(".")[2])
        parts.append(f"· {formats.percent(row.percent / 100, language, digits)}")
    return " ".join(parts)

"""Published figures about the selected unit, labelled as such."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, queries, units
from dashboard.rows import PublishedByMetric, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, table, view
from dashboard.ui.shell.table import Cell

POINTS_FOR_A_CURVE = 3


@dataclass(frozen=True)
class Drawn:
    """The table, and where points suffice for a curve, its legend, figure and sentence."""

    table: str
    legend: list[tuple[str, str, bool]]
    figure: go.Figure | None
    alt: str


def show_published(selection: Selection, text: Text) -> None:
    """Nothing where nobody printed a figure of this unit. The nation is one unit through both editions."""
    edition = None if selection.unit == units.NATION else selection.edition
    drawn = session.remembered(_drawn, selection.unit, edition, text.language, session.look())
    if drawn is None:
        return
    view.show_heading(text("overview.published"))
    st.caption(text("overview.published_note"))
    if drawn.figure:
        view.show_line_legend(drawn.legend)
        view.show_figure(drawn.figure, drawn.alt, "published_curve")
    st.html(drawn.table)


def _drawn(unit: str, edition: str | None, language: str, look: figures.Look) -> Drawn | None:
    rows, text = queries.published_by_metric(session.database(), unit=unit, edition=edition), Text(language)
    if rows.empty:
        return None
    headings = [(text(f"overview.published_{name}"), name == "value") for name in ("date", "metric", "value", "source")]
    cells = [_row(row, text) for row in each_row(rows, PublishedByMetric)]
    listed = table.html(headings, cells, text("overview.published"), 360)
    if len(figures.activated_points(rows)) < POINTS_FOR_A_CURVE:
        return Drawn(listed, [], None, "")
    legend, figure = figures.published_legend(rows, text, look), figures.published_curve(rows, text, look)
    return Drawn(listed, legend, figure, figures.published_alt(rows, text))


def _row(row: PublishedByMetric, text: Text) -> list[Cell]:
    return [
        Cell(formats.date(row.date)),
        Cell(text(f"metric.{row.metric}")),
        Cell(_figure(row, text), True),
        Cell(row.source_url.split("/")[2], link=row.source_url),
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

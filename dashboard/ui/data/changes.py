"""The data page: what later batches, corrections and withdrawals changed in earlier figures."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard import figures, formats, queries, settings, units
from dashboard.rows import RestatementByBatch, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, table
from dashboard.ui.shell.table import Cell

MOST_CHANGES = 100
COLUMNS = ("changed", "unit", "figure", "date", "before", "after", "why")


def show_changes(selection: Selection, text: Text) -> None:
    """The newest changes of the unit in view and of those within it; one sentence where nothing changed."""
    unit = units.find(selection.edition, selection.unit, selection.as_of).full_name
    st.header(text("data.changes", unit=unit), anchor=False)
    small = settings.load().small_count
    told = session.remembered(_listed, selection.edition, selection.unit, selection.as_of, small, text.language)
    if told is None:
        st.caption(text("data.changes_none", unit=unit))
        return
    listed, more = told
    st.caption(text("data.changes_how"))
    st.html(listed)
    if more:
        st.caption(more)


def _listed(edition: str, unit: str, as_of: dt.date, small: int, language: str) -> tuple[str, str] | None:
    """The table of the newest changes, and how many it leaves out."""
    rows = queries.restatement_by_batch(
        session.database(), edition=edition, parent=unit, as_of=as_of, most=MOST_CHANGES, small_count=small
    )
    if rows.empty:
        return None
    text = Text(language)
    headings = [(text(f"data.change_{name}"), name in ("before", "after")) for name in COLUMNS]
    caption = text("data.changes", unit=units.find(edition, unit, as_of).full_name)
    cells = [_change(row, small, text) for row in each_row(rows, RestatementByBatch)]
    listed = table.html(headings, cells, caption, 420)
    every = int(rows["changes"].iloc[0])
    is_cut = len(rows) < every
    more = text("data.changes_more", n=len(rows), all=formats.count(every, language)) if is_cut else ""
    return listed, more


def _change(row: RestatementByBatch, small: int, text: Text) -> list[Cell]:
    words = {"file": row.source_name}
    if row.reason in ("withdrawal", "restoration"):
        words |= {"who": row.who or "–", "why": row.why}
    return [
        Cell(formats.moment(row.changed_at)),
        Cell(row.unit_name),
        Cell(_figure(row, text)),
        Cell(formats.date(row.as_of)),
        Cell(figures.count_in_words(row.count_before, row.before_why, small, text), True),
        Cell(figures.count_in_words(row.count_after, row.after_why, small, text), True),
        Cell(text(f"data.change_{row.reason}", **words), is_long=True),
    ]


def _figure(row: RestatementByBatch, text: Text) -> str:
    """What was counted: "Báo cáo tổng hợp · Kích hoạt · Mức độ 1"."""
    parts = [text(f"data.kind_{row.kind}")]
    if row.kind == "target":
        parts.append(text(f"issuer.{row.subject}"))
    if row.kind == "population_base":
        parts.append(text(f"base.{row.subject}") if text.has(f"base.{row.subject}") else row.subject)
    if not pd.isna(row.stage):
        parts += [text(f"stage.{row.stage}"), text(f"level.{row.level}")]
    return " · ".join(parts)

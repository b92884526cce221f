"""The trend's figures as a table, period by period."""

import pandas as pd
import streamlit as st

from dashboard import figures, formats
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, table
from dashboard.ui.shell.table import Cell
from dashboard.ui.trend import flows
from dashboard.ui.trend.timeline import Options


def show_table(selection: Selection, options: Options, text: Text) -> None:
    """The same figures as a table, newest first."""
    with st.expander(text("trend.table")):
        st.html(session.remembered(_table, selection, options))


def _table(selection: Selection, options: Options) -> str:
    text = Text(selection.lang)
    found = flows.series(selection, options, text)
    words = {
        name: pd.Series(figures.counts_in_words(rows, text), index=rows["period_start"]) for name, rows in found.items()
    }
    together = pd.concat(words, axis=1).fillna("–")
    headings = [(text("trend.period"), False), *((name, True) for name in found)]
    cells = [
        [Cell(_period(start, options.step)), *(Cell(word, True) for word in told)]
        for start, told in zip(together.index[::-1], together.to_numpy()[::-1].tolist(), strict=True)
    ]
    return table.html(headings, cells, text("trend.table"), 420)


def _period(start: pd.Timestamp, step: str) -> str:
    if step == "month":
        return f"{start:%m/%Y}"
    if step == "week":
        return f"{start:%d/%m}–{start + pd.Timedelta(days=6):%d/%m/%Y}"
    return formats.date(start)

"""Who is furthest behind, and how many people a day they need."""

import streamlit as st

from dashboard import formats
from dashboard.briefing import area
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import progress, session, table, unit_cells, view
from dashboard.ui.shell.table import Cell


def show_behind(selection: Selection, grain: str, most: int, text: Text) -> None:
    """The units that need most a day, or lack most where the deadline has passed; nothing where no share is known."""
    table_html = session.remembered(_behind, selection, grain, most)
    if table_html is None:
        return
    view.show_heading(text("overview.behind"))
    st.caption(text("overview.behind_how"))
    if table_html:
        st.html(table_html)
    else:
        st.success(text("overview.behind_none"))


def _behind(selection: Selection, grain: str, most: int) -> str | None:
    text, rows = Text(selection.lang), progress.within(selection, grain).rows
    if rows["share"].isna().all():
        return None
    worst = area.furthest_behind(rows)[:most]
    if not worst:
        return ""
    cells = [
        [
            unit_cells.unit(row, selection, "overview"),
            Cell(formats.percent(row.share, text.language), True, bar=float(row.share)),
            unit_cells.number(missing, text),
            unit_cells.number(row.pace_7, text),
            unit_cells.number(row.required_per_day, text),
        ]
        for row, missing in worst
    ]
    names = ("unit_name", "share", "missing", "pace_7", "required_per_day")
    headings = [(text(f"column.{name}"), name != "unit_name") for name in names]
    return table.html(headings, cells, text("overview.behind"))

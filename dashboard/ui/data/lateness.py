"""The data page: which due reports came in time, late, or not at all."""

import datetime as dt
from html import escape

import pandas as pd
import streamlit as st

from dashboard import formats, queries, units
from dashboard.rows import LatenessByDue, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session

DUES = 12
# State, its look in the matrix, and how full the cell is.
LOOKS = {
    "on_time": ("full", 100),
    "late": ("some", 45),
    "backfilled": ("some", 15),
    "open": ("some", 0),
    "missing": ("none", 0),
}


def show_lateness(selection: Selection, text: Text) -> None:
    """A matrix of units and due times; nothing where no report is due by the schedule."""
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    if holder.grain == "nation":
        return
    told = session.remembered(_told, selection.edition, holder.unit_code, selection.as_of, text.language)
    if told is None:
        return
    counted, matrix = told
    st.header(text("data.lateness", unit=holder.full_name), anchor=False)
    st.caption(text("data.lateness_legend"))
    st.caption(counted)
    st.html(matrix)


def _told(edition: str, parent: str, as_of: dt.date, language: str) -> tuple[str, str] | None:
    """The counts of the states, and the matrix."""
    rows = queries.lateness_by_due(session.database(), edition=edition, parent=parent, as_of=as_of, dues=DUES)
    text = Text(language)
    return None if rows.empty else (_counted(rows, text), _matrix(rows, text))


def _counted(rows: pd.DataFrame, text: Text) -> str:
    """How many of the reports are in which state, those that occur."""
    counts = rows["state"].value_counts()
    parts = [
        text(f"data.lateness_{state}", n=formats.count(int(counts[state]), text.language))
        for state in LOOKS
        if state in counts
    ]
    return " · ".join(parts)


def _matrix(rows: pd.DataFrame, text: Text) -> str:
    dues = sorted(set(rows["due"].tolist()))
    head = "".join(f'<th scope="col" class="number">{due:%d/%m}</th>' for due in dues)
    units_cells: dict[tuple[str, str], dict[pd.Timestamp, str]] = {}
    for row in each_row(rows, LatenessByDue):
        units_cells.setdefault((row.unit_code, row.unit_name), {})[row.due] = _cell(row, text)
    body = []
    for (_, name), told in units_cells.items():
        cells = "".join(told.get(due, "<td></td>") for due in dues)
        body.append(f'<tr><th scope="row">{escape(name)}</th>{cells}</tr>')
    first = escape(text("data.lateness_due", hour=f"{dues[0]:%H:%M}"))
    return (
        f'<div class="table-frame" tabindex="0" style="max-height:460px"><table class="figures weeks"><thead><tr>'
        f'<th scope="col">{first}</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(row: LatenessByDue, text: Text) -> str:
    kind, share = LOOKS[row.state]
    days = 0 if pd.isna(row.days_late) else int(row.days_late)
    mark = text("data.lateness_days", days=days) if row.state == "late" else text(f"data.mark_{row.state}")
    received = "–" if pd.isna(row.received_at) else formats.moment(row.received_at)
    words = text("data.lateness_cell", unit=row.unit_name, due=formats.moment(row.due), mark=mark, received=received)
    return f'<td class="days {kind}" style="--share:{share}%" title="{escape(words)}">{escape(mark)}</td>'

"""The data page: which due reports came in time, late, or not at all."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard import formats, queries, units
from dashboard.frames import Row, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session

DUES = 12
# State, its look in the matrix, and how full the cell is.
LOOKS = {
    "on_time": ("full", 100),
    "late": ("some", 45),
    "backfilled": ("some", 15),
    "open": ("some", 0),
    "missing": ("none", 0),
}


def show_lateness(chosen: Selection, text: Text) -> None:
    """A matrix of units and due times; nothing where no report is due by the schedule."""
    holder = units.holder(chosen.edition, chosen.unit)
    if holder.grain == "nation":
        return
    rows = queries.lateness_by_due(
        session.database(), edition=chosen.edition, parent=holder.unit_code, as_of=chosen.as_of, dues=DUES
    )
    if rows.empty:
        return
    st.subheader(text("data.lateness", unit=holder.full_name), anchor=False)
    st.caption(text("data.lateness_legend"))
    st.caption(_counted(rows, text))
    st.html(_matrix(rows, text))


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
    dues = sorted(rows["due"].unique())
    head = "".join(f'<th scope="col" class="number">{due:%d/%m}</th>' for due in dues)
    body = []
    for name, group in rows.groupby(["unit_code", "unit_name"], sort=False):
        told = {row.due: _cell(row, text) for row in each_row(group)}
        cells = "".join(told.get(due, "<td></td>") for due in dues)
        body.append(f'<tr><th scope="row">{escape(str(name[1]))}</th>{cells}</tr>')
    first = escape(text("data.lateness_due", hour=f"{dues[0]:%H:%M}"))
    return (
        f'<div class="table-frame" tabindex="0" style="max-height:460px"><table class="figures weeks"><thead><tr>'
        f'<th scope="col">{first}</th>{head}</tr></thead><tbody>{"".join(body)}</tbody></table></div>'
    )


def _cell(row: Row, text: Text) -> str:
    kind, share = LOOKS[row.state]
    days = 0 if pd.isna(row.days_late) else int(row.days_late)
    mark = text("data.lateness_days", days=days) if row.state == "late" else text(f"data.mark_{row.state}")
    received = "–" if pd.isna(row.received_at) else formats.moment(row.received_at)
    words = text("data.lateness_cell", unit=row.unit_name, due=formats.moment(row.due), mark=mark, received=received)
    return f'<td class="days {kind}" style="--share:{share}%" title="{escape(words)}">{escape(mark)}</td>'

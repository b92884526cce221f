"""The data page: where two sources speak of the same thing, and whether they agree."""

import streamlit as st

from dashboard import formats, queries, units
from dashboard.frames import Row, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session, table
from dashboard.ui.table import Cell

MOST_ROWS = 100
COMPARISONS = ("detailed", "levels", "parts")
COLUMNS = ("unit", "what", "span", "reported", "counted", "difference", "differing")


def show_reconciliation(chosen: Selection, text: Text) -> None:
    """The differences of the unit in view and of those within it, with how much was compared."""
    unit = units.find(chosen.edition, chosen.unit)
    rows = queries.reconciliation_by_unit(
        session.database(), edition=chosen.edition, parent=chosen.unit, as_of=chosen.as_of
    )
    st.subheader(text("data.sources", unit=unit.full_name), anchor=False)
    if rows.empty:
        st.caption(text("data.sources_none", unit=unit.full_name))
        return
    differing = rows[rows["differing"] > 0]
    numbers = {name: formats.count(int(rows[name].sum()), text.language) for name in ("compared", "differing")}
    st.caption(text("data.sources_how"))
    st.caption(text("data.sources_counted", **numbers))
    if differing.empty:
        return
    headings = [
        (text(f"data.source_{name}"), name in ("reported", "counted", "difference", "differing")) for name in COLUMNS
    ]
    cells = [_pair(row, text) for row in each_row(differing.head(MOST_ROWS))]
    st.html(table.html(headings, cells, text("data.sources", unit=unit.full_name), 420))


def _pair(row: Row, text: Text) -> list[Cell]:
    first, last = formats.date(row.date_from), formats.date(row.date_to)
    what = (text(f"data.compare_{row.comparison}"), text(f"stage.{row.stage}"), text(f"level.{row.level}"))
    language = text.language
    reported, counted = int(row.reported), int(row.counted)
    return [
        Cell(row.unit_name),
        Cell(" · ".join(what)),
        Cell(first if first == last else f"{first} – {last}"),
        Cell(formats.count(reported, language), True),
        Cell(formats.count(counted, language), True),
        Cell(formats.count(counted - reported, language), True),
        Cell(text("data.source_of", n=int(row.differing), all=formats.count(int(row.compared), language)), True),
    ]

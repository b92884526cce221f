"""How long dossiers wait: the sentence, a row for each part, and a file; or which export would tell it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard.briefing.work.pipeline import ACTIVATION, APPROVAL
from dashboard.briefing.work.waiting import Days, Place, Waiting
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.ui.upload import clerk
from dashboard.wording.work import waiting as wording

NAMES = ("age_half", "age_most", "wait_half", "wait_most")
# In this order, which is that of the rows too.
DRAWN = (ACTIVATION, APPROVAL)
COLUMNS = tuple(f"{step}_{name}" for step in DRAWN for name in NAMES)
FILE: dict[str, Format] = {
    "unit_code": Format.TEXT, "unit_name": Format.TEXT, "ended_on": Format.DAY, "units": Format.COUNT,
    **{f"{name}{end}": kind for name in COLUMNS for end, kind in (("", Format.COUNT), ("_kind", Format.TEXT))},
}  # fmt: skip


def show_waiting(found: Waiting | None, selection: Selection, text: Text) -> None:
    """The section; without exports no zero, but the form for one."""
    view.show_heading(text("waiting.title"))
    if found is None:
        st.info(text("waiting.empty"))
        clerk.show_blank_of("detailed", text)
        return
    small = session.warehouse_in_use().small_count
    st.html(element("p", wording.answer(found, small, text), kind="answer"))
    st.caption(" ".join(wording.notes(found, small, text)))
    rows = found.parts
    if rows:
        st.html(_table(rows[:MOST_ROWS], selection, small, text))
        cut.show_rest(len(rows) - MOST_ROWS, lambda: _table(rows[MOST_ROWS:], selection, small, text), "waiting", text)
        download.show_table_downloads("pipeline", lambda: of_file(found, text), selection, text, what="waiting")


def _table(rows: tuple[Place, ...], selection: Selection, small_count: int, text: Text) -> Markup:
    headings = [Heading(text("pipeline.column_unit"))]
    headings += [Heading(text(f"waiting.column_{name}"), True) for name in COLUMNS]
    cells = [
        [
            Cell(place.unit_name, link=view.link("pipeline", selection, unit=place.unit_code)),
            *(
                Cell(wording.number(place, step, name, small_count, text), True, is_wrapped=True)
                for step in DRAWN
                for name in NAMES
            ),
        ]
        for place in rows
    ]
    return table(headings, cells, text("waiting.title"))


def of_file(found: Waiting, text: Text) -> Table:
    """A row for each part; in the last one the unit itself, where it is not one of them."""
    rows = pd.DataFrame([_line(place, found, text) for place in found.parts], columns=list(FILE))
    whole = found.whole
    is_apart = whole is not None and whole.unit_code not in {place.unit_code for place in found.parts}
    totals = [_line(whole, found, text)] if whole is not None and is_apart else []
    return Table(rows, [Column(text(f"waiting.column_{name}"), written) for name, written in FILE.items()], totals)


def _line(place: Place, found: Waiting, text: Text) -> list[object]:
    cells: list[object] = [place.unit_code, place.unit_name, found.ended_on, place.units]
    for step in DRAWN:
        known = place.steps.get(step)
        for name in NAMES:
            days: Days | None = None if known is None else getattr(known, name)
            cells += [None, ""] if days is None else [days.days, _kind(days, text)]
    return cells


def _kind(days: Days, text: Text) -> str:
    if days.is_few:
        return text("teams.hidden")
    return text("pipeline.kind_least") if days.is_least and days.days is not None else ""

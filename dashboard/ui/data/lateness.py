"""Which due reports are missing, came late, or came in time: trouble first."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats, units
from dashboard.briefing.summary.missing import Due
from dashboard.markup import element, join, matrix
from dashboard.rows import LatenessByDue
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.data import paper
from dashboard.ui.shell import session, view
from dashboard.wording.phrases import lateness_words, now_words

# So many due times are shown.
DUES = 12
HEIGHT = 460
# The states in the order of their trouble: what is missing is seen first, what is well is quiet.
STATES = ("missing", "late", "open", "backfilled", "on_time")
TROUBLE = STATES[:2]
Reports = tuple[LatenessByDue, ...]


def show_lateness(due: Due | None, is_trouble_only: bool, selection: Selection, text: Text) -> None:
    """How many reports are in which state, and a matrix of units and due times; nothing where none is due."""
    if due is None:
        return
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    view.show_heading(text("data.lateness", unit=holder.full_name))
    ordered = by_trouble(due)
    troubled = [reports for reports in ordered if _trouble(reports) > (0, 0)]
    states = " · ".join(lateness_words(due.counts, STATES, text))
    counts = text("data.lateness_now", now=now_words(due.now, selection), states=states)
    st.caption(f"{_sum(len(troubled), len(ordered), text)} {counts}")
    st.caption(text("data.lateness_legend"))
    shown = troubled if is_trouble_only else ordered
    if shown:
        is_open = tuple(time for time in due.times if time >= due.now)
        key = (selection.where, is_trouble_only, due.now.date(), is_open)
        st.html(session.remembered(_matrix, shown, due.times, text, key=key))


def by_trouble(due: Due) -> list[Reports]:
    """The reports of each unit: who misses most stands first, then who was late most often."""
    of_unit: dict[str, list[LatenessByDue]] = {}
    for row in due.rows:
        of_unit.setdefault(row.unit_code, []).append(row)
    return sorted(map(tuple, of_unit.values()), key=_trouble, reverse=True)


def _trouble(reports: Reports) -> tuple[int, int]:
    counts = Counter(row.state for row in reports)
    return counts["missing"], counts["late"]


def _sum(troubled: int, every: int, text: Text) -> str:
    if not troubled:
        return text("data.only_none")
    return text("data.problems", n=formats.count(troubled, text.language), all=formats.count(every, text.language))


def _matrix(shown: Sequence[Reports], times: Sequence[pd.Timestamp], text: Text) -> Markup:
    rows = []
    for reports in shown:
        cells = {row.due: _cell(row, text) for row in reports}
        rows.append((reports[0].unit_name, join(cells.get(time, element("td")) for time in times)))
    first = text("data.lateness_due", hour=formats.hour(times[0]))
    drawn = matrix(first, [formats.day_month(time) for time in times], rows, HEIGHT)
    return paper.first_rows(drawn, len(rows), text)


def _cell(row: LatenessByDue, text: Text) -> Markup:
    days = 0 if pd.isna(row.days_late) else int(row.days_late)
    mark = text("data.lateness_days", days=days) if row.state == "late" else text(f"data.mark_{row.state}")
    received = formats.NOTHING if pd.isna(row.received_at) else formats.moment(row.received_at)
    words = text("data.lateness_cell", unit=row.unit_name, due=formats.moment(row.due), mark=mark, received=received)
    return element("td", mark, kind=f"days {row.state if row.state in TROUBLE else 'well'}", title=words)

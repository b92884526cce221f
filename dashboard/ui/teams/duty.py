"""Duty beside the work: team-days and what each brought, the hours that are covered, and what mobile days brought."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.work.duty import Duty
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import download, view
from dashboard.ui.shell.download import Table
from dashboard.ui.upload import clerk
from dashboard.wording.work import duty as wording

COLUMNS = ("kind", "team_days", "count", "a_day", "an_hour", "a_person_hour")
FILE: dict[str, Format] = {
    "kind": Format.TEXT, "team_days": Format.COUNT, "shared_days": Format.COUNT, "count": Format.COUNT,
    "note": Format.TEXT, "a_day": Format.NUMBER, "shared_hours": Format.NUMBER, "an_hour": Format.NUMBER,
    "person_hours": Format.NUMBER, "a_person_hour": Format.NUMBER, "first_day": Format.DAY, "last_day": Format.DAY,
}  # fmt: skip


def show_duty(duty: Duty | None, divided: int, selection: Selection, text: Text) -> None:
    """The section; without a roster no zero, but the form for one."""
    view.show_heading(text("duty.title"))
    if divided:
        st.caption(text("duty.divided", n=divided))
    if duty is None:
        st.info(text("duty.empty"))
        clerk.show_blank_of("duty", text)
        return
    st.html(element("p", wording.answer(duty, selection.stage, text), kind="answer"))
    st.caption(" ".join(wording.notes(duty, text)))
    st.html(_groups(duty, text))
    if duty.covered:
        view.show_heading(text("duty.hours"))
        st.html(_hours(duty, text))
    view.show_heading(text("duty.mobile_title"))
    if duty.mobile is None:
        st.caption(text("duty.mobile_none"))
    else:
        st.html(element("p", wording.mobile(duty.mobile, selection.stage, text)))
        st.caption(wording.mobile_made_of(duty.mobile, text))
    download.show_table_downloads("teams", lambda: of_file(duty, text), selection, text, what="duty")


def _groups(duty: Duty, text: Text) -> Markup:
    headings = [Heading(text(f"duty.column_{name}"), name != "kind") for name in COLUMNS]
    rows = [
        [
            Cell(wording.kind(group, text), is_wrapped=True),
            Cell(wording.team_days(group, text), True),
            Cell(wording.count(group, text), True),
            *(
                Cell(wording.each(value, group, text), True)
                for value in (group.a_day, group.an_hour, group.a_person_hour)
            ),
        ]
        for group in duty.groups
    ]
    return table(headings, rows, text("duty.title"))


def _hours(duty: Duty, text: Text) -> Markup:
    headings = [
        Heading(text("duty.column_day_kind")),
        Heading(text("duty.column_covered"), True),
        Heading(text("duty.column_unit_days"), True),
    ]
    rows = [
        [
            Cell(text(f"duty.day_{one.day_kind}")),
            Cell(formats.percent(one.share, text.language), True, bar=one.share),
            Cell(formats.count(one.unit_days, text.language), True),
        ]
        for one in duty.covered
    ]
    return table(headings, rows, text("duty.hours"))


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def of_file(duty: Duty, text: Text) -> Table:
    """A row for each kind of group."""
    lines = [
        [
            wording.kind(group, text),
            group.team_days,
            group.shared_days,
            None if group.is_partial and not group.count else group.count,
            text("teams.kind_least") if group.is_partial and group.count else "",
            _rounded(group.a_day),
            _rounded(group.shared_hours),
            _rounded(group.an_hour),
            _rounded(group.person_hours),
            _rounded(group.a_person_hour),
            duty.first,
            duty.last,
        ]
        for group in duty.groups
    ]
    headings = [Column(text(f"duty.column_{name}"), written) for name, written in FILE.items()]
    return Table(pd.DataFrame(lines, columns=list(FILE)), headings)

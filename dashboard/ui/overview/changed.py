"""What changed since a day that the reader chooses: Monday, the last report, the last meeting, the target's start."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.since import Since
from dashboard.markup import element, folded
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, session, view
from dashboard.wording import changed as wording

NAME, FIELD = "since", "since_day"
# Lines of a list that stand open.
MOST = 5


def show_changed(warehouse: Warehouse, selection: Selection, text: Text) -> None:
    """The days to choose from, the sum in one sentence, and a list for each kind of change."""
    asked = st.query_params.get(NAME, "")
    since = briefing.since.chosen(warehouse, selection, asked)
    if since is None:
        return
    with st.container(key="changed"):
        view.show_heading(text("changed.title", since=wording.since_words(since, text)))
        if asked and asked != since.word:
            choices.complain("choice", asked, text("changed.choose"), shown=wording.since_words(since, text))
        with st.container(horizontal=True, key="changed_since", vertical_alignment="center"):
            st.html(_choices(briefing.since.offered(warehouse, selection), since, selection, text), width="content")
            _choose_day(since, text)
        st.html(session.remembered_here(_drawn, warehouse, selection, since, text, key=(selection, since.day)))


def _choose_day(since: Since, text: Text) -> None:
    """A field for any other day; what is no day is told by the page that it makes."""
    st.session_state[FIELD] = formats.date(since.day) if since.kind == briefing.since.DAY else ""
    st.text_input(
        text("changed.other_day"),
        key=FIELD,
        placeholder=text("day.hint"),
        autocomplete="off",
        on_change=_take,
        width=170,
    )


def _take() -> None:
    day = formats.read_day(st.session_state[FIELD])
    st.query_params[NAME] = day.isoformat() if day else st.session_state[FIELD]


def _choices(offered: tuple[Since, ...], since: Since, selection: Selection, text: Text) -> Markup:
    """Links to each, the one that stands marked."""
    links = [
        element(
            "a", text(f"changed.choose_{one.kind}", date=formats.day_month(one.day)),
            href=_address(selection, one), aria_current="true" if one == since else None,
        )
        for one in offered
    ]  # fmt: skip
    return element("nav", *links, kind="quick", aria_label=text("changed.choose"))


def _address(selection: Selection, since: Since) -> str:
    """This page with another beginning."""
    return f"?{urlencode(session.own_choices() | {NAME: since.word} | selection.parameters())}"


def _drawn(warehouse: Warehouse, selection: Selection, since: Since, text: Text) -> Markup:
    measure = briefing.opened.measure(selection)
    facts = briefing.changed.of_unit(warehouse, selection, since)
    found = wording.groups(facts, measure, text)
    said = element("p", wording.total(facts, selection, measure, text))
    if not found:
        return element("section", said, element("p", text("changed.none")), kind="changed")
    return element(
        "section", said, element("div", *(_group(one, selection, text) for one in found), kind="groups"), kind="changed"
    )


def _group(group: wording.Group, selection: Selection, text: Text) -> Markup:
    lines = [_line(line, selection, text) for line in group.lines]
    heading = element("h3", group.heading.words, kind=group.heading.tone)
    rest = lines[MOST:]
    more = folded(text("changed.more", n=formats.count(len(rest), text.language)), element("ul", *rest)) if rest else ""
    return element("div", heading, element("ul", *lines[:MOST]), more)


def _line(line: wording.Line, selection: Selection, text: Text) -> Markup:
    name = element("a", line.name, href=view.link("overview", selection, unit=line.unit_code))
    points = f" ({text('changed.points', points=line.points)})" if line.points else ""
    return element("li", name, f": {line.words}{points}")

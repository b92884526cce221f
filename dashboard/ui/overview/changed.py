"""What changed since a day that the reader chooses: Monday, the last report, the last meeting, the target's start."""

import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.markup import element, folded
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import since
from dashboard.ui.shell import session, view
from dashboard.wording.change import changed as wording

# Lines of a list that stand open.
MOST = 5


def show_changed(warehouse: Warehouse, selection: Selection, text: Text) -> None:
    """The days to choose from, the sum in one sentence, and a list for each kind of change."""
    start = since.usual(warehouse, selection)
    if start is None:
        return
    with st.container(key="changed"):
        view.show_heading(text("changed.title", since=wording.since_words(start, text)))
        since.choose(warehouse, selection, text, since.AGAIN)
        st.html(session.remembered_here(_drawn, warehouse, selection, start, text, key=(selection, start.day)))


def _drawn(warehouse: Warehouse, selection: Selection, start: Since, text: Text) -> Markup:
    measure = briefing.opened.measure(selection)
    facts = since.facts(warehouse, selection, start)
    found = wording.groups(facts, measure, text)
    said = element("p", wording.total(facts.total, selection, measure, text))
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

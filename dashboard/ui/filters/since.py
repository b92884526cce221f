"""Since when: the one chooser of all pages that print a change. The link keeps it as `since`, for every page."""

from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats
from dashboard.briefing.area import Within
from dashboard.briefing.change.changed import Changed
from dashboard.briefing.change.difference import Differences
from dashboard.briefing.change.pairs import Total
from dashboard.briefing.change.since import Since
from dashboard.briefing.opened import Warehouse
from dashboard.markup import element
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import session
from dashboard.wording.change import changed as wording

# Under SEEN a copied link keeps the day that its reader saw.
NAME, SEEN, FIELD = "since", "seen", "since_day"
USUAL, AGAIN, NEVER = SPANS = ("usual", "again", "never")


def asked(warehouse: Warehouse, selection: Selection) -> Since | None:
    """The beginning that the link names; None where it names none, and of an indicator, which is counted by the month:
    changes are then those of the fixed span.
    """
    return usual(warehouse, selection) if session.query().get(NAME) and selection.indicator is None else None


def usual(warehouse: Warehouse, selection: Selection) -> Since | None:
    """The beginning that the link names, else the first that there is; None for a unit that never reported."""
    query = session.query()
    return briefing.since.chosen(warehouse, selection, query.get(NAME, ""), query.get(SEEN, ""))


def differences(warehouse: Warehouse, inside: Within, selection: Selection, start: Since) -> Differences:
    """The units then and now. Files are made of it when no page runs, too."""
    key = ("days", selection, inside.parent, inside.grain, start)
    made = warehouse.remembered(briefing.difference.of_units, (warehouse, selection, inside, start), key)
    found: Differences = made
    return found


def facts(warehouse: Warehouse, selection: Selection, start: Since) -> Changed:
    """What has changed in the selected unit since then."""
    key = ("changed", selection, start)
    return session.remembered(briefing.changed.of_unit, warehouse, selection, start, key=key)


def total(selection: Selection) -> tuple[Since, Total | None] | None:
    """The beginning that the link names, and what the selected unit gained since; nothing where it names none."""
    warehouse = session.warehouse_in_use()
    start = asked(warehouse, selection)
    return None if start is None else (start, facts(warehouse, selection, start).total)


def show_total(selection: Selection, text: Text) -> None:
    """The chooser, and the sum since the beginning that the link names, on a page whose figures have other spans."""
    choose(session.warehouse_in_use(), selection, text, USUAL)
    if chosen := total(selection):
        start, found = chosen
        said = wording.total(found, selection, session.measure(), text)
        st.markdown(text("changed.since_total", since=wording.since_words(start, text), words=said))


def choose(warehouse: Warehouse, selection: Selection, text: Text, spans: str) -> None:
    """A link for each beginning, and a field for any other day.

    spans: one of SPANS: whether changes of the fixed span are what stands without a choice, can be had again, or are
    none of this page.
    """
    given = session.query().get(NAME, "")
    stands = usual(warehouse, selection)
    if stands is None:
        return
    if given and given != stands.word:
        _tell_missing(given, stands, text)
    with st.container(horizontal=True, key="since_choice", vertical_alignment="center"):
        current = None if spans == USUAL and not given else stands
        is_span = spans == USUAL or (spans == AGAIN and bool(given))
        st.html(_links(warehouse, selection, current, text, is_span=is_span), width="content")
        _choose_day(current, text)


def _tell_missing(given: str, stands: Since, text: Text) -> None:
    """A link brings along what other units have, such as a meeting; what no unit has is told as any other mistake."""
    shown = wording.since_words(stands, text)
    if given in briefing.since.KINDS:
        st.caption(text(f"changed.without_{given}", since=shown))
    else:
        choices.complain("choice", given, text("changed.choose"), shown=shown)


def _links(warehouse: Warehouse, selection: Selection, current: Since | None, text: Text, *, is_span: bool) -> Markup:
    """Links to each, the one that stands marked."""
    offered = briefing.since.offered(warehouse, selection, session.query().get(SEEN, ""))
    links = [
        _link(selection, one.word, one == current, text(f"changed.choose_{one.kind}", date=formats.day_month(one.day)))
        for one in offered
    ]
    if is_span:
        days = session.measure().period_days
        links.insert(0, _link(selection, "", current is None, text("changed.choose_span", days=days)))
    return element("nav", element("b", text("changed.choose")), *links, kind="quick", aria_label=text("changed.choose"))


def _link(selection: Selection, word: str, is_current: bool, words: str) -> Markup:
    """This page with another beginning."""
    own = session.own_choices()
    own.pop(NAME, None)
    address = own | ({NAME: word} if word else {}) | selection.parameters()
    return element("a", words, href=f"?{urlencode(address)}", aria_current="true" if is_current else None)


def _choose_day(current: Since | None, text: Text) -> None:
    """A field for any other day; what is no day is told by the page that it makes."""
    is_day = current is not None and current.kind == briefing.since.DAY
    st.session_state[FIELD] = formats.date(current.day) if current is not None and is_day else ""
    st.text_input(
        text("changed.other_day"),
        key=FIELD,
        placeholder=text("changed.other_day_hint"),
        label_visibility="collapsed",
        autocomplete="off",
        on_change=_take,
        width=200,
    )


def _take() -> None:
    day = formats.read_day(st.session_state[FIELD])
    st.query_params[NAME] = day.isoformat() if day else st.session_state[FIELD]

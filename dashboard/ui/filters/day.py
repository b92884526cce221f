"""The day of the figures: typed as readers write it, or picked from quick choices or a calendar in their language.

Streamlit's own date field shows its calendar in the language of the browser, and takes what is typed once it is left.
"""

import calendar
import datetime as dt

import streamlit as st
from markupsafe import Markup

from dashboard import clock, formats
from dashboard.briefing.change import since
from dashboard.markup import element, join
from dashboard.selection import DAYS, NEWEST, Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view

FIELD, REFUSED, MONTH = "filter_as_of", "day_refused", "day_month"
Span = tuple[dt.date, dt.date]


def choose(selection: Selection, text: Text) -> None:
    """A field to type in, the days that are asked for most, and a calendar."""
    span = session.known().days or (selection.as_of, selection.as_of)
    refused = _refused(selection)
    st.session_state[FIELD] = refused or formats.date(selection.as_of)
    st.text_input(
        text("filters.as_of"), key=FIELD, placeholder=text("day.hint"), autocomplete="off", on_change=_take,
        args=(selection,),
    )  # fmt: skip
    if refused:
        _show_refused(refused, span[1], text)
    st.html(_quick_choices(selection, span, text))
    _show_calendar(selection, span, text)


def _take(selection: Selection) -> None:
    """What was typed goes into the address; what is no day stays in the field, and is told."""
    words = st.session_state[FIELD]
    day = _read(words)
    if day is None:
        st.session_state[REFUSED] = (selection.as_of, words)
        return
    st.session_state.pop(REFUSED, None)
    is_newest = day == session.known().last_day(selection.edition)
    st.query_params["as_of"] = NEWEST if is_newest else day.isoformat()


def _read(words: str) -> dt.date | None:
    """The day that was typed, if there is such a one."""
    day = formats.read_day(words)
    return day if day is not None and DAYS[0] <= day <= DAYS[1] else None


def _show_refused(words: str, example: dt.date, text: Text) -> None:
    told = text("day.refused", words=words[:20], example=formats.date(example))
    st.html(element("p", told, kind="refused", role="alert"))


def _refused(selection: Selection) -> str:
    """What was typed for this view and is no day."""
    seen_on, words = st.session_state.get(REFUSED, (None, ""))
    return words if seen_on == selection.as_of else ""


def _quick_choices(selection: Selection, span: Span, text: Text) -> Markup:
    """Links to the newest day, to its Monday, to yesterday, and to the day on which the target was set."""
    newest = session.known().last_day(selection.edition)
    named = {
        "day.monday": newest - dt.timedelta(days=newest.weekday()),
        "day.yesterday": clock.now().date() - dt.timedelta(days=1),
        "day.target": since.target_set(session.database(), selection, selection.as_of),
    }
    days = {key: day for key, day in named.items() if day and span[0] <= day <= span[1]}
    links = [element("a", text("day.newest"), href=view.here(selection, as_of=NEWEST))]
    links += [
        element("a", text(key, date=formats.date(day)), href=view.here(selection, as_of=day.isoformat()))
        for key, day in days.items()
    ]
    return element("nav", *links, kind="quick", aria_label=text("day.quick"))


def ask(label: str, key: str, text: Text) -> dt.date | None:
    """A field of a form for another day than that of the figures; None while it is empty, or holds no day."""
    words = st.text_input(label, key=key, placeholder=text("day.hint"), autocomplete="off").strip()
    day = _read(words)
    if words and day is None:
        _show_refused(words, clock.now().date(), text)
    return day


@st.fragment
def _show_calendar(selection: Selection, span: Span, text: Text) -> None:
    """A month at a time, on demand: only what is asked for is sent."""
    seen_on, month = st.session_state.get(MONTH, (None, None))
    if seen_on != selection.as_of:
        _turn(text("day.calendar"), selection, selection.as_of.replace(day=1))
        return
    before, after = month - dt.timedelta(days=1), month + dt.timedelta(days=31)
    with st.container(horizontal=True, key="calendar", gap="small"):
        if before >= span[0]:
            _turn(f"‹ {formats.month_name(before, text.language)}", selection, before.replace(day=1))
        if after.replace(day=1) <= span[1]:
            _turn(f"{formats.month_name(after, text.language)} ›", selection, after.replace(day=1))
        _turn(text("day.shut"), selection, None)
    st.html(_month(month, selection, span, text))


def _turn(label: str, selection: Selection, month: dt.date | None) -> None:
    st.button(label, key=f"month_{month}", on_click=_open_month, args=(selection.as_of, month), type="tertiary")


def _open_month(seen_on: dt.date, month: dt.date | None) -> None:
    st.session_state[MONTH] = (seen_on, month) if month else (None, None)


def _month(month: dt.date, selection: Selection, span: Span, text: Text) -> Markup:
    """A table of links; days without figures are none."""
    names = (element("th", short, scope="col", aria_label=whole) for short, whole in formats.weekdays(text.language))
    weeks = calendar.Calendar().monthdatescalendar(month.year, month.month)
    rows = (element("tr", *(_day(day, month, selection, span) for day in week)) for week in weeks)
    caption, head = element("caption", formats.month_name(month, text.language)), element("tr", *names)
    return element("table", caption, element("thead", head), element("tbody", join(rows)), kind="month")


def _day(day: dt.date, month: dt.date, selection: Selection, span: Span) -> Markup:
    if day.month != month.month:
        return element("td")
    if not span[0] <= day <= span[1]:
        return element("td", str(day.day))
    asked = NEWEST if day == session.known().last_day(selection.edition) else day.isoformat()
    current = "date" if day == selection.as_of else None
    link = element(
        "a", str(day.day), href=view.here(selection, as_of=asked), aria_label=formats.date(day), aria_current=current
    )
    return element("td", link)

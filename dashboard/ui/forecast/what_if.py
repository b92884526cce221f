"""What if: a faster or slower pace, more people a day, a later deadline; the link holds what a reader supposes."""

import datetime as dt

import streamlit as st

from dashboard import formats
from dashboard.briefing.forecast.ahead import Ahead
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.markup import element, plain
from dashboard.selection import PACE_PERCENT, PEOPLE_A_DAY, Supposed, read_supposed
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.wording import forecast as wording

UNTIL = "suppose_until"
LONGEST = 60


def choose(shown: TargetForecast, text: Text) -> Supposed:
    """Three fields; nothing is supposed of a target that is reached, over, or of which too little is known."""
    deadline = shown.target.deadline
    supposed, complaints = read_supposed(st.query_params.to_dict(), deadline)
    for complaint in complaints:
        words = {"value": complaint.value[:LONGEST], "deadline": formats.date(deadline)}
        st.warning(plain(text(f"selection.{complaint.key}", **words)))
    if shown.outlook.counts is None or shown.is_past or shown.is_reached:
        return Supposed()
    with st.container(key="suppose"):
        view.show_heading(text("forecast.suppose"))
        with st.container(horizontal=True, key="what_if", vertical_alignment="bottom"):
            _fields(supposed, deadline, text)
    return supposed


def show_answer(ahead: Ahead | None, shown: TargetForecast, supposed: Supposed, text: Text) -> None:
    """What would become of the target, in words."""
    if ahead is not None and ahead.changed is not None:
        said = wording.supposed(ahead.changed, shown, supposed, text)
        st.html(element("p", said.words, kind=f"answer {said.tone}".strip(), role="status"))


def _fields(supposed: Supposed, deadline: dt.date, text: Text) -> None:
    _number("pace", supposed.percent, PACE_PERCENT, 10, text)
    _number("extra", supposed.extra, PEOPLE_A_DAY, 10, text)
    st.session_state[UNTIL] = formats.date(supposed.deadline or deadline)
    label, hint = text("forecast.suppose_until"), text("day.hint")
    st.text_input(label, key=UNTIL, placeholder=hint, autocomplete="off", on_change=_take_day)
    if supposed != Supposed():
        st.button(text("forecast.suppose_nothing"), key="suppose_nothing", on_click=_forget)


def _number(name: str, value: int, span: tuple[int, int], step: int, text: Text) -> None:
    key, (least, most) = f"suppose_{name}", span
    st.session_state[key] = value
    label = text(f"forecast.suppose_{name}")
    st.number_input(label, least, most, key=key, step=step, on_change=_take, args=(name,))


def _take(name: str) -> None:
    """A number goes into the address; none is not kept there."""
    _keep(name, str(st.session_state[f"suppose_{name}"] or ""))


def _take_day() -> None:
    words = str(st.session_state[UNTIL])
    day = formats.read_day(words)
    _keep("until", words[:LONGEST] if day is None else day.isoformat())


def _keep(name: str, value: str) -> None:
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _forget() -> None:
    for name in ("pace", "extra", "until"):
        _keep(name, "")

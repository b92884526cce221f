"""The shared filters: one sentence says what is chosen, widgets behind it change it, and the address holds it."""

import re
from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import clock, formats, units
from dashboard.briefing.comparison.pinned import MOST
from dashboard.markup import element, plain
from dashboard.selection import CHOICES, LANGUAGES, NEWEST, Selection
from dashboard.text import Text
from dashboard.ui.filters import day, indicator, pins
from dashboard.ui.shell import session, view
from dashboard.wording import phrases

# What stands between the names of several units.
SEVERAL = re.compile("[,;+]")


def show_filters(selection: Selection, text: Text) -> None:
    """What is chosen in one sentence; edition, date, and what the page heeds of the rest open beside it."""
    with st.container(horizontal=True, key="chosen", vertical_alignment="center", gap="small"):
        st.html(chosen(selection, text), width="content")
        with st.popover(text("filters.change"), key="change"), st.container(key="filters"):
            day.choose(selection, text)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                _choose(
                    "edition", units.EDITIONS, selection.edition, text, lambda code: text(f"filters.edition_{code}")
                )
                if session.shows_indicators():
                    indicator.choose(selection, text)
                # Of an indicator its list and its files say what is counted, and against what.
                for name in session.heeded() if selection.indicator is None else ():
                    _choose(name, CHOICES[name], getattr(selection, name), text, _words_of(name, text))


def chosen(selection: Selection, text: Text) -> Markup:
    """The sentence, and that there are newer figures."""
    words = phrases.chosen_words(selection, session.heeded(), clock.now(), text)
    return element("p", words, *_newer(selection, text))


def _newer(selection: Selection, text: Text) -> list[str]:
    """A view of an earlier day says that there are newer figures, and leads to them."""
    last_day = session.known().last_day(selection.edition)
    if selection.is_newest or selection.as_of >= last_day:
        return []
    link = element("a", text("filters.see_newest"), href=view.here(selection, as_of=NEWEST))
    return [" ", element("span", text("filters.newer", date=formats.date(last_day)), " ", link, kind="newer")]


def _words_of(section: str, text: Text) -> Callable[[str], str]:
    return lambda code: text(f"{section}.{code}")


def _choose(name: str, options: tuple[str, ...], value: str, text: Text, words: Callable[[str], str]) -> None:
    key = f"filter_{name}"
    st.session_state[key] = value
    st.selectbox(text(f"filters.{name}"), options, key=key, format_func=words, on_change=_write, args=(name,))


def _write(name: str) -> None:
    """Takes a widget's new value into the address."""
    value = st.session_state[f"filter_{name}"]
    if name == "edition":
        _change_edition(value)
    else:
        st.query_params[name] = value


def _change_edition(edition: str) -> None:
    """The same place on the same day, on the units of another edition: what it became, or what it was."""
    selection = session.selection()
    pins.carry(selection, edition)
    st.query_params["edition"] = edition
    st.query_params["unit"] = units.counterpart(selection.edition, selection.unit, edition, selection.as_of).unit_code
    if selection.as_of != session.known().last_day(edition):
        st.query_params["as_of"] = selection.as_of.isoformat()


def show_unit_search(selection: Selection, text: Text) -> None:
    """Where the reader is, and a search that needs no marks. What was looked for is forgotten once a unit is opened."""
    if st.session_state.get("searched_from") != selection.unit:
        st.session_state["unit_search"], st.session_state["searched_from"] = "", selection.unit
    words = st.text_input(
        text("filters.unit"), key="unit_search", placeholder=text("filters.unit_hint"), autocomplete="off"
    )
    if not words:
        return
    province = next(
        (unit.unit_code for unit in units.lineage(selection.edition, selection.unit) if unit.grain == "province"), ""
    )
    several = [name for name in SEVERAL.split(words) if name.strip()]
    if len(several) > 1:
        _show_together(several, province or units.NATION, selection, text)
        # "tan bang, thoi binh" may as well be one unit with the name of that above.
        words = " ".join(several)
    found = units.search(words, selection.edition, near=province or units.NATION, on=selection.as_of)
    if not found and len(several) < 2:
        st.caption(text("filters.unit_none", words=plain(words), edition=selection.edition))
    for unit in found:
        lineage = units.lineage(selection.edition, unit.unit_code, selection.as_of)
        above = " · ".join(up.name for up in reversed(lineage[1:-1]))
        name = f"{plain(unit.through)} → **{unit.full_name}**" if unit.through else f"**{unit.full_name}**"
        label = name + (f"  \n{above}" if above else "")
        st.button(label, key=f"found_{unit.unit_code}", on_click=go_to, args=(unit.unit_code,), width="stretch")


def _show_together(names: Sequence[str], near: str, selection: Selection, text: Text) -> None:
    """A link to the units that were named, side by side: of each name the nearest."""
    codes: dict[str, str] = {}
    for name in names:
        found = units.search(name, selection.edition, near=near, on=selection.as_of)
        if found:
            codes[found[0].unit_code] = found[0].full_name
        else:
            st.caption(text("filters.unit_none", words=plain(name.strip()), edition=selection.edition))
    first = tuple(codes)[:MOST]
    if len(first) > 1:
        words = text("pins.together", names=" · ".join(codes[code] for code in first))
        st.html(element("a", words, href=pins.side_by_side(first, selection), kind="together"))


def go_to(unit_code: str) -> None:
    """Selects a unit; what was chosen for the one before it goes."""
    for name in session.OF_UNIT:
        st.query_params.pop(name, None)
    st.query_params["unit"] = unit_code


def show_language(selection: Selection, text: Text) -> None:
    """Vietnamese or English, by link: the rest of the selection stays."""
    key = "filter_lang"
    st.session_state[key] = selection.lang
    st.segmented_control(
        text("filters.lang"),
        LANGUAGES,
        key=key,
        format_func=lambda code: text(f"filters.lang_{code}"),
        on_change=_write_language,
        label_visibility="collapsed",
    )


def _write_language() -> None:
    if st.session_state["filter_lang"]:
        st.query_params["lang"] = st.session_state["filter_lang"]

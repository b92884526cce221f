"""The shared filters: the address holds the choice, the widgets show it and write it back."""

from collections.abc import Callable

import streamlit as st

from dashboard import formats, units
from dashboard.markup import plain
from dashboard.selection import CHOICES, LANGUAGES, Selection
from dashboard.text import Text
from dashboard.ui.shell import session


def show_filters(selection: Selection, text: Text) -> None:
    """Edition, date, level, stage, issuer and base in one row."""
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        _choose("edition", units.EDITIONS, selection.edition, text, lambda code: text(f"filters.edition_{code}"))
        _choose_day(selection, text)
        for name, options in CHOICES.items():
            _choose(name, options, getattr(selection, name), text, _words_of(name, text))


def _words_of(section: str, text: Text) -> Callable[[str], str]:
    return lambda code: text(f"{section}.{code}")


def _choose(name: str, options: tuple[str, ...], value: str, text: Text, words: Callable[[str], str]) -> None:
    key = f"filter_{name}"
    st.session_state[key] = value
    st.selectbox(text(f"filters.{name}"), options, key=key, format_func=words, on_change=_write, args=(name,))


def _choose_day(selection: Selection, text: Text) -> None:
    first, last = session.known().days or (selection.as_of, selection.as_of)
    st.session_state["filter_as_of"] = selection.as_of
    st.date_input(
        text("filters.as_of"),
        key="filter_as_of",
        min_value=min(first, selection.as_of),
        max_value=max(last, selection.as_of),
        format=formats.DAY_FIELD,
        on_change=_write,
        args=("as_of",),
    )


def _write(name: str) -> None:
    """Takes a widget's new value into the address."""
    value = st.session_state[f"filter_{name}"]
    if name == "edition":
        _change_edition(value)
    elif name == "as_of":
        st.query_params["as_of"] = value.isoformat()
    else:
        st.query_params[name] = value


def _change_edition(edition: str) -> None:
    """The same place on the same day, on the units of another edition: what it became, or what it was."""
    selection = session.selection()
    st.query_params["edition"] = edition
    st.query_params["unit"] = units.counterpart(selection.edition, selection.unit, edition, selection.as_of).unit_code
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
    found = units.search(words, selection.edition, near=province or units.NATION, on=selection.as_of)
    if not found:
        st.caption(text("filters.unit_none", words=plain(words), edition=selection.edition))
    for unit in found:
        lineage = units.lineage(selection.edition, unit.unit_code, selection.as_of)
        above = " · ".join(up.name for up in reversed(lineage[1:-1]))
        name = f"{plain(unit.through)} → **{unit.full_name}**" if unit.through else f"**{unit.full_name}**"
        label = name + (f"  \n{above}" if above else "")
        st.button(label, key=f"found_{unit.unit_code}", on_click=go_to, args=(unit.unit_code,), width="stretch")


def go_to(unit_code: str) -> None:
    """Selects a unit."""
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

"""The trend page's own choices."""

from dataclasses import dataclass

import streamlit as st

from dashboard import units
from dashboard.markup import plain
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, view
from dashboard.wording.phrases import base_words

CHOICES = {
    "step": ("week", "day", "month"),
    "mode": ("flow", "cumulative", "rate"),
    "split": ("none", "level", "stage", "unit"),
    "span": ("180", "60", "365", "all"),
}
# The order on the screen, where the default is not the first.
ORDER = {"step": ("day", "week", "month"), "span": ("60", "180", "365", "all")}
MOST_UNITS = 6
# The units' own name in the address.
NAME = "with"


@dataclass(frozen=True)
class Options:
    """What the trend shows; the address keeps each under its own name."""

    step: str
    mode: str
    split: str
    span: str
    others: tuple[str, ...]


def choose_options(selection: Selection, text: Text) -> Options:
    """The page's own choices in one row."""
    with st.container(horizontal=True, key="trend_options"):
        picked = {name: _choose(name, options, text) for name, options in CHOICES.items()}
    others = _choose_units(selection, text) if picked["split"] == "unit" else ()
    return Options(**picked, others=others)


def why_empty(options: Options, selection: Selection, text: Text) -> str:
    """What is said where there is nothing to show."""
    key = "trend.empty_rate" if options.mode == "rate" else "trend.empty"
    return text(key, unit=view.unit_name(selection), base=base_words(selection, text))


def _choose(name: str, options: tuple[str, ...], text: Text) -> str:
    shown = ORDER.get(name, options)
    return choices.one(name, shown, text(f"trend.{name}"), lambda code: text(f"trend.{name}_{code}"), options[0])


def _choose_units(selection: Selection, text: Text) -> tuple[str, ...]:
    """Units of any level, found without marks and taken with a click; another click leaves a chosen one out.

    Not the library's own list of options, which finds nothing without marks and speaks English where it finds nothing.
    """
    asked = dict.fromkeys(filter(None, st.query_params.get(NAME, "").split(",")))
    unknown = [code for code in asked if not units.exists(selection.edition, code)]
    if unknown:
        choices.complain("choices", ", ".join(unknown), text("trend.with"))
    chosen = tuple(code for code in asked if code not in unknown and code != selection.unit)[: MOST_UNITS - 1]
    with st.container(horizontal=True, key="trend_units", vertical_alignment="bottom"):
        if len(chosen) < MOST_UNITS - 1:
            _search(chosen, selection, text)
        if chosen:
            _show_chosen(chosen, selection, text)
    return chosen


def _search(chosen: tuple[str, ...], selection: Selection, text: Text) -> None:
    words = st.text_input(
        text("trend.with"), key="trend_search", placeholder=text("trend.with_hint"), autocomplete="off"
    )
    if not words:
        return
    taken = {selection.unit, *chosen}
    found = [unit for unit in _found(words, selection) if unit.unit_code not in taken]
    if not found:
        st.caption(text("filters.unit_none", words=plain(words), edition=selection.edition))
    for unit in found:
        st.button(
            _called(unit.unit_code, selection), key=f"with_{unit.unit_code}", on_click=_keep,
            args=((*chosen, unit.unit_code),),
        )  # fmt: skip


def _found(words: str, selection: Selection) -> list[units.Unit]:
    lineage = units.lineage(selection.edition, selection.unit)
    province = next((unit.unit_code for unit in lineage if unit.grain == "province"), units.NATION)
    return units.search(words, selection.edition, near=province, on=selection.as_of)


def _called(code: str, selection: Selection) -> str:
    """A unit's name with that of the one above it: there are three of one name in a province."""
    *above, unit = units.lineage(selection.edition, code, selection.as_of)
    return f"{unit.full_name} ({above[-1].name})" if len(above) > 1 else unit.full_name


def _show_chosen(chosen: tuple[str, ...], selection: Selection, text: Text) -> None:
    st.session_state["trend_chosen"] = list(chosen)
    st.pills(
        text("trend.with_chosen"), chosen, key="trend_chosen", selection_mode="multi", on_change=_leave_out,
        format_func=lambda code: f"{_called(code, selection)} ✕",
    )  # fmt: skip


def _keep(codes: tuple[str, ...]) -> None:
    st.query_params[NAME] = ",".join(codes)
    st.session_state["trend_search"] = ""


def _leave_out() -> None:
    st.query_params[NAME] = ",".join(st.session_state["trend_chosen"])

"""The trend page's own choices."""

from dataclasses import dataclass

import streamlit as st

from dashboard import units
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, picker, pins
from dashboard.ui.shell import view
from dashboard.wording.phrases import base_words

CHOICES = {
    "step": ("week", "day", "month"),
    "mode": ("flow", "cumulative", "rate"),
    "split": ("none", "level", "stage", "unit"),
    "span": ("180", "60", "365", "all"),
}
# An indicator is counted by the month, and never in a period.
OF_INDICATOR = {"step": ("month",), "mode": ("rate", "cumulative"), "split": ("none", "unit"), "span": ("all", "365")}
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
        offered = CHOICES if selection.indicator is None else OF_INDICATOR
        picked = {name: _choose(name, options, text) for name, options in offered.items()}
    others = _choose_units(selection, text) if picked["split"] == "unit" else ()
    return Options(**picked, others=others)


def why_empty(options: Options, selection: Selection, text: Text) -> str:
    """What is said where there is nothing to show."""
    key = "trend.empty_rate" if options.mode == "rate" else "trend.empty"
    return text(key, unit=view.unit_name(selection), base=base_words(selection, text))


def _choose(name: str, options: tuple[str, ...], text: Text) -> str:
    shown = [code for code in ORDER.get(name, options) if code in options]
    return choices.one(
        name, shown, text(f"trend.{name}"), lambda code: text(f"trend.{name}_{code}"), options[0], CHOICES[name]
    )


def _choose_units(selection: Selection, text: Text) -> tuple[str, ...]:
    """Units of any level; a click on a chosen one leaves it out. Without a choice of its own, those that are pinned."""
    asked = dict.fromkeys(filter(None, st.query_params.get(NAME, ",".join(pins.of(selection))).split(",")))
    unknown = [code for code in asked if not units.exists(selection.edition, code)]
    if unknown:
        choices.complain("choices", ", ".join(unknown), text("picker.with"))
    chosen = tuple(code for code in asked if code not in unknown and code != selection.unit)[: MOST_UNITS - 1]
    with st.container(horizontal=True, key="trend_units", vertical_alignment="bottom"):
        if len(chosen) < MOST_UNITS - 1:
            picker.search(NAME, chosen, selection, text, unseen=(selection.unit,))
        if chosen:
            _show_chosen(chosen, selection, text)
    return chosen


def _show_chosen(chosen: tuple[str, ...], selection: Selection, text: Text) -> None:
    st.session_state["trend_chosen"] = list(chosen)
    st.pills(
        text("trend.with_chosen"), chosen, key="trend_chosen", selection_mode="multi", on_change=_leave_out,
        format_func=lambda code: f"{picker.called(code, selection)} ✕",
    )  # fmt: skip


def _leave_out() -> None:
    st.query_params[NAME] = ",".join(st.session_state["trend_chosen"])

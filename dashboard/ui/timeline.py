"""The trend page's own choices."""

from dataclasses import dataclass

import streamlit as st

from dashboard import units
from dashboard.selection import Selection
from dashboard.text import Text

CHOICES = {
    "step": ("week", "day", "month"),
    "mode": ("flow", "cumulative"),
    "split": ("none", "level", "stage", "unit"),
    "span": ("180", "60", "365", "all"),
}
# The order on the screen, where the default is not the first.
ORDER = {"step": ("day", "week", "month"), "span": ("60", "180", "365", "all")}
MOST_UNITS = 6


@dataclass(frozen=True)
class Options:
    """What the trend shows; the address keeps each under its own name."""

    step: str
    mode: str
    split: str
    span: str
    others: tuple[str, ...]


def choose_options(chosen: Selection, text: Text) -> Options:
    """The page's own choices in one row."""
    with st.container(horizontal=True, key="trend_options"):
        picked = {name: _choose(name, options, text) for name, options in CHOICES.items()}
    others = _choose_units(chosen, text) if picked["split"] == "unit" else ()
    return Options(**picked, others=others)


def _choose(name: str, options: tuple[str, ...], text: Text) -> str:
    asked = st.query_params.get(name, "")
    value = asked if asked in options else options[0]
    key = f"trend_{name}"
    st.session_state[key] = value
    st.segmented_control(
        text(f"trend.{name}"), ORDER.get(name, options), key=key, on_change=_keep, args=(name, key),
        format_func=lambda code: text(f"trend.{name}_{code}"),
    )  # fmt: skip
    return value


def _keep(name: str, key: str) -> None:
    value = st.session_state[key]
    if value:
        st.query_params[name] = ",".join(value) if isinstance(value, list) else value


def _choose_units(chosen: Selection, text: Text) -> tuple[str, ...]:
    holder = units.holder(chosen.edition, chosen.unit)
    grain = units.find(chosen.edition, chosen.unit).grain
    parent = holder.unit_code if grain == "commune" else holder.parent_code or holder.unit_code
    below = [unit for above in (parent, chosen.unit) for unit in units.children(chosen.edition, above, chosen.as_of)]
    names = {unit.unit_code: unit.full_name for unit in below if unit.unit_code != chosen.unit}
    asked = [code for code in st.query_params.get("with", "").split(",") if code in names]
    st.session_state["trend_with"] = asked
    st.multiselect(
        text("trend.with"), list(names), key="trend_with", format_func=names.__getitem__, max_selections=MOST_UNITS - 1,
        placeholder=text("trend.with_hint"), on_change=_keep_units,
    )  # fmt: skip
    return tuple(asked)


def _keep_units() -> None:
    st.query_params["with"] = ",".join(st.session_state["trend_with"])

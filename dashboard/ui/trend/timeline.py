"""The trend page's own choices."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from dashboard import units
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices

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


def choose_options(selection: Selection, text: Text) -> Options:
    """The page's own choices in one row."""
    with st.container(horizontal=True, key="trend_options"):
        picked = {name: _choose(name, options, text) for name, options in CHOICES.items()}
    others = _choose_units(selection, text) if picked["split"] == "unit" else ()
    return Options(**picked, others=others)


def _choose(name: str, options: tuple[str, ...], text: Text) -> str:
    shown = ORDER.get(name, options)
    return choices.one(name, shown, text(f"trend.{name}"), lambda code: text(f"trend.{name}_{code}"), options[0])


def _choose_units(selection: Selection, text: Text) -> tuple[str, ...]:
    holder = units.holder(selection.edition, selection.unit)
    grain = units.find(selection.edition, selection.unit).grain
    parent = holder.unit_code if grain == "commune" else holder.parent_code or holder.unit_code
    below = [
        unit for above in (parent, selection.unit) for unit in units.children(selection.edition, above, selection.as_of)
    ]
    names = {unit.unit_code: unit.full_name for unit in below if unit.unit_code != selection.unit}
    labels = text("trend.with"), text("trend.with_hint")
    is_unit = partial(units.exists, selection.edition)
    return tuple(choices.several("with", list(names), labels, names.__getitem__, MOST_UNITS - 1, is_unit))

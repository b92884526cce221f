"""The compare page's own choices: which grain, which order; and who stands apart."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard import formats, units
from dashboard.briefing.area import Within
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import choices, progress, session

ORDERS = {"share": "share", "change": "gained", "missing": "missing"}


def choose_units(chosen: Selection, text: Text) -> Within:
    """Districts, communes or provinces within the chosen unit, as the reader likes; the address keeps it as `grain`."""
    holder = units.holder(chosen.edition, chosen.unit)
    return _choose(_grains(holder, chosen.edition), chosen, text)


def choose_shapes(chosen: Selection, text: Text) -> Within:
    """The same for a map: what the unit divides into, or a grouping of it; smaller units are a click away."""
    holder = units.holder(chosen.edition, chosen.unit)
    below = units.grain_below(chosen.edition, holder.unit_code)
    return _choose([below, *units.groupings(chosen.edition, holder.unit_code)], chosen, text)


def _choose(grains: list[str], chosen: Selection, text: Text) -> Within:
    if len(grains) == 1:
        return progress.within(chosen, grains[0])
    words = text("compare.grain")
    return progress.within(chosen, choices.one("grain", grains, words, lambda code: _grain_words(code, text)))


def _grains(holder: units.Unit, edition: str) -> list[str]:
    if holder.kind == units.GROUP:
        return ["commune"]
    below = units.GRAINS[units.GRAINS.index(holder.grain) + 1 :]
    official = [grain for grain in below if not (edition == "2025" and grain == "district")] or ["commune"]
    return official + units.groupings(edition, holder.unit_code)


def _grain_words(code: str, text: Text) -> str:
    """The name of a grain; a grouping that an operator loaded goes by its own."""
    return text(f"grain.{code}") if text.has(f"grain.{code}") else code


def split(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ranked units, and those that cannot be ranked."""
    # The query gives the units without a share last.
    ranked = int(rows["share"].notna().sum())
    return rows.iloc[:ranked], rows.iloc[ranked:]


def choose_order(text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `sort`."""
    return choices.one("sort", list(ORDERS), text("compare.sort"), lambda code: text(f"compare.sort_{code}"))


def in_order(ranked: pd.DataFrame, order: str) -> pd.DataFrame:
    """Ranked units in one of ORDERS; the rank stays that of the share."""
    if order == "share":
        return ranked
    numerator = ranked["numerator"] if "numerator" in ranked else ranked["counted"]
    measured = ranked.assign(gained=ranked["share"] - ranked["share_before"], missing=ranked["denominator"] - numerator)
    return measured.sort_values(ORDERS[order], ascending=False, kind="stable", na_position="last")


def show_period(chosen: Selection, text: Text) -> None:
    """Which earlier day the changes are measured from."""
    days = session.measure().period_days
    st.caption(text("compare.period", days=days, date=formats.date(chosen.as_of - dt.timedelta(days=days))))

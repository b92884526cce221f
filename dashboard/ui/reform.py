"""What a reader must know of the reform of 1 July 2025: whose figures these are, what a unit was, and became."""

import datetime as dt
from dataclasses import replace
from html import escape

import pandas as pd
import streamlit as st

from dashboard import formats, units
from dashboard.briefing import area
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import progress, session, view
from dashboard.ui.headline import PARTS
from dashboard.units import Unit

# More names than this say no more: the map of the other edition shows them all.
MOST_NAMES = 12


def show_notes(chosen: Selection, text: Text) -> None:
    """Where the day is of the other era than the units, or outside the reports: a sentence, and the way out."""
    known, is_early = session.known().days, chosen.as_of < units.FIRST_DAY_OF_2025
    as_of = formats.date(chosen.as_of)
    if is_early and chosen.edition == "2025":
        st.info(text("reform.old_figures", as_of=as_of))
    elif not is_early and chosen.edition == "2024":
        st.info(text("reform.new_figures", as_of=as_of))
    if known and chosen.as_of > known[1]:
        st.info(text("selection.after_data", last_day=formats.date(known[1]), as_of=as_of))
    elif known and chosen.as_of < known[0]:
        st.info(text("selection.before_data", first_day=formats.date(known[0]), as_of=as_of))


def show_lineage(chosen: Selection, text: Text) -> None:
    """What the unit was made of, or what became of it, each a link to the same day there."""
    unit = units.find(chosen.edition, chosen.unit)
    if unit.grain == "nation":
        return
    found = {"reform.made_of": _former(unit), "reform.became": _later(unit), "reform.is_group": _members(unit)}
    lines = "".join(f"<p>{_told(key, parts, chosen, text)}</p>" for key, parts in found.items() if parts)
    if lines:
        st.html(f'<div class="lineage">{lines}</div>')


def show_newcomers(chosen: Selection, text: Text) -> None:
    """Where far fewer communes had reported before the reform, so that the curve's leap is not taken for work done."""
    known, eve = session.known().days, units.FIRST_DAY_OF_2025 - dt.timedelta(days=1)
    if known is None or not known[0] <= eve < chosen.as_of:
        return
    row = progress.of_unit(replace(chosen, as_of=eve)).iloc[0]
    if 0 < row["communes_reported"] < area.MOSTLY * row["communes"]:
        numbers = {key: formats.count(row[name], text.language) for key, name in PARTS.items()}
        st.caption(text("reform.newcomers", **numbers))


def _former(unit: Unit) -> list[tuple[Unit, float]]:
    """The units of the edition before, each with the share of its ground that came here."""
    found = units.predecessors(unit.edition, unit.unit_code)
    return [
        (units.find(one.from_edition, one.from_code), one.share) for one in found if one.from_edition != unit.edition
    ]


def _later(unit: Unit) -> list[tuple[Unit, float]]:
    """The units of the edition after, each with the share of the ground that went there."""
    found = units.successors(unit.edition, unit.unit_code)
    if not found and unit.grain == "district" and units.exists("2025", unit.unit_code):
        return [(units.find("2025", unit.unit_code), 1.0)]
    across = [one for one in found if one.to_edition != unit.edition]
    return [(units.find(one.to_edition, one.to_code), one.share) for one in across]


def _members(unit: Unit) -> list[tuple[Unit, float]]:
    """The communes of a group, each with the share of its ground that lies in it."""
    if unit.kind != units.GROUP:
        return []
    found = units.members(unit.edition, unit.unit_code)
    return [(units.find(one.edition, one.unit_code), one.share) for one in found]


def _told(key: str, found: list[tuple[Unit, float]], chosen: Selection, text: Text) -> str:
    names = [_name(unit, share, chosen, text) for unit, share in found[:MOST_NAMES]]
    more = len(found) - MOST_NAMES
    if more > 0:
        names.append(escape(text("reform.more", n=more)))
    return text(key, names=", ".join(names))


def _name(unit: Unit, share: float, chosen: Selection, text: Text) -> str:
    """A linked name; where only a part of the ground is meant, how large a part."""
    address = view.link("overview", chosen, unit=unit.unit_code, edition=unit.edition)
    part = f" ({text('reform.part', share=formats.percent(share, text.language, 0))})" if share < 1 else ""
    return f'<a href="{escape(address)}">{escape(unit.full_name)}</a>{escape(part)}'


def show_shared(rows: pd.DataFrame, text: Text) -> None:
    """How much of the figures was shared out by area, and of how many units not all parts have reported."""
    shared = rows["reallocated"].dropna()
    language = text.language
    if not shared.empty:
        numbers = {"n": formats.count(len(shared), language), "count": formats.count(int(shared.sum()), language)}
        st.caption(text("reform.shared", **numbers))
    if "parts" in rows:
        partial = rows[rows["parts_reported"] < rows["parts"]]
        if not partial.empty:
            names = ", ".join(partial["unit_name"].tolist()[:MOST_NAMES])
            st.caption(text("reform.partial", n=len(partial), names=names))
    if rows["is_inherited"].any():
        st.caption(text("reform.inherited"))

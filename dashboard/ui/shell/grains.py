"""Which units inside an area a page shows: the reader's choice of a grain or a grouping; the address keeps it."""

import streamlit as st

from dashboard import formats, units
from dashboard.briefing.area import Within
from dashboard.markup import plain
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices

# Since 2025 there are special zones, and no more towns.
OF_EDITION = {("2025", "commune"): "commune_2025"}


def choose(selection: Selection, text: Text) -> str:
    """Districts, communes or provinces within the selected unit, or a grouping of it."""
    return _choose(offered(selection), text("compare.grain"), selection, text)


def offered(selection: Selection) -> list[str]:
    """What `choose` lets choose from."""
    holder = units.holder(selection.edition, selection.unit)
    if holder.kind == units.GROUP:
        return ["commune"]
    below = units.GRAINS[units.GRAINS.index(holder.grain) + 1 :]
    official = [grain for grain in below if not (selection.edition == "2025" and grain == "district")] or ["commune"]
    return [*official, *_groupings(holder)]


def choose_drawn(selection: Selection, text: Text) -> str:
    """The same for a map: what the unit divides into, or a grouping of it; smaller units are a click away."""
    return _choose(offered_drawn(selection), text("map.grain"), selection, text)


def offered_drawn(selection: Selection) -> list[str]:
    """What `choose_drawn` lets choose from."""
    holder = units.holder(selection.edition, selection.unit)
    return [units.grain_below(selection.edition, holder.unit_code), *_groupings(holder)]


def show_why_coarser(inside: Within, whole: ProgressByArea | None, selection: Selection, text: Text) -> None:
    """Where the address asks for smaller units than the map draws, why it shows these."""
    asked = st.query_params.get("grain", "")
    if asked not in units.GRAINS or inside.grain not in units.GRAINS:
        return
    if units.GRAINS.index(asked) <= units.GRAINS.index(inside.grain):
        return
    unit = units.find(selection.edition, inside.parent, selection.as_of).full_name
    every = _districts(selection) if asked == "district" else 0 if whole is None else whole.communes
    edition = selection.edition
    many = f"{formats.count(every, text.language)} {words(asked, edition, text)}"
    st.info(plain(text("map.coarser", unit=unit, many=many, shown=words(inside.grain, edition, text))))


def _districts(selection: Selection) -> int:
    """Of the whole country, the only area whose map draws anything larger."""
    edition, on = selection.edition, selection.as_of
    provinces = units.children(edition, units.NATION, on)
    return sum(len(units.children(edition, province.unit_code, on)) for province in provinces)


def _choose(grains: list[str], label: str, selection: Selection, text: Text) -> str:
    groupings = (name for edition in units.EDITIONS for name in units.groupings(edition, units.NATION))
    elsewhere = [*units.GRAINS, *groupings]
    return choices.one(
        "grain",
        grains,
        label,
        lambda code: words(code, selection.edition, text),
        elsewhere=elsewhere,
    )


def _groupings(holder: units.Unit) -> list[str]:
    return units.groupings(holder.edition, holder.unit_code)


def words(code: str, edition: str, text: Text) -> str:
    """The name of a grain in the edition; a grouping that an operator loaded goes by its own."""
    named = OF_EDITION.get((edition, code), code)
    return text(f"grain.{named}") if text.has(f"grain.{named}") else code

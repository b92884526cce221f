"""Which units inside an area a page shows: the reader's choice of a grain or a grouping; the address keeps it."""

import streamlit as st

from dashboard import formats, units
from dashboard.briefing.area import Within
from dashboard.markup import plain
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices

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
    return [*_official(holder), *_groupings(holder)]


def choose_drawn(selection: Selection, text: Text, *, is_alone: bool) -> str:
    """The same for a map. is_alone: whether it is the only one on the page."""
    return _choose(offered_drawn(selection, is_alone=is_alone), text("map.grain"), selection, text)


def offered_drawn(selection: Selection, *, is_alone: bool) -> list[str]:
    """What `choose_drawn` lets choose from: of the nation's communes only those of today, and on one map alone.

    The 10,035 communes of 2024 have three times the vertices, and several such maps are more than a browser draws.
    """
    holder = units.holder(selection.edition, selection.unit)
    if holder.kind == units.GROUP:
        return [units.grain_below(selection.edition, holder.unit_code), *_groupings(holder)]
    is_drawn = selection.edition == "2025" and is_alone
    drawn = [grain for grain in _official(holder) if grain != "commune" or holder.grain != "nation" or is_drawn]
    return [*drawn, *_groupings(holder)]


def _official(holder: units.Unit) -> list[str]:
    """Districts, communes or provinces: all that the unit divides into; a commune's are those beside it."""
    below = units.GRAINS[units.GRAINS.index(holder.grain) + 1 :]
    return [grain for grain in below if not (holder.edition == "2025" and grain == "district")] or ["commune"]


def show_why_coarser(inside: Within, whole: ProgressByArea | None, selection: Selection, text: Text) -> None:
    """Where the address asks for smaller units than the map draws, why it shows these."""
    asked = st.query_params.get("grain", "")
    if asked not in units.GRAINS or inside.grain not in units.GRAINS:
        return
    if units.GRAINS.index(asked) <= units.GRAINS.index(inside.grain):
        return
    unit = units.find(selection.edition, inside.parent, selection.as_of).full_name
    edition, every = selection.edition, 0 if whole is None else whole.communes
    many = f"{formats.count(every, text.language)} {words(asked, edition, text)}"
    st.info(plain(text("map.coarser", unit=unit, many=many, shown=words(inside.grain, edition, text))))


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

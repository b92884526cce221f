"""Which units inside an area a page shows: the reader's choice of a grain or a grouping; the address keeps it."""

from dashboard import units
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices


def choose(selection: Selection, text: Text) -> str:
    """Districts, communes or provinces within the selected unit, or a grouping of it."""
    holder = units.holder(selection.edition, selection.unit)
    if holder.kind == units.GROUP:
        return _choose(["commune"], text)
    below = units.GRAINS[units.GRAINS.index(holder.grain) + 1 :]
    official = [grain for grain in below if not (selection.edition == "2025" and grain == "district")] or ["commune"]
    return _choose([*official, *_groupings(holder)], text)


def choose_drawn(selection: Selection, text: Text) -> str:
    """The same for a map: what the unit divides into, or a grouping of it; smaller units are a click away."""
    holder = units.holder(selection.edition, selection.unit)
    return _choose([units.grain_below(selection.edition, holder.unit_code), *_groupings(holder)], text)


def _choose(grains: list[str], text: Text) -> str:
    groupings = (name for edition in units.EDITIONS for name in units.groupings(edition, units.NATION))
    elsewhere = [*units.GRAINS, *groupings]
    return choices.one(
        "grain", grains, text("compare.grain"), lambda code: _grain_words(code, text), elsewhere=elsewhere
    )


def _groupings(holder: units.Unit) -> list[str]:
    return units.groupings(holder.edition, holder.unit_code)


def _grain_words(code: str, text: Text) -> str:
    """The name of a grain; a grouping that an operator loaded goes by its own."""
    return text(f"grain.{code}") if text.has(f"grain.{code}") else code

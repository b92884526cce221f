"""Which units inside an area a page shows: the reader's choice of a grain or a grouping."""

from dashboard import units
from dashboard.briefing.area import Within
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, progress


def choose_units(selection: Selection, text: Text) -> Within:
    """Districts, communes or provinces within the selected unit; the address keeps the choice as `grain`."""
    holder = units.holder(selection.edition, selection.unit)
    return _choose(_grains(holder, selection.edition), selection, text)


def choose_shapes(selection: Selection, text: Text) -> Within:
    """The same for a map: what the unit divides into, or a grouping of it; smaller units are a click away."""
    holder = units.holder(selection.edition, selection.unit)
    below = units.grain_below(selection.edition, holder.unit_code)
    return _choose([below, *units.groupings(selection.edition, holder.unit_code)], selection, text)


def _choose(grains: list[str], selection: Selection, text: Text) -> Within:
    if len(grains) == 1:
        return progress.within(selection, grains[0])
    words = text("compare.grain")
    return progress.within(selection, choices.one("grain", grains, words, lambda code: _grain_words(code, text)))


def _grains(holder: units.Unit, edition: str) -> list[str]:
    if holder.kind == units.GROUP:
        return ["commune"]
    below = units.GRAINS[units.GRAINS.index(holder.grain) + 1 :]
    official = [grain for grain in below if not (edition == "2025" and grain == "district")] or ["commune"]
    return official + units.groupings(edition, holder.unit_code)


def _grain_words(code: str, text: Text) -> str:
    """The name of a grain; a grouping that an operator loaded goes by its own."""
    return text(f"grain.{code}") if text.has(f"grain.{code}") else code

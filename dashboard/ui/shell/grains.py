"""Which units inside an area a page shows: the reader's choice of a grain or a grouping."""

from dashboard import units
from dashboard.briefing.area import Within
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, progress


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

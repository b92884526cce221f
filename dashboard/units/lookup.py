"""Look-up of units: one by its key, what is above and below it, and its name on a day."""

import datetime as dt

from dashboard.units.table import BEFORE, GRAINS, GROUP, Unit, register


def exists(edition: str, unit_code: str) -> bool:
    """Whether the edition has a unit or a group of this code."""
    return (edition, unit_code) in register().units


def find(edition: str, unit_code: str, on: dt.date | None = None) -> Unit:
    """One unit, under the name it had on a day, or has now. Raises KeyError when the edition has no such code."""
    known = register()
    return known.called(known.units[edition, unit_code], on)


def versions(edition: str, unit_code: str) -> tuple[tuple[dt.date, Unit], ...]:
    """The names that a unit had, each with its first day; the first one has no beginning that is known."""
    known = register()
    return known.versions.get((edition, unit_code)) or ((BEFORE, known.units[edition, unit_code]),)


def lineage(edition: str, unit_code: str, on: dt.date | None = None) -> list[Unit]:
    """The unit and those above it, the nation first, as they were called on a day; groups are above no unit."""
    known = register()
    found = [known.called(known.units[edition, unit_code], on)]
    while found[0].parent_code:
        found.insert(0, known.called(known.units[edition, found[0].parent_code], on))
    return found


def children(edition: str, unit_code: str, on: dt.date | None = None) -> list[Unit]:
    """The units right below, or a group's members, in the order of the table: those of a day, or those that last."""
    known = register()
    below = known.below.get((edition, unit_code), [])
    return [known.called(unit, on) for unit in below if (unit.existed(on) if on else not unit.has_ended)]


def grain_below(edition: str, unit_code: str) -> str:
    """The grain that a unit divides into: a province has districts in 2024 and communes in 2025."""
    unit = find(edition, unit_code)
    if unit.kind == GROUP:
        return next((member.grain for member in register().below.get((edition, unit_code), [])), "commune")
    if unit.grain == "province" and edition == "2025":
        return "commune"
    return GRAINS[min(GRAINS.index(unit.grain) + 1, len(GRAINS) - 1)]


def holder(edition: str, unit_code: str, on: dt.date | None = None) -> Unit:
    """The unit itself, or the one above where it is a commune: the area whose map shows it."""
    unit = find(edition, unit_code, on)
    return find(edition, unit.parent_code, on) if unit.grain == "commune" else unit

"""Who took over from whom: predecessors and successors, and the nearest unit of another edition."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from dashboard.units import files
from dashboard.units.groups import FORMER_DISTRICT, memberships
from dashboard.units.lookup import exists, find, lineage
from dashboard.units.table import GROUP, NATION, Key, Unit

WEAK = ("area_overlap_weak", "area_overlap_below_resolution")


@dataclass(frozen=True)
class Succession:
    """One unit that took over from another: with what share of it, since when, and by which document."""

    from_edition: str
    from_code: str
    to_edition: str
    to_code: str
    share: float
    method: str
    effective_on: dt.date
    document: str

    @property
    def is_weak(self) -> bool:
        """Whether the share was cut along an approximate border, or is too small for the map to show."""
        return self.method in WEAK


def predecessors(edition: str, unit_code: str) -> list[Succession]:
    """What a unit was made of, the largest share first."""
    return _successions(files.stamps())[1].get((edition, unit_code), [])


def successors(edition: str, unit_code: str) -> list[Succession]:
    """What became of a unit, the largest share first."""
    return _successions(files.stamps())[0].get((edition, unit_code), [])


@lru_cache(maxsize=4)
def _successions(_: object) -> tuple[dict[Key, list[Succession]], dict[Key, list[Succession]]]:
    by_source: dict[Key, list[Succession]] = defaultdict(list)
    by_target: dict[Key, list[Succession]] = defaultdict(list)
    for row in files.rows(files.SUCCESSION):
        words = {
            name: row[name] for name in ("from_edition", "from_code", "to_edition", "to_code", "method", "document")
        }
        day = dt.date.fromisoformat(row["effective_on"])
        found = Succession(**words, share=float(row["share"]), effective_on=day)
        by_source[found.from_edition, found.from_code].append(found)
        by_target[found.to_edition, found.to_code].append(found)
    for listed in (*by_source.values(), *by_target.values()):
        listed.sort(key=lambda found: -found.share)
    return by_source, by_target


def counterpart(edition: str, unit_code: str, other: str, on: dt.date | None = None) -> Unit:
    """The unit of another edition that shows best what a reader is looking at: its successor, or what it was part of.

    Of several successors the one with the largest share; a district goes to the group of its communes and back. With a
    day, a unit that had ended by then gives way to its successor. Raises KeyError when there is no such unit.
    """
    unit = find(edition, unit_code)
    found = unit if edition == other else _later(unit) if other > edition else _earlier(unit)
    while on and found.valid_to and found.valid_to < on and (within := _within(found)):
        found = within
    return found


def _within(unit: Unit) -> Unit | None:
    """The successor inside the same edition, if the unit has one."""
    inside = [after for after in successors(unit.edition, unit.unit_code) if after.to_edition == unit.edition]
    return find(unit.edition, inside[0].to_code) if inside else None


def _later(unit: Unit) -> Unit:
    across = [after for after in successors(unit.edition, unit.unit_code) if after.to_edition > unit.edition]
    if across:
        return find(across[0].to_edition, across[0].to_code)
    if within := _within(unit):
        return _later(within)
    if exists("2025", unit.unit_code) and find("2025", unit.unit_code).kind == GROUP:
        return find("2025", unit.unit_code)
    return _later(find(unit.edition, unit.parent_code or NATION))


def _earlier(unit: Unit) -> Unit:
    former = [before for before in predecessors(unit.edition, unit.unit_code) if before.from_edition < unit.edition]
    named = [before for before in former if find("2024", before.from_code).name == unit.name]
    if unit.grain == "province" and named:
        return find("2024", named[0].from_code)
    if len(former) == 1:
        return find("2024", former[0].from_code)
    if within := [before for before in predecessors(unit.edition, unit.unit_code) if before.from_edition == "2025"]:
        return _earlier(find("2025", within[0].from_code))
    if unit.kind == GROUP and exists("2024", unit.unit_code):
        return find("2024", unit.unit_code)
    for placed in memberships(unit.edition, unit.unit_code):
        if placed.grouping == FORMER_DISTRICT:
            return find("2024", placed.group_code)
    return _earlier(lineage(unit.edition, unit.unit_code)[-2])

"""Groups of units on a map: which there are, what they are drawn from, and a mark that changes with their members."""

import hashlib
import json
import re
from collections import defaultdict
from functools import lru_cache

from dashboard import units
from dashboard.folding import fold
from dashboard.geography.places import GRAINS
from dashboard.units import files

PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")
MORE_THAN_PLAIN = re.compile(r"[^a-z0-9_]+")


def within(edition: str, grouping: str, parent: str) -> frozenset[str]:
    """The groups of a grouping that lie in a unit, or the group itself; those of another grouping are in no group."""
    groups = _groups(edition, files.stamps()).get(grouping, ())
    above = {group.unit_code: units.lineage(edition, group.unit_code) for group in groups}
    return frozenset(code for code, line in above.items() if parent in [unit.unit_code for unit in line])


def held(edition: str, unit_code: str) -> frozenset[str]:
    """The units that a group is made of; a unit holds itself."""
    if units.find(edition, unit_code).kind != units.GROUP:
        return frozenset([unit_code])
    return frozenset(member.unit_code for member in units.members(edition, unit_code))


def drawn_from(edition: str, grouping: str) -> dict[str, list[tuple[str, str]]]:
    """Pairs of group and member, by the members' grain; a group within a group has no shape of its own to give."""
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for group in _groups(edition, files.stamps()).get(grouping, ()):
        for code in sorted(held(edition, group.unit_code)):
            grain = units.find(edition, code).grain
            if grain in GRAINS:
                pairs[grain].append((group.unit_code, code))
    return pairs


def exists(edition: str, grouping: str) -> bool:
    """Whether an edition has groups of this grouping."""
    return grouping in _groups(edition, files.stamps())


@lru_cache(maxsize=4)
def _groups(edition: str, _: object) -> dict[str, list[units.Unit]]:
    found: dict[str, list[units.Unit]] = defaultdict(list)
    for unit in units.table.register().units.values():
        if unit.kind == units.GROUP and unit.edition == edition:
            found[unit.grain].append(unit)
    return found


def mark(edition: str, parent: str, grain: str) -> str:
    """What a map of groups, or of a group's units, depends on beside the units of the law; empty for other maps."""
    return _mark(edition, parent, grain, files.stamps())


@lru_cache(maxsize=512)
def _mark(edition: str, parent: str, grain: str, stamps: object) -> str:
    listed = [] if grain in GRAINS else _groups(edition, stamps).get(grain, [])
    if (above := units.find(edition, parent)).kind == units.GROUP:
        listed = [*listed, above]
    if not listed:
        return ""
    made = [
        [group.unit_code, group.name, group.parent_code, sorted(held(edition, group.unit_code))] for group in listed
    ]
    return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:12]


def file_part(name: str) -> str:
    """A code, or a grouping's name, as part of a file's name and address: what an operator wrote may hold anything."""
    if PLAIN.fullmatch(name):
        return name
    plain = MORE_THAN_PLAIN.sub("-", fold(name)).strip("-")[:30]
    return f"{plain}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"

"""Groupings: named sets of units that no law knows, such as former districts, usable wherever a district was."""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from dashboard.units import files
from dashboard.units.lookup import lineage
from dashboard.units.table import GROUP, Key, Unit, register

# What the product carries; an operator's own groupings have other names.
FORMER_DISTRICT = "former_district"


@dataclass(frozen=True)
class Membership:
    """One unit in one group. Where it straddles several, `share` of its area is in the one that it was placed in."""

    grouping: str
    edition: str
    group_code: str
    unit_code: str
    is_majority: bool
    share: float


def groupings(edition: str, parent: str) -> list[str]:
    """The groupings that have groups within a unit, in the order of the tables."""
    return list(dict.fromkeys(group.grain for group in groups_within(edition, parent)))


def groups_within(edition: str, parent: str) -> tuple[Unit, ...]:
    """All groups within a unit, in the order of the tables."""
    return _groups_within(files.stamps(), edition, parent)


@lru_cache(maxsize=512)
def _groups_within(_: object, edition: str, parent: str) -> tuple[Unit, ...]:
    """Each page asks it again, and all units are looked through for it."""
    return tuple(
        unit
        for unit in register().units.values()
        if unit.kind == GROUP
        and unit.edition == edition
        and parent in [above.unit_code for above in lineage(edition, unit.parent_code)]
    )


def members(edition: str, group_code: str) -> list[Membership]:
    """The units of a group."""
    return _memberships(files.stamps())[0].get((edition, group_code), [])


def memberships(edition: str, unit_code: str) -> list[Membership]:
    """The groups that a unit is a member of, one of each grouping at most."""
    return _memberships(files.stamps())[1].get((edition, unit_code), [])


@lru_cache(maxsize=4)
def _memberships(_: object) -> tuple[dict[Key, list[Membership]], dict[Key, list[Membership]]]:
    by_group: dict[Key, list[Membership]] = defaultdict(list)
    by_unit: dict[Key, list[Membership]] = defaultdict(list)
    for row in files.rows(files.GROUPINGS):
        if row["unit_code"]:
            found = Membership(
                row["grouping"], row["edition"], row["group_code"], row["unit_code"],
                row.get("is_majority") == "true", float(row.get("share") or 1),
            )  # fmt: skip
            by_group[found.edition, found.group_code].append(found)
            by_unit[found.edition, found.unit_code].append(found)
    return by_group, by_unit

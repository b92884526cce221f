"""Administrative units of both editions: look-up, lineage through the reform, groupings, and a search."""

from dashboard.folding import fold
from dashboard.units.files import FILE
from dashboard.units.groups import FORMER_DISTRICT, Membership, groupings, groups_within, members, memberships
from dashboard.units.lookup import children, exists, find, grain_below, holder, lineage, versions
from dashboard.units.search import search
from dashboard.units.succession import Succession, counterpart, predecessors, successors
from dashboard.units.table import EDITIONS, GRAINS, GROUP, NATION, REFORM_DAY, Unit, load

__all__ = [
    "EDITIONS",
    "FILE",
    "FORMER_DISTRICT",
    "GRAINS",
    "GROUP",
    "NATION",
    "REFORM_DAY",
    "Membership",
    "Succession",
    "Unit",
    "children",
    "counterpart",
    "exists",
    "find",
    "fold",
    "grain_below",
    "groupings",
    "groups_within",
    "holder",
    "lineage",
    "load",
    "members",
    "memberships",
    "predecessors",
    "search",
    "successors",
    "versions",
]

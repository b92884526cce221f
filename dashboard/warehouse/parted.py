"""Which tables of the build are made province by province, which for the whole nation before that, and which after."""

import re
from dataclasses import dataclass

from dashboard import sql
from dashboard.exports.kinds import KINDS
from dashboard.sql import Query
from dashboard.tables import in_order

ROWS = re.compile(r"\b(?:accepted|received)_(\w+)")
REPORTS = {"summary", "detailed"}
# Of reports it takes no more than which units that ended are named.
LISTED = "unit"
# Known before any table of reports is made: only the days of reports are looked at.
DAYS = "coverage"
# Provinces give one another away.
HIDDEN = "hidden_count"


@dataclass(frozen=True)
class Parted:
    """All queries of the build, each kind in the order in which they are made.

    first: of the whole nation, before the parts; in_part: of each part, of which `given` are taken from the nation;
    whole: of the whole nation, after the parts; across: of units that lie in several parts, after them.
    """

    first: tuple[Query, ...]
    in_part: tuple[Query, ...]
    given: frozenset[str]
    whole: tuple[Query, ...]
    across: tuple[Query, ...]

    @property
    def kept(self) -> frozenset[str]:
        """The tables of a part that are needed after it is made: readers', and those that the nation's are made of."""
        needed = {HIDDEN} | {name for query in self.whole for name in query.after}
        found = {
            query.name
            for query in self.in_part
            if query.is_published or query.across in ("members", "sums") or query.carried == "spans"
        }
        needed |= found
        needed -= {query.name for query in self.first}
        return frozenset(query.name for query in self.in_part if query.name in needed)

    @property
    def hiding(self) -> frozenset[str]:
        """What says which counts are hidden, and what it is made of that is made anew as well."""
        found = {HIDDEN}
        for query in reversed(self.across):
            if query.across == "anew" and any(
                query.name in other.after for other in self.across if other.name in found
            ):
                found.add(query.name)
        return frozenset(found)

    @property
    def sums(self) -> tuple[str, ...]:
        """The tables that are summed up for units that lie across."""
        return tuple(query.name for query in self.across if query.across == "sums")

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of export of which a part reads rows."""
        named = {name for query in self.in_part for name in ROWS.findall(query.sql)}
        return frozenset(kind.name for kind in KINDS if kind.name in named)


def parted() -> Parted:
    """As the headers of the queries say."""
    queries = in_order("build")
    of_reports = _of_reports(queries)
    first = {query.name for query in queries} - of_reports | {DAYS}
    for query in queries:
        if query.part == "nation" and set(query.after) <= first:
            first.add(query.name)
    of_parts = of_reports - first
    whole = {query.name for query in queries if query.name in of_parts and query.part == "nation" and not query.across}
    made, given = _needed({query.name: query for query in queries}, of_parts - whole)
    return Parted(
        first=tuple(query for query in queries if query.name in first),
        in_part=tuple(query for query in queries if query.name in made),
        given=frozenset(given),
        whole=tuple(query for query in queries if query.name in whole),
        across=tuple(query for query in queries if query.name in of_parts and query.across),
    )


def _of_reports(queries: list[Query]) -> set[str]:
    found: set[str] = set()
    for query in queries:
        if query.name != LISTED and (REPORTS & set(ROWS.findall(query.sql)) or found & set(query.after)):
            found.add(query.name)
    return found


def _needed(queries: dict[str, sql.Query], wanted: set[str]) -> tuple[set[str], set[str]]:
    """The wanted tables with all that a part makes of its own for them, and what it takes from the nation."""
    made, given, waiting = set[str](), set[str](), set(wanted)
    while waiting:
        query = queries[waiting.pop()]
        is_given = query.name not in wanted and query.part == "nation"
        (given if is_given else made).add(query.name)
        waiting |= set() if is_given else set(query.after) - made - given
    return made, given

"""All units of both editions by code and by folded name, as they stand on a desk."""

from collections import defaultdict
from functools import cached_property

import duckdb

from dashboard.importer.written import Unit

NAMED = """
SELECT edition, unit_code, grain, name, full_name, folded(name), folded(full_name), parent_code, since, until
FROM unit_name ORDER BY since NULLS FIRST
"""


class Listing:
    """The units of one state of the tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._units = [Unit(*row) for row in connection.execute(NAMED).fetchall()]
        self.by_code = {(unit.edition, unit.code): unit for unit in self._units}

    @cached_property
    def by_name(self) -> dict[tuple[str, str], list[Unit]]:
        """The units of an edition that bear a name, in short or in full."""
        found: dict[tuple[str, str], list[Unit]] = defaultdict(list)
        for unit in self._units:
            for name in {unit.name_folded, unit.full_folded}:
                found[unit.edition, name].append(unit)
        return dict(found)

    @cached_property
    def names(self) -> dict[tuple[str, str], set[str]]:
        """All names of a unit, former ones too."""
        found: dict[tuple[str, str], set[str]] = defaultdict(set)
        for unit in self._units:
            found[unit.edition, unit.code] |= {unit.name_folded, unit.full_folded}
        return dict(found)


# The newest one only: file after file names the same units, and listing them takes a tenth of a second.
_remembered: dict[str, Listing] = {}


def listing(connection: duckdb.DuckDBPyConnection) -> Listing:
    """The units of a desk, listed anew only where the tables have changed since the desk before it was opened."""
    [(state,)] = connection.execute("SELECT getvariable('state_of_units')").fetchall()
    found = _remembered.get(state)
    if found is None:
        found = Listing(connection)
        _remembered.clear()
        _remembered[state] = found
    return found

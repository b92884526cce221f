"""Writes the tables that readers see of a nation's parts, anew or into a copy of the version before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import duckdb

from dashboard import sql, version_files
from dashboard.sql import Query
from dashboard.warehouse.horizon import Horizon
from dashboard.warehouse.making import WarehouseRefused, spans_of_days
from dashboard.warehouse.parted import Parted
from dashboard.warehouse.patched import PutTogether, former_of, take_over
from dashboard.warehouse.provinces import ACROSS


class Rows:
    """The rows of tables of parts, which are attached under their names, and of units that lie across, in `among`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Path]) -> None:
        self._connection, self.parts = connection, parts

    def of_parts(self, table: str, parts: Collection[str] | None = None) -> str:
        """The rows of a table of all parts, or of some."""
        some = self.parts if parts is None else parts
        # Of none there are columns without rows.
        none = f'SELECT * FROM "{next(iter(self.parts))}".{table} WHERE false'
        return " UNION ALL BY NAME ".join(f'SELECT * FROM "{part}".{table}' for part in some) or none

    def of_nation(self, query: Query, parts: Collection[str] | None = None, *, with_across: bool = True) -> str:
        """The nation's rows: each part's, or of some parts, of its own units, and those of units that lie across."""
        across = self.lie_across(query)
        rows = f"SELECT * FROM ({self.of_parts(query.name, parts)}) AS part WHERE NOT ({across})"
        if with_across and query.across:
            return f"{rows} UNION ALL BY NAME SELECT * FROM among.{query.name} AS part WHERE {across}"
        if with_across and ACROSS in self.parts:
            return f'{rows} UNION ALL BY NAME SELECT * FROM "{ACROSS}".{query.name} AS part WHERE {across}'
        return rows

    def lie_across(self, query: Query) -> str:
        """Whether a row, as `part`, is of a unit that lies across parts."""
        unit = self.unit_of(query)
        units = self._connection.execute(
            "SELECT edition, unit_code FROM scratch.part_of WHERE part = $part", {"part": ACROSS}
        ).fetchall()
        named = ", ".join(f"({sql.literal(edition)}, {sql.literal(code)})" for edition, code in units)
        return f"(part.edition, part.{unit}) IN ({named})"

    def unit_of(self, query: Query) -> str:
        """The column that says of which unit a row is."""
        key = self._connection.execute(f'DESCRIBE "{next(iter(self.parts))}".{query.name}').fetchall()
        return "area_code" if "area_code" in {name for name, *_ in key} else "unit_code"


class Readers:
    """The published tables of one version."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rows: Rows, tables: Parted, horizon: Horizon) -> None:
        self._connection, self._rows, self._horizon = connection, rows, horizon
        self.queries = [query for query in tables.in_part if query.is_published and query.name in tables.kept]

    def write(self, common: str) -> PutTogether:
        """Writes all, and returns how; common: the digest of what all parts are made of.

        What is made afterwards for all parts at once is not in it. Raises WarehouseRefused.
        """
        made = PutTogether(common, {part: path.name for part, path in self._rows.parts.items()}, self._horizon)
        kept, former = list[Query](), former_of(made)
        if former:
            version, before = former
            kept = [query for query in self.queries if query.carried != "anew"]
            take_over(self._connection, version_files.path_of(version), [query.name for query in kept])
            made = replace(made, size=before.size)
            changed = made.changed(before)
            self._find_stale(changed)
            for query in kept:
                self._patch_or_write(query, before, changed)
        for query in self.queries:
            if query not in kept:
                self._write(query)
        return made

    def _patch_or_write(self, query: Query, before: PutTogether, changed: Collection[str]) -> None:
        since = self._patch(query, before.horizon, changed)
        if self._others(query, changed & self._rows.parts.keys(), since):
            # The version before lacks something: it is not passed on.
            self._connection.execute(f"DROP TABLE published.{query.name}")
            self._write(query)

    def _write(self, query: Query) -> None:
        self._publish(query)
        if others := self._others(query, self._rows.parts):
            raise WarehouseRefused("parts", others)

    def _publish(self, query: Query) -> None:
        """Readers' rows of a table."""
        rows = f"FROM ({self._rows.of_nation(query)}) AS rows_of WHERE {self._horizon.shown(query)}"
        table = f"published.{query.name}"
        if not query.days:
            self._connection.execute(f"CREATE TABLE {table} AS {rows}")
            return
        self._connection.execute(f"CREATE TEMP VIEW gathered AS {rows}")
        self._connection.execute(f"CREATE TABLE {table} AS FROM gathered LIMIT 0")
        for first, last in spans_of_days(self._connection, "gathered"):
            self._connection.execute(f"""
                INSERT INTO {table} BY NAME FROM gathered
                WHERE date BETWEEN DATE '{first}' AND DATE '{last}'
                ORDER BY {", ".join(order_of(query))}
            """)
        self._connection.execute("DROP VIEW temp.gathered")

    def _find_stale(self, changed: Collection[str]) -> None:
        """The units of parts that changed, and those that lie across."""
        self._connection.execute(
            """
            CREATE TABLE scratch.stale AS
            SELECT edition, unit_code FROM scratch.part_of WHERE list_contains($parts, part)
            """,
            {"parts": [*changed, ACROSS]},
        )

    def _patch(self, query: Query, before: Horizon, changed: Collection[str]) -> int:
        """Readers' rows of a table, of which those of parts that stayed as they were are there.

        Returns the last row before those that were written.
        """
        shown, shown_before = self._horizon.shown(query), before.shown(query)
        unit = self._rows.unit_of(query)
        self._connection.execute(f"""
            DELETE FROM published.{query.name} AS part
            WHERE (part.edition, part.{unit}) IN (SELECT (edition, unit_code) FROM scratch.stale) OR NOT ({shown})
        """)
        [(last,)] = self._connection.execute(f"SELECT coalesce(max(rowid), -1) FROM published.{query.name}").fetchall()
        stayed = [part for part in self._rows.parts if part not in changed]
        anew = [part for part in self._rows.parts if part in changed]
        rows = [f"SELECT * FROM ({self._rows.of_nation(query, anew)}) AS anew WHERE {shown}"]
        if shown != shown_before:
            others = self._rows.of_nation(query, stayed, with_across=False)
            rows.append(f"SELECT * FROM ({others}) AS stayed WHERE {shown} AND NOT ({shown_before})")
        # Otherwise rows come as they lie in their parts.
        order = f"ORDER BY {', '.join(order_of(query))}" if query.days else ""
        self._connection.execute(f"""
            INSERT INTO published.{query.name} BY NAME
            FROM ({" UNION ALL BY NAME ".join(rows)}) AS patch {order}
        """)
        return int(last)

    def _others(self, query: Query, written: Collection[str], since: int = -1) -> list[str]:
        """The parts of which readers' rows are others than those in their files.

        All are counted; of those that were written now, which come after a row, the rows' digests are compared, too.
        """
        columns = [
            f"part.{name}" for name, *_ in self._connection.execute(f"DESCRIBE published.{query.name}").fetchall()
        ]
        digest = f"sum(hash({', '.join(columns)})::HUGEINT)"
        own, shown = f"NOT ({self._rows.lie_across(query)})", self._horizon.shown(query)
        other = set[str]()
        for sums, parts, after in (("count(*)", set(self._rows.parts), -1), (digest, set(written), since)):
            found = self._connection.execute(f"""
                SELECT part_of.part, {sums}
                FROM published.{query.name} AS part
                INNER JOIN scratch.part_of
                    ON part.edition = part_of.edition AND part.{self._rows.unit_of(query)} = part_of.unit_code
                WHERE part.rowid > {after} AND {own} GROUP BY ALL
            """).fetchall()
            expected = []
            for part in parts:
                rows = f'FROM "{part}".{query.name} AS part WHERE {own} AND {shown}'
                expected += self._connection.execute(f"SELECT '{part}', {sums} {rows} HAVING count(*) > 0").fetchall()
            other |= {part for part, _ in {*found} ^ {*expected} if part in parts or sums == "count(*)"}
        return sorted(other)


def order_of(query: Query) -> Iterable[str]:
    """The columns that a query's rows are ordered by."""
    _, _, last = query.sql.rpartition("\nORDER BY\n")
    return (line.strip().rstrip(",").rpartition(".")[2] for line in last.splitlines() if line.strip())

"""Writes the tables that readers see of a nation's parts, anew or into a copy of the version before."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from dashboard import sql, version_files
from dashboard.sql import Query
from dashboard.warehouse.horizon import Horizon
from dashboard.warehouse.making import WarehouseRefused, spans_of_days
from dashboard.warehouse.parted import Parted
from dashboard.warehouse.patched import PutTogether, former_of, take_over
from dashboard.warehouse.provinces import ACROSS

# Told by days and provinces; what is made otherwise is told anew when all else is there.
FORECAST = "forecast"


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
        self._counts: dict[str, Mapping[str, int]] = {}
        self.queries = [query for query in tables.in_part if query.is_published and query.name in tables.kept]

    def write(self, common: str) -> PutTogether:
        """Writes all, and returns how; common: the digest of what all parts are made of.

        What is made afterwards for all parts at once is not in it; forecasts are as they were in a version that was
        copied. Raises WarehouseRefused.
        """
        made = PutTogether(common, {part: path.name for part, path in self._rows.parts.items()}, self._horizon)
        kept, former = list[Query](), former_of(made)
        if former:
            version, before = former
            kept = [query for query in self.queries if query.carried != "anew"]
            patched = [*(query.name for query in kept), FORECAST]
            take_over(self._connection, version_files.path_of(version), patched)
            made = replace(made, size=before.size, forecasts=before.forecasts)
            changed = made.changed(before)
            self._find_stale(changed)
            for query in kept:
                self._patch_or_write(query, before, changed)
        for query in self.queries:
            if query not in kept:
                self._write(query)
        return replace(made, rows=self._counts)

    def _patch_or_write(self, query: Query, before: PutTogether, changed: Collection[str]) -> None:
        if self._others(query, *self._patch(query, before, changed)):
            # The version before lacks something: it is not passed on.
            self._connection.execute(f"DROP TABLE published.{query.name}")
            self._write(query)

    def _write(self, query: Query) -> None:
        self._publish(query)
        if others := self._others(query):
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

    def _patch(self, query: Query, before: PutTogether, changed: Collection[str]) -> tuple[dict[str, int], str, int]:
        """Readers' rows of a table, of which those of parts that stayed as they were are there.

        Returns how many there must be of each of these, which of their rows were added, and the last row before those
        that were written.
        """
        table, unit = f"published.{query.name}", self._rows.unit_of(query)
        shown, shown_before = self._horizon.shown(query), before.horizon.shown(query)
        # Of a part that is not known there are others than there must be.
        known = before.rows.get(query.name, {})
        stayed = {part: known.get(part, -1) for part in self._rows.parts if part not in changed}
        self._connection.execute(f"""
            DELETE FROM {table} AS part
            WHERE (part.edition, part.{unit}) IN (SELECT (edition, unit_code) FROM scratch.stale)
        """)
        anew = [part for part in self._rows.parts if part in changed]
        rows, added = [f"SELECT * FROM ({self._rows.of_nation(query, anew)}) AS anew WHERE {shown}"], ""
        if shown != shown_before:
            for part, count in self._sums(query, "count(*)", f"NOT ({shown})").items():
                stayed[part] = stayed.get(part, 0) - count[0]
            self._connection.execute(f"DELETE FROM {table} WHERE NOT ({shown})")
            added = f"{shown} AND NOT ({shown_before})"
            others = self._rows.of_nation(query, stayed, with_across=False)
            rows.append(f"SELECT * FROM ({others}) AS stayed WHERE {added}")
        [(last,)] = self._connection.execute(f"SELECT coalesce(max(rowid), -1) FROM {table}").fetchall()
        # Otherwise rows come as they lie in their parts.
        order = f"ORDER BY {', '.join(order_of(query))}" if query.days else ""
        self._connection.execute(f"""
            INSERT INTO {table} BY NAME FROM ({" UNION ALL BY NAME ".join(rows)}) AS patch {order}
        """)
        return stayed, added, int(last)

    def _others(self, query: Query, stayed: Mapping[str, int] = {}, added: str = "", since: int = -1) -> list[str]:
        """The parts of which readers' rows are others than those in their files; notes how many there are of each.

        stayed: how many rows there must be up to the row `since` of parts of which no others were written after it than
        those that were added. All rows are counted together; of those that come after it, digests are compared.
        """
        table, shown = f"published.{query.name}", self._horizon.shown(query)
        columns = [f"part.{name}" for name, *_ in self._connection.execute(f"DESCRIBE {table}").fetchall()]
        sums = f"count(*), sum(hash({', '.join(columns)})::HUGEINT)"
        found = self._sums(query, sums, f"part.rowid > {since}")
        across, _ = found.pop(ACROSS, (0, None))
        nothing: tuple[Any, ...] = (0, None)
        expected, own = dict.fromkeys(self._rows.parts, nothing), f"NOT ({self._rows.lie_across(query)})"
        for part in self._rows.parts:
            if where := added if part in stayed else shown:
                rows = f'FROM "{part}".{query.name} AS part WHERE {own} AND {where}'
                [expected[part]] = self._connection.execute(f"SELECT {sums} {rows}").fetchall()
        self._counts[query.name] = {part: stayed.get(part, 0) + count for part, (count, _) in expected.items()}
        [(count,)] = self._connection.execute(f"SELECT count(*) FROM {table}").fetchall()
        if count != sum(self._counts[query.name].values()) + across:
            return sorted(self._rows.parts)
        return sorted(part for part in expected if found.get(part, (0, None)) != expected[part])

    def _sums(self, query: Query, sums: str, where: str) -> dict[str, tuple[Any, ...]]:
        """What sums of some published rows come to for each part."""
        found = self._connection.execute(f"""
            SELECT part_of.part, {sums}
            FROM published.{query.name} AS part
            INNER JOIN scratch.part_of
                ON part.edition = part_of.edition AND part.{self._rows.unit_of(query)} = part_of.unit_code
            WHERE {where} GROUP BY ALL
        """).fetchall()
        return {part: tuple(counted) for part, *counted in found}


def order_of(query: Query) -> Iterable[str]:
    """The columns that a query's rows are ordered by."""
    _, _, last = query.sql.rpartition("\nORDER BY\n")
    return (line.strip().rstrip(",").rpartition(".")[2] for line in last.splitlines() if line.strip())

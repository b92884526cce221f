"""Makes tables in a DuckDB of our own: from queries, in the order of their headers, and from rows of Python."""

from collections.abc import Mapping, Sequence
from graphlib import TopologicalSorter

import duckdb

from dashboard import sql


def in_order(kind: str) -> list[sql.Query]:
    """The queries of a kind, each behind those that its header names after `-- after:`. Raises CycleError."""
    queries = {name: sql.load(kind, name) for name in sql.names(kind)}
    order = TopologicalSorter({name: query.after for name, query in queries.items()}).static_order()
    return [queries[name] for name in order]


def make(
    connection: duckdb.DuckDBPyConnection,
    query: sql.Query,
    parameters: Mapping[str, object] | None = None,
    *,
    place: str = "",
    is_temporary: bool = False,
) -> None:
    """Creates the table, or the view, of a query; place is an attached database other than the first one.

    DuckDB reads no empty list of files: with one as a parameter, the table is empty, with the header's columns.
    """
    form = ("OR REPLACE TEMP " if is_temporary else "") + ("VIEW" if query.is_view else "TABLE")
    name = f'{place}."{query.name}"' if place else f'"{query.name}"'
    if any(value == [] for value in (parameters or {}).values()) or _lacks_rows(connection, query):
        columns = ", ".join(f'"{column.name}" {column.type}' for column in query.columns)
        connection.execute(f"CREATE {form} {name} ({columns})")
    else:
        connection.execute(f"CREATE {form} {name} AS {query.sql}", parameters)


def _lacks_rows(connection: duckdb.DuckDBPyConnection, query: sql.Query) -> bool:
    """Whether all tables are empty of whose rows the query makes its own: most offices send few kinds of export.

    To understand a statement takes longer than to ask this.
    """
    return bool(query.rows_from) and not any(
        connection.execute(f"FROM {table} LIMIT 1").fetchall() for table in query.rows_from
    )


def put(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    rows: Sequence[tuple[object, ...]],
) -> None:
    """Creates a temporary table of a few thousand rows at most; ``columns`` are names and types."""
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE {table} ({declared})")
    if len(rows) == 1:
        values = ", ".join(f"${position}::{kind}" for position, kind in enumerate(columns.values(), 1))
        connection.execute(f"INSERT INTO {table} VALUES ({values})", rows[0])
    elif rows:
        lists = {f"c{position}": [row[position] for row in rows] for position in range(len(columns))}
        values = ", ".join(f"unnest(${name}::{kind}[])" for name, kind in zip(lists, columns.values(), strict=True))
        connection.execute(f"INSERT INTO {table} SELECT {values}", lists)

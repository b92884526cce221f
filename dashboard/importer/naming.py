"""Matches units once per distinct way of naming them, and lets the rows look the match up."""

from datetime import datetime

import duckdb

from dashboard.importer.desk import put
from dashboard.importer.kinds import Kind
from dashboard.importer.matching import Written
from dashboard.importer.recognition import Names

# What a row says of its unit: four cells of an export, or the printed name and level of a published figure.
EXPORT = ("edition", "unit_code", "unit_name", "parent_name")
PRINTED = ("unit_printed", "level")

READ_EXPORT = """
SELECT
    id,
    CASE
        WHEN cell(edition) IS NULL THEN by_date
        ELSE (SELECT any_value(canonical) FROM vocabulary WHERE field = 'edition' AND key = word_key(naming.edition))
    END AS edition,
    cell(unit_code) AS code,
    cell(unit_name) AS name,
    folded(cell(unit_name)) AS name_folded,
    folded(cell(parent_name)) AS parent_folded,
    NULL AS grain
FROM naming
"""

READ_PRINTED = """
SELECT
    naming.id,
    naming.by_date AS edition,
    NULL AS code,
    printed_name(cell(naming.unit_printed)) AS name,
    folded(printed_name(cell(naming.unit_printed))) AS name_folded,
    folded(printed_parent(cell(naming.unit_printed))) AS parent_folded,
    read_level.value AS grain
FROM naming
LEFT JOIN read_level ON naming.level = read_level.written
"""


def name_units(connection: duckdb.DuckDBPyConnection, kind: Kind, now: datetime) -> None:
    """The table `read_unit`: what each way of naming a unit matches; a missing edition follows from the date."""
    written = EXPORT if kind.has_unit else PRINTED
    columns = ", ".join(f"cells.{name}" for name in written)
    connection.execute(
        f"CREATE TEMP TABLE naming AS SELECT *, row_number() OVER () AS id FROM (SELECT DISTINCT {columns}, "
        f"{edition_by_date(kind, now)} AS by_date FROM cells {dated_join(kind)})"
    )
    names, matched = Names(connection), []
    for key, edition, *rest in connection.execute(READ_EXPORT if kind.has_unit else READ_PRINTED).fetchall():
        if edition is not None:
            match = names.match(Written(edition, *rest))
            code = match.unit.code if match.unit else None
            # A printed figure may be of no unit of ours; then it names no edition either.
            matched.append((key, match.state, edition if code or kind.has_unit else None, code, match.detail))
    types = {"id": "BIGINT", "state": "VARCHAR", "edition": "VARCHAR", "unit_code": "VARCHAR", "detail": "VARCHAR"}
    put(connection, "read_unit", types, matched)


def naming_join(kind: Kind) -> str:
    """The SQL by which a row of `cells` finds its naming."""
    written = EXPORT if kind.has_unit else PRINTED
    equal = [f"cells.{name} IS NOT DISTINCT FROM naming.{name}" for name in written]
    if kind.dated:
        equal.append(f'edition_at("read_{kind.dated}".value::DATE) IS NOT DISTINCT FROM naming.by_date')
    return f"LEFT JOIN naming ON {' AND '.join(equal)}"


def edition_by_date(kind: Kind, now: datetime) -> str:
    """The SQL of the edition in force at a row's date; a kind without a date is of today."""
    return f'edition_at("read_{kind.dated}".value::DATE)' if kind.dated else f"edition_at(DATE '{now:%Y-%m-%d}')"


def dated_join(kind: Kind) -> str:
    """The SQL that gives the rows their dates."""
    return f'LEFT JOIN "read_{kind.dated}" ON cells."{kind.dated}" = "read_{kind.dated}".written' if kind.dated else ""

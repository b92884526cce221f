"""The clerk's desk: a DuckDB of its own, in memory, with the macros, the vocabulary and the units laid out."""

from pathlib import Path

import duckdb

from dashboard import settings

MACROS = Path(__file__).with_name("macros.sql")

# Units with the names by which people find them; the parent's too, for namesakes.
UNITS = """
CREATE TEMP TABLE unit AS
SELECT
    listed.edition,
    listed.unit_code,
    listed.grain,
    listed.name,
    listed.full_name,
    listed.parent_code,
    parent.full_name AS parent_full_name,
    parent.parent_code AS grandparent_code,
    listed.valid_from::DATE AS valid_from,
    listed.valid_to::DATE AS valid_to
FROM read_csv($file, all_varchar = true, header = true, delim = ',') AS listed
LEFT JOIN read_csv($file, all_varchar = true, header = true, delim = ',') AS parent
    ON listed.edition = parent.edition AND listed.parent_code = parent.unit_code
"""

VOCABULARY = """
CREATE TEMP TABLE vocabulary AS
SELECT field, canonical, nfc_normalize(word) AS word, word_key(word) AS key
FROM read_csv($file, all_varchar = true, header = true, delim = ',', auto_detect = false,
    columns = {'field': 'VARCHAR', 'canonical': 'VARCHAR', 'word': 'VARCHAR'})
"""


def opened() -> duckdb.DuckDBPyConnection:
    """A fresh desk; nothing of it touches the disk."""
    connection = duckdb.connect(config={"temp_directory": ""})
    connection.execute(MACROS.read_text(encoding="utf-8"))
    connection.execute(VOCABULARY, {"file": str(settings.DATA / "vocabulary.csv")})
    connection.execute(UNITS, {"file": str(settings.DATA / "units.csv")})
    return connection


def put(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], rows: list[tuple[object, ...]]) -> None:
    """Creates a table of a few thousand rows at most from Python tuples."""
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    connection.execute(f"CREATE TEMP TABLE {table} ({declared})")
    if rows:
        lists = {f"c{position}": [row[position] for row in rows] for position in range(len(columns))}
        values = ", ".join(f"unnest(${name}::{kind}[])" for name, kind in zip(lists, columns.values(), strict=True))
        connection.execute(f"INSERT INTO {table} SELECT {values}", lists)

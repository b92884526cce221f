"""The clerk's desk: a DuckDB of its own, in memory, with the macros, the vocabulary and the units laid out."""

import duckdb

from dashboard import settings, sql
from dashboard.units import files
from dashboard.units.relations import csv_relation, rows_of, rows_of_units

# Those that ended within their edition may be named for days on which they still existed.
UNITS = """
CREATE TEMP TABLE unit AS
SELECT * REPLACE (valid_from::DATE AS valid_from, valid_to::DATE AS valid_to)
FROM ({listed} UNION ALL BY NAME {ended})
"""

CHANGES = """
CREATE TEMP TABLE unit_change AS
SELECT edition, unit_code, effective_on::DATE AS since, name, full_name FROM ({table})
"""

# The days from which a name means another unit than before.
TURNS = """
WITH renamed AS (
    SELECT DISTINCT edition, unit_code FROM unit_change INNER JOIN unit USING (edition, unit_code)
    WHERE unit_change.name <> unit.name
)
SELECT since AS turn FROM unit_change SEMI JOIN renamed USING (edition, unit_code) WHERE since IS NOT NULL
UNION
SELECT valid_to + 1 FROM unit WHERE valid_to <> DATE '2025-06-30'
UNION
SELECT valid_from FROM unit WHERE valid_from <> DATE '2025-07-01'
ORDER BY turn DESC
"""

VOCABULARY = """
CREATE TEMP TABLE vocabulary AS
SELECT field, canonical, nfc_normalize(word) AS word, word_key(word) AS key
FROM {table}
"""


# The totals that a file prints, and the rows that each must be the sum of; most files print none.
TOTALS = """
CREATE TEMP TABLE printed_total (total BIGINT, printed VARCHAR, place VARCHAR);
CREATE TEMP TABLE part_of_total (total BIGINT, row BIGINT);
"""


# A clerk's own words, in the same columns; a word of ours keeps its meaning.
OWN_WORDS = """
INSERT INTO vocabulary
SELECT field, canonical, nfc_normalize(word), word_key(word) FROM {table} AS own
WHERE word_key(word) <> '' AND (field, word_key(word)) NOT IN (SELECT (field, key) FROM vocabulary)
"""


def opened() -> duckdb.DuckDBPyConnection:
    """A fresh desk; nothing of it touches the disk."""
    connection = duckdb.connect(config={"temp_directory": ""})
    # Rows look small tables up; DuckDB, unsure of a file's length, was seen to hash the million rows instead.
    connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")
    # Asked before the tables are read: whatever is remembered of them is never newer than it says.
    connection.execute("SET VARIABLE state_of_units = $state", {"state": str((settings.DATA, files.stamps()))})
    connection.execute(sql.load("import", "macros").sql)
    connection.execute(VOCABULARY.format(table=csv_relation(settings.DATA / "vocabulary.csv")))
    own = settings.data_folder() / "vocabulary.csv"
    if own.exists():
        connection.execute(OWN_WORDS.format(table=csv_relation(own)))
    connection.execute(UNITS.format(listed=rows_of_units(), ended=rows_of("units_ended.csv")))
    connection.execute(CHANGES.format(table=rows_of("unit_changes.csv")))
    connection.execute(sql.load("import", "unit_names").sql)
    connection.execute(TOTALS)
    return connection


def lay_out_eras(connection: duckdb.DuckDBPyConnection) -> None:
    """Defines `era_at(day)`: the edition of a day and the last turn before it, of which names are looked up once.

    Not done on every desk: a clean file of codes needs none.
    """
    turns = [turn for (turn,) in connection.execute(TURNS).fetchall()]
    cases = "".join(f" WHEN day >= DATE '{turn}' THEN ' {turn}'" for turn in turns)
    after = f"CASE{cases} ELSE ' 0001-01-01' END" if cases else "' 0001-01-01'"
    connection.execute(f"CREATE OR REPLACE TEMP MACRO era_at(day) AS edition_at(day) || {after}")

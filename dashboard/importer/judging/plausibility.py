"""Lays out how many people the units have, as far as that is known, for the rules that measure by it."""

from collections.abc import Sequence

import duckdb

from dashboard import settings, sql
from dashboard.batches.store import Manifest
from dashboard.exports.kinds import DETAILED, POPULATION_BASE, SUMMARY, Kind
from dashboard.importer.judging.previous_reports import earlier_files
from dashboard.units.relations import csv_relation, rows_of

BASE_COLUMNS = "edition VARCHAR, unit_code VARCHAR, base VARCHAR, as_of DATE, count BIGINT"

# Units that took over from others: what was counted of their people before is no measure of what they are since.
JOINED = """
CREATE OR REPLACE TEMP TABLE joined AS
SELECT to_edition AS edition, to_code AS unit_code, max(effective_on::DATE) AS day
FROM ({successions}) WHERE from_edition = to_edition GROUP BY ALL
"""

# Of the incoming units; where two batches speak of the same day, the later one counts.
EARLIER_BASE = """
CREATE OR REPLACE TEMP TABLE earlier_base AS
SELECT edition, unit_code, base, as_of, arg_max(count, filename) AS count
FROM read_parquet($files, filename = true) AS told
SEMI JOIN {rows} USING (edition, unit_code)
ANTI JOIN joined ON told.edition = joined.edition AND told.unit_code = joined.unit_code AND told.as_of < joined.day
GROUP BY edition, unit_code, base, as_of
"""

# The office's own numbers before carried ones, eligible people before all residents. Doubtful and estimated ones
# measure nobody.
PEOPLE = """
CREATE OR REPLACE TEMP TABLE people AS
WITH known AS (
    SELECT edition, unit_code, base, as_of, count, true AS is_accepted FROM earlier_base
    UNION ALL
    SELECT edition, unit_code, base, as_of::DATE, count::BIGINT, false
    FROM {carried} AS told SEMI JOIN {rows} USING (edition, unit_code)
    ANTI JOIN joined
    ON told.edition = joined.edition AND told.unit_code = joined.unit_code AND told.as_of::DATE < joined.day
    WHERE quality IN ('published', 'repaired')
)
SELECT edition, unit_code, base, count
FROM known
WHERE base IN ('eligible', 'permanent_residents') AND count > 0
QUALIFY row_number() OVER (
    PARTITION BY edition, unit_code ORDER BY is_accepted DESC, base = 'eligible' DESC, as_of DESC
) = 1
"""


# How much a file tells of each series, and of which days. It has few of them, however many its rows are.
SERIES = """
CREATE OR REPLACE TEMP TABLE series AS
SELECT
    edition::VARCHAR AS edition, unit_code::VARCHAR AS unit_code, level, stage, sum(greatest(count, 0)) AS count,
    min(date) AS first_day, max(date) AS last_day
FROM {rows} GROUP BY ALL
"""
# The series that come to more than three times the people, earlier exports included; first counted roughly, days that
# several exports tell as often as they are told, since hardly any file has such a series.
OVERFULL = """
CREATE OR REPLACE TEMP TABLE overfull AS
SELECT told.edition, told.unit_code, told.level, told.stage, any_value(people.count) AS people, any_value(base) AS base
FROM (SELECT edition, unit_code, level, stage, count FROM series {earlier}) AS told
INNER JOIN people USING (edition, unit_code)
GROUP BY told.edition, told.unit_code, told.level, told.stage
HAVING sum(told.count) > 3 * any_value(people.count)
"""
EARLIER = "UNION ALL SELECT edition, unit_code, level, stage, sum(count) FROM read_parquet($files) GROUP BY ALL"

# Of these series, what was accepted before; what the file tells again is counted by what it says.
EARLIER_SUM = """
CREATE TEMP TABLE earlier_sum AS
WITH told AS (
    SELECT
        edition, unit_code, date, hour_band, level, stage, channel, team_code, count,
        dense_rank() OVER (ORDER BY filename) AS turn, TIMESTAMP '9999-12-31' AS moment
    FROM read_parquet($files, filename = true)
    SEMI JOIN overfull USING (edition, unit_code, level, stage)
)
SELECT edition, unit_code, level, stage, sum(count) AS count
FROM counting('told')
ANTI JOIN incoming USING (edition, unit_code, date, hour_band, level, stage, channel)
GROUP BY edition, unit_code, level, stage
"""
NOTHING_EARLIER_SUM = """
CREATE TEMP TABLE earlier_sum (
    edition VARCHAR, unit_code VARCHAR, level VARCHAR, stage VARCHAR, count BIGINT
)
"""


def lay_out_people(connection: duckdb.DuckDBPyConnection, kind: Kind, own: Sequence[Manifest] = ()) -> None:
    """The tables that counts and populations of this kind are measured by; none for other kinds.

    ``own`` are the batches of the file itself.
    """
    if kind in (SUMMARY, POPULATION_BASE):
        lay_out_bases(connection, "incoming", own)
    if kind is SUMMARY:
        connection.execute(PEOPLE.format(carried=csv_relation(settings.DATA / "population.csv"), rows="incoming"))
    if kind is DETAILED:
        files = earlier_files(DETAILED)
        lay_out_series(connection, "incoming")
        if lay_out_overfull(connection) and files:
            connection.execute(sql.load("macro", "days").sql)
            connection.execute(EARLIER_SUM, {"files": files})
        else:
            connection.execute(NOTHING_EARLIER_SUM)


def lay_out_bases(connection: duckdb.DuckDBPyConnection, rows: str, own: Sequence[Manifest] = ()) -> None:
    """The table `earlier_base`: the accepted populations of the units in a table of rows."""
    connection.execute(JOINED.format(successions=rows_of("succession.csv")))
    if files := earlier_files(POPULATION_BASE, own=own):
        connection.execute(EARLIER_BASE.format(rows=rows), {"files": files})
    else:
        connection.execute(f"CREATE OR REPLACE TEMP TABLE earlier_base ({BASE_COLUMNS})")


def lay_out_series(connection: duckdb.DuckDBPyConnection, rows: str) -> None:
    """The table `series` of the days in a table of rows."""
    connection.execute(SERIES.format(rows=rows))


def lay_out_overfull(connection: duckdb.DuckDBPyConnection) -> bool:
    """The table `overfull`, of the table `series`; whether there is any."""
    lay_out_bases(connection, "series")
    connection.execute(PEOPLE.format(carried=csv_relation(settings.DATA / "population.csv"), rows="series"))
    files = earlier_files(DETAILED)
    connection.execute(OVERFULL.format(earlier=EARLIER if files else ""), {"files": files} if files else {})
    return connection.execute("SELECT 1 FROM overfull LIMIT 1").fetchone() is not None

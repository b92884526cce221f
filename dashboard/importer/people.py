"""Lays out how many people the units have, as far as that is known, for the rules that measure by it."""

from collections.abc import Sequence

import duckdb

from dashboard import settings
from dashboard.importer.desk import table_of
from dashboard.importer.earlier import earlier_files
from dashboard.importer.kinds import SUMMARY, Kind
from dashboard.importer.store import Manifest
from dashboard.importer.yardsticks import POPULATION_BASE

BASE_COLUMNS = "edition VARCHAR, unit_code VARCHAR, base VARCHAR, as_of DATE, count BIGINT"

# Of the incoming units; where two batches speak of the same day, the later one counts.
EARLIER_BASE = """
CREATE TEMP TABLE earlier_base AS
SELECT edition, unit_code, base, as_of, arg_max(count, filename) AS count
FROM read_parquet($files, filename = true)
SEMI JOIN incoming USING (edition, unit_code)
GROUP BY edition, unit_code, base, as_of
"""

# The office's own numbers before carried ones, eligible people before all residents. Doubtful and estimated ones
# measure nobody.
PEOPLE = """
CREATE TEMP TABLE people AS
WITH known AS (
    SELECT edition, unit_code, base, as_of, count, true AS is_accepted FROM earlier_base
    UNION ALL
    SELECT edition, unit_code, base, as_of::DATE, count::BIGINT, false
    FROM {carried} SEMI JOIN incoming USING (edition, unit_code)
    WHERE quality IN ('published', 'repaired')
)
SELECT edition, unit_code, base, count
FROM known
WHERE base IN ('eligible', 'permanent_residents') AND count > 0
QUALIFY row_number() OVER (
    PARTITION BY edition, unit_code ORDER BY is_accepted DESC, base = 'eligible' DESC, as_of DESC
) = 1
"""


def lay_out_people(connection: duckdb.DuckDBPyConnection, kind: Kind, own: Sequence[Manifest] = ()) -> None:
    """The tables `earlier_base` and, for summary reports, `people`; neither for other kinds."""
    if kind not in (SUMMARY, POPULATION_BASE):
        return
    files = earlier_files(POPULATION_BASE, own=own)
    if files:
        connection.execute(EARLIER_BASE, {"files": files})
    else:
        connection.execute(f"CREATE TEMP TABLE earlier_base ({BASE_COLUMNS})")
    if kind is SUMMARY:
        connection.execute(PEOPLE.format(carried=table_of(settings.DATA / "population.csv")))

"""Lays out what was accepted before about the units of a file, for the rules that look back."""

import duckdb

from dashboard.importer import events, store
from dashboard.importer.kinds import SUMMARY, Kind

# Where two batches speak of the same moment, the later one counts (as in queries/build/observation.sql).
EARLIER = """
CREATE TEMP TABLE earlier AS
SELECT edition, unit_code, level, stage, as_of, count, is_correction
FROM read_parquet($files, filename = true)
WHERE (edition, unit_code) IN (SELECT DISTINCT (edition, unit_code) FROM incoming)
QUALIFY row_number() OVER (PARTITION BY edition, unit_code, level, stage, as_of ORDER BY filename DESC) = 1
"""

NOTHING_EARLIER = """
CREATE TEMP TABLE earlier (
    edition VARCHAR, unit_code VARCHAR, level VARCHAR, stage VARCHAR, as_of TIMESTAMP, count BIGINT,
    is_correction BOOLEAN
)
"""


def lay_out_earlier(connection: duckdb.DuckDBPyConnection, kind: Kind) -> None:
    """The table `earlier`: the accepted cumulative counts of the incoming units; empty for other kinds."""
    if kind is not SUMMARY:
        return
    files = [
        str(store.rows_file(manifest.batch_id))
        for manifest in events.in_force(store.manifests(), events.happened())
        if manifest.kind == kind.name
    ]
    if files:
        connection.execute(EARLIER, {"files": files})
    else:
        connection.execute(NOTHING_EARLIER)

"""Lays out what was accepted before about the units of a file, for the rules that look back."""

from collections.abc import Sequence

import duckdb

from dashboard import sql
from dashboard.batches import events, store
from dashboard.batches.store import Manifest
from dashboard.exports.kinds import DETAILED, SUMMARY, Kind

# Where two batches speak of the same moment, the later one counts (as in queries/build/reports/observation.sql).
#
# The rules compare a row with its moment, with the highest count before it and with the lowest after it, up to the next
# correction on either side. Outside of the file's span, one row on each side says as much as years of reports.
EARLIER = """
CREATE TEMP TABLE earlier AS
WITH told AS (
    SELECT
        edition, unit_code, level, stage, as_of,
        arg_max(count, filename) AS count, arg_max(is_correction, filename) AS is_correction
    FROM read_parquet($files, filename = true)
    SEMI JOIN incoming USING (edition, unit_code)
    GROUP BY edition, unit_code, level, stage, as_of
),
span AS (SELECT min(as_of) AS first, max(as_of) AS last FROM incoming),
turned AS (
    SELECT
        edition, unit_code, level, stage,
        max(as_of) FILTER (is_correction AND as_of < first) AS last_before,
        min(as_of) FILTER (is_correction AND as_of > last) AS first_after
    FROM told CROSS JOIN span
    GROUP BY edition, unit_code, level, stage
),
placed AS (
    SELECT
        edition, unit_code, level, stage, as_of, count, is_correction,
        CASE
            WHEN as_of BETWEEN first AND last THEN 'within'
            WHEN as_of < first AND as_of >= coalesce(last_before, as_of) THEN 'before'
            WHEN as_of > last AND as_of < coalesce(first_after, 'infinity') THEN 'after'
        END AS place
    FROM told CROSS JOIN span JOIN turned USING (edition, unit_code, level, stage)
)
SELECT * EXCLUDE (place) FROM placed WHERE place = 'within'
UNION ALL
SELECT edition, unit_code, level, stage, arg_max(as_of, count), max(count), arg_max(is_correction, count)
FROM placed WHERE place = 'before' GROUP BY edition, unit_code, level, stage
UNION ALL
SELECT edition, unit_code, level, stage, arg_min(as_of, count), min(count), arg_min(is_correction, count)
FROM placed WHERE place = 'after' GROUP BY edition, unit_code, level, stage
"""

NOTHING_EARLIER = """
CREATE TEMP TABLE earlier (
    edition VARCHAR, unit_code VARCHAR, level VARCHAR, stage VARCHAR, as_of TIMESTAMP, count BIGINT,
    is_correction BOOLEAN
)
"""

# The days of the incoming rows, put together as in queries/build/reports/activity.sql. Names of batches sort by
# arrival.
EARLIER_DAY = """
CREATE TEMP TABLE earlier_day AS
WITH told AS (
    SELECT
        edition, unit_code, date, hour_band, level, stage, channel, team_code, count,
        dense_rank() OVER (ORDER BY filename) AS turn, TIMESTAMP '9999-12-31' AS moment
    FROM read_parquet($files, filename = true)
    SEMI JOIN incoming USING (edition, unit_code, date)
)
SELECT edition, unit_code, date, hour_band, level, stage, channel, team_code, count FROM counting('told')
"""

NOTHING_EARLIER_DAY = """
CREATE TEMP TABLE earlier_day (
    edition VARCHAR, unit_code VARCHAR, date DATE, hour_band VARCHAR, level VARCHAR, stage VARCHAR, channel VARCHAR,
    team_code VARCHAR, count BIGINT
)
"""


def lay_out_earlier(connection: duckdb.DuckDBPyConnection, kind: Kind, own: Sequence[Manifest] = ()) -> None:
    """The accepted counts of the incoming units, `earlier` or `earlier_day`; neither for other kinds."""
    if kind is SUMMARY:
        files = earlier_files(kind, own=own)
        connection.execute(EARLIER if files else NOTHING_EARLIER, {"files": files} if files else {})
    if kind is DETAILED:
        span = "SELECT min(date)::VARCHAR, max(date)::VARCHAR FROM incoming WHERE date IS NOT NULL"
        first, last = connection.execute(span).fetchall()[0]
        files = earlier_files(kind, (first, last), own) if first else []
        if files:
            connection.execute(sql.load("macro", "days").sql)
        connection.execute(EARLIER_DAY if files else NOTHING_EARLIER_DAY, {"files": files} if files else {})


def earlier_files(kind: Kind, period: tuple[str, str] | None = None, own: Sequence[Manifest] = ()) -> list[str]:
    """The rows of the batches that count of a kind, those that may speak of a day of the period.

    ``own`` batches are of the file itself: it says again what they say.
    """
    found = [each for each in events.in_force(store.manifests(), events.happened()) if each.kind == kind.name]
    if period:
        first, last = period
        found = [each for each in found if (each.period_to or last) >= first and (each.period_from or first) <= last]
    return [str(store.rows_file(each.batch_id)) for each in found if each not in own]

"""The quick way in for a long, clean, detailed CSV: read, typed and written in one pass, then judged as written.

Anything unusual at all ends it, and the careful way judges the file; a test compares what both ways accept.
Every value is checked before it is written, so that not even a file that is thrown away holds an identity number.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from dashboard.importer import csv_file, facts, store
from dashboard.importer.facts import Circumstances
from dashboard.importer.header import Header
from dashboard.importer.kinds import DETAILED
from dashboard.importer.privacy import masked
from dashboard.importer.results import ImportResult
from dashboard.importer.saving import quoted

# Below this size the careful way takes no noticeable time.
LONG = 8 * 1024 * 1024
WORDS = ("hour_band", "level", "stage", "channel")

# The vocabulary's words as they are usually typed; other spellings go the careful way.
SPELLINGS = """
CREATE TEMP TABLE spelling AS
SELECT field, spelled, any_value(canonical) AS canonical FROM (
    SELECT field, canonical, unnest([key, canonical, word, upper(word), upper(word[1]) || word[2:]]) AS spelled
    FROM vocabulary
)
GROUP BY field, spelled
"""

JUDGED = """
SELECT
    count(*) = count(DISTINCT hash(edition, unit_code, date, hour_band, level, stage, channel, team_code)) AS is_distinct,
    count(*) AS accepted
FROM read_parquet($file)
"""

BY_UNIT = """
SELECT
    list(written.edition || ' ' || written.unit_code) AS units,
    min(written.first_day) AS first_day,
    max(written.last_day) AS last_day,
    bool_and(
        unit.unit_code IS NOT NULL
        AND written.first_day >= coalesce(unit.valid_from, written.first_day)
        AND written.last_day <= coalesce(unit.valid_to, written.last_day)
    ) AS all_existed
FROM (
    SELECT edition, unit_code, min(date) AS first_day, max(date) AS last_day
    FROM read_parquet($file) GROUP BY edition, unit_code
) AS written
LEFT JOIN unit
    ON written.edition = unit.edition AND written.unit_code = unit.unit_code
"""


@dataclass(frozen=True)
class Clean:
    """What was written, once it proved to be clean."""

    rows: int
    units: frozenset[str]
    period: tuple[str, str]


def accept(
    connection: duckdb.DuckDBPyConnection, path: Path, around: Circumstances, digest: str
) -> ImportResult | None:
    """The result of a clean file; None, with nothing left behind, for any other."""
    if around.dry_run or path.suffix.lower() != ".csv" or path.stat().st_size < LONG:
        return None
    header, delimiter, width = csv_file.head(connection, path)
    if header.kind is not DETAILED or {"unit_name", "parent_name"} & header.names.keys() or "unit_code" not in header.names:
        return None
    batch_id = facts.batch_name(around, DETAILED.name, digest)
    result = ImportResult(masked(path.name), "accepted", batch_id, DETAILED.name, dropped_columns=header.dropped)
    with store.unfinished(store.batches_folder(), batch_id) as folder:
        rows = folder / "rows.parquet"
        clean = write(connection, one_pass(header, csv_file.scan(path, delimiter, width, strict=True)), rows)
        if clean is None or clean.period[1] > f"{around.latest:%Y-%m-%d}":
            return None
        result = replace(result, accepted_rows=clean.rows, unit_keys=clean.units, period=clean.period)
        store.write_manifest(folder, facts.manifest_of(result, around, digest))
        store.put_in_place(folder, store.batches_folder() / batch_id)
    return result


def write(connection: duckdb.DuckDBPyConnection, query: str, rows: Path) -> Clean | None:
    """Writes the rows and judges what stands there; None when anything is unusual."""
    try:
        connection.execute(SPELLINGS)
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({query}) TO {quoted(rows)} (FORMAT parquet, COMPRESSION snappy)")
    except duckdb.Error:
        # Not this error's words: they may quote a line. The careful way will find the same and say it properly.
        return None
    finally:
        connection.execute("SET preserve_insertion_order = true")
    is_distinct, accepted = one_row(connection, JUDGED, rows)
    units, first, last, all_existed = one_row(connection, BY_UNIT, rows)
    if not (accepted and is_distinct and all_existed):
        return None
    return Clean(accepted, frozenset(units), (first.isoformat(), last.isoformat()))


def one_row(connection: duckdb.DuckDBPyConnection, query: str, rows: Path) -> tuple[Any, ...]:
    """The only row of a question about the written file."""
    answer: tuple[Any, ...] = connection.execute(query, {"file": str(rows)}).fetchall()[0]
    return answer


def one_pass(header: Header, scan: str) -> str:
    """The SQL that types every row, and stops at the first cell that is not plainly right."""
    cell = {field: f"cells.c{position}" for field, position in header.positions.items()}
    date = sure(f"{cell['date']} LIKE '____-__-__'", f"{cell['date']}::DATE")
    count = f"{cell['count']}::UINTEGER"
    edition = f"edition_at({date})"
    if "edition" in cell:
        edition = sure(f"{cell['edition']} IN ('2024', '2025')", cell["edition"])
    columns = {
        "edition": edition,
        "unit_code": sure(f"strlen({cell['unit_code']}) <= 5", cell["unit_code"]),
        "date": date,
        **{field: sure(f"{field}.canonical IS NOT NULL", f"{field}.canonical") for field in WORDS},
        "team_code": team(cell.get("team_code")),
        "count": sure(f"{count}::VARCHAR = {cell['count']} AND {count} <= 99999999", f"{count}::BIGINT"),
    }
    joins = " ".join(
        f"LEFT JOIN (SELECT * FROM spelling WHERE field = '{field}') AS {field} ON {cell[field]} = {field}.spelled"
        for field in WORDS
    )
    return f"SELECT {', '.join(f'{value} AS {name}' for name, value in columns.items())} FROM {scan} AS cells {joins}"


def sure(condition: str, value: str) -> str:
    """The SQL of a value under a condition; where it does not hold, the whole pass ends."""
    return f"CASE WHEN {condition} THEN {value} ELSE error('unusual') END"


def team(cell: str | None) -> str:
    """The SQL of an optional short code; a longer text could hold a phone number."""
    return f"CASE WHEN {cell} IS NULL THEN NULL WHEN strlen({cell}) < 9 THEN {cell} ELSE error('unusual') END" if cell else "NULL::VARCHAR"

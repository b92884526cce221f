"""The quick way in for a long, clean, detailed CSV: read, typed and written in one pass, then judged as written.

Anything unusual at all ends it, and the careful way judges the file; a test compares what both ways accept.
Every value is checked before it is written, so that not even a file that is thrown away holds an identity number.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from dashboard.batches import store
from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED
from dashboard.exports.privacy import masked
from dashboard.exports.results import ImportResult
from dashboard.exports.source import NO_HINTS
from dashboard.importer import keeping
from dashboard.importer.judging.plausibility import lay_out_overfull, lay_out_series
from dashboard.importer.judging.previous_reports import earlier_files
from dashboard.importer.keeping import Circumstances
from dashboard.importer.readers import csv_file
from dashboard.sql import literal

# Below this size the careful way takes no noticeable time.
LONG = 8 * 1024 * 1024

# Of everything but its day, rows are grouped by 32 days, each with its bit: a day told twice leaves fewer bits than
# rows. Groups whose hashes meet can only seem to tell one twice. A hash of each row takes twice as long.
# The edition is left out, which tells nothing beside a unit's code and a day on which that unit existed.
JUDGED = """
SELECT bool_and(rows = days) AS is_distinct, bool_and(rows = complete) AS is_complete, sum(rows)::BIGINT AS accepted
FROM (
    SELECT
        count(*) AS rows,
        bit_count(bit_or(1::BIGINT << (day & 31))) AS days,
        least(count(edition), count(unit_code), count(hour_band), count(level), count(stage), count(channel))
            AS complete
    FROM (SELECT *, date_diff('day', DATE '2000-01-01', date) AS day FROM read_parquet($file))
    GROUP BY hash(unit_code, day >> 5, hour_band, level, stage, channel, team_code)
)
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
    SELECT edition, unit_code, min(first_day) AS first_day, max(last_day) AS last_day
    FROM series GROUP BY edition, unit_code
) AS written
LEFT JOIN unit
    ON written.edition = unit.edition AND written.unit_code = unit.unit_code
"""


WORDS = ("hour_band", "level", "stage", "channel")

# The vocabulary's words as they are usually typed; other spellings go the careful way.
SPELLINGS = """
SELECT field, spelled, any_value(canonical) FROM (
    SELECT field, canonical, unnest([canonical, key, word, upper(word), upper(word[1]) || word[2:]]) AS spelled
    FROM vocabulary
    WHERE field IN $fields
)
GROUP BY field, spelled
ORDER BY field, spelled
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
    if around.dry_run or around.hints != NO_HINTS or path.suffix.lower() != ".csv" or path.stat().st_size < LONG:
        return None
    found = csv_file.head(connection, path)
    if found is None:
        return None
    header, delimiter, width = found
    if (
        header.kind is not DETAILED
        or {"unit_name", "parent_name", "correction"} & header.names.keys()
        or "unit_code" not in header.names
    ):
        return None
    batch_id = keeping.batch_name(around, DETAILED.name, digest)
    result = ImportResult(masked(path.name), "accepted", batch_id, DETAILED.name, dropped_columns=header.dropped)
    with store.unfinished(store.batches_folder(), batch_id) as folder:
        rows = folder / "rows.parquet"
        patterns = dictionaries(connection, header, csv_file.first_rows(path, delimiter, width))
        scan = csv_file.scan(path, delimiter, width, strict=True)
        clean = write(connection, typed_in_one_pass(header, scan, patterns), rows)
        if clean is None or clean.period[1] > f"{around.latest:%Y-%m-%d}" or is_told_before(connection, rows, clean):
            return None
        if lay_out_overfull(connection):
            return None
        result = replace(result, accepted_rows=clean.rows, unit_keys=clean.units, period=clean.period)
        store.write_manifest(folder, keeping.manifest_of(result, around, digest))
        store.put_in_place(folder, store.batches_folder() / batch_id)
    return result


def dictionaries(connection: duckdb.DuckDBPyConnection, header: Header, first_rows: list[list[str]]) -> dict[str, str]:
    """Makes an ENUM of all codes and of each field's words: a cast that fails for anything else.

    Returns for each field the SQL pattern that makes the canonical word of a cell: where the file's first rows use the
    canonical words themselves, the ENUM is of these alone, which is quicker.
    """
    connection.execute("CREATE TYPE unit_dictionary AS ENUM (SELECT DISTINCT unit_code FROM unit)")
    connection.execute("CREATE TYPE edition_dictionary AS ENUM (SELECT DISTINCT edition FROM unit)")
    patterns, typed = {}, connection.execute(SPELLINGS, {"fields": WORDS}).fetchall()
    for field in WORDS:
        seen = {row[header.positions[field]] for row in first_rows}
        pairs = [(word, canonical) for of, word, canonical in typed if of == field]
        plain = sorted({canonical for _, canonical in pairs})
        is_plain = seen <= set(plain)
        spellings = plain if is_plain else [spelled for spelled, _ in pairs]
        connection.execute(f"CREATE TYPE {field}_dictionary AS ENUM ({', '.join(map(literal, spellings))})")
        meanings = ", ".join(literal(canonical) for _, canonical in pairs)
        word = "{cell}::" + field + "_dictionary"
        patterns[field] = word if is_plain else f"[{meanings}][enum_code({word}) + 1]"
    return patterns


def typed_in_one_pass(header: Header, scan: str, patterns: dict[str, str]) -> str:
    """The SQL that types every row, and stops at the first cell that is not plainly right."""
    cell = {field: f"cells.c{position}" for field, position in header.positions.items()}
    date, count, team = cell["date"], cell["count"], cell.get("team_code", "NULL::VARCHAR")
    columns = {
        "edition": f"{cell['edition']}::edition_dictionary" if "edition" in cell else f"edition_at({date}::DATE)",
        "unit_code": f"{cell['unit_code']}::unit_dictionary",
        "date": f"{date}::DATE",
        **{field: pattern.format(cell=cell[field]) for field, pattern in patterns.items()},
        "team_code": team,
        "count": f"{count}::UINTEGER::BIGINT",
        "is_correction": "false",
    }
    sure = (
        f"strlen({date}) = 10",
        # Written back it must be what was read: the cast alone takes 5.7 for 6, 1e3 for 1000 and 007 for 7.
        f"{count}::UINTEGER::VARCHAR = {count}",
        # More digits could be an identity number, a longer code a phone number.
        f"strlen({count}) < 9",
        f"coalesce(strlen({team}), 0) < 9",
    )
    return (
        f"SELECT {', '.join(f'{value} AS {name}' for name, value in columns.items())} FROM {scan} AS cells "
        f"WHERE CASE WHEN {' AND '.join(sure)} THEN true ELSE error('unusual') END"
    )


def write(connection: duckdb.DuckDBPyConnection, query: str, rows: Path) -> Clean | None:
    """Writes the rows and judges what stands there; None when anything is unusual."""
    try:
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({query}) TO {literal(rows)} (FORMAT parquet, COMPRESSION lz4_raw)")
    except duckdb.Error:
        # Not this error's words: they may quote a line. The careful way will find the same and say it properly.
        return None
    finally:
        connection.execute("SET preserve_insertion_order = true")
    is_distinct, is_complete, accepted = one_row(connection, JUDGED, {"file": str(rows)})
    lay_out_series(connection, f"read_parquet({literal(rows)})")
    units, first, last, all_existed = one_row(connection, BY_UNIT)
    if not (accepted and is_distinct and is_complete and all_existed):
        return None
    return Clean(accepted, frozenset(units), (first.isoformat(), last.isoformat()))


def is_told_before(connection: duckdb.DuckDBPyConnection, rows: Path, clean: Clean) -> bool:
    """Whether an accepted export speaks of a day of these units too: then the two must be compared row by row."""
    files = earlier_files(DETAILED, clean.period)
    shared = "SELECT 1 FROM read_parquet($file) SEMI JOIN read_parquet($files) USING (edition, unit_code, date) LIMIT 1"
    return bool(files) and connection.execute(shared, {"file": str(rows), "files": files}).fetchone() is not None


def one_row(connection: duckdb.DuckDBPyConnection, query: str, named: dict[str, str] | None = None) -> tuple[Any, ...]:
    """The only row of a question about the written file."""
    answer: tuple[Any, ...] = connection.execute(query, named).fetchall()[0]
    return answer

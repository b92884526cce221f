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
SELECT spelled, any_value(canonical) FROM (
    SELECT canonical, unnest([canonical, key, word, upper(word), upper(word[1]) || word[2:]]) AS spelled
    FROM vocabulary
    WHERE field = $field
)
GROUP BY spelled
ORDER BY spelled
"""

JUDGED = """
SELECT
    count(*) = count(DISTINCT hash(edition, unit_code, date, hour_band, level, stage, channel, team_code)) AS is_distinct,
    count(*) = least(count(edition), count(unit_code), count(hour_band), count(level), count(stage), count(channel))
        AS is_complete,
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
        scan = csv_file.scan(path, delimiter, width, strict=True)
        clean = write(connection, header, scan, rows)
        if clean is None or clean.period[1] > f"{around.latest:%Y-%m-%d}":
            return None
        result = replace(result, accepted_rows=clean.rows, unit_keys=clean.units, period=clean.period)
        store.write_manifest(folder, facts.manifest_of(result, around, digest))
        store.put_in_place(folder, store.batches_folder() / batch_id)
    return result


def write(connection: duckdb.DuckDBPyConnection, header: Header, scan: str, rows: Path) -> Clean | None:
    """Writes the rows and judges what stands there; None when anything is unusual."""
    try:
        query = one_pass(header, scan, dictionaries(connection, header, scan))
        connection.execute("SET preserve_insertion_order = false")
        connection.execute(f"COPY ({query}) TO {quoted(rows)} (FORMAT parquet, COMPRESSION snappy)")
    except duckdb.Error:
        # Not this error's words: they may quote a line. The careful way will find the same and say it properly.
        return None
    finally:
        connection.execute("SET preserve_insertion_order = true")
    is_distinct, is_complete, accepted = one_row(connection, JUDGED, rows)
    units, first, last, all_existed = one_row(connection, BY_UNIT, rows)
    if not (accepted and is_distinct and is_complete and all_existed):
        return None
    return Clean(accepted, frozenset(units), (first.isoformat(), last.isoformat()))


def one_row(connection: duckdb.DuckDBPyConnection, query: str, rows: Path) -> tuple[Any, ...]:
    """The only row of a question about the written file."""
    answer: tuple[Any, ...] = connection.execute(query, {"file": str(rows)}).fetchall()[0]
    return answer


def dictionaries(connection: duckdb.DuckDBPyConnection, header: Header, scan: str) -> dict[str, str]:
    """Makes an ENUM of all codes and of each field's words: a cast that fails for anything else.

    Returns for each field the SQL pattern that makes the canonical word of a cell: where the file's first rows use the
    canonical words themselves, the ENUM is of these alone, which is quicker.
    """
    connection.execute("CREATE TYPE unit_dictionary AS ENUM (SELECT DISTINCT unit_code FROM unit)")
    connection.execute("CREATE TYPE edition_dictionary AS ENUM (SELECT DISTINCT edition FROM unit)")
    rows = connection.execute(f"SELECT {', '.join(f'c{header.positions[field]}' for field in WORDS)} FROM {scan} LIMIT 200")
    first_words = zip(*rows.fetchall(), strict=True)
    patterns = {}
    for field, seen in zip(WORDS, first_words, strict=False):
        pairs = connection.execute(SPELLINGS, {"field": field}).fetchall()
        plain = sorted({canonical for _, canonical in pairs})
        is_plain = set(seen) <= set(plain)
        spellings = plain if is_plain else [spelled for spelled, _ in pairs]
        connection.execute(f"CREATE TYPE {field}_dictionary AS ENUM ({', '.join(map(literal, spellings))})")
        meanings = ", ".join(literal(canonical) for _, canonical in pairs)
        word = "{cell}::" + field + "_dictionary"
        patterns[field] = word if is_plain else f"[{meanings}][enum_code({word}) + 1]"
    return patterns


def one_pass(header: Header, scan: str, patterns: dict[str, str]) -> str:
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


def literal(word: str) -> str:
    """A word as an SQL literal."""
    return "'" + word.replace("'", "''") + "'"

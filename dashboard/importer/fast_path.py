"""The fast path for a long, clean, detailed CSV: read, typed and written in one pass, then judged as written.

Anything unusual at all ends it, and the careful way judges the export. A test compares what both ways accept, and has
for every check an export that breaks it: a new check is obeyed here too, or the test fails.
Every value is checked before it is written, so that not even a file that is thrown away holds an identity number.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from dashboard.batches import order, store
from dashboard.exports.header import Header
from dashboard.exports.kinds import DETAILED
from dashboard.exports.results import ImportResult
from dashboard.exports.source import NO_HINTS, Export, is_nameable, name_of
from dashboard.importer import keeping
from dashboard.importer.judging.plausibility import has_overfull_series, lay_out_series
from dashboard.importer.judging.previous_reports import accepted_files
from dashboard.importer.keeping import Circumstances
from dashboard.importer.layouts.tables import beside
from dashboard.importer.readers import csv_file
from dashboard.importer.staging import Staging
from dashboard.sql import literal

# Below this size the careful way takes no noticeable time.
LONG = 8 * 1024 * 1024

# Nobody had an account before.
BEGINNING = "2021-01-01"

WORDS = ("hour_band", "level", "stage", "channel")


@dataclass(frozen=True)
class Clean:
    """What was written, once it proved to be clean."""

    rows: int
    units: frozenset[str]
    period: tuple[str, str]
    counts: frozenset[tuple[str, str]]


def may_take(export: Export, circumstances: Circumstances) -> bool:
    """Whether a file is long enough, and nothing was said of it that makes it unusual."""
    return (
        isinstance(export, Path)
        and not circumstances.dry_run
        and circumstances.hints == NO_HINTS
        and export.suffix.lower() == ".csv"
        and export.stat().st_size >= LONG
        and is_nameable(export)
    )


def accept(
    staging: Staging, export: Path, circumstances: Circumstances, digest: str, lines: int
) -> ImportResult | None:
    """The result of a clean file that it may take; None, with nothing left behind, for any other.

    The caller holds the lock: what is written here is judged as written.
    """
    found = csv_file.head(staging, export)
    if found is None:
        return None
    header, delimiter, width = found
    cells = csv_file.scan(export, delimiter, width, strict=True)
    if (
        header.kind is not DETAILED
        or {"unit_name", "parent_name", "correction"} & header.names.keys()
        or "unit_code" not in header.names
        or says_more(staging, header, cells)
    ):
        return None
    batch_id = keeping.batch_name(circumstances, DETAILED.name, digest)
    result = ImportResult(name_of(export), "accepted", batch_id, DETAILED.name, dropped_columns=header.dropped)
    with store.unfinished(store.batches_folder(), batch_id) as folder:
        rows = folder / "rows.parquet"
        patterns = dictionaries(staging, header, csv_file.first_rows(export, delimiter, width))
        clean = write(staging, typed_in_one_pass(header, cells, patterns), rows)
        if (
            clean is None
            or clean.period[0] < BEGINNING
            or clean.period[1] > f"{circumstances.latest:%Y-%m-%d}"
            or overlaps_accepted(staging, rows, clean)
        ):
            return None
        if has_overfull_series(staging):
            return None
        result = replace(
            result, accepted_rows=clean.rows, unit_keys=clean.units, period=clean.period, counts=clean.counts
        )
        span = 2, csv_file.last_line(export, clean.rows, lines)
        manifest = keeping.manifest_of(result, circumstances, digest, span)
        store.write_manifest(folder, manifest)
        store.put_in_place(folder, store.batches_folder() / batch_id)
    order.given(manifest.number)
    return result


def says_more(staging: Staging, header: Header, scan: str) -> bool:
    """Whether words in columns that are not read may make rows no counts."""
    try:
        return any(
            beside.doubts(staging, column, f"SELECT c{column.position} AS cell FROM {scan}", NO_HINTS)
            for column in beside.watched(staging, header, NO_HINTS)
        )
    except duckdb.Error:
        return True


def dictionaries(staging: Staging, header: Header, first_rows: list[list[str]]) -> dict[str, str]:
    """Makes an ENUM of all codes and of each field's words: a cast that fails for anything else.

    Returns for each field the SQL pattern that makes the canonical word of a cell: where the file's first rows use the
    canonical words themselves, the ENUM is of these alone, which is quicker.
    """
    staging.execute("CREATE TEMP TYPE unit_dictionary AS ENUM (SELECT DISTINCT unit_code FROM unit)")
    staging.execute("CREATE TEMP TYPE edition_dictionary AS ENUM (SELECT DISTINCT edition FROM unit)")
    patterns, typed = {}, staging.ask("spelling", fields=list(WORDS))
    for field in WORDS:
        seen = {row[header.positions[field]] for row in first_rows}
        pairs = [(word, canonical) for of, word, canonical in typed if of == field]
        plain = sorted({canonical for _, canonical in pairs})
        is_plain = seen <= set(plain)
        spellings = plain if is_plain else [spelled for spelled, _ in pairs]
        staging.execute(f"CREATE TEMP TYPE {field}_dictionary AS ENUM ({', '.join(map(literal, spellings))})")
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


def write(staging: Staging, query: str, rows: Path) -> Clean | None:
    """Writes the rows and judges what stands there; None when anything is unusual."""
    try:
        staging.execute("SET preserve_insertion_order = false")
        staging.execute(f"COPY ({query}) TO {literal(rows)} (FORMAT parquet, COMPRESSION lz4_raw)")
    except duckdb.Error:
        # Not this error's words: they may quote a line. The careful way will find the same and say it properly.
        return None
    finally:
        staging.execute("SET preserve_insertion_order = true")
    [(is_distinct, is_complete, accepted)] = staging.ask("written_rows", file=str(rows))
    lay_out_series(staging, f"read_parquet({literal(rows)})")
    [(units, first, last, all_existed, may_lack_zeros)] = staging.ask("written_units")
    if not (accepted and is_distinct and is_complete and all_existed) or may_lack_zeros:
        return None
    counts = staging.execute("SELECT DISTINCT stage, level FROM series").fetchall()
    return Clean(accepted, frozenset(units), (first.isoformat(), last.isoformat()), frozenset(counts))


def overlaps_accepted(staging: Staging, rows: Path, clean: Clean) -> bool:
    """Whether an accepted export speaks of a day of these units too: then the two must be compared row by row."""
    files = accepted_files(DETAILED, clean.period)
    shared = "SELECT 1 FROM read_parquet($file) SEMI JOIN read_parquet($files) USING (edition, unit_code, date) LIMIT 1"
    return bool(files) and staging.execute(shared, {"file": str(rows), "files": files}).fetchone() is not None

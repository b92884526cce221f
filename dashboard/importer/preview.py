"""What a file would bring, before anyone says yes: columns, times, units, totals beside those of the last report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import duckdb

from dashboard.exports.privacy import masked
from dashboard.exports.results import ExportRejected, ImportResult, Meaning
from dashboard.exports.source import NO_HINTS, Export, Hints
from dashboard.importer import readers, reimport, staging
from dashboard.importer.pipeline import circumstances, digest_of, judged
from dashboard.importer.readers.archives import handed_in


@dataclass(frozen=True)
class NamedUnit:
    """A unit as the file writes it, and what it was taken for.

    ``state`` is that of a match (see written.py); ``candidates`` are told in words where it is not known.
    """

    code_written: str
    written: str
    parent_written: str
    edition: str
    state: str
    unit_code: str | None
    unit_name: str | None
    candidates: tuple[str, ...]


@dataclass(frozen=True)
class Total:
    """The sum of a stage and level over the file's newest counts, and over the same units' last accepted ones."""

    stage: str
    level: str
    count: int
    before: int | None
    units: int
    units_before: int


@dataclass(frozen=True)
class Preview:
    """What one file would bring; nothing is written."""

    result: ImportResult
    meanings: tuple[Meaning, ...] = ()
    times: tuple[datetime, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    totals: tuple[Total, ...] = ()


UNITS = """
SELECT DISTINCT
    coalesce(naming.unit_code, ''), coalesce(naming.unit_name, ''), coalesce(naming.parent_name, ''),
    coalesce(read_unit.edition, left(naming.era, 4), ''), coalesce(read_unit.state, 'unknown'), read_unit.unit_code,
    unit.full_name, coalesce(read_unit.detail, '')
FROM naming
LEFT JOIN read_unit ON naming.id = read_unit.id
LEFT JOIN unit ON read_unit.edition = unit.edition AND read_unit.unit_code = unit.unit_code
ORDER BY ALL
"""

TOTALS = """
WITH newest AS (
    SELECT edition, unit_code, level, stage, arg_max(count, as_of) AS count, max(as_of) AS as_of
    FROM incoming WHERE row NOT IN (SELECT row FROM problem) GROUP BY ALL
),

last AS (
    SELECT newest.edition, newest.unit_code, newest.level, newest.stage, arg_max(earlier.count, earlier.as_of) AS count
    FROM newest
    INNER JOIN earlier
        ON newest.edition = earlier.edition AND newest.unit_code = earlier.unit_code AND newest.level = earlier.level
            AND newest.stage = earlier.stage AND earlier.as_of < newest.as_of
    GROUP BY ALL
)

SELECT newest.stage, newest.level, sum(newest.count)::BIGINT, sum(last.count)::BIGINT, count(*), count(last.count)
FROM newest LEFT JOIN last USING (edition, unit_code, level, stage)
GROUP BY newest.stage, newest.level
ORDER BY newest.stage, newest.level
"""


def preview(exports: Sequence[Export], hints: Hints = NO_HINTS) -> list[Preview]:
    """What each file would bring, each by itself; a path may be a folder or an archive."""
    found = []
    for path in exports:
        try:
            around = circumstances(is_demo=False, dry_run=True, hints=hints)
            found += [preview_of(export, hints) for export in handed_in(path, around.max_file_mb)]
        except ExportRejected as rejection:
            found.append(Preview(ImportResult(masked(path.name), "refused", problems=rejection.problems)))
    return found


def preview_of(export: Export, hints: Hints) -> Preview:
    """What one file would bring."""
    around = circumstances(is_demo=False, dry_run=True, hints=hints)
    name = masked(export.name)
    try:
        readers.check_file(export, around.max_file_mb)
        before = reimport.batches_of(digest_of(export), name)
        if before and not reimport.are_open(before):
            return Preview(ImportResult(name, "known", before[-1].batch_id))
        around = replace(around, before=tuple(before))
        with staging.opened() as connection:
            source, result = judged(connection, export, around, lambda step: None)
            if result.accepted_rows == 0:
                result = result.as_refused()
            return Preview(result, source.meanings, *understood(connection, result.kind or ""))
    except ExportRejected as rejection:
        result = ImportResult(name, "refused", kind=rejection.kind, problems=rejection.problems)
        return Preview(result, rejection.meanings)


def understood(
    connection: duckdb.DuckDBPyConnection, kind: str
) -> tuple[tuple[datetime, ...], tuple[NamedUnit, ...], tuple[Total, ...]]:
    """Times, units and totals of the judged rows on the desk."""
    dated = "SELECT DISTINCT dated_at FROM incoming WHERE dated_at IS NOT NULL ORDER BY ALL"
    times = connection.execute(dated).fetchall()
    units = []
    if kind != "published":
        for code_written, written, parent, edition, state, code, name, detail in connection.execute(UNITS).fetchall():
            candidates = tuple(part for part in detail.split("; ") if part)
            said = (masked(code_written), masked(written), masked(parent))
            units.append(NamedUnit(*said, edition, state, code, name, candidates))
    totals = connection.execute(TOTALS).fetchall() if kind == "summary" else []
    return tuple(time for (time,) in times), tuple(units), tuple(Total(*total) for total in totals)

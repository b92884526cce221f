"""Judges one export file and, unless it is refused, keeps its sound rows as a batch and the others in quarantine."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from dashboard import settings
from dashboard.importer import checking, desk, reading, saving, store
from dashboard.importer.earlier import lay_out_earlier
from dashboard.importer.header import Header
from dashboard.importer.parsing import parse
from dashboard.importer.privacy import masked
from dashboard.importer.results import ExportRejected, ImportResult, Problem
from dashboard.importer.source import Source, refused


@dataclass(frozen=True)
class Circumstances:
    """What a file is judged by beside its rows. Simulated data may lie in the future."""

    now: datetime
    max_file_mb: int
    is_demo: bool = False
    dry_run: bool = False


def circumstances(*, is_demo: bool, dry_run: bool) -> Circumstances:
    """The settings and the clock, as of this moment."""
    chosen = settings.load()
    now = datetime.now(ZoneInfo(chosen.time_zone)).replace(tzinfo=None)
    return Circumstances(now, chosen.max_file_mb, is_demo, dry_run)


def accept_file(path: Path, around: Circumstances, known: dict[str, str]) -> ImportResult:
    """The result of one file; ``known`` maps the digests of files imported before to their batches."""
    name = masked(path.name)
    try:
        reading.check_file(path, around.max_file_mb)
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        if digest in known:
            return ImportResult(name, "known", batch=known[digest])
        with desk.opened() as connection:
            result = judge_file(connection, path, around, digest)
    except ExportRejected as rejection:
        return ImportResult(
            name,
            "refused",
            kind=rejection.kind,
            quarantined_rows=rejection.quarantined_rows,
            problems=rejection.problems,
        )
    known[digest] = result.batch or name
    return result if not around.dry_run else replace(result, batch=None)


def judge_file(connection: duckdb.DuckDBPyConnection, path: Path, around: Circumstances, digest: str) -> ImportResult:
    """Reads, checks and keeps one file. Raises ExportRejected when nothing of it can be taken."""
    source = reading.read(connection, path)
    latest = datetime.max if around.is_demo else around.now
    desk.put(connection, "clock", {"now": "TIMESTAMP"}, [(latest,)])
    parse(connection, source.header, around.now)
    lay_out_earlier(connection, source.header.kind)
    checking.judge(connection, source.header.kind)
    problems = checking.problems(connection, source, masked(path.name))
    result = summary(connection, source, masked(path.name), problems)
    if result.accepted_rows == 0:
        if not problems:
            raise refused(path, "file_has_rows")
        raise ExportRejected(*problems, kind=result.kind, quarantined_rows=result.quarantined_rows)
    batch_id = f"{around.now:%Y%m%dT%H%M%S}-{result.kind}-{digest[:8]}"
    result = replace(result, batch=batch_id)
    if not around.dry_run:
        saving.keep(connection, source.header, result, manifest(result, source.header, around, digest))
    return result


def summary(
    connection: duckdb.DuckDBPyConnection, source: Source, name: str, problems: list[Problem]
) -> ImportResult:
    """What a file brings, counted."""
    header: Header = source.header
    counted = connection.execute(
        "SELECT count(*) FILTER (is_sound), count(*) FILTER (NOT is_sound), "
        "count(DISTINCT (edition, unit_code)) FILTER (is_sound AND unit_code IS NOT NULL), "
        "min(dated_at) FILTER (is_sound)::DATE, max(dated_at) FILTER (is_sound)::DATE FROM "
        "(SELECT *, row NOT IN (SELECT row FROM problem) AS is_sound FROM incoming)"
    ).fetchone()
    accepted, quarantined, units, first, last = counted or (0, 0, 0, None, None)
    return ImportResult(
        name,
        "accepted",
        kind=header.kind.name,
        accepted_rows=accepted,
        quarantined_rows=quarantined + len(source.ragged),
        units=units,
        period=(first.isoformat(), last.isoformat()) if first else None,
        problems=tuple(problems),
        dropped_columns=header.dropped,
        ignored_sheets=source.ignored_sheets,
    )


def manifest(result: ImportResult, header: Header, around: Circumstances, digest: str) -> store.Manifest:
    """The facts kept beside a batch."""
    return store.Manifest(
        batch_id=str(result.batch),
        kind=header.kind.name,
        sha256=digest,
        source_name=result.file,
        received_at=around.now.isoformat(),
        period_from=result.period[0] if result.period else None,
        period_to=result.period[1] if result.period else None,
        accepted_rows=result.accepted_rows,
        quarantined_rows=result.quarantined_rows,
        units=result.units,
        is_demo=around.is_demo,
        superseded_by=None,
        dropped_columns=result.dropped_columns,
        ignored_sheets=result.ignored_sheets,
    )

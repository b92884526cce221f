"""Judges one export file and, unless it is refused, keeps its sound rows as a batch and the others in quarantine."""

import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

from dashboard import clock, settings
from dashboard.batches import order, store
from dashboard.exports.kinds import DETAILED, DOSSIER, DOSSIER_BY_STAGE, SUMMARY, TARGET
from dashboard.exports.results import ExportRejected, ImportResult, Notice, Problem
from dashboard.exports.source import NO_HINTS, Export, Hints, Member, Source, name_of, refused
from dashboard.exports.targets import Asked
from dashboard.importer import dossiers, fast_path, keeping, positions, readers, reimport
from dashboard.importer.judging import checking
from dashboard.importer.judging.parsing import parse, units_alone
from dashboard.importer.judging.plausibility import lay_out_people
from dashboard.importer.judging.previous_reports import lay_out_previous_reports
from dashboard.importer.keeping import Circumstances
from dashboard.importer.layouts.tables import beside
from dashboard.importer.readers import csv_file
from dashboard.importer.reading import client
from dashboard.importer.returns.quarantined_rows import quarantined_rows
from dashboard.importer.staging import Staging

# Is called with each step as it begins: reading, checking, saving.
ReportStep = Callable[[str], None]


def present_circumstances(*, is_demo: bool, dry_run: bool, hints: Hints = NO_HINTS) -> Circumstances:
    """The settings and the clock, as of this moment."""
    chosen = settings.load()
    return Circumstances(clock.now(), chosen.max_file_mb, is_demo, dry_run, hints)


class CameInMeanwhile(Exception):
    """Another importer brought the same file in while this one judged it."""


def accept_file(
    export: Export, circumstances: Circumstances, known: dict[str, str], report_step: ReportStep
) -> ImportResult:
    """The result of one file; ``known`` maps the digests of files imported before to their batches.

    Others may import while it is judged: only what was judged is kept under the lock.
    """
    name, digest = name_of(export, circumstances.hints.part), ""
    try:
        readers.check_file(export, circumstances.max_file_mb)
        if not fast_path.may_take(export, circumstances):
            # It gets ready while the staging database does; the fast path needs none.
            client.start()
        # Each takes a twentieth of a second of one core: together they take no longer.
        with ThreadPoolExecutor(2) as beside:
            digesting = beside.submit(digest_of, export, circumstances.hints)
            counting = beside.submit(lines_of, export, circumstances)
            staging = Staging()
            digest, lines = digesting.result(), counting.result()
        with staging:
            if digest in known:
                result = come_again(staging, export, circumstances, report_step, digest)
                return result or known_as(name, known[digest], circumstances.hints)
            report_step("reading")
            result = take_fast_path(staging, export, circumstances, digest, lines)
            result = result or judge_file(staging, export, circumstances, report_step, digest)
    except CameInMeanwhile:
        known |= {manifest.sha256: manifest.batch_id for manifest in store.manifests()}
        return accept_file(export, circumstances, known, report_step)
    except ExportRejected as rejection:
        return ImportResult(
            name,
            "refused",
            kind=rejection.kind,
            quarantined_rows=rejection.quarantined_rows,
            problems=rejection.problems,
            digest=digest,
        )
    if result.status == "accepted":
        known[digest] = result.batch or name
    return replace(result, digest=digest)


def known_as(name: str, batch_id: str, hints: Hints) -> ImportResult:
    """The result of a file that is in already; of its columns of targets, as these were called."""
    if hints.targets:
        name = store.read_manifest(store.batches_folder() / batch_id).source_name
    return ImportResult(name, "known", batch=batch_id)


def digest_of(export: Export, hints: Hints) -> str:
    """The file's digest; its columns of targets are an export of their own, and on other terms another one."""
    content = hashlib.sha256(export.content).hexdigest() if isinstance(export, Member) else store.digest_of(export)
    if hints.targets is None:
        return content
    said = {name: value for name, value in hints.stated.items() if name in (*TARGET.all_fields, "targets")}
    return hashlib.sha256(f"{content} {sorted(said.items())}".encode()).hexdigest()


def lines_of(export: Export, circumstances: Circumstances) -> int:
    """The lines of a file that the fast path may take; 0 for any other."""
    if not isinstance(export, Path) or not fast_path.may_take(export, circumstances):
        return 0
    return csv_file.count_ends(export)


def take_fast_path(
    staging: Staging, export: Export, circumstances: Circumstances, digest: str, lines: int
) -> ImportResult | None:
    """The result of a long, clean file, taken under the lock; None for any other."""
    if not isinstance(export, Path) or not fast_path.may_take(export, circumstances):
        return None
    with store.locked():
        if reimport.batches_of(digest, name_of(export)):
            raise CameInMeanwhile
        return fast_path.accept(staging, export, circumstances, digest, lines)


def come_again(
    staging: Staging, export: Export, circumstances: Circumstances, report_step: ReportStep, digest: str
) -> ImportResult | None:
    """What comes in now of a file that came in before, or what is still wrong with it; None where nothing is.

    Raises ExportRejected when a batch of it was withdrawn.
    """
    before = reimport.batches_of(digest, name_of(export))
    if not reimport.are_open(before):
        return None
    report_step("reading")
    try:
        result = judge_file(staging, export, replace(circumstances, before=tuple(before)), report_step, digest)
    except ExportRejected:
        # What could be read with a hint, or by a layout, need not be readable without it: what came in stays.
        return None
    return result if result.status == "accepted" else replace(result, status="known", batch=before[-1].batch_id)


def judge_file(
    staging: Staging, export: Export, circumstances: Circumstances, report_step: ReportStep, digest: str
) -> ImportResult:
    """Reads, checks and keeps one file. Raises ExportRejected when it is no table."""
    present = order.present()
    read = read_cells(staging, export, circumstances)
    made = staging.made()
    report_step("checking")
    source, result = judge_cells(staging, export, read, circumstances)
    if result.accepted_rows == 0:
        return result.as_refused()
    if circumstances.dry_run:
        return result
    report_step("saving")
    with store.locked():
        if order.present() != present:
            if reimport.batches_of(digest, result.file) != list(circumstances.before):
                raise CameInMeanwhile
            staging.drop_all_but(made)
            source, result = judge_cells(staging, export, read, circumstances)
            if result.accepted_rows == 0:
                return result.as_refused()
        result = replace(result, batch=keeping.batch_name(circumstances, source.header.kind.name, digest))
        lines = positions.first_and_last(staging, source)
        keeping.keep(staging, source, result, keeping.manifest_of(result, circumstances, digest, lines))
    return result


def read_cells(staging: Staging, export: Export, circumstances: Circumstances) -> Source:
    """Fills `raw`, with counts in the place of dossiers. Raises ExportRejected for what is no table."""
    staging.define_eras()
    max_file_mb, hints = circumstances.max_file_mb, circumstances.hints
    # Who only looks, sees the sheets as well.
    source = client.read_export(staging, export, max_file_mb, hints, is_drawn=circumstances.dry_run)
    beside.doubt_rows(staging, source)
    if source.header.kind in (DOSSIER, DOSSIER_BY_STAGE):
        for reason, heading in staging.execute("SELECT reason, field FROM row_doubt LIMIT 1").fetchall():
            # Not the words themselves, which stand beside a person.
            raise refused(export, reason, heading)
        source = dossiers.counted(staging, source)
    return source


def judge_cells(
    staging: Staging, export: Export, source: Source, circumstances: Circumstances
) -> tuple[Source, ImportResult]:
    """Checks the cells in `raw` against what is accepted now. Raises ExportRejected where there are no rows at all."""
    kind = source.header.kind
    staging.put("clock", {"now": "TIMESTAMP"}, [(circumstances.latest,)])
    parse(staging, source.header, circumstances.now)
    lay_out_previous_reports(staging, kind, circumstances.before)
    lay_out_people(staging, kind, circumstances.before)
    checking.judge(staging, kind)
    if circumstances.before:
        source = reimport.leave_out_taken(staging, source, circumstances.before)
    name = name_of(export, source.part)
    problems = checking.problems(staging, source, name)
    result = result_of(staging, source, name, problems)
    result = replace(result, quarantined=quarantined_rows(staging, source) if problems else ())
    if result.accepted_rows == 0 and not problems:
        raise refused(export, "file_has_rows")
    return source, result


def result_of(staging: Staging, source: Source, name: str, problems: list[Problem]) -> ImportResult:
    """The result of a judged file, counted from `incoming` and `problem`."""
    counted: tuple[Any, ...] = staging.ask("outcome")[0]
    accepted, quarantined, units, first, last = counted
    rows = units_alone(staging, source.header)
    counts: list[tuple[str, str]] = []
    if source.header.kind in (SUMMARY, DETAILED):
        sound = "SELECT DISTINCT stage, level FROM incoming WHERE row NOT IN (SELECT row FROM problem)"
        counts = staging.execute(sound).fetchall()
    asked = staging.ask("asked") if source.part else []
    alone = (Notice("units_alone", None, str(rows)),) if rows else ()
    return ImportResult(
        name,
        "accepted",
        kind=source.header.kind.name,
        accepted_rows=accepted,
        quarantined_rows=quarantined + len(source.ragged),
        unit_keys=frozenset(units or ()),
        period=(first.isoformat(), last.isoformat()) if first else None,
        problems=tuple(problems),
        dropped_columns=source.header.dropped,
        ignored_sheets=source.ignored_sheets,
        notices=(*source.notices, *alone),
        counts=frozenset(counts),
        targets=tuple(Asked(*row) for row in asked),
    )

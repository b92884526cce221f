"""What a file would bring, before anyone says yes: columns, times, units, totals beside those of the last report."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from dashboard.exports.kinds import SUMMARY, UNIT_FIELDS
from dashboard.exports.questions import Question
from dashboard.exports.results import ExportRejected, ImportResult, Meaning
from dashboard.exports.sketches import NO_LOOK, Look
from dashboard.exports.source import NO_HINTS, Export, Hints, name_of
from dashboard.exports.upload import NamedUnit, Total
from dashboard.importer import readers, reimport
from dashboard.importer.judging.kept_cells import Shown
from dashboard.importer.keeping import Circumstances
from dashboard.importer.pipeline import digest_of, judge_cells, known_as, present_circumstances, read_cells
from dashboard.importer.readers.archives import unpacked_exports
from dashboard.importer.staging import Staging


@dataclass(frozen=True)
class Preview:
    """What one file would bring; nothing is written. ``said`` is what was said of it, by a saved layout too."""

    result: ImportResult
    meanings: tuple[Meaning, ...] = ()
    times: tuple[datetime, ...] = ()
    units: tuple[NamedUnit, ...] = ()
    totals: tuple[Total, ...] = ()
    questions: tuple[Question, ...] = ()
    look: Look = NO_LOOK
    said: Hints = NO_HINTS


def preview(exports: Sequence[Export], hints: Hints = NO_HINTS) -> list[Preview]:
    """What each file would bring, each by itself; a path may be a folder or an archive."""
    found = []
    for handed_in in exports:
        try:
            circumstances = present_circumstances(is_demo=False, dry_run=True, hints=hints)
            found += [preview_of(export, hints) for export in unpacked_exports(handed_in, circumstances.max_file_mb)]
        except ExportRejected as rejection:
            found.append(Preview(ImportResult(name_of(handed_in), "refused", problems=rejection.problems)))
    return found


def preview_of(export: Export, hints: Hints) -> Preview:
    """What one file would bring."""
    circumstances = present_circumstances(is_demo=False, dry_run=True, hints=hints)
    name = name_of(export, hints.part)
    try:
        readers.check_file(export, circumstances.max_file_mb)
        before = reimport.batches_of(digest_of(export, hints), name)
        if before and not reimport.are_open(before):
            known = Preview(known_as(name, before[-1].batch_id, hints))
            return replace(known, look=offered(export, circumstances)) if before[-1].kind == SUMMARY.name else known
        circumstances = replace(circumstances, before=tuple(before))
        with Staging() as staging:
            return seen(staging, export, circumstances)
    except ExportRejected as rejection:
        return rejected(name, rejection)


def offered(export: Export, circumstances: Circumstances) -> Look:
    """The columns of targets of a report that is in already: these may come in later than its counts."""
    try:
        with Staging() as staging:
            look = read_cells(staging, export, circumstances).look
    except ExportRejected as rejection:
        look = rejection.look
    return Look(targets=look.targets)


def seen(staging: Staging, export: Export, circumstances: Circumstances) -> Preview:
    """What a file that can be opened would bring, also where nothing of it comes in yet."""
    try:
        source = read_cells(staging, export, circumstances)
        source, result = judge_cells(staging, export, source, circumstances)
    except ExportRejected as rejection:
        return rejected(name_of(export, circumstances.hints.part), rejection)
    result = result if result.accepted_rows else result.as_refused()
    times, units, totals = understood(staging, result.kind or "")
    return Preview(result, source.meanings, times, units, totals, source.questions, source.look, source.hints)


def rejected(name: str, rejection: ExportRejected) -> Preview:
    """What is known of a file of which nothing comes in."""
    result = ImportResult(name, "refused", kind=rejection.kind, problems=rejection.problems)
    return Preview(result, rejection.meanings, questions=rejection.questions, look=rejection.look)


def understood(staging: Staging, kind: str) -> tuple[tuple[datetime, ...], tuple[NamedUnit, ...], tuple[Total, ...]]:
    """Times, units and totals of the judged rows."""
    dated = "SELECT DISTINCT dated_at FROM incoming WHERE dated_at IS NOT NULL ORDER BY ALL"
    times = staging.execute(dated).fetchall()
    units = []
    if kind != "published":
        shown = Shown(staging)
        for *cells, edition, state, code, name, detail in staging.ask("named_unit"):
            candidates = tuple(part for part in detail.split("; ") if part)
            code_written, written, parent_written = (
                shown(field, cell, kept, is_unit_alike=state == "uncertain")
                for field, cell, kept in zip(UNIT_FIELDS[1:], cells[:3], cells[3:], strict=True)
            )
            said = (code_written, written, parent_written)
            units.append(NamedUnit(*said, edition, state, code, name, candidates))
    totals = staging.ask("newest_total") if kind == "summary" else []
    return tuple(time for (time,) in times), tuple(units), tuple(Total(*total) for total in totals)

"""The importer's face: exports become accepted batches, and the batches become the warehouse that readers see."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from dashboard import clock, version_files
from dashboard.batches import events, order, store
from dashboard.exports.results import ExportRejected, ImportResult, Problem
from dashboard.exports.source import NO_HINTS, Export, Hints, Member, name_of
from dashboard.exports.targets import Terms
from dashboard.importer.dry_run import Preview, preview
from dashboard.importer.pipeline import accept_file, present_circumstances
from dashboard.importer.readers.archives import unpacked_exports
from dashboard.importer.reminding import reminder_export
from dashboard.importer.withdrawal import BatchUnknown, give_up, restore, withdraw
from dashboard.warehouse import by_parts, versions
from dashboard.warehouse.compared import changes_of
from dashboard.warehouse.making import WarehouseRefused
from dashboard.warehouse.targets_before import with_before
from dashboard.warehouse.versions import NothingYet
from dashboard.warehouse.workers.cluster import Cluster
from dashboard.warehouse.workers.processes import Processes
from dashboard.warehouse.workers.task import Workers

__all__ = [
    "BatchUnknown",
    "Cluster",
    "Export",
    "ExportRejected",
    "Hints",
    "ImportResult",
    "Member",
    "NothingYet",
    "Preview",
    "Problem",
    "Processes",
    "Terms",
    "WarehouseRefused",
    "Workers",
    "accept",
    "give_up",
    "preview",
    "rebuild",
    "remind",
    "restore",
    "why_in_one_go",
    "with_changes",
    "withdraw",
]

NOW: Mapping[str, datetime] = {}

# Is called with the step that has begun (reading, checking, saving, building) and the file's name.
Progress = Callable[[str, str], None]


def accept(
    exports: Sequence[Export],
    *,
    dry_run: bool = False,
    is_demo: bool = False,
    arrivals: Mapping[str, datetime] = NOW,
    progress: Progress | None = None,
    hints: Hints = NO_HINTS,
    terms: Terms | None = None,
) -> list[ImportResult]:
    """Judges each export in turn and keeps what is sound, then rebuilds the warehouse once.

    An export may be a folder or a ZIP archive: every file in it is judged; a member is a file in memory. ``hints`` say
    what the files do not say; ``arrivals`` when each simulated file came in, by its name. A real one comes in now. With
    ``terms`` the columns of targets in the reports come in too, each file's as an export of their own behind it.

    A refused file is a result with the status "refused". Raises an OperatorFault: WarehouseRefused when the new
    warehouse breaks a check, BatchDamaged and StepMissing where an accepted batch is not as it came in or is gone, and
    those of the disk.
    """
    readings = [hints, *([replace(hints, targets=terms)] if terms else [])]

    def judged() -> list[ImportResult]:
        return [
            result
            for read_by in readings
            for result in accept_files(
                exports, dry_run=dry_run, is_demo=is_demo, arrivals=arrivals, progress=progress, hints=read_by
            )
        ]

    if dry_run:
        return judged()
    with store.locked():
        manifests = store.manifests()
        order.check_numbers(manifests, events.happened())
        store.check_rows(manifests)
    results = judged()
    with store.locked():
        if not store.manifests():
            return results
        progress_to(progress, "", "building")
        before = version_files.current()
        version = versions.bring_up_to_date()
    return [result.with_version(version, before) for result in results]


def remind(edition: str, unit_codes: Sequence[str], progress: Progress | None = None) -> ImportResult:
    """Keeps that units of an edition were reminded today, and rebuilds the warehouse; what is kept already stays once.

    Units that do not exist are in quarantine. Raises what `accept` raises.
    """
    [result] = accept([reminder_export(edition, unit_codes, clock.now().date())], progress=progress)
    return result


def with_changes(result: ImportResult) -> ImportResult:
    """The result with what the pages show otherwise since it came in; of targets also what would be, before they do."""
    if result.status != "accepted":
        return result
    before = result.version_before if result.version else version_files.current()
    targets = with_before(result.targets, version_files.path_of(before) if before else None)
    return replace(result, changes=changes_of(result), targets=targets)


def accept_files(
    exports: Sequence[Export],
    *,
    dry_run: bool,
    is_demo: bool,
    progress: Progress | None,
    arrivals: Mapping[str, datetime] = NOW,
    hints: Hints = NO_HINTS,
) -> list[ImportResult]:
    """The results of the files, each judged with the knowledge of those before it.

    Takes the lock by itself, for as long as a batch is written.
    """
    known = {manifest.sha256: manifest.batch_id for manifest in store.manifests()}
    results = []
    for handed_in in exports:
        circumstances = present_circumstances(is_demo=is_demo, dry_run=dry_run, hints=hints)
        try:
            for export in unpacked_exports(handed_in, circumstances.max_file_mb):
                circumstances = present_circumstances(is_demo=is_demo, dry_run=dry_run, hints=hints)
                if is_demo and export.name in arrivals:
                    circumstances = replace(circumstances, now=arrivals[export.name])
                report_step = partial(progress_to, progress, name_of(export))
                results.append(accept_file(export, circumstances, known, report_step))
        except ExportRejected as rejection:
            results.append(ImportResult(name_of(handed_in), "refused", problems=rejection.problems))
    return results


def progress_to(progress: Progress | None, file: str, step: str) -> None:
    """Passes a step on to whoever shows progress."""
    if progress:
        progress(step, file)


def why_in_one_go(version: str) -> str:
    """Why the nation of a version could not be built province by province, as `command.in_one_go` says it, or empty."""
    return by_parts.noted_in_one_go(version)


def rebuild(as_of: datetime | None = None, workers: Workers | None = None) -> str:
    """Builds the warehouse from the accepted batches unless it is up to date, and returns its version.

    Given a moment of the past, builds the version that was shown then, beside the one in use, which stays in use.
    workers: make the parts of a nation.
    Raises WarehouseRefused when a check fails, and NothingYet when nothing had come in by then.
    """
    with store.locked():
        return versions.bring_up_to_date(workers) if as_of is None else versions.bring_back(as_of, workers)

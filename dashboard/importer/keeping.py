"""Keeps what was judged: the sound rows as a batch, the others with their reasons in quarantine."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dashboard.batches import order, store
from dashboard.batches.positions import POSITIONS
from dashboard.exports.header import Header
from dashboard.exports.results import ImportResult
from dashboard.exports.source import NO_HINTS, Hints, Source
from dashboard.importer import positions
from dashboard.importer.staging import Staging
from dashboard.sql import literal


@dataclass(frozen=True)
class Circumstances:
    """What a file is judged by beside its rows. Simulated data may lie in the future.

    ``before`` are the batches by which the same file came in before.
    """

    now: datetime
    max_file_mb: int
    is_demo: bool = False
    dry_run: bool = False
    hints: Hints = NO_HINTS
    before: tuple[store.Manifest, ...] = ()

    @property
    def latest(self) -> datetime:
        """The last moment that a row may be of."""
        return datetime.max if self.is_demo else self.now


def batch_name(circumstances: Circumstances, kind: str, digest: str) -> str:
    """Names sort by arrival: 20240501T230000123456-summary-1a2b3c4d."""
    return f"{circumstances.now:%Y%m%dT%H%M%S%f}-{kind}-{digest[:8]}"


def manifest_of(
    result: ImportResult, circumstances: Circumstances, digest: str, lines: tuple[int, int] = (0, 0)
) -> store.Manifest:
    """The facts kept beside a batch; simulated ones come in at simulated times, and keep the order of these.

    ``lines`` are the first and the last of a detailed export.
    """
    return store.Manifest(
        batch_id=str(result.batch),
        kind=str(result.kind),
        sha256=digest,
        source_name=replace(result, digest=digest).kept_file,
        received_at=circumstances.now.isoformat(),
        period_from=result.period[0] if result.period else None,
        period_to=result.period[1] if result.period else None,
        accepted_rows=result.accepted_rows,
        quarantined_rows=result.quarantined_rows,
        units=result.units,
        is_demo=circumstances.is_demo,
        superseded_by=None,
        dropped_columns=result.dropped_columns,
        ignored_sheets=result.ignored_sheets,
        number=0 if circumstances.is_demo else order.next_number(),
        first_row=lines[0],
        last_row=lines[1],
        dossiers=sum(int(notice.detail) for notice in result.notices if notice.notice == "dossiers"),
    )


def keep(staging: Staging, source: Source, result: ImportResult, manifest: store.Manifest) -> None:
    """Quarantine first, the batch last: the batch's rename is the moment at which the file has come in."""
    header = source.header
    if result.quarantined_rows:
        with store.unfinished(store.quarantine_folder(), manifest.batch_id) as folder:
            quarantine(staging, folder, header, result, manifest.source_name)
            store.put_in_place(folder, store.quarantine_folder() / manifest.batch_id)
    with store.unfinished(store.batches_folder(), manifest.batch_id) as folder:
        columns = ", ".join(f"{name}::{kind} AS {name}" for name, kind in header.kind.columns)
        write_parquet(
            staging,
            f"SELECT {columns} FROM incoming WHERE row NOT IN (SELECT row FROM problem)",
            folder / "rows.parquet",
        )
        if positions.are_kept(source):
            write_parquet(staging, positions.laid_out(staging, source), folder / POSITIONS)
        store.write_manifest(folder, manifest)
        store.put_in_place(folder, store.batches_folder() / manifest.batch_id)
    order.given(manifest.number)


def quarantine(staging: Staging, folder: Path, header: Header, result: ImportResult, source_name: str) -> None:
    """The understood cells of the quarantined rows, all others covered, and the problems as listed."""
    cells = ", ".join(f'kept_cell."{name}"' for name in header.kind.all_fields)
    write_parquet(
        staging,
        f"SELECT kept_cell.row, {cells}, found.reasons FROM kept_cell JOIN (SELECT row, list(DISTINCT reason) AS "
        "reasons FROM problem GROUP BY row) AS found ON kept_cell.row = found.row ORDER BY kept_cell.row",
        folder / "rows.parquet",
    )
    names = ("file", "sheet", "row", "column", "value", "reason", "detail")
    problems = [replace(problem.as_kept(), file=source_name) for problem in result.problems]
    listed: list[dict[str, Any]] = [{name: getattr(problem, name) for name in names} for problem in problems]
    store.write_json(folder / "problems.json", listed)


def write_parquet(staging: Staging, query: str, path: Path) -> None:
    """Writes a query's rows as one Parquet file."""
    staging.execute(f"COPY ({query}) TO {literal(path)} (FORMAT parquet, COMPRESSION zstd)")

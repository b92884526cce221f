"""The accepted batches: append-only folders of typed Parquet with a manifest, written beside and renamed into place."""

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from dashboard import settings
from dashboard.disk import NO_ROOM, UNUSABLE, DiskFull, FolderUnusable
from dashboard.faults import OperatorFault

# Folders under this prefix are unfinished; the next import sweeps them away.
INCOMING = ".incoming-"
MANIFEST, ROWS = "manifest.json", "rows.parquet"


class BatchDamaged(OperatorFault):
    """An accepted batch lacks its facts or its rows, or they are not those that came in: nothing is built without it.

    file: which of its two files is at fault.
    """

    reason, key = "batch_is_whole", "command.batch_damaged"

    def __init__(self, batch_id: str, file: str) -> None:
        super().__init__(batch=batch_id, file=file, folder=batches_folder() / batch_id)


@dataclass(frozen=True)
class Manifest:
    """What a batch is: written once, beside its rows."""

    batch_id: str
    kind: str
    sha256: str
    source_name: str
    received_at: str
    period_from: str | None
    period_to: str | None
    accepted_rows: int
    quarantined_rows: int
    units: int
    is_demo: bool
    superseded_by: str | None
    dropped_columns: tuple[str, ...]
    ignored_sheets: tuple[str, ...]
    # Its place among all that came in and was decided; 0 for a batch of an older software, and a simulated one.
    number: int = 0
    # Of its rows' file; empty for a batch of an older software.
    rows_sha256: str = ""
    # Of a detailed export the lines of its file on which the first and the last accepted row stand, and of how many
    # dossiers its counts are; 0 where that is not known.
    first_row: int = 0
    last_row: int = 0
    dossiers: int = 0


def batches_folder() -> Path:
    """Where accepted batches lie."""
    return settings.data_folder() / "batches"


def quarantine_folder() -> Path:
    """Where the quarantined rows lie, under their batch's name."""
    return settings.data_folder() / "quarantine"


def manifests() -> list[Manifest]:
    """All accepted batches, in the order in which they came in. Raises BatchDamaged for one without sound facts."""
    found = [read_manifest(path) for path in batches_folder().glob("[!.]*") if path.is_dir()]
    return sorted(found, key=lambda manifest: (manifest.number, manifest.batch_id))


def read_manifest(batch: Path) -> Manifest:
    """The facts of one batch; JSON knows lists only, a frozen manifest has tuples. Raises BatchDamaged."""
    try:
        facts: dict[str, Any] = json.loads((batch / MANIFEST).read_text(encoding="utf-8"))
        facts |= {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
        manifest = Manifest(**facts)
        datetime.fromisoformat(manifest.received_at)
    except (FileNotFoundError, ValueError, TypeError, AttributeError) as problem:
        raise BatchDamaged(batch.name, MANIFEST) from problem
    if manifest.batch_id != batch.name:
        raise BatchDamaged(batch.name, MANIFEST)
    return manifest


def check_rows(manifests: Sequence[Manifest]) -> None:
    """Raises BatchDamaged for the first batch whose rows are not those that were accepted.

    Of a batch of an older software, which kept no digest, the number of rows is compared. A file that did not change
    since is not read again in the same process.
    """
    for manifest in manifests:
        path = rows_file(manifest.batch_id)
        stamp = settings.stamp(path)
        if stamp is None or not _has_sound_rows(path, stamp, manifest.rows_sha256, manifest.accepted_rows):
            raise BatchDamaged(manifest.batch_id, ROWS)


@lru_cache(maxsize=100_000)
def _has_sound_rows(path: Path, _stamp: tuple[int, int, int], digest: str, rows: int) -> bool:
    if digest:
        return digest_of(path) == digest
    try:
        with duckdb.connect(":memory:") as connection:
            found = connection.execute("SELECT count(*) FROM read_parquet($path)", {"path": str(path)}).fetchall()
    except duckdb.Error:
        return False
    return found == [(rows,)]


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def rows_file(batch_id: str) -> Path:
    """The accepted rows of a batch."""
    return batches_folder() / batch_id / ROWS


@contextmanager
def locked() -> Iterator[None]:
    """Lets one importer in at a time, and sweeps away what a killed one left. Raises DiskFull, FolderUnusable."""
    folder = settings.data_folder()
    with room_in(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "importer.lock"):
            sweep()
            yield


@contextmanager
def room_in(folder: Path) -> Iterator[None]:
    """Raises DiskFull and FolderUnusable in the place of the errors by which Python and DuckDB say so."""
    try:
        yield
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise DiskFull(folder) from problem
        if problem.errno in UNUSABLE:
            raise FolderUnusable(problem.filename or folder) from problem
        raise
    except duckdb.Error as problem:
        # DuckDB has no class of its own for it, and hands on the words of the system.
        if any(words in str(problem) for words in (*map(os.strerror, NO_ROOM), "not enough space on the disk")):
            raise DiskFull(folder) from problem
        raise


def sweep() -> None:
    """Removes unfinished folders, and quarantined rows whose batch never came to be."""
    for folder in (batches_folder(), quarantine_folder()):
        for unfinished in folder.glob(f"{INCOMING}*"):
            shutil.rmtree(unfinished)
    for unfinished in settings.data_folder().glob("counter.partial-*"):
        unfinished.unlink()
    for orphan in quarantine_folder().glob("[!.]*"):
        if not (batches_folder() / orphan.name).is_dir():
            shutil.rmtree(orphan)


@contextmanager
def unfinished(parent: Path, name: str) -> Iterator[Path]:
    """A folder to write in, beside its place; what is not put in place is gone afterwards."""
    folder = parent / f"{INCOMING}{name}"
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(folder: Path, place: Path) -> None:
    """Makes a written folder durable and renames it: it is there whole, or not at all."""
    for file in folder.iterdir():
        make_durable(file)
    make_durable(folder)
    folder.rename(place)
    make_durable(place.parent)


def make_durable(path: Path) -> None:
    """Forces a file or folder onto the disk. Windows has no such call for folders and needs none."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, content: object) -> None:
    """Writes a small file of facts."""
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def replace_file(path: Path, content: str) -> None:
    """Writes a small file beside its place and renames it: readers see the old content or the new."""
    beside = path.with_name(f"{path.name}.partial-{os.getpid()}")
    beside.write_text(content, encoding="utf-8", newline="")
    make_durable(beside)
    beside.replace(path)


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Writes the manifest into the unfinished folder of a batch, with the digest of the rows that lie in it."""
    write_json(folder / MANIFEST, asdict(replace(manifest, rows_sha256=digest_of(folder / ROWS))))

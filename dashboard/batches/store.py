"""The accepted batches: append-only folders of typed Parquet with a manifest, written beside and renamed into place."""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
from filelock import FileLock

from dashboard import settings
from dashboard.disk import NO_ROOM, DiskFull

# Folders under this prefix are unfinished; the next import sweeps them away.
INCOMING = ".incoming-"


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


def batches_folder() -> Path:
    """Where accepted batches lie."""
    return settings.data_folder() / "batches"


def quarantine_folder() -> Path:
    """Where the quarantined rows lie, under their batch's name."""
    return settings.data_folder() / "quarantine"


def manifests() -> list[Manifest]:
    """All accepted batches, in the order in which they came in."""
    found = sorted(batches_folder().glob("[!.]*/manifest.json"))
    return [read_manifest(path) for path in found]


def read_manifest(path: Path) -> Manifest:
    """The facts of one batch; JSON knows lists only, a frozen manifest has tuples."""
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    facts |= {name: tuple(value) for name, value in facts.items() if isinstance(value, list)}
    return Manifest(**facts)


def rows_file(batch_id: str) -> Path:
    """The accepted rows of a batch."""
    return batches_folder() / batch_id / "rows.parquet"


@contextmanager
def locked() -> Iterator[None]:
    """Lets one importer in at a time, and sweeps away what a killed one left. Raises DiskFull when no room is left."""
    folder = settings.data_folder()
    with room_in(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "importer.lock"):
            sweep()
            yield


@contextmanager
def room_in(folder: Path) -> Iterator[None]:
    """Raises DiskFull in the place of the errors by which Python and DuckDB say that there is no room to write."""
    try:
        yield
    except OSError as problem:
        if problem.errno in NO_ROOM:
            raise DiskFull(folder) from problem
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
    """Writes the manifest into the unfinished folder of a batch."""
    write_json(folder / "manifest.json", asdict(manifest))

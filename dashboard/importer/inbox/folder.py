"""The watched folder: which files have arrived whole, and where they go once judged; they are only ever renamed."""

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from dashboard import settings
from dashboard.batches import store
from dashboard.importer.readers.archives import is_leftover
from dashboard.importer.returns.saving import free

ACCEPTED, REFUSED = "accepted", "refused"
# What browsers and copying programs call a file that is not there yet.
UNFINISHED = (".part", ".partial", ".filepart", ".crdownload", ".opdownload", ".download", ".tmp")


@dataclass(frozen=True)
class Stamp:
    """What changes while a file grows, and when it is replaced."""

    size: int
    changed_at: int
    number: int


class InboxMissing(Exception):
    """The folder that the settings name is not there: perhaps a share that is not connected."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self.folder = folder


def ready_folder() -> Path:
    """The inbox; made where it lies in the data folder. Raises InboxMissing for another one that is not there."""
    folder = settings.inbox_folder()
    if folder.is_relative_to(settings.data_folder()):
        with store.room_in(folder):
            folder.mkdir(parents=True, exist_ok=True)
    if not folder.is_dir():
        raise InboxMissing(folder)
    return folder


def lying_in(folder: Path) -> dict[Path, Stamp]:
    """The files of a folder with their stamps; not what programs leave there, nor what lies in folders below."""
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if is_leftover((entry.name,)) or entry.name.lower().endswith(UNFINISHED):
                continue
            stamp = stamp_of(folder / entry.name)
            if stamp:
                found[folder / entry.name] = stamp
    return dict(sorted(found.items()))


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a file; None where there is none (any more), or it is a link or a folder."""
    try:
        found = path.stat(follow_symlinks=False)
    except OSError:
        return None
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino) if stat.S_ISREG(found.st_mode) else None


def has_arrived(path: Path) -> bool:
    """Whether nobody has a file open, as far as can be seen: it can be read, and no office program has locked it."""
    name = path.name
    locks = (f"~${name}", f"~${name[2:]}", f".~lock.{name}#")
    if any((path.parent / lock).exists() for lock in locks):
        return False
    try:
        path.open("rb").close()
    except OSError:
        return False
    return True


def move(path: Path, folder: Path) -> Path:
    """Renames a file into a folder below its own, under a number where its name is taken, and returns its new place."""
    target = free(folder / path.name)
    path.rename(target)
    store.make_durable(folder)
    return target

"""The files of the warehouse's versions, one each, and the pointer to the one in use."""

from functools import lru_cache
from pathlib import Path

from dashboard import settings


def folder() -> Path:
    """Where the versions lie."""
    return settings.data_folder() / "warehouse"


def path_of(version: str) -> Path:
    """The file of one version."""
    return folder() / f"warehouse-{version}.duckdb"


def pointer() -> Path:
    """The file that names the version in use."""
    return _pointer(settings.data_folder())


@lru_cache(maxsize=8)
def _pointer(data: Path) -> Path:
    return data / "warehouse" / "current"


def current() -> str | None:
    """The version that the pointer names, or None before the first import and where the pointer is empty."""
    words = _named_in(pointer(), settings.stamp(pointer()))
    return words[0] if words else None


def is_whole(version: str) -> bool:
    """Whether the file of the version in use is there with the size that it was finished with.

    A pointer of an older software tells no size: the file has to be there.
    """
    words, found = _named_in(pointer(), settings.stamp(pointer())), settings.stamp(path_of(version))
    return found is not None and found[2] > 0 and (words[:1] != [version] or words[1:] in ([], [str(found[2])]))


def shown() -> str | None:
    """The version that readers are shown: the one asked for, else the one in use."""
    return settings.asked_version() or current()


@lru_cache(maxsize=8)
def _named_in(path: Path, stamp: tuple[int, int, int] | None) -> list[str]:
    words = path.read_text(encoding="utf-8", errors="replace").split() if stamp else []
    return words if words and words[0].isascii() and words[0].isalnum() else []

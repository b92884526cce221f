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
    return folder() / "current"


def current() -> str | None:
    """The version that the pointer names, or None before the first import."""
    return _named_in(pointer(), settings.stamp(pointer()))


def shown() -> str | None:
    """The version that readers are shown: the one asked for, else the one in use."""
    return settings.asked_version() or current()


@lru_cache(maxsize=8)
def _named_in(path: Path, stamp: tuple[int, int, int] | None) -> str | None:
    return path.read_text(encoding="utf-8").strip() or None if stamp else None

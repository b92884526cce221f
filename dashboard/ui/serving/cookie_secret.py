"""The secret by which all servers over one data folder sign cookies: made once, kept for this account alone."""

import os
import secrets
from pathlib import Path

from filelock import FileLock

from dashboard import settings

NAME = "cookie_secret"
THIS_ACCOUNT = 0o600


def kept() -> str:
    """The folder's secret, which is made where there is none. Raises OSError where the folder cannot be used.

    It is never printed, nor handed to another process: each server reads it for itself.
    """
    place = settings.data_folder() / NAME
    place.parent.mkdir(parents=True, exist_ok=True)
    # Two servers that start at once must not make two.
    with FileLock(place.with_name(f"{NAME}.lock")):
        if not place.exists() or not place.read_text(encoding="ascii"):
            _make(place)
    # A folder that was copied from elsewhere may have lost its permissions.
    if place.stat().st_mode & 0o777 != THIS_ACCOUNT:
        place.chmod(THIS_ACCOUNT)
    return place.read_text(encoding="ascii")


def _make(place: Path) -> None:
    """Written beside its place with its permissions, and renamed: at no moment may others read it."""
    beside = place.with_name(f".{NAME}.partial")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, THIS_ACCOUNT)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)

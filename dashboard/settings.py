"""Paths, environment variables and the operator's settings: nowhere else."""

import os
import tomllib
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MESSAGES = ROOT / "messages"
QUERIES = ROOT / "queries"
STATIC = ROOT / "static"
DEFAULTS = DATA / "settings.toml"
# A higher threshold would hide whole campaigns of small communes: a typing error.
MOST_SMALL_COUNT = 100


@dataclass(frozen=True)
class Settings:
    """The values of data/settings.toml, where each is explained."""

    language: str
    time_zone: str
    home_unit: str
    home_issuer: str
    late_after_days: int
    small_count: int
    report_due: str
    period_days: int
    screen_amber_hours: int
    screen_red_hours: int
    upload_from: str
    host_names: tuple[str, ...]
    max_file_mb: int
    keep_versions: int
    inbox: str


class SettingsInvalid(Exception):
    """The operator's settings file holds a name or a kind of value that does not exist."""

    def __init__(self, path: Path, name: str, value: object) -> None:
        super().__init__(f"{path}: {name} = {value!r}")
        self.path, self.name, self.value = path, name, value


def data_folder() -> Path:
    """The folder of batches, warehouse and installed boundaries: DASHBOARD_DATA, or data/local."""
    return Path(os.environ.get("DASHBOARD_DATA") or DATA / "local")


def inbox_folder() -> Path:
    """The folder that `watch` looks into."""
    return data_folder() / load().inbox


def asked_version() -> str | None:
    """The version of the figures that DASHBOARD_VERSION asks to be shown in the place of the one in use."""
    return os.environ.get("DASHBOARD_VERSION") or None


def address() -> tuple[str, int]:
    """Host and port of the server: HOST and PORT, or this machine only on 8501."""
    return os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8501)


def load() -> Settings:
    """The defaults with the operator's own settings.toml laid over them, read once in a process for each data folder.

    What is remembered of pages and answers depends on them: read anew while a server runs, pages would mix two states.
    Raises SettingsInvalid for an unknown name, a value of another type or a file that is not TOML.
    """
    return _read(data_folder() / "settings.toml")


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced, None where there is none: cheaper to ask than to read it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


@cache
def _read(own: Path) -> Settings:
    values = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    if own.exists():
        values |= _checked(own, values)
    values["host_names"] = tuple(values["host_names"])
    return Settings(**{field.name: values[field.name] for field in fields(Settings)})


def _checked(path: Path, defaults: dict[str, object]) -> dict[str, object]:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as problem:
        raise SettingsInvalid(path, "TOML", str(problem)) from problem
    for name, value in own.items():
        if name not in defaults or type(value) is not type(defaults[name]):
            raise SettingsInvalid(path, name, value)
    if own.get("small_count", 0) > MOST_SMALL_COUNT:
        raise SettingsInvalid(path, "small_count", own["small_count"])
    return own

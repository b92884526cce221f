"""Paths, environment variables and the operator's settings: nowhere else."""

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dashboard.faults import OperatorFault

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
MESSAGES = ROOT / "messages"
QUERIES = ROOT / "queries"
STATIC = ROOT / "static"
DEFAULTS = DATA / "settings.toml"
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DUE = re.compile(rf"none|({'|'.join(('daily', *WEEKDAYS))}) ([01]\d|2[0-3]):[0-5]\d", re.ASCII)


def _is_time_zone(name: str) -> bool:
    try:
        return bool(name) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


# What a value may be, beyond its kind. A threshold over 100 would hide whole campaigns of small communes.
ALLOWED: dict[str, Callable[[Any], bool]] = {
    "language": ("vi", "en").__contains__,
    "time_zone": _is_time_zone,
    "home_issuer": ("ministry", "province", "district").__contains__,
    "late_after_days": range(366).__contains__,
    "least_coverage": range(101).__contains__,
    "small_count": range(101).__contains__,
    "report_due": lambda written: bool(DUE.fullmatch(written)),
    "period_days": range(1, 366).__contains__,
    "on_course_from": range(101).__contains__,
    "at_risk_from": range(101).__contains__,
    "list_rule": ("two_reports", "false_discovery").__contains__,
    "list_limits": ("95%", "99.8%").__contains__,
    "list_false_discovery": range(1, 51).__contains__,
    "screen_amber_hours": range(1, 8785).__contains__,
    "screen_red_hours": range(1, 8785).__contains__,
    "name_likeness": range(101).__contains__,
    "upload_from": ("this_pc", "anyone", "nobody").__contains__,
    "host_names": lambda names: all(isinstance(name, str) and name.strip() for name in names),
    "max_file_mb": range(1, 10_001).__contains__,
    "keep_versions": range(1001).__contains__,
    "memory_mb": range(1, 100_001).__contains__,
    "inbox": lambda folder: bool(folder.strip()) and "\0" not in folder,
}


@dataclass(frozen=True)
class Settings:
    """The values of data/settings.toml, where each is explained."""

    language: str
    time_zone: str
    home_unit: str
    home_issuer: str
    late_after_days: int
    least_coverage: int
    small_count: int
    report_due: str
    period_days: int
    on_course_from: int
    at_risk_from: int
    list_rule: str
    list_limits: str
    list_false_discovery: int
    screen_amber_hours: int
    screen_red_hours: int
    name_likeness: int
    upload_from: str
    host_names: tuple[str, ...]
    max_file_mb: int
    keep_versions: int
    memory_mb: int
    inbox: str


class SettingsInvalid(OperatorFault):
    """The operator's settings file holds a name or a value that does not exist."""

    reason, key = "settings_are_valid", "command.settings_invalid"

    def __init__(self, path: Path, name: str, value: object) -> None:
        super().__init__(file=path, name=name, value=value)
        self.args = (f"{path}: {name} = {value!r}",)
        self.path, self.name, self.value = path, name, value


def data_folder() -> Path:
    """The folder of batches, warehouse and installed boundaries: DASHBOARD_DATA, or data/local."""
    return _data_folder(os.environ.get("DASHBOARD_DATA"), DATA)


# A view asks hundreds of times, and to make a path takes longer than to look whether a file is there.
@lru_cache(maxsize=8)
def _data_folder(named: str | None, reference: Path) -> Path:
    return Path(named or reference / "local")


def use(data: str, reference: str) -> None:
    """Makes this process, which serves another one, use that one's data folder and reference tables."""
    global DATA
    os.environ["DASHBOARD_DATA"] = data
    DATA = Path(reference)


def inbox_folder() -> Path:
    """The folder that `watch` looks into."""
    return data_folder() / load().inbox


def asked_version() -> str | None:
    """The version of the figures that DASHBOARD_VERSION asks to be shown in the place of the one in use."""
    return os.environ.get("DASHBOARD_VERSION") or None


def asked_now() -> str | None:
    """The moment, as 2026-11-28T08:00, that DASHBOARD_NOW gives the clock: of a rehearsal, and of tests."""
    return os.environ.get("DASHBOARD_NOW") or None


def address() -> tuple[str, int]:
    """Host and port of the server: HOST and PORT, or this machine only on 8501."""
    return os.environ.get("HOST") or "127.0.0.1", int(os.environ.get("PORT") or 8501)


def environment_at(port: int) -> dict[str, str]:
    """What another process is to find in its environment in order to serve on that port."""
    return {**os.environ, "PORT": str(port)}


def base_path() -> str:
    """The path below the server's name at which all pages lie, without slashes around it: BASE_PATH, or none."""
    return (os.environ.get("BASE_PATH") or "").strip("/")


def load() -> Settings:
    """The defaults with the operator's own settings.toml laid over them, read once in a process for each data folder.

    What is remembered of pages and answers depends on them: read anew while a server runs, pages would mix two states.
    Raises SettingsInvalid for an unknown name, a value that it cannot have, or a file that is not TOML in UTF-8.
    """
    return _read(data_folder())


def stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced, None where there is none: cheaper to ask than to read it."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


@cache
def _read(folder: Path) -> Settings:
    own = folder / "settings.toml"
    values = tomllib.loads(DEFAULTS.read_text(encoding="utf-8"))
    if own.exists():
        values |= _checked(own, values)
    values["host_names"] = tuple(values["host_names"])
    return Settings(**{field.name: values[field.name] for field in fields(Settings)})


def _checked(path: Path, defaults: dict[str, object]) -> dict[str, object]:
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise SettingsInvalid(path, "TOML", str(problem)) from problem
    for name, value in own.items():
        is_known = name in defaults and type(value) is type(defaults[name])
        if not is_known or not ALLOWED.get(name, lambda _: True)(value):
            raise SettingsInvalid(path, name, value)
    return own

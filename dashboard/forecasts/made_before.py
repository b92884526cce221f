"""What was made of a province's figures for an earlier version, kept in files that are named by what they are made of.

A file of one commune leaves all other provinces as they were: what matured in them, what coefficients that gives as
long as it matured nowhere else, and what these say of their units on the same day. Of its own province it leaves what
is said of earlier days: that hangs on what was known by then.
"""

import hashlib
import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dashboard.forecasts.coefficients import CARRIED
from dashboard.forecasts.fit import Residual, is_looked_back_at
from dashboard.statistics import residuals

Arrays = dict[str, npt.NDArray[Any]]
# Bytes at the beginning of a file.
DIGEST = 32


class MadeBefore:
    """The files of one folder. figures: of each edition and province, by what all that is known there is named."""

    def __init__(self, folder: Path, figures: Mapping[tuple[str, str], str]) -> None:
        self._folder, self._figures = folder, figures
        self.used: set[str] = set()

    def of_province(self, *, edition: str, province: str, asked: str) -> "OfProvince":
        """What is kept of a province. asked: whatever else it is made of."""
        # Who lies in no province is made of anything.
        figures = f"{self._figures.get((edition, province)) or sorted(self._figures.items())}"
        made_of = f"{_code()} {edition} {province} {asked}"
        by_figures, days = _digest(f"{made_of} {figures}"), f"days-{_digest(made_of)}"
        told, matured = f"told-{by_figures}", f"matured-{by_figures}"
        self.used |= {told, matured, days}
        return OfProvince(self._folder / told, self._folder / matured, self._folder / days, figures)

    def texts(self, asked: str) -> "Texts":
        """The coefficients that were fitted."""
        name = f"fitted-{_digest(f'{_code()} {asked}')}.json"
        self.used.add(name)
        return Texts(self._folder / name)


class OfProvince:
    """What is kept of one province, for one level and stage."""

    def __init__(self, told: Path, matured: Path, days: Path, figures: str) -> None:
        self._told, self._matured, self._days, self._figures = told, matured, days, figures

    def told(self, make: Callable[[], Arrays]) -> Arrays:
        """The arrays of what its units reported, and of who is eligible."""
        kept = _read(self._told)
        if kept is None:
            kept = make()
            _write(self._told, kept)
        return kept

    def matured(self, make: Callable[[], Sequence[Residual]], days: Sequence[int]) -> "Matured":
        """What matured, and its digests on days."""
        kept = _read(self._matured)
        if kept is not None:
            return Matured(kept, partial(self._residuals, make))
        found = list(make())
        kept = {"days": np.array(days), "digests": np.array([_digest_by(found, day) for day in days])}
        arrays = dict(kept)
        for number, each in enumerate(found):
            # All are of one province; a day is a small number.
            arrays |= {f"{number}-values": each.values, f"{number}-cut": each.cut.astype(np.int16)}
            arrays[f"{number}-known_on"] = each.known_on.astype(np.int16)
        _write(self._matured, arrays)
        return Matured(kept, lambda: found)

    def _residuals(self, make: Callable[[], Sequence[Residual]]) -> Sequence[Residual]:
        kept = _read(self._matured)
        if kept is None:
            return make()
        found = []
        for number in range(sum(name.endswith("-values") for name in kept)):
            values, cut, known_on = (kept[f"{number}-{name}"] for name in ("values", "cut", "known_on"))
            group = np.zeros(len(values), dtype=np.int64)
            found.append(Residual(values, group, cut.astype(np.int64), known_on.astype(np.int64)))
        return found

    def of_days(
        self, keys: Sequence[str], known_by: Callable[[int], str], make: Callable[[int], Arrays]
    ) -> list[tuple[str, Arrays]]:
        """The arrays of each day, with a name of all that they are made of; those that are not kept are made, by the
        key's place.

        keys: what a day's are made of beside the province's figures. known_by: what of these they hang on, which is
        asked where any of them has changed.
        """
        before: dict[str, Arrays] = {}
        names: dict[str, str] = {}
        for name, value in (_read(self._days) or {}).items():
            day, _, field = name.partition("/")
            if field:
                before.setdefault(day, {})[field] = value
            else:
                names = dict(value.tolist())
        asked = {_digest(f"{self._figures} {key}"): place for place, key in enumerate(keys)}
        found: dict[str, str] = {}
        arrays: dict[str, Arrays] = {}
        for key, place in asked.items():
            found[key] = names.get(key) or _digest(f"{keys[place]} {known_by(place)}")
            arrays[found[key]] = before.get(found[key]) or make(place)
        if names != found:
            kept = {f"{day}/{name}": value for day, each in arrays.items() for name, value in each.items()}
            _write(self._days, {"names": np.array(list(found.items())), **kept})
        return [(_digest(f"{self._days.name} {day}"), arrays[day]) for day in found.values()]


class Matured:
    """What matured in a province, read when it is needed, and digests of what of it counts on which days."""

    def __init__(self, kept: Arrays, read: Callable[[], Sequence[Residual]]) -> None:
        self._read = read
        self._digests: dict[int, str] = dict(zip(kept["days"].tolist(), kept["digests"].tolist(), strict=True))

    def residuals(self) -> Sequence[Residual]:
        """At each horizon."""
        return self._read()

    def digest(self, day: int) -> str:
        """Of what counts on a day."""
        if day not in self._digests:
            self._digests[day] = _digest_by(self.residuals(), day)
        return self._digests[day]


class Texts:
    """Coefficients by what they were fitted on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before: dict[str, str] = {}
        with suppress(OSError, ValueError):
            self._before = json.loads(path.read_text(encoding="utf-8"))
        self._found: dict[str, str] = {}

    def of(self, key: str, make: Callable[[], str]) -> str:
        """The text of a key."""
        name = _digest(key)
        self._found[name] = self._before[name] if name in self._before else make()
        return self._found[name]

    def save(self) -> None:
        """Keeps those that were asked for."""
        if self._found != self._before:
            beside = self._path.with_name(f"{self._path.name}.partial-{os.getpid()}")
            with suppress(OSError):
                beside.write_text(json.dumps(self._found), encoding="utf-8")
                beside.replace(self._path)


def arrays_of(value: object, prefix: str = "") -> Arrays:
    """The arrays of a dataclass, and of those within it, by name."""
    found: Arrays = {}
    for name, inner in _of(value):
        found |= arrays_of(inner, f"{prefix}{name}.") if is_dataclass(inner) else {f"{prefix}{name}": inner}
    return found


def within(arrays: Arrays, prefix: str) -> Arrays:
    """Those of a dataclass within another one, by its own names."""
    return {name.removeprefix(prefix): value for name, value in arrays.items() if name.startswith(prefix)}


def _of(value: object) -> list[tuple[str, Any]]:
    return [(each.name, getattr(value, each.name)) for each in fields(value)]  # type: ignore[arg-type]


def _digest_by(found: Sequence[Residual], day: int) -> str:
    digest = hashlib.sha256()
    for each in found:
        digest.update(each.values[is_looked_back_at(each, day)].tobytes() + b"|")
    return digest.hexdigest()[:24]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:24]


@cache
def _code() -> str:
    """A digest of the software that makes forecasts, and of the coefficients that come with it."""
    digest = hashlib.sha256(CARRIED.read_bytes())
    for folder in (Path(__file__).parent, Path(residuals.__file__).parent):
        for path in sorted(folder.glob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _read(path: Path) -> Arrays | None:
    """The arrays; None where the file is not there, or was damaged."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    digest, header, rows = content[:DIGEST], *_parted(content[DIGEST:])
    if hashlib.sha256(content[DIGEST:]).digest() != digest:
        return None
    found, place = Arrays(), 0
    for name, kind, shape in json.loads(header):
        found[name] = np.frombuffer(rows, np.dtype(kind), math.prod(shape), place).reshape(shape)
        place += found[name].nbytes
    return found


def _parted(content: bytes) -> tuple[bytes, memoryview]:
    end = content.find(b"\n")
    return content[:end], memoryview(content)[end + 1 :]


def _write(path: Path, arrays: Arrays) -> None:
    """Nothing is kept where there is no room for it: it is made again.

    Thousands of arrays lie in a file: to read them by numpy's own means took as long as to make them.
    """
    header = json.dumps([(name, value.dtype.str, value.shape) for name, value in arrays.items()]).encode()
    content = b"".join([header, b"\n", *(np.ascontiguousarray(value).tobytes() for value in arrays.values())])
    beside = path.with_name(f"{path.name}.partial-{os.getpid()}")
    with suppress(OSError):
        beside.write_bytes(hashlib.sha256(content).digest() + content)
        beside.replace(path)

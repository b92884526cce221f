"""What a server keeps in memory of answers and of what was made of them, up to a number of bytes."""

import dataclasses
import sys
from collections.abc import Callable, Hashable, Mapping
from functools import lru_cache
from threading import Lock
from typing import TypeVar

import pandas as pd
from cachetools import LRUCache

from dashboard import settings

Made = TypeVar("Made")
MEGABYTE = 1024 * 1024
# Bytes of a number, a moment and the like with the place that holds it; and of a key.
SCALAR, KEY = 48, 1024
SCALARS = frozenset((int, float, bool, type(None), pd.Timestamp, type(pd.NaT)))
# Of a table's column, and of a cell in it. Most tables of pages are so short that their columns weigh more than their
# cells, which pandas does not count; and to have it count each cell took a fifteenth of a view.
COLUMN, CELL = 600, 32
# Of long lists, which hold things alike, about so many are weighed for all: to weigh each cell of each row took a tenth
# of a view of another day.
SAMPLE = 16


class Remembered:
    """What was made once for all readers, until what is asked for later needs its room. Safe for many threads."""

    def __init__(self, most_bytes: int) -> None:
        self._kept: LRUCache[Hashable, tuple[object, int]] = LRUCache(most_bytes, lambda pair: pair[1])
        self._lock = Lock()

    def __call__(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made under this key, or is made now. Two who ask at once may both make it."""
        with self._lock:
            found = self._kept.get(key)
        if found is not None:
            return found[0]  # type: ignore[return-value]
        made = make()
        size = size_of(made) + KEY
        if size <= self._kept.maxsize:
            with self._lock:
                self._kept[key] = made, size
        return made

    def __contains__(self, key: Hashable) -> bool:
        with self._lock:
            return key in self._kept

    @property
    def bytes(self) -> int:
        """How much is kept now."""
        with self._lock:
            return int(self._kept.currsize)


def shared() -> Remembered:
    """The one memory of this process, of all versions: what was made of a former one is the first to go."""
    return _shared(settings.load().memory_mb * MEGABYTE)


_shared = lru_cache(maxsize=1)(Remembered)


def size_of(made: object) -> int:
    """About how many bytes something takes, itself and all that it holds; what is held twice counts once."""
    size, seen, left = 0.0, set[int](), [(made, 1.0)]
    while left:
        one, times = left.pop()
        # Most of what is held: rows of tables hold little else.
        if type(one) in SCALARS:
            size += times * SCALAR
        elif isinstance(one, str | bytes):
            size += times * sys.getsizeof(one)
        elif (within := _within(one)) is not None:
            if id(one) not in seen:
                seen.add(id(one))
                size += times * sys.getsizeof(one)
                some = within[:: max(len(within) // SAMPLE, 1)]
                left.extend((each, times * len(within) / len(some)) for each in some)
        elif isinstance(one, pd.DataFrame):
            size += times * (COLUMN * (len(one.columns) + 1) + CELL * one.size)
        elif isinstance(one, pd.Series | pd.Index):
            size += times * (COLUMN + CELL * one.size)
        elif isinstance(nbytes := getattr(one, "nbytes", None), int):
            # Arrays, and what says so of itself.
            size += times * nbytes
        elif hasattr(one, "to_plotly_json"):
            left.append((one.to_plotly_json(), times))
        else:
            size += times * SCALAR
    return int(size)


def _within(one: object) -> "list[object] | None":
    if isinstance(one, Mapping):
        return [*one.keys(), *one.values()]
    if isinstance(one, tuple | list | set | frozenset):
        return list(one)
    if dataclasses.is_dataclass(one) and not hasattr(one, "nbytes"):
        return [getattr(one, field.name) for field in dataclasses.fields(one)]
    return None

"""The tables of units that the product carries, and those that an operator added to them in the data folder."""

import csv
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from dashboard import settings

FILE = settings.DATA / "units.csv"
# Units that ended while their edition went on; the lists and maps of an edition are of its last state.
ENDED = "units_ended.csv"
CHANGES = "unit_changes.csv"
SUCCESSION = "succession.csv"
GROUPINGS = "groupings.csv"
Row = dict[str, str]


def own(name: str) -> Path:
    """The operator's own table of this name, whether there is one or not."""
    return _folder(settings.data_folder()) / name


@lru_cache(maxsize=8)
def _folder(data: Path) -> Path:
    return data / "lineage"


def stamps() -> tuple[object, ...]:
    """What changes with the tables, the carried or an operator's: whatever is remembered of them goes by this."""
    folder = _folder(settings.data_folder())
    # Asked at each look-up: most operators have no such folder, and one question is enough.
    if settings.stamp(folder) is None:
        return (settings.DATA,)
    paths = [folder / name for name in (FILE.name, ENDED, CHANGES, SUCCESSION, GROUPINGS)]
    return (settings.DATA, *((path, settings.stamp(path)) for path in paths))


def rows(*names: str) -> list[Row]:
    """The rows of the carried tables, then those of the operator's tables of the same names."""
    paths = [settings.DATA / name for name in names] + [own(name) for name in names]
    return [row for path in paths if path.exists() for row in read(path)]


def read(path: Path) -> list[Row]:
    """The rows of one table; a cell is never None."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file)
        names = next(lines, [])
        return [dict(zip_longest(names, line[: len(names)], fillvalue="")) for line in lines if line]

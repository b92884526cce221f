"""How good forecasts were on simulated campaigns on which nothing was fitted: what `make backtest` wrote."""

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard import settings

FILE = settings.DATA / "backtest.csv"
ALL = "all"


@dataclass(frozen=True)
class Row:
    """Of forecasts so many days before the deadline (`horizon`), of `all`, or of a rival by its name.

    Shares are between 0 and 1: made is that of targets that were reached in time; date_80 and count_80 are those of
    outcomes that the 80 % ranges held, with what fell to either side. date_error: median days; count_error: median
    share of the target.
    """

    horizon: str
    forecasts: int
    made: float
    date_80: float
    date_early: float
    date_late: float
    count_80: float
    count_low: float
    count_high: float
    brier_skill: float
    pinball: float
    date_error: float
    count_error: float
    seeds: str
    made_on: dt.date


READERS: dict[str, Callable[[str], object]] = {
    "horizon": str,
    "forecasts": int,
    "seeds": str,
    "made_on": dt.date.fromisoformat,
}


@cache
def rows() -> tuple[Row, ...]:
    """All forecasts first, then by horizon, then the rivals."""
    return read(FILE)


def read(path: Path) -> tuple[Row, ...]:
    """The rows of such a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(map(_row, csv.DictReader(file)))


def _row(line: dict[str, str]) -> Row:
    values: dict[str, Any] = {name: READERS.get(name, float)(cell) for name, cell in line.items()}
    return Row(**values)

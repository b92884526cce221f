"""How good forecasts were on simulated campaigns that nothing was fitted on: the figures that `make backtest` wrote."""

import csv
from dataclasses import dataclass
from functools import lru_cache

from dashboard import settings

WRITTEN = "forecast_backtest.csv"
COLUMNS = ("date_80", "early", "late", "count_80", "brier_skill", "brier_rival", "pinball_ratio")


@dataclass(frozen=True)
class Horizon:
    """Forecasts so many days ahead, or of all together (None), with each of COLUMNS; None where it was not measured."""

    days: int | None
    figures: dict[str, float | None]


@lru_cache(maxsize=1)
def written() -> tuple[Horizon, ...]:
    """A row for all, and for each horizon."""
    with (settings.DATA / WRITTEN).open(encoding="utf-8", newline="") as file:
        return tuple(_horizon(row) for row in csv.DictReader(file))


def _horizon(row: dict[str, str]) -> Horizon:
    days = int(row["horizon"]) if row["horizon"].isdigit() else None
    return Horizon(days, {name: float(row[name]) if row[name] else None for name in COLUMNS})

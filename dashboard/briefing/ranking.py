"""Units ranked by their share, and those that cannot be ranked."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard.briefing import movement
from dashboard.rows import ProgressByArea

# How a reader may order the ranked units; the rank stays that of the share, and who has no such number comes last.
ORDERS: dict[str, Callable[[ProgressByArea], float]] = {
    "share": lambda row: row.share,
    "change": lambda row: float("nan") if pd.isna(row.share_before) else float(movement.points(row)),
    "missing": lambda row: row.denominator - row.numerator,
}


@dataclass(frozen=True)
class Ranking:
    """Those with a share, best first, and those without one."""

    ranked: tuple[ProgressByArea, ...]
    apart: tuple[ProgressByArea, ...]

    @property
    def top(self) -> float:
        """The share that bars end at: the highest one, 100 % at least."""
        return max(1.0, max(row.share for row in self.ranked))

    def in_order(self, order: str) -> list[ProgressByArea]:
        """The ranked units in one of ORDERS."""
        if order == "share":
            return list(self.ranked)
        measured = [(ORDERS[order](row), row) for row in self.ranked]
        known = sorted((each for each in measured if not pd.isna(each[0])), key=lambda each: -each[0])
        return [row for _, row in known] + [row for value, row in measured if pd.isna(value)]

    def place(self, unit_code: str) -> int | None:
        """The rank of one unit, if it is ranked."""
        return next((int(row.rank) for row in self.ranked if row.unit_code == unit_code), None)


def of(rows: Iterable[ProgressByArea]) -> Ranking:
    """Rows of progress_by_area, which come best share first and those without one last."""
    listed = tuple(rows)
    return Ranking(
        tuple(row for row in listed if not pd.isna(row.share)), tuple(row for row in listed if pd.isna(row.share))
    )


def moved(row: ProgressByArea) -> int | None:
    """Places won or lost among the units that have a change, the same at both ends; None for one that has none."""
    return None if pd.isna(row.rank_before) else int(row.rank_before) - int(row.rank_since)


def why_apart(row: ProgressByArea) -> str:
    """Why a unit has no share: its state, or that there is nothing to hold its count against."""
    return "no_denominator" if row.state in ("value", "late") else row.state

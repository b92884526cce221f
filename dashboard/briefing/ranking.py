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
    "missing": lambda row: row.missing,
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
        """The ranked units in one of ORDERS, each with its rank in it: equal ones share it, and no number has none."""
        if order == "share":
            return list(self.ranked)
        measured = [(ORDERS[order](row), row) for row in self.ranked]
        known = sorted((each for each in measured if not pd.isna(each[0])), key=lambda each: -each[0])
        values = [value for value, _ in known]
        placed = [row._replace(rank=values.index(value) + 1) for value, row in known]
        unplaced = float("nan")
        others = [row._replace(rank=unplaced) for value, row in measured if pd.isna(value)]  # type: ignore[arg-type]
        return placed + others

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

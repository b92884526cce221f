"""Units ranked by their share or by another number, and those that cannot be ranked."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

import pandas as pd

from dashboard import formats
from dashboard.briefing import area
from dashboard.briefing.change import movement
from dashboard.briefing.change.pairs import Both
from dashboard.briefing.forecast.facts import LEAST, MOST, REACHED, TargetForecast
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import STAGES, Selection

# By what a reader may order the ranked units; the rank is that of the order, and who has no such number comes last.
ORDERS = ("share", "change", "missing", "per_thousand", "forecast")
UNKNOWN = float("nan")
OF_ROW: dict[str, Callable[[ProgressByArea], float]] = {
    "change": lambda row: UNKNOWN if pd.isna(row.share_before) else float(movement.points(row)),
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

    def in_order(self, order: str, given: Mapping[str, float] | None = None) -> list[ProgressByArea]:
        """The ranked units in one of ORDERS, each with its rank in it: equal ones share it, and no number has none.

        given: by unit the numbers of an order that are not in its row, as printed.
        """
        if order == "share":
            return list(self.ranked)
        numbers, of_row = given or {}, OF_ROW.get(order)
        measured = [(of_row(row) if of_row else numbers.get(row.unit_code, UNKNOWN), row) for row in self.ranked]
        known = sorted((each for each in measured if not pd.isna(each[0])), key=lambda each: -each[0])
        values = [value for value, _ in known]
        placed = [row._replace(rank=values.index(value) + 1) for value, row in known]
        others = [row._replace(rank=UNKNOWN) for value, row in measured if pd.isna(value)]  # type: ignore[arg-type]
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


def per_thousand(database: Database, selection: Selection, grain: str) -> dict[str, float]:
    """By unit the accounts per 1,000 eligible people, as printed; none for one of which either is not known."""
    rows = area.within(database, selection.at(base="eligible"), grain).units
    return {row.unit_code: float(formats.round_half_up(row.share * 1000, 1)) for row in rows if not pd.isna(row.share)}


def chances(parts: Mapping[str, TargetForecast]) -> dict[str, float]:
    """By unit the per cent of reaching its target in time, as printed; who is there already comes before all others."""
    return {code: chance for code, found in parts.items() if (chance := _chance(found)) is not None}


def _chance(found: TargetForecast) -> float | None:
    chance = found.outlook.probability
    if found.outlook.verdict == REACHED:
        return 100.0
    if chance is None or LEAST <= chance <= MOST:
        return None if chance is None else float(formats.round_half_up(chance * 100, 0))
    return 0.0 if chance < LEAST else 99.5


def moved(row: ProgressByArea) -> int | None:
    """Places won or lost among the units that have a change, the same at both ends; None for one that has none."""
    return None if pd.isna(row.rank_before) else int(row.rank_before) - int(row.rank_since)


def moved_since(ranking: Ranking, database: Database, selection: Selection, grain: str, since: dt.date) -> Ranking:
    """The same ranking with the places of the end of an earlier day to be compared with those of now."""
    then = area.within(database, replace(selection, as_of=since, is_newest=False), grain).units
    places = places_between(then, ranking.ranked, selection.divided_by in STAGES)
    ranked = []
    for row in ranking.ranked:
        before, now = places.get(row.unit_code, (UNKNOWN, UNKNOWN))
        ranked.append(row._replace(rank_before=before, rank_since=now))  # type: ignore[arg-type]
    return replace(ranking, ranked=tuple(ranked))


def places_between(
    before: Iterable[ProgressByArea], now: Iterable[ProgressByArea], is_of_stage: bool
) -> dict[str, tuple[int, int]]:
    """By unit its places on both days, among the units that can be compared: rates of one base, of the same reports."""
    then = {row.unit_code: row for row in before}
    pairs = [Both(then[row.unit_code], row) for row in now if row.unit_code in then]
    rated = [both for both in pairs if both.is_measured and both.is_rate(is_of_stage)]
    places = [_places([formats.round_half_up(row.share * 100, 1) for row in rows]) for rows in zip(*rated, strict=True)]
    return {
        both.now.unit_code: (earlier, later) for both, earlier, later in zip(rated, *places, strict=True)
    } if rated else {}  # fmt: skip


def _places(printed: Sequence[Decimal]) -> list[int]:
    """The place of each, the highest first; equal ones share it."""
    ordered = sorted(printed, reverse=True)
    return [ordered.index(value) + 1 for value in printed]


def why_apart(row: ProgressByArea) -> str:
    """Why a unit has no share: its state, or that there is nothing to hold its count against."""
    return "no_denominator" if row.state in ("value", "late") else row.state

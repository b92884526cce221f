"""How units score over several indicators, by a card whose settings stand in a file."""

import datetime as dt
import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from dashboard import formats, settings
from dashboard.briefing import area
from dashboard.briefing.change import movement
from dashboard.briefing.curves import weeks
from dashboard.briefing.goals import indicators
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import BASES, LEVELS, STAGES, Selection
from dashboard.statistics import scorecard as statistics
from dashboard.statistics.rank_range import DRAWS, Floats, half_up, weeks_drawn_anew

FOLDER = "scorecard"
MEASURES = SHARE, CHANGE, AGE, LISTED = ("share", "change", "report_age", "indicator")

UNUSED = {"base": BASES[0], "level": LEVELS[0], "stage": STAGES[0]}


@dataclass(frozen=True)
class Indicator:
    """What is ranked. is_high: the highest figure has the first place; key: of one of the list of indicators."""

    measure: str
    base: str
    level: str
    stage: str
    coefficient: float
    is_high: bool
    key: str = ""


@dataclass(frozen=True)
class Deduction:
    """Points taken off a unit's band points, and why."""

    edition: str
    unit_code: str
    points: float
    reason: str


@dataclass(frozen=True)
class Card:
    """The settings of one version; band_points has one more than bands."""

    name: str
    valid_from: dt.date
    bands: tuple[int, ...]
    band_points: tuple[float, ...]
    indicators: tuple[Indicator, ...]
    deductions: tuple[Deduction, ...]


@dataclass(frozen=True)
class Scored:
    """A unit with a place. figures, ranks: by indicator. next_gap: points to the next total; None of the last one.

    places: the best and the worst that weeks like the past ones could have given; None where too few are known.
    """

    unit_code: str
    unit_name: str
    figures: tuple[float, ...]
    ranks: tuple[int, ...]
    total: float
    place: int
    band: int
    band_points: float
    deductions: tuple[Deduction, ...]
    next_gap: float | None
    places: tuple[int, int] | None


@dataclass(frozen=True)
class Unscored:
    """A unit without a place, with the numbers of the indicators that it has no figure of."""

    unit_code: str
    unit_name: str
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Scores:
    """All units of an area by one card, the best first."""

    card: Card
    parent: str
    grain: str
    scored: tuple[Scored, ...]
    unscored: tuple[Unscored, ...]

    @property
    def closest(self) -> float | None:
        """The smallest number of points between two neighbouring totals that differ."""
        gaps = [one.next_gap for one in self.scored if one.next_gap]
        return min(gaps, default=None)


@dataclass(frozen=True)
class Broken:
    """A file that holds no card: its name, and what is wrong in it."""

    file: str
    why: str


def cards() -> tuple[dict[str, Card], tuple[Broken, ...]]:
    """The carried cards and the installation's own by version, the newest first; and the files that hold none."""
    found: list[Card] = []
    broken: list[Broken] = []
    for folder in (settings.DATA / FOLDER, settings.data_folder() / FOLDER):
        for path in sorted(folder.glob("*.toml")):
            try:
                found.append(_card(path))
            except KeyError as gap:
                broken.append(Broken(path.name, f"{gap.args[0]}?"))
            except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError, ValueError, AttributeError) as wrong:
                broken.append(Broken(path.name, str(wrong)))
    newest = sorted(found, key=lambda card: (card.valid_from, card.name), reverse=True)
    return {card.name: card for card in newest}, tuple(broken)


def in_use(known: dict[str, Card], day: dt.date) -> Card:
    """The newest card that was valid on a day, else the first of all."""
    listed = list(known.values())
    return next((card for card in listed if card.valid_from <= day), listed[-1])


def of_units(database: Database, selection: Selection, grain: str, card: Card) -> Scores:
    """The units of a grain within the area that exist on the day."""
    # Several indicators may be read off one table.
    asked = {(one.base, one.level, one.stage) for one in card.indicators}
    answers = {one: _rows(database, selection, grain, *one) for one in asked}
    first = answers[card.indicators[0].base, card.indicators[0].level, card.indicators[0].stage]
    tables = [
        _with_listed(database, selection, first.grain, one, answers[one.base, one.level, one.stage].units)
        for one in card.indicators
    ]
    figures: dict[str, list[float]] = {}
    for one, table in zip(card.indicators, tables, strict=True):
        for row in table:
            figures.setdefault(row.unit_code, []).append(_figure(row, one, selection.as_of))
    there = {row.unit_code: row.unit_name for row in tables[0] if row.state != "not_existing"}
    whole = {code: found for code, found in figures.items() if code in there and not any(map(math.isnan, found))}
    apart = [
        Unscored(code, name, tuple(number for number, each in enumerate(figures[code]) if math.isnan(each)))
        for code, name in there.items()
        if code not in whole
    ]
    counts = [{row.unit_code: row for row in table if row.unit_code in whole} for table in tables]
    ranges = _place_ranges(database, selection, grain, card, counts)
    scored = _scored(whole, there, ranges, selection.edition, card)
    return Scores(card, first.parent, first.grain, scored, tuple(sorted(apart, key=lambda one: one.unit_code)))


def _scored(
    whole: dict[str, list[float]],
    names: dict[str, str],
    ranges: dict[str, tuple[int, int]],
    edition: str,
    card: Card,
) -> tuple[Scored, ...]:
    coefficients = [one.coefficient for one in card.indicators]
    is_high = [one.is_high for one in card.indicators]
    found = statistics.scored(list(whole.values()), coefficients, is_high)
    totals = sorted({one.total for one in found})
    gap = {total: round(after - total, 6) for total, after in pairwise(totals)}
    rows = []
    for (code, figures), (ranks, total, place) in zip(whole.items(), found, strict=True):
        band = statistics.band(place, card.bands)
        taken = tuple(one for one in card.deductions if (one.edition, one.unit_code) == (edition, code))
        points = max(card.band_points[band - 1] - sum(one.points for one in taken), 0)
        low, high = ranges.get(code, (0, 0))
        places = (min(low, place), max(high, place)) if low else None
        following = gap.get(total)
        rows.append(
            Scored(code, names[code], tuple(figures), ranks, total, place, band, points, taken, following, places)
        )
    return tuple(sorted(rows, key=lambda one: (one.place, one.unit_code)))


def _place_ranges(
    database: Database,
    selection: Selection,
    grain: str,
    card: Card,
    counts: Sequence[dict[str, ProgressByArea]],
) -> dict[str, tuple[int, int]]:
    """By unit the places that eight of ten draws of its weeks give; counts: by indicator the rows of ranked units."""
    codes = list(counts[0])
    if not codes:
        return {}
    gained: dict[tuple[str, str], Floats] = {}
    for level, stage in {(one.level, counted) for one in card.indicators for counted in _counted(one)}:
        found = weeks.gains(database, selection.at(level=level, stage=stage), grain)
        gained[level, stage] = np.array([found.get(code, weeks.UNKNOWN) for code in codes])
    drawn = [
        _drawn([rows[code] for code in codes], one, selection.as_of, gained)
        for one, rows in zip(card.indicators, counts, strict=True)
    ]
    low, high = statistics.place_range(
        drawn, [one.coefficient for one in card.indicators], [one.is_high for one in card.indicators]
    )
    known = np.all([np.isfinite(table).sum(axis=1) >= weeks.FEWEST for table in gained.values()], axis=0)
    enough = np.broadcast_to(known, len(codes))
    return {code: (int(low[at]), int(high[at])) for at, code in enumerate(codes) if enough[at]}


def _counted(one: Indicator) -> tuple[str, ...]:
    """The stages whose weeks an indicator hangs on: of what is counted, and of a base that grows as well."""
    if one.measure not in (SHARE, CHANGE):
        return ()
    return (one.stage, one.base) if one.base in STAGES else (one.stage,)


def _drawn(
    rows: Sequence[ProgressByArea], one: Indicator, day: dt.date, gained: Mapping[tuple[str, str], Floats]
) -> Floats:
    """(draw, unit) what other weeks would have made of an indicator, as it is printed."""
    if not _counted(one):
        return np.broadcast_to(np.array([_figure(row, one, day) for row in rows]), (DRAWS, len(rows)))
    base = np.array([row.denominator for row in rows], dtype=np.float64)
    added, last = weeks_drawn_anew(gained[one.level, one.stage], weeks.SEED)
    if one.measure == CHANGE:
        return half_up(last * settings.load().period_days / 7 / base * 100, 1)
    if one.base in STAGES:
        base = np.maximum(base + weeks_drawn_anew(gained[one.level, one.base], weeks.SEED)[0], 1)
    return half_up((np.array([row.numerator for row in rows], dtype=np.float64) + added) / base, 3)


def _rows(database: Database, selection: Selection, grain: str, base: str, level: str, stage: str) -> area.Within:
    return area.within(database, selection.at(base=base, level=level, stage=stage), grain)


def _with_listed(
    database: Database, selection: Selection, grain: str, one: Indicator, rows: Sequence[ProgressByArea]
) -> Sequence[ProgressByArea]:
    """The rows; where a card names one of the list of indicators, with its shares in the place of their own."""
    if one.measure != LISTED:
        return rows
    ranked = indicators.of_parts(database, selection, one.key, grain)
    shares = {figure.unit_code: figure.share for _, figure in ranked.placed if figure.share is not None}
    return [row._replace(share=shares.get(row.unit_code, math.nan)) for row in rows]


def _figure(row: ProgressByArea, one: Indicator, day: dt.date) -> float:
    """What is ranked, as it is printed: what reads the same is a tie. NaN where it is not known, or hidden."""
    if one.measure == AGE:
        return math.nan if pd.isna(row.reported_on) else float((day - row.reported_on.date()).days)
    if pd.isna(row.share):
        return math.nan
    if one.measure in (SHARE, LISTED):
        return float(formats.round_half_up(row.share, 3))
    return math.nan if pd.isna(row.share_before) else float(movement.points(row))


def _card(path: Path) -> Card:
    """Raises KeyError with what is missing, and ValueError and the like with what is wrong."""
    values: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    ranked = tuple(map(_indicator, values["indicator"]))
    deductions = tuple(
        Deduction(str(one["edition"]), str(one["unit_code"]), float(one["points"]), str(one["reason"]))
        for one in values.get("deduction", ())
    )
    bands, points = tuple(map(int, values["bands"])), tuple(map(float, values["band_points"]))
    if len(points) != len(bands) + 1:
        raise ValueError(f"bands: {len(bands)}, band_points: {len(points)} (bands + 1)")
    if not ranked or not isinstance(values["valid_from"], dt.date):
        raise ValueError("indicator, valid_from")
    return Card(path.stem, values["valid_from"], bands, points, ranked, deductions)


def _indicator(given: dict[str, Any]) -> Indicator:
    # What is listed is counted and divided as its list says.
    given = UNUSED | given if given["measure"] == LISTED else given
    options = {"measure": MEASURES, "base": BASES, "level": LEVELS, "stage": STAGES, "best": ("high", "low")}
    for name, allowed in options.items():
        if given[name] not in allowed:
            raise ValueError(f"{name} = {given[name]!r} ({', '.join(allowed)})")
    is_high, by = given["best"] == "high", float(given["coefficient"])
    key = str(given["indicator"]) if given["measure"] == LISTED else ""
    return Indicator(given["measure"], given["base"], given["level"], given["stage"], by, is_high, key)

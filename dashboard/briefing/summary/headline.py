"""Where one unit stands: what is counted, what of it is late or partial, what changed, and what a day needs."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from dashboard.briefing import area, silence
from dashboard.briefing.summary import behind
from dashboard.database import Database
from dashboard.rows import ProgressByArea
from dashboard.selection import ISSUERS, Selection

# Below this part of its communes reporting, an area's figure is one of a part.
MOSTLY = 0.9
Verdict = Literal["done", "passed", "short", "enough"]
Issuer = str


@dataclass(frozen=True)
class NoFigures:
    """Why nothing is counted: suppressed, not_existing, not_divisible or not_reported."""

    state: str


@dataclass(frozen=True)
class Share:
    """What is counted of a base; the numerator leaves out parts without a base."""

    numerator: int
    denominator: int
    value: float


@dataclass(frozen=True)
class Coverage:
    """How many of a unit's communes have figures, old ones, and all that their base asks for.

    is_enough: whether those with figures hold so much of the base that the unit has a rate.
    """

    reported: int
    every: int
    late: int
    done: int
    is_enough: bool = True

    @property
    def silent(self) -> int:
        """How many nobody reported for: a unit that reports as a whole speaks for its communes."""
        return self.every - self.reported

    @property
    def is_partial(self) -> bool:
        """Whether so few reported that the unit's figure is that of a part."""
        return self.reported < MOSTLY * self.every


@dataclass(frozen=True)
class Standing:
    """The count at the day, its share where there is a base, and how far it can be relied on."""

    counted: int
    share: Share | None
    reported_at: dt.datetime
    days_late: int | None
    is_silent: bool
    coverage: Coverage

    @property
    def is_left_out_of_share(self) -> bool:
        """Whether the share counts fewer than all, for some communes have no base."""
        return self.share is not None and self.share.numerator != self.counted


@dataclass(frozen=True)
class Measured:
    """Between which days something was measured, of how many units, and how many reported."""

    first: dt.date
    last: dt.date
    units: int
    every: int

    @property
    def is_partial(self) -> bool:
        """Whether some units that reported are not in it."""
        return self.units < self.every


@dataclass(frozen=True)
class Change:
    """What was gained between two reports a period apart, by the units that sent such; of their shares both."""

    gained: int
    share: float | None
    share_before: float | None
    measured: Measured


@dataclass(frozen=True)
class Pace:
    """What a day brought, between reports some 7 and some 14 days apart; that of 7 is the one measured."""

    seven: float
    fourteen: float | None
    measured: Measured


@dataclass(frozen=True)
class Need:
    """What is missing to the target, and how much that is a day until its deadline: None where that has passed.

    gap: the required less the pace as printed, for a printed difference is that of its printed ends.
    unknown: of how many parts nobody ever reported, and their names where they are few; without them it is the most.
    """

    deadline: dt.date
    missing: int | None
    required: float | None
    gap: int | None
    unknown: int = 0
    unknown_names: str = ""

    @property
    def verdict(self) -> Verdict:
        """How it stands."""
        if self.missing == 0:
            return "done"
        if self.required is None:
            return "passed"
        return "short" if self.gap is None or self.gap > 0 else "enough"


@dataclass(frozen=True)
class Headline:
    """All of it. There is no change and no pace without two reports at the right distance, no need without a target."""

    standing: Standing
    change: Change | None
    pace: Pace | None
    need: Need | None

    @property
    def is_behind(self) -> bool:
        """Whether something is missing that a day can still add."""
        need = self.need
        return self.standing.share is not None and need is not None and need.verdict in ("short", "enough")


Needs = tuple[tuple[Issuer, Need], ...]


def of_unit(database: Database, selection: Selection) -> Headline | NoFigures:
    """The selected unit's headline, or why it has none."""
    row = area.of_unit(database, selection)
    return NoFigures("not_reported") if row is None else of_row(row)


def of_row(row: ProgressByArea) -> Headline | NoFigures:
    """The headline of a unit whose figures are asked for already."""
    if pd.isna(row.counted):
        has_words = row.state in ("suppressed", "not_existing", "not_divisible")
        return NoFigures(row.state if has_words else "not_reported")
    return Headline(_standing(row), _change(row), _pace(row), _need(row))


def _standing(row: ProgressByArea) -> Standing:
    share = None if pd.isna(row.share) else Share(int(row.numerator), int(row.denominator), float(row.share))
    days_late = int(row.days_late) if row.state == "late" else None
    return Standing(int(row.counted), share, row.reported_at, days_late, silence.is_silent(row), coverage(row))


def coverage(row: ProgressByArea) -> Coverage:
    """How far the figures of an area cover it."""
    is_enough = pd.isna(row.is_covered) or bool(row.is_covered)
    communes = int(row.communes_reported), int(row.communes), int(row.communes_late), int(row.communes_done)
    return Coverage(*communes, is_enough)


def _change(row: ProgressByArea) -> Change | None:
    if pd.isna(row.counted_before):
        return None
    gained = int(row.counted_since) - int(row.counted_before)
    first, last = row.changed_from.date(), row.changed_until.date()
    measured = Measured(first, last, int(row.units_compared), int(row.units_reported))
    return Change(gained, _known(row.share_since), _known(row.share_before), measured)


def _pace(row: ProgressByArea) -> Pace | None:
    if pd.isna(row.pace_7):
        return None
    first, last = row.paced_from.date(), row.paced_until.date()
    measured = Measured(first, last, int(row.units_paced), int(row.units_reported))
    return Pace(float(row.pace_7), _known(row.pace_14), measured)


def _need(row: ProgressByArea) -> Need | None:
    if pd.isna(row.deadline):
        return None
    missing = None if pd.isna(row.missing) else int(row.missing)
    unknown = 0 if pd.isna(row.units_unknown) else int(row.units_unknown)
    names = "" if pd.isna(row.unknown_units) else row.unknown_units
    return Need(row.deadline.date(), missing, _known(row.required_per_day), behind.gap(row), unknown, names)


def needs(database: Database, selection: Selection) -> Needs:
    """What each issuer's target in force asks of the unit, the nearest deadline first; those that passed come last."""
    asked: list[tuple[Issuer, Need]] = []
    for issuer in ISSUERS:
        row = area.of_unit(database, selection.at(issuer=issuer))
        found = None if row is None or pd.isna(row.counted) else _need(row)
        if found is not None:
            asked.append((issuer, found))
    return tuple(sorted(asked, key=lambda one: (one[1].deadline < selection.as_of, one[1].deadline)))


def _known(number: float) -> float | None:
    return None if pd.isna(number) else float(number)

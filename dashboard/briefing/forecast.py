"""Whether a unit's targets, and those of its parts, will be reached: the forecast beside what else is known of them."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from dashboard import formats, queries, units
from dashboard.briefing import area, silence, working_days
from dashboard.briefing.area import Within
from dashboard.briefing.working_days import WorkingDays
from dashboard.database import Database
from dashboard.forecasts import curves
from dashboard.forecasts.by_unit import SHOWN_AFTER, VERDICTS, forecast_by_unit, newest_of
from dashboard.forecasts.fan import Asked, Goal, fans_of
from dashboard.rows import ProgressByArea, TargetByIssuer, TargetByUnit, each_row
from dashboard.selection import LEVELS, Selection

# The words, from the best on.
WORDS = VERDICTS
REACHED, ON_COURSE, AT_RISK, NOT_ON_COURSE, TOO_LITTLE = WORDS
SIMULATED = "simulated"
# In the place of a word where nothing was asked.
UNSAID = ""
# So many days after its deadline the day of reaching a target is followed.
FOLLOWED = curves.BEYOND


@dataclass(frozen=True)
class Target:
    """What was asked: how many accounts, by whom, between which days.

    began: what was counted on the first day, from which the even path rises; 0 where that is not known.
    """

    issuer: str
    level: str
    stage: str
    start: dt.date
    deadline: dt.date
    value: int
    began: int = 0
    document: str = ""
    phase: str = ""


@dataclass(frozen=True)
class Stand:
    """Where the unit stood: state as everywhere; None is not known, or hidden.

    missing and required are of the whole target and at the most where units_unknown parts never reported; required is
    a day, and None past the deadline. gap: required less pace as printed. path: what it had to have by the day, on the
    even path by working days. backlog: approved, not activated. eligible_left: people who have no account yet.
    """

    state: str
    counted: int | None
    reported_on: dt.date | None
    is_silent: bool
    is_covered: bool
    missing: int | None
    required: float | None
    pace: float | None
    paced: tuple[dt.date, dt.date] | None
    units_unknown: int = 0
    unknown_units: str = ""
    path: int | None = None
    backlog: int | None = None
    eligible_left: int | None = None

    @property
    def gap(self) -> int | None:
        """How many a day the pace is short of what is required, the difference of both as printed."""
        if self.required is None or self.pace is None:
            return None
        return int(formats.round_half_up(self.required, 0) - formats.round_half_up(self.pace, 0))


@dataclass(frozen=True)
class Outlook:
    """The forecast: counts on the deadline day and days of reaching the target as P10, P50, P90.

    counts, probability: None where too little is known. days: None each where it is later than is followed.
    starts_on: the newest report, from which it starts. is_simulated: too little has matured here to stand on.
    """

    verdict: str
    counts: tuple[int, int, int] | None = None
    probability: float | None = None
    days: tuple[dt.date | None, dt.date | None, dt.date | None] = (None, None, None)
    starts_on: dt.date | None = None
    is_simulated: bool = False


@dataclass(frozen=True)
class TargetForecast:
    """One unit and one of its targets. days_left, working_days_left: after the day looked at, the deadline included."""

    unit_code: str
    unit_name: str
    target: Target
    stand: Stand
    outlook: Outlook
    days_left: int
    working_days_left: int

    @property
    def is_past(self) -> bool:
        """Whether the deadline lies before the day looked at."""
        return self.days_left < 0

    @property
    def due(self) -> float | None:
        """The part of the target that the even path asks for by the day."""
        return None if self.stand.path is None or not self.target.value else self.stand.path / self.target.value

    @property
    def is_reached(self) -> bool:
        """Whether the count is there already, in time or not."""
        return self.outlook.verdict == REACHED


@dataclass(frozen=True)
class Parts:
    """The parts of an area with the target that each has of one issuer, level and stage.

    without: those that have none. inside: their figures.
    """

    inside: Within
    forecasts: tuple[TargetForecast, ...]
    without: tuple[ProgressByArea, ...]

    @property
    def by_unit(self) -> dict[str, TargetForecast]:
        """Each part's forecast by its code."""
        return {one.unit_code: one for one in self.forecasts}

    def counts(self) -> dict[str, int]:
        """How many parts each word is said of, the best first, those of which it is said of none left out."""
        said = [one.outlook.verdict for one in self.forecasts]
        return {verdict: said.count(verdict) for verdict in WORDS if verdict in said}


class _Row(NamedTuple):
    unit_code: str
    issuer: str
    level: str
    stage: str
    deadline: pd.Timestamp
    target: int
    count_p10: int
    count_p50: int
    count_p90: int
    probability: float
    p10_on: pd.Timestamp
    p50_on: pd.Timestamp
    p90_on: pd.Timestamp
    verdict: str
    starts_on: pd.Timestamp
    basis: str


# Unit, issuer, level, stage and deadline of a row.
Key = tuple[str, str, str, str, dt.date]


def of_unit(database: Database, selection: Selection) -> tuple[TargetForecast, ...]:
    """Each target of the unit in force, the nearest deadline first, then those past by less than 120 days."""
    edition, unit = area.whose_targets(selection)
    own = selection.at(edition=edition, unit=unit)
    targets = list(_targets(database, own))
    known = outlooks(database, own) if targets else {}
    for target in targets:
        known |= _of_sums(database, own, {unit: target}, known)
    view = _View(own.as_of, _days(database, targets, own.as_of), known)
    found = []
    for target in targets:
        asked = own.at(issuer=target.issuer, level=target.level, stage=target.stage, base="target")
        row = area.of_unit(database, asked)
        if row is not None:
            found.append(view.of(row, target, _beside(database, asked, units.find(edition, unit).grain, unit)))
    return tuple(sorted(found, key=lambda one: _nearness(one.target, own.as_of)))


def of_parts(database: Database, selection: Selection, grain: str | None = None, is_kept_only: bool = False) -> Parts:
    """The parts of the shown unit, or of the one that a commune lies in, each with its target of the selection's
    issuer, level and stage.

    is_kept_only: without forecasts (UNSAID) where the version keeps none of the day, for to make them takes seconds.
    """
    asked = selection.at(base="target")
    inside = area.within(database, asked, grain)
    targets = _of_parts(database, asked, inside)
    is_said = not is_kept_only or _is_kept(database, asked.at(unit=inside.parent))
    known = outlooks(database, asked) if is_said else {}
    if is_said:
        known |= _of_sums(database, asked.at(unit=inside.parent), targets, known)
    view = _View(asked.as_of, _days(database, targets.values(), asked.as_of), known, TOO_LITTLE if is_said else UNSAID)
    beside = _beside(database, asked, inside.grain, inside.parent)
    found, without = [], []
    for row in inside.units:
        target = targets.get(row.unit_code)
        if target is None:
            without.append(row)
        else:
            found.append(view.of(row, target, beside))
    return Parts(inside, tuple(found), tuple(without))


@dataclass(frozen=True)
class _Beside:
    """What other questions know of the same units: approved accounts, and eligible people without one."""

    approved: dict[str, int]
    eligible_left: dict[str, int]


@dataclass(frozen=True)
class _View:
    """The day that is looked at, the working days around it, and the forecasts made on it."""

    day: dt.date
    days: WorkingDays
    outlooks: dict[Key, Outlook]
    otherwise: str = TOO_LITTLE

    def of(self, row: ProgressByArea, target: Target, beside: _Beside) -> TargetForecast:
        """All that is known of one unit and target."""
        key = (row.unit_code, target.issuer, target.level, target.stage, target.deadline)
        is_said = row.state != "suppressed" and (pd.isna(row.is_covered) or bool(row.is_covered))
        outlook = self.outlooks.get(key) if is_said else None
        is_asked = is_said and self.otherwise != UNSAID
        if outlook is None and is_asked and not pd.isna(row.counted) and row.counted >= target.value:
            outlook = Outlook(REACHED)
        return TargetForecast(
            row.unit_code,
            row.unit_name,
            target,
            _stand(row, target, beside, self),
            outlook or Outlook(self.otherwise),
            (target.deadline - self.day).days,
            self.days.after(self.day, target.deadline),
        )

    def path(self, target: Target) -> int | None:
        """What the even path to a target asks for by the day; None outside of it."""
        part = self.days.part(target.start, target.deadline, self.day)
        return (
            None if part is None else int(formats.round_half_up(target.began + (target.value - target.began) * part, 0))
        )


def _stand(row: ProgressByArea, target: Target, beside: _Beside, view: _View) -> Stand:
    counted, code = _count(row.counted), row.unit_code
    missing, required = _need(row, target, view.day)
    approved = beside.approved.get(code)
    return Stand(
        row.state,
        counted,
        _day(row.reported_on),
        silence.is_silent(row),
        pd.isna(row.is_covered) or bool(row.is_covered),
        missing,
        required,
        None if pd.isna(row.pace_7) else float(row.pace_7),
        None if pd.isna(row.paced_from) else (row.paced_from.date(), row.paced_until.date()),
        _count(row.units_unknown) or 0,
        "" if pd.isna(row.unknown_units) else row.unknown_units,
        view.path(target),
        None if counted is None or approved is None else max(approved - counted, 0),
        beside.eligible_left.get(code),
    )


def _need(row: ProgressByArea, target: Target, day: dt.date) -> tuple[int | None, float | None]:
    """What is missing to a target, and that a day; where it is not the nearest of its kind, from the unit's count."""
    if _day(row.deadline) == target.deadline:
        return _count(row.missing), None if pd.isna(row.required_per_day) else float(row.required_per_day)
    if row.state not in ("value", "zero", "late", "not_reported"):
        return None, None
    missing = max(target.value - (_count(row.counted) or 0), 0)
    left = (target.deadline - (_day(row.reported_on) or day)).days
    return missing, None if target.deadline < day else missing / max(left, 1)


def _targets(database: Database, selection: Selection) -> Iterator[Target]:
    """Targets of the unit that have begun and are shown still."""
    for level in LEVELS:
        table = queries.target_by_issuer(database, edition=selection.edition, unit=selection.unit, level=level)
        for row in each_row(table, TargetByIssuer):
            start, deadline = row.start_date.date(), row.deadline.date()
            if start <= selection.as_of < deadline + dt.timedelta(days=SHOWN_AFTER):
                document, phase = ("" if pd.isna(words) else str(words) for words in (row.document, row.phase))
                began = _count(row.started_at) or 0
                yield Target(row.issuer, level, row.stage, start, deadline, int(row.value), began, document, phase)


def _is_kept(database: Database, selection: Selection) -> bool:
    """Whether the version keeps forecasts of the day."""
    day = min(selection.as_of, newest_of(database, selection.edition, selection.as_of))
    found = queries.forecast_of_day(database, edition=selection.edition, parent=selection.unit, as_of=day)
    return not found.empty


def _of_parts(database: Database, selection: Selection, inside: Within) -> dict[str, Target]:
    """For each part its nearest target that is in force, or else the last one that is shown still."""
    table = queries.target_by_unit(database, edition=selection.edition, parent=inside.parent, as_of=selection.as_of)
    issuer, level, stage = selection.issuer, selection.level, selection.stage
    own = table[(table["issuer"] == issuer) & (table["level"] == level) & (table["stage"] == stage)]
    found: dict[str, Target] = {}
    for row in each_row(own, TargetByUnit):
        code, document = row.unit_code, "" if pd.isna(row.document) else row.document
        start, deadline = row.start_date.date(), row.deadline.date()
        target = Target(issuer, level, stage, start, deadline, int(row.value), document=document)
        if selection.as_of < target.deadline + dt.timedelta(days=SHOWN_AFTER):
            found[code] = min(target, found.get(code, target), key=lambda one: _nearness(one, selection.as_of))
    for unit in inside.units:
        # What its communes are asked for together is asked of an area that has no target of its own.
        if unit.unit_code not in found and not pd.isna(unit.whole_target) and not pd.isna(unit.deadline):
            own_start = own["start_date"][own["deadline"] == unit.deadline].min()
            start = unit.deadline if pd.isna(own_start) else own_start
            found[unit.unit_code] = Target(
                issuer, level, stage, start.date(), unit.deadline.date(), int(unit.whole_target)
            )
    began = {
        start: _counts(area.within(database, replace(selection, as_of=start), inside.grain).units)
        for start in {target.start for target in found.values()}
    }
    return {code: replace(target, began=began[target.start].get(code, 0)) for code, target in found.items()}


def _nearness(target: Target, day: dt.date) -> tuple[bool, int]:
    return target.deadline < day, abs((target.deadline - day).days)


def _days(database: Database, targets: Iterable[Target], day: dt.date) -> WorkingDays:
    listed = list(targets)
    first = min([day, *(target.start for target in listed)])
    return working_days.between(database, first, max([day, *(target.deadline for target in listed)]))


def outlooks(database: Database, selection: Selection) -> dict[Key, Outlook]:
    """By unit and target. The whole province is asked, for a unit's pace is seen beside those of its province."""
    lineage = units.lineage(selection.edition, selection.unit)
    parent = next((unit.unit_code for unit in lineage if unit.grain == "province"), units.NATION)
    table = forecast_by_unit(database, edition=selection.edition, parent=parent, as_of=selection.as_of)
    return {
        (row.unit_code, row.issuer, row.level, row.stage, row.deadline.date()): _outlook(row)
        for row in each_row(table, _Row)
    }


def asked_of(selection: Selection, target: Target) -> Asked:
    """What a forecast of a target of the selected unit, or of a part of it, is made of."""
    return Asked(selection.edition, selection.unit, selection.as_of, target.level, target.stage)


def _of_sums(
    database: Database, selection: Selection, targets: dict[str, Target], known: dict[Key, Outlook]
) -> dict[Key, Outlook]:
    """Of areas without a target of their own, to which those of their units add up; all of one level and stage."""
    missing = {
        (code, target.issuer, target.level, target.stage, target.deadline): target
        for code, target in targets.items()
        if target.deadline > selection.as_of
    }
    asked = {
        key: target for key, target in missing.items() if key not in known and not _reports_itself(selection, key[0])
    }
    if not asked:
        return {}
    goals = [Goal(key[0], target.value, target.deadline) for key, target in asked.items()]
    fans = fans_of(database, asked_of(selection, next(iter(asked.values()))), goals)
    return {
        key: Outlook(fan.verdict, fan.counts, fan.probability, fan.on, fan.days[0])
        for key, fan in zip(asked, fans, strict=True)
        if fan is not None
    }


def _reports_itself(selection: Selection, code: str) -> bool:
    return units.find(selection.edition, code).grain == "commune"


def _outlook(row: _Row) -> Outlook:
    is_known = not pd.isna(row.probability)
    # A count so small that nobody is told it has no range.
    has_range = not pd.isna(row.count_p50)
    return Outlook(
        row.verdict,
        (int(row.count_p10), int(row.count_p50), int(row.count_p90)) if has_range else None,
        float(row.probability) if is_known else None,
        (_day(row.p10_on), _day(row.p50_on), _day(row.p90_on)),
        _day(row.starts_on),
        row.basis == SIMULATED,
    )


def _beside(database: Database, selection: Selection, grain: str, parent: str) -> _Beside:
    def rows(**changes: str) -> tuple[ProgressByArea, ...]:
        return area.within(database, selection.at(unit=parent, **changes), grain).units

    left = {
        row.unit_code: max(int(row.denominator - row.numerator), 0) for row in rows(base="eligible") if _has_share(row)
    }
    return _Beside(_counts(rows(stage="approved")) if selection.stage == "activated" else {}, left)


def _has_share(row: ProgressByArea) -> bool:
    return not pd.isna(row.share)


def _counts(rows: Iterable[ProgressByArea]) -> dict[str, int]:
    return {row.unit_code: int(row.counted) for row in rows if not pd.isna(row.counted)}


def _count(number: float) -> int | None:
    return None if pd.isna(number) else int(number)


def _day(moment: pd.Timestamp) -> dt.date | None:
    return None if pd.isna(moment) else moment.date()

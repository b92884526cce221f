"""Whether a unit's targets, and those of its parts, will be reached: the forecast beside what else is known of them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from dashboard import formats, units
from dashboard.briefing import area, silence, working_days
from dashboard.briefing.area import Within
from dashboard.briefing.forecast import outlooks, targets
from dashboard.briefing.forecast.facts import (
    NOT_ON_COURSE,
    REACHED,
    TOO_LITTLE,
    UNSAID,
    Key,
    Outlook,
    Parts,
    Stand,
    Target,
    TargetForecast,
)
from dashboard.briefing.working_days import WorkingDays
from dashboard.database import Database
from dashboard.rows import ProgressByArea, known_count, known_day
from dashboard.selection import Selection


def of_unit(database: Database, selection: Selection) -> tuple[TargetForecast, ...]:
    """Each target of the unit in force, the nearest deadline first, then those past by less than 120 days."""
    edition, unit = area.whose_targets(selection)
    own = selection.at(edition=edition, unit=unit)
    listed = list(targets.of_unit(database, own))
    known = outlooks.of_province(database, own) if listed else {}
    for target in listed:
        known |= outlooks.of_sums(database, own, {unit: target}, known)
    view = _View(own.as_of, _days(database, listed, own.as_of), _Forecasts(known))
    found = []
    for target in listed:
        asked = own.at(issuer=target.issuer, level=target.level, stage=target.stage, base="target")
        row = area.of_unit(database, asked)
        if row is not None:
            found.append(view.of(row, target, _beside(database, asked, units.find(edition, unit).grain, unit)))
    return tuple(sorted(found, key=lambda one: targets.nearness(one.target, own.as_of)))


def of_parts(database: Database, selection: Selection, grain: str | None = None, is_kept_only: bool = False) -> Parts:
    """The parts of the shown unit, or of the one that a commune lies in, each with its target of the selection's
    issuer, level and stage.

    is_kept_only: without forecasts (UNSAID) where the version keeps none of the day, for to make them takes seconds.
    """
    asked = selection.at(base="target")
    inside = area.within(database, asked, grain)
    chosen = targets.of_parts(database, asked, inside)
    forecasts = _Forecasts.of(database, asked.at(unit=inside.parent), chosen, is_kept_only)
    view = _View(asked.as_of, _days(database, chosen.values(), asked.as_of), forecasts)
    beside = _beside(database, asked, inside.grain, inside.parent)
    found, without = [], []
    for row in inside.units:
        target = chosen.get(row.unit_code)
        if target is None:
            without.append(row)
        else:
            found.append(view.of(row, target, beside))
    return Parts(inside, tuple(found), tuple(without))


def said_of_parts(
    database: Database, selection: Selection, grain: str, is_kept_only: bool = False
) -> dict[str, tuple[Target, Outlook]]:
    """By part its target and what is forecast of it, without where it stands, which takes three questions more."""
    asked = selection.at(base="target")
    inside = area.within(database, asked, grain)
    chosen = targets.nearest(database, asked, inside)
    forecasts = _Forecasts.of(database, asked.at(unit=inside.parent), chosen, is_kept_only)
    rows = {row.unit_code: row for row in inside.units}
    asked_of = {code: target for code, target in chosen.items() if code in rows}
    return {code: (target, forecasts.outlook(rows[code], target, asked.as_of)) for code, target in asked_of.items()}


@dataclass(frozen=True)
class _Forecasts:
    """The forecasts made on a day; otherwise: what is said of a target that has none."""

    by_key: dict[Key, Outlook]
    otherwise: str = TOO_LITTLE

    @classmethod
    def of(
        cls, database: Database, selection: Selection, chosen: dict[str, Target], is_kept_only: bool
    ) -> "_Forecasts":
        """Of the selected unit's parts."""
        if is_kept_only and not outlooks.are_kept(database, selection):
            return cls({}, UNSAID)
        known = outlooks.of_province(database, selection)
        return cls(known | outlooks.of_sums(database, selection, chosen, known))

    def outlook(self, row: ProgressByArea, target: Target, day: dt.date) -> Outlook:
        """What is forecast of one unit and target on a day."""
        key = (row.unit_code, target.issuer, target.level, target.stage, target.deadline)
        is_said = row.state != "suppressed" and (pd.isna(row.is_covered) or bool(row.is_covered))
        outlook = self.by_key.get(key) if is_said else None
        is_asked = is_said and self.otherwise != UNSAID
        missing, _ = _need(row, target, day)
        if outlook is None and is_asked and missing is not None and not pd.isna(row.counted):
            # Nothing is forecast of a sum of units' targets that is reached, or whose deadline has passed.
            if not missing:
                outlook = Outlook(REACHED)
            elif target.deadline < day:
                outlook = Outlook(NOT_ON_COURSE)
        return outlook or Outlook(self.otherwise)


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
    forecasts: _Forecasts

    def of(self, row: ProgressByArea, target: Target, beside: _Beside) -> TargetForecast:
        """All that is known of one unit and target."""
        return TargetForecast(
            row.unit_code,
            row.unit_name,
            target,
            _stand(row, target, beside, self),
            self.forecasts.outlook(row, target, self.day),
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
    counted, code = known_count(row.counted), row.unit_code
    missing, required = _need(row, target, view.day)
    approved = beside.approved.get(code)
    return Stand(
        row.state,
        counted,
        known_day(row.reported_on),
        silence.is_silent(row),
        pd.isna(row.is_covered) or bool(row.is_covered),
        missing,
        required,
        None if pd.isna(row.pace_7) else float(row.pace_7),
        None if pd.isna(row.paced_from) else (row.paced_from.date(), row.paced_until.date()),
        known_count(row.units_unknown) or 0,
        "" if pd.isna(row.unknown_units) else row.unknown_units,
        view.path(target),
        None if counted is None or approved is None else max(approved - counted, 0),
        beside.eligible_left.get(code),
    )


def _need(row: ProgressByArea, target: Target, day: dt.date) -> tuple[int | None, float | None]:
    """What is missing to a target, and that a day; where it is not the nearest of its kind, from the unit's count."""
    if known_day(row.deadline) == target.deadline:
        return known_count(row.missing), None if pd.isna(row.required_per_day) else float(row.required_per_day)
    if row.state not in ("value", "zero", "late", "not_reported"):
        return None, None
    missing = max(target.value - (known_count(row.counted) or 0), 0)
    left = (target.deadline - (known_day(row.reported_on) or day)).days
    return missing, None if target.deadline < day else missing / max(left, 1)


def _days(database: Database, targets: Iterable[Target], day: dt.date) -> WorkingDays:
    listed = list(targets)
    first = min([day, *(target.start for target in listed)])
    return working_days.between(database, first, max([day, *(target.deadline for target in listed)]))


def _beside(database: Database, selection: Selection, grain: str, parent: str) -> _Beside:
    def inside(**changes: str) -> Within:
        return area.within(database, selection.at(unit=parent, **changes), grain)

    left = {
        row.unit_code: max(int(row.denominator - row.numerator), 0)
        for row in inside(base="eligible").units
        if not pd.isna(row.share)
    }
    return _Beside(inside(stage="approved").counts if selection.stage == "activated" else {}, left)

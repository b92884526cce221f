"""What was asked of a unit, by whom and until when: every target, those of its parts beside it, and the nation's."""

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import pandas as pd

from dashboard import queries, settings
from dashboard.briefing import area, province, silence, working_days
from dashboard.briefing.area import Within
from dashboard.briefing.forecast import by_target
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.briefing.working_days import WorkingDays
from dashboard.database import Database
from dashboard.rows import TargetByIssuer, TargetByUnit, each_row, known_count
from dashboard.selection import ISSUERS, LEVELS, Selection

# How a target stands: not begun; in force; and of those that are over: reached by the deadline, reached later, missed,
# or not known, as the unit had too few figures then or had fallen silent.
State = Literal["coming", "in_force", "kept", "late", "missed", "unknown"]
NATIONAL = "project06_targets.csv"
# By issuer, level, stage and deadline what each unit is asked for.
HandedOn = dict[tuple[str, str, str, dt.date], dict[str, int]]


@dataclass(frozen=True)
class Handed:
    """What the parts of a unit are asked for by the same issuer, level, stage and deadline, beside its own target.

    without: the names of the parts that are asked for nothing.
    """

    value: int
    parts: int
    every: int
    without: tuple[str, ...]


@dataclass(frozen=True)
class Assigned:
    """One target of the unit.

    counted, share, missing: as everywhere of those parts that have the target, on the day looked at, or on the deadline
    where that is over; None is not known, or hidden. missing is of the whole target, and at the most where parts never
    reported (is_most). communes: how many communes' targets it is the sum of; 0 where it is the unit's own. days_left:
    after the day looked at, the deadline included. forecast: where the forecast follows it still. in_communes: of an
    area whose parts are no communes, what these are asked for, beside its parts (handed).
    """

    issuer: str
    level: str
    stage: str
    start: dt.date
    deadline: dt.date
    value: int
    communes: int
    document: str
    phase: str
    is_inherited: bool
    state: State
    counted: int | None
    share: float | None
    missing: int | None
    is_most: bool
    days_left: int
    working_days_left: int
    handed: Handed | None
    forecast: TargetForecast | None
    in_communes: Handed | None = None


@dataclass(frozen=True)
class National:
    """A target of Project 06 for the whole country; value is empty where none was found published."""

    name: str
    name_en: str
    value: int | None
    value_to: int | None
    unit: str
    unit_en: str
    deadline: dt.date
    document: str
    source: str


def of_unit(database: Database, selection: Selection) -> tuple[Assigned, ...]:
    """In force first, the nearest deadline first; then those that have not begun, and those that are over."""
    edition, unit = area.whose_targets(selection)
    own = selection.at(edition=edition, unit=unit, base="target")
    rows = [(level, row) for level in LEVELS for row in _rows(database, own, level)]
    if not rows:
        return ()
    _ask_at_once(database, own, rows)
    last = max(row.deadline.date() for _, row in rows)
    days = working_days.between(database, own.as_of, max(last, own.as_of))
    followed = by_target.of_unit(database, own)
    handed, parts = _of_parts(database, own)
    in_communes, communes = _of_communes(database, own, parts)
    found = [_assigned(database, own.at(level=level), row, days, followed) for level, row in rows]
    with_parts = (
        replace(one, handed=_handed(one, handed, parts), in_communes=_handed(one, in_communes, communes))
        for one in found
    )
    order = ("in_force", "coming")
    return tuple(
        sorted(
            with_parts,
            key=lambda one: (
                order.index(one.state) if one.state in order else len(order),
                abs((one.deadline - own.as_of).days),
                ISSUERS.index(one.issuer),
            ),
        )
    )


def _rows(database: Database, selection: Selection, level: str) -> Iterable[TargetByIssuer]:
    table = province.targets(database, selection.edition, selection.unit, level)
    return each_row(table, TargetByIssuer)


def _ask_at_once(database: Database, own: Selection, rows: Sequence[tuple[str, TargetByIssuer]]) -> None:
    """What is asked below of each target, on its last day or on the day looked at, and what forecasts of those in force
    stand beside: one question in place of twenty, each of which takes as long to plan.
    """
    every = [own.at(issuer=issuer) for issuer in ISSUERS]
    for level, row in rows:
        asked, deadline = own.at(level=level, issuer=row.issuer, stage=row.stage), row.deadline.date()
        if row.start_date.date() > own.as_of:
            continue
        every.append(asked)
        if deadline < own.as_of:
            every.append(replace(asked, as_of=deadline, is_newest=False))
        else:
            every += [asked.at(base="eligible"), asked.at(stage="approved")]
    province.ask_at_once(database, sorted(every, key=lambda one: one.as_of, reverse=True))


def _assigned(
    database: Database, own: Selection, row: TargetByIssuer, days: WorkingDays, followed: Sequence[TargetForecast]
) -> Assigned:
    start, deadline, value = row.start_date.date(), row.deadline.date(), int(row.value)
    key, day = (row.issuer, own.level, row.stage, deadline), own.as_of
    asked = own.at(issuer=row.issuer, stage=row.stage)
    at = _stood(database, asked, row, min(day, deadline)) if start <= day else NOTHING
    state = _state(day, start, deadline, at)
    if state == "missed" and _stood(database, asked, row, day).missing == 0:
        state = "late"
    return Assigned(
        *key[:3], start, deadline, value, int(row.communes), _words(row.document), _words(row.phase),
        bool(row.is_inherited), state, at.counted, at.share, at.missing, at.is_most, (deadline - day).days,
        days.after(day, deadline), None, next((one for one in followed if _key(one) == key), None),
    )  # fmt: skip


def _key(one: TargetForecast) -> tuple[str, str, str, dt.date]:
    target = one.target
    return target.issuer, target.level, target.stage, target.deadline


def _words(words: object) -> str:
    return "" if pd.isna(words) else str(words)  # type: ignore[call-overload]


class _Stood(NamedTuple):
    """Count, rate and shortfall on a day; whether parts never reported, and whether the newest report was old."""

    counted: int | None
    share: float | None
    missing: int | None
    is_most: bool
    is_silent: bool


NOTHING = _Stood(None, None, None, False, False)


def _state(day: dt.date, start: dt.date, deadline: dt.date, at: _Stood) -> State:
    if day < start:
        return "coming"
    if day <= deadline:
        return "in_force"
    if at.missing == 0:
        return "kept"
    return "unknown" if at.missing is None or at.is_silent else "missed"


def _stood(database: Database, selection: Selection, target: TargetByIssuer, day: dt.date) -> _Stood:
    """Where the unit stood against the target; nothing where too few of its parts had reported."""
    row = area.of_unit(database, replace(selection, as_of=day, is_newest=False))
    if row is None or pd.isna(row.counted) or (not pd.isna(row.is_covered) and not row.is_covered):
        return NOTHING
    told = not pd.isna(row.units_unknown) and row.units_unknown > 0, silence.is_silent(row)
    if not pd.isna(row.deadline) and row.deadline == target.deadline:
        share = None if pd.isna(row.share) else float(row.share)
        return _Stood(known_count(row.numerator), share, known_count(row.missing), *told)
    # Another target of the same issuer has a nearer deadline, and the question tells of that one.
    counted, value = int(row.counted), int(target.value)
    return _Stood(counted, counted / value if value else None, max(value - counted, 0), *told)


def _of_parts(database: Database, own: Selection) -> tuple[HandedOn, Within]:
    """What each part is asked for; a commune has no parts."""
    inside = area.within(database, own)
    return (_handed_on(database, own, inside) if inside.parent == own.unit else {}), inside


def _of_communes(database: Database, own: Selection, parts: Within) -> tuple[HandedOn, Within]:
    """What each commune is asked for, of a province whose parts are districts; of any other its parts say it."""
    if parts.grain != "district" or parts.parent != own.unit:
        return {}, parts
    communes = area.communes(database, own)
    return _handed_on(database, own, communes), communes


def _handed_on(database: Database, own: Selection, inside: Within) -> HandedOn:
    found: HandedOn = {}
    codes = {row.unit_code for row in inside.units}
    last = dt.date(own.as_of.year + 2, 12, 31)
    table = queries.target_by_unit(database, edition=own.edition, parent=own.unit, as_of=last)
    for row in each_row(table, TargetByUnit):
        if row.unit_code in codes:
            key = row.issuer, row.level, row.stage, row.deadline.date()
            found.setdefault(key, {})[row.unit_code] = int(row.value)
    return found


def _handed(one: Assigned, handed: HandedOn, inside: Within) -> Handed | None:
    """Beside a sum of communes' targets there is nothing to compare."""
    given = handed.get((one.issuer, one.level, one.stage, one.deadline))
    if not given or one.communes:
        return None
    there = [row for row in inside.units if row.state != "not_existing"]
    without = tuple(row.unit_name for row in there if row.unit_code not in given)
    return Handed(sum(given.values()), len(given), len(given) + len(without), without)


def national() -> tuple[National, ...]:
    """The targets of Project 06 with document and source, as `data/project06_targets.csv` has them."""
    with (settings.DATA / NATIONAL).open(encoding="utf-8", newline="") as file:
        return tuple(
            National(
                row["name"], row["name_en"], _number(row["value"]), _number(row["value_to"]), row["unit"],
                row["unit_en"], dt.date.fromisoformat(row["deadline"]), row["document"], row["source"],
            )
            for row in csv.DictReader(file)
        )  # fmt: skip


def _number(words: str) -> int | None:
    return int(words) if words else None

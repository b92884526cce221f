"""Units of any level side by side: every figure that is known of each, or why there is none.

A unit stands among those of its level within its province, wherever the reader looks from, so that its place does not
change with what else is pinned. A figure that grows with the size of a unit is nobody's merit: only rates are compared.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from math import log

import pandas as pd

from dashboard import formats, units
from dashboard.briefing import area, at_once, forecast, silence
from dashboard.briefing.change import difference
from dashboard.briefing.change.since import Since
from dashboard.briefing.comparison import funnel, ranking
from dashboard.briefing.curves import weeks
from dashboard.briefing.forecast.facts import REACHED, UNSAID, Outlook, Target
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import behind
from dashboard.briefing.work import pipeline
from dashboard.rows import PipelineByArea, ProgressByArea, known_count, known_day
from dashboard.selection import Selection
from dashboard.statistics.funnel import FEWEST
from dashboard.units import Unit

# More columns than this no screen holds.
MOST = 4


class Kind(Enum):
    """What a figure is: how it is printed."""

    COUNT = "count"
    SHARE = "share"
    POINTS = "points"
    RATE = "rate"
    DAY = "day"
    WORD = "word"
    PLACE = "place"


@dataclass(frozen=True)
class Line:
    """One figure of all units. better: 1 or -1 where more or less of it is better and it can be compared at all."""

    name: str
    group: str
    kind: Kind
    better: int = 0


LINES = (
    Line("counted", "stands", Kind.COUNT),
    Line("target_share", "stands", Kind.SHARE, 1),
    Line("eligible_share", "stands", Kind.SHARE, 1),
    Line("base_share", "stands", Kind.SHARE, 1),
    Line("place", "stands", Kind.PLACE),
    Line("funnel", "stands", Kind.WORD),
    Line("collected_step", "steps", Kind.SHARE, 1),
    Line("approved_step", "steps", Kind.SHARE, 1),
    Line("activated_step", "steps", Kind.SHARE, 1),
    Line("unapproved", "steps", Kind.COUNT),
    Line("overdue", "steps", Kind.COUNT),
    Line("unactivated", "steps", Kind.COUNT),
    Line("unactivated_rate", "steps", Kind.RATE, -1),
    Line("change", "pace", Kind.POINTS, 1),
    Line("pace", "pace", Kind.COUNT),
    Line("required", "pace", Kind.COUNT),
    Line("gap", "pace", Kind.COUNT),
    Line("missing", "pace", Kind.COUNT),
    Line("verdict", "forecast", Kind.WORD),
    Line("probability", "forecast", Kind.SHARE, 1),
    Line("expected", "forecast", Kind.COUNT),
    Line("target", "sizes", Kind.COUNT),
    Line("eligible", "sizes", Kind.COUNT),
    Line("communes", "sizes", Kind.COUNT),
    Line("reported", "sizes", Kind.DAY),
)
# How a rate of the eligible people comes about, one step after the other.
STEPS = ("collected_step", "approved_step", "activated_step")
# Why there is no figure.
WHYS = (
    "not_reported", "suppressed", "not_existing", "not_divisible", "no_denominator", "not_covered", "alone",
    "few_peers", "late", "silent", "few_reports", "few", "no_step", "no_clock", "none_seen", "no_target", "past",
    "reached", "too_little", "not_kept", "unknown", "not_newer", "other_units", "restated", "other_base",
)  # fmt: skip
# A product of rounded counts of other units than the rate is of is no explanation of it.
CLOSE = 0.005


@dataclass(frozen=True)
class Figure:
    """One figure of one unit; without a value, `why` says why. part, whole: what a rate is made of, or a place among
    how many. days: between which days it was measured, or until which it counts. low, high: its range. is_most: parts
    that never reported count nothing in it. is_least: more may be hidden. n: a number that its note names.
    """

    value: float | dt.date | str | None = None
    why: str = ""
    part: int | None = None
    whole: int | None = None
    days: tuple[dt.date, dt.date] | None = None
    low: int | None = None
    high: int | None = None
    is_most: bool = False
    is_least: bool = False
    n: int | None = None


@dataclass(frozen=True)
class Pinned:
    """One unit with its figures by the names of LINES; among: the unit within which it has its place."""

    unit: Unit
    among: Unit
    figures: Mapping[str, Figure]


@dataclass(frozen=True)
class Behind:
    """Why a unit stands behind another: by how many points of the eligible people, and at which step most of it arises.

    reports: the days of both newest reports where that of the unit is older, so that its count may be no longer true.
    """

    unit: Pinned
    ahead: Pinned
    shares: tuple[float, float]
    step: str | None
    steps: tuple[float, float] | None
    reports: tuple[dt.date, dt.date] | None


def of_units(
    warehouse: Warehouse, selection: Selection, codes: Sequence[str], since: Since | None = None
) -> tuple[Pinned, ...]:
    """Each unit with its figures, in the order of the codes. since: from when on rates have changed, where that is not
    the build's fixed span.
    """
    peers: dict[tuple[str, str], _Peers] = {}
    found = []
    for code in codes:
        unit = units.find(selection.edition, code, selection.as_of)
        among = _among(unit, selection)
        key = among.unit_code, unit.grain
        if key not in peers:
            peers[key] = _peers(warehouse, selection.at(unit=among.unit_code), unit.grain, since)
        found.append(Pinned(unit, among, _figures(code, peers[key], selection)))
    return tuple(found)


def lines(selection: Selection) -> tuple[Line, ...]:
    """The figures in their order; a base of the reader's own choice stands beside the two that always do."""
    is_usual = selection.base in ("target", "eligible")
    return tuple(line for line in LINES if line.name != "base_share" or not is_usual)


def best(pinned: Sequence[Pinned], line: Line) -> frozenset[str]:
    """The units whose figure is the best as it is printed; none where it is nobody's, or everybody's."""
    figures = {one.unit.unit_code: one.figures[line.name] for one in pinned}
    known = {code: _printed(figure, line) for code, figure in figures.items() if isinstance(figure.value, float)}
    if not line.better or len(known) < 2 or len(set(known.values())) == 1:
        return frozenset()
    lengths = {(figures[code].days[1] - figures[code].days[0]).days for code in known if figures[code].days}  # type: ignore[index]
    if line.name == "change" and len(lengths) > 1:
        return frozenset()
    top = max(known.values(), key=lambda value: value * line.better)
    return frozenset(code for code, value in known.items() if value == top)


def _printed(figure: Figure, line: Line) -> float:
    value = float(figure.value)  # type: ignore[arg-type]
    return float(formats.round_half_up(value * 100 if line.kind is Kind.SHARE else value, 1))


def is_of_levels(pinned: Sequence[Pinned]) -> bool:
    """Whether units of several levels stand side by side."""
    return len({one.unit.grain for one in pinned}) > 1


def behind_the_first(pinned: Sequence[Pinned]) -> tuple[Behind, ...]:
    """Of all but the one with the highest rate of its eligible people: how far they are behind it, and where."""
    rated = [one for one in pinned if _share(one) is not None]
    ordered = sorted(rated, key=lambda one: -(_share(one) or 0.0))
    return tuple(_behind(one, ordered[0]) for one in ordered[1:] if (_share(one) or 0.0) < (_share(ordered[0]) or 0.0))


def _share(one: Pinned) -> float | None:
    value = one.figures["eligible_share"].value
    return value if isinstance(value, float) else None


def _behind(one: Pinned, ahead: Pinned) -> Behind:
    shares = _share(one) or 0.0, _share(ahead) or 0.0
    steps, steps_ahead = _steps(one), _steps(ahead)
    name, both = None, None
    if steps and steps_ahead:
        gaps = [log(there / here) for here, there in zip(steps, steps_ahead, strict=True)]
        place = gaps.index(max(gaps))
        name, both = STEPS[place], (steps[place], steps_ahead[place])
    days = [each.figures["reported"].value for each in (one, ahead)]
    here, there = (day if isinstance(day, dt.date) else None for day in days)
    is_older = here is not None and there is not None and here < there
    return Behind(one, ahead, shares, name, both, (here, there) if here and there and is_older else None)


def _steps(one: Pinned) -> tuple[float, ...] | None:
    """The steps to the rate, where they are of the same units as the rate itself."""
    values = [one.figures[name].value for name in STEPS]
    share = _share(one)
    known = tuple(value for value in values if isinstance(value, float) and value > 0)
    if share is None or len(known) < len(STEPS) or abs(known[0] * known[1] * known[2] - share) > CLOSE:
        return None
    return known


@dataclass(frozen=True)
class _Peers:
    """The units of one level within a province, by code, as several questions know them."""

    on_target: Mapping[str, ProgressByArea]
    on_eligible: Mapping[str, ProgressByArea]
    on_base: Mapping[str, ProgressByArea]
    waiting: Mapping[str, PipelineByArea]
    forecasts: Mapping[str, tuple[Target, Outlook]]
    points: Mapping[str, funnel.Point]
    why_no_point: Mapping[str, str]
    why_no_change: Mapping[str, str]
    ranges: Mapping[str, tuple[int, int]]
    ranked: int


def _among(unit: Unit, selection: Selection) -> Unit:
    """The province in which the unit lies; the nation for a province, and for itself."""
    above = units.lineage(unit.edition, unit.unit_code, selection.as_of)[:-1]
    return next((up for up in above if up.grain == "province"), above[0] if above else unit)


def _peers(warehouse: Warehouse, selection: Selection, grain: str, since: Since | None) -> _Peers:
    database = warehouse.database

    def rows(base: str) -> dict[str, ProgressByArea]:
        found = area.within(database, selection.at(base=base), grain).units
        return {row.unit_code: row for row in found}

    at_once.of_pinned(database, selection, grain)
    on_base = rows(selection.base)
    every = tuple(on_base.values())
    drawn = funnel.of(every, "level", selection.base)
    ranked = ranking.of(every).ranked
    waiting = pipeline.parts(database, selection, selection.unit, grain)
    ranges = weeks.rank_ranges(ranked, weeks.gains(database, selection, grain)) if ranked else {}
    why = {row.unit_code: name for name, apart in drawn.apart.items() for row in apart}
    changed, why_no_change = on_base, dict[str, str]()
    if since is not None:
        found = difference.of_units(warehouse, selection, area.within(database, selection, grain), since)
        changed = {row.unit_code: row for row in difference.with_changes(every, found)}
        why_no_change = {one.both.now.unit_code: one.why for one in found.units if one.why}
    return _Peers(
        rows("target"),
        rows("eligible"),
        changed,
        {row.unit_code: row for row in waiting},
        # Of a province's past day forecasts are made at once, of the nation's they take seconds.
        forecast.said_of_parts(database, selection, grain, is_kept_only=selection.unit == units.NATION),
        {point.row.unit_code: point for point in drawn.points} if drawn.limits else {},
        why,
        why_no_change,
        ranges,
        len(ranked),
    )


def _figures(code: str, peers: _Peers, selection: Selection) -> dict[str, Figure]:
    on_target, on_eligible, on_base = (rows.get(code) for rows in (peers.on_target, peers.on_eligible, peers.on_base))
    if on_target is None or on_eligible is None or on_base is None or on_base.state == "not_existing":
        return {line.name: Figure(why="not_existing") for line in LINES}
    return {
        "counted": _counted(on_base),
        "target_share": _rate(on_target),
        "eligible_share": _rate(on_eligible),
        "base_share": _rate(on_base),
        "place": _place(on_base, peers),
        "funnel": _where(on_base, peers),
        **_waiting(on_base, peers.waiting.get(code)),
        **_paced(on_base, on_target, peers.why_no_change.get(code, ""), selection),
        **_foreseen(on_target, peers.forecasts.get(code), selection),
        "target": _target(on_target),
        "eligible": _eligible(on_eligible),
        "communes": Figure(int(on_base.communes_reported), whole=int(on_base.communes)),
        "reported": _reported(on_base, selection),
    }


def _counted(row: ProgressByArea) -> Figure:
    return Figure(why=row.state) if pd.isna(row.counted) else Figure(int(row.counted))


def _rate(row: ProgressByArea) -> Figure:
    if pd.isna(row.share):
        is_few = not pd.isna(row.is_covered) and not row.is_covered
        return Figure(why="not_covered" if is_few else ranking.why_apart(row))
    return Figure(float(row.share), part=int(row.numerator), whole=int(row.denominator))


def _place(row: ProgressByArea, peers: _Peers) -> Figure:
    if pd.isna(row.rank):
        return Figure(why=_rate(row).why or "no_denominator")
    if peers.ranked < 2:
        return Figure(why="alone")
    low, high = peers.ranges.get(row.unit_code, (None, None))
    return Figure(int(row.rank), whole=peers.ranked, low=low, high=high)


def _where(row: ProgressByArea, peers: _Peers) -> Figure:
    point = peers.points.get(row.unit_code)
    if point is not None:
        return Figure(str(point.beyond))
    why = peers.why_no_point.get(row.unit_code)
    return Figure(why=why) if why else Figure(why="few_peers", n=FEWEST)


def _waiting(row: ProgressByArea, found: PipelineByArea | None) -> dict[str, Figure]:
    """The steps from the people to the accounts, and who waits before each."""
    names = (*STEPS, "unapproved", "overdue", "unactivated", "unactivated_rate")
    if found is None or (pd.isna(row.counted) and row.state != "suppressed"):
        return {name: Figure(why="not_reported" if found is None else row.state) for name in names}
    is_few = not pd.isna(row.is_covered) and not row.is_covered
    collected = Figure(why="not_covered" if is_few else "no_step")
    if not is_few and not pd.isna(found.collected) and not pd.isna(found.eligible) and found.eligible > 0:
        people = int(found.eligible)
        collected = Figure(float(found.collected / people), part=int(found.collected), whole=people)
    return {
        "collected_step": collected,
        "approved_step": _step(found.approved_share, found.approved_base, bool(found.is_unapproved_few)),
        "activated_step": _step(found.activated_share, found.activated_base, bool(found.is_unactivated_few)),
        "unapproved": _wait(found.unapproved, bool(found.is_unapproved_few)),
        "overdue": _overdue(found),
        "unactivated": _wait(found.unactivated, bool(found.is_unactivated_few)),
        "unactivated_rate": Figure(why="few" if found.is_unactivated_few else "no_step")
        if pd.isna(found.unactivated_rate)
        else Figure(float(found.unactivated_rate), part=int(found.unactivated), whole=known_count(found.eligible)),
    }


def _step(share: float, base: float, is_few: bool) -> Figure:
    if pd.isna(share):
        return Figure(why="few" if is_few else "no_step")
    return Figure(float(share), part=round(share * base), whole=int(base))


def _wait(number: float, is_few: bool) -> Figure:
    return Figure(why="few" if is_few else "no_step") if pd.isna(number) else Figure(int(number))


def _overdue(found: PipelineByArea) -> Figure:
    if pd.isna(found.overdue):
        seen = "none_seen" if pipeline.is_none_seen(found) else "no_clock"
        return Figure(why="few" if found.overdue_few else seen)
    return Figure(int(found.overdue), is_least=not found.is_overdue_exact)


def _paced(row: ProgressByArea, on_target: ProgressByArea, why: str, selection: Selection) -> dict[str, Figure]:
    """What it gained, what it gains a day, what it needs, and what it lacks. why: it has gained nothing since the day
    that was chosen."""
    silent = _unmeasured(row)
    change, pace = Figure(why=why) if why else silent, silent
    if not pd.isna(row.share_before):
        points = float(formats.point_difference(row.share_since, row.share_before))
        change = Figure(points, days=(row.changed_from.date(), row.changed_until.date()))
    if not pd.isna(row.pace_7):
        pace = Figure(float(row.pace_7), days=(row.paced_from.date(), row.paced_until.date()))
    return {"change": change, "pace": pace, **_need(on_target, silent, selection)}


def _unmeasured(row: ProgressByArea) -> Figure:
    """Why a unit has no change and no pace."""
    if pd.isna(row.reported_on) or pd.isna(row.counted):
        return Figure(why=row.state if pd.isna(row.counted) else "not_reported")
    day = row.reported_on.date()
    return Figure(why="silent", days=(day, day)) if silence.is_silent(row) else Figure(why="few_reports")


def _need(row: ProgressByArea, silent: Figure, selection: Selection) -> dict[str, Figure]:
    deadline = known_day(row.deadline)
    if deadline is None or pd.isna(row.missing):
        why = Figure(why="no_target" if deadline is None else row.state)
        return dict.fromkeys(("required", "gap", "missing"), why)
    is_most = known_count(row.units_unknown) not in (None, 0)
    until = deadline, deadline
    missing = Figure(int(row.missing), days=until, is_most=is_most)
    if pd.isna(row.required_per_day):
        past = Figure(why="past" if deadline < selection.as_of else row.state, days=until)
        return {"required": past, "gap": past, "missing": missing}
    gap = behind.gap(row)
    return {
        "required": Figure(float(row.required_per_day), days=until, is_most=is_most),
        "gap": silent if gap is None else Figure(gap, is_most=is_most),
        "missing": missing,
    }


def _foreseen(row: ProgressByArea, found: tuple[Target, Outlook] | None, selection: Selection) -> dict[str, Figure]:
    names = ("verdict", "probability", "expected")
    if found is None:
        return dict.fromkeys(names, Figure(why="no_target" if pd.isna(row.deadline) else row.state))
    target, outlook = found
    if outlook.verdict == UNSAID:
        return dict.fromkeys(names, Figure(why="not_kept"))
    until, is_past = (target.deadline, target.deadline), target.deadline < selection.as_of
    none = Figure(why="reached" if outlook.verdict == REACHED else "past" if is_past else "too_little", days=until)
    expected = none
    if outlook.counts is not None:
        low, middle, high = outlook.counts
        expected = Figure(middle, low=low, high=high, days=until)
    return {
        "verdict": Figure(outlook.verdict, days=until),
        "probability": none if outlook.probability is None else Figure(outlook.probability),
        "expected": expected,
    }


def _target(row: ProgressByArea) -> Figure:
    deadline = known_day(row.deadline)
    if deadline is None or pd.isna(row.whole_target):
        return Figure(why="no_target")
    return Figure(int(row.whole_target), days=(deadline, deadline))


def _eligible(row: ProgressByArea) -> Figure:
    """The people of the parts that reported, as its rate is of them."""
    if pd.isna(row.denominator):
        return Figure(why=row.state if row.state in ("not_reported", "suppressed") else "no_denominator")
    return Figure(int(row.denominator))


def _reported(row: ProgressByArea, selection: Selection) -> Figure:
    day = known_day(row.reported_on)
    return Figure(why=row.state) if day is None else Figure(day, n=(selection.as_of - day).days)

"""Slow, obvious twins of the hard queries: dictionaries and loops, one sentence of the rules after the other."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from dashboard import formats
from dashboard.selection import Measure

STAGES = ("collected", "approved", "activated")
LEVELS = ("1", "2", "all")


@dataclass
class Standing:
    """Where one unit stood at the end of one day, at one level."""

    reported_at: dt.datetime
    counts: dict[str, int | None]
    flows: dict[str, int | None]


@dataclass(frozen=True)
class Target:
    """A number of accounts asked of a unit."""

    unit: str
    issuer: str
    level: str
    stage: str
    start: dt.date
    deadline: dt.date
    value: int


@dataclass
class World:
    """All rows that came in, and the units they are of: code → parent."""

    parents: dict[str, str]
    summaries: list[tuple[str, dt.datetime, str, str, int]] = field(default_factory=list)
    detailed: list[tuple[str, dt.date, str, str, int]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    populations: list[tuple[str, str, dt.date, int]] = field(default_factory=list)
    # What `standing` found already; the rows do not change once they are asked.
    stood: dict[str, dict[tuple[str, dt.date], "Standing"]] = field(default_factory=dict)
    spoken_for: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def last_day(self) -> dt.date:
        """The newest day of any report."""
        return max([row[1].date() for row in self.summaries] + [row[1] for row in self.detailed])

    def lineage(self, unit: str) -> list[str]:
        """The unit and all above it."""
        found = [unit]
        while found[-1] in self.parents:
            found.append(self.parents[found[-1]])
        return found

    def grain(self, unit: str) -> str:
        """The codes of 2024 tell the grain by their length."""
        return "nation" if unit == "VN" else {2: "province", 3: "district", 5: "commune"}[len(unit)]


Days = dict[dt.date, tuple[dt.datetime, int, int | None]]


def report_days(world: World, unit: str, level: str, stage: str) -> Days:
    """Day → time of the report, count at the end of it, and what the day added."""
    said = {row[1]: row[4] for row in world.summaries if (row[0], row[2], row[3]) == (unit, level, stage)}
    newest = {moment.date(): max(m for m in said if m.date() == moment.date()) for moment in said}
    added: dict[dt.date, int] = {}
    for row_unit, day, row_level, row_stage, count in world.detailed:
        if (row_unit, row_level, row_stage) == (unit, level, stage):
            added[day] = added.get(day, 0) + count
    stock = 0
    if newest:
        first = min(newest)
        stock = max(0, said[newest[first]] - sum(count for day, count in added.items() if day <= first))
    found: Days = {}
    before: int | None = None
    for day in sorted(newest.keys() | added.keys()):
        stock = said[newest[day]] if day in newest else stock + added[day]
        flow = added.get(day) if before is None else stock - before
        moment = newest.get(day) or dt.datetime.combine(day, dt.time(23, 59))
        found[day] = (moment, stock, flow)
        before = stock
    return found


def one_level(world: World, unit: str, level: str) -> dict[dt.date, Standing]:
    """Every day from the first report at this level to the last day with figures, counts carried forward."""
    by_stage = {stage: report_days(world, unit, level, stage) for stage in STAGES}
    days = [day for found in by_stage.values() for day in found]
    result: dict[dt.date, Standing] = {}
    if not days:
        return result
    day, counts, reported_at = min(days), dict.fromkeys(STAGES), None
    while day <= world.last_day():
        flows: dict[str, int | None] = dict.fromkeys(STAGES)
        moments = []
        for stage in STAGES:
            if day in by_stage[stage]:
                moment, counts[stage], flows[stage] = by_stage[stage][day]
                moments.append(moment)
        reported_at = max(moments) if moments else reported_at
        result[day] = Standing(reported_at, dict(counts), flows)
        day += dt.timedelta(days=1)
    return result


def standing(world: World, unit: str) -> dict[tuple[str, dt.date], Standing]:
    """All levels of one unit; "all" is as printed, or the sum of both where that is at least as new."""
    if unit not in world.stood:
        world.stood[unit] = _standing(world, unit)
    return world.stood[unit]


def _standing(world: World, unit: str) -> dict[tuple[str, dt.date], Standing]:
    levels = {level: one_level(world, unit, level) for level in LEVELS}
    for day, one in levels["1"].items():
        two = levels["2"].get(day)
        if two is None:
            continue
        summed = Standing(
            max(one.reported_at, two.reported_at),
            {stage: _both(one.counts[stage], two.counts[stage]) for stage in STAGES},
            {stage: _either(one.flows[stage], two.flows[stage]) for stage in STAGES},
        )
        printed = levels["all"].get(day)
        if printed is None or summed.reported_at >= printed.reported_at:
            levels["all"][day] = summed
    return {(level, day): found for level, days in levels.items() for day, found in days.items()}


def _both(one: int | None, two: int | None) -> int | None:
    return None if one is None or two is None else one + two


def _either(one: int | None, two: int | None) -> int | None:
    return None if one is None and two is None else (one or 0) + (two or 0)


def target_of(world: World, unit: str, stage: str, level: str, issuer: str, as_of: dt.date) -> Target | None:
    """Of the begun targets the nearest open one, else the last that passed."""
    begun = [
        target
        for target in world.targets
        if (target.unit, target.stage, target.level, target.issuer) == (unit, stage, level, issuer)
        and target.start <= as_of
    ]
    still_open = [target for target in begun if target.deadline >= as_of]
    if still_open:
        return min(still_open, key=lambda target: target.deadline)
    return max(begun, key=lambda target: target.deadline, default=None)


def people(world: World, unit: str, base: str, as_of: dt.date) -> int | None:
    """The newest count of a population up to the day; before the first one, the first."""
    known = sorted((row[2], row[3]) for row in world.populations if row[:2] == (unit, base))
    past = [count for day, count in known if day <= as_of]
    return past[-1] if past else known[0][1] if known else None


def divided(numerator: int | None, denominator: int | None) -> float | None:
    """A share, unknown where a part of it is unknown or there is nothing to divide by."""
    return None if numerator is None or not denominator else numerator / denominator


@dataclass
class Figures:
    """What one reporting unit brings to a question."""

    reported_at: dt.datetime
    counted: int
    activated: int | None
    before: int | None
    seven: Fraction | None
    fourteen: Fraction | None
    denominator: int | None
    denominator_before: int | None
    target: Target | None
    activation: Target | None


def figures(world: World, unit: str, as_of: dt.date, measure: Measure) -> Figures | None:
    """The counts of a unit on the day and earlier, with its own denominator. None where it did not report."""
    today = min(as_of, world.last_day())
    days = {back: standing(world, unit).get((measure.level, today - dt.timedelta(days=back))) for back in range(61)}
    if days[0] is None or days[0].counts[measure.stage] is None:
        return None
    then = {back: None if found is None else found.counts[measure.stage] for back, found in days.items()}
    former = days[measure.period_days]
    asked = {
        stage: target_of(world, unit, stage, measure.level, measure.issuer, as_of)
        for stage in (measure.stage, "activated")
    }
    target = asked[measure.stage] or asked["activated"]
    denominators = [target.value if target else None] * 2
    if measure.base in ("approved", "collected"):
        denominators = [days[0].counts[measure.base], former.counts[measure.base] if former else None]
    elif measure.base != "target":
        denominators = [people(world, unit, measure.base, as_of)] * 2
    return Figures(
        days[0].reported_at,
        then[0],
        days[0].counts["activated"],
        then[measure.period_days],
        pace(world, unit, measure, today, back=7, span=(4, 10)),
        pace(world, unit, measure, today, back=14, span=(10, 18)),
        denominators[0],
        denominators[1],
        target,
        asked["activated"],
    )


def is_small(count: int | None, measure: Measure) -> bool:
    """Whether a count could point at people."""
    return count is not None and 0 < count < measure.small_count


def count_of(world: World, area: str, level: str, stage: str, day: dt.date) -> int:
    """Where a unit of any size stood; 0 where nothing is known, for neither gives anything away."""
    found = (standing(world, unit).get((level, day)) for unit in contributors(world, area, level))
    return sum(each.counts[stage] or 0 for each in found if each)


def is_hidden(world: World, unit: str, level: str, stage: str, day: dt.date, small: int) -> bool:
    """Whether a count is under `small`, or would give such a one away with a total that is shown."""
    beside = [other for other, parent in world.parents.items() if parent == world.parents.get(unit)]
    own = {each: count_of(world, unit, each, stage, day) for each in LEVELS}
    if own[level] == 0:
        return False
    if own[level] < small:
        return True
    wholes = sorted((count_of(world, other, "all", stage, day), other) for other in beside)
    wholes = [each for each in wholes if each[0] > 0]
    if len(wholes) > 1 and wholes[0][0] < small and wholes[1][1] == unit:
        return True
    if level == "all":
        return False
    if 0 < min(own["1"], own["2"]) < small:
        return True
    levels = {other: [count_of(world, other, each, stage, day) for each in ("1", "2")] for other in beside}
    known = [(min(filter(None, pair)), other) for other, pair in levels.items() if any(pair)]
    weakest = min(known, default=(small, ""))
    helpers = sorted((min(pair), other) for other, pair in levels.items() if all(pair) and other != weakest[1])
    return weakest[0] < small and bool(helpers) and helpers[0][1] == unit


@dataclass
class Asked:
    """What is asked about a unit, and which of its counts may not be told."""

    world: World
    unit: str
    as_of: dt.date
    measure: Measure

    def hides(self, stage: str, days_back: int = 0) -> bool:
        """Whether the unit's count of a stage, so many days ago, may not be told."""
        day = min(self.as_of, self.world.last_day()) - dt.timedelta(days=days_back)
        return is_hidden(self.world, self.unit, self.measure.level, stage, day, self.measure.small_count)

    def is_part(self, stage: str, part: int | None, days_back: int = 0) -> bool:
        """Whether a part of the unit's count of a stage is small, or the rest of it is."""
        day = min(self.as_of, self.world.last_day()) - dt.timedelta(days=days_back)
        whole = count_of(self.world, self.unit, self.measure.level, stage, day)
        return is_small(part, self.measure) or is_small(None if part is None else whole - part, self.measure)

    def hid_lately(self) -> bool:
        """Whether a count of the days from which a pace may be measured may not be told."""
        return any(self.hides(self.measure.stage, back) for back in range(33))

    def paces(self, *paces: Fraction | None) -> list[float | None]:
        """The paces, unless one could give a hidden count away."""
        is_hidden = any(each is not None for each in paces) and self.hid_lately()
        return [None if is_hidden or each is None else float(each) for each in paces]

    def hides_base(self, days_back: int = 0) -> bool:
        """The same of a denominator that is a count itself."""
        return self.measure.base in ("approved", "collected") and self.hides(self.measure.base, days_back)


def state(counted: int | None, reported_at: dt.datetime | None, asked: Asked) -> str:
    """One of the six states (all units of these tests exist)."""
    as_of, measure = asked.as_of, asked.measure
    if counted is None or reported_at is None:
        return "not_reported"
    if asked.hides(measure.stage):
        return "suppressed"
    if (as_of - reported_at.date()).days > measure.late_after_days:
        return "late"
    return "zero" if counted == 0 else "value"


def has_fallen(stood: Standing) -> bool:
    """Whether a count was lower at the end of the day than before it."""
    return any(flow is not None and flow < 0 for flow in stood.flows.values())


def pace(
    world: World, unit: str, measure: Measure, today: dt.date, *, back: int, span: tuple[int, int]
) -> Fraction | None:
    """Counted a day between two reports of the unit itself: its newest, and the one nearest to `back` days before it.

    None where the newest is older than what was due on the last Friday before the day, or none lies within the span, or
    a count of the unit has fallen since: only a correction lowers one.
    """
    reports = {
        day: found.counts[measure.stage]
        for (level, day), found in standing(world, unit).items()
        if level == measure.level
        and day <= today
        and found.reported_at.date() == day
        and found.counts[measure.stage] is not None
    }
    friday = today - dt.timedelta(days=1)
    while friday.weekday() != 4:
        friday -= dt.timedelta(days=1)
    newest = max(reports, default=dt.date.min)
    earlier = [day for day in reports if span[0] <= (newest - day).days <= span[1]]
    if newest <= friday - dt.timedelta(days=7) or not earlier:
        return None
    start = min(earlier, key=lambda day: (abs((newest - day).days - back), day))
    if any(start < day <= today and has_fallen(found) for (_, day), found in standing(world, unit).items()):
        return None
    return Fraction(reports[newest] - reports[start], (newest - start).days)  # type: ignore[operator]


def needed(missing: int, deadline: dt.date | None, as_of: dt.date) -> float | None:
    """Still to count a day, the day of the deadline included."""
    if deadline is None or as_of > deadline:
        return None
    return max(missing, 0) / max((deadline - as_of).days, 1)


def ranked(rows: list[dict[str, object]], share: str, rank: str) -> None:
    """Gives each row its rank: one more than the number of better ones, as printed with one decimal of a per cent."""
    printed = [
        None if row[share] is None else formats.round_half_up(Decimal(repr(row[share])) * 100, 1) for row in rows
    ]
    known = [each for each in printed if each is not None]
    for row, own in zip(rows, printed, strict=True):
        row[rank] = None if own is None else 1 + sum(other > own for other in known)


def progress_by_commune(
    world: World, communes: Iterable[str], as_of: dt.date, measure: Measure
) -> list[dict[str, object]]:
    """Commune by commune, as the query's header describes."""
    rows = [_commune(world, unit, as_of, measure) for unit in communes]
    ranked(rows, "share", "rank")
    ranked(rows, "share_before", "rank_before")
    return rows


def _commune(world: World, unit: str, as_of: dt.date, measure: Measure) -> dict[str, object]:
    found = figures(world, unit, as_of, measure)
    if found is None:
        return {"unit_code": unit, "state": "not_reported", **dict.fromkeys(("counted", "share", "share_before"))}
    asked = Asked(world, unit, as_of, measure)
    row: dict[str, object] = {
        "unit_code": unit,
        "state": state(found.counted, found.reported_at, asked),
        "reported_at": found.reported_at,
        "days_late": (as_of - found.reported_at.date()).days,
        "target": found.activation.value if found.activation else None,
        "deadline": found.target.deadline if found.target else None,
    }
    row["denominator"] = None if asked.hides_base() else found.denominator
    if row["state"] == "suppressed":
        return row | dict.fromkeys(("counted", "activated", "share", "share_before", "pace_7", "required_per_day"))
    activated = None if asked.hides("activated") else found.activated
    row["counted"], row["activated"] = found.counted, activated
    row["target_share"] = divided(activated, row["target"])  # type: ignore[arg-type]
    row["share"] = divided(found.counted, row["denominator"])  # type: ignore[arg-type]
    row["share_before"] = divided(found.before, found.denominator_before)
    if asked.hides(measure.stage, measure.period_days) or asked.hides_base(measure.period_days):
        row["share_before"] = None
    row["pace_7"], row["pace_14"] = asked.paces(found.seven, found.fourteen)
    missing = found.target.value - found.counted if found.target else 0
    row["required_per_day"] = needed(missing, found.target.deadline if found.target else None, as_of)
    return row


def contributors(world: World, area: str, level: str) -> list[str]:
    """Whose reports make up an area: nobody who stands below another reporter of the same area.

    A reporter of which some part has reported on a later day does not count: its parts do.
    """
    if (area, level) not in world.spoken_for:
        world.spoken_for[area, level] = _contributors(world, area, level)
    return world.spoken_for[area, level]


def _contributors(world: World, area: str, level: str) -> list[str]:
    units = {row[0] for row in world.summaries} | {row[0] for row in world.detailed}
    newest = {}
    for unit in units:
        days = [found.reported_at.date() for (of, _), found in standing(world, unit).items() if of == level]
        if days:
            newest[unit] = max(days)
    reporters = [
        unit
        for unit in newest
        if all(newest[part] <= newest[unit] for part in newest if unit in world.lineage(part)[1:])
    ]
    inside = [unit for unit in reporters if area in world.lineage(unit)]
    return [unit for unit in inside if not any(other in world.lineage(unit)[1:] for other in inside)]


def total(values: Iterable[int | None]) -> int | None:
    """The sum of what is known; unknown where nothing is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def progress_by_area(world: World, areas: Iterable[str], as_of: dt.date, measure: Measure) -> list[dict[str, object]]:
    """Area by area, as the query's header describes."""
    rows = [_area(world, area, as_of, measure) for area in areas]
    ranked(rows, "share", "rank")
    ranked(rows, "share_before", "rank_before")
    return rows


def _area(world: World, area: str, as_of: dt.date, measure: Measure) -> dict[str, object]:
    members = {unit: figures(world, unit, as_of, measure) for unit in contributors(world, area, measure.level)}
    parts = {unit: found for unit, found in members.items() if found is not None}
    row: dict[str, object] = {
        "unit_code": area,
        "communes": sum(world.grain(unit) == "commune" and area in world.lineage(unit) for unit in world.parents),
        "communes_reported": sum(_covered(world, unit) for unit in parts),
    }
    if not parts:
        return row | {"state": "not_reported", **dict.fromkeys(("counted", "share", "share_before"))}
    every = list(parts.values())
    counted, reported_at = sum(found.counted for found in every), max(found.reported_at for found in every)
    asked = Asked(world, area, as_of, measure)
    row |= {"state": state(counted, reported_at, asked), "reported_at": reported_at}
    row["communes_late"] = sum(
        _covered(world, unit)
        for unit, found in parts.items()
        if (as_of - found.reported_at.date()).days > measure.late_after_days
    )
    row["communes_done"] = sum(
        world.grain(unit) == "commune" and found.denominator is not None and found.counted >= found.denominator
        for unit, found in parts.items()
    )
    shares = _area_shares(asked, every)
    if row["state"] == "suppressed":
        return row | dict.fromkeys(("counted", "numerator", "share", "share_before", "pace_7", "required_per_day"))
    compared = [found for found in every if found.before is not None]
    row |= shares
    row["counted"] = counted
    before = total(found.before for found in compared)
    row["counted_before"] = None if asked.hides(measure.stage, measure.period_days) else before
    activated = total(found.activated for found in every)
    row["activated"] = None if asked.hides("activated") or asked.is_part("activated", activated) else activated
    since = total(found.counted for found in compared)
    row["counted_since"] = None if is_small(since, measure) else since
    summed = (total_pace(f.seven for f in every), total_pace(f.fourteen for f in every))
    row["pace_7"], row["pace_14"] = asked.paces(*summed)
    row["units_paced"] = None if asked.hid_lately() else sum(found.seven is not None for found in every)
    return row | _area_needed(world, area, every, as_of, measure)


def _covered(world: World, unit: str) -> int:
    return sum(unit in world.lineage(other) for other in world.parents if world.grain(other) == "commune")


def total_pace(paces: Iterable[Fraction | None]) -> Fraction | None:
    """The sum of those that are known."""
    known = [each for each in paces if each is not None]
    return sum(known, Fraction(0)) if known else None


def _own(world: World, area: str, as_of: dt.date, measure: Measure) -> Target | None:
    return target_of(world, area, measure.stage, measure.level, measure.issuer, as_of) or target_of(
        world, area, "activated", measure.level, measure.issuer, as_of
    )


def _area_shares(asked: Asked, every: list[Figures]) -> dict[str, object]:
    world, area, as_of, measure = asked.world, asked.unit, asked.as_of, asked.measure
    based = [found for found in every if found.denominator is not None]
    if based:
        numerator = sum(found.counted for found in based)
        denominator = total(found.denominator for found in based)
        both = [found for found in every if found.before is not None and found.denominator_before is not None]
        then = total(found.before for found in both)
        denominator_then = total(found.denominator_before for found in both)
    else:
        own = _own(world, area, as_of, measure)
        numerator = sum(found.counted for found in every)
        denominator = people(world, area, measure.base, as_of)
        if measure.base == "target":
            denominator = own.value if own else None
        same_units = all(found.before is not None for found in every)
        then = total(found.before for found in every) if same_units else None
        denominator_then = denominator
    is_count = measure.base in ("approved", "collected")
    is_part = asked.is_part(measure.stage, numerator) or (is_count and asked.is_part(measure.base, denominator))
    if is_part or asked.hides_base():
        hidden = None if is_count else denominator
        return {"numerator": None, "denominator": hidden, "share": None, "share_before": None}
    before = divided(then, denominator_then)
    parts = [(then, total(found.before for found in every))]
    if is_count:
        parts.append((denominator_then, _base_before(asked)))
    if any(is_small(part, measure) or is_small((whole or 0) - (part or 0), measure) for part, whole in parts):
        before = None
    if asked.hides(measure.stage, measure.period_days) or asked.hides_base(measure.period_days):
        before = None
    share = divided(numerator, denominator)
    return {"numerator": numerator, "denominator": denominator, "share": share, "share_before": before}


def _base_before(asked: Asked) -> int | None:
    """What the units that have a count of the base now had one period before."""
    today = min(asked.as_of, asked.world.last_day())
    then = today - dt.timedelta(days=asked.measure.period_days)
    level, base = asked.measure.level, asked.measure.base
    found = (standing(asked.world, unit) for unit in contributors(asked.world, asked.unit, level))
    pairs = [(stood.get((level, today)), stood.get((level, then))) for stood in found]
    return total(before.counts[base] for now, before in pairs if now and before and now.counts[base] is not None)


def _area_needed(world: World, area: str, every: list[Figures], as_of: dt.date, measure: Measure) -> dict[str, object]:
    with_target = [found for found in every if found.target is not None]
    if with_target:
        deadlines = [found.target.deadline for found in with_target]  # type: ignore[union-attr]
        still_open = [deadline for deadline in deadlines if deadline >= as_of]
        deadline = min(still_open) if still_open else max(deadlines)
        missing = sum(found.target.value - found.counted for found in with_target)  # type: ignore[union-attr]
        # The target less what is missing would tell it.
        counted = sum(found.counted for found in with_target)
        if Asked(world, area, as_of, measure).is_part(measure.stage, counted):
            return {"deadline": deadline, "missing": None, "required_per_day": None}
    else:
        own = _own(world, area, as_of, measure)
        if own is None:
            return dict.fromkeys(("deadline", "missing", "required_per_day"))
        deadline, missing = own.deadline, own.value - sum(found.counted for found in every)
    required = needed(missing, deadline, as_of)
    return {"deadline": deadline, "missing": max(missing, 0), "required_per_day": required}

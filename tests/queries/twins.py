"""Slow, obvious twins of the hard queries: dictionaries and loops, one sentence of the rules after the other."""

import datetime as dt
from collections.abc import Callable, Iterable
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
    # Days whose count was corrected where nothing had been accepted before.
    corrected: set[tuple[str, dt.date]] = field(default_factory=set)
    # Found once and never carried into a world of other rows.
    by_unit: dict[str, list[tuple[str, dt.datetime, str, str, int]]] = field(default_factory=dict, init=False)
    newest: dt.date | None = field(default=None, init=False)
    # What is hidden, by the least count that is not small.
    hidden: "dict[int, set[Cell]]" = field(default_factory=dict, init=False)

    def of_unit(self, unit: str) -> list[tuple[str, dt.datetime, str, str, int]]:
        """What one unit reported in summaries; they are put in order once."""
        if not self.by_unit:
            for row in self.summaries:
                self.by_unit.setdefault(row[0], []).append(row)
        return self.by_unit.get(unit, [])

    def last_day(self) -> dt.date:
        """The newest day of any report."""
        if self.newest is None:
            self.newest = max([row[1].date() for row in self.summaries] + [row[1] for row in self.detailed])
        return self.newest

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
    said = {row[1]: row[4] for row in world.of_unit(unit) if (row[2], row[3]) == (level, stage)}
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
    change: "Span | None"
    change_of_base: "Span | None"
    seven: "Span | None"
    fourteen: "Span | None"
    denominator: int | None
    target: Target | None
    activation: Target | None


def figures(world: World, unit: str, as_of: dt.date, measure: Measure) -> Figures | None:
    """The counts of a unit on the day and earlier, with its own denominator. None where it did not report."""
    found = standing(world, unit).get((measure.level, min(as_of, world.last_day())))
    if found is None or found.counts[measure.stage] is None:
        return None
    asked = {
        stage: target_of(world, unit, stage, measure.level, measure.issuer, as_of)
        for stage in (measure.stage, "activated")
    }
    target = asked[measure.stage] or asked["activated"]
    denominator = target.value if target else None
    if measure.base in ("approved", "collected"):
        denominator = found.counts[measure.base]
    elif measure.base != "target":
        denominator = people(world, unit, measure.base, as_of)
    period, slack = measure.period_days, 4 if measure.period_days == 14 else measure.period_days * 3 // 7
    spans = [
        own_span(world, unit, measure, stage, as_of, back=back, slack=give)
        for stage, back, give in (
            (measure.stage, period, slack),
            (measure.base, period, slack),
            (measure.stage, 7, 3),
            (measure.stage, 14, 4),
        )
    ]
    if Asked(world, unit, as_of, measure).hid_lately():
        spans = [None] * 4
    return Figures(
        found.reported_at,
        found.counts[measure.stage],
        found.counts["activated"],
        *spans,
        denominator,
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


def known_of(world: World, area: str, level: str, stage: str, day: dt.date) -> int | None:
    """The same; None where nothing is known."""
    found = (standing(world, unit).get((level, day)) for unit in contributors(world, area, level))
    known = [count for each in found if each and (count := each.counts[stage]) is not None]
    return sum(known) if known else None


Cell = tuple[str, str, str, dt.date]


def is_hidden(world: World, unit: str, level: str, stage: str, day: dt.date, small: int) -> bool:
    """Whether a count is under `small`, or would give such a one away with all that is shown."""
    if small not in world.hidden:
        world.hidden[small] = Hiding(world, small).found
    return (unit, level, stage, day) in world.hidden[small]


@dataclass
class Spell:
    """Days in a row on which a unit has a small count, of both levels together (`is_whole`) or of one."""

    unit: str
    stage: str
    is_whole: bool
    form: tuple[str, ...]
    small_areas: list[str]
    first_day: dt.date
    last_day: dt.date

    def level(self) -> str:
        return self.form[-1]


class Hiding:
    """What is hidden of a world of one province: all units, levels, stages and days."""

    def __init__(self, world: World, small: int) -> None:
        self.world, self.small = world, small
        self.areas = sorted({area for unit in world.parents for area in world.lineage(unit)})
        first = min([row[1].date() for row in world.summaries] + [row[1] for row in world.detailed])
        self.days = [first + dt.timedelta(days=back) for back in range((world.last_day() - first).days + 1)]
        self.counts = {
            (area, level, stage, day): count
            for area in self.areas
            for level in LEVELS
            if contributors(world, area, level)
            for stage in STAGES
            for day in self.days
            if (count := known_of(world, area, level, stage, day)) is not None
        }
        self.found = {cell for cell, count in self.counts.items() if self.is_few(count)}
        others = {"1": "2", "2": "1"}
        self.found |= {
            (unit, others[level], *rest) for unit, level, *rest in self.found if level in others
        } & self.counts.keys()  # type: ignore[assignment, operator]
        for spell in self.spells():
            self.hide_apart(spell)

    def is_few(self, count: int | None) -> bool:
        return count is not None and 0 < count < self.small

    def form(self, unit: str, stage: str, day: dt.date) -> tuple[str, ...]:
        """The levels of which a unit has a count."""
        return tuple(level for level in LEVELS if (unit, level, stage, day) in self.counts)

    def holding(self, unit: str, level: str) -> list[str]:
        """The areas whose figures are made of a unit's, and itself."""
        return [area for area in self.areas if unit in contributors(self.world, area, level)]

    def spells(self) -> list[Spell]:
        found: list[Spell] = []
        for unit in self.areas:
            for stage in STAGES:
                for is_whole in (True, False):
                    before: Spell | None = None
                    for day in self.days:
                        before = self.spell_on(before, unit, stage, day, is_whole=is_whole)
                        if before and before not in found:
                            found.append(before)
        return found

    def spell_on(self, before: Spell | None, unit: str, stage: str, day: dt.date, *, is_whole: bool) -> Spell | None:
        """The spell that a day is of: that of the eve, if nothing is otherwise."""
        small = [
            level
            for level in (("all",) if is_whole else ("1", "2"))
            if unit in contributors(self.world, unit, level) and self.is_few(self.counts.get((unit, level, stage, day)))
        ]
        if not small:
            return None
        few = {
            area
            for level in small
            for area in self.holding(unit, level)
            if area != unit and self.is_few(self.counts.get((area, level, stage, day)))
        }
        form = self.form(unit, stage, day)
        if before and (before.form, before.small_areas) == (form, sorted(few)):
            before.last_day = day
            return before
        return Spell(unit, stage, is_whole, form, sorted(few), day, day)

    def is_new(self, unit: str, level: str, stage: str, day: dt.date) -> bool:
        eve = (unit, level, stage, day - dt.timedelta(days=1))
        return self.counts.get(eve) != self.counts[unit, level, stage, day]

    def mate(self, spell: Spell) -> tuple[str | None, bool]:
        """Who has one person less where the unit has one more, and whether its reports have another form."""
        level, stage, day = spell.level(), spell.stage, spell.first_day
        own = self.counts[spell.unit, level, stage, day]
        ranked = []
        for area in self.holding(spell.unit, level):
            if area in (spell.unit, *spell.small_areas) or self.world.grain(area) == "nation":
                continue
            inside = contributors(self.world, area, level)
            area_size = sum((unit, level, stage, day) in self.counts for unit in inside)
            for unit in inside:
                size = self.counts.get((unit, level, stage, day), 0)
                is_near = any(unit in contributors(self.world, few, level) for few in spell.small_areas)
                if unit == spell.unit or is_near or not size or size + own <= 2:
                    continue
                form = self.form(unit, stage, day)
                new = {each: self.is_new(unit, each, stage, day) for each in form}
                parts = [new[each] for each in form if each != "all"]
                if spell.is_whole:
                    is_carried = not new["all"] or (bool(parts) and not any(parts))
                else:
                    is_carried = not parts or not all(parts)
                least = min(self.counts[unit, each, stage, day] for each in form)
                ranked.append((form != spell.form, is_carried, area_size, area, least == 0, size, unit))
        return (min(ranked)[-1], min(ranked)[0]) if ranked else (None, True)

    def is_fresh(self, spell: Spell, units: list[str], day: dt.date) -> bool:
        """Whether both have new counts on a day: of both levels together and of either, or of both levels."""
        new = {
            level: [
                self.is_new(unit, level, spell.stage, day)
                for unit in units
                if (unit, level, spell.stage, day) in self.counts
            ]
            for level in LEVELS
        }
        if max(len(each) for each in new.values()) < len(units):
            return False
        parts = [all(new[level]) for level in ("1", "2") if new[level]]
        if spell.is_whole:
            return bool(new["all"]) and all(new["all"]) and (not parts or any(parts))
        return bool(parts) and all(parts)

    def hide_apart(self, spell: Spell) -> None:
        """Hides what holds one of the two and not the other, as long as both are hidden."""
        mate, is_mixed = self.mate(spell)
        if mate is None and spell.is_whole:
            return
        units = [spell.unit, mate] if mate else [spell.unit]
        near = dt.timedelta(days=60)
        days = [day for day in self.days if spell.first_day - near <= day <= spell.last_day + near]
        fresh = [day for day in days if self.is_fresh(spell, units, day)]
        since = max([day for day in fresh if day <= spell.first_day], default=spell.first_day)
        until = min([day for day in fresh if day > spell.last_day], default=dt.date.max)
        for level in LEVELS if spell.is_whole else ("1", "2"):
            for area in self.areas:
                held = len({*units} & {*contributors(self.world, area, level)})
                if held == 1 or (held and is_mixed and level != "all"):
                    self.found |= {
                        cell
                        for day in self.days
                        if since <= day < until and (cell := (area, level, spell.stage, day)) in self.counts
                    }


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
        """Whether a count of the days from which a pace or a change may be measured may not be told, of any stage.

        Beyond the newest day of all they are reckoned from the last Saturday on which fewer reports were new enough.
        """
        newest, later = self.world.last_day(), []
        day = newest + dt.timedelta(days=1)
        while day <= self.as_of and len(later) < 2:
            later += [day] if day.weekday() == 5 else []
            day += dt.timedelta(days=1)
        last = later[-1] if later else min(self.as_of, newest)
        reach = 15 + max(18, self.measure.period_days * 10 // 7)
        days = {min(last - dt.timedelta(days=back), newest) for back in range(reach)}
        small, level = self.measure.small_count, self.measure.level
        return any(is_hidden(self.world, self.unit, level, stage, day, small) for stage in STAGES for day in days)

    def hides_base(self) -> bool:
        """Whether a denominator that is a count itself may not be told."""
        return self.measure.base in ("approved", "collected") and self.hides(self.measure.base)


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


@dataclass(frozen=True)
class Span:
    """Two reports of a unit itself: the first and the last day, and the counts of both."""

    first: dt.date
    last: dt.date
    before: int
    since: int

    @property
    def pace(self) -> Fraction:
        """Counted a day."""
        return Fraction(self.since - self.before, (self.last - self.first).days)


def oldest_due(as_of: dt.date) -> dt.date:
    """The day of the oldest report that is new enough: it answers the Friday before the last one before the day."""
    friday = as_of - dt.timedelta(days=1)
    while friday.weekday() != 4:
        friday -= dt.timedelta(days=1)
    return friday - dt.timedelta(days=6)


def own_span(
    world: World, unit: str, measure: Measure, stage: str, as_of: dt.date, *, back: int, slack: int
) -> Span | None:
    """From the report nearest to `back` days before the newest one, up to that.

    None where the newest is older than what was due on the last Friday before the day, or none lies within the slack,
    or a count of the unit has fallen since: only a correction lowers one.
    """
    reports = {
        day: found.counts[stage]
        for (level, day), found in standing(world, unit).items()
        if level == measure.level
        and day <= as_of
        and found.reported_at.date() == day
        and found.counts.get(stage) is not None
    }
    newest = max(reports, default=dt.date.min)
    earlier = [day for day in reports if back - slack <= (newest - day).days <= back + slack]
    if newest < oldest_due(as_of) or not earlier:
        return None
    start = min(earlier, key=lambda day: (abs((newest - day).days - back), day))
    if any(start < day <= as_of for of, day in world.corrected if of == unit):
        return None
    if any(start < day <= as_of and has_fallen(found) for (_, day), found in standing(world, unit).items()):
        return None
    return Span(start, newest, reports[start], reports[newest])  # type: ignore[arg-type]


@dataclass(frozen=True)
class Part:
    """A part of an area, with what is asked of it: what it last counted is unknown where it is hidden."""

    unit: str
    counted: int | None
    reported_on: dt.date | None
    is_hidden: bool
    target: Target | None
    denominator: int | None

    def days_left(self, as_of: dt.date) -> int:
        """The days after its report, the deadline included; one on the day of the deadline itself."""
        return max((self.target.deadline - (self.reported_on or as_of)).days, 1)  # type: ignore[union-attr]


@dataclass(frozen=True)
class Need:
    """What is still to count, how much of it a day, and the parts of which that is not known."""

    deadline: dt.date | None
    whole: int | None
    missing: int | None
    required: Fraction | None
    unknown: list[str]
    is_own: bool

    def row(self, is_told: bool) -> dict[str, object]:
        """As the query prints it: nothing is lacked below nothing."""
        required = None if self.required is None else round(float(max(self.required, Fraction(0))), 6)
        return {
            "deadline": self.deadline,
            "whole_target": self.whole,
            "missing": max(self.missing, 0) if is_told and self.missing is not None else None,
            "required_per_day": required if is_told else None,
        }


def needed(parts: list[Part], own: Target | None, counted: int, reported_on: dt.date | None, as_of: dt.date) -> Need:
    """Shortfall and need a day: the sums of both over the parts that are asked for something.

    Those with hidden counts together lack what the others leave of the whole, and need it from the newest report of
    them. The whole's own target goes first, unless it has passed and one of theirs has not.
    """
    asked = [part for part in parts if part.target]
    is_any_open = any(part.target.deadline >= as_of for part in asked)  # type: ignore[union-attr]
    is_own = not asked or (own is not None and (own.deadline >= as_of or not is_any_open))
    unknown = [part.unit for part in (parts if is_own else asked) if part.reported_on is None]
    if is_own:
        if own is None:
            return Need(None, None, None, None, unknown, is_own)
        days = max((own.deadline - (reported_on or as_of)).days, 1)
        missing = own.value - counted
        required = None if as_of > own.deadline else Fraction(missing, days)
        return Need(own.deadline, own.value, missing, required, unknown, is_own)
    deadlines = [part.target.deadline for part in asked]  # type: ignore[union-attr]
    still_open = [deadline for deadline in deadlines if deadline >= as_of]
    deadline = min(still_open) if still_open else max(deadlines)
    whole = sum(part.target.value for part in asked)  # type: ignore[union-attr]
    required = None
    if still_open:
        shown = [part for part in asked if not part.is_hidden]
        required = sum(
            (
                Fraction(p.target.value - (p.counted or 0), p.days_left(as_of))
                for p in shown
                if p.target.deadline >= as_of
            ),  # type: ignore[union-attr]
            Fraction(0),
        )
        if hidden := [part for part in asked if part.is_hidden]:
            lacking = sum(part.target.value - (part.counted or 0) for part in hidden)  # type: ignore[union-attr]
            is_open = [part.days_left(as_of) for part in hidden if part.target.deadline >= as_of]  # type: ignore[union-attr]
            required = required + Fraction(lacking, min(is_open)) if is_open else None
    return Need(deadline, whole, whole - sum(part.counted or 0 for part in asked), required, unknown, is_own)


def coverage(parts: list[Part], communes: Callable[[str], int]) -> Fraction:
    """The share of the parts' base that those with a figure hold; parts without a base count by their communes."""
    based = [part for part in parts if part.denominator]
    others = [part for part in parts if not part.denominator]
    known = Fraction(sum(communes(part.unit) for part in others if part.reported_on))
    if based:
        base = sum(part.denominator or 0 for part in based)
        reported = sum(part.denominator or 0 for part in based if part.reported_on)
        known += Fraction(reported, base) * sum(communes(part.unit) for part in based)
    return known / sum(communes(part.unit) for part in parts)


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
    return _all_ranked(rows)


def _all_ranked(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    for share, rank in (("share", "rank"), ("share_since", "rank_since"), ("share_before", "rank_before")):
        ranked(rows, share, rank)
    return rows


def changes(asked: Asked, every: list[Figures]) -> dict[str, object]:
    """Change and pace of the units that have one, unless a count of the whole was hidden lately."""
    is_told = not asked.hid_lately()
    compared = [found.change for found in every if found.change and is_told]
    return {
        "counted_before": total(span.before for span in compared),
        "counted_since": total(span.since for span in compared),
        "changed_from": min((span.first for span in compared), default=None),
        "changed_until": max((span.last for span in compared), default=None),
        "units_compared": len(compared) if is_told else None,
        "units_reported": len(every),
        **paces(every, is_told=is_told),
    }


def paces(every: list[Figures], *, is_told: bool) -> dict[str, object]:
    """The paces of the units that have one."""
    seven = [found.seven for found in every if found.seven and is_told]
    fourteen = [found.fourteen for found in every if found.fourteen and is_told]
    return {
        "pace_7": total_pace(span.pace for span in seven),
        "pace_14": total_pace(span.pace for span in fourteen),
        "paced_from": min((span.first for span in seven), default=None),
        "paced_until": max((span.last for span in seven), default=None),
        "units_paced": len(seven) if is_told else None,
    }


NO_SHARE = ("share", "share_since", "share_before")


def _commune(world: World, unit: str, as_of: dt.date, measure: Measure) -> dict[str, object]:
    found = figures(world, unit, as_of, measure)
    part, own = _part(world, unit, as_of, measure), _own(world, unit, as_of, measure)
    need = needed([part], own, part.counted or 0, part.reported_on, as_of)
    if found is None:
        nothing = dict.fromkeys(("counted", *NO_SHARE))
        return {"unit_code": unit, "state": "not_reported", **nothing, **need.row(is_told=True)}
    asked = Asked(world, unit, as_of, measure)
    row: dict[str, object] = {
        "unit_code": unit,
        "state": state(found.counted, found.reported_at, asked),
        **need.row(is_told=not asked.hides(measure.stage)),
        "reported_at": found.reported_at,
        "reported_on": found.reported_at.date(),
        "days_late": (as_of - found.reported_at.date()).days,
        "is_silent": found.reported_at.date() < oldest_due(as_of),
        "target": found.activation.value if found.activation else None,
    }
    row["denominator"] = None if asked.hides_base() else found.denominator
    if row["state"] == "suppressed":
        return row | dict.fromkeys(("counted", "activated", *NO_SHARE, "pace_7", "required_per_day"))
    activated = None if asked.hides("activated") else found.activated
    row["counted"], row["activated"] = found.counted, activated
    row["target_share"] = divided(activated, row["target"])  # type: ignore[arg-type]
    row["share"] = divided(found.counted, row["denominator"])  # type: ignore[arg-type]
    row |= _moved([found], row["denominator"], measure) | changes(asked, [found])
    return row


def _part(world: World, unit: str, as_of: dt.date, measure: Measure) -> Part:
    found = figures(world, unit, as_of, measure)
    target = _own(world, unit, as_of, measure)
    if found is None:
        base = people(world, unit, measure.base, as_of) if measure.base != "target" else target and target.value
        return Part(unit, 0, None, is_hidden=False, target=target, denominator=base)
    hidden = Asked(world, unit, as_of, measure).hides(measure.stage)
    base = None if measure.base in ("approved", "collected") else found.denominator
    return Part(unit, found.counted, found.reported_at.date(), hidden, target, base)


def parts_of(world: World, area: str, level: str) -> list[str]:
    """Whose reports make up an area, and its communes for which none of these speaks."""
    reporting = contributors(world, area, level)
    communes = [unit for unit in world.parents if world.grain(unit) == "commune" and area in world.lineage(unit)]
    return reporting + [unit for unit in communes if not any(each in world.lineage(unit) for each in reporting)]


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
    return _all_ranked([_area(world, area, as_of, measure) for area in areas])


def _area(world: World, area: str, as_of: dt.date, measure: Measure) -> dict[str, object]:
    members = {unit: figures(world, unit, as_of, measure) for unit in contributors(world, area, measure.level)}
    parts = {unit: found for unit, found in members.items() if found is not None}
    every_part = [_part(world, unit, as_of, measure) for unit in parts_of(world, area, measure.level)]
    own, newest = _own(world, area, as_of, measure), max((found.reported_at for found in parts.values()), default=None)
    counts = sum(found.counted for found in parts.values())
    need = needed(every_part, own, counts, newest and newest.date(), as_of)
    row: dict[str, object] = {
        "unit_code": area,
        "communes": sum(world.grain(unit) == "commune" and area in world.lineage(unit) for unit in world.parents),
        "communes_reported": sum(_covered(world, unit) for unit in parts),
        "units_unknown": len(need.unknown),
    }
    if not parts:
        nothing = dict.fromkeys(("counted", *NO_SHARE))
        return row | {"state": "not_reported", **nothing, **need.row(is_told=True)}
    every = list(parts.values())
    counted, reported_at = sum(found.counted for found in every), max(found.reported_at for found in every)
    asked = Asked(world, area, as_of, measure)
    row |= {"state": state(counted, reported_at, asked), "reported_at": reported_at, "reported_on": reported_at.date()}
    row["is_silent"] = reported_at.date() < oldest_due(as_of)
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
    covered = coverage(every_part, lambda unit: _covered(world, unit))
    if covered * 100 < measure.least_coverage:
        shares |= dict.fromkeys(NO_SHARE)
    if row["state"] == "suppressed":
        hidden = dict.fromkeys(("counted", "numerator", *NO_SHARE, "pace_7", "units_unknown"))
        return row | hidden | need.row(is_told=False)
    row |= shares | changes(asked, every)
    is_open = need.deadline is not None and need.deadline >= as_of
    if measure.base == "target" and is_open and not need.is_own and any(found.target is None for found in every):
        # What some parts are asked for by a day to come is held against the pace of these, as far as each is told.
        row |= _paces_of_asked(world, parts, as_of, measure)
    row["counted"] = counted
    activated = total(found.activated for found in every)
    row["activated"] = None if asked.hides("activated") or asked.is_part("activated", activated) else activated
    row["coverage"] = float(covered)
    # The target less what is missing would tell what those with a target counted.
    with_target = [found.counted for found in every if found.target]
    is_part = bool(with_target) and asked.is_part(measure.stage, sum(with_target))
    return row | need.row(is_told=not is_part)


def _paces_of_asked(world: World, parts: dict[str, Figures], as_of: dt.date, measure: Measure) -> dict[str, object]:
    told = {unit for unit in parts if not Asked(world, unit, as_of, measure).hid_lately()}
    asked = {unit: found for unit, found in parts.items() if found.target}
    found = paces([found for unit, found in asked.items() if unit in told], is_told=True)
    return found | ({} if told & asked.keys() else {"units_paced": None})


def _covered(world: World, unit: str) -> int:
    return sum(unit in world.lineage(other) for other in world.parents if world.grain(other) == "commune")


def total_pace(paces: Iterable[Fraction]) -> float | None:
    """The sum, if there is any."""
    known = list(paces)
    return float(sum(known, Fraction(0))) if known else None


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
    else:
        own = _own(world, area, as_of, measure)
        numerator = sum(found.counted for found in every)
        denominator = people(world, area, measure.base, as_of)
        if measure.base == "target":
            denominator = own.value if own else None
    is_count = measure.base in ("approved", "collected")
    is_part = asked.is_part(measure.stage, numerator) or (is_count and asked.is_part(measure.base, denominator))
    if is_part or asked.hides_base():
        hidden = None if is_count else denominator
        return {"numerator": None, "denominator": hidden, **dict.fromkeys(NO_SHARE)}
    share = divided(numerator, denominator)
    row = {"numerator": numerator, "denominator": denominator, "share": share, **dict.fromkeys(NO_SHARE[1:])}
    return row if asked.hid_lately() or share is None else row | _moved(every, denominator, measure)


def _moved(every: list[Figures], denominator: object, measure: Measure) -> dict[str, object]:
    """The shares at both ends of the change, of those that have one; against a base of the whole only if all have."""
    based = [found for found in every if found.denominator is not None]
    spans = [(found.change, found.change_of_base, found.denominator) for found in based or every if found.change]
    if measure.base in ("approved", "collected"):
        ends = [(own, (base.before, base.since)) for own, base, _ in spans if base]
    elif based:
        ends = [(own, (each, each)) for own, _, each in spans]
    else:
        ends = [(own, (0, 0)) for own, _, _ in spans] if len(spans) == len(every) else []
    before, since = (total(getattr(own, end) for own, _ in ends) for end in ("before", "since"))
    bases = [total(base[end] for _, base in ends) for end in (0, 1)]
    if not based:
        bases = [denominator, denominator]  # type: ignore[list-item]
    if not denominator or not all(bases):
        return dict.fromkeys(NO_SHARE[1:])
    return {"share_since": divided(since, bases[1]), "share_before": divided(before, bases[0])}

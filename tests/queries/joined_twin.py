"""The slow, obvious twin of units that took over from others inside their edition: day by day, part by part."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tests.queries import twins
from tests.queries.twins import LEVELS, STAGES, Standing, World

ONE_DAY = dt.timedelta(days=1)


@dataclass
class Taken:
    """What a unit took over at one level: its count by stage, of how many parts, and of when the oldest report is."""

    counts: dict[str, int | None]
    known: dict[str, int]
    parts_reported: int
    reported_at: dt.datetime


@dataclass
class Said:
    """What a unit said since, at one level and stage: its own count, or what its exports added; and when."""

    told: int | None = None
    told_at: dt.datetime | None = None
    added: int | None = None
    added_at: dt.datetime | None = None
    added_new: int | None = None
    is_new: bool = False


@dataclass
class Joined:
    """A world in which units end: (day, from, to, millionths)."""

    world: World
    handovers: list[tuple[dt.date, str, str, int]]
    stood: dict[str, dict[tuple[str, dt.date], Standing]] = field(default_factory=dict)

    def takeovers(self, unit: str) -> list[dt.date]:
        """The days on which a unit took over from others."""
        return sorted({day for day, _, to, _ in self.handovers if to == unit})

    def last_day(self, unit: str) -> dt.date:
        """The last day of a unit that ended, or the newest day of all."""
        ended = [day - ONE_DAY for day, before, _, _ in self.handovers if before == unit]
        return min([*ended, self.world.last_day()])

    def standing(self, unit: str) -> dict[tuple[str, dt.date], Standing]:
        """All levels of one unit on all of its days."""
        if unit not in self.stood:
            days = [*self.takeovers(unit), self.last_day(unit) + ONE_DAY]
            self.stood[unit] = self._alone(unit, days[0])
            for begun_on, until in pairwise(days):
                self.stood[unit] |= dict(self._since(unit, begun_on, until))
        return self.stood[unit]

    def _alone(self, unit: str, until: dt.date) -> dict[tuple[str, dt.date], Standing]:
        """Before it took over from anybody: as if what came later had not been said."""
        earlier = replace(
            self.world,
            summaries=[row for row in self.world.summaries if row[0] != unit or row[1].date() < until],
            detailed=[row for row in self.world.detailed if row[0] != unit or row[1] < until],
            stood={},
        )
        earlier.summaries.append(("nobody", dt.datetime.combine(self.world.last_day(), dt.time()), "1", "activated", 0))
        return {key: found for key, found in twins.standing(earlier, unit).items() if key[1] < until}

    def taken(self, unit: str, day: dt.date) -> tuple[int, dict[str, Taken]]:
        """Of how many parts a unit is made on a day, and by level what they had on the eve."""
        parts = {before: None for of, before, to, _ in self.handovers if (of, to) == (day, unit)} | {unit: None}
        found: dict[str, list[dict[str, int | None]]] = {level: [] for level in LEVELS}
        moments: dict[str, list[dt.datetime]] = {level: [] for level in LEVELS}
        for part in parts:
            for level, pieces in self._pieces(part, unit, day).items():
                found[level].append(pieces)
                moments[level].append(self.standing(part)[level, day - ONE_DAY].reported_at)
        return len(parts), {
            level: Taken(
                {stage: twins.total(each[stage] for each in pieces) for stage in STAGES},
                {stage: sum(each[stage] is not None for each in pieces) for stage in STAGES},
                len(pieces),
                min(moments[level]),
            )
            for level, pieces in found.items()
            if pieces
        }

    def _pieces(self, part: str, unit: str, day: dt.date) -> dict[str, dict[str, int | None]]:
        """What of a part's counts on the eve goes to a unit."""
        shares = {to: share for of, before, to, share in self.handovers if (of, before) == (day, part)}
        eve = {level: self.standing(part).get((level, day - ONE_DAY)) for level in LEVELS}
        # A level of which nothing is known is no report of it.
        counts = {level: found.counts for level, found in eve.items() if found and set(found.counts.values()) != {None}}
        given = {
            level: {
                stage: None if count is None else shared_out(count, shares or {unit: 1_000_000})[unit]
                for stage, count in by_stage.items()
            }
            for level, by_stage in counts.items()
        }
        for stage in STAGES if set(given) == set(LEVELS) else ():
            one, two, both = (counts[level][stage] for level in LEVELS)
            if one is not None and two is not None and one + two == both:
                given["all"][stage] = twins.total(given[level][stage] for level in "12")
        return given

    def _since(self, unit: str, begun_on: dt.date, until: dt.date) -> Iterator[tuple[tuple[str, dt.date], Standing]]:
        parts, taken = self.taken(unit, begun_on)
        before = {(level, stage): (self._start(taken, level, stage), True) for level in LEVELS for stage in STAGES}
        day = begun_on
        while day < until:
            for level in LEVELS:
                counts, flows, moments = dict.fromkeys(STAGES), dict.fromkeys(STAGES), []
                for stage in STAGES:
                    said, start = self._said(unit, level, stage, begun_on, day), self._start(taken, level, stage)
                    counts[stage], is_taken = value(said, start), said.told is None and start is not None
                    was, was_taken = before[level, stage]
                    before[level, stage] = counts[stage], is_taken
                    complete = level in taken and taken[level].known[stage] == parts
                    if said.is_new:
                        known = counts[stage] is not None and was is not None
                        known = known and (is_taken or not was_taken or complete)
                        flows[stage] = counts[stage] - was if known else said.added_new  # type: ignore[operator]
                    moments.append(
                        said.told_at or said.added_at or (taken[level].reported_at if level in taken else None)
                    )
                if any(count is not None for count in counts.values()):
                    yield (level, day), Standing(max(filter(None, moments)), counts, flows)
            day += ONE_DAY

    @staticmethod
    def _start(taken: dict[str, Taken], level: str, stage: str) -> int | None:
        return taken[level].counts[stage] if level in taken else None

    def _said(self, unit: str, level: str, stage: str, begun_on: dt.date, day: dt.date) -> Said:
        """What the unit said of a level and stage from the day on which it began to the end of another."""
        raw = {each: self._raw(unit, each, stage, begun_on, day) for each in LEVELS}
        if level != "all":
            return raw[level]
        one, two, printed = raw.values()
        added = [each for each in raw.values() if each.added is not None]
        both = Said(
            added=twins.total(each.added for each in added),
            added_at=max((each.added_at for each in added if each.added_at), default=None),
            added_new=twins.total(each.added_new for each in raw.values()),
            is_new=any(each.is_new for each in raw.values()),
        )
        if one.told is not None and two.told is not None:
            both.told, both.told_at = one.told + two.told, max(one.told_at, two.told_at)  # type: ignore[type-var]
        if printed.told is not None and (both.told_at is None or both.told_at < printed.told_at):  # type: ignore[operator]
            both.told, both.told_at = printed.told, printed.told_at
        return both

    def _raw(self, unit: str, level: str, stage: str, begun_on: dt.date, day: dt.date) -> Said:
        said = {row[1]: row[4] for row in self.world.summaries if (row[0], row[2], row[3]) == (unit, level, stage)}
        told = [moment for moment in said if begun_on <= moment.date() <= day]
        exports = [row for row in self.world.detailed if (row[0], row[2], row[3]) == (unit, level, stage)]
        exports = [row for row in exports if begun_on <= row[1] <= day]
        found = Said(is_new=any(each.date() == day for each in told) or any(row[1] == day for row in exports))
        if exports:
            newest = max(row[1] for row in exports)
            midnight = dt.datetime.combine(newest, dt.time(23, 59))
            found.added = sum(row[4] for row in exports)
            found.added_at = max((each for each in told if each.date() == newest), default=midnight)
            found.added_new = sum(row[4] for row in exports if row[1] == day) if newest == day else None
        if told:
            last = max(told)
            since = [row for row in exports if row[1] > last.date()]
            found.told = said[last] + sum(row[4] for row in since)
            found.told_at = found.added_at if since else last
        return found


def value(said: Said, taken: int | None) -> int | None:
    """Its own count, else what it took over with what was added, else what was added."""
    if said.told is not None:
        return said.told
    return said.added if taken is None else taken + (said.added or 0)


def shared_out(count: int, shares: dict[str, int]) -> dict[str, int]:
    """The largest-remainder method: whole parts first, what is left to the largest remainders."""
    given = {code: count * share // 1_000_000 for code, share in shares.items()}
    by_remainder = sorted(shares, key=lambda code: (-(count * shares[code] % 1_000_000), code))
    for code in by_remainder[: count - sum(given.values())]:
        given[code] += 1
    return given

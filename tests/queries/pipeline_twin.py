"""The slow, obvious twin of pipeline_by_area, for units without holidays between them."""

import datetime as dt

from tests.queries import twins
from tests.queries.twins import STAGES, World

WORKING_DAYS = {"1": 1, "2": 3, "all": 3}


def row(world: World, unit: str, level: str, as_of: dt.date, small: int) -> dict[str, object]:
    """What a commune or an area must say."""
    parts = twins.parts_of(world, unit, level)
    known = [_part(world, part, level, as_of, small) for part in parts]
    found = [each for each, _, _ in known if each is not None]
    is_exact = len(found) == len(parts) and all(exact for _, _, exact in known)
    is_silent = [not _is_heard(world, part, level, as_of) for part in parts]
    said: dict[str, object] = {
        "overdue": sum(found) if found else None,
        "overdue_units": len(found),
        "overdue_few": sum(is_few for _, is_few, _ in known),
        "is_overdue_exact": is_exact,
        "units": len(parts),
        "units_silent": sum(is_silent),
    }
    if all(is_silent) or (said["overdue"] == 0 and not is_exact):
        said["overdue"] = None
    if world.grain(unit) == "commune":
        said |= _waiting(world, unit, level, as_of, small)
    return said


def _is_heard(world: World, unit: str, level: str, as_of: dt.date) -> bool:
    stood = twins.standing(world, unit).get((level, as_of))
    return stood is not None and _has_count(stood) and stood.reported_at.date() >= twins.oldest_due(as_of)


def _has_count(stood: twins.Standing) -> bool:
    return any(count is not None for count in stood.counts.values())


def _waiting(world: World, unit: str, level: str, as_of: dt.date, small: int) -> dict[str, object]:
    """Both numbers of those who wait, of a commune."""
    stood = twins.standing(world, unit).get((level, as_of))
    counts: dict[str, int | None] = dict.fromkeys(STAGES)
    for stage in STAGES:
        if stood and not twins.is_hidden(world, unit, level, stage, as_of, small):
            counts[stage] = stood.counts[stage]
    said: dict[str, object] = dict(counts)
    said |= {f"has_{stage}": stood is not None and stood.counts[stage] is not None for stage in STAGES}
    for name, before, after in (("unapproved", "collected", "approved"), ("unactivated", "approved", "activated")):
        first, second = counts[before], counts[after]
        number = None if first is None or second is None else first - second
        is_few = number is not None and 0 < abs(number) < small
        said |= {name: None if is_few else number, f"is_{name}_few": is_few}
    return said


def _part(world: World, unit: str, level: str, as_of: dt.date, small: int) -> tuple[int | None, bool, bool]:
    """How many are overdue in a reporting unit, whether their number is hidden, and whether it is exact."""
    if not _is_heard(world, unit, level, as_of):
        return None, False, False
    levels = list(WORKING_DAYS) if level == "all" else [level]
    of_level = {each: _overdue(world, unit, each, as_of, small) for each in levels}
    is_few = any(hidden for _, hidden, _ in of_level.values())
    shown = {each: count for each, (count, _, _) in of_level.items() if count is not None}
    is_exact = not is_few and all(of_level[each][2] for each in (level if level != "all" else "12"))
    if level != "all":
        return shown.get(level), is_few, is_exact
    both = [shown[each] for each in "12" if each in shown]
    totals = ([sum(both)] if both else []) + ([shown["all"]] if "all" in shown else [])
    return max(totals, default=None), is_few, is_exact


def _overdue(world: World, unit: str, level: str, as_of: dt.date, small: int) -> tuple[int | None, bool, bool]:
    approved = twins.report_days(world, unit, level, "approved")
    day = max((each for each in approved if each <= as_of), default=None)
    if day is None or day < twins.oldest_due(as_of):
        return None, False, False
    moment, count, _ = approved[day]
    by = received_by(day if moment.hour >= 17 else day - dt.timedelta(days=1), WORKING_DAYS[level])
    collected = twins.report_days(world, unit, level, "collected")
    received_on = max((each for each in collected if each <= by), default=None)
    if received_on is None:
        return None, False, False
    overdue = max(collected[received_on][1] - count, 0)
    hidden = (
        0 < overdue < small
        or twins.is_hidden(world, unit, level, "approved", day, small)
        or twins.is_hidden(world, unit, level, "collected", received_on, small)
    )
    received_until = received_on if collected[received_on][0].hour >= 17 else received_on - dt.timedelta(days=1)
    return (None, True, False) if hidden else (overdue, False, received_until == by)


def received_by(ended_on: dt.date, working_days: int) -> dt.date:
    """The last day after which so many working days have gone by."""
    day, left = ended_on, working_days
    while left:
        left -= day.weekday() < 5
        day -= dt.timedelta(days=1)
    return day

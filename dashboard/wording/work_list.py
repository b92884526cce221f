"""What the work list says of a unit: how many more a day, when it reported, and what came of reminding it."""

import datetime as dt

from dashboard import formats
from dashboard.briefing.forecast import work_list
from dashboard.briefing.forecast.reminders import Moved, Reminded
from dashboard.briefing.forecast.work_list import Entry, WorkList
from dashboard.text import Text
from dashboard.wording import forecast


def summary(found: WorkList, text: Text) -> list[str]:
    """How many are on the list, apart from it, and not on it."""
    counts = {
        "short": len(found.short),
        "apart": len(found.apart),
        "well": found.well,
        "without": found.without,
    }
    return [text(f"work.{name}", n=n) for name, n in counts.items() if n]


def why_empty(found: WorkList, issuer: str, text: Text) -> str:
    """Why nobody is on the list: all are well, nobody was asked, or none of those that a reader keeps to is on it."""
    if found.well:
        return text("work.nobody")
    if found.without:
        return text("forecast.parts_none", target=text(f"forecast.target_{issuer}"))
    return text("work.none_here")


def why_apart(entry: Entry, small_count: int, text: Text) -> str:
    """Why a unit cannot be judged by its pace; empty where it can."""
    deadline = formats.date(entry.forecast.target.deadline)
    return text(f"work.why_{entry.why}", deadline=deadline, small=small_count) if entry.why else ""


def numbers(entry: Entry, small_count: int, text: Text) -> dict[str, str]:
    """What is printed of a unit in numbers, by column; of one whose count is hidden nothing."""
    one, stand, language = entry.forecast, entry.forecast.stand, text.language
    printed = {
        "gap": forecast.gap(one, text),
        "required": forecast.required(one, text),
        "pace": formats.count_or_dash(stand.pace, language),
        "chance": forecast.chance(one.outlook.probability, text),
        "missing": forecast.missing(one, text),
        "backlog": _backlog(stand.backlog, small_count, language),
        "eligible_left": formats.count_or_dash(stand.eligible_left, language),
    }
    return dict.fromkeys(printed, formats.NOTHING) if entry.why == work_list.HIDDEN else printed


def _backlog(waiting: int | None, small_count: int, language: str) -> str:
    """How many were approved and wait; of few, only that they are few."""
    if waiting is not None and 0 < waiting < small_count:
        return f"<{small_count}"
    return formats.count_or_dash(waiting, language)


def reported_on(entry: Entry, as_of: dt.date, text: Text) -> str:
    """The day of its newest report, and how old that is where it is silent."""
    day = entry.forecast.stand.reported_on
    if day is None:
        return formats.NOTHING
    words = formats.date(day)
    return text("work.silent_days", day=words, n=(as_of - day).days) if entry.forecast.stand.is_silent else words


def reminded(found: Reminded | None, text: Text) -> str:
    """The last day, how often, and of whom where it was another unit."""
    if found is None:
        return formats.NOTHING
    day = formats.date(found.last)
    words = day if found.times == 1 else text("work.reminded_times", day=day, n=found.times)
    return text("work.reminded_other", words=words, unit=found.other_name) if found.other_name else words


def moved(facts: Moved, text: Text) -> tuple[str, str, str]:
    """The pace before and now, and their difference as printed."""
    before, after = (formats.round_half_up(pace, 0) for pace in (facts.before, facts.after))
    language = text.language
    return formats.count(before, language), formats.count(after, language), formats.signed(after - before, language, 0)


def alike(facts: Moved, text: Text) -> str:
    """The range of the change of units alike that were not reminded, or that they are too few."""
    if facts.alike is None:
        return text("work.alike_few", n=facts.others)
    low, middle, high = (formats.signed(value, text.language, 0) for value in facts.alike)
    return text("work.alike", n=facts.others, low=low, middle=middle, high=high)

"""The text that a unit is reminded by: what was asked, where it stands, what is missing, by when; names no person."""

import datetime as dt
from collections.abc import Iterable

from dashboard import formats, units
from dashboard.briefing.forecast import work_list
from dashboard.briefing.forecast.facts import Target, TargetForecast
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording import forecast


def together(reminders: Iterable[str]) -> str:
    """Several reminders, to be copied at once."""
    return "\n\n".join(reminders)


def of_target(one: TargetForecast, selection: Selection, small_count: int, text: Text) -> str:
    """The reminder of one unit; of a silent one also to report. Hidden counts are not told."""
    why = work_list.why_apart(one)
    lines = [_to(one.unit_code, selection, text), asked(one.target, text)]
    if why == work_list.NEVER:
        return "\n".join([*lines, _never(selection.as_of, text)])
    if why == work_list.HIDDEN:
        return "\n".join([*lines, text("reminder.hidden", small=small_count), text("reminder.do")])
    lines += [_stands(one, text), *_need(one, text), *_backlog(one, small_count, text)]
    if why == work_list.SILENT and one.stand.reported_on:
        return "\n".join([*lines, _silent(one.stand.reported_on, selection.as_of, text)])
    return "\n".join([*lines, text("reminder.do")])


def to_report(row: ProgressByArea, selection: Selection, text: Text) -> str:
    """The reminder to report, of a unit that never did or that is silent."""
    line = (
        _never(selection.as_of, text)
        if row.state == "not_reported"
        else _silent(row.reported_on.date(), selection.as_of, text)
    )
    return f"{_to(row.unit_code, selection, text)}\n{line}"


def asked(target: Target, text: Text) -> str:
    """What was asked, by whom, in which document, by when."""
    return text(
        "reminder.asked_in" if target.document else "reminder.asked",
        issuer=text(f"reminder.by_{target.issuer}"),
        document=target.document,
        target=formats.count(target.value, text.language),
        counted=text(f"counted.{target.stage}"),
        level=_lower(text(f"level.{target.level}")),
        deadline=formats.date(target.deadline),
    )


def _to(unit_code: str, selection: Selection, text: Text) -> str:
    name = units.find(selection.edition, unit_code, selection.as_of).full_name
    return text("reminder.to", unit=_lower(name) if text.language == "vi" else name)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _stands(one: TargetForecast, text: Text) -> str:
    stand, language = one.stand, text.language
    if stand.counted is None or stand.reported_on is None or stand.missing is None:
        return text("reminder.unknown")
    return text(
        "reminder.stands",
        day=formats.date(stand.reported_on),
        count=formats.count(stand.counted, language),
        share=formats.ratio(stand.counted, one.target.value, language),
        missing=forecast.missing(one, text),
    )


def _need(one: TargetForecast, text: Text) -> list[str]:
    """How many a day, beside the pace where one is known; of a deadline that has passed, that it has."""
    stand, language = one.stand, text.language
    if one.is_past:
        return [text("reminder.passed", deadline=formats.date(one.target.deadline))]
    if stand.counted is None or stand.required is None:
        return []
    left = text("reminder.left", n=one.days_left, working=one.working_days_left)
    words = {
        "required": forecast.required(one, text),
        "left": left if one.days_left > 0 else text("reminder.left_none"),
    }
    if stand.gap is None or stand.pace is None:
        return [text("reminder.needed", **words)]
    words |= {"pace": formats.count(stand.pace, language), "gap": forecast.gap(one, text)}
    return [text("reminder.needed_more" if stand.gap > 0 else "reminder.needed_kept", **words)]


def _backlog(one: TargetForecast, small_count: int, text: Text) -> list[str]:
    """How many were approved and wait; of so few that they could be pointed at nothing is told."""
    waiting = one.stand.backlog or 0
    return [text("reminder.backlog", waiting=formats.count(waiting, text.language))] if waiting >= small_count else []


def _silent(reported_on: dt.date, as_of: dt.date, text: Text) -> str:
    return text("reminder.silent", day=formats.date(reported_on), n=(as_of - reported_on).days)


def _never(as_of: dt.date, text: Text) -> str:
    return text("reminder.never", day=formats.date(as_of))

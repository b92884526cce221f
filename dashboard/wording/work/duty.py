"""What is said of duty: what a team-day brought, how much of 7:00 to 22:00 is covered, and of mobile days."""

from dashboard import formats
from dashboard.briefing.work.duty import Duty, Group, Mobile
from dashboard.text import Text


def answer(duty: Duty, stage: str, text: Text) -> str:
    """Who was on duty most, which kind of group brought most a day, and how much of the day is covered."""
    said = [
        text(
            "duty.answer",
            n=formats.count(sum(group.team_days for group in duty.groups), text.language),
            days=formats.days(duty.first, duty.last),
            kind=kind(duty.groups[0], text).lower(),
            most=formats.count(duty.groups[0].team_days, text.language),
        )
    ]
    rated = [group for group in duty.groups if group.a_day]
    if len(rated) > 1:
        best = max(rated, key=lambda group: group.a_day or 0)
        counted = text(f"counted.{stage}").lower()
        said.append(text("duty.best", kind=kind(best, text).lower(), a_day=a_day(best, text), counted=counted))
    if duty.share_covered is not None:
        said.append(text("duty.covered", share=formats.percent(duty.share_covered, text.language)))
    return " ".join(said)


def notes(duty: Duty, text: Text) -> list[str]:
    lines = [text("duty.communes", n=duty.communes)] if duty.communes else []
    return [*lines, text("duty.base")]


def mobile(found: Mobile, stage: str, text: Text) -> str:
    """What a mobile day brought beside days alike; the range, or why there is none; and that no cause is claimed."""
    language = text.language
    said = text(
        "duty.mobile",
        counted=text(f"counted.{stage}").lower(),
        brought=formats.decimal(found.brought, language, 1),
        expected=formats.decimal(found.expected, language, 1),
        difference=formats.signed(found.difference, language, 1),
    )
    if found.range is None:
        return f"{said} {text('duty.mobile_few', n=found.weeks)}"
    low, high = (formats.signed(end, language, 1) for end in found.range)
    verdict = "unclear" if found.range[0] <= 0 <= found.range[1] else "more" if found.range[0] > 0 else "less"
    return " ".join([said, text("duty.mobile_range", low=low, high=high), text(f"duty.mobile_{verdict}")])


def mobile_made_of(found: Mobile, text: Text) -> str:
    """Of how many days and weeks, how days are compared, and what that cannot say."""
    days = formats.count(found.days, text.language)
    return text("duty.mobile_how", days=days, weeks=formats.count(found.weeks, text.language))


def kind(group: Group, text: Text) -> str:
    return text(f"teams.kind_{group.kind}")


def team_days(group: Group, text: Text) -> str:
    return formats.count(group.team_days, text.language)


def a_day(group: Group, text: Text) -> str:
    """What a team-day brought."""
    return each(group.a_day, group, text)


def each(brought: float | None, group: Group, text: Text) -> str:
    """What a day or an hour of a group brought, with "≥" where small counts are withheld of it."""
    if brought is None:
        return formats.NOTHING
    return ("≥" if group.is_partial else "") + formats.decimal(brought, text.language, 1)


def count(group: Group, text: Text) -> str:
    if group.count is None:
        return text("teams.hidden") if group.is_partial else formats.NOTHING
    if group.is_partial and not group.count:
        return text("teams.hidden")
    return formats.at_least(group.count, text.language, is_least=group.is_partial)

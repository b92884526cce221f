"""What is said of who does the work, when and how."""

from dashboard import formats
from dashboard.briefing.work.teams import HOLIDAY, SORTS, Part, Work
from dashboard.text import Text

# For people who cannot come by themselves.
VISITS = ("home_visit", "pick_up")


def answer(work: Work, stage: str, text: Text) -> str:
    """The channel with most, the busiest hours, and what other days bring beside ordinary ones."""
    said = []
    if work.total:
        first = work.channels[0]
        said.append(
            text(
                "teams.answer",
                channel=text(f"channel.{first.name}"),
                share=formats.ratio(first.count, work.total, text.language),
                n=formats.count(work.total, text.language),
                counted=text(f"counted.{stage}").lower(),
                days=formats.days(work.first, work.last),
            )
        )
    else:
        said.append(text("teams.answer_hidden", days=formats.days(work.first, work.last)))
    visits = sum(part.count for part in work.channels if part.name in VISITS)
    if visits:
        said.append(text("teams.visits", share=formats.ratio(visits, work.total, text.language)))
    if work.busiest is not None:
        day, band = work.busiest
        said.append(text("teams.busiest", day=day_name(day, text), hours=hours(band)))
    sorts = {sort: work.of_sort(sort) for sort in SORTS}
    told = [
        text(f"teams.{sort}", n=("≥" if found[1] else "") + formats.decimal(found[0], text.language, 1))
        for sort, found in sorts.items()
        if found is not None
    ]
    return " ".join([*said, text("teams.a_day", days="; ".join(told))])


def notes(work: Work, small_count: int, text: Text) -> list[str]:
    """What is withheld, and what lies outside of the hours drawn."""
    lines = [text("teams.communes", n=work.communes)] if work.communes else []
    lines.append(text("teams.base"))
    if work.is_partial:
        lines.append(text("teams.withheld", small=small_count))
    if work.outside:
        lines.append(text("teams.outside", n=formats.count(work.outside, text.language)))
    return lines


def part_name(division: str, part: Part, text: Text) -> str:
    if division == "channel":
        words = text(f"channel.{part.name}")
        return words[:1].upper() + words[1:]
    return text(f"teams.kind_{part.name}")


def count(part: Part, text: Text) -> str:
    """The count, with "≥" where small ones are withheld of it."""
    if part.is_partial and not part.count:
        return text("teams.hidden")
    return formats.at_least(part.count, text.language, is_least=part.is_partial)


def day_name(day: str, text: Text) -> str:
    """A weekday, or a public holiday."""
    return text("teams.day_holiday") if day == HOLIDAY else text(f"teams.day_{day}")


def hours(band: str) -> str:
    """ "07:00–11:00"."""
    first, last = band.split("-")
    return f"{first}:00–{last}:00"

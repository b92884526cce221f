"""What is said of how long dossiers wait: the age of those that wait, and the days between stages."""

from dashboard import formats
from dashboard.briefing.work.pipeline import ACTIVATION, APPROVAL
from dashboard.briefing.work.waiting import STEPS, Days, Place, Waiting
from dashboard.text import Text


def answer(found: Waiting, small_count: int, text: Text) -> str:
    """Of each step how long half of those that wait have waited, and half of those that came on in the month."""
    if found.whole is None or not found.whole.is_known:
        return text("waiting.answer_hidden", month=formats.month(found.month), small=small_count)
    said = []
    for step in (ACTIVATION, APPROVAL):
        known = found.whole.steps.get(step)
        if known is None:
            continue
        if known.age_half.days is not None:
            said.append(_age(step, known.age_half, found, text))
        if known.wait_half.days is not None:
            days = in_words(known.wait_half, text)
            said.append(text(f"waiting.wait_{step}", days=days, month=formats.month(found.month)))
    return " ".join(said)


def ages(found: Waiting | None, text: Text) -> list[str]:
    """The ages alone, in short, for the wall."""
    if found is None or found.whole is None:
        return []
    known = [(step, found.whole.steps[step].age_half) for step in STEPS if step in found.whole.steps]
    return [_age(step, days, found, text) for step, days in reversed(known) if days.days is not None]


def notes(found: Waiting, small_count: int, text: Text) -> list[str]:
    """What is supposed, what a bound is, of how many communes it is, and what is hidden."""
    lines = [text("waiting.base")]
    if found.is_least:
        lines.append(text("waiting.least"))
    whole = found.whole
    if whole is not None and whole.communes and whole.communes > 1:
        counts = {"n": formats.count(whole.units, text.language), "all": formats.count(whole.communes, text.language)}
        lines.append(text("waiting.communes", **counts))
    places = (*found.parts, *((whole,) if whole else ()))
    if any(
        each.is_few for place in places for step in place.steps.values() for each in (step.age_half, step.wait_half)
    ):
        lines.append(text("waiting.few", small=small_count))
    return lines


def in_words(days: Days, text: Text) -> str:
    """ "≥12 ngày"."""
    number = text("waiting.days", n=days.days or 0, number=formats.count(days.days or 0, text.language))
    return f"≥{number}" if days.is_least else number


def number(place: Place, step: str, name: str, small_count: int, text: Text) -> str:
    """The days of a cell: "≥12"; how few they are hidden for; a dash where nobody is counted."""
    known = place.steps.get(step)
    if known is None:
        return formats.NOTHING
    days: Days = getattr(known, name)
    if days.is_few:
        return text("waiting.hidden", small=small_count)
    if days.days is None:
        return formats.NOTHING
    return formats.at_least(days.days, text.language, is_least=days.is_least)


def _age(step: str, days: Days, found: Waiting, text: Text) -> str:
    return text(f"waiting.age_{step}", days=in_words(days, text), date=formats.date(found.ended_on))

"""What is said of why accounts are not active."""

from dashboard import code_lists, formats
from dashboard.briefing.work.reasons import Reason, Reasons
from dashboard.text import Text


def answer(found: Reasons, text: Text) -> str:
    """How much the largest reasons make of all, and which they are."""
    days, largest = formats.days(found.first, found.last), found.largest
    if not found.total:
        return text("reasons.answer_hidden" if found.is_partial else "reasons.answer_none", days=days)
    if not largest:
        return text("reasons.answer_other", n=formats.count(found.total, text.language), days=days)
    share = sum(reason.count or 0 for reason in largest)
    return text(
        f"reasons.answer_{len(largest)}",
        share=formats.ratio(share, found.total, text.language),
        all=formats.count(found.total, text.language),
        days=days,
        names=", ".join(name(reason, text) for reason in largest),
    )


def notes(found: Reasons, small_count: int, text: Text) -> list[str]:
    """Of how many communes it is, how shares are made, and what is withheld."""
    withheld = [text("reasons.withheld", small=small_count)] if found.is_partial else []
    return [*communes(found, text), text("reasons.base"), *withheld]


def communes(found: Reasons, text: Text) -> list[str]:
    """Of how many communes it is, where a unit has several."""
    n, every = (formats.count(number, text.language) for number in (found.communes, found.every_commune))
    return [text("reasons.communes", n=n, all=every)] if found.communes and found.every_commune > 1 else []


def name(reason: Reason, text: Text) -> str:
    return code_lists.name("reason", reason.key, text.language)


def heading(reason: Reason, text: Text) -> str:
    """The name at the beginning of a line."""
    words = name(reason, text)
    return words[:1].upper() + words[1:]


def count(reason: Reason, text: Text) -> str:
    """The count, with "≥" where small ones are withheld of it."""
    if reason.count is None:
        return text("teams.hidden")
    return formats.at_least(reason.count, text.language, is_least=reason.is_partial)

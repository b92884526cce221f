"""What is said in the same words on every page and wall: the base, a link's faults, a hidden count, a due report."""

import datetime as dt
from collections.abc import Mapping, Sequence

from dashboard import formats, units
from dashboard.code_lists import Entry
from dashboard.selection import CHOICES, Complaint, Selection
from dashboard.text import Text


def base_words(selection: Selection, text: Text) -> str:
    """The base in the words of a headline: "chỉ tiêu Bộ giao"."""
    if selection.indicator is not None:
        return text("indicators.base_of", base=_own_base(selection.indicator, text))
    return text(f"base_of.target_{selection.issuer}" if selection.base == "target" else f"base_of.{selection.base}")


def base_title(selection: Selection, text: Text) -> str:
    """The base as a heading."""
    if selection.indicator is None:
        return text(f"base.{selection.base}")
    words = _own_base(selection.indicator, text)
    return words[:1].upper() + words[1:]


def _own_base(indicator: Entry, text: Text) -> str:
    return indicator.base_words(text.language) or text("indicators.base_of_file")


def counted_words(selection: Selection, text: Text) -> str:
    """What is counted: accounts of a stage and level, or another indicator."""
    if selection.indicator is not None:
        return selection.indicator.words(text.language)
    return f"{text(f'counted.{selection.stage}')}, {_lower(text(f'level.{selection.level}'))}"


def chosen_words(selection: Selection, heeded: Sequence[str], now: dt.datetime, text: Text) -> str:
    """All that the filters hold, in one sentence; of the newest day, how old it is by now.

    heeded: which of level, stage, issuer and base the page shows its figures by; the others are left out.
    """
    day = text("filters.on_day", date=formats.date(selection.as_of))
    if selection.is_newest:
        old = (now.date() - selection.as_of).days
        age = text("filters.age", n=old) if old > 0 else text("filters.age_today")
        day = text("filters.newest_day", date=formats.date(selection.as_of), age=age)
    edition = _lower(text(f"filters.edition_{selection.edition}"))
    if tuple(heeded) == tuple(CHOICES):
        counted, base = counted_words(selection, text), base_words(selection, text)
        sentence = text("filters.chosen", counted=counted, day=day, base=base, edition=edition)
    else:
        told = [text(f"filters.heeded_{name}", value=text(f"{name}.{getattr(selection, name)}")) for name in heeded]
        within = text("filters.chosen_within", edition=edition)
        sentence = f"{', '.join([*told, day, within])}."
    return sentence[:1].upper() + sentence[1:]


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def complaint_words(selection: Selection, complaint: Complaint, text: Text) -> str:
    """What a link asked wrongly, and what is shown in its place."""
    words = {
        "unit": units.find(selection.edition, selection.unit, selection.as_of).full_name,
        "edition": selection.edition,
        "as_of": formats.date(selection.as_of),
        **{name: text(f"{name}.{getattr(selection, name)}") for name in ("level", "stage", "issuer", "base")},
    }
    return text(f"selection.{complaint.key}", value=complaint.value[:60], **words)


def now_words(now: dt.datetime, selection: Selection) -> str:
    """As of when it is told what is due: the moment that is now, or the day that the link names."""
    return formats.moment(now) if selection.is_newest else formats.date(now)


def lateness_words(counts: Mapping[str, int], states: Sequence[str], text: Text) -> list[str]:
    """How many of the due reports are in which state, those that occur."""
    return [
        text(f"data.lateness_{state}", n=formats.count(counts[state], text.language))
        for state in states
        if state in counts
    ]

"""What is said of other indicators."""

from collections.abc import Sequence

from dashboard import code_lists, formats
from dashboard.briefing.goals.indicators import Figure, Ranked
from dashboard.text import Text


def answer(found: Sequence[Figure], text: Text) -> str:
    """How many indicators have a figure, and which share is the lowest of those of which more is better."""
    listed = code_lists.entries("indicator")
    known = [one for one in found if one.share is not None]
    said = [text("indicators.answer", n=len(found))]
    better_high = [one for one in known if one.indicator not in listed or listed[one.indicator].direction == "up"]
    if len(better_high) > 1:
        low = min(better_high, key=lambda one: one.share or 0)
        said.append(text("indicators.lowest", name=name(low.indicator, text), share=share(low, text)))
    return " ".join(said)


def name(indicator: str, text: Text) -> str:
    return code_lists.name("indicator", indicator, text.language)


def base(one: Figure, text: Text) -> str:
    """What it is divided by, with its number."""
    entry = code_lists.entries("indicator").get(one.indicator)
    words = entry.base_words(text.language) if entry else ""
    if one.denominator is None:
        return text("indicators.no_base")
    return " ".join(filter(None, (formats.count(one.denominator, text.language), words)))


def share(one: Figure, text: Text) -> str:
    return formats.NOTHING if one.share is None else formats.percent(one.share, text.language)


def numerator(one: Figure, text: Text) -> str:
    """The number, with "≥" where small ones are withheld of it."""
    if one.numerator is None:
        return text("teams.hidden")
    return formats.at_least(one.numerator, text.language, is_least=one.is_partial)


def movement(one: Figure, text: Text) -> str:
    """By how many points the share rose, and since when."""
    if one.share is None or one.share_before is None or one.before is None:
        return formats.NOTHING
    points = formats.points(one.share, one.share_before, text.language)
    return text("indicators.since", points=points, date=formats.date(one.before))


def made_of(one: Figure, text: Text) -> str:
    """The day, or the days; of how many communes it is where these are not all; and what was apportioned of it."""
    said = [formats.date(one.last) if one.first == one.last else formats.days(one.first, one.last)]
    if one.units < one.communes:
        counts = {"n": formats.count(one.units, text.language), "all": formats.count(one.communes, text.language)}
        said.append(text("indicators.communes", **counts))
    if one.shared_out is not None:
        said.append(text("indicators.shared_out", count=formats.count(one.shared_out, text.language)))
    return ", ".join(said)


def without(ranked: Ranked, text: Text) -> str:
    """Who has no figure."""
    first = ", ".join(ranked.without[:20])
    left = len(ranked.without) - 20
    more = f" {text('reform.more', n=left)}" if left > 0 else ""
    return text("indicators.without", n=len(ranked.without), names=first + more)

"""How units score, in sentences: who is first, what an indicator is called, and what a total is made of."""

import datetime as dt
from collections.abc import Sequence

from dashboard import code_lists, formats
from dashboard.briefing.goals.scorecard import CHANGE, LISTED, SHARE, Card, Indicator, Scored, Scores
from dashboard.selection import LEVELS, STAGES
from dashboard.text import Text
from dashboard.wording import units


def answer(found: Scores, unit_code: str, text: Text) -> str:
    """The first sentence: the best, and the place of the unit that is looked at."""
    best = [one for one in found.scored if one.place == 1]
    every = len(found.scored) + len(found.unscored)
    words = text(
        "scorecard.answer",
        names=units.named([one.unit_name for one in best], text),
        total=points(best[0].total, text),
        n=formats.count(len(found.scored), text.language),
        every=formats.count(every, text.language),
    )
    own = next((one for one in found.scored if one.unit_code == unit_code), None)
    if own is None:
        return words
    place = {"place": own.place, "total": points(own.total, text), "unit": own.unit_name}
    return f"{words} {text('scorecard.own', **place)}"


def sure(found: Scores, text: Text) -> str:
    """On how few points a place hangs."""
    ties = len(found.scored) - len({one.place for one in found.scored})
    if found.closest is None:
        return text("scorecard.tied")
    return text("scorecard.sure", points=points(found.closest, text), ties=ties)


def which(card: Card, day: dt.date, text: Text) -> str:
    """The card that scores, and since when it is in use."""
    key = "scorecard.card_early" if card.valid_from > day else "scorecard.card_used"
    return text(key, card=card.name, date=formats.date(card.valid_from))


def gap(one: Scored, text: Text) -> str:
    """How many points the next total is away: what one place is worth."""
    return formats.NOTHING if one.next_gap is None else points(one.next_gap, text)


def places(found: tuple[int, int] | None) -> str:
    """The range of a place: "3–7"."""
    if found is None:
        return formats.NOTHING
    low, high = found
    return str(low) if low == high else f"{low}–{high}"


def points(number: float, text: Text) -> str:
    """Points without decimals where there are none."""
    return formats.decimal(number, text.language, 0 if number == int(number) else 2)


def indicator(one: Indicator, text: Text) -> str:
    """What is ranked: "Tỷ lệ trên chỉ tiêu · Mức độ 2 · Kích hoạt"."""
    if one.measure == LISTED:
        return code_lists.name("indicator", one.key, text.language)
    name = text(f"scorecard.{one.measure}")
    if one.measure not in (SHARE, CHANGE):
        return name
    of = text(f"scorecard.of_{one.base}")
    return " · ".join((f"{name} {of}", text(f"level.{one.level}"), text(f"stage.{one.stage}")))


def heading(number: int, one: Indicator, text: Text) -> str:
    """Above its column: what is ranked, without what most indicators have alike, and the coefficient."""
    name = indicator(one, text)
    if one.measure in (SHARE, CHANGE):
        name = f"{text(f'scorecard.{one.measure}')} {text(f'scorecard.of_{one.base}')}"
        level = [text(f"level.{one.level}")] if one.level != LEVELS[0] else []
        stage = [text(f"stage.{one.stage}")] if one.stage != STAGES[0] else []
        # Where the heading is broken into lines, none begins with the dot.
        name = "\u00a0· ".join([name, *level, *stage])
    return text("scorecard.heading", number=number, name=name, by=points(one.coefficient, text))


def weight(one: Indicator, text: Text) -> str:
    """An indicator with its coefficient and direction."""
    best = text("scorecard.best_high" if one.is_high else "scorecard.best_low")
    return text("scorecard.weight", name=indicator(one, text), by=points(one.coefficient, text), best=best)


def lacking(missing: Sequence[int], card: Card, text: Text, names: str) -> str:
    """Of which indicators these units have no figure."""
    if len(missing) == len(card.indicators):
        return text("scorecard.lacking_all", names=names)
    what = "; ".join(indicator(card.indicators[number], text) for number in missing)
    return text("scorecard.lacking", what=what, names=names)


def part(one: Scored, number: int, card_indicator: Indicator, text: Text) -> str:
    """What one indicator adds to a total: the figure, the place, and place × coefficient."""
    value = figure(one.figures[number], card_indicator, text)
    return text("scorecard.part", figure=value, product=product(one.ranks[number], card_indicator, text))


def product(rank: int, of: Indicator, text: Text) -> str:
    """What a place adds to a total: "4 × 2 = 8"."""
    by = of.coefficient
    return text("scorecard.product", rank=rank, by=points(by, text), points=points(rank * by, text))


def figure(value: float, of: Indicator, text: Text) -> str:
    """The figure as other pages print it."""
    if of.measure in (SHARE, LISTED):
        return formats.percent(value, text.language)
    if of.measure == CHANGE:
        return text("scorecard.points", n=formats.decimal(value, text.language, 1))
    return text("scorecard.days", n=formats.count(value, text.language))

"""What a funnel plot says in sentences: who lies outside, how many would by chance, and how far peers lie apart."""

from dashboard import formats
from dashboard.briefing.comparison.funnel import INNER, OUTER, Funnel, Point
from dashboard.settings import Settings
from dashboard.statistics.funnel import FEWEST
from dashboard.text import Text
from dashboard.wording.units import named

# Decimals of a rate, and of what it rises by a week, which is far less.
DIGITS = {"level": 1, "pace": 2}
# Of units with a rate, why they are no points; who has none stands in the list of those that cannot be ranked.
REASONS = ("late", "silent", "no_change", "several", "fallen")
SIDES = {0: "within", 1: "above_inner", 2: "above_outer", -1: "below_inner", -2: "below_outer"}


def summary(found: Funnel, text: Text) -> list[str]:
    """Everything that the picture shows, in the order in which it matters."""
    if found.limits is None:
        why = "few" if len(found.points) < FEWEST else "none"
        return [text(f"compare.funnel_{why}", n=len(found.points), least=FEWEST)]
    return [_outside(found, text), _between(found, text)]


def _outside(found: Funnel, text: Text) -> str:
    return text(
        "compare.funnel_outside",
        n=len(found.points),
        outer=len(found.beyond(2)) + len(found.beyond(-2)),
        inner=len(found.beyond(1)) + len(found.beyond(-1)),
        outer_chance=formats.decimal(found.by_chance(OUTER), text.language),
        inner_chance=formats.decimal(found.by_chance(INNER), text.language),
    )


def _between(found: Funnel, text: Text) -> str:
    if not found.between:
        return text("compare.funnel_chance")
    key = "compare.funnel_little_chance" if found.is_little_chance else "compare.funnel_some_chance"
    points = formats.decimal(found.between * 100, text.language, DIGITS[found.measure])
    return text(key, points=text(f"compare.funnel_points_{found.measure}", points=points))


def apart(found: Funnel, text: Text) -> list[str]:
    """Who has a rate and is no point of the picture, a line for each reason, by name where they are few."""
    return [
        text(f"compare.funnel_{why}", names=named([row.unit_name for row in found.apart[why]], text))
        for why in REASONS
        if why in found.apart
    ]


def rate(share: float, measure: str, text: Text) -> str:
    """A rate as the funnel prints it; a pace is one a week."""
    return formats.percent(share, text.language, DIGITS[measure])


def told(point: Point, measure: str, base: str, text: Text) -> str:
    """What the picture tells of a unit under the mouse."""
    row, language = point.row, text.language
    lines = [f"<b>{row.unit_name}</b>", rate(point.rate, measure, text)]
    if measure == "pace":
        gained = formats.count(int(row.counted_since - row.counted_before), language)
        lines[1] = text("compare.funnel_a_week", share=lines[1])
        days = f"{formats.day_month(row.changed_from)}–{formats.day_month(row.changed_until)}"
        lines.append(text("compare.funnel_gained", count=gained, period=days))
    else:
        numerator = formats.at_least(int(row.numerator), language, is_least=row.is_least)
        lines.append(f"{numerator} / {formats.count(int(row.denominator), language)} {base}")
    return "<br>".join([*lines, where(point, text)])


def where(point: Point, text: Text) -> str:
    """On which side of which limits a unit lies."""
    return text(f"compare.funnel_{SIDES[point.beyond]}")


def rule(rules: Settings, text: Text) -> str:
    """By which rule units are praised and urged."""
    limits = rules.list_limits.replace(".", formats.separators(text.language)[0])
    return text(
        f"compare.list_{rules.list_rule}", limits=limits, days=rules.period_days, rate=rules.list_false_discovery
    )


def alt(found: Funnel, text: Text) -> str:
    """The picture in a sentence, for those who cannot see it."""
    rates, sizes = sorted(point.rate for point in found.points), sorted(point.size for point in found.points)
    ends = {
        "low": rate(rates[0], found.measure, text),
        "high": rate(rates[-1], found.measure, text),
        "centre": rate(found.centre, found.measure, text),
        "small": formats.count(sizes[0], text.language),
        "large": formats.count(sizes[-1], text.language),
    }
    sides = {
        side: named([point.row.unit_name for point in found.beyond(least)], text) or formats.NOTHING
        for side, least in (("above", 2), ("below", -2))
    }
    return text("compare.funnel_alt", n=len(rates), **ends, **sides)

"""Units side by side in words: the name of each figure, the figure with what it is of, and who is behind whom where."""

import datetime as dt

from dashboard import formats, units
from dashboard.briefing.comparison.pinned import Behind, Figure, Kind, Line, Pinned, lines
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.text import Text
from dashboard.wording import forecast
from dashboard.wording.comparison.funnel import SIDES
from dashboard.wording.phrases import base_words
from dashboard.wording.units import short_of

# A state that is no reason: why a figure is not there is not known.
NO_REASON = ("value", "zero", "late")


def label(line: Line, selection: Selection, text: Text) -> str:
    """The name of a figure; a rate is named by its base, and a need by its target."""
    if line.name == "counted":
        words = text(f"counted.{selection.stage}")
        return words[:1].upper() + words[1:]
    asked = selection.at(base="target") if line.group != "stands" or line.name == "target_share" else selection
    named = selection.at(base="eligible") if line.name == "eligible_share" else asked
    return text(f"pins.line_{line.name}", base=base_words(named, text))


def figure(found: Figure, line: Line, rules: Settings, text: Text) -> str:
    """The figure as it is printed; a dash and the reason where there is none."""
    if found.value is None:
        return f"{formats.NOTHING} ({why(found, rules, text)})"
    words = _printed(found, line, text)
    if found.is_most and words != text("overview.gap_none"):
        return text("overview.at_most", number=words)
    return text("pins.at_least", number=words) if found.is_least else words


def _printed(found: Figure, line: Line, text: Text) -> str:
    value, language = found.value, text.language
    if isinstance(value, dt.date):
        return formats.date(value)
    if isinstance(value, str):
        return forecast.word(value, text).words if line.name == "verdict" else _side(value, text)
    assert value is not None
    if line.name == "probability":
        return forecast.chance(value, text)
    if line.name == "gap":
        return short_of(int(value), text)
    if line.kind is Kind.POINTS:
        return text("pins.points", points=formats.signed(value, language))
    if line.kind is Kind.SHARE:
        is_made = found.part is not None and found.whole is not None and line.group == "stands"
        return formats.ratio(found.part, found.whole, language) if is_made else formats.percent(value, language)  # type: ignore[arg-type]
    if line.kind is Kind.RATE:
        return formats.decimal(value, language)
    if line.kind is Kind.PLACE or line.name == "communes":
        return f"{formats.count(value, language)}/{formats.count(found.whole or 0, language)}"
    return formats.count(value, language)


def _side(beyond: str, text: Text) -> str:
    return text(f"compare.funnel_{SIDES[int(beyond)]}")


def why(found: Figure, rules: Settings, text: Text) -> str:
    """Why there is no figure."""
    key = "unknown" if found.why in NO_REASON else found.why
    date = formats.date(found.days[1]) if found.days else ""
    return text(f"pins.why_{key}", small=rules.small_count, days=rules.late_after_days, date=date, n=found.n or 0)


def note(found: Figure, line: Line, one: Pinned, selection: Selection, text: Text) -> str:
    """What stands small below a figure: what it is made of, between which days, within what range."""
    language = text.language
    if found.value is None:
        return ""
    if line.name == "place":
        among = text("pins.among", unit=one.among.name, grain=_grain(one, text))
        return (
            among
            if found.low in (None, found.high)
            else text("pins.range", among=among, low=found.low, high=found.high)
        )
    if line.name == "expected" and found.low is not None:
        ends = (formats.count(each, language) for each in (found.low, found.high or 0))
        return text("pins.expected_range", **dict(zip(("low", "high"), ends, strict=True)), date=_until(found))
    if line.name == "reported":
        return text("pins.age", n=found.n or 0) if found.n else text("pins.age_today")
    if line.name in ("change", "pace") and found.days:
        return f"{formats.day_month(found.days[0])}–{formats.day_month(found.days[1])}"
    if line.name in ("target", "missing", "required"):
        return text("pins.until", date=_until(found))
    if line.name == "eligible_share" and found.part is not None and found.whole:
        thousand = formats.decimal(formats.round_half_up(found.part / found.whole * 1000, 1), language)
        return f"{_of(found, language)} · {text('pins.per_thousand', n=thousand)}"
    return _of(found, language) if line.kind is Kind.SHARE and found.part is not None else ""


def _until(found: Figure) -> str:
    return formats.date(found.days[1]) if found.days else formats.NOTHING


def _of(found: Figure, language: str) -> str:
    return f"{formats.count(found.part or 0, language)}/{formats.count(found.whole or 0, language)}"


def _grain(one: Pinned, text: Text) -> str:
    """What kinds of units those are among which it has its place."""
    grain, edition = one.unit.grain, one.unit.edition
    named = "commune_2025" if (edition, grain) == ("2025", "commune") else grain
    return text(f"grain.{named}") if text.has(f"grain.{named}") else grain


def place(one: Pinned, selection: Selection) -> str:
    """Where a unit lies, below its name: there are three of one name in a province."""
    above = units.lineage(one.unit.edition, one.unit.unit_code, selection.as_of)[:-1]
    return " · ".join(up.name for up in reversed(above[1:])) or (above[0].name if above else "")


def behind(found: Behind, text: Text) -> str:
    """Who is behind whom by how much, at which step most of it arises, and whether an older report may be why."""
    language = text.language
    here, there = found.shares
    points = formats.decimal(formats.point_difference(there, here), language)
    names = {"unit": found.unit.unit.full_name, "ahead": found.ahead.unit.full_name}
    said = [text("pins.behind", points=points, **names)]
    if found.step and found.steps:
        low, high = (formats.percent(each, language) for each in found.steps)
        said.append(text(f"pins.behind_{found.step}", low=low, high=high))
    if found.reports:
        own, other = (formats.date(day) for day in found.reports)
        said.append(text("pins.behind_older", own=own, other=other))
    return " ".join(said)


def best_at(one: Pinned, best: dict[str, frozenset[str]], selection: Selection, text: Text) -> str:
    """The names of the figures in which a unit is the best of those side by side."""
    names = [label(line, selection, text) for line in lines(selection) if one.unit.unit_code in best.get(line.name, ())]
    return "; ".join(names) or formats.NOTHING

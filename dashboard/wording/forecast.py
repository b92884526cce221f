"""Whether a target will be reached, in sentences: the word, the count on the deadline day, the need, the day."""

import datetime as dt

from dashboard import formats, settings
from dashboard.briefing.forecast.facts import (
    FOLLOWED,
    LEAST,
    MOST,
    NOT_ON_COURSE,
    ON_COURSE,
    REACHED,
    Outlook,
    Parts,
    TargetForecast,
)
from dashboard.forecasts.fan import Fan
from dashboard.selection import Supposed
from dashboard.text import Text
from dashboard.wording import Sentence, Tone, units

TONES: dict[str, Tone] = {REACHED: "good", ON_COURSE: "good", NOT_ON_COURSE: "bad"}


def word(verdict: str, text: Text) -> Sentence:
    """The word for a target's prospect."""
    return Sentence(text(f"forecast.word_{verdict}"), TONES.get(verdict, ""))


def tone_of(found: TargetForecast) -> Tone:
    """How the word is meant; that a unit which no longer reports will make it is no good news."""
    tone = TONES.get(found.outlook.verdict, "")
    return "warning" if found.outlook.verdict == ON_COURSE and found.stand.is_silent else tone


def place(outlook: Outlook, text: Text) -> str:
    """What a ranking by probability prints: who is there already needs none."""
    if outlook.verdict == REACHED:
        return word(REACHED, text).words
    return chance(outlook.probability, text)


def chance(probability: float | None, text: Text) -> str:
    """A probability in whole per cent: never a certainty where it is none."""
    if probability is None:
        return formats.NOTHING
    if probability < LEAST:
        return text("forecast.chance_least")
    if probability > MOST:
        return text("forecast.chance_most")
    return formats.percent(probability, text.language, 0)


def target_name(found: TargetForecast, text: Text) -> str:
    """Whose target it is, of which level and stage: "Bộ Công an · Mức độ 1 và 2"."""
    target = found.target
    parts = [text(f"issuer.{target.issuer}"), text(f"level.{target.level}")]
    return " · ".join(parts if target.stage == "activated" else [*parts, text(f"stage.{target.stage}")])


def whose_target(found: TargetForecast, text: Text) -> str:
    """ "chỉ tiêu Bộ giao"."""
    return text(f"forecast.target_{found.target.issuer}")


def supposed(fan: Fan, found: TargetForecast, what: Supposed, text: Text) -> Sentence:
    """What would become of a target if a pace, the people a day or the deadline were others."""
    language = text.language
    conditions = []
    if what.percent:
        key = "forecast.if_faster" if what.percent > 0 else "forecast.if_slower"
        conditions.append(text(key, n=formats.count(abs(what.percent), language)))
    if what.extra:
        conditions.append(text("forecast.if_extra", n=formats.count(what.extra, language)))
    if what.deadline:
        conditions.append(text("forecast.if_later", day=formats.date(what.deadline)))
    low, middle, high = (formats.count(each, language) for each in fan.counts)
    words = text(
        "forecast.if",
        conditions=", ".join(conditions),
        word=word(fan.verdict, text).words,
        day=formats.date(fan.days[-1]),
        low=low,
        middle=middle,
        high=high,
        chance=chance(fan.probability, text),
        usual=chance(found.outlook.probability, text),
    )
    return Sentence(words, TONES.get(fan.verdict, ""))


def answer(found: TargetForecast, text: Text) -> Sentence:
    """The first sentence of the page: will it be reached?"""
    stand, target, outlook = found.stand, found.target, found.outlook
    named = {
        "target_name": whose_target(found, text),
        "target": formats.count(target.value, text.language),
        "deadline": formats.date(target.deadline),
        "counted": text(f"counted.{target.stage}"),
        "count": formats.count_or_dash(stand.counted, text.language),
        "missing": missing(found, text),
        "word": word(outlook.verdict, text).words,
        "chance": chance(outlook.probability, text),
    }
    tone = tone_of(found)
    if found.is_reached:
        day = outlook.days[1]
        key = "reached" if day is None else "reached_on" if day <= target.deadline else "reached_late"
        named |= {"day": "" if day is None else formats.date(day)}
        return Sentence(text(f"forecast.answer_{key}", **named), tone)
    if outlook.counts is None and found.is_past and outlook.verdict == NOT_ON_COURSE:
        return Sentence(text("forecast.answer_past_sum", **named), "bad")
    if outlook.counts is None and (outlook.probability is None or found.is_past):
        return Sentence(text("forecast.answer_too_little", why=why_too_little(found, text), **named), tone)
    if outlook.counts is None:
        # The counts are so small that nobody is told them; the word and its probability are no secret.
        return Sentence(text("forecast.answer_small", small=settings.load().small_count, **named), tone)
    if found.is_past:
        named |= {"made": formats.count(outlook.counts[1], text.language)}
        return Sentence(text("forecast.answer_past", **named), "bad")
    low, middle, high = (formats.count(each, text.language) for each in outlook.counts)
    said = text("forecast.answer", low=low, middle=middle, high=high, **named)
    if stand.is_silent and stand.reported_on is not None:
        said = f"{said} {text('forecast.answer_silent', date=formats.date(stand.reported_on))}"
    return Sentence(said, tone)


def why_too_little(found: TargetForecast, text: Text) -> str:
    """Why nothing can be said of a target."""
    stand = found.stand
    if stand.state in ("suppressed", "not_existing", "not_divisible"):
        words = text(f"state.{stand.state}", small=settings.load().small_count)
        # It goes on after a colon.
        return words[:1].lower() + words[1:]
    if stand.counted is None:
        return text("forecast.why_never_reported")
    return text("forecast.why_few_reports" if stand.is_covered else "forecast.why_not_covered")


def missing(found: TargetForecast, text: Text) -> str:
    """What is missing; the most, where some parts never reported."""
    return _at_most(formats.count_or_dash(found.stand.missing, text.language), found, text)


def required(found: TargetForecast, text: Text) -> str:
    """The same a day."""
    return _at_most(formats.count_or_dash(found.stand.required, text.language), found, text)


def gap(found: TargetForecast, text: Text) -> str:
    """How many a day the pace is short; the most, where some parts never reported, unless even that pace is enough."""
    number = found.stand.gap
    words = units.short_of(number, text)
    return _at_most(words, found, text) if number is not None and number > 0 else words


def _at_most(number: str, found: TargetForecast, text: Text) -> str:
    # A unit that never reported itself is known to lack all of its target.
    is_most = number != formats.NOTHING and found.stand.units_unknown > 0 and found.stand.counted is not None
    return text("overview.at_most", number=number) if is_most else number


def day(reached_on: dt.date | None, outlook: Outlook, text: Text) -> str:
    """The day of reaching a target; where it is later than is followed, that it is so."""
    if outlook.counts is None and reached_on is None:
        return formats.NOTHING
    return text("forecast.later", days=FOLLOWED) if reached_on is None else formats.date(reached_on)


def need_lines(found: TargetForecast, text: Text) -> list[Sentence]:
    """What is missing in how many days, what that is a day, and how the pace stands to it."""
    stand, language = found.stand, text.language
    if found.is_reached:
        day = found.outlook.days[1]
        words = text("forecast.done") if day is None else text("forecast.done_on", day=formats.date(day))
        return [Sentence(words, "good")]
    if found.is_past and not stand.missing:
        return [Sentence(text("forecast.past_over"))]
    if found.is_past:
        return [Sentence(text("forecast.past", missing=missing(found, text)), "bad")]
    if stand.missing is None:
        return []
    days = {
        "days": formats.count(found.days_left, language),
        "working": formats.count(found.working_days_left, language),
    }
    lines = [
        Sentence(_capital(text("forecast.left", missing=missing(found, text), **days))),
        Sentence(_capital(text("forecast.required", required=required(found, text)))),
    ]
    if stand.pace is None or stand.paced is None:
        return [*lines, Sentence(_why_no_pace(found, text), "bad" if stand.is_silent else "")]
    first, last = (formats.day_month(each) for each in stand.paced)
    lines.append(Sentence(text("forecast.pace", pace=formats.count(stand.pace, language), first=first, last=last)))
    if stand.gap is None:
        return lines
    if stand.gap > 0:
        return [*lines, Sentence(text("overview.pace_short", gap=gap(found, text)), "bad")]
    return [*lines, Sentence(text("overview.pace_enough"), "good")]


def _capital(words: str) -> str:
    """A sentence that begins with a number may begin with "at most" as well."""
    return words[:1].upper() + words[1:]


def _why_no_pace(found: TargetForecast, text: Text) -> str:
    stand = found.stand
    if stand.is_silent and stand.reported_on is not None:
        return text("forecast.no_pace", why=text("overview.pace_silent", date=formats.date(stand.reported_on)))
    return text("forecast.no_pace", why=text("overview.pace_none"))


def path_line(found: TargetForecast, as_of: dt.date, text: Text) -> list[Sentence]:
    """What the even path asks for by the day, and how far the count is from it."""
    stand = found.stand
    if stand.path is None or stand.counted is None:
        return []
    # Of an area some units may have been asked for nothing: what they have is not what the others were asked for.
    counted = found.target.value - stand.missing if stand.missing else stand.counted
    off = counted - stand.path
    tone: Tone = "good" if off >= 0 else "bad"
    key = "forecast.path_ahead" if off >= 0 else "forecast.path_behind"
    numbers = {"path": formats.count(stand.path, text.language), "off": formats.count(abs(off), text.language)}
    return [Sentence(text(key, day=formats.date(as_of), **numbers), tone)]


def notes(found: TargetForecast, as_of: dt.date, text: Text) -> list[str]:
    """From which report a forecast starts, what it stands on, and by which paper the target was set."""
    outlook, target = found.outlook, found.target
    lines = []
    if outlook.starts_on is not None and outlook.starts_on < as_of and not found.is_past:
        lines.append(text("forecast.starts", date=formats.date(outlook.starts_on)))
    if outlook.is_simulated and outlook.counts is not None and not found.is_past and not found.is_reached:
        lines.append(text("forecast.simulated"))
    if target.document:
        key = "forecast.document_phase" if target.phase else "forecast.document"
        lines.append(text(key, document=target.document, phase=target.phase))
    return lines


def counts(parts: Parts, text: Text) -> str:
    """How many parts each word is said of: "kịp 12 · có nguy cơ 9"."""
    said = (
        text("forecast.count", word=word(verdict, text).words, n=formats.count(number, text.language))
        for verdict, number in parts.counts().items()
    )
    return " · ".join(said)

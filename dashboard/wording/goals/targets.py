"""A unit's targets in words: what was asked by whom, how long is left, how each stands."""

from collections.abc import Sequence

from dashboard import formats
from dashboard.briefing.goals.targets import Assigned, Handed, National
from dashboard.text import Text
from dashboard.wording import Sentence, Tone, forecast

TONES: dict[str, Tone] = {"kept": "good", "late": "warning", "missed": "bad"}
# More names than these say no more.
MOST_NAMES = 8


def name(one: Assigned, text: Text) -> str:
    """Whose it is, of which level and stage: "Bộ Công an · Mức độ 1 và 2 · Kích hoạt"."""
    return " · ".join((text(f"issuer.{one.issuer}"), text(f"level.{one.level}"), text(f"stage.{one.stage}")))


def paper(one: Assigned, text: Text) -> str:
    """The document and the phase, as far as they are named."""
    phase = text("targets.phase", phase=one.phase) if one.phase else ""
    kept = text("targets.inherited") if one.is_inherited else ""
    return "; ".join(filter(None, (one.document, phase, kept))) or formats.NOTHING


def left(one: Assigned, text: Text) -> str:
    """How many days are left, and how many of them are worked."""
    if one.state == "coming":
        return text("targets.begins", date=formats.date(one.start))
    if one.state != "in_force":
        return text("targets.over")
    days, working = (formats.count(days, text.language) for days in (one.days_left, one.working_days_left))
    return text("targets.left", days=days, working=working)


def missing(one: Assigned, text: Text) -> str:
    """What is short of the target; at the most, where parts never reported."""
    number = formats.count_or_dash(one.missing, text.language)
    return text("targets.most", n=number) if one.is_most and one.missing else number


def state(one: Assigned, text: Text) -> Sentence:
    """The forecast's word while the target is in force; afterwards whether it was reached by its deadline."""
    if one.state == "in_force" and one.forecast is not None:
        return forecast.word(one.forecast.outlook.verdict, text)
    return Sentence(text(f"targets.state_{one.state}"), TONES.get(one.state, ""))


def handed(one: Assigned, text: Text) -> str:
    """What the parts are asked for together, and by how much that differs."""
    if one.communes:
        return text("targets.sum_of", n=formats.count(one.communes, text.language))
    said = [_handed(one.handed, one.value, text)] if one.handed else []
    if one.in_communes:
        said.append(text("targets.communes", handed=_handed(one.in_communes, one.value, text)))
    return "; ".join(said) or formats.NOTHING


def _handed(found: Handed, value: int, text: Text) -> str:
    language, difference = text.language, found.value - value
    words = {
        "sum": formats.count(found.value, language),
        "n": formats.count(found.parts, language),
        "every": formats.count(found.every, language),
        "difference": formats.signed(difference, language, 0),
    }
    said = text("targets.handed_other" if difference else "targets.handed_same", **words)
    if not found.without:
        return said
    first, rest = ", ".join(found.without[:MOST_NAMES]), len(found.without) - MOST_NAMES
    names = f"{first} {text('screen.more', n=rest)}" if rest > 0 else first
    return f"{said}; {text('targets.without', names=names)}"


def answer(found: Sequence[Assigned], unit: str, text: Text, *, is_former: bool = False) -> Sentence:
    """The first sentence: how many targets are in force, and how the nearest one stands.

    is_former: the unit is one of before the reform, and what is asked of the units on its ground is told beside it.
    """
    now = [one for one in found if one.state == "in_force"]
    over = formats.count(len(found) - len(now), text.language)
    if found and not now and is_former:
        return Sentence(text("targets.none_former", unit=unit, n=over))
    if not now:
        return Sentence(text("targets.none_now", unit=unit, n=over) if found else text("targets.none", unit=unit))
    nearest, said = now[0], state(now[0], text)
    words = {
        "unit": unit,
        "n": formats.count(len(now), text.language),
        "target": name(nearest, text),
        "date": formats.date(nearest.deadline),
        "left": left(nearest, text),
        "word": said.words,
    }
    return Sentence(text("targets.answer", **words), said.tone)


def value(one: National, text: Text) -> str:
    """The number with its unit; that none was found is said."""
    if one.value is None:
        return text("targets.not_found")
    numbers = [formats.count(number, text.language) for number in (one.value, one.value_to) if number is not None]
    unit = one.unit if text.language == "vi" else one.unit_en
    return "–".join(numbers) + ("" if unit.startswith("%") else " ") + unit

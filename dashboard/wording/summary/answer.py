"""The sentence that answers whether a target will be reached, in every state of a unit and its target."""

from typing import NamedTuple

from dashboard import formats
from dashboard.briefing.forecast.answer import JUDGED, Answer, Answers, State
from dashboard.briefing.summary.headline import Headline, Need, NoFigures
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording import Tone, forecast
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import headline

# States that the page of forecasts has a word for.
FORECAST = (*JUDGED, "reached", "too_little_data")
TONES: dict[State, Tone] = {
    "reached": "good", "kept": "good", "on_course": "good", "late": "warning", "at_risk": "warning",
    "not_on_course": "bad", "missed": "bad", "fast": "good", "slow": "bad",
}  # fmt: skip


class Said(NamedTuple):
    """The answer with its target, what stands behind it, and how it is meant."""

    head: str
    rest: str
    tone: Tone = ""

    @property
    def words(self) -> str:
        """Both, as one sentence."""
        return f"{self.head}: {self.rest}" if self.head else self.rest


def said(answers: Answers, unit: str, selection: Selection, measure: Measure, text: Text) -> Said:
    """The answer for the chosen target, and a sentence on one whose deadline is nearer."""
    found = answer(answers.chosen, unit, selection, measure, text)
    if answers.nearer is None:
        return found
    return found._replace(rest=f"{found.rest} {nearer(answers.nearer, selection, text)}")


def answer(facts: Answer, unit: str, selection: Selection, measure: Measure, text: Text) -> Said:
    """Of one target."""
    found, tone = facts.facts, tone_of(facts)
    if isinstance(found, NoFigures):
        return Said("", headline.no_figures(found, unit, selection, measure, text), tone)
    if facts.state == "uncovered":
        coverage = found.standing.coverage
        reported, every = (formats.count(number, text.language) for number in (coverage.reported, coverage.every))
        return Said(text("answer.uncovered"), text("answer.covered", reported=reported, all=every), tone)
    if found.need is None or facts.state == "no_target":
        named = {"issuer": text(f"issuer.{facts.issuer}"), "unit": unit}
        return Said(text("answer.no_target"), text("answer.target_missing", **named), tone)
    head = text(f"answer.{facts.state}", target=target_words(facts, found.need, selection, text))
    return Said(head, _rest(facts, found, found.need, selection, text), tone)


def tone_of(facts: Answer) -> Tone:
    """How the answer is meant; good news of a unit that no longer reports is none."""
    tone = TONES.get(facts.state, "")
    is_silent = isinstance(facts.facts, Headline) and facts.facts.standing.is_silent
    return "warning" if is_silent and facts.state in JUDGED and tone == "good" else tone


def word(facts: Answer, text: Text) -> str:
    """The answer in one word or two."""
    if facts.state in FORECAST:
        return forecast.word(facts.state, text).words
    return text(f"answer.word_{facts.state}")


def target_words(facts: Answer, need: Need, selection: Selection, text: Text) -> str:
    """Which target it is, and until when."""
    asked = selection.at(base="target", issuer=facts.issuer)
    return text("answer.target", base=base_words(asked, text), deadline=formats.date(need.deadline))


def _rest(facts: Answer, found: Headline, need: Need, selection: Selection, text: Text) -> str:
    if facts.state in ("reached", "kept", "late"):
        return _reached(found, text)
    words = noun(facts, selection, text)
    if facts.state == "missed":
        return text("answer.missing", missing=headline.missing(need, text), noun=words)
    needed = needed_words(facts, need, selection, text)
    chance = _chance(facts, text) if facts.state in JUDGED else ""
    if found.standing.is_silent:
        since = formats.date(found.standing.reported_at)
        return text("answer.silent_since", date=since, needed=needed, chance=chance)
    pace = "" if found.pace is None else text("answer.paced", pace=headline.pace(found.pace, text))
    return text("answer.judged", needed=needed, pace=pace, chance=chance)


def needed_words(facts: Answer, need: Need, selection: Selection, text: Text) -> str:
    """How many a day are needed."""
    return text("answer.needed", required=headline.required(need, text), noun=noun(facts, selection, text))


def _reached(found: Headline, text: Text) -> str:
    """With the rate that the headline prints, the count where there is none."""
    share = found.standing.share
    if share is None:
        return text("answer.counted", counted=formats.count(found.standing.counted, text.language))
    counts = {name: formats.count(getattr(share, name), text.language) for name in ("numerator", "denominator")}
    return text("answer.with_share", share=formats.ratio(share.numerator, share.denominator, text.language), **counts)


def noun(facts: Answer, selection: Selection, text: Text) -> str:
    """What is counted; of which level, where that is not the one that the page speaks of."""
    words = text(f"paragraph.noun_{selection.stage}")
    if facts.level == selection.level:
        return words
    level = text(f"level.{facts.level}")
    return text("answer.noun_of_level", noun=words, level=level[:1].lower() + level[1:])


def _chance(facts: Answer, text: Text) -> str:
    """The clause of the probability; nothing where it is not known."""
    printed = probability(facts, text)
    if not printed:
        return ""
    chance, notes = text("answer.chance", probability=printed), ", ".join(chance_notes(facts, text))
    return f"{chance} ({notes})" if notes else chance


def chance_notes(facts: Answer, text: Text) -> list[str]:
    """What must be known of the probability: of which day it is, and whether it stands on simulated campaigns."""
    notes = [] if facts.foreseen_on is None else [text("answer.of_day", date=formats.date(facts.foreseen_on))]
    is_simulated = facts.outlook is not None and facts.outlook.is_simulated
    return [*notes, text("answer.of_simulated")] if is_simulated else notes


def probability(facts: Answer, text: Text) -> str:
    """As the page of forecasts prints it; nothing where it is not known."""
    share = None if facts.outlook is None else facts.outlook.probability
    return "" if share is None else forecast.chance(share, text)


def nearer(facts: Answer, selection: Selection, text: Text) -> str:
    """The same of a nearer deadline, without the pace, which is told already."""
    found = facts.facts
    if isinstance(found, NoFigures) or found.need is None:
        return ""
    head = text(f"answer.{facts.state}", target=target_words(facts, found.need, selection, text))
    head = head[:1].lower() + head[1:]
    if facts.state == "reached":
        return text("answer.nearer_reached", head=head)
    needed = needed_words(facts, found.need, selection, text)
    chance = _chance(facts, text) if facts.state in JUDGED else ""
    return text("answer.nearer", head=head, needed=needed, chance=chance)

"""The paragraph of a report: whole sentences from templates, with every clause that is known and no other."""

from dashboard import formats
from dashboard.briefing.forecast.answer import Answer
from dashboard.briefing.summary.headline import Coverage, NoFigures
from dashboard.briefing.summary.paragraph import BelowHalf, Lowest, Paragraph, Rate, Since
from dashboard.rows import ProgressByArea
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import answer, headline
from dashboard.wording.units import MOST_NAMES, named

# Districts or clusters in one sentence.
MOST_GROUPS = 3


def sentences(facts: Paragraph, unit: str, selection: Selection, text: Text) -> list[str]:
    """In the order of a provincial report. Too few communes with figures: the count and how many they are."""
    of_target = selection.at(base="target")
    said = [_standing(facts, unit, selection, text)]
    if not facts.standing.coverage.is_enough:
        return [*said, _sentence("paragraph.uncovered", facts.standing.coverage, text)]
    if facts.standing.coverage.is_partial:
        said.append(_sentence("paragraph.partial", facts.standing.coverage, text))
    if facts.since is not None:
        said.append(_since(facts.since, of_target, text))
    if facts.done is not None:
        done, every = (formats.count(number, text.language) for number in facts.done)
        said.append(text("paragraph.done", done=done, all=every, base=base_words(of_target, text)))
    if facts.lowest is not None:
        said.append(_lowest(facts.lowest, of_target, text))
    if facts.below is not None:
        said.append(_below(facts.below, facts.standing.coverage, of_target, text))
    return said + _silent(facts, text)


def _standing(facts: Paragraph, unit: str, selection: Selection, text: Text) -> str:
    sentence = text(
        "paragraph.standing",
        until=headline.until(facts.standing, text),
        unit=unit,
        counted=formats.count(facts.standing.counted, text.language),
        noun=_noun(selection, text),
        rates="".join(f", {_rate(rate, facts.standing.counted, selection, text)}" for rate in facts.rates),
    )
    return sentence[:1].upper() + sentence[1:]


def _noun(selection: Selection, text: Text) -> str:
    """What is counted, of which levels: dossiers and accounts of both are told apart by their name."""
    level = text(f"level.{selection.level}")
    return text("paragraph.noun", noun=headline.counted(selection, text), level=level[:1].lower() + level[1:])


def _rate(rate: Rate, counted: int, selection: Selection, text: Text) -> str:
    """With its denominator; with its numerator too where that is not the count that was said before."""
    share = formats.ratio(rate.numerator, rate.denominator, text.language)
    of = formats.count(rate.denominator, text.language)
    if rate.numerator != counted:
        of = text("paragraph.both", numerator=formats.count(rate.numerator, text.language), denominator=of)
    if rate.base == "target":
        base = base_words(selection.at(base="target"), text)
        return text("paragraph.rate_of_target", share=share, base=base, of=of)
    return text("paragraph.rate", share=share, base=text(f"paragraph.base_{rate.base}"), of=of)


def _sentence(key: str, coverage: Coverage, text: Text) -> str:
    reported, every = (formats.count(number, text.language) for number in (coverage.reported, coverage.every))
    return text(key, reported=reported, all=every)


def _since(since: Since, selection: Selection, text: Text) -> str:
    """With the name of the campaign, else that of the target that began on the day."""
    what = text("paragraph.target_began", base=base_words(selection, text))
    if since.campaign is not None:
        name = since.campaign.name if text.language == "vi" else since.campaign.name_en
        what = text("paragraph.campaign_began", name=name)
    numbers = {"day": formats.date(since.day), "gained": formats.count(abs(since.gained), text.language)}
    key = "paragraph.since" if since.gained >= 0 else "paragraph.since_less"
    return text(key, what=what, noun=text(f"paragraph.noun_{selection.stage}"), **numbers)


def _lowest(lowest: Lowest, selection: Selection, text: Text) -> str:
    if len(lowest.names) > 1:
        share = formats.ratio(lowest.rates[0].numerator, lowest.rates[0].denominator, text.language)
        base = base_words(selection, text)
        return text("paragraph.lowest_alike", names=named(lowest.names, text), share=share, base=base)
    rates = ", ".join(_rate(rate, lowest.counted, selection, text) for rate in lowest.rates)
    counted, noun = formats.count(lowest.counted, text.language), headline.counted(selection, text)
    return text("paragraph.lowest", name=lowest.names[0], counted=counted, noun=noun, rates=rates)


def _below(below: BelowHalf, coverage: Coverage, selection: Selection, text: Text) -> str:
    n, every = (formats.count(number, text.language) for number in (len(below.communes), coverage.every))
    numbers = {"n": n, "all": every, "base": base_words(selection, text)}
    # One here and one there is told by their names.
    if below.groups and below.groups[0].below > 1:
        groups = [
            text(
                "paragraph.group",
                name=group.name,
                below=formats.count(group.below, text.language),
                all=formats.count(group.every, text.language),
            )
            for group in below.groups[:MOST_GROUPS]
        ]
        return text("paragraph.below_groups", groups=", ".join(groups), **numbers)
    return text("paragraph.below", names=named([_with_share(row, text) for row in below.communes], text), **numbers)


def _with_share(row: ProgressByArea, text: Text) -> str:
    return f"{row.unit_name} ({formats.ratio(int(row.numerator), int(row.denominator), text.language)})"


def _silent(facts: Paragraph, text: Text) -> list[str]:
    """By name where the names are few and are all of them."""
    silent = facts.standing.coverage.silent
    if silent <= 0:
        return []
    if len(facts.silent) > MOST_NAMES or len(facts.silent) != silent:
        return [text("paragraph.silent_many", n=formats.count(silent, text.language))]
    return [text("paragraph.silent", names=", ".join(facts.silent))]


def of_part(unit: str, facts: Answer, selection: Selection, measure: Measure, text: Text) -> list[str]:
    """Where a unit stands, what changed, whether it will make it; one sentence where it has no figures."""
    found, of_target = facts.facts, selection.at(base="target")
    if isinstance(found, NoFigures):
        return [text("paragraph.part", unit=unit, words=headline.no_figures(found, unit, selection, measure, text))]
    standing, share = found.standing, found.standing.share
    rates = [] if share is None else [Rate("target", share.numerator, share.denominator)]
    stood = text(
        "paragraph.part_standing",
        unit=unit,
        until=headline.until(standing, text),
        counted=formats.count(standing.counted, text.language),
        noun=_noun(selection, text),
        rates="".join(f", {_rate(rate, standing.counted, of_target, text)}" for rate in rates),
    )
    words = ", ".join(headline.change_lines(found.change, standing, text))
    if found.change is not None:
        gained = headline.gained(found.change, text)
        words = text("paragraph.gained", gained=gained, noun=text(f"paragraph.noun_{selection.stage}"), words=words)
    changed = text("paragraph.part_change", days=measure.period_days, words=words)
    return [stood, changed, answer.answer(facts, unit, of_target, measure, text).words]

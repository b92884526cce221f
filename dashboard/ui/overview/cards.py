"""The overview's cards: where we stand, what changed, at what pace, in how many communes."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats, units
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.briefing.change.pairs import Total
from dashboard.briefing.change.since import Since
from dashboard.briefing.comparison import ranking
from dashboard.briefing.curves import recent
from dashboard.briefing.curves.recent import WEEKS, Recent
from dashboard.briefing.summary import missing
from dashboard.briefing.summary.headline import Coverage, Headline, Need, Needs, NoFigures, Standing, needs
from dashboard.database import Database
from dashboard.markup import card, element, join, meter, sparkline, strip
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import since
from dashboard.ui.map import area_map
from dashboard.ui.shell import session, view
from dashboard.ui.shell.sources import Opener
from dashboard.wording import Sentence
from dashboard.wording.change import changed
from dashboard.wording.summary import headline

VERDICTS = ("overview.pace_enough", "overview.pace_short")


@dataclass(frozen=True)
class Around:
    """How the unit went lately, what each target asks of it, the units inside it or beside it, its communes.

    whole: the area itself whose units these are.
    """

    recent: Recent
    needs: Needs
    inside: Within
    communes: Within
    whole: ProgressByArea | None


def around(database: Database, selection: Selection) -> Around:
    """All of it, asked of the database."""
    inside = area.within(database, selection)
    whole, communes = area.whole(database, selection, inside), area.communes(database, selection)
    return Around(recent.of_unit(database, selection), needs(database, selection), inside, communes, whole)


def show_cards(facts: Headline | NoFigures, around: Around, selection: Selection, text: Text) -> None:
    """Four cards; without figures, a sentence."""
    if isinstance(facts, NoFigures):
        st.info(headline.no_figures(facts, view.unit_name(selection), selection, session.measure(), text))
        return
    cards = made(facts, around, selection, text)
    with st.grid(len(cards), min_column_width=190, gap=12, key="cards"):
        for card in cards:
            st.html(card)


def made(facts: Headline, around: Around, selection: Selection, text: Text) -> list[Markup]:
    """The cards, each by itself."""
    return session.remembered_here(_cards, facts, around, selection, text, key=selection)


def _cards(facts: Headline, around: Around, selection: Selection, text: Text) -> list[Markup]:
    is_whole = around.inside.parent == selection.unit
    names = missing.left_out(around.communes.units)
    return [
        _standing(facts.standing, names, around.needs, selection, text),
        _change(facts, around.recent, selection, text),
        _pace(facts, around, text),
        _communes(facts.standing.coverage, around, selection, text)
        if is_whole
        else _rank(around.inside, selection, text),
    ]


def _toned(sentence: Sentence) -> str:
    return element("span", sentence.words, kind=sentence.tone) if sentence.tone else sentence.words


def _standing(standing: Standing, names: tuple[str, ...], needs: Needs, selection: Selection, text: Text) -> Markup:
    language, unit, share = text.language, view.unit_name(selection), standing.share
    noun = element("span", headline.counted(selection, text), kind="noun")
    opener, opens = Opener("overview", selection), text("trace.open")
    is_partial = standing.coverage.is_partial and standing.coverage.is_enough
    partial = [_toned(headline.partial(standing.coverage, text))] if is_partial else []
    until = headline.until(standing, text)
    if share is None:
        counted = opener.link(formats.count(standing.counted, language), opens)
        big = _filled("overview.headline_no_base", text, noun=noun, counted=counted)
        lines = [until, *partial, headline.no_share(standing, unit, selection, text)]
    else:
        numbers = {
            "counted": opener.link(formats.count(share.numerator, language), opens),
            "denominator": opener.link(formats.count(share.denominator, language), opens),
        }
        big = _filled("overview.headline", text, noun=noun, **numbers)
        printed = formats.ratio(share.numerator, share.denominator, language)
        of_base = element("b", headline.share_of(printed, selection, text))
        lines = [meter(share.value), *partial, of_base, until, *headline.left_out_of_share(standing, text)]
    # One target's need stands beside the pace.
    lines += [_toned(sentence) for sentence in headline.needs(needs, text) if len(needs) > 1]
    lines += [_toned(sentence) for sentence in headline.late(standing, text)]
    return card(unit, big, [*lines, *headline.left_out(names, standing.coverage, text)], "card head")


def _filled(key: str, text: Text, **parts: Markup) -> Markup:
    """A sentence of markup, such as links and a noun in smaller letters: their order is the language's."""
    words = text(key, **{name: f"\0{name}\0" for name in parts}).split("\0")
    return join(parts[piece] if place % 2 else piece for place, piece in enumerate(words))


def _change(facts: Headline, recent: Recent, selection: Selection, text: Text) -> Markup:
    chosen = since.total(selection)
    if chosen is not None:
        return _change_since(*chosen, recent, selection, text)
    lines: list[str] = headline.change_lines(facts.change, facts.standing, text)
    if facts.change is not None:
        lines += _weeks(recent, text)
    title, big = text("overview.change", days=session.measure().period_days), headline.gained(facts.change, text)
    opener = Opener("overview", selection)
    return card(title, opener.link(big, text("trace.open")) if facts.change else big, lines)


def _change_since(start: Since, found: Total | None, recent: Recent, selection: Selection, text: Text) -> Markup:
    """The change since the beginning that the link names, in the place of that of the fixed span."""
    title = text("overview.change_since", since=changed.since_words(start, text))
    if found is None:
        return card(title, formats.NOTHING, [text("changed.total_none"), *_weeks(recent, text)])
    big = changed.gained(found.gained, session.measure(), text)
    lines = [*changed.points(found, session.measure(), text), *changed.units(found, text), *_weeks(recent, text)]
    # Both ends are counts of all units: where some cannot be compared, they differ by more.
    is_all = found.units == found.every
    linked = Opener("overview", selection).link(big, text("trace.open"), since=start.day) if is_all else big
    return card(title, linked, lines)


def _weeks(recent: Recent, text: Text) -> list[str]:
    """What each of the last weeks brought, as bars."""
    bars = sparkline(recent.weeks, _words("overview.spark_weeks", recent.weeks, text), averaged=recent.averaged_weeks)
    return [join((text("overview.weeks", n=WEEKS), bars))] if bars else []


def _pace(facts: Headline, around: Around, text: Text) -> Markup:
    recent, title, big = around.recent, text("overview.pace"), headline.pace(facts.pace, text)
    needed = max((need.required for _, need in around.needs if need.required is not None), default=None)
    if len(around.needs) > 1:
        required = formats.count_or_dash(needed, text.language)
        needs = [] if needed is None or facts.pace is None else [text("overview.spark_needed", required=required)]
    else:
        needs = [_toned(sentence) for sentence in headline.need(_only(around.needs), VERDICTS, text)]
    if facts.pace is None:
        return card(title, big, [headline.why_unmeasured(facts.standing, text), *needs])
    fourteen = formats.count_or_dash(facts.pace.fourteen, text.language)
    bars = sparkline(recent.days, _words("overview.spark_days", recent.days, text), needed, recent.averaged_days)
    average = [text("overview.spark_average")] if bars and any(recent.averaged_days) else []
    days = headline.measured_days(facts.pace.measured, text)
    return card(title, big, [*days, text("overview.pace_values", fourteen=fourteen), bars, *average, *needs])


def _only(needs: Needs) -> Need | None:
    return needs[0][1] if needs else None


def _words(key: str, counts: Sequence[float], text: Text) -> str:
    """The bars in words, for those who cannot see them."""
    known = [int(formats.round_half_up(count, 0)) for count in counts if not isnan(count)]
    if not known:
        return ""
    low, high, last = (formats.count(number, text.language) for number in (min(known), max(known), known[-1]))
    return text(key, n=len(counts), low=low, high=high, last=last)


def _rank(inside: Within, selection: Selection, text: Text) -> Markup:
    """For a commune, its rank among those beside it."""
    parent = units.find(selection.edition, inside.parent, selection.as_of).full_name
    title, among = text("overview.rank", parent=parent), ranking.of(inside.units)
    place = among.place(selection.unit)
    if place is None:
        return card(title, formats.NOTHING, [text("overview.rank_none")])
    rank, every = (formats.count(number, text.language) for number in (place, len(among.ranked)))
    return card(title, f"{rank} / {every}", [text("overview.rank_of", rank=rank, all=every)])


def _communes(coverage: Coverage, around: Around, selection: Selection, text: Text) -> Markup:
    done, reported, late, every = (
        formats.count(number, text.language)
        for number in (coverage.done, coverage.reported, coverage.late, coverage.every)
    )
    reporting = text("overview.communes_reported", reported=reported, late=late, all=every)
    if around.communes.rows["denominator"].isna().all():
        # Without a base none of them can be done, or fail to be.
        return card(
            text("overview.communes"), f"{reported} / {every}", [headline.no_base_of_parts(selection, text), reporting]
        )
    lines = [_spread(around, text), text("overview.communes_done", done=done, all=every), reporting]
    return card(text("overview.communes"), f"{done} / {every}", lines)


def _spread(around: Around, text: Text) -> Markup:
    """How the communes are spread over the classes of the map below: a part for each that occurs, the highest first."""
    rules = session.measure()
    days_and_count = (rules.late_after_days, rules.small_count)
    scale = area_map.small_scale(around.inside, around.whole)
    items = figures.map_legend(around.communes.rows, text, days_and_count, scale)
    # Late ones have their band's colour, and are in it.
    shown = [item for item in items if item.count and not item.is_outline]
    bands = [item for item in shown if item.name.startswith("band")]
    ordered = bands[::-1] + [item for item in shown if item not in bands]
    words = ", ".join(f"{item.label}: {formats.count(item.count, text.language)}" for item in ordered)
    return strip([(item.name, item.count) for item in ordered], words)

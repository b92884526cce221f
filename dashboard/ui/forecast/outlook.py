"""What is forecast of the unit's own targets: the answer in a sentence, and a card for each target."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.markup import element, join
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session, view
from dashboard.ui.shell.unit_table import verdict
from dashboard.wording import Sentence
from dashboard.wording import forecast as wording

QUANTILES = ("p10", "p50", "p90")


def chosen(found: Sequence[TargetForecast], selection: Selection) -> TargetForecast | None:
    """The target that the link's issuer, level and stage name, else the first of all."""
    own = (one for one in found if is_chosen(one, selection))
    return next(own, found[0] if found else None)


def is_chosen(found: TargetForecast, selection: Selection) -> bool:
    """Whether the link asks for this target."""
    target = found.target
    return (target.issuer, target.level, target.stage) == (selection.issuer, selection.level, selection.stage)


def show_answer(shown: TargetForecast | None, selection: Selection, text: Text) -> None:
    """The first sentence: whether the unit will make it."""
    if shown is None:
        st.info(text("forecast.no_target", unit=view.unit_name(selection)))
        return
    said = wording.answer(shown, text)
    st.html(element("p", said.words, kind=f"answer {said.tone}".strip()))
    if not is_chosen(shown, selection):
        st.caption(text("forecast.other_target", target=wording.target_name(shown, text)))


def show_targets(
    found: Sequence[TargetForecast], shown: TargetForecast | None, selection: Selection, text: Text
) -> None:
    """A card for each target; a click on its name shows that one below."""
    if found:
        cards = session.remembered_here(_cards, found, shown, selection, text, key=("forecast", selection))
        st.html(element("div", *cards, kind="prospects"))


def _cards(
    found: Sequence[TargetForecast], shown: TargetForecast | None, selection: Selection, text: Text
) -> list[Markup]:
    return [_card(one, one is shown, selection, text) for one in found]


def _card(found: TargetForecast, is_shown: bool, selection: Selection, text: Text) -> Markup:
    target = found.target
    link = view.here(selection, issuer=target.issuer, level=target.level, stage=target.stage)
    title = text("forecast.card", name=wording.target_name(found, text), deadline=formats.date(target.deadline))
    head = element("h2", element("a", title, href=link))
    big = element("div", verdict(found.outlook.verdict, text), _chance(found, text), kind="big")
    lines = [*wording.need_lines(found, text), *wording.path_line(found, selection.as_of, text)]
    body = [_toned(line) for line in lines]
    small = [element("small", note) for note in wording.notes(found, selection.as_of, text)]
    paragraphs = (element("p", line) for line in [*body, *small])
    kind = "card prospect shown" if is_shown else "card prospect"
    return element("section", head, big, _quantiles(found, text), *paragraphs, kind=kind)


def _chance(found: TargetForecast, text: Text) -> str:
    if found.is_reached or found.is_past or found.outlook.probability is None:
        return ""
    return element(
        "span", text("forecast.chance", chance=wording.chance(found.outlook.probability, text)), kind="chance"
    )


def _quantiles(found: TargetForecast, text: Text) -> Markup:
    """Low, middle and high: the count on the deadline day, and the day of reaching the target."""
    outlook, language = found.outlook, text.language
    if outlook.counts is None or found.is_past:
        return Markup()
    deadline = text("forecast.on_deadline", deadline=formats.date(found.target.deadline))
    ranges = [_range(deadline, [formats.count(count, language) for count in outlook.counts], text)]
    if not found.is_reached:
        days = [wording.day(day, outlook, text) for day in outlook.days]
        ranges.append(_range(text("forecast.reached_day"), days, text))
    return element("dl", *ranges, kind="ranges")


def _range(name: str, values: Sequence[str], text: Text) -> Markup:
    """One line for each: beside each other the low count and the early day would look like one case."""
    if len(set(values)) == 1:
        return element("div", element("dt", name), element("dd", element("span", values[0])))
    shown = [
        element("dd", element("small", text(f"forecast.{quantile}")), element("span", value))
        for quantile, value in zip(QUANTILES, values, strict=True)
    ]
    return element("div", element("dt", name), *shown)


def _toned(sentence: Sentence) -> str:
    return element("span", sentence.words, kind=sentence.tone) if sentence.tone else join([sentence.words])

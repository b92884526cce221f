"""The scorecard as a table: each total with its parts, the units without one, and the office's columns as a file."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.curves import weeks
from dashboard.briefing.goals import scorecard
from dashboard.briefing.goals.scorecard import AGE, CHANGE, LISTED, Card, Indicator, Scored, Scores, Unscored
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, join, plain, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import cut, download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.ui.upload import clerk
from dashboard.wording.goals import scorecard as wording

FILE: dict[str, Format] = {
    "place": Format.COUNT, "unit": Format.TEXT, "total": Format.NUMBER, "band": Format.COUNT,
    "band_points": Format.NUMBER,
}  # fmt: skip
# The kind of file that brings what an indicator is made of; of the other bases a report does.
FORM_OF_MEASURE = {LISTED: "indicator", AGE: "summary"}
FORM_OF_BASE = {"target": "target", "eligible": "population_base", "permanent_residents": "population_base"}


def choose_card(selection: Selection, text: Text) -> Card:
    """The card that the address names as `card`, else the one in use on the day."""
    known, broken = scorecard.cards()
    for one in broken:
        st.warning(plain(text("scorecard.broken", file=one.file, why=one.why)))
    usual = scorecard.in_use(known, selection.as_of).name
    return known[choices.one("card", list(known), text("scorecard.card"), str, usual)]


def show_answer(found: Scores, selection: Selection, text: Text) -> None:
    """Who is first, how sure the order is, and what is ranked with which weight."""
    if found.scored:
        st.html(element("p", wording.answer(found, selection.unit, text), kind="answer"))
    else:
        st.info(text("scorecard.nobody"))
        with st.container(horizontal=True):
            for kind in forms(found):
                clerk.show_blank_of(kind, text)
    sure = [wording.sure(found, text)] if found.scored else []
    st.caption(" ".join([*sure, wording.which(found.card, selection.as_of, text)]))
    st.html(_how(found.card, text))


def forms(found: Scores) -> list[str]:
    """The kinds of files that would bring what is missing."""
    missing = sorted({number for one in found.unscored for number in one.missing})
    return list(dict.fromkeys(_form(found.card.indicators[number]) for number in missing))


def _form(one: Indicator) -> str:
    if one.measure in (LISTED, AGE):
        return FORM_OF_MEASURE[one.measure]
    return FORM_OF_BASE.get(one.base, "summary")


def _how(card: Card, text: Text) -> Markup:
    """The card's weights, and how the columns are to be read; it opens, for who ranks every month knows it."""
    lines = [f"({number}) {wording.weight(one, text)}" for number, one in enumerate(card.indicators, 1)]
    lines += [text("scorecard.gap_how"), text("scorecard.places_how", n=weeks.WEEKS)]
    if any(one.measure == CHANGE for one in card.indicators):
        lines.append(text("scorecard.change_how", days=session.measure().period_days))
    sentence = element("summary", element("u", text("scorecard.read")))
    return element("details", sentence, element("ul", *(element("li", line) for line in lines)), kind="folded reading")


def show_scores(found: Scores, selection: Selection, text: Text) -> None:
    """A row for each unit with a total, those without one named below."""
    if found.scored:
        view.show_heading(text("scorecard.listed"))
        shown, rest = found.scored[:MOST_ROWS], found.scored[MOST_ROWS:]
        key = ("scorecard", selection, found.grain, found.card)
        st.html(session.remembered_here(_table, shown, found.card, selection, text, key=key))
        cut.show_rest(len(rest), lambda: _table(rest, found.card, selection, text), "scorecard", text)
        for one in found.scored:
            for taken in one.deductions:
                points = wording.points(taken.points, text)
                st.caption(text("scorecard.deduction", unit=one.unit_name, points=points, reason=taken.reason))
    _show_unscored(found, text)


def _table(rows: Sequence[Scored], card: Card, selection: Selection, text: Text) -> Markup:
    headings = [Heading(text(f"scorecard.column_{name}"), name != "unit") for name in FILE]
    headings += [Heading(text(f"scorecard.column_{name}"), True) for name in ("next_gap", "places")]
    headings += [Heading(wording.heading(number, one, text), True) for number, one in enumerate(card.indicators, 1)]
    return table(headings, [_row(one, card, selection, text) for one in rows], text("scorecard.listed"))


def _row(one: Scored, card: Card, selection: Selection, text: Text) -> list[Cell]:
    return [
        Cell(formats.count(one.place, text.language), True),
        Cell(one.unit_name, link=view.link("scorecard", selection, unit=one.unit_code)),
        Cell(wording.points(one.total, text), True),
        Cell(formats.count(one.band, text.language), True),
        Cell(wording.points(one.band_points, text), True),
        Cell(wording.gap(one, text), True),
        Cell(wording.places(one.places), True),
        *(_part(one, number, indicator, text) for number, indicator in enumerate(card.indicators)),
    ]


def _part(one: Scored, number: int, ranked: Indicator, text: Text) -> Cell:
    """A figure, and below it what it adds to the total; its column says that this is its place by the coefficient."""
    figure = element("div", wording.figure(one.figures[number], ranked, text))
    return Cell(join([figure, element("small", wording.product(one.ranks[number], ranked, text))]), True)


def _show_unscored(found: Scores, text: Text) -> None:
    """By what they lack: a missing figure is no last place, and lowers no total."""
    lacking = _lacking(found)
    if lacking:
        view.show_heading(text("scorecard.unscored"))
    for missing, names in lacking.items():
        cut.show_names(partial(wording.lacking, missing, found.card, text), names, view.MOST_NAMES, text)


def _lacking(found: Scores) -> dict[tuple[int, ...], list[str]]:
    """The units without a total by what they lack."""
    lacking: dict[tuple[int, ...], list[str]] = {}
    for one in found.unscored:
        lacking.setdefault(one.missing, []).append(one.unit_name)
    return lacking


def show_downloads(found: Scores, selection: Selection, text: Text) -> None:
    """Both buttons."""
    if found.scored:
        download.show_table_downloads("scorecard", lambda: of_file(found, selection.issuer, text), selection, text)


def of_file(found: Scores, issuer: str, text: Text) -> Table:
    """The columns in which an office keeps it, then what each total is made of; last the units without a place, each
    with what it lacks: a CSV has nothing below its rows.
    """
    parts = [wording.indicator(one, text) for one in found.card.indicators]
    named = [*FILE, "next_gap", "places", *map(str, range(1, len(parts) + 1))]
    scored = [_line(one, found.card, text) for one in found.scored]
    rows = pd.DataFrame([*scored, *(_lacking_line(one, found.card, text) for one in found.unscored)], columns=named)
    # Places stay whole numbers beside units without one.
    rows = rows.astype({"place": "Int64", "band": "Int64"})
    headings = [Column(text(f"scorecard.column_{name}"), written) for name, written in FILE.items()]
    headings += [Column(text("scorecard.column_next_gap"), Format.NUMBER)]
    more = [text("scorecard.column_places"), *(f"({number}) {words}" for number, words in enumerate(parts, 1))]
    headings += [Column(words, Format.TEXT) for words in more]
    lacking = [
        wording.lacking(missing, found.card, text, ", ".join(names)) for missing, names in _lacking(found).items()
    ]
    below = [text("scorecard.unscored"), *lacking] if lacking else []
    told = [(text("scorecard.card"), found.card.name), (text("filters.issuer"), text(f"issuer.{issuer}"))]
    return Table(rows, headings, (), below, told)


def _line(one: Scored, card: Card, text: Text) -> list[object]:
    return [
        one.place, one.unit_name, one.total, one.band, one.band_points, one.next_gap, wording.places(one.places),
        *_parts(one, card, text),
    ]  # fmt: skip


def _lacking_line(one: Unscored, card: Card, text: Text) -> list[object]:
    lacks = [text("scorecard.lacks") if number in one.missing else None for number in range(len(card.indicators))]
    return [None, one.unit_name, None, None, None, None, None, *lacks]


def _parts(one: Scored, card: Card, text: Text) -> list[str]:
    return [wording.part(one, number, indicator, text) for number, indicator in enumerate(card.indicators)]

"""The compare page's funnel: who differs from its peers by more than its size and their usual spread explain."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, figures, formats, settings
from dashboard.briefing.comparison.funnel import INNER, MEASURES, OUTER, Funnel, Limits, Point, Rule
from dashboard.briefing.comparison.ranking import Ranking
from dashboard.figures.funnel import Dot, Edges
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.settings import Settings
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import cut, session, view
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording.comparison import funnel as words
from dashboard.wording.phrases import base_title, base_words

# Against what is counted at the time itself there is no pace.
WITH_PACE = ("target", "eligible", "permanent_residents")


@dataclass(frozen=True)
class Drawn:
    """A funnel with its legend and the sentence that says the same."""

    figure: go.Figure
    legend: list[tuple[str, str, bool]]
    alt: str


def show(ranking: Ranking, grain: str, selection: Selection, text: Text) -> None:
    """The peers and the measure that the reader asks for, their funnel, and who lies outside it."""
    every = (*ranking.ranked, *ranking.apart)
    offered = session.remembered(briefing.peers.choices, every, selection, key=("peers", selection, grain))
    peers = _choose("peers", offered, briefing.peers.CHOICES, text)
    measure = _choose("of", MEASURES if selection.divided_by in WITH_PACE else MEASURES[:1], MEASURES, text)
    asked = (selection, grain, peers, measure)
    found = session.remembered(_found, every, peers, measure, selection, key=("funnel", *asked))
    for line in words.summary(found, text):
        st.markdown(line)
    if found.limits is not None:
        look = session.look()
        drawn = session.remembered(_drawn, found, found.limits, selection, text, look, key=("funnel", *asked, look))
        view.show_line_legend(drawn.legend)
        view.show_figure(drawn.figure, drawn.alt, "funnel_figure")
        st.caption(text(f"compare.funnel_how_{measure}", base=base_words(selection, text)))
        _show_lists(briefing.peers.of(every, peers, selection), asked, selection, text)
        _show_outside(found, asked, selection, text)
    for line in words.apart(found, text):
        st.caption(line)


def rule(rules: Settings) -> Rule:
    """Who is named, by the operator's settings."""
    limits = OUTER if rules.list_limits == "99.8%" else INNER
    return Rule(rules.list_rule == "false_discovery", limits, rules.list_false_discovery / 100)


def _show_lists(
    rows: Sequence[ProgressByArea], asked: tuple[Selection, str, str, str], selection: Selection, text: Text
) -> None:
    """Who is praised and who is to be urged, with the rule by which they are named. By their pace nobody is."""
    rules = settings.load()
    if asked[-1] != MEASURES[0]:
        return
    found = session.remembered(briefing.funnel.lists, rows, selection.divided_by, rule(rules), key=("lists", *asked))
    if found is None:
        return
    for name, points in (("praised", found.praised), ("urged", found.urged)):
        view.show_heading(text(f"compare.list_{name}", n=len(points)))
        if points:
            first, rest = points[:MOST_ROWS], points[MOST_ROWS:]
            key = ("list", name, *asked)
            st.html(session.remembered_here(_table, first, MEASURES[0], selection, text, key=key))
            cut.show_rest(len(rest), partial(_table, rest, MEASURES[0], selection, text), f"list_{name}", text)
        else:
            st.caption(text("compare.list_nobody"))
    st.caption(words.rule(rules, text))


def _choose(name: str, offered: Sequence[str], anywhere: Sequence[str], text: Text) -> str:
    """anywhere: what other units or bases offer; a link may bring it along."""
    return choices.one(
        name, offered, text(f"compare.{name}"), lambda code: text(f"compare.{name}_{code}"), elsewhere=anywhere
    )


def _found(every: tuple[ProgressByArea, ...], peers: str, measure: str, selection: Selection) -> Funnel:
    return briefing.funnel.of(briefing.peers.of(every, peers, selection), measure, selection.divided_by)


def _drawn(found: Funnel, limits: Limits, selection: Selection, text: Text, look: figures.Look) -> Drawn:
    base, digits = base_words(selection, text), words.DIGITS[found.measure] - 1
    ordered = sorted(found.points, key=lambda point: -abs(point.rate - found.centre))
    dots = [
        Dot(point.size, point.rate, point.beyond, point.row.unit_name, words.told(point, found.measure, base, text))
        for point in ordered
    ]
    edges = Edges(found.centre, limits.sizes, limits.inner, limits.outer)
    titles = (
        text(f"compare.funnel_size_{found.measure}", base=base_title(selection, text)),
        text(f"compare.funnel_rate_{found.measure}"),
    )
    return Drawn(
        figures.funnel_chart(dots, edges, titles, text, look, digits),
        figures.funnel_legend(edges, text, look, digits + 1),
        words.alt(found, text),
    )


def _show_outside(found: Funnel, asked: tuple[Selection, str, str, str], selection: Selection, text: Text) -> None:
    """Who lies outside, above and below, as a table with links."""
    outside = found.beyond(1) + found.beyond(-1)
    if not outside:
        return
    view.show_heading(text("compare.funnel_outside_title", n=len(outside)))
    first, rest = outside[:MOST_ROWS], outside[MOST_ROWS:]
    st.html(session.remembered_here(_table, first, found.measure, selection, text, key=("outside", *asked)))
    cut.show_rest(len(rest), lambda: _table(rest, found.measure, selection, text), "outside", text)


def _table(points: Sequence[Point], measure: str, selection: Selection, text: Text) -> Markup:
    counted = "column.counted" if measure == "level" else "compare.funnel_gain"
    headings = [
        Heading(text("column.unit_name")),
        Heading(text("compare.funnel_where")),
        Heading(text(f"compare.funnel_rate_{measure}"), True),
        Heading(text(counted), True),
        Heading(base_title(selection, text), True),
        *([Heading(text("compare.funnel_days"), True)] if measure == "pace" else []),
    ]
    return table(headings, [_cells(point, measure, selection, text) for point in points], text("compare.funnel_outer"))


def _cells(point: Point, measure: str, selection: Selection, text: Text) -> list[Cell]:
    row = point.row
    count = row.numerator if measure == "level" else row.counted_since - row.counted_before
    cells = [
        Cell(row.unit_name, link=view.link("compare", selection, unit=row.unit_code)),
        Cell(words.where(point, text)),
        Cell(words.rate(point.rate, measure, text), True),
        Cell(formats.count(int(count), text.language), True),
        Cell(formats.count(int(row.denominator), text.language), True),
    ]
    return [*cells, Cell(str(point.days), True)] if measure == "pace" else cells

"""Other indicators: those of the unit, and the ranking of its parts by the one that the reader chooses."""

from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, code_lists, formats
from dashboard.briefing.goals.indicators import Figure, Ranked
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, grains
from dashboard.ui.shell import cut, download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.ui.upload import clerk
from dashboard.wording.goals import indicators as wording

COLUMNS = ("name", "numerator", "base", "share", "movement", "counted")
RANKED = ("place", "unit", "numerator", "base", "share", "movement", "counted")
TEXTS = ("name", "unit", "counted")
FILE: dict[str, Format] = {
    "name": Format.TEXT, "place": Format.COUNT, "unit_code": Format.TEXT, "unit": Format.TEXT,
    "numerator": Format.COUNT, "kind": Format.TEXT, "denominator": Format.COUNT, "share": Format.SHARE,
    "share_before": Format.SHARE, "before": Format.DAY, "first": Format.DAY, "last": Format.DAY,
    "units": Format.COUNT, "communes": Format.COUNT, "shared_out": Format.COUNT,
}  # fmt: skip


def show_indicators(selection: Selection, text: Text) -> None:
    """The section; without a file no zero, but the form for one."""
    view.show_heading(text("indicators.title"))
    database, here = session.warehouse_in_use().database, selection.where
    # What an indicator is divided by stands in the list, which an office may change at any time.
    key = ("targets_indicators", here, code_lists.state("indicator"))
    found = session.remembered(briefing.indicators.of_unit, database, here, key=key)
    if not found:
        st.info(text("indicators.empty"))
        clerk.show_blank_of("indicator", text)
        return
    st.html(element("p", wording.answer(found, text), kind="answer"))
    st.caption(text("indicators.how"))
    st.html(_of_unit(found, text))
    show_ranking([one.indicator for one in found], selection, text)


def _of_unit(found: Sequence[Figure], text: Text) -> Markup:
    headings = [Heading(text(f"indicators.column_{name}"), name not in TEXTS) for name in COLUMNS]
    rows = [
        [Cell(wording.name(one.indicator, text), is_wrapped=True), *_cells(one, text, wording.base(one, text))]
        for one in found
    ]
    return table(headings, rows, text("indicators.title"))


def _cells(one: Figure, text: Text, base: str) -> list[Cell]:
    return [
        Cell(wording.numerator(one, text), True),
        Cell(base, True, is_wrapped=True),
        Cell(wording.share(one, text), True),
        Cell(wording.movement(one, text), True, is_wrapped=True),
        Cell(wording.made_of(one, text), is_wrapped=True),
    ]


def show_ranking(offered: Sequence[str], selection: Selection, text: Text) -> None:
    """The parts by one indicator; the address keeps which, as `indicator`."""
    words = {key: wording.name(key, text) for key in offered}
    with st.container(key="targets_indicator"):
        known = list(code_lists.entries("indicator"))
        asked = choices.one("indicator", offered, text("indicators.choose"), lambda key: words[key], elsewhere=known)
        grain = grains.offered(selection)[0]
    database, here = session.warehouse_in_use().database, selection.where
    key = ("targets_ranking", here, asked, grain, code_lists.state("indicator"))
    ranked = session.remembered(briefing.indicators.of_parts, database, here, asked, grain, key=key)
    title = text("indicators.ranking", name=words[asked])
    view.show_heading(title)
    if not ranked.placed:
        st.caption(text("indicators.nobody"))
        return
    rows, rest = ranked.placed[:MOST_ROWS], ranked.placed[MOST_ROWS:]
    st.html(_ranking(rows, title, selection, text))
    cut.show_rest(len(rest), lambda: _ranking(rest, title, selection, text), "indicators", text)
    if ranked.without:
        st.caption(wording.without(ranked, text))
    st.html(_elsewhere(asked, selection, text))
    download.show_table_downloads("targets", lambda: of_file(ranked, text), selection, text, what="indicator")


def _elsewhere(asked: str, selection: Selection, text: Text) -> Markup:
    """The pages on which the indicator may stand in the place of accounts."""
    address = urlencode(session.own_choices() | {session.INDICATOR: asked} | selection.parameters())
    pages = [element("a", text(f"{page}.menu"), href=f"{page}?{address}") for page in session.OF_INDICATORS]
    words = text("indicators.elsewhere")
    return element("nav", element("b", words), *pages, kind="quick", aria_label=words)


def _ranking(placed: Sequence[tuple[int, Figure]], title: str, selection: Selection, text: Text) -> Markup:
    headings = [Heading(text(f"indicators.column_{name}"), name not in TEXTS) for name in RANKED]
    rows = [
        [
            Cell(formats.count(place, text.language), True),
            Cell(one.unit_name, link=view.link("targets", selection, unit=one.unit_code)),
            *_cells(one, text, formats.count_or_dash(one.denominator, text.language)),
        ]
        for place, one in placed
    ]
    return table(headings, rows, title)


def of_file(ranked: Ranked, text: Text) -> Table:
    """Every part with its place; below those without a figure."""
    lines = [
        [
            wording.name(ranked.indicator, text), place, one.unit_code, one.unit_name, one.numerator,
            text("column.least") if one.is_partial else "", one.denominator, one.share, one.share_before, one.before,
            one.first, one.last, one.units, one.communes, one.shared_out,
        ]
        for place, one in ranked.placed
    ]  # fmt: skip
    headings = [Column(text(f"indicators.column_{name}"), written) for name, written in FILE.items()]
    below = [wording.without(ranked, text)] if ranked.without else []
    return Table(pd.DataFrame(lines, columns=list(FILE)), headings, (), below)

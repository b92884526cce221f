"""The map as a list: every unit, its colour, its figures in words, reachable by keyboard."""

from collections.abc import Sequence
from math import ceil, inf

import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.area import Within
from dashboard.briefing.trace import SHOWN
from dashboard.figures import Scale
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.map import area_map
from dashboard.ui.shell import session, view
from dashboard.ui.shell.sources import Opener
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording import units
from dashboard.wording.phrases import base_title

# The nation's communes fill most; whoever goes on to provinces brings a page along that these have not.
OTHER_PAGES = [str(number) for number in range(2, 20)]
Coloured = tuple[ProgressByArea, str]


def show_list(inside: Within, scale: Scale, selection: Selection, text: Text) -> None:
    """The way up, and a list as high as the map beside it, in the map's order: best rate, or slowest pace first.

    Of more units than MOST_ROWS it is one page, which the address keeps as `rows`.
    """
    area_map.show_way_up(selection, text)
    choose_page(inside, text)
    st.html(page_of(inside, scale, selection, text))
    if any(row.is_least for row in inside.units):
        st.caption(text("indicators.least"))


def choose_page(inside: Within, text: Text) -> None:
    """A row of numbers, where there is more than one page."""
    label = text("map.list_pages", n=MOST_ROWS)
    choices.one("rows", pages(inside), label, str, elsewhere=OTHER_PAGES)


def pages(inside: Within) -> list[str]:
    """The numbers of the pages, from 1."""
    return [str(number + 1) for number in range(max(1, ceil(len(inside.units) / MOST_ROWS)))]


def page_of(inside: Within, scale: Scale, selection: Selection, text: Text) -> Markup:
    """The page of the list that the address asks for."""
    page = int(choices.asked_for("rows", pages(inside)))
    rows = slice((page - 1) * MOST_ROWS, page * MOST_ROWS)
    key = (selection, inside.grain, scale, page)
    return session.remembered_here(_list, inside, scale, rows, selection, text, key=key)


def _list(inside: Within, scale: Scale, part: slice, selection: Selection, text: Text) -> Markup:
    coloured = list(zip(inside.units, figures.classify(inside.rows, scale), strict=True))
    if scale.is_of_needs:
        coloured.sort(key=_slowest_first)
    small_count = session.measure().small_count
    opener = Opener("map", selection)
    cells = [_line(unit, scale, opener, small_count, text) for unit in coloured[part]]
    rate = text("map.pace_of_need" if scale.is_of_needs else "column.share")
    what = (
        text("map.pace_and_need") if scale.is_of_needs else f"{text('column.counted')} / {base_title(selection, text)}"
    )
    headings = [Heading(rate, True), Heading(text("column.unit_name")), Heading(what)]
    return table(headings, cells, text("map.list"), area_map.height_of(inside))


def _slowest_first(unit: Coloured) -> tuple[bool, float]:
    """Units without a pace, or a need, come last."""
    pace = figures.pace_of_need(unit[0])
    return pace is None, inf if pace is None else pace


def _line(unit: Coloured, scale: Scale, opener: Opener, small_count: int, text: Text) -> Sequence[Cell]:
    row, name = unit
    pace = figures.pace_of_need(row) if scale.is_of_needs else None
    is_paced = pace is not None and pace < inf
    words = figures.need_in_words(row, text) if is_paced else figures.counted_in_words(row, text, small_count)
    sources = opener(unit=row.unit_code) if row.state in SHOWN else ""
    return [
        Cell(_pace(pace, text) if scale.is_of_needs else _share(row, text), True, swatch=name),
        Cell(units.name(row, text), link=view.link("map", opener.selection, unit=row.unit_code)),
        Cell(words, link=sources, title=text("trace.open"), is_wrapped=True),
    ]


def _pace(pace: float | None, text: Text) -> str:
    if pace is None:
        return formats.NOTHING
    return text("map.reached") if pace == inf else formats.percent(pace, text.language, 0)


def _share(row: ProgressByArea, text: Text) -> str:
    if row.share != row.share:
        return formats.NOTHING
    return formats.ratio(int(row.numerator), int(row.denominator), text.language)

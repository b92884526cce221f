"""The map as a list: every unit, its colour, its figures in words, reachable by keyboard."""

import streamlit as st
from markupsafe import Markup

from dashboard import figures
from dashboard.briefing.area import Within
from dashboard.figures import classes
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.map.area_map import painted
from dashboard.ui.shell import session, view
from dashboard.ui.shell.unit_table import MOST_ROWS, rest

HEIGHT = 470


def show_list(inside: Within, paint: str, selection: Selection, text: Text) -> None:
    """As high as the map beside it."""
    st.html(session.remembered(_list, inside, paint, selection, text, key=(selection, inside.grain, paint)))
    for note in rest(len(inside.rows), text):
        st.caption(note)


def _list(inside: Within, paint: str, selection: Selection, text: Text) -> Markup:
    shown, small_count = painted(inside.rows, paint).head(MOST_ROWS), session.measure().small_count
    cells = [
        [
            Cell(row.unit_name, link=view.link("map", selection, unit=row.unit_code), swatch=name),
            Cell(_words(row, name, small_count, text), True),
        ]
        for row, name in zip(each_row(shown, ProgressByArea), classes.classify(shown), strict=True)
    ]
    headings = [Heading(text("column.unit_name")), Heading(text(f"map.paint_{paint}"), True)]
    return table(headings, cells, text("map.list"), HEIGHT)


def _words(row: ProgressByArea, name: str, small_count: int, text: Text) -> str:
    """What the unit's colour stands for: its pace beside what it needs, else its share, else its state."""
    is_pace = name.startswith("need") and row.required_per_day > 0
    return figures.need_in_words(row, text) if is_pace else figures.figure_in_words(row, text, small_count)

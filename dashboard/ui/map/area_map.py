"""Maps of the units inside an area, large or small; a click goes down a level."""

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, units
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries, boundaries
from dashboard.markup import element
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, filters, session, view
from dashboard.wording.phrases import base_words

LARGE, SMALL = 470, 300
# By what a map is coloured: the share, or the pace against what a day needs.
PAINTS = ("share", "need")


def choose_paint(text: Text) -> str:
    """One of PAINTS; the address keeps it as `paint`."""
    return choices.one("paint", PAINTS, text("map.paint"), lambda code: text(f"map.paint_{code}"))


def painted(rows: pd.DataFrame, paint: str) -> pd.DataFrame:
    """The rows as they are to be coloured."""
    return figures.by_need(rows) if paint == "need" else rows


def show_map(inside: Within, paint: str, selection: Selection, text: Text) -> None:
    """The large map with legend and notes."""
    rules, rows = session.measure(), painted(inside.there, paint)
    view.show_legend(figures.map_legend(rows, text, (rules.late_after_days, rules.small_count)), text)
    shapes = _show(inside, selection, (LARGE, paint), "map_figure")
    if paint == "need":
        st.caption(text("map.need_how"))
    view.show_shapes_note(shapes, selection, text)


def show_minimap(inside: Within, selection: Selection, text: Text) -> None:
    """The overview's small map; the large one explains the colours. Nothing where a unit has no parts."""
    if inside.rows.empty:
        return
    view.show_heading(text("overview.map"))
    shapes = _show(inside, selection, (SMALL, PAINTS[0]), "overview_map")
    view.show_shapes_note(shapes, selection, text)
    st.html(element("p", element("a", text("overview.map_table"), href=view.link("map", selection)), kind="beside"))


def _show(inside: Within, selection: Selection, how: tuple[int, str], key: str) -> Boundaries:
    """how: the height in pixels, and one of PAINTS."""
    shapes = boundaries(selection.edition, inside.parent, inside.grain, selection.as_of)
    if not shapes.unit_codes:
        return shapes
    place, look = figures.Shapes(shapes.url, *shapes.frames(inside.parent == units.NATION)), session.look()
    asked = (selection, inside.grain, place, look, how)
    figure, alt = session.remembered(_drawn, inside, selection, place, look, how, key=asked)
    key = f"{key}_{inside.parent}_{inside.grain}"
    view.show_figure(figure, alt, key, on_select=lambda: _go_down(key))
    return shapes


def _drawn(
    inside: Within, selection: Selection, place: figures.Shapes, look: figures.Look, how: tuple[int, str]
) -> tuple[go.Figure, str]:
    """The map, and the sentence that says the same."""
    (height, paint), text, rules = how, Text(selection.lang), session.measure()
    rows = painted(inside.there, paint)
    words = (
        units.find(selection.edition, inside.parent, selection.as_of).full_name,
        base_words(selection, text),
        formats.date(selection.as_of),
    )
    return (
        figures.area_map(rows, place, text, look, height, rules.small_count),
        figures.map_alt(rows, text, words, (rules.late_after_days, rules.small_count)),
    )


def _go_down(key: str) -> None:
    unit = view.clicked_unit(key)
    if unit:
        filters.go_to(unit)


def show_way_up(selection: Selection, text: Text) -> None:
    """A button to the unit above."""
    unit = units.find(selection.edition, selection.unit)
    if unit.parent_code:
        above = units.find(selection.edition, unit.parent_code, selection.as_of)
        st.button(text("map.up", unit=above.full_name), on_click=filters.go_to, args=(above.unit_code,), key="way_up")

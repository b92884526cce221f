"""Maps of the units inside an area, large or small; a click goes down a level."""

import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, units
from dashboard.briefing import area, phrases
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries
from dashboard.selection import Measure, Selection
from dashboard.text import Text
from dashboard.ui import filters, progress, session, view

LARGE, SMALL = 470, 300


def show_map(inside: Within, chosen: Selection, text: Text) -> None:
    """The large map with legend and notes."""
    rules = session.measure()
    view.show_legend(figures.map_legend(inside.there, text, (rules.late_after_days, rules.small_count)), text)
    shapes = _show(inside, chosen, LARGE, "map_figure")
    view.show_shapes_note(shapes, chosen, text)


def show_minimap(inside: Within, chosen: Selection, text: Text) -> None:
    """The overview's small map; the large one explains the colours. Nothing where a unit has no parts."""
    if inside.rows.empty:
        return
    st.header(text("overview.map"), anchor=False)
    shapes = _show(inside, chosen, SMALL, "overview_map")
    view.show_shapes_note(shapes, chosen, text)


def _show(inside: Within, chosen: Selection, height: int, key: str) -> Boundaries:
    shapes = progress.shapes(chosen, inside)
    if not shapes.unit_codes:
        return shapes
    frame = area.shapes_frame(shapes, inside.parent == units.NATION)
    seen = session.measure(), session.look(), height
    figure, alt = session.remembered(_drawn, chosen, inside.grain, frame, seen)
    key = f"{key}_{inside.parent}_{inside.grain}"
    view.show_figure(figure, alt, key, on_select=lambda: _go_down(key))
    return shapes


def _drawn(
    chosen: Selection, grain: str, frame: figures.Shapes, seen: tuple[Measure, figures.Look, int]
) -> tuple[go.Figure, str]:
    """The map, and the sentence that says the same. seen: how it is counted, light or dark, and the height."""
    rules, look, height = seen
    inside, text = progress.within(chosen, grain), Text(chosen.lang)
    words = (
        units.find(chosen.edition, inside.parent, chosen.as_of).full_name,
        phrases.base_words(chosen, text),
        formats.date(chosen.as_of),
    )
    return (
        figures.area_map(inside.there, frame, text, look, height, rules.small_count),
        figures.map_alt(inside.there, text, words, (rules.late_after_days, rules.small_count)),
    )


def _go_down(key: str) -> None:
    unit = view.clicked_unit(key)
    if unit:
        filters.go_to(unit)


def show_way_up(chosen: Selection, text: Text) -> None:
    """A button to the unit above."""
    unit = units.find(chosen.edition, chosen.unit)
    if unit.parent_code:
        above = units.find(chosen.edition, unit.parent_code, chosen.as_of)
        st.button(text("map.up", unit=above.full_name), on_click=filters.go_to, args=(above.unit_code,), key="way_up")

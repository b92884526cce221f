"""Several maps of one area: those of two days, or small ones that differ in the level, the stage, or the month."""

import datetime as dt

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import briefing, formats
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.briefing.opened import Warehouse
from dashboard.selection import STAGES, Selection
from dashboard.text import Text
from dashboard.ui.map import area_map, small, two_days, views
from dashboard.ui.map.small import Panel

# Levels that dossiers have; both together are no level of their own.
LEVELS = ("1", "2")
MOST_MONTHS = 12


def show(
    shown: str, warehouse: Warehouse, inside: Within, scale: str, selection: Selection, text: Text
) -> DeltaGenerator:
    """Gives the place below them. shown: of views.VIEWS one with several maps; scale: one of area_map.SCALES."""
    area_map.show_way_up(selection, text)
    if shown == views.TWO_DAYS:
        two_days.show(warehouse, inside, scale, selection, text)
        return st.container()
    asked = wanted(shown, warehouse, selection, text)
    briefing.at_once.of_maps(warehouse.database, (one for *_, one in asked), inside)
    panels = [_panel(*one, warehouse, inside.grain) for one in asked]
    small.show(panels, scale, selection, text, kind="" if shown == views.MONTHS else "few")
    small.show_notes(panels, selection, text)
    small.show_table(panels, scale, selection, text)
    return st.container()


def wanted(shown: str, warehouse: Warehouse, selection: Selection, text: Text) -> list[tuple[str, str, Selection]]:
    """The name of each small map, that of its column, and what is selected for it."""
    if shown == views.LEVELS:
        return [(words := text(f"level.{level}"), words, selection.at(level=level)) for level in LEVELS]
    if shown == views.STAGES:
        return [(words := text(f"stage.{stage}"), words, selection.at(stage=stage)) for stage in STAGES[::-1]]
    first = (warehouse.known.days or (selection.as_of, selection.as_of))[0]
    *ends, last = month_ends(first, selection.as_of)
    months = [(formats.date(day), formats.month(day), _on(selection, day)) for day in ends]
    return [*months, (formats.date(last), formats.date(last), selection)]


def month_ends(first: dt.date, last: dt.date) -> list[dt.date]:
    """The last days of months that are not before the first day, and the last day itself."""
    days, day = [last], last.replace(day=1) - dt.timedelta(days=1)
    while day >= first and len(days) < MOST_MONTHS:
        days.append(day)
        day = day.replace(day=1) - dt.timedelta(days=1)
    return days[::-1]


def _on(selection: Selection, day: dt.date) -> Selection:
    return selection.at(as_of=day, is_newest=False)  # type: ignore[arg-type]


def _panel(name: str, column: str, selection: Selection, warehouse: Warehouse, grain: str) -> Panel:
    inside = area.within(warehouse.database, selection, grain)
    return Panel(name, column, selection, inside, area.whole(warehouse.database, selection, inside))

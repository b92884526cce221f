"""The grid of a sheet on the page: what was recognised in words and quiet colours, and the cell that was picked."""

from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest
from streamlit.components.v2.types import ComponentRenderer

from dashboard.exports.sketches import DrawnCell, Sketch
from dashboard.markup import GridCell, grid
from dashboard.text import Text
from dashboard.ui.upload.meanings import meaning_words

# Roles that a word below the grid explains.
SIGNS = {
    "head": ":blue-background[**Aa**]",
    "unit": ":blue-background[*Aa*]",
    "count": ":green-background[12]",
    "total": "**Σ**",
    "time": ":violet-background[◷]",
    "asked": ":orange-background[**?**]",
    "other": "~~12~~",
    "hidden": "…",
}
SHOWN = tuple(SIGNS)


@cache
def component() -> ComponentRenderer:
    """The grid's component, registered once; its script comes as a file of ours, since browsers run no other here."""
    owner = ComponentManifest("dashboard", "1", [ComponentConfig("office_grid", "assets")])
    get_bidi_component_manager().register_from_manifest(owner, Path(__file__).parent)
    return st.components.v2.component("dashboard.office_grid", css="grid.css", js="grid.js")


def show(sketch: Sketch, picked: str, key: str, text: Text) -> str:
    """Draws a sheet; returns the place that was picked just now, empty where none was."""
    by_row: dict[int, list[GridCell]] = {row: [] for row in sketch.rows}
    for cell in sketch.cells:
        by_row[cell.row].append(grid_cell(sketch, cell, picked, text))
    rows = [(str(row + 1), cells) for row, cells in by_row.items()]
    html = grid(sketch.columns, rows, text("clerk.grid"))
    result = component()(key=f"grid_{key}", data={"html": str(html)}, on_picked_change=lambda: None)
    return str(result.picked or "")


def grid_cell(sketch: Sketch, cell: DrawnCell, picked: str, text: Text) -> GridCell:
    """A cell as it is drawn, with its role in words."""
    place = f"{cell.row},{cell.column}" if cell.about else ""
    note = meaning_words(cell.meaning, text) if cell.role == "head" and cell.meaning else ""
    said = [name_of(sketch, cell), cell.words, text(f"clerk.role_{cell.role}") if cell.role in SHOWN else "", note]
    label = ", ".join(part for part in said if part) if cell.words else ""
    return GridCell(place, cell.words, cell.role, cell.height, cell.width, note, label, bool(place) and place == picked)


def name_of(sketch: Sketch, cell: DrawnCell) -> str:
    """A cell as spreadsheets name it."""
    return f"{sketch.columns[cell.column]}{cell.row + 1}"


def show_legend(text: Text) -> None:
    """The roles with their colours and signs."""
    st.caption(" · ".join(f"{SIGNS[role]} {text(f'clerk.role_{role}')}" for role in SHOWN))

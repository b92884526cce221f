"""What every page shows in the same way: title, notes, figures, tables, legend, downloads, empty states."""

from collections.abc import Callable, Sequence, Sized
from html import escape
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, units
from dashboard.briefing import phrases
from dashboard.geography import Boundaries
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session

# The empty topojson: without it plotly asks an outside host for a map of the world.
PLOTLY = {"displayModeBar": False, "topojsonURL": "app/static/", "scrollZoom": False, "showSendToCloud": False}


def link(page: str, selection: Selection, **changes: str) -> str:
    """The address of a view, relative to the app."""
    return f"{page}?{urlencode(selection.parameters(**changes))}"


def show_title(page: str, selection: Selection, text: Text) -> None:
    """Where the reader is, the question the page answers, and one sentence on how to read it."""
    unit = units.find(selection.edition, selection.unit, selection.as_of)
    lineage = units.lineage(selection.edition, selection.unit, selection.as_of)
    above = "<span>›</span>".join(
        f'<a href="{escape(link(page, selection, unit=up.unit_code))}">{escape(up.name)}</a>' for up in lineage[:-1]
    )
    here = f"{above}<span>›</span>{escape(unit.full_name)}" if above else escape(unit.full_name)
    st.html(f'<nav class="crumbs">{here}</nav>')
    st.title(text(f"{page}.title", unit=unit.full_name), anchor=False)
    base = phrases.base_words(selection, text)
    st.html(f'<p class="how">{escape(text(f"{page}.how", base=base))} {_copied_link(page, selection, text)}</p>')


def _copied_link(page: str, selection: Selection, text: Text) -> str:
    """This view whole, the page's own choices too: the frame's script takes it to the clipboard when it is clicked."""
    address = f"{page}?{urlencode(st.query_params.to_dict() | selection.parameters())}"
    return f'<a class="copy" href="{escape(address)}">{escape(text("app.copy"))}</a>'


def show_figure(figure: go.Figure, alt: str, key: str, on_select: Callable[[], None] | None = None) -> None:
    """A chart with its sentence; given on_select, a click on a point calls it."""
    picking: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    st.plotly_chart(figure, theme=None, config=PLOTLY, key=key, alt=alt, **picking)


def clicked_unit(key: str) -> str | None:
    """The unit that a click on a map chose."""
    points = st.session_state[key].selection.points
    return str(points[0]["location"]) if points else None


def show_legend(items: Sequence[figures.LegendItem], text: Text) -> None:
    """Colours and states with how many units each holds."""
    told = "".join(
        f'<div role="listitem"><span class="swatch {item.name}"></span>'
        f"{escape(item.label)} <b>{formats.count(item.count, text.language)}</b></div>"
        for item in items
    )
    st.html(f'<div class="legend" role="list" aria-label="{escape(text("state.legend"))}">{told}</div>')


def show_line_legend(lines: Sequence[tuple[str, str, bool]]) -> None:
    """Colour, words and whether dashed, for each line of a chart."""
    told = "".join(
        f'<div role="listitem"><span class="line" style="border-top-color:{colour};'
        f'border-top-style:{"dashed" if dashed else "solid"}"></span>{escape(words)}</div>'
        for colour, words, dashed in lines
    )
    if lines:
        st.html(f'<div class="legend" role="list">{told}</div>')


def show_shapes_note(shapes: Boundaries, selection: Selection, text: Text) -> None:
    """Whether the map is a schematic, and which units have no place on it."""
    st.caption(text("map.schematic") if shapes.quality == "schematic" else text("map.real", source=shapes.source))
    names = [units.find(selection.edition, code, selection.as_of).full_name for code in sorted(shapes.not_drawn)]
    if names:
        st.caption(text("state.undrawn", names=", ".join(names[:20]) + (" …" if len(names) > 20 else "")))


def show_style(look: figures.Look) -> None:
    """The house's sheet, with the colours of the mode."""
    accent, bad, good, *_ = look.series
    colours = f"--surface:{look.surface};--good:{good};--bad:{bad};--accent:{accent};--lit:{look.ink}"
    st.html(f"<style>:root{{{colours}}}{session.style_sheet()}</style>")


def show_complaints(text: Text) -> None:
    """What the address asked wrongly, in sentences; the page goes on with a sensible view."""
    for complaint in session.complaints():
        st.warning(phrases.complaint_words(session.selection(), complaint, text))


def unit_name(selection: Selection) -> str:
    """The full name of the selected unit."""
    return units.find(selection.edition, selection.unit, selection.as_of).full_name


def show_heading(words: str) -> None:
    """A heading inside a page."""
    st.header(words, anchor=False)


def stop_if_empty(rows: Sized, words: str) -> None:
    """Ends the page with a sentence where there is nothing to show."""
    if len(rows) == 0:
        st.info(words)
        st.stop()

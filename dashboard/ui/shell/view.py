"""What every page shows in the same way: title, notes, figures, tables, legend, downloads, empty states."""

from collections.abc import Callable, Sequence, Sized
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats, units
from dashboard.geography import Boundaries
from dashboard.markup import element, join, line_style, plain
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, session
from dashboard.wording import phrases

# The empty topojson: without it plotly asks an outside host for a map of the world.
PLOTLY = {"displayModeBar": False, "topojsonURL": "app/static/", "scrollZoom": False, "showSendToCloud": False}
# Of the units without a place on a map so many are named at once.
MOST_NAMES = 20


def link(page: str, selection: Selection, **changes: str) -> str:
    """The address of a page with a selection, relative to the app; what the reader chose on a page goes along.

    What is remembered with such a link in it depends on these choices as well (`session.remembered_here`).
    """
    is_there = changes.get("unit", selection.unit) == selection.unit
    kept = {name: value for name, value in session.own_choices().items() if is_there or name not in session.OF_UNIT}
    return f"{page}?{urlencode(kept | selection.parameters(**changes))}"


def here(selection: Selection, **changes: str) -> str:
    """The address of this page with its own choices, some of the selection changed."""
    return f"?{urlencode(session.own_choices() | selection.parameters(**changes))}"


def show_title(page: str, selection: Selection, text: Text) -> None:
    """Where the reader is, the question the page answers, and one sentence on how to read it."""
    st.html(crumbs(page, selection))
    st.title(text(f"{page}.title", unit=unit_name(selection)), anchor=False)
    st.html(how(page, selection, text))


def crumbs(page: str, selection: Selection) -> Markup:
    """The units above, each a link, and the unit."""
    lineage = units.lineage(selection.edition, selection.unit, selection.as_of)
    above = [element("a", up.name, href=link(page, selection, unit=up.unit_code)) for up in lineage[:-1]]
    return element("nav", join([*above, unit_name(selection)], element("span", "›")), kind="crumbs")


def how(page: str, selection: Selection, text: Text) -> Markup:
    """One sentence on how to read the page, and its link."""
    base = phrases.base_words(selection, text)
    is_other = selection.indicator is not None and text.has(f"{page}.how_indicator")
    return element(
        "p",
        text(f"{page}.how_indicator" if is_other else f"{page}.how", base=base),
        " ",
        _copied_link(page, selection, text),
        kind="how",
    )


def _copied_link(page: str, selection: Selection, text: Text) -> Markup:
    """The selection whole, the page's own choices too: a click takes it to the clipboard, by the frame's script.

    Whoever keeps it finds, when it is opened later, what has changed since the day that is seen now.
    """
    seen = {"seen": selection.as_of.isoformat()}
    address = f"{page}?{urlencode(dict(session.query()) | seen | selection.parameters())}"
    return element("a", text("app.copy"), kind="copy", href=address)


def show_figure(figure: go.Figure, alt: str, key: str, on_select: Callable[[], None] | None = None) -> None:
    """A chart with its sentence; given on_select, a click on a point calls it."""
    picking: dict[str, Any] = {"on_select": on_select, "selection_mode": "points"} if on_select else {}
    st.plotly_chart(figure, theme=None, config=PLOTLY, key=key, alt=alt, **picking)


def clicked_unit(key: str) -> str | None:
    """The unit that a click on a map chose."""
    points = st.session_state[key].selection.points
    return str(points[0]["location"]) if points else None


def show_legend(items: Sequence[figures.LegendItem], text: Text, *, has_counts: bool = True) -> None:
    """Colours and states with how many units each holds; without that where it is the legend of several maps."""
    lines = (
        _legend_line(
            element("span", kind=f"swatch {item.name}"),
            f"{item.label} ",
            *([element("b", formats.count(item.count, text.language))] if has_counts else []),
        )
        for item in items
    )
    st.html(element("div", *lines, kind="legend", role="list", aria_label=text("state.legend")))


def _legend_line(*inside: str) -> Markup:
    return element("div", *inside, role="listitem")


def show_line_legend(lines: Sequence[tuple[str, str, bool]]) -> None:
    """Colour, words and whether dashed, for each line of a chart."""
    samples = (
        _legend_line(element("span", kind="line", style=line_style(colour, is_dashed=is_dashed)), words)
        for colour, words, is_dashed in lines
    )
    if lines:
        st.html(element("div", *samples, kind="legend", role="list"))


def show_shapes_note(shapes: Boundaries, selection: Selection, text: Text) -> None:
    """Whether the map is a schematic, and which units have no place on it."""
    st.caption(text("map.schematic") if shapes.quality == "schematic" else text("map.real", source=shapes.source))
    names = [units.find(selection.edition, code, selection.as_of).full_name for code in sorted(shapes.not_drawn)]
    if names:
        cut.show_names(lambda first: text("state.undrawn", names=first), names, MOST_NAMES, text)


def show_style(look: figures.Look) -> None:
    """The house's sheet, with the colours of the mode."""
    st.html(f"<style>{colours(look)}{session.style_sheet(look)}</style>")


def colours(look: figures.Look) -> str:
    """The colours that the sheet speaks of."""
    accent, bad, good, *_ = look.series
    named = f"--surface:{look.surface};--good:{good};--bad:{bad};--accent:{accent};--lit:{look.ink}"
    return f":root{{{named}}}"


def demo_note(text: Text) -> Markup:
    """That the figures are made up."""
    words = element("span", element("b", text("app.demo")), " ", text("app.demo_note"))
    return element("div", words, kind="demo", role="note")


def show_complaints(text: Text) -> None:
    """What the address asked wrongly, in sentences; the page goes on with sensible values."""
    for complaint in session.complaints():
        st.warning(plain(phrases.complaint_words(session.selection(), complaint, text)))


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

"""Maps of the units inside an area, large or small; a click goes down a level."""

import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, units
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries, boundaries, labels
from dashboard.markup import element
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, filters
from dashboard.ui.shell import session, view
from dashboard.wording.phrases import base_words

# Heights in pixels; VAST is for thousands of units.
VAST, LARGE, SMALL = 820, 470, 300
CLICKS = "map_clicks"
# By what a map is coloured: the share, or the pace against what a day needs.
PAINTS = ("share", "need")
# A fifth of the units in each colour, or the same bounds on any day, so that two days can be compared.
SCALES = ("fifths", "fixed")


def choose_paint(selection: Selection, text: Text) -> str:
    """`need`, or one of SCALES; the address keeps them as `paint` and `scale`."""
    paint = choices.one(
        "paint", paints(selection), text("map.paint"), lambda code: text(f"map.paint_{code}"), elsewhere=PAINTS
    )
    return paint if paint == "need" else choose_scale(text)


def paints(selection: Selection) -> tuple[str, ...]:
    """What `choose_paint` lets choose from: of an indicator nothing is needed a day."""
    return PAINTS if selection.indicator is None else PAINTS[:1]


def choose_scale(text: Text) -> str:
    """One of SCALES."""
    return choices.one("scale", SCALES, text("map.scale"), lambda code: text(f"map.scale_{code}"))


def asked_paint(selection: Selection) -> str:
    """What `choose_paint` gives, without rows of buttons."""
    paint = choices.asked_for("paint", paints(selection))
    return paint if paint == "need" else choices.asked_for("scale", SCALES)


def scale_of(paint: str, inside: Within, whole: ProgressByArea | None) -> figures.Scale:
    """The classes of the map. paint: as `choose_paint` gives it; whole: the area itself."""
    if paint == "fifths":
        return figures.fifths(inside.there, None if whole is None else whole.share)
    return figures.NEED if paint == "need" else figures.FIXED


def small_scale(inside: Within, whole: ProgressByArea | None) -> figures.Scale:
    """The classes of the overview's small map, where nothing is chosen."""
    return scale_of(SCALES[0], inside, whole)


def show_map(inside: Within, scale: figures.Scale, selection: Selection, text: Text) -> None:
    """The large map with legend and notes."""
    _show_legend(inside, scale, text)
    shapes = _show(inside, selection, (height_of(inside), scale), "map_figure")
    for note in _notes(inside, scale, selection, text):
        st.caption(note)
    view.show_shapes_note(shapes, selection, text)


def height_of(inside: Within) -> int:
    """Of the large map, and of the list beside it, in pixels."""
    return VAST if len(inside.rows) > figures.DENSE else LARGE


def show_minimap(inside: Within, whole: ProgressByArea | None, selection: Selection, text: Text) -> None:
    """The overview's small map. Nothing where a unit has no parts."""
    if not inside.units:
        return
    view.show_heading(text("overview.map"))
    scale = small_scale(inside, whole)
    _show_legend(inside, scale, text)
    shapes = _show(inside, selection, (SMALL, scale), "overview_map")
    view.show_shapes_note(shapes, selection, text)
    st.html(element("p", element("a", text("overview.map_table"), href=view.link("map", selection)), kind="beside"))


def _show_legend(inside: Within, scale: figures.Scale, text: Text) -> None:
    rules = session.measure()
    view.show_legend(figures.map_legend(inside.there, text, (rules.late_after_days, rules.small_count), scale), text)


def _notes(inside: Within, scale: figures.Scale, selection: Selection, text: Text) -> list[str]:
    """What the colours mean, and which unit is outlined."""
    parent = units.find(selection.edition, inside.parent, selection.as_of).full_name
    notes = [text("map.need_how")] if scale.is_of_needs else []
    if scale.is_fifths:
        notes.append(text("map.fifths_how"))
    if scale.whole is not None:
        share = formats.percent(scale.whole / 100, text.language)
        notes[-1] += " " + text("map.fifths_whole", unit=parent, share=share)
    if selection.unit != inside.parent:
        notes.append(text("map.own", unit=view.unit_name(selection), parent=parent))
    return notes


def _show(inside: Within, selection: Selection, how: tuple[int, figures.Scale], key: str) -> Boundaries:
    """how: the height in pixels, and the classes."""
    shapes = shapes_of(inside, selection)
    if not shapes.unit_codes:
        return shapes
    place, look = placed(shapes, inside, selection), session.look()
    asked = (selection, inside.grain, place, look, how)
    figure, alt = session.remembered(_drawn, inside, selection, place, look, how, key=asked)
    show_clickable(figure, alt, f"{key}_{inside.parent}_{inside.grain}")
    return shapes


def shapes_of(inside: Within, selection: Selection) -> Boundaries:
    """The shapes of the units, and where the browser finds them."""
    return boundaries(selection.edition, inside.parent, inside.grain, selection.as_of)


def show_clickable(figure: go.Figure, alt: str, key: str) -> None:
    """A map on which a click goes down a level."""
    # What a click chose stays with the key: on the way back the map would be grey but for that unit, and deaf to it.
    key = f"{key}_{st.session_state.get(CLICKS, 0)}"
    view.show_figure(figure, alt, key, on_select=lambda: _go_down(key))


def placed(shapes: Boundaries, inside: Within, selection: Selection) -> figures.Shapes:
    """The shapes with their frames, their names where they are few, and the unit that is outlined."""
    names = tuple(figures.Label(*label) for label in labels(shapes, selection.edition, selection.as_of))
    own = "" if selection.unit == inside.parent else selection.unit
    return figures.Shapes(shapes.url, *shapes.frames(inside.parent == units.NATION), names, own)


def _drawn(
    inside: Within, selection: Selection, place: figures.Shapes, look: figures.Look, how: tuple[int, figures.Scale]
) -> tuple[go.Figure, str]:
    """The map, and the sentence that says the same."""
    (height, scale), text, rules = how, Text(selection.lang), session.measure()
    words = (
        units.find(selection.edition, inside.parent, selection.as_of).full_name,
        base_words(selection, text),
        formats.date(selection.as_of),
    )
    return (
        figures.area_map(inside.there, place, figures.Drawing(height, rules.small_count, scale), text, look),
        figures.map_alt(inside.there, text, words, (rules.late_after_days, rules.small_count), scale),
    )


def _go_down(key: str) -> None:
    unit = view.clicked_unit(key)
    if unit:
        st.session_state[CLICKS] = st.session_state.get(CLICKS, 0) + 1
        filters.go_to(unit)


def show_way_up(selection: Selection, text: Text) -> None:
    """A button to the unit above."""
    for words in way_up(selection, text):
        above = units.find(selection.edition, selection.unit).parent_code
        st.button(words, on_click=filters.go_to, args=(above,), key="way_up")


def way_up(selection: Selection, text: Text) -> list[str]:
    """Its words, where there is one above."""
    above = units.find(selection.edition, selection.unit).parent_code
    return [text("map.up", unit=units.find(selection.edition, above, selection.as_of).full_name)] if above else []

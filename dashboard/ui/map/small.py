"""Small maps beside one another: the same units on one scale, each with its name and the value of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats, units
from dashboard.briefing.area import Within
from dashboard.geography import Boundaries
from dashboard.markup import Cell, Heading, element, small_map, table
from dashboard.rows import ProgressByArea, known_count
from dashboard.selection import STAGES, Selection
from dashboard.text import Text
from dashboard.ui.map import area_map, views
from dashboard.ui.shell import cut, session, view
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording import units as unit_words
from dashboard.wording.phrases import base_words

FIRST, REST = slice(MOST_ROWS), slice(MOST_ROWS, None)


@dataclass(frozen=True)
class Panel:
    """One small map: its name, that of its column, what is selected for it, its units, and the area itself."""

    name: str
    column: str
    selection: Selection
    inside: Within
    whole: ProgressByArea | None


def show(panels: Sequence[Panel], scale: str, selection: Selection, text: Text, kind: str = "") -> None:
    """The legend once, then the maps. scale: one of area_map.SCALES, the same bounds for all maps."""
    common, rules = scale_of(panels, scale), session.measure()
    shown = pd.concat([panel.inside.there for panel in panels])
    items = figures.map_legend(shown, text, (rules.late_after_days, rules.small_count), common)
    view.show_legend(items, text, has_counts=False)
    notes = [text("map.fifths_common")] if common.is_fifths else []
    bases = list(dict.fromkeys(known_count(panel.whole.denominator) for panel in panels if panel.whole is not None))
    if len(bases) > 1 and selection.divided_by not in STAGES:
        named = (formats.count_or_dash(base, text.language) for base in bases)
        notes.append(text("map.other_bases", base=base_words(selection, text), bases=" → ".join(named)))
    if notes:
        st.caption(" ".join(notes))
    shapes = area_map.shapes_of(panels[-1].inside, selection)
    key = ("small", selection, panels[-1].inside.grain, tuple(panel.selection for panel in panels), scale, kind)
    st.html(session.remembered_here(_maps, panels, shapes, common, text, kind, key=key))


def show_notes(panels: Sequence[Panel], selection: Selection, text: Text) -> None:
    """Whose shapes these are."""
    view.show_shapes_note(area_map.shapes_of(panels[-1].inside, selection), selection, text)


def scale_of(panels: Sequence[Panel], scale: str) -> figures.Scale:
    """The one scale of all maps: fifths are those of all their units together."""
    if scale == "fixed":
        return figures.FIXED
    return figures.fifths(pd.concat([panel.inside.there for panel in panels]), None)


def _maps(panels: Sequence[Panel], shapes: Boundaries, scale: figures.Scale, text: Text, kind: str) -> Markup:
    drawn = (_map(panel, shapes, scale, text) for panel in panels)
    return element("div", *drawn, kind=f"small-maps {kind}".strip())


def _map(panel: Panel, shapes: Boundaries, scale: figures.Scale, text: Text) -> Markup:
    selection, inside, rules = panel.selection, panel.inside, session.measure()
    rows = inside.there
    painted = figures.painted(rows, figures.Drawing(0, rules.small_count, scale), text)
    named = units.find(selection.edition, inside.parent, selection.as_of).full_name
    said = (named, base_words(selection, text), formats.date(selection.as_of))
    alt = figures.map_alt(rows, text, said, (rules.late_after_days, rules.small_count), scale)
    frames = shapes.frames(inside.parent == units.NATION)
    own = "" if selection.unit == inside.parent else selection.unit
    lines = (
        (one.unit_code, _classes(one, own), f"{one.unit_name}: {' · '.join(one.words)}")
        for one in painted
        if one.unit_code in shapes.unit_codes
    )
    drawing = small_map(shapes.url, [frame for frame in frames if frame], lines, f"{panel.name}. {alt}")
    name = element("a", panel.name, href=_address(selection))
    value = formats.NOTHING if panel.whole is None else figures.figure_in_words(panel.whole, text, rules.small_count)
    return element("figure", drawing, element("figcaption", element("b", name), element("span", value)))


def _classes(one: figures.Painted, own: str) -> str:
    kinds = [one.colour, *(["late"] if one.is_late else []), *(["own"] if one.unit_code == own else [])]
    return " ".join(kinds)


def _address(selection: Selection) -> str:
    """The one map of what a small one shows."""
    return f"map?{urlencode(session.own_choices() | {'maps': views.ONE} | selection.parameters())}"


def show_table(panels: Sequence[Panel], scale: str, selection: Selection, text: Text) -> None:
    """The rates of all maps, a column each, in the order of the last one."""
    key = ("small", selection, panels[-1].inside.grain, tuple(panel.selection for panel in panels), scale)
    st.html(session.remembered_here(_table, panels, scale, FIRST, selection, text, key=key))
    left = len(panels[-1].inside.units) - MOST_ROWS
    cut.show_rest(left, lambda: _table(panels, scale, REST, selection, text), "small", text)


def _table(panels: Sequence[Panel], scale: str, part: slice, selection: Selection, text: Text) -> Markup:
    common = scale_of(panels, scale)
    columns = [_column(panel, common, text) for panel in panels]
    headings = [Heading(text("column.unit_name")), *(Heading(panel.column, True) for panel in panels)]
    lines = [
        [
            Cell(unit_words.name(row, text), link=view.link("map", selection, unit=row.unit_code)),
            *(column.get(row.unit_code, Cell(formats.NOTHING, True)) for column in columns),
        ]
        for row in panels[-1].inside.units[part]
    ]
    return table(headings, lines, text("map.list"), area_map.LARGE)


def _column(panel: Panel, scale: figures.Scale, text: Text) -> dict[str, Cell]:
    """By unit its rate, with the colour that it has on the map."""
    rows = zip(panel.inside.units, figures.classify(panel.inside.rows, scale), strict=True)
    return {
        row.unit_code: Cell(
            formats.NOTHING
            if pd.isna(row.share)
            else formats.ratio(int(row.numerator), int(row.denominator), text.language),
            True,
            swatch=name,
        )
        for row, name in rows
    }

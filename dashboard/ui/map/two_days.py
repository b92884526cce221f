"""The map of two days: before and after on one scale, and the difference with its list."""

from collections import Counter
from collections.abc import Sequence

import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats, units
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.briefing.change.difference import KNOWN, NO_BASE, OTHER_BASE, Difference, Differences
from dashboard.briefing.opened import Warehouse
from dashboard.figures import Painted
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import since
from dashboard.ui.map import area_map, small
from dashboard.ui.shell import cut, session, view
from dashboard.ui.shell.sources import Opener
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording import units as unit_words
from dashboard.wording.change import changed as wording
from dashboard.wording.change import difference as words
from dashboard.wording.phrases import base_words

FIRST, REST = slice(MOST_ROWS), slice(MOST_ROWS, None)


def show(warehouse: Warehouse, inside: Within, scale: str, selection: Selection, text: Text) -> None:
    """scale: one of area_map.SCALES, for both days."""
    start = since.usual(warehouse, selection)
    if start is None:
        st.info(text("map.days_none", unit=view.unit_name(selection)))
        return
    since.choose(warehouse, selection, text, since.NEVER)
    found = since.differences(warehouse, inside, selection, start)
    then = selection.at(as_of=start.day, is_newest=False)  # type: ignore[arg-type]
    days = ((then, found.before), (selection, found.now))
    panels = [_panel(one, rows, area.whole(warehouse.database, one, rows)) for one, rows in days]
    small.show(panels, scale, selection, text, kind="two")
    view.show_heading(text("map.change_title", since=wording.since_words(start, text)))
    st.markdown(wording.total(found.total, selection, session.measure(), text))
    drawn, listed = st.columns(2)
    with drawn:
        _show_difference(found, selection, text)
    with listed:
        _show_list(found, selection, text)


def _panel(selection: Selection, inside: Within, whole: ProgressByArea | None) -> small.Panel:
    day = formats.date(selection.as_of)
    return small.Panel(day, day, selection, inside, whole)


def colour(one: Difference, scale: figures.Diverging) -> str:
    """The class of a unit: of its change, or why it has none."""
    if one.points is not None:
        return scale.name(one.points)
    if one.why in (NO_BASE, OTHER_BASE):
        return "no_denominator"
    states = {one.both.before.state, one.both.now.state} - set(KNOWN)
    return one.why if one.why in states else "not_reported"


def _show_difference(found: Differences, selection: Selection, text: Text) -> None:
    drawn = [one for one in found.units if one.both.now.state != "not_existing"]
    scale = figures.diverging(one.points for one in drawn if one.points is not None)
    view.show_legend(legend(drawn, scale, text), text)
    shapes = area_map.shapes_of(found.now, selection)
    if shapes.unit_codes:
        place, look = area_map.placed(shapes, found.now, selection), session.look()
        asked = ("difference", selection, found.now.grain, found.since, place, look)
        figure, alt = session.remembered(_drawn, drawn, found, selection, place, look, key=asked)
        area_map.show_clickable(figure, alt, f"difference_{found.now.parent}_{found.now.grain}")
    st.caption(text("map.change_how"))
    view.show_shapes_note(shapes, selection, text)


def legend(drawn: Sequence[Difference], scale: figures.Diverging, text: Text) -> list[figures.LegendItem]:
    """The classes of the changes, and those without one, with how many units each holds."""
    small_count = session.measure().small_count
    without = Counter(colour(one, scale) for one in drawn if one.why)
    named = {"not_reported": text("map.change_unknown"), "no_denominator": text("map.change_no_rate")}
    others = [
        (name, named.get(name) or text(f"state.{name}", small=small_count), count) for name, count in without.items()
    ]
    return figures.change_legend(scale, [one.points for one in drawn if one.points is not None], others, text)


def _drawn(
    drawn: Sequence[Difference], found: Differences, selection: Selection, place: figures.Shapes, look: figures.Look
) -> tuple[go.Figure, str]:
    text, measure = Text(selection.lang), session.measure()
    scale = figures.diverging(one.points for one in drawn if one.points is not None)
    painted = []
    for one in drawn:
        said = words.words(one, found.since, measure, text)
        points = [] if one.why else [text("changed.points", points=words.points(one, text))]
        painted.append(Painted(one.both.now.unit_code, one.both.now.unit_name, colour(one, scale), (*points, said)))
    return figures.painted_map(painted, place, area_map.LARGE, text, look), _alt(drawn, found, selection, text)


def _alt(drawn: Sequence[Difference], found: Differences, selection: Selection, text: Text) -> str:
    known = [one for one in drawn if one.points is not None]
    changes = [one.points or 0.0 for one in known]
    counts = {
        "rose": sum(each > 0 for each in changes),
        "fell": sum(each < 0 for each in changes),
        "same": sum(each == 0 for each in changes),
        "none": len(drawn) - len(known),
    }
    most, least = (
        f"{one.both.now.unit_name} {words.points(one, text)}" if one else formats.NOTHING
        for one in ((known[0], known[-1]) if known else (None, None))
    )
    return text(
        "map.change_alt",
        n=len(drawn),
        unit=units.find(selection.edition, found.now.parent, selection.as_of).full_name,
        base=base_words(selection, text),
        before=formats.date(found.since.day),
        now=formats.date(selection.as_of),
        most=most,
        least=least,
        **{name: formats.count(count, text.language) for name, count in counts.items()},
    )


def _show_list(found: Differences, selection: Selection, text: Text) -> None:
    key = ("difference", selection, found.now.grain, found.since)
    st.html(session.remembered_here(_list, found, FIRST, selection, text, key=key))
    left = len(found.units) - MOST_ROWS
    cut.show_rest(left, lambda: _list(found, REST, selection, text), "difference", text)


def _list(found: Differences, part: slice, selection: Selection, text: Text) -> Markup:
    opener, measure = Opener("map", selection), session.measure()
    scale = figures.diverging(one.points for one in found.units if one.points is not None)
    headings = [
        Heading(text("map.change_column"), True),
        Heading(text("column.unit_name")),
        Heading(text("map.change_ends")),
    ]
    cells = [_line(one, found, scale, opener, text) for one in found.units[part]]
    return table(
        headings, cells, text("map.change_list", n=len(found.units), small=measure.small_count), area_map.LARGE
    )


def _line(one: Difference, found: Differences, scale: figures.Diverging, opener: Opener, text: Text) -> Sequence[Cell]:
    row = one.both.now
    sources = "" if one.why else opener(found.since.day, unit=row.unit_code)
    said = words.words(one, found.since, session.measure(), text)
    return [
        Cell(words.points(one, text), True, swatch=colour(one, scale)),
        Cell(unit_words.name(row, text), link=view.link("map", opener.selection, unit=row.unit_code)),
        Cell(said, link=sources, title=text("trace.open"), is_wrapped=True),
    ]

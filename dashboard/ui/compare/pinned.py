"""Pinned units side by side: all figures of each in one table, and who is behind whom where."""

from collections.abc import Sequence
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats, settings
from dashboard.briefing.change.since import Since
from dashboard.briefing.comparison.pinned import MOST, Figure, Kind, Line, Pinned, best, lines
from dashboard.formats import Format
from dashboard.markup import Compared, element, side_by_side
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.compare import curves
from dashboard.ui.filters import pins, since
from dashboard.ui.shell import download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.sources import Opener
from dashboard.wording.change import changed
from dashboard.wording.comparison import pinned as wording

FORMATS = {Kind.SHARE: Format.SHARE, Kind.DAY: Format.DAY, Kind.WORD: Format.TEXT, Kind.POINTS: Format.TEXT}


def show_and_stop(selection: Selection, text: Text) -> None:
    """The page of what is pinned ends here: it has units of its own choice, not those within an area."""
    _show(selection, text)
    st.stop()


def _show(selection: Selection, text: Text) -> None:
    """The search, the sentences and the table."""
    pins.search(selection, text)
    codes = pins.of(selection)
    if not codes:
        st.info(text("pins.none", n=MOST))
        return
    warehouse = session.warehouse_in_use()
    start = since.asked(warehouse, selection)
    key = ("pinned", selection, codes, start)
    found = session.remembered(briefing.pinned.of_units, warehouse, selection, codes, start, key=key)
    if len(found) == 1:
        st.info(text("pins.one"))
    for one in briefing.pinned.behind_the_first(found):
        st.markdown(wording.behind(one, text))
    if briefing.pinned.is_of_levels(found):
        st.caption(text("pins.levels"))
    st.html(session.remembered_here(_table, found, selection, text, key=key))
    if len(found) > 1:
        st.caption(text("pins.best"))
    st.caption(changed.period(start, session.measure(), text))
    since.choose(warehouse, selection, text, since.USUAL)
    download.show_table_downloads("compare", partial(_of_file, found, start, selection, text), selection, text)
    curves.show(codes, selection, text)


def _table(found: Sequence[Pinned], selection: Selection, text: Text) -> Markup:
    rules, opener = settings.load(), Opener("compare", selection)
    bests = {line.name: best(found, line) for line in lines(selection)}

    def cell(one: Pinned, line: Line) -> Compared:
        figure = one.figures[line.name]
        code = one.unit.unit_code
        opens = line.name == "counted" and figure.value is not None
        return Compared(
            wording.figure(figure, line, rules, text),
            wording.note(figure, line, one, selection, text),
            code in bests[line.name],
            figure.value is None,
            opener(unit=code) if opens else "",
            text("trace.open"),
        )

    groups = []
    for group in dict.fromkeys(line.group for line in lines(selection)):
        inside = [line for line in lines(selection) if line.group == group]
        rows = [(wording.label(line, selection, text), [cell(one, line) for one in found]) for line in inside]
        groups.append((text(f"pins.group_{group}"), rows))
    if len(found) > 1:
        at = [Compared(wording.best_at(one, bests, selection, text)) for one in found]
        groups[-1][1].append((text("pins.best_at"), at))
    caption = text("pins.caption", n=len(found), as_of=formats.date(selection.as_of))
    return side_by_side(text("pins.figure"), [_heading(one, selection) for one in found], groups, caption)


def _heading(one: Pinned, selection: Selection) -> Markup:
    name = element("a", one.unit.full_name, href=view.link("overview", selection, unit=one.unit.unit_code))
    return name + element("small", wording.place(one, selection))


def _of_file(found: Sequence[Pinned], start: Since | None, selection: Selection, text: Text) -> Table:
    """A row for each unit: what stands in one column can be reckoned with, and reasons stand in words at the end."""
    rules, of_file = settings.load(), lines(selection)
    rows = [
        [
            one.unit.unit_code,
            one.unit.full_name,
            wording.place(one, selection),
            *(_value(one.figures[line.name], line, text) for line in of_file),
            "; ".join(
                f"{wording.label(line, selection, text)}: {wording.why(one.figures[line.name], rules, text)}"
                for line in of_file
                if one.figures[line.name].value is None
            ),
        ]
        for one in found
    ]
    headings = [
        Column(text("pins.unit_code"), Format.TEXT),
        Column(text("column.unit_name"), Format.TEXT),
        Column(text("column.parent_name"), Format.TEXT),
        *(Column(wording.label(line, selection, text), FORMATS.get(line.kind, Format.COUNT)) for line in of_file),
        Column(text("pins.reasons"), Format.TEXT),
    ]
    names = [str(number) for number in range(len(headings))]
    return Table(pd.DataFrame(rows, columns=names), headings, told=[download.changes(start, selection, text)])


def _value(figure: Figure, line: Line, text: Text) -> object:
    """The number itself; words where it is none."""
    if figure.value is None:
        return None
    is_number = line.kind in (Kind.COUNT, Kind.SHARE, Kind.RATE, Kind.PLACE, Kind.DAY)
    return figure.value if is_number else wording.figure(figure, line, settings.load(), text)

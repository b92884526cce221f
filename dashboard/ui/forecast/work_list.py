"""The work list: who needs most more a day, and what came of reminding them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import briefing, formats, units
from dashboard.briefing.forecast import work_rows
from dashboard.briefing.forecast.facts import Parts
from dashboard.briefing.forecast.work_list import Entry, WorkList
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, copy_button, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.sql import Declared
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import cut, download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.unit_table import verdict
from dashboard.wording import forecast, reminder, work_list

MOST = 30
# Columns that the page's table of parts has too go by the same names; those of the list alone by its own.
SHARED = (
    "unit", "gap", "required", "pace", "chance", "word", "missing", "backlog", "eligible_left", "reported_on",
)  # fmt: skip
OWN = ("why", "reminded", "reminder")
NUMBERS = ("gap", "required", "pace", "chance", "missing", "backlog", "eligible_left")
# Of who cannot be judged by its pace there is none of these.
OF_PACE = ("gap", "pace", "chance", "word")
# What is missing stands in the reminder, where the list has no room for it.
WITHOUT_ROOM = ("missing",)
MOVED = ("unit", "day", "before", "after", "change", "alike")
IN_FILE = {
    "unit_code": "unit_code", "unit_name": "unit", "deadline": "deadline", "target": "target", "counted": "counted",
    "missing": "missing", "required_per_day": "required", "pace_7": "pace", "gap": "gap_in_file",
    "probability": "chance", "verdict": "word", "backlog": "backlog", "eligible_left": "eligible_left",
    "reported_on": "reported_on",
}  # fmt: skip
IN_WORDS = ("issuer", "level", "stage")
FORMATS = {"DATE": Format.DAY, "BIGINT": Format.COUNT, "DOUBLE": Format.COUNT, "VARCHAR": Format.TEXT}


@dataclass(frozen=True)
class Place:
    """Where the list stands: the selection, the threshold of small counts, and the reader's words."""

    selection: Selection
    small_count: int
    text: Text


def choose(parts: Parts, selection: Selection, text: Text) -> WorkList:
    """The list, of the units of the clusters that the reader keeps to; the address keeps them as `clusters`.

    Work is asked of units, not of groups: where the page shows groups, of the units that the area divides into.
    """
    view.show_heading(text("work.title"))
    st.caption(text("work.how"))
    warehouse = session.warehouse_in_use()
    if parts.inside.grain not in units.GRAINS:
        grain = units.grain_below(selection.edition, parts.inside.parent)
        of_parts = briefing.forecast.of_parts
        parts = session.remembered(of_parts, warehouse.database, selection, grain, key=(selection, grain))
    among = _clusters(parts, selection, text) if parts.forecasts else None
    listed, key = briefing.work_list.of_parts, ("work_list", selection, parts.inside.grain)
    return session.remembered_here(listed, warehouse.database, selection, parts, among, key=key)


def _clusters(parts: Parts, selection: Selection, text: Text) -> set[str] | None:
    edition, codes = selection.edition, [row.unit_code for row in parts.inside.units]
    named = briefing.work_list.clusters(edition, codes, selection.as_of)
    if len(named) < 2:
        return None
    labels = text("work.clusters"), text("work.clusters_hint")
    chosen = choices.several("clusters", list(named), labels, named.__getitem__, is_elsewhere=_is_group)
    return briefing.work_list.members(edition, chosen) if chosen else None


def _is_group(code: str) -> bool:
    """Whether any edition has a group of this code."""
    return any(
        units.exists(edition, code) and units.find(edition, code).kind == units.GROUP for edition in units.EDITIONS
    )


def show(found: WorkList, selection: Selection, text: Text) -> None:
    """Those judged, those apart, how paces moved after reminders, and all of it to take along."""
    place = Place(selection, session.warehouse_in_use().small_count, text)
    if not found.entries:
        (st.success if found.well else st.caption)(work_list.why_empty(found, selection.issuer, text))
        _show_moved(found, place)
        return
    st.caption(" ".join(work_list.summary(found, text)))
    if found.short:
        _show_rows(found.short, place, text("work.title"))
    if found.apart:
        st.subheader(text("work.title_apart"), anchor=False)
        _show_rows(found.apart, place, text("work.title_apart"))
    _show_moved(found, place)
    show_downloads(found, place)


def _show_rows(entries: Sequence[Entry], place: Place, caption: str) -> None:
    key = ("work_rows", place.selection, bool(entries[0].why))
    st.html(session.remembered_here(rows, entries[:MOST], place, caption, key=key))
    rest = entries[MOST:]
    cut.show_rest(len(rest), lambda: rows(rest, place, caption), f"work_{bool(entries[0].why)}", place.text)


def rows(entries: Sequence[Entry], place: Place, caption: str) -> Markup:
    """A row for each unit, with a button that copies its reminder; of those apart with the reason."""
    is_apart = any(entry.why for entry in entries)
    names = [name for name in SHARED if name not in (OF_PACE if is_apart else WITHOUT_ROOM)]
    names = [*names[:1], "why", *names[1:], *OWN[1:]] if is_apart else [*names, *OWN[1:]]
    headings = [Heading(_heading(name, place.text), name in NUMBERS) for name in names]
    cells = [[of_row[name] for name in names] for of_row in (_cells(entry, place) for entry in entries)]
    return table(headings, cells, caption)


def _heading(name: str, text: Text) -> str:
    return text(f"work.{name}" if name in OWN else f"forecast.column_{name}")


def _cells(entry: Entry, place: Place) -> dict[str, Cell]:
    one, text, small = entry.forecast, place.text, place.small_count
    numbers = work_list.numbers(entry, small, text)
    words = reminder.of_target(one, place.selection, small, text)
    title = text("reminder.copy_one", unit=one.unit_name)
    return {name: Cell(printed, is_number=True) for name, printed in numbers.items()} | {
        "unit": Cell(one.unit_name, link=view.link("forecast", place.selection, unit=one.unit_code)),
        "why": Cell(work_list.why_apart(entry, small, text), is_wrapped=True),
        "word": Cell(verdict(one.outlook.verdict, text)),
        "reported_on": Cell(work_list.reported_on(entry, place.selection.as_of, text), is_wrapped=True),
        "reminded": Cell(work_list.reminded(entry.reminded, text), is_wrapped=True),
        "reminder": Cell(copy_button(text("reminder.copy"), words, title)),
    }


def _show_moved(found: WorkList, place: Place) -> None:
    """Of those reminded long enough ago, on the list still or not, the pace before and after, beside units alike."""
    text = place.text
    if not found.followed:
        return
    measured = [
        (entry.forecast.unit_name, entry.reminded.moved)
        for entry in found.followed
        if entry.reminded and entry.reminded.moved
    ]
    st.subheader(text("work.moved_title"), anchor=False)
    st.caption(text("work.moved_how"))
    if not measured:
        st.caption(text("work.moved_not_yet"))
        return
    headings = [Heading(text(f"work.moved_{name}"), name in ("before", "after", "change")) for name in MOVED]
    cells = [
        [
            Cell(name),
            Cell(formats.date(moved.since)),
            *(Cell(printed, is_number=True) for printed in work_list.moved(moved, text)),
            Cell(work_list.alike(moved, text), is_long=True),
        ]
        for name, moved in measured
    ]
    st.html(table(headings, cells, text("work.moved_title"), 420))


def show_downloads(found: WorkList, place: Place) -> None:
    """The rows as workbook and CSV, and the reminders as words."""
    text, selection = place.text, place.selection
    make = partial(as_table, found, place.small_count, text)
    download.show_table_downloads("forecast", make, selection, text, "work")
    name = f"{download.file_name('forecast', 'reminders', selection, text)}.txt"
    st.download_button(
        text("download.reminders"), lambda: all_words(found, place), name, "text/plain", on_click="ignore"
    )


def all_words(found: WorkList, place: Place) -> str:
    """All reminders, one below the other."""
    selection, small, text = place.selection, place.small_count, place.text
    return reminder.together(reminder.of_target(entry.forecast, selection, small, text) for entry in found.entries)


def as_table(found: WorkList, small_count: int, text: Text) -> Table:
    """The rows of the command of the same name, codes in words."""
    told = work_rows.of_list(found, small_count)
    worded: dict[str, list[str]] = {name: [text(f"{name}.{code}") for code in told[name]] for name in IN_WORDS}
    worded["verdict"] = [forecast.word(code, text).words for code in told["verdict"]]
    worded["apart"] = [work_list.why_apart(entry, small_count, text) for entry in found.entries]
    rows: pd.DataFrame = told.assign(**worded)
    return Table(rows, [Column(_in_file(one.name, text), _format(one)) for one in work_rows.COLUMNS])


def _in_file(name: str, text: Text) -> str:
    return text(f"forecast.column_{IN_FILE[name]}" if name in IN_FILE else f"work.file_{name}")


def _format(column: Declared) -> Format:
    return Format.SHARE if column.name == "probability" else FORMATS[column.type]

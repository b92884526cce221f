"""Download buttons: the table on the page as XLSX and CSV, made when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd
import streamlit as st

from dashboard import formats, reports, units
from dashboard.briefing import opened
from dashboard.briefing.area import Within
from dashboard.briefing.change import difference
from dashboard.briefing.change.difference import Differences
from dashboard.briefing.change.since import Since
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.formats import Format
from dashboard.reports import Around, Column
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import since
from dashboard.ui.shell import session
from dashboard.wording import columns, forecast
from dashboard.wording.change.changed import since_words
from dashboard.wording.columns import Shown
from dashboard.wording.phrases import base_words, counted_words

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# So many units without figures are named below a table; each is a row of it, too.
MOST_NAMES = 60


@dataclass(frozen=True)
class Table:
    """A table to be taken along: its rows and columns, the rows of all together, what is missing in it, and what is
    told of it beside its place and measure.
    """

    rows: pd.DataFrame
    columns: Sequence[Column]
    totals: Sequence[Sequence[object]] = ()
    below: Sequence[str] = ()
    told: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Units:
    """What a page shows of units. whole: the area itself; since: from when on changes are told, where that is not the
    build's fixed span; parts: the units' forecasts.
    """

    inside: Within
    whole: ProgressByArea | None
    since: Since | None = None
    parts: Mapping[str, TargetForecast] = field(default_factory=dict)


def show_downloads(page: str, shown: Units, selection: Selection, text: Text) -> None:
    """Both buttons for a table of units, with a column of words where there are forecasts."""
    warehouse = session.warehouse_in_use()

    def made() -> Table:
        inside, start, parts = shown.inside, shown.since, shown.parts
        found = None if start is None else since.differences(warehouse, inside, selection, start)
        table = of_units(inside, shown.whole, selection, text, found)
        is_said = any(one.outlook.verdict for one in parts.values())
        return with_words(table, inside, parts, text) if is_said else table

    show_table_downloads(page, made, selection, text)


def with_words(found: Table, inside: Within, parts: Mapping[str, TargetForecast], text: Text) -> Table:
    """The same with what is forecast of each unit: its word, and the probability."""
    ordered = [parts.get(row.unit_code) for row in inside.units]
    said: list[list[object]] = [
        [None, None] if one is None else [forecast.word(one.outlook.verdict, text).words, one.outlook.probability]
        for one in ordered
    ]
    words = pd.DataFrame(said, columns=["word", "probability"])
    rows = pd.concat([found.rows.reset_index(drop=True), words], axis=1)
    headings = [Column(text("forecast.column_word"), Format.TEXT), Column(text("forecast.column_chance"), Format.SHARE)]
    totals = [[*line, None, None] for line in found.totals]
    return replace(found, rows=rows, columns=[*found.columns, *headings], totals=totals)


def of_units(
    inside: Within, whole: ProgressByArea | None, selection: Selection, text: Text, found: Differences | None = None
) -> Table:
    """The figures of units, of their columns no more than the pages say. found: the changes, where they are not those
    of the fixed span.
    """
    units = inside.units
    if found is not None:
        units = difference.with_changes(units, found)
        whole = None if whole is None else difference.whole_with_changes(whole, found)
    of_file = columns.of(Shown.FILE if selection.indicator is None else Shown.LISTED_FILE)
    names = [column.name for column in of_file]
    rows = pd.DataFrame([[column.value(row, text) for column in of_file] for row in units], columns=names)
    totals = [[column.total(whole, text) for column in of_file]] if whole else []
    start = None if found is None else found.since
    headings = [Column(_heading(column, start, selection, text), column.format) for column in of_file]
    return Table(rows, headings, totals, missing(inside.rows, text), [changes(start, selection, text)])


def _heading(column: columns.Column, start: Since | None, selection: Selection, text: Text) -> str:
    """The words above a column; a change tells since when."""
    words = column.heading(text, selection)
    if start is None or column.name != "share_before":
        return words
    return text("download.since", column=words, since=since_words(start, text))


def changes(start: Since | None, selection: Selection, text: Text) -> tuple[str, str]:
    """Since when changes are told."""
    if start is None and selection.indicator is not None:
        return text("download.changes"), text("indicators.period")
    if start is None:
        days = opened.measure(selection).period_days
        return text("download.changes"), text("download.changes_span", days=days)
    return text("download.changes"), text("download.changes_since", since=since_words(start, text))


def missing(rows: pd.DataFrame, text: Text) -> list[str]:
    """The units without figures, by name."""
    names = [row.unit_name for row in each_row(rows, ProgressByArea) if row.state == "not_reported"]
    if not names:
        return []
    first, left = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    more = f" {text('reform.more', n=left)}" if left > 0 else ""
    return [text("download.missing", n=len(names), names=first + more)]


def show_table_downloads(
    page: str, make: Callable[[], Table], selection: Selection, text: Text, what: str = "table"
) -> None:
    """Both buttons for a table, which is made once one of them is pressed.

    page: after which sheet and file are called; what: `table`, that of the page, or `needs`, which has all targets.
    """
    # The rows of the others say themselves what they count and against what, or tell it in their note.
    is_measured = what == "table" and page not in session.HEEDED
    told = [*_place(selection, text), *(_measure(selection, text) if is_measured else ())]
    version, sheet = _version(text), text(f"{page}.menu")

    def as_xlsx() -> bytes:
        table = make()
        note = ". ".join(f"{name}: {words}" for name, words in (*told, *table.told, version))
        return reports.xlsx_bytes(table.rows, table.columns, Around(sheet, note, table.totals, table.below))

    def as_csv() -> bytes:
        table = make()
        return reports.csv_bytes(table.rows, table.columns, text.language, (*told, *table.told, version))

    with st.container(horizontal=True):
        for kind, ending, made, mime in (("Excel", "xlsx", as_xlsx, XLSX), ("CSV", "csv", as_csv, "text/csv")):
            label, name = text(f"download.{what}", kind=kind), f"{file_name(page, what, selection, text)}.{ending}"
            st.download_button(label, made, name, mime, key=f"download_{what}_{ending}", on_click="ignore")


def file_name(page: str, what: str, selection: Selection, text: Text) -> str:
    """ "so-sanh_96_2026-11-20"; the edition is named where it is not that of the day."""
    of_what = [selection.indicator.key] if selection.indicator else []
    named = text(f"download.file_{page if what == 'table' else what}")
    parts = [named, *of_what, selection.unit, selection.as_of.isoformat()]
    is_own = (selection.edition == "2025") == (selection.as_of >= units.REFORM_DAY)
    return "_".join(parts if is_own else [*parts, text("download.file_edition", edition=selection.edition)])


def _place(selection: Selection, text: Text) -> list[tuple[str, str]]:
    """Whose numbers these are and of when, each with its name."""
    unit = units.find(selection.edition, selection.unit, selection.as_of)
    return [
        (text("download.area"), unit.full_name),
        (text("filters.as_of"), formats.date(selection.as_of)),
    ]


def _measure(selection: Selection, text: Text) -> list[tuple[str, str]]:
    """How they are counted and against what; a table of all targets says it in each row."""
    return [
        (text("download.counted"), counted_words(selection, text)),
        (text("filters.base"), base_words(selection, text)),
        *([(text("filters.issuer"), text(f"issuer.{selection.issuer}"))] if selection.indicator is None else []),
    ]


def _version(text: Text) -> tuple[str, str]:
    return text("download.version"), session.version()

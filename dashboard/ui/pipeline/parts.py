"""What waits in each part of the unit: drawn, listed in the reader's order, and to be taken along."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.work import pipeline
from dashboard.briefing.work.pipeline import ORDERS, Pipeline
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.rows import PipelineByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, since
from dashboard.ui.shell import cut, download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.sources import Opener
from dashboard.ui.shell.unit_table import MOST_ROWS
from dashboard.wording.change.changed import since_words
from dashboard.wording.work import pipeline as wording

COLUMNS = (
    "unit", "collected", "approved", "approved_share", "activated", "activated_share", "unapproved", "overdue",
    "unactivated", "unactivated_rate", "growth", "reported_on",
)  # fmt: skip
FILE: dict[str, Format] = {
    "unit_code": Format.TEXT, "unit_name": Format.TEXT, "state": Format.TEXT, "reported_on": Format.DAY,
    "collected": Format.COUNT, "approved": Format.COUNT, "approved_share": Format.SHARE, "activated": Format.COUNT,
    "activated_share": Format.SHARE, "unapproved": Format.COUNT, "overdue": Format.COUNT, "overdue_kind": Format.TEXT,
    "overdue_units": Format.COUNT, "units": Format.COUNT, "unactivated": Format.COUNT, "eligible": Format.COUNT,
    "unactivated_rate": Format.NUMBER, "unactivated_before": Format.COUNT, "unactivated_since": Format.COUNT,
    "changed_from": Format.DAY, "changed_until": Format.DAY, "units_compared": Format.COUNT,
}  # fmt: skip
ORDER = next(iter(ORDERS))
# So many units are drawn; the table has all.
MOST_DRAWN = 15


class Place(NamedTuple):
    """Where the table stands: the selection, the threshold of small counts, the reader's words; what opens counts."""

    selection: Selection
    small_count: int
    text: Text
    opener: Opener


def facts(warehouse: Warehouse, selection: Selection, grain: str) -> Pipeline:
    """What waits, and how it grew: since the beginning that the link names, else over the build's fixed span."""
    key = ("pipeline", selection, grain)
    found = session.remembered(pipeline.of_unit, warehouse.database, selection, grain, key=key)
    start = since.asked(warehouse, selection)
    if start is None:
        return found
    return session.remembered(pipeline.since, warehouse, found, selection, start, key=(*key, start))


def choose_order(found: Pipeline, text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `wait`. Where nothing waits there is one."""
    if found.is_empty:
        return ORDER
    return choices.one("wait", list(ORDERS), text("compare.sort"), lambda code: text(f"pipeline.order_{code}"))


def show_parts(found: Pipeline, order: str, selection: Selection, text: Text) -> None:
    """The chart of those with most waiting, and a row for each part; nothing without any count."""
    if not found.has_figures:
        return
    rows = pipeline.in_order(found.parts, order)
    drawn = pipeline.in_order(pipeline.counted(found.parts), "unactivated")[:MOST_DRAWN]
    view.show_heading(text("pipeline.parts"))
    if figures.is_backlog_drawn(drawn):
        look = session.look()
        view.show_line_legend(figures.backlog_legend(text, look))
        chart = figures.backlog_chart(drawn, text, look)
        view.show_figure(chart, figures.backlog_alt(drawn, text), "pipeline_chart")
        if len(found.parts) > len(drawn):
            st.caption(text("pipeline.drawn", n=len(drawn), all=len(found.parts)))
    warehouse = session.warehouse_in_use()
    if not found.is_empty:
        st.caption(wording.period(found, session.measure().period_days, text))
        since.choose(warehouse, selection, text, since.USUAL)
    place = Place(selection, warehouse.small_count, text, Opener("pipeline", selection))
    key = ("pipeline", selection, found.grain, order)
    whole = found.whole if found.whole is not None and found.whole.unit_code == found.parent else None
    st.html(session.remembered_here(_table, rows[:MOST_ROWS], whole, place, key=key))
    cut.show_rest(len(rows) - MOST_ROWS, lambda: _table(rows[MOST_ROWS:], None, place), "pipeline", text)


def _table(rows: Sequence[PipelineByArea], whole: PipelineByArea | None, place: Place) -> Markup:
    text = place.text
    headings = [Heading(text(f"pipeline.column_{name}"), name not in ("unit", "reported_on")) for name in COLUMNS]
    cells = [_row(row, place) for row in rows]
    if whole is not None and len(rows) > 1:
        name = element("b", text("compare.whole", unit=whole.unit_name))
        cells.insert(0, [Cell(name), *_row(whole, place)[1:]])
    return table(headings, cells, text("pipeline.parts"))


def _row(row: PipelineByArea, place: Place) -> list[Cell]:
    selection, small, text, _ = place
    return [
        Cell(row.unit_name, link=view.link("pipeline", selection, unit=row.unit_code)),
        _count(row, "collected", place),
        _count(row, "approved", place),
        Cell(wording.share(row.approved_share, text), True),
        _count(row, "activated", place),
        Cell(wording.share(row.activated_share, text), True),
        *(
            Cell(words, True)
            for words in (
                wording.waiting(row.unapproved, bool(row.is_unapproved_few), small, text),
                wording.overdue(row, small, text),
                wording.waiting(row.unactivated, bool(row.is_unactivated_few), small, text),
                wording.rate(row, text),
            )
        ),
        Cell(wording.growth(row, text), True, is_wrapped=row.units > 1),
        Cell(_reported(row, text), is_muted=row.state == "value", is_wrapped=row.state != "value"),
    ]  # fmt: skip


def _count(row: PipelineByArea, stage: str, place: Place) -> Cell:
    """The count of a stage, which opens to its sources; of a hidden one, that it is."""
    number, text = getattr(row, stage), place.text
    if pd.isna(number):
        is_hidden = stage in pipeline.counted_stages(row)
        words = text("state.suppressed", small=place.small_count) if is_hidden else formats.NOTHING
        return Cell(words, True, is_wrapped=is_hidden)
    link = place.opener(unit=row.unit_code, stage=stage)
    return Cell(formats.count(number, text.language), True, link, text("trace.open"))


def _reported(row: PipelineByArea, text: Text) -> str:
    """The day, with why a unit has none, or since when it is silent."""
    if row.state == "silent":
        return text("pipeline.silent_since", date=formats.date(row.reported_on))
    if pd.isna(row.reported_on):
        return text("pipeline.state_not_divisible" if row.state == "not_divisible" else "pipeline.state_not_reported")
    return formats.date(row.reported_on)


def show_downloads(found: Pipeline, selection: Selection, text: Text) -> None:
    """Both buttons; nothing without any count."""
    if not found.has_figures:
        return
    download.show_table_downloads("pipeline", lambda: of_file(found, selection, text), selection, text)


def of_file(found: Pipeline, selection: Selection, text: Text) -> Table:
    """All parts, with what is known of each."""
    rows = pd.DataFrame([_line(row, text) for row in found.parts], columns=list(FILE))
    headings = [Column(_heading(name, found, text), written) for name, written in FILE.items()]
    names = [row.unit_name for row in found.parts if row.state == "not_reported"]
    below = [text("download.missing", n=len(names), names=", ".join(names))] if names else []
    totals = [_line(found.whole, text)] if found.whole is not None and found.whole.unit_code == found.parent else []
    told = [(text("filters.level"), text(f"level.{selection.level}")), download.changes(found.since, selection, text)]
    return Table(rows, headings, totals, below, told)


def _heading(name: str, found: Pipeline, text: Text) -> str:
    """The words above a column; a change tells since when."""
    words = text(f"pipeline.column_{name}")
    if found.since is None or name != "unactivated_before":
        return words
    return text("download.since", column=words, since=since_words(found.since, text))


def _line(row: PipelineByArea, text: Text) -> list[object]:
    told = row._asdict() | {
        "state": text(f"pipeline.state_{row.state}"),
        "overdue_kind": "" if pd.isna(row.overdue) else text(
            "pipeline.kind_exact" if row.is_overdue_exact else "pipeline.kind_least"
        ),
        "unactivated_rate": round(row.unactivated_rate, 1),
    }  # fmt: skip
    return [None if _is_nothing(told[name]) else told[name] for name in FILE]


def _is_nothing(value: object) -> bool:
    return bool(pd.isna(value))  # type: ignore[call-overload]

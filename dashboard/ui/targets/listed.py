"""Every target of the unit with how it stands, those of its parts beside it, and those of Project 06."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats, units
from dashboard.briefing import area
from dashboard.briefing.goals import targets
from dashboard.briefing.goals.side_by_side import SideBySide
from dashboard.briefing.goals.targets import Assigned, National
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, join, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.sources import Opener
from dashboard.ui.upload import clerk
from dashboard.wording.goals import targets as wording

COLUMNS = ("name", "term", "value", "counted", "share", "missing", "required", "state", "handed", "document")
# Of what is over nothing is needed any more, and of what has not begun nothing was done.
LESS = {"past": ("required",), "coming": ("counted", "share", "missing", "required")}
NUMBERS = ("value", "counted", "share", "missing", "required")
FILE: dict[str, Format] = {
    "issuer": Format.TEXT, "level": Format.TEXT, "stage": Format.TEXT, "document": Format.TEXT, "start": Format.DAY,
    "deadline": Format.DAY, "days_left": Format.COUNT, "working_days_left": Format.COUNT, "value": Format.COUNT,
    "counted": Format.COUNT, "share": Format.SHARE, "missing": Format.COUNT, "missing_kind": Format.TEXT,
    "required": Format.COUNT, "state": Format.TEXT, "handed": Format.COUNT, "difference": Format.COUNT,
}  # fmt: skip


def show_answer(found: Sequence[Assigned], compared: SideBySide | None, selection: Selection, text: Text) -> None:
    """How many are in force and how the nearest stands; without any, the form by which targets are sent in."""
    is_former = compared is not None and selection.edition == "2024" and selection.as_of >= units.REFORM_DAY
    said = wording.answer(found, view.unit_name(selection), text, is_former=is_former)
    st.html(element("p", said.words, kind=f"answer {said.tone}".strip()))
    if not found:
        clerk.show_blank_of("target", text)


def show_targets(found: Sequence[Assigned], selection: Selection, text: Text) -> None:
    """Those in force, those to come, and those that are over, each in a table of its own."""
    for heading, states in (
        ("in_force", ("in_force",)), ("coming", ("coming",)), ("past", ("kept", "late", "missed", "unknown")),
    ):  # fmt: skip
        rows = [one for one in found if one.state in states]
        if rows:
            title = text(f"targets.{heading}")
            view.show_heading(title)
            key = ("targets", heading, selection)
            columns = tuple(name for name in COLUMNS if name not in LESS.get(heading, ()))
            st.html(session.remembered_here(_table, rows, columns, title, selection, text, key=key))


def _table(rows: Sequence[Assigned], columns: Sequence[str], title: str, selection: Selection, text: Text) -> Markup:
    headings = [Heading(text(f"targets.column_{name}"), name in NUMBERS) for name in columns]
    cells = (_cells(one, selection, text) for one in rows)
    return table(headings, [[each[name] for name in columns] for each in cells], title)


def _cells(one: Assigned, selection: Selection, text: Text) -> dict[str, Cell]:
    language, said = text.language, wording.state(one, text)
    chosen = {"issuer": one.issuer, "level": one.level, "stage": one.stage, "base": "target"}
    link = view.link("forecast", selection, **chosen) if one.state == "in_force" else ""
    term = (
        element("div", text("targets.term", start=formats.date(one.start), deadline=formats.date(one.deadline))),
        element("small", wording.left(one, text)),
    )
    share = formats.NOTHING if one.share is None else formats.percent(one.share, language)
    return {
        "name": Cell(wording.name(one, text), link=link, is_wrapped=True),
        "term": Cell(join(term), is_wrapped=True),
        "value": Cell(formats.count(one.value, language), True),
        "counted": _counted(one, selection, text),
        "share": Cell(share, True),
        "missing": Cell(wording.missing(one, text), True),
        "required": Cell(formats.count_or_dash(_required(one), language), True),
        "state": Cell(element("span", said.words, kind=said.tone), is_wrapped=True),
        "handed": Cell(wording.handed(one, text), is_wrapped=True),
        "document": Cell(wording.paper(one, text), is_wrapped=True),
    }


def _counted(one: Assigned, selection: Selection, text: Text) -> Cell:
    """What counts for the target, on the day looked at or on the last of the target; it opens to its sources."""
    if one.counted is None:
        return Cell(formats.NOTHING, True)
    edition, unit = area.whose_targets(selection)
    opener, day = Opener("targets", selection, one.issuer), min(selection.as_of, one.deadline)
    link = opener(edition=edition, unit=unit, as_of=day, stage=one.stage, level=one.level)
    return Cell(formats.count(one.counted, text.language), True, link, text("trace.open"))


def _required(one: Assigned) -> float | None:
    return one.forecast.stand.required if one.state == "in_force" and one.forecast is not None else None


def show_downloads(found: Sequence[Assigned], selection: Selection, text: Text) -> None:
    """Both buttons."""
    if found:
        download.show_table_downloads("targets", lambda: of_file(found, text), selection, text)


def of_file(found: Sequence[Assigned], text: Text) -> Table:
    """All targets, with what is known of each."""
    rows = pd.DataFrame([_line(one, text) for one in found], columns=list(FILE))
    return Table(rows, [Column(text(f"targets.column_{name}"), written) for name, written in FILE.items()])


def _line(one: Assigned, text: Text) -> list[object]:
    is_left = one.state == "in_force"
    told = {
        **vars(one),
        "issuer": text(f"issuer.{one.issuer}"),
        "level": text(f"level.{one.level}"),
        "stage": text(f"stage.{one.stage}"),
        "document": wording.paper(one, text),
        "days_left": one.days_left if is_left else None,
        "working_days_left": one.working_days_left if is_left else None,
        "missing_kind": text("targets.kind_most") if one.is_most and one.missing else "",
        "required": _required(one),
        "state": wording.state(one, text).words,
        "handed": one.handed and one.handed.value,
        "difference": one.handed and one.handed.value - one.value,
    }
    return [told[name] for name in FILE]


def show_national(text: Text) -> None:
    """The country's targets of Project 06, each with its document and source."""
    title = text("targets.national")
    view.show_heading(title)
    st.caption(text("targets.national_how"))
    headings = [
        Heading(text(f"targets.column_{name}"), name == "value")
        for name in ("indicator", "value", "deadline", "document", "source")
    ]
    st.html(table(headings, [_national(one, text) for one in targets.national()], title))


def _national(one: National, text: Text) -> list[Cell]:
    return [
        Cell(one.name if text.language == "vi" else one.name_en, is_long=True),
        Cell(wording.value(one, text), True, is_wrapped=True),
        Cell(formats.date(one.deadline)),
        Cell(one.document, is_long=True),
        Cell(one.source, is_long=True),
    ]

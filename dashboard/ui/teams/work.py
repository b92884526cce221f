"""Who does the work, when and how: the answer, channels and groups, hours by kind of day, and a file."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.work.teams import BANDS, DAYS, SPANS, Part, Work
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices
from dashboard.ui.shell import download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.upload import clerk
from dashboard.wording.work import teams as wording

FILE = {
    "division": Format.TEXT, "name": Format.TEXT, "hours": Format.TEXT, "count": Format.COUNT, "kind": Format.TEXT,
    "days": Format.COUNT,
}  # fmt: skip


def choose_span(text: Text) -> str:
    """How many months the reader looks at; the address keeps it as `months`."""
    return choices.one("months", list(SPANS), text("teams.span"), lambda code: text(f"teams.span_{code}"))


def show_answer(work: Work | None, selection: Selection, text: Text) -> None:
    """The sentence; without exports, which file would bring them, and the form for it."""
    if work is None:
        st.info(text("teams.empty"))
        clerk.show_blank_of("detailed", text)
        return
    st.html(element("p", wording.answer(work, selection.stage, text), kind="answer"))
    st.caption(" ".join(wording.notes(work, session.warehouse_in_use().small_count, text)))


def show_work(work: Work | None, selection: Selection, text: Text) -> None:
    """The divisions, the hours, and a file."""
    if work is None:
        return
    show_divisions(work, text)
    show_hours(work, text)
    download.show_table_downloads("teams", lambda: of_file(work, selection.stage, text), selection, text)


def show_divisions(work: Work, text: Text) -> None:
    """Channels, then kinds of working groups, never a group or an officer by name."""
    for division, parts in (("channel", work.channels), ("team", work.groups)):
        view.show_heading(text(f"teams.by_{division}"))
        st.html(_parts(division, parts, text))


def _parts(division: str, parts: Sequence[Part], text: Text) -> Markup:
    numbers = [Heading(text(f"teams.{name}"), True) for name in ("count", "share")]
    headings = [Heading(text(f"teams.by_{division}")), *numbers]
    total = sum(part.count for part in parts)
    rows = [
        [
            Cell(wording.part_name(division, part, text), is_wrapped=True),
            Cell(wording.count(part, text), True),
            Cell(formats.ratio(part.count, total, text.language), True, bar=part.count / total)
            if part.count
            else Cell(formats.NOTHING, True),
        ]
        for part in parts
    ]
    return table(headings, rows, text(f"teams.by_{division}"))


def show_hours(work: Work, text: Text) -> None:
    """What a day of each kind brings in each band of hours."""
    view.show_heading(text("teams.by_hours"))
    st.caption(text("teams.hours_how"))
    days = [day for day in DAYS if work.days[day]]
    cells = {
        (wording.day_name(day, text), wording.hours(band)): work.a_day(day, band) for day in days for band in BANDS
    }
    names = [wording.day_name(day, text) for day in days], [wording.hours(band) for band in BANDS]
    chart = figures.hours_chart(cells, names, text, session.look())
    view.show_figure(chart, figures.hours_alt(cells, text), "teams_hours")


def of_file(work: Work, stage: str, text: Text) -> Table:
    """All cells of all divisions; of which days they are stands in the note."""
    lines: list[list[object]] = []
    for division, parts in (("channel", work.channels), ("team", work.groups)):
        head = text(f"teams.by_{division}")
        lines += [[head, wording.part_name(division, part, text), None, *_of(part, text), None] for part in parts]
    for (day, band), part in sorted(work.hours.items()):
        name = wording.day_name(day, text)
        lines.append([text("teams.by_hours"), name, wording.hours(band), *_of(part, text), work.days[day]])
    headings = [Column(text(f"teams.file_{name}"), written) for name, written in FILE.items()]
    told = [
        (text("download.counted"), text(f"counted.{stage}")),
        (text("teams.span"), f"{formats.date(work.first)}–{formats.date(work.last)}"),
    ]
    return Table(pd.DataFrame(lines, columns=list(FILE)), headings, told=told)


def _of(part: Part, text: Text) -> list[object]:
    if part.is_partial and not part.count:
        return [None, text("teams.hidden")]
    return [part.count, text("teams.kind_least") if part.is_partial else ""]

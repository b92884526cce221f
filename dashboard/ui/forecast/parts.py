"""The parts of the unit with what is forecast of each, to be sorted, linked and taken along."""

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.forecast.facts import WORDS, Parts, TargetForecast
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, grains
from dashboard.ui.shell import cut, download, prospects, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.unit_table import MOST_ROWS, verdict
from dashboard.wording import forecast as wording

# How a reader may order the parts: by a number, the highest first; who has none comes last.
ORDERS: dict[str, Callable[[TargetForecast], float | None]] = {
    "required": lambda one: one.stand.required,
    "gap": lambda one: one.stand.gap,
    "probability": lambda one: one.outlook.probability,
    "word": lambda one: -WORDS.index(one.outlook.verdict),
    "missing": lambda one: one.stand.missing,
}
COLUMNS = ("unit", "word", "chance", "p10", "p50", "p90", "target", "day", "required", "pace", "gap", "reported_on")
NUMBERS = COLUMNS[2:]
FILE: dict[str, Format] = {
    "unit_code": Format.TEXT, "unit": Format.TEXT, "word": Format.TEXT, "chance": Format.SHARE, "p10": Format.COUNT,
    "p50": Format.COUNT, "p90": Format.COUNT, "target": Format.COUNT, "deadline": Format.DAY, "p10_on": Format.DAY,
    "p50_on": Format.DAY, "p90_on": Format.DAY, "counted": Format.COUNT, "path": Format.COUNT, "missing": Format.COUNT,
    "required": Format.COUNT, "pace": Format.COUNT, "gap_in_file": Format.COUNT, "backlog": Format.COUNT,
    "eligible_left": Format.COUNT, "reported_on": Format.DAY, "starts": Format.DAY, "basis": Format.TEXT,
}  # fmt: skip


def choose(selection: Selection, text: Text) -> tuple[Parts, str]:
    """The parts of the grain that the reader chooses, and the order of their table."""
    with st.container(horizontal=True, key="forecast_options"):
        parts = prospects.of_parts(grains.choose(selection, text), selection)
        return parts, choose_order(parts, text)


def choose_order(parts: Parts, text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `order`. Nothing is asked where none has a target."""
    if not parts.forecasts:
        return choices.asked_for("order", list(ORDERS))
    return choices.one("order", list(ORDERS), text("compare.sort"), lambda code: text(f"forecast.order_{code}"))


def in_order(parts: Parts, order: str) -> list[TargetForecast]:
    """The parts in one of ORDERS; equal ones by name."""
    value = ORDERS[order]
    known = [(one, value(one)) for one in parts.forecasts]
    ordered = sorted(
        ((one, number) for one, number in known if number is not None), key=lambda each: (-each[1], each[0].unit_name)
    )
    return [one for one, _ in ordered] + [one for one, number in known if number is None]


def show_parts(parts: Parts, order: str, selection: Selection, text: Text) -> None:
    """How many of each word, and a row for each part."""
    view.show_heading(text("forecast.parts", target=text(f"forecast.target_{selection.issuer}")))
    if not parts.forecasts:
        st.caption(text("forecast.parts_none", target=text(f"forecast.target_{selection.issuer}")))
        return
    st.html(element("p", wording.counts(parts, text), kind="tally"))
    rows = in_order(parts, order)
    key = ("parts", selection, parts.inside.grain, order)
    st.html(session.remembered_here(_table, rows[:MOST_ROWS], selection, text, key=key))
    cut.show_rest(len(rows) - MOST_ROWS, lambda: _table(rows[MOST_ROWS:], selection, text), "parts", text)
    if parts.without:
        names = [row.unit_name for row in parts.without]
        cut.show_names(lambda first: text("forecast.without", names=first), names, view.MOST_NAMES, text)


def _table(rows: Sequence[TargetForecast], selection: Selection, text: Text) -> Markup:
    headings = [Heading(text(f"forecast.column_{name}"), name in NUMBERS) for name in COLUMNS]
    caption = text("forecast.parts", target=text(f"forecast.target_{selection.issuer}"))
    return table(headings, [_row(one, selection, text) for one in rows], caption)


def _row(one: TargetForecast, selection: Selection, text: Text) -> list[Cell]:
    stand, outlook, language = one.stand, one.outlook, text.language
    counts = outlook.counts or (None, None, None)
    is_late = stand.state == "late"
    reported = formats.NOTHING if stand.reported_on is None else formats.date(stand.reported_on)
    return [
        Cell(one.unit_name, link=view.link("forecast", selection, unit=one.unit_code)),
        Cell(verdict(outlook.verdict, text)),
        Cell(wording.chance(outlook.probability, text), True),
        *(Cell(formats.count_or_dash(count, language), True) for count in counts),
        Cell(formats.count(one.target.value, language), True),
        Cell(wording.day(outlook.days[1], outlook, text), True, is_wrapped=outlook.days[1] is None),
        Cell(wording.required(one, text), True),
        Cell(formats.count_or_dash(stand.pace, language), True),
        Cell(wording.gap(one, text), True),
        Cell(reported, True, is_muted=not is_late),
    ]


def show_downloads(parts: Parts, selection: Selection, text: Text) -> None:
    """Both buttons, where there is anything to take along."""
    if not parts.forecasts:
        return
    download.show_table_downloads("forecast", lambda: of_file(parts, text), selection.at(base="target"), text)


def of_file(parts: Parts, text: Text) -> Table:
    """All parts with all that is known of each, the word in words."""
    rows = pd.DataFrame([_line(one, text) for one in parts.forecasts], columns=list(FILE))
    headings = [Column(text(f"forecast.column_{name}"), written) for name, written in FILE.items()]
    return Table(rows, headings, (), download.missing(parts.inside.rows, text))


def _line(one: TargetForecast, text: Text) -> list[object]:
    stand, outlook, target = one.stand, one.outlook, one.target
    made_with = "simulated" if outlook.is_simulated else "matured"
    basis = "" if outlook.counts is None else text(f"forecast.basis_{made_with}")
    return [
        one.unit_code, one.unit_name, wording.word(outlook.verdict, text).words, outlook.probability,
        *(outlook.counts or (None, None, None)), target.value, target.deadline, *outlook.days,
        stand.counted, stand.path, stand.missing, stand.required, stand.pace, stand.gap, stand.backlog,
        stand.eligible_left, stand.reported_on, outlook.starts_on, basis,
    ]  # fmt: skip

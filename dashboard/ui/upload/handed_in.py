"""One file that was handed in: what was understood of it, before anyone says yes."""

import streamlit as st

from dashboard import formats
from dashboard.exports.upload import FileReport, Total
from dashboard.markup import Cell, Heading, element, table
from dashboard.selection import STAGES
from dashboard.text import Text
from dashboard.ui.shell.download import XLSX

STATUS = {"accepted": "good", "known": "known", "refused": "bad"}
TOTALS = ("figure", "units", "total", "before", "change")
PROBLEMS = ("place", "value", "message")


def show(report: FileReport, text: Text) -> None:
    """Headline, time and units, totals beside those of the last report, problems row by row."""
    lines = [element("li", line) for line in facts(report, text)]
    listed = element("ul", *lines) if lines else ""
    st.html(element("div", element("b", report.headline), listed, kind=f"handed-in {STATUS[report.status]}"))
    if report.totals:
        show_totals(report, text)
    if report.problems:
        show_problems(report, text)


def facts(report: FileReport, text: Text) -> list[str]:
    """Times, units, columns that are not read, and notices, a line each."""
    lines = []
    if times := report.times:
        span = times[0] if len(times) == 1 else f"{times[0]} – {times[-1]}"
        lines.append(text("clerk.times", n=len(times), span=span))
    if report.known_units or report.units:
        lines.append(text("clerk.units", known=report.known_units, open=len(report.units)))
    if report.dropped_columns:
        lines.append(text("clerk.dropped", columns=", ".join(report.dropped_columns)))
    if report.ignored_sheets:
        lines.append(text("clerk.ignored", sheets=", ".join(report.ignored_sheets)))
    return [*lines, *report.notices]


def show_totals(report: FileReport, text: Text) -> None:
    """The sums of the file beside those of the same units' last report: a wrong file shows here first."""
    headings = [Heading(text(f"clerk.total_{name}"), name != "figure") for name in TOTALS]
    ordered = sorted(report.totals, key=lambda total: (STAGES.index(total.stage), total.level))
    rows = [total_cells(total, text) for total in ordered]
    st.html(table(headings, rows, text("clerk.totals"), 260))


def total_cells(total: Total, text: Text) -> list[Cell]:
    """One stage and level. The change is of the units that had reported before."""
    language = text.language
    before = total.before
    is_comparable = total.units == total.units_before
    change = "–" if before is None or not is_comparable else formats.signed(total.count - before, language, 0)
    return [
        Cell(count_words(total.stage, total.level, text)),
        Cell(formats.count(total.units, language), True),
        Cell(formats.count(total.count, language), True),
        Cell("–" if before is None else formats.count(before, language), True),
        Cell(change, True),
    ]


def count_words(stage: str, level: str, text: Text) -> str:
    """What a column counts: "Kích hoạt · Mức độ 1"."""
    return f"{text(f'stage.{stage}')} · {text(f'level.{level}')}"


def show_problems(report: FileReport, text: Text) -> None:
    """What is wrong, where, and what to do."""
    headings = [Heading(text(f"clerk.problem_{name}")) for name in PROBLEMS]
    rows = [
        [Cell(one.place), Cell(one.value, is_long=True), Cell(one.message, is_long=True)] for one in report.problems
    ]
    st.html(table(headings, rows, text("clerk.problems"), 320))
    shown = sum(one.count for one in report.problems)
    if shown < report.problem_count:
        st.caption(text("clerk.problems_more", n=shown, all=report.problem_count))


def show_returned(report: FileReport, key: str, text: Text) -> None:
    """The workbook that can be sent back: the sender's rows, the faults marked, the reasons beside them."""
    if report.returned:
        name = text("clerk.returned_name", file=report.returned_name)
        st.download_button(
            text("clerk.returned"), report.returned, name, XLSX, key=f"returned_{key}", on_click="ignore"
        )

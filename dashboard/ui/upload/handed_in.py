"""One file that was handed in: what was understood of it, before anyone says yes."""

import base64
from html import escape
from typing import Any

import streamlit as st

from dashboard import formats
from dashboard.selection import STAGES
from dashboard.text import Text
from dashboard.ui.shell import table
from dashboard.ui.shell.download import XLSX
from dashboard.ui.shell.table import Cell

Seen = dict[str, Any]
STATUS = {"accepted": "good", "known": "known", "refused": "bad"}
TOTALS = ("figure", "units", "total", "before", "change")
PROBLEMS = ("place", "value", "message")


def show(seen: Seen, text: Text) -> None:
    """Headline, time and units, totals beside those of the last report, problems row by row."""
    lines = "".join(f"<li>{escape(line)}</li>" for line in facts(seen, text))
    told = f"<ul>{lines}</ul>" if lines else ""
    st.html(f'<div class="handed-in {STATUS[seen["status"]]}"><b>{escape(seen["headline"])}</b>{told}</div>')
    if seen["totals"]:
        show_totals(seen, text)
    if seen["problems"]:
        show_problems(seen, text)


def facts(seen: Seen, text: Text) -> list[str]:
    """Times, units, columns that are not read, and notices, a line each."""
    lines = []
    if times := seen["times"]:
        span = times[0] if len(times) == 1 else f"{times[0]} – {times[-1]}"
        lines.append(text("clerk.times", n=len(times), span=span))
    if seen["units_known"] or seen["units"]:
        lines.append(text("clerk.units", known=seen["units_known"], open=len(seen["units"])))
    if seen["dropped"]:
        lines.append(text("clerk.dropped", columns=", ".join(seen["dropped"])))
    if seen["ignored"]:
        lines.append(text("clerk.ignored", sheets=", ".join(seen["ignored"])))
    return [*lines, *seen["notices"]]


def show_totals(seen: Seen, text: Text) -> None:
    """The sums of the file beside those of the same units' last report: a wrong file shows here first."""
    headings = [(text(f"clerk.total_{name}"), name != "figure") for name in TOTALS]
    ordered = sorted(seen["totals"], key=lambda total: (STAGES.index(total["stage"]), total["level"]))
    rows = [total_cells(total, text) for total in ordered]
    st.html(table.html(headings, rows, text("clerk.totals"), 260))


def total_cells(total: Seen, text: Text) -> list[Cell]:
    """One stage and level. The change is of the units that had reported before."""
    language = text.language
    before = total["before"]
    all_before = before is not None and total["units"] == total["units_before"]
    change = formats.signed(total["count"] - before, language, 0) if all_before else "–"
    return [
        Cell(count_words(total["stage"], total["level"], text)),
        Cell(formats.count(total["units"], language), True),
        Cell(formats.count(total["count"], language), True),
        Cell("–" if before is None else formats.count(before, language), True),
        Cell(change, True),
    ]


def count_words(stage: str, level: str, text: Text) -> str:
    """What a column counts: "Kích hoạt · Mức độ 1"."""
    return f"{text(f'stage.{stage}')} · {text(f'level.{level}')}"


def show_problems(seen: Seen, text: Text) -> None:
    """What is wrong, where, and what to do."""
    headings = [(text(f"clerk.problem_{name}"), False) for name in PROBLEMS]
    rows = [
        [Cell(one["place"]), Cell(one["value"], is_long=True), Cell(one["message"], is_long=True)]
        for one in seen["problems"]
    ]
    st.html(table.html(headings, rows, text("clerk.problems"), 320))
    if len(seen["problems"]) < seen["problems_all"]:
        st.caption(text("clerk.problems_more", n=len(seen["problems"]), all=seen["problems_all"]))


def show_returned(seen: Seen, key: str, text: Text) -> None:
    """The workbook that can be sent back: the sender's rows, the faults marked, the reasons beside them."""
    if seen["returned"]:
        content = base64.b64decode(seen["returned"])
        name = text("clerk.returned_name", file=seen["returned_name"])
        st.download_button(text("clerk.returned"), content, name, XLSX, key=f"returned_{key}", on_click="ignore")

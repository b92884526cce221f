"""Why accounts are not active: the sentence, a Pareto chart, a table, and a file; or which file would bring it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing.work.reasons import Reasons
from dashboard.figures.pareto import ParetoBar
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.upload import clerk
from dashboard.wording.work import reasons as wording

FILE: dict[str, Format] = {
    "reason": Format.TEXT, "count": Format.COUNT, "kind": Format.TEXT, "share": Format.SHARE,
    "share_up_to": Format.SHARE, "first_day": Format.DAY, "last_day": Format.DAY,
}  # fmt: skip


def show_reasons(found: Reasons | None, selection: Selection, text: Text) -> None:
    """The section; without a file no zero, but the form for one."""
    view.show_heading(text("reasons.title"))
    if found is None:
        st.info(text("reasons.empty"))
        clerk.show_blank_of("reason", text)
        return
    st.html(element("p", wording.answer(found, text), kind="answer"))
    st.caption(" ".join(wording.notes(found, session.warehouse_in_use().small_count, text)))
    bars = [
        ParetoBar(wording.heading(reason, text), reason.count, wording.count(reason, text), reason.share_up_to)
        for reason in found.listed
        if reason.count
    ]
    if len(bars) > 1:
        look = session.look()
        view.show_line_legend(figures.pareto_legend(text, look))
        view.show_figure(figures.pareto_chart(bars, text, look), figures.pareto_alt(bars, text), "pipeline_reasons")
    st.html(_table(found, text))
    download.show_table_downloads("pipeline", lambda: of_file(found, text), selection, text, what="reasons")


def _table(found: Reasons, text: Text) -> Markup:
    names = ("reason", "count", "share", "share_up_to")
    headings = [Heading(text(f"reasons.column_{name}"), name != "reason") for name in names]
    rows = [
        [
            Cell(wording.heading(reason, text), is_wrapped=True),
            Cell(wording.count(reason, text), True),
            *(
                Cell(formats.percent(share, text.language) if reason.count is not None else formats.NOTHING, True)
                for share in (reason.share, reason.share_up_to)
            ),
        ]
        for reason in found.listed
    ]
    return table(headings, rows, text("reasons.title"))


def of_file(found: Reasons, text: Text) -> Table:
    """All reasons, with the days on which they were counted."""
    lines = [
        [
            wording.heading(reason, text),
            reason.count,
            text("teams.hidden") if reason.count is None else text("reasons.kind_least") if reason.is_partial else "",
            reason.share if reason.count is not None else None,
            reason.share_up_to if reason.count is not None else None,
            found.first,
            found.last,
        ]
        for reason in found.listed
    ]
    headings = [Column(text(f"reasons.column_{name}"), written) for name, written in FILE.items()]
    return Table(pd.DataFrame(lines, columns=list(FILE)), headings)

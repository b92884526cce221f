"""In how many hamlets a mobile group was: the sentence, a row for each part, a file; or which file would tell it."""

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.work.hamlets import Hamlets, Place
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, element, table
from dashboard.reports import Column
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, download, view
from dashboard.ui.shell.download import Table
from dashboard.ui.upload import clerk
from dashboard.wording.work import hamlets as wording

COLUMNS = ("unit", "hamlets", "visited", "left", "share", "last")
FILE: dict[str, Format] = {
    "unit_code": Format.TEXT, "unit": Format.TEXT, "hamlets": Format.COUNT, "visited": Format.COUNT,
    "left": Format.COUNT, "share": Format.SHARE, "last": Format.DAY, "units": Format.COUNT,
}  # fmt: skip


def show_hamlets(found: Hamlets | None, selection: Selection, text: Text) -> None:
    """The section; without a file no zero, but the form for one."""
    view.show_heading(text("hamlets.title"))
    if found is None:
        st.info(text("hamlets.empty"))
        clerk.show_blank_of("hamlet", text)
        return
    st.html(element("p", wording.answer(found, text), kind="answer"))
    st.caption(" ".join(wording.notes(found, text)))
    if found.parts:
        st.html(_table(found.parts[: cut.FIRST_ROWS], selection, text))
        rest = found.parts[cut.FIRST_ROWS :]
        cut.show_rest(len(rest), lambda: _table(rest, selection, text), "hamlets", text)
    download.show_table_downloads("teams", lambda: of_file(found, text), selection, text, what="hamlets")


def _table(rows: tuple[Place, ...], selection: Selection, text: Text) -> Markup:
    headings = [Heading(text(f"hamlets.column_{name}"), name not in ("unit", "last")) for name in COLUMNS]
    cells = [
        [
            Cell(place.name, link=view.link("teams", selection, unit=place.unit_code)),
            *(Cell(formats.count(n, text.language), True) for n in (place.hamlets, place.visited, place.left)),
            Cell(wording.share(place, text), True, bar=place.share),
            Cell(formats.date(place.last)),
        ]
        for place in rows
    ]
    return table(headings, cells, text("hamlets.title"))


def of_file(found: Hamlets, text: Text) -> Table:
    """A row for each part, and the unit itself below them."""

    def line(place: Place) -> list[object]:
        numbers = [place.hamlets, place.visited, place.left, place.share]
        return [place.unit_code, place.name, *numbers, place.last, place.units]

    rows = pd.DataFrame([line(place) for place in found.parts], columns=list(FILE))
    headings = [Column(text(f"hamlets.column_{name}"), written) for name, written in FILE.items()]
    return Table(rows, headings, [line(found.whole)])

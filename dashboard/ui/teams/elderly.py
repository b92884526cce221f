"""How many elderly people have an account, in the unit and in each of its parts; or which file would tell it."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import code_lists
from dashboard.briefing.goals.indicators import Figure, Ranked
from dashboard.markup import Cell, Heading, element, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, view
from dashboard.ui.upload import clerk
from dashboard.wording.goals import indicators as wording

# The indicator of the list that is carried; where offices send it, it is ranked on the page of targets, too.
ELDERLY = "elderly"


def show_elderly(known: tuple[Figure | None, Ranked | None], selection: Selection, text: Text) -> None:
    """The section; without a file no zero, but the form for one."""
    found, ranked = known
    view.show_heading(text("teams.elderly"))
    if found is None:
        name = code_lists.name("indicator", ELDERLY, text.language)
        st.info(text("teams.elderly_empty", name=name))
        clerk.show_blank_of("indicator", text)
        return
    said = text(
        "teams.elderly_answer",
        n=wording.numerator(found, text),
        base=wording.base(found, text),
        share=wording.share(found, text),
        days=wording.made_of(found, text),
    )
    st.html(element("p", said, kind="answer"))
    rows = [] if ranked is None else [one for _, one in ranked.placed if one.unit_code != found.unit_code]
    if rows:
        st.html(_table(rows[: cut.FIRST_ROWS], selection, text))
        rest = rows[cut.FIRST_ROWS :]
        cut.show_rest(len(rest), lambda: _table(rest, selection, text), "elderly", text)


def _table(rows: Sequence[Figure], selection: Selection, text: Text) -> Markup:
    headings = [Heading(text("pipeline.column_unit"))]
    headings += [Heading(text(f"indicators.column_{name}"), True) for name in ("numerator", "share")]
    cells = [
        [
            Cell(one.unit_name, link=view.link("teams", selection, unit=one.unit_code)),
            Cell(wording.numerator(one, text), True),
            Cell(wording.share(one, text), True, bar=min(one.share or 0, 1)),
        ]
        for one in rows
    ]
    return table(headings, cells, text("teams.elderly"))

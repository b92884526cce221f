"""The sentence that answers, the paragraph of a report, and sentences on each unit below: each can be copied."""

import streamlit as st
from markupsafe import Markup

from dashboard import briefing
from dashboard.briefing.area import Within
from dashboard.briefing.opened import Warehouse
from dashboard.markup import copy_button, element
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import download, session, view
from dashboard.wording.summary import answer, paragraph


def show_said(warehouse: Warehouse, selection: Selection, text: Text) -> None:
    """The answer and the paragraph; nothing without figures, for the cards say why."""
    drawn = said(warehouse, selection, text)
    if drawn:
        with st.container(key="said"):
            st.html(drawn)


def said(warehouse: Warehouse, selection: Selection, text: Text) -> Markup:
    """Both, with the button that copies them."""
    return session.remembered(_said, warehouse, selection, text, key=selection)


def _said(warehouse: Warehouse, selection: Selection, text: Text) -> Markup:
    facts = briefing.paragraph.of_unit(warehouse, selection)
    if facts is None:
        return Markup()
    unit, answers = view.unit_name(selection), briefing.answer.of_unit(warehouse, selection)
    said = answer.said(answers, unit, selection, briefing.opened.measure(selection), text)
    report = " ".join(paragraph.sentences(facts, unit, selection, text))
    head = element("b", said.head, kind=said.tone)
    return element(
        "section",
        element("p", head, f": {said.rest}", kind=f"answer {said.tone}".strip()),
        element("p", report, " ", copy_button(text("paragraph.copy"), f"{said.words}\n{report}"), kind="report"),
        kind="said",
    )


def show_units(warehouse: Warehouse, inside: Within, selection: Selection, text: Text) -> None:
    """Three sentences on each unit below, drawn once they are asked for; a commune has none below."""
    if inside.parent != selection.unit or not inside.units:
        return
    rest = st.expander(text("paragraph.units"), key="said_units", on_change="rerun")
    if not rest.open:
        return
    told = session.remembered(_of_units, warehouse, inside, selection, text, key=selection)
    together = "\n".join(told)
    copied = (element("li", words, " ", copy_button(text("paragraph.copy_one"), words)) for words in told)
    every = copy_button(text("paragraph.copy_all"), together)
    with rest:
        st.html(element("section", every, element("ul", *copied), kind="said"))
        # With the mark by which Windows knows the encoding of a text.
        st.download_button(
            text("paragraph.download"),
            together.encode("utf-8-sig"),
            f"{download.file_name('overview', 'table', selection, text)}.txt",
            "text/plain",
            key="download_said",
            on_click="ignore",
        )


def _of_units(warehouse: Warehouse, inside: Within, selection: Selection, text: Text) -> list[str]:
    measure, answers = briefing.opened.measure(selection), briefing.answer.of_parts(warehouse, selection, inside)
    return [
        " ".join(paragraph.of_part(row.unit_name, answers[row.unit_code], selection, measure, text))
        for row in inside.units
        if row.unit_code in answers
    ]

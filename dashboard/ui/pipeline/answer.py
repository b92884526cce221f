"""The first sentence: before which stage most wait; then who has most, whose number grows, and what is not known."""

import streamlit as st

from dashboard.briefing.work.pipeline import Pipeline
from dashboard.markup import element
from dashboard.text import Text
from dashboard.ui.shell import session
from dashboard.ui.upload import clerk
from dashboard.wording.work import pipeline as wording


def show_answer(found: Pipeline, text: Text) -> None:
    small_count = session.warehouse_in_use().small_count
    said = wording.answer(found.whole, small_count, text)
    st.html(element("p", said.words, kind=f"answer {said.tone}".strip()))
    for line in wording.among_parts(found, text):
        st.markdown(line)
    lines = wording.made_of(found.whole, small_count, text) if found.whole else []
    st.caption(" ".join([text("pipeline.clock"), *lines]))


def show_lacking(found: Pipeline, text: Text) -> None:
    """Where a stage is not counted, which file would bring it, and the form for that."""
    if words := wording.lacking(found, text):
        st.info(words)
        clerk.show_blank_of("summary", text)

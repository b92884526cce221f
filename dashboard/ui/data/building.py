"""What is left of a build of new figures that another process has begun."""

import streamlit as st

from dashboard import progress
from dashboard.exports.progress import in_words
from dashboard.markup import plain
from dashboard.text import Text

# Seconds between two looks at a build, while one runs.
EVERY = 3.0


def show_building(text: Text) -> None:
    """How far a build has come, until its figures are there; nothing where none runs."""
    if progress.noted() is not None:
        _follow(text)


@st.fragment(run_every=EVERY)
def _follow(text: Text) -> None:
    now = progress.noted()
    if now is None:
        st.rerun()
    st.info(plain(text("building.on_page", progress=in_words(now, text))))

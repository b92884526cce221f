"""Lists that are cut: each says how many more there are, and opens."""

from collections.abc import Callable, Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.markup import element, folded, join
from dashboard.text import Text

# Of a list that is one of several on its page.
FIRST_ROWS = 15


def show_rest(left: int, draw: Callable[[], Markup], key: str, text: Text, more: str = "app.more_units") -> None:
    """What is drawn only when a reader asks for it: of the nation it is thousands of rows.

    left: how many rows that is; more: the message that says so.
    """
    if left <= 0:
        return
    words = text(more, n=left, number=formats.count(left, text.language))
    rest = st.expander(words, key=f"rest_{key}", on_change="rerun")
    if rest.open:
        rest.html(draw())
    else:
        say_on_paper(words)


def say_on_paper(words: str) -> None:
    """That a list goes on, where there is nothing to press."""
    st.html(element("p", words, kind="on-paper"))


def show_names(sentence: Callable[[str], str], names: Sequence[str], most: int, text: Text) -> None:
    """A sentence with the first names, and the others below, shut until they are opened."""
    st.caption(sentence(", ".join(names[:most])))
    if rest := names[most:]:
        st.html(folded(text("reform.more", n=len(rest)), join(rest, ", ")))

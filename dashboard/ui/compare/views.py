"""In which way units are compared, and which: the reader's choices, in the address as `view` and `grain`."""

import streamlit as st

from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, grains

RANKING, FUNNEL, PINS = VIEWS = ("ranking", "funnel", "pins")


def choose(selection: Selection, text: Text) -> tuple[str, str]:
    """The way, and the grain; what is pinned has grains of its own."""
    with st.container(horizontal=True, key="compare_options"):
        view = choices.one(
            "view", offered(selection), text("compare.view"), lambda code: text(f"compare.view_{code}"), elsewhere=VIEWS
        )
        return view, "" if view == PINS else grains.choose(selection, text)


def offered(selection: Selection) -> tuple[str, ...]:
    """What is pinned stands side by side with all figures of accounts, whose place no indicator takes."""
    return VIEWS if selection.indicator is None else (RANKING, FUNNEL)

"""The pages, and the links between them that keep what the reader selected."""

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from dashboard.settings import ROOT
from dashboard.text import Text

PAGES = (
    "overview",
    "map",
    "compare",
    "trend",
    "forecast",
    "targets",
    "pipeline",
    "teams",
    "scorecard",
    "room",
    "data",
    "about",
)


def declare(text: Text) -> StreamlitPage:
    """Names the pages to Streamlit; returns the one that the address asks for."""
    front = st.Page(_open_first_page, title=text("app.name"), url_path="start", default=True)
    return st.navigation([front, *(page(name, text) for name in PAGES)], position="hidden")


def _open_first_page() -> None:
    """The bare address leads to the overview's own: a default page cannot be opened by its name."""
    st.switch_page(ROOT / "pages" / f"{PAGES[0]}.py", query_params=st.query_params.to_dict())


def page(name: str, text: Text) -> StreamlitPage:
    """One page; its word is its file, its address and its section in the catalogue."""
    return st.Page(ROOT / "pages" / f"{name}.py", title=text(f"{name}.menu"), url_path=name)


def show_links(text: Text, parameters: dict[str, str]) -> None:
    """The menu in the sidebar; each link carries the whole selection."""
    for name in PAGES:
        st.page_link(page(name, text), label=text(f"{name}.menu"), query_params=parameters)

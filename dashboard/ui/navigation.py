"""The pages, and the links between them that keep the reader's view."""

from typing import Any

import streamlit as st

from dashboard.settings import ROOT
from dashboard.text import Text

PAGES = ("overview", "map", "compare", "trend", "data", "about")
ICONS = {"overview": "◎", "map": "▦", "compare": "≡", "trend": "∿", "data": "⛁", "about": "ⓘ"}


def declare(text: Text) -> Any:
    """Names the pages to Streamlit; returns the one that the address asks for."""
    return st.navigation([page(name, text) for name in PAGES], position="hidden")


def page(name: str, text: Text) -> Any:
    """One page; its word is its file, its address and its section in the catalogue."""
    return st.Page(ROOT / "pages" / f"{name}.py", title=text(f"{name}.menu"), url_path=name, default=name == PAGES[0])


def show_links(text: Text, parameters: dict[str, str]) -> None:
    """The menu in the sidebar; each link carries the whole view."""
    for name in PAGES:
        st.page_link(page(name, text), label=text(f"{name}.menu"), query_params=parameters)

"""Draws recorded calls again: data made once, when this module is loaded."""

import functools
import os
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui.shell.navigation import PAGES

FILE = os.environ.get("CONSTANT_VIEWS")
# page → view → calls, as recording.py wrote them down.
VIEWS: dict[str, dict[str, list[Any]]] = pickle.loads(Path(FILE).read_bytes()) if FILE else {}


def key(link: Mapping[str, str]) -> str:
    """The name of a view: the filters that tell it from the others."""
    return " ".join(link[name] for name in ("level", "stage", "base"))


def run() -> None:
    """The frame's own two calls, and then the page that the address asks for."""
    st.set_page_config(page_title="VNeID", page_icon="🪪", layout="wide", initial_sidebar_state="expanded")
    pages = {name: st.Page(functools.partial(draw, name), title=name, url_path=name) for name in PAGES}
    first = st.Page(lambda: None, title="start", url_path="start", default=True)
    st.session_state["pages"] = pages
    st.navigation([first, *pages.values()], position="hidden").run()


def draw(page: str) -> None:
    """Replays the calls of a page at the view that the address names."""
    steps = VIEWS[page][key(st.query_params)]
    places: list[Any] = [st, st.sidebar]
    for step in steps:
        kwargs = dict(step.kwargs)
        for name in step.answers:
            kwargs[name] = _keep if name == "on_change" else _nothing
        if "on_change" in step.answers:
            kwargs["args"] = (kwargs["key"],)
        if "format_func" in kwargs:
            kwargs["format_func"] = kwargs["format_func"].__getitem__
        if step.value is not None:
            st.session_state[kwargs["key"]] = step.value
        made = getattr(places[step.inside], step.name)(*map(_page, step.args), **kwargs)
        if step.name in ("container", "columns", "expander", "grid", "popover", "form"):
            places += made if isinstance(made, list) else [made]


def _page(value: Any) -> Any:
    is_page = isinstance(value, str) and value.startswith("page:")
    return st.session_state["pages"][value[5:]] if is_page else value


def _keep(key: str) -> None:
    st.query_params[key.removeprefix("filter_")] = str(st.session_state[key])


def _nothing(*_: object) -> None:
    return

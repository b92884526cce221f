"""Records what a page shows: every call of Streamlit with its arguments, to be replayed with constant data."""

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from dashboard import settings

ELEMENTS = (
    "html", "caption", "header", "subheader", "title", "markdown", "info", "warning", "success", "error", "button",
    "download_button", "form_submit_button", "text_input", "number_input", "segmented_control", "selectbox",
    "multiselect", "toggle", "checkbox", "plotly_chart", "page_link", "link_button", "iframe",
)  # fmt: skip
CONTAINERS = ("container", "columns", "expander", "grid", "popover", "form")
# Their value is mostly set before they are drawn, for the address holds it.
BOUND = ("segmented_control", "selectbox", "multiselect", "number_input", "toggle")
CALLBACKS = ("on_change", "on_click", "on_select", "args")


@dataclass(frozen=True)
class Step:
    """One call: its name, where it draws, its arguments, and for a widget the words of its options and its value."""

    name: str
    inside: int
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    value: Any = None
    answers: tuple[str, ...] = ()


@dataclass
class Recording:
    """The calls of one run, and the containers: 0 is the page, 1 the sidebar."""

    steps: list[Step] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    stack: list[int] = field(default_factory=lambda: [0])
    kept: list[DeltaGenerator] = field(default_factory=list)

    def note(self, name: str, drawn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Passes a call on and writes it down."""
        answers = tuple(key for key in CALLBACKS[:3] if callable(kwargs.get(key)))
        plain = {key: constant(value) for key, value in kwargs.items() if key not in answers and key != "args"}
        if "format_func" in kwargs:
            plain["format_func"] = {option: kwargs["format_func"](option) for option in args[1]}
        value = st.session_state.get(kwargs.get("key", "")) if name in BOUND else None
        self.steps.append(Step(name, self.stack[-1], tuple(map(constant, args)), plain, value, answers))
        result = drawn(*args, **kwargs)
        if name in CONTAINERS:
            for made in result if isinstance(result, list) else [result]:
                self.numbers[id(made)] = 2 + len(self.kept)
                self.kept.append(made)
        return result


def constant(value: Any) -> Any:
    """An argument that can be kept: a page is its address, data made on demand is empty."""
    if hasattr(value, "url_path"):
        return f"page:{value.url_path}"
    return b"" if callable(value) else value


@contextmanager
def listening(recording: Recording) -> Iterator[None]:
    """Streamlit with every drawing call written down."""
    recording.numbers[id(st.sidebar)] = 1
    enter, leave = DeltaGenerator.__enter__, DeltaGenerator.__exit__

    def entered(self: DeltaGenerator) -> Any:
        recording.stack.append(recording.numbers.get(id(self), recording.stack[-1]))
        return enter(self)

    def left(self: DeltaGenerator, *problem: Any) -> Any:
        recording.stack.pop()
        return leave(self, *problem)

    with pytest.MonkeyPatch.context() as patch:
        for name in (*ELEMENTS, *CONTAINERS):
            patch.setattr(st, name, functools.partial(recording.note, name, getattr(st, name)))
        patch.setattr(DeltaGenerator, "__enter__", entered)
        patch.setattr(DeltaGenerator, "__exit__", left)
        yield


def record(page: str, link: dict[str, str]) -> list[Step]:
    """The calls of one page at one view, the frame's included."""
    recording = Recording()
    app = AppTest.from_file(str(settings.ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    with listening(recording):
        app.run()
    assert not app.exception, app.exception
    return recording.steps

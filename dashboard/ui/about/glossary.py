"""The about page: definitions, rules, sources and versions, all from the catalogue."""

import tomllib
from functools import lru_cache

import streamlit as st

from dashboard import settings
from dashboard.markup import element
from dashboard.text import Text, catalogue
from dashboard.ui.shell import session

TITLES = {"rule": "about.rules", "source": "about.sources"}


def show_definitions(text: Text) -> None:
    """Terms and what they mean."""
    rules = session.measure()
    st.header(text("about.definitions"), anchor=False)
    names = [key for key in _keys("definition") if not key.endswith("_is")]
    days = {"definition.late": rules.late_after_days}
    pairs = (
        (element("dt", text(key)), element("dd", text(f"{key}_is", days=days.get(key, rules.period_days))))
        for key in names
    )
    st.html(element("dl", *(part for pair in pairs for part in pair), kind="definitions"))


def show_list(section: str, text: Text) -> None:
    """One line for each key of a section."""
    st.header(text(TITLES[section]), anchor=False)
    st.html(element("ul", *(element("li", text(key)) for key in _keys(section))))


def _keys(section: str) -> list[str]:
    return [key for key in catalogue("vi") if key.startswith(f"{section}.")]


def show_version(text: Text) -> None:
    """The software's version and the figures'."""
    st.caption(text("about.version", software=_software(), version=session.version()))


@lru_cache(maxsize=1)
def _software() -> str:
    project = tomllib.loads((settings.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])

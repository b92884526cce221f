"""What a page may know of its run: language, words, what the reader chose, the figures' version, light or dark."""

import threading
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import streamlit as st

from dashboard import figures, settings
from dashboard.briefing import opened
from dashboard.briefing.goals import indicators
from dashboard.briefing.opened import Warehouse
from dashboard.database import Database
from dashboard.selection import CHOICES, LANGUAGES, Complaint, Known, Measure, Selection, read_link
from dashboard.text import Text

STARTED = "app_started"
# A page's own choices that belong to the unit: units beside which it stands, and the page of a list of its parts.
OF_UNIT = ("with", "rows")
# Under which name the address keeps an indicator, and the pages on which one stands in the place of accounts.
INDICATOR, OF_INDICATORS = "indicator", ("map", "compare", "trend")
# What pages heed of level, stage, issuer and base that do not heed them all: the others are not told nor offered there.
HEEDED = {"pipeline": ("level",), "scorecard": ("issuer",), "targets": (), "teams": ("stage",)}
# Narrow windows and paper change what stands in the first.
SHEETS = ("style.css", "cards.css", "forecast.css", "maps.css", "pins.css", "phone.css", "print.css")
Made = TypeVar("Made")


class _Run(threading.local):
    """What this thread's run has read of the link: read once, asked for twenty times."""

    is_on = False
    page = ""
    query: Mapping[str, str] | None = None
    link: tuple[Selection, tuple[Complaint, ...]] | None = None
    warehouse: Warehouse | None = None


_run = _Run()


@contextmanager
def started() -> Iterator[None]:
    """The frame's run: within it, and in no other, a page may speak."""
    st.session_state[STARTED] = True
    _run.is_on, _run.page, _run.link, _run.warehouse = True, "", None, None
    try:
        yield
    finally:
        _run.is_on, _run.page, _run.link, _run.warehouse = False, "", None, None
        st.session_state.pop(STARTED, None)


@contextmanager
def reading(page: str, query: Mapping[str, str]) -> Iterator[None]:
    """A link that is read before Streamlit runs: within it what is made of markup can be made, and nothing be shown."""
    _run.is_on, _run.page, _run.query, _run.link, _run.warehouse = True, page, query, None, None
    try:
        yield
    finally:
        _run.is_on, _run.page, _run.query, _run.link, _run.warehouse = False, "", None, None, None


def opens(page: str) -> None:
    """Which page this run is of: some show an indicator in the place of accounts."""
    _run.page, _run.link = page, None


def query() -> Mapping[str, str]:
    """The parameters of the reader's address."""
    return _run.query if _run.query is not None else st.query_params.to_dict()


def text() -> Text:
    """The reader's words. A page that app.py did not start is started again through it."""
    if _run.query is None and STARTED not in st.session_state:
        # Opened first on a fresh server, a page may be run bare. Naming the pages once cures the whole process.
        from dashboard.ui.shell import navigation

        navigation.declare(Text(settings.load().language))
        st.rerun()
    return _words(language())


_words = lru_cache(maxsize=4)(Text)


def language() -> str:
    """The language of the link, else the installation's own."""
    asked = query().get("lang", "")
    return asked if asked in LANGUAGES else settings.load().language


def look() -> figures.Look:
    """Light or dark, as the reader's browser shows the page."""
    return figures.LOOKS[st.context.theme.type or "light"]


def remembered(make: Callable[..., Made], *given: object, key: Hashable) -> Made:
    """make(*given), once for all readers of a version. key: all that it depends on beside the version's figures."""
    found = warehouse()
    made: Made = make(*given) if found is None else found.remembered(make, given, key)
    return made


def remembered_here(make: Callable[..., Made], *given: object, key: Hashable) -> Made:
    """The same for what holds links that repeat the page's own choices."""
    return remembered(make, *given, key=(key, tuple(own_choices().items())))


def shows_indicators() -> bool:
    """Whether an indicator may stand in the place of accounts on the page that runs."""
    return _run.page in OF_INDICATORS


def heeded() -> tuple[str, ...]:
    """Which of level, stage, issuer and base the page that runs shows its figures by."""
    return HEEDED.get(_run.page, tuple(CHOICES))


def own_choices() -> dict[str, str]:
    """What the address holds beside the selection, but for the count whose sources are open."""
    shared = {*Selection.__dataclass_fields__, "trace"} - {INDICATOR}
    return {name: value for name, value in query().items() if name not in shared}


def warehouse() -> Warehouse | None:
    """The version in use, or None before the first import. One run sees one version; a new one is seen at the next."""
    found = _run.warehouse or opened.in_use()
    if _run.is_on:
        _run.warehouse = found
    return found


def warehouse_in_use() -> Warehouse:
    """The version in use. Ends the page with what to do where there is none."""
    found = warehouse()
    if found is None:
        words = text()
        st.info(f"**{words('app.no_data')}** {words('app.no_data_do')}")
        st.stop()
    return found


def database() -> Database:
    """The database of the version in use. Ends the page where there is none."""
    return warehouse_in_use().database


def version() -> str:
    """The figures' version, for captions and downloads."""
    found = warehouse()
    return found.version if found else "–"


def known() -> Known:
    """What a link may name."""
    found = warehouse()
    return found.known if found else opened.NOTHING_KNOWN


def selection() -> Selection:
    """What the reader chose, as the link asks for it."""
    return _link()[0]


def complaints() -> tuple[Complaint, ...]:
    """What the link asked wrongly."""
    return _link()[1]


def _link() -> tuple[Selection, tuple[Complaint, ...]]:
    found = _run.link or _read(tuple(query().items()), version(), str(settings.data_folder()), language())
    if _run.link is None and shows_indicators():
        selection, complaints = found
        found = replace(selection, indicator=indicators.asked(query().get(INDICATOR, ""))), complaints
    if _run.is_on:
        _run.link = found
    return found


@lru_cache(maxsize=256)
def _read(
    link: tuple[tuple[str, str], ...], _version: str, _folder: str, lang: str
) -> tuple[Selection, tuple[Complaint, ...]]:
    return read_link(dict(link), known(), lang)


def measure() -> Measure:
    """How to count: the reader's choice and the installation's rules."""
    return opened.measure(selection())


@lru_cache(maxsize=2)
def style_sheet(look: figures.Look) -> str:
    """The rules of the sheets, and those of the figures' classes."""
    sheets = "".join((Path(__file__).parent / name).read_text(encoding="utf-8") for name in SHEETS)
    return sheets + figures.hatch_rules(look)

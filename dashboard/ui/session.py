"""What a page may know of its run: language, words, what the reader chose, the figures' version, light or dark."""

import datetime as dt
import threading
import zoneinfo
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st

from dashboard import database as door
from dashboard import figures, queries, selection, settings, units
from dashboard.database import Database
from dashboard.frames import each_row
from dashboard.selection import Complaint, Known, Measure, Selection
from dashboard.text import Text

STARTED = "app_started"
# Figures and the like kept of one version, some 20 kB each; `make bench` tells what that is worth.
MOST_MADE = 256
Made = TypeVar("Made")


class _Run(threading.local):
    """The view of the run that this thread is in: read once, asked for twenty times."""

    is_on = False
    view: tuple[Selection, tuple[Complaint, ...]] | None = None


_run = _Run()


@dataclass(frozen=True)
class Warehouse:
    """One version of the figures: its door, and what a link may name in it."""

    version: str
    database: Database
    known: Known
    is_demo: bool
    made: Callable[..., Any]


@contextmanager
def started() -> Iterator[None]:
    """The frame's run: within it, and in no other, a page may speak."""
    st.session_state[STARTED] = True
    _run.is_on, _run.view = True, None
    try:
        yield
    finally:
        _run.is_on, _run.view = False, None
        st.session_state.pop(STARTED, None)


def text() -> Text:
    """The reader's words. A page that app.py did not start is started again through it."""
    if STARTED not in st.session_state:
        # Opened first on a fresh server, a page may be run bare. Naming the pages once cures the whole process.
        from dashboard.ui import navigation

        navigation.declare(Text(settings.load().language))
        st.rerun()
    return _words(language())


_words = lru_cache(maxsize=4)(Text)


def language() -> str:
    """The language of the link, else the installation's own."""
    asked = st.query_params.get("lang", "")
    return asked if asked in selection.LANGUAGES else settings.load().language


def look() -> figures.Look:
    """Light or dark, as the reader's browser shows the page."""
    return figures.LOOKS[st.context.theme.type or "light"]


@st.cache_resource(max_entries=4, show_spinner=False)
def _open(version: str, folder: str) -> Warehouse:
    database = Database(door.warehouse_path(version))
    coverage = queries.coverage_by_edition(database)
    editions = {
        row.edition: selection.Edition(row.first_day.date(), row.last_day.date(), row.home_unit)
        for row in each_row(coverage)
    }
    rules = settings.load()
    known = Known(editions, units.exists, units.FIRST_DAY_OF_2025, rules.home_issuer, rules.home_unit)
    is_demo = bool(queries.version_in_use(database)["is_demo"].iloc[0])
    return Warehouse(version, database, known, is_demo, lru_cache(maxsize=MOST_MADE)(_make))


def _make(make: Callable[..., Made], *given: Hashable) -> Made:
    return make(*given)


def remembered(make: Callable[..., Made], *given: Hashable) -> Made:
    """make(*given), once for all readers of a version: for what is made of its figures and of what is given alone."""
    found = warehouse()
    made: Made = make(*given) if found is None else found.made(make, *given)
    return made


def warehouse() -> Warehouse | None:
    """The version in use now, or None before the first import. A new version is seen at the next run."""
    version = door.current_version()
    return None if version is None else _opened(version, str(settings.data_folder()))


@lru_cache(maxsize=4)
def _opened(version: str, folder: str) -> Warehouse:
    """Streamlit's cache opens a version once for all readers, but each answer takes it 0.1 ms, twenty times a run."""
    return _open(version, folder)


def database() -> Database:
    """The figures. Ends the page with what to do where there are none."""
    found = warehouse()
    if found is None:
        words = text()
        st.info(f"**{words('app.no_data')}** {words('app.no_data_do')}")
        st.stop()
    return found.database


def version() -> str:
    """The figures' version, for captions and downloads."""
    found = warehouse()
    return found.version if found else "–"


def known() -> Known:
    """What a link may name."""
    found = warehouse()
    return found.known if found else Known({}, units.exists, units.FIRST_DAY_OF_2025)


def chosen() -> tuple[Selection, tuple[Complaint, ...]]:
    """The view that the address asks for, and what it asked wrongly."""
    view = _run.view or _read(
        tuple(st.query_params.to_dict().items()), version(), str(settings.data_folder()), language()
    )
    if _run.is_on:
        _run.view = view
    return view


@lru_cache(maxsize=256)
def _read(
    link: tuple[tuple[str, str], ...], _version: str, _folder: str, lang: str
) -> tuple[Selection, tuple[Complaint, ...]]:
    return selection.read(dict(link), known(), lang)


def selected() -> Selection:
    """The view that the address asks for."""
    return chosen()[0]


def measure() -> Measure:
    """How to count: the reader's choice and the installation's rules."""
    view, rules = selected(), settings.load()
    return Measure(
        view.level, view.stage, view.issuer, view.base, rules.late_after_days, rules.small_count, rules.period_days
    )


def now() -> dt.datetime:
    """The time on the installation's clock."""
    return dt.datetime.now(zoneinfo.ZoneInfo(settings.load().time_zone))


@lru_cache(maxsize=1)
def style_sheet() -> str:
    """The rules of style.css."""
    return (Path(__file__).parent / "style.css").read_text(encoding="utf-8")

"""Where a printed count comes from: the address of its sources, and the dialog in which any page shows them.

The address holds the count as `trace`: edition, unit, day, stage and level; of what a period counted the day up to
which had been counted before, of what counts for a target its issuer. So a link, a new tab and Back work as for any
other choice.
"""

import datetime as dt
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from dashboard import briefing, units
from dashboard.briefing.trace import Trace
from dashboard.markup import element, folded
from dashboard.selection import ISSUERS, LEVELS, STAGES, Selection, is_day
from dashboard.text import Text
from dashboard.ui.shell import session
from dashboard.wording import trace as wording
from dashboard.wording.trace import Line, Section

NAME = "trace"
# So many sources of one kind stand in the dialog at first; the others open below.
MOST_LINES = 60


class Opener:
    """Makes the addresses at which the counts of one page open to their sources; the page stays as it is behind.

    issuer: whose targets the counts stand beside, whatever the page's rates are of.
    """

    def __init__(self, page: str, selection: Selection, issuer: str = "") -> None:
        self.selection = selection
        self._end = f".{issuer}" if issuer else ""
        self._address = f"{page}?{urlencode(session.own_choices() | selection.parameters())}&{NAME}="

    def __call__(self, since: dt.date | None = None, **changes: str | dt.date) -> str:
        """The address for the selection's own figure, with another unit, edition, as_of, stage or level.

        since: up to which day had been counted before, for what a period counted. An indicator keeps no sources.
        """
        if self.selection.indicator is not None:
            return ""
        figure = replace(self.selection, **changes)  # type: ignore[arg-type]
        return self._address + code_of(figure) + (f".{since.isoformat()}" if since else self._end)

    def link(self, words: str, title: str, since: dt.date | None = None, **changes: str | dt.date) -> Markup:
        """A count that opens to its sources."""
        return element("a", words, kind="source", href=self(since, **changes), title=title)


def code_of(figure: Selection) -> str:
    """A figure as the address holds it."""
    return ".".join((figure.edition, figure.unit, figure.as_of.isoformat(), figure.stage, figure.level))


def read(code: str, selection: Selection) -> Selection | None:
    """The figure that an address asks for, measured as the page measures; None for one that there is not."""
    parts = code.split(".")
    if len(parts) not in (5, 6):
        return None
    edition, unit, day, stage, level = parts[:5]
    is_one = edition in units.EDITIONS and is_day(day) and stage in STAGES and level in LEVELS
    if not is_one or not units.exists(edition, unit):
        return None
    as_of = dt.date.fromisoformat(day)
    found = replace(selection, edition=edition, unit=unit, as_of=as_of, stage=stage, level=level)
    return replace(found, issuer=issuer(code), base="target") if issuer(code) else found


def issuer(code: str) -> str:
    """Beside whose target a count stands, where an address says it."""
    last = code.rpartition(".")[2]
    return last if last in ISSUERS else ""


def since(code: str) -> dt.date | None:
    """Up to which day had been counted before, where an address asks for what a period counted."""
    *_, day = code.split(".")
    return dt.date.fromisoformat(day) if code.count(".") == 5 and is_day(day) else None


def show_sources(page: str, selection: Selection, text: Text) -> None:
    """The dialog, where the address asks for a count's sources."""
    asked = st.query_params.get(NAME, "")
    if not asked:
        return
    figure = read(asked, selection)
    show = st.dialog(text("trace.title"), width="large", on_dismiss=_close)
    show(partial(_shown, figure, since(asked), Opener(page, selection, issuer(asked)), text))()


def _close() -> None:
    st.query_params.pop(NAME, None)


def _shown(figure: Selection | None, begin: dt.date | None, opener: Opener, text: Text) -> None:
    if figure is None:
        st.warning(text("trace.unknown"))
        return
    found = session.remembered(briefing.trace.of_figure, session.database(), figure, begin, key=(figure, begin))
    st.html(_drawn(found, opener, session.measure().small_count, text))


def _drawn(found: Trace, opener: Opener, small_count: int, text: Text) -> Markup:
    head = element("p", wording.heading(found, text), kind="figure"), element("p", wording.subject(found, text))
    if why := wording.why_none(found, small_count, text):
        return element("div", *head, element("p", why), kind="trace")
    parts = (_section(section, opener, text) for section in wording.sections(found, small_count, text))
    return element("div", *head, *parts, kind="trace")


def _section(section: Section, opener: Opener, text: Text) -> Markup:
    note = element("p", section.note) if section.note else ""
    lines = [_line(line, opener) for line in section.lines]
    shown, left = element("ul", *lines[:MOST_LINES]), lines[MOST_LINES:]
    more = folded(text("trace.more", n=len(left)), element("ul", *left)) if left else ""
    return element("section", element("h3", section.title), note, shown, more)


def _line(line: Line, opener: Opener) -> Markup:
    if line.figure is None:
        return element("li", element("b", line.lead), " ", line.words)
    figure = line.figure
    href = opener(edition=figure.edition, unit=figure.unit, as_of=figure.as_of, stage=figure.stage, level=figure.level)
    return element("li", element("a", line.lead, href=href), " ", line.words)

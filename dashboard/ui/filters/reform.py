"""What a reader must know of the reform of 1 July 2025: whose figures these are, and what was carried through it."""

import streamlit as st

from dashboard import formats, units
from dashboard.briefing.shared import Shared
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import cut, session

# So many are named at once, the others open below.
MOST_NAMES = 12


def show_notes(selection: Selection, text: Text) -> None:
    """Where the day is of the other era than the units, or outside the reports: a sentence, and the way out."""
    for note in notes(selection, text):
        st.info(note)


def notes(selection: Selection, text: Text) -> list[str]:
    """The sentences."""
    known, is_early = session.known().days, selection.as_of < units.REFORM_DAY
    found = []
    as_of = formats.date(selection.as_of)
    if is_early and selection.edition == "2025":
        found.append(text("reform.old_figures", as_of=as_of))
    elif not is_early and selection.edition == "2024":
        found.append(text("reform.new_figures", as_of=as_of))
    if known and selection.as_of > known[1]:
        found.append(text("selection.after_data", last_day=formats.date(known[1]), as_of=as_of))
    elif known and selection.as_of < known[0]:
        found.append(text("selection.before_data", first_day=formats.date(known[0]), as_of=as_of))
    return found


def show_shared(shared: Shared, text: Text) -> None:
    """How much of the figures was shared out by area, and of how many units not all parts have reported."""
    language = text.language
    if shared.units:
        count = formats.count(shared.count, language)
        st.caption(text("reform.shared", n=formats.count(shared.units, language), count=count))
    if shared.partial:
        every = len(shared.partial)
        cut.show_names(lambda first: text("reform.partial", n=every, names=first), shared.partial, MOST_NAMES, text)
    if shared.is_inherited:
        st.caption(text("reform.inherited"))

"""The reminders of the work list to be copied, and, on the machine that may import, that they were given."""

from collections.abc import Sequence

import streamlit as st
from markupsafe import Markup

from dashboard import clock, units
from dashboard.briefing.forecast.work_list import WorkList
from dashboard.exports.upload import FileReport
from dashboard.markup import copy_button, element, join, plain
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import session
from dashboard.ui.upload import clerk, requests
from dashboard.ui.upload.requests import Refused
from dashboard.wording import reminder

SAID, ASKED = "reminded_said", "reminded_asked"
# What a reader looks through; a longer list is copied as a whole, or unit by unit from the list itself.
MOST = 100


def show_reminders(found: WorkList, selection: Selection, text: Text) -> None:
    """All texts, each with its button, and one button for all."""
    if not found.entries:
        return
    texts = st.expander(text("reminder.title"), key="reminders", on_change="rerun")
    if texts.open:
        small = session.warehouse_in_use().small_count
        named = [
            (entry.forecast.unit_name, reminder.of_target(entry.forecast, selection, small, text))
            for entry in found.entries
        ]
        texts.caption(text("reminder.how"))
        texts.html(listed(named, text))


def listed(named: Sequence[tuple[str, str]], text: Text) -> Markup:
    """Reminders by unit's name, and before them the button that copies them all."""
    every = copy_button(text("reminder.copy_all", n=len(named)), reminder.together(words for _, words in named))
    each = (
        element(
            "article",
            element("b", name),
            copy_button(text("reminder.copy"), words, text("reminder.copy_one", unit=name)),
            element("p", words),
        )
        for name, words in named[:MOST]
    )
    return element("div", every if len(named) > 1 else Markup(), join(each), kind="reminders")


def show_keep(found: WorkList, selection: Selection, text: Text) -> None:
    """The units that were reminded today, to be kept; for whom the installation lets in, on a list of today."""
    if said := st.session_state.pop(SAID, ""):
        st.success(plain(said))
    if not (found.entries and clerk.may_hand_in() and is_of_today(selection)):
        return
    with st.expander(text("reminder.keep_title"), key="keep"), st.form("keep_form", border=False):
        st.caption(text("reminder.keep_how"))
        named = {entry.forecast.unit_code: entry.forecast.unit_name for entry in found.entries}
        chosen = st.multiselect(
            text("reminder.keep_who"), list(named), format_func=named.__getitem__, key="keep_who",
            placeholder=text("reminder.keep_who_hint"),
        )  # fmt: skip
        is_all = st.checkbox(text("reminder.keep_all", n=len(named)), key="keep_all")
        st.form_submit_button(text("reminder.keep"), on_click=_ask)
    if not st.session_state.pop(ASKED, False):
        return
    codes = list(named) if is_all else chosen
    if not codes:
        st.error(text("reminder.keep_nobody"))
        return
    _keep(selection, codes, text)


def _ask() -> None:
    """Keeps that the button was pressed, for the run that draws the page: a run may begin anew before it."""
    st.session_state[ASKED] = True


def is_of_today(selection: Selection) -> bool:
    """Whether the list is of the newest figures, and of the units that exist today."""
    today = "2025" if clock.now().date() >= units.REFORM_DAY else "2024"
    return selection.edition == today and selection.as_of >= session.known().last_day(selection.edition)


def _keep(selection: Selection, codes: Sequence[str], text: Text) -> None:
    with st.status(text("reminder.keeping"), expanded=True) as status:
        try:
            kept = requests.remind(selection.edition, codes, text.language, lambda step, _: st.write(plain(step)))
        except Refused as refusal:
            status.update(label=text("reminder.not_kept"), state="error")
            st.error(plain(str(refusal)))
            return
        if kept.problems:
            status.update(label=text("reminder.not_kept"), state="error")
            st.error(plain(_problems(kept)))
            return
    st.session_state[SAID] = (
        text("reminder.kept_before") if kept.status == "known" else text("reminder.kept", n=kept.accepted_rows)
    )
    st.rerun()


def _problems(kept: FileReport) -> str:
    """What could not be kept, and why; what is sound of it was kept all the same."""
    return " ".join([kept.headline, *(f"{one.value}: {one.message}" for one in kept.problems)])

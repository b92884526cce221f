"""Who is to be reminded to report, with the words to copy."""

import streamlit as st

from dashboard.briefing import silence
from dashboard.briefing.area import Within
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.forecast import reminding
from dashboard.wording import reminder


def show_reminders(inside: Within, selection: Selection, text: Text) -> None:
    """Of each unit that never reported or is silent; nothing where there is none."""
    silent = silence.unreported(inside.units)
    if silent:
        named = [(row.unit_name, reminder.to_report(row, selection, text)) for row in silent]
        texts = st.expander(text("reminder.title_report", n=len(named)), key="reminders_report", on_change="rerun")
        if texts.open:
            texts.caption(text("reminder.how"))
            texts.html(reminding.listed(named, text))

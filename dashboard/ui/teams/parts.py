"""The way from a unit to the same page of each of its parts."""

import streamlit as st

from dashboard import formats, units
from dashboard.markup import element, folded
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view


def show_parts(selection: Selection, text: Text) -> None:
    """A list of links that opens; nothing for a unit without parts."""
    parts = list(units.children(selection.edition, selection.unit, selection.as_of))
    if parts:
        links = (element("a", unit.name, href=view.link("teams", selection, unit=unit.unit_code)) for unit in parts)
        words = text("teams.parts", n=len(parts), number=formats.count(len(parts), text.language))
        st.html(folded(words, element("nav", *links, kind="quick", aria_label=words)))

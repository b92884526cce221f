"""What a file that was taken in changed on the pages, and the way back."""

import streamlit as st
from markupsafe import Markup

from dashboard import settings
from dashboard.exports import changes
from dashboard.exports.changes import Changed, Changes
from dashboard.markup import Cell, Heading, element, plain, table
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.ui.upload import pending, requests
from dashboard.ui.upload.requests import Refused

# More units say no more to a clerk, who looks for what is wrong.
MOST_UNITS, HEIGHT = 200, 360


def show(brought: Changes, file: str, text: Text) -> None:
    """Units and their total before and after, each unit with a link to its page of that day."""
    title = text("changes.title", file=file)
    said = [element("li", words) for words in changes.summary(brought, text)]
    st.html(element("div", element("b", title), element("ul", *said), kind="handed-in good"))
    st.html(listed(brought, title, text))
    if (every := len(brought.by_unit())) > MOST_UNITS:
        st.caption(text("changes.more_units", n=MOST_UNITS, all=every))
    show_way_back(brought.batch, file, text)


def listed(brought: Changes, title: str, text: Text) -> Markup:
    """The total, then a row for each unit; a column for each stage."""
    figures = brought.figures()
    headings = [Heading(text("changes.unit"))]
    headings += [Heading(changes.stage_and_level(stage, level, text), is_number=True) for stage, level in figures]
    totals = [Cell(changes.total_in_words(one, text), is_number=True) for one in brought.totals()]
    rows = [[Cell(text("changes.all")), *totals]]
    for units in list(brought.by_unit().values())[:MOST_UNITS]:
        own = {(row.stage, row.level): row for row in units}
        rows.append([unit_cell(units[0], brought, text), *(figure_cell(own.get(one), text) for one in figures)])
    return table(headings, rows, title, HEIGHT)


def unit_cell(row: Changed, brought: Changes, text: Text) -> Cell:
    """The unit, with a link to its page as it is now on the last day of the file."""
    there = Selection(row.unit_code, row.edition, brought.day, row.level, row.stage, settings.load().home_issuer)
    return Cell(row.unit_name, link=view.link("overview", there, lang=text.language))


def figure_cell(row: Changed | None, text: Text) -> Cell:
    """One stage of a unit, muted where the file changed nothing."""
    if row is None:
        return Cell(text("changes.nothing"), is_number=True, is_muted=True)
    return Cell(changes.before_and_after(row.before, row.after, text), is_number=True, is_muted=row.kind == "same")


def show_way_back(batch: str, file: str, text: Text) -> None:
    """Takes the file's figures out again, for a reason that stays beside the batch."""
    with st.expander(text("changes.undo"), key=f"undo_{batch}"), st.form(f"undo_form_{batch}", border=False):
        st.caption(text("changes.undo_how"))
        why = st.text_input(text("changes.undo_why"), max_chars=200)
        who = st.text_input(text("changes.undo_who"), max_chars=60)
        if not st.form_submit_button(text("changes.undo_do")):
            return
        if not (why.strip() and who.strip()):
            st.error(text("changes.undo_missing"))
            return
        try:
            requests.withdraw(batch, why.strip(), who.strip(), text.language)
        except Refused as refusal:
            st.error(plain(str(refusal)))
            return
    pending.take_back(batch, text("changes.undone", file=file))
    st.rerun()

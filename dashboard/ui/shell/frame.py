"""The frame around each page: settings, words, sidebar, filters, notes; then the page itself."""

import streamlit as st

from dashboard import formats, queries, settings, version_files
from dashboard.database import FiguresUnreadable
from dashboard.faults import OperatorFault
from dashboard.markup import element
from dashboard.text import Text
from dashboard.ui.filters import filters, reform
from dashboard.ui.shell import navigation, session, sources, view


def run() -> None:
    """Draws the frame and runs the page."""
    with session.started():
        _run()


def _run() -> None:
    st.set_page_config(page_title="VNeID", page_icon="🪪", layout="wide", initial_sidebar_state="auto")
    try:
        settings.load()
    except settings.SettingsInvalid as problem:
        _stop_for(problem, Text("vi"))
    text = session.text()
    page = navigation.declare(text)
    session.opens(page.url_path)
    try:
        session.warehouse()
    except FiguresUnreadable as problem:
        _stop_for(problem, text)
    selection = session.selection()
    view.show_style(session.look())
    _show_sidebar(text)
    _show_past_note(text)
    _show_demo_note(text)
    view.show_complaints(text)
    if session.warehouse() is not None:
        filters.show_filters(selection, text)
        reform.show_notes(selection, text)
        sources.show_sources(page.url_path, selection, text)
    page.run()


def _show_sidebar(text: Text) -> None:
    selection = session.selection()
    with st.sidebar:
        st.html(element("div", text("app.name"), element("small", text("app.subtitle")), kind="brand"))
        navigation.show_links(text, session.own_choices() | selection.parameters())
        filters.show_unit_search(selection, text)
        filters.show_language(selection, text)
        days = session.known().days
        if days:
            st.caption(text("app.data_until", date=formats.date(days[1])))
        st.caption(text("app.version", version=session.version()))


def _show_past_note(text: Text) -> None:
    """A server that was asked for one version says so on every page: it is not what is known now."""
    asked, found = settings.asked_version(), session.warehouse()
    if asked and found is not None and asked != version_files.current():
        known_at = queries.version_in_use(found.database)["known_at"].iloc[0]
        st.warning(text("app.past", version=asked, moment=formats.moment(known_at)))


def _show_demo_note(text: Text) -> None:
    found = session.warehouse()
    if found is not None and found.is_demo:
        st.html(view.demo_note(text))


def _stop_for(fault: OperatorFault, text: Text) -> None:
    st.error(fault.sentence_for_readers(text))
    st.stop()

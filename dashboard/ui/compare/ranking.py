"""The compare page's tables of units: those ranked, and those apart."""

import datetime as dt

import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.ranking import ORDERS, Ranking
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, session, view
from dashboard.ui.shell.unit_table import Place, rest, unit_table
from dashboard.wording.columns import Shown


def choose_order(text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `sort`."""
    return choices.one("sort", list(ORDERS), text("compare.sort"), lambda code: text(f"compare.sort_{code}"))


def show_period(selection: Selection, text: Text) -> None:
    """Which earlier day the changes are measured from."""
    days = session.measure().period_days
    st.caption(text("compare.period", days=days, date=formats.date(selection.as_of - dt.timedelta(days=days))))


def show_ranking(ranking: Ranking, grain: str, order: str, selection: Selection, text: Text) -> None:
    """Ranked units with bar, change and what is needed a day. order: one of ORDERS."""
    if not ranking.ranked:
        st.caption(text("compare.nobody"))
        return
    st.html(session.remembered(_ranked, ranking, order, selection, text, key=(selection, grain, order)))
    notes = [text("compare.one_unit")] if len(ranking.ranked) == 1 else []
    for note in notes + rest(len(ranking.ranked), text):
        st.caption(note)


def _ranked(ranking: Ranking, order: str, selection: Selection, text: Text) -> Markup:
    words = {"unit": view.unit_name(selection), "as_of": formats.date(selection.as_of)}
    caption = text("compare.caption", n=len(ranking.ranked), **words)
    return unit_table(Shown.RANKING, ranking.in_order(order), Place("compare", selection, ranking.top), caption)


def show_apart(ranking: Ranking, grain: str, selection: Selection, text: Text) -> None:
    """Units outside the ranking, each with its reason."""
    if ranking.apart:
        view.show_heading(_apart_words(ranking, text))
        st.caption(text("compare.apart_how"))
        st.html(session.remembered(_apart, ranking, selection, text, key=(selection, grain)))


def _apart(ranking: Ranking, selection: Selection, text: Text) -> Markup:
    return unit_table(Shown.APART, ranking.apart, Place("compare", selection), _apart_words(ranking, text), 420)


def _apart_words(ranking: Ranking, text: Text) -> str:
    return text("compare.apart", n=len(ranking.apart))

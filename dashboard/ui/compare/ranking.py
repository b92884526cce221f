"""The compare page's tables of units: those ranked, and those apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import silence, weeks
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.briefing.ranking import ORDERS, Ranking, chances, per_thousand
from dashboard.markup import small_bars
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, cut, session, view
from dashboard.ui.shell.unit_table import MOST_ROWS, Beside, Place, unit_table
from dashboard.wording import forecast as wording
from dashboard.wording import units
from dashboard.wording.columns import Shown
from dashboard.wording.phrases import base_words

IN_ORDER = {"share": Shown.BY_SHARE, "change": Shown.BY_CHANGE, "missing": Shown.BY_MISSING}
# The orders whose numbers are no column of the table otherwise.
GIVEN = ("per_thousand", "forecast")
FIRST, REST = slice(MOST_ROWS), slice(MOST_ROWS, None)


def choose_order(parts: Mapping[str, TargetForecast], text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `sort`. Without forecasts there is none by them."""
    return choices.one(
        "sort", orders(parts), text("compare.sort"), lambda code: text(f"compare.sort_{code}"), elsewhere=ORDERS
    )


def orders(parts: Mapping[str, TargetForecast]) -> list[str]:
    """What `choose_order` lets choose from."""
    return [order for order in ORDERS if order != "forecast" or chances(parts)]


def gained(grain: str, selection: Selection) -> Mapping[str, weeks.Floats]:
    """By unit what each of the last weeks brought."""
    return session.remembered(weeks.gains, session.database(), selection, grain, key=("weeks", selection, grain))


def given(order: str, grain: str, parts: Mapping[str, TargetForecast], selection: Selection) -> Mapping[str, float]:
    """By unit the numbers of an order that the ranking's own rows have not."""
    if order == "forecast":
        return chances(parts)
    if order == "per_thousand":
        key = ("per_thousand", selection, grain)
        return session.remembered(per_thousand, session.database(), selection, grain, key=key)
    return {}


def show_period(ranking: Ranking, text: Text) -> None:
    """Between which reports the changes are measured, and who has none."""
    for line in period(ranking, text):
        st.caption(line)


def period(ranking: Ranking, text: Text) -> list[str]:
    """The lines of it."""
    silent = units.unmeasured(silence.of(ranking.ranked), text)
    return [text("compare.period", days=session.measure().period_days), *silent]


@dataclass(frozen=True)
class Compared:
    """What is ranked: the units, all of them together (None without a rate), and their forecasts by code."""

    ranking: Ranking
    whole: ProgressByArea | None
    parts: Mapping[str, TargetForecast]
    given: Mapping[str, float]
    gained: Mapping[str, weeks.Floats]


def show_ranking(compared: Compared, grain: str, order: str, selection: Selection, text: Text) -> None:
    """Ranked units with bar, change and what is needed a day. order: one of ORDERS."""
    ranking = compared.ranking
    st.caption(sorted_by(order, selection, text))
    if not ranking.ranked:
        st.caption(text("compare.nobody"))
        return
    for line in how(compared, order, selection, text):
        st.caption(line)
    st.html(first_rows(compared, grain, order, selection, text))
    left = len(ranking.ranked) - MOST_ROWS
    cut.show_rest(left, lambda: _ranked(compared, order, REST, selection, text), "ranked", text)
    if len(ranking.ranked) == 1:
        st.caption(text("compare.one_unit"))


def sorted_by(order: str, selection: Selection, text: Text) -> str:
    """In which order the units stand."""
    return text(f"compare.sorted_{order}", base=base_words(selection, text))


def how(compared: Compared, order: str, selection: Selection, text: Text) -> list[str]:
    """How the weeks, the range of places and the mark in a bar are to be read, where there are such."""
    top = weeks.common_top(compared.ranking.ranked, compared.gained)
    lines: list[str] = []
    if top:
        points = formats.decimal(top * 100, text.language, 2)
        lines.append(text("compare.weeks_how", n=weeks.WEEKS, points=points))
    if top and order == "share":
        lines.append(text("compare.range_how", n=weeks.WEEKS))
    if any(one.due is not None for one in compared.parts.values()):
        lines.append(text("compare.due", day=formats.date(selection.as_of)))
    return lines


def first_rows(compared: Compared, grain: str, order: str, selection: Selection, text: Text) -> Markup:
    """What of the ranking needs no click."""
    key = (selection, grain, order)
    return session.remembered_here(_ranked, compared, order, FIRST, selection, text, key=key)


def _ranked(compared: Compared, order: str, part: slice, selection: Selection, text: Text) -> Markup:
    ranking, whole = compared.ranking, compared.whole
    words = {"unit": view.unit_name(selection), "as_of": formats.date(selection.as_of)}
    caption = text("compare.caption", n=len(ranking.ranked), **words)
    rows = ranking.in_order(order, compared.given)[part]
    # All together stand among the units where these are ordered by the same rate.
    is_among = whole is not None and not pd.isna(whole.share) and order == "share" and part == FIRST and len(rows) > 1
    place = Place("compare", selection, ranking.top, whole if is_among else None, compared.parts)
    place = replace(place, beside=tuple(_beside(compared, order, text)))
    return unit_table(Shown.RANKING | IN_ORDER.get(order, Shown(0)), rows, place, caption)


def _beside(compared: Compared, order: str, text: Text) -> Iterator[Beside]:
    """The number that the table is ordered by where its rows have none, how sure the places are, and the last weeks."""
    if order in GIVEN:
        yield Beside("unit_name", text(f"compare.column_{order}"), _printed(compared, order, text))
    ranked, gained = compared.ranking.ranked, compared.gained
    if order == "share":
        places = weeks.rank_ranges(ranked, gained)
        ranges = {code: str(low) if low == high else f"{low}–{high}" for code, (low, high) in places.items()}
        if ranges:
            yield Beside("rank", text("compare.column_range"), ranges)
    if top := weeks.common_top(ranked, gained):
        yield Beside("share", text("compare.column_weeks"), _bars(compared, top, text))


def _bars(compared: Compared, top: float, text: Text) -> dict[str, str]:
    """By unit a bar a week on one axis for all, with the same in words."""
    found: dict[str, str] = {}
    for row in compared.ranking.ranked:
        parts = (compared.gained.get(row.unit_code, weeks.UNKNOWN) / row.denominator).tolist()
        points = (formats.NOTHING if isnan(part) else formats.decimal(part * 100, text.language, 2) for part in parts)
        words = text("compare.weeks_words", unit=row.unit_name, points="; ".join(points))
        found[row.unit_code] = small_bars([part / top for part in parts], words)
    return found


def _printed(compared: Compared, order: str, text: Text) -> dict[str, str]:
    """By unit the number that the table is ordered by."""
    if order == "forecast":
        return {code: wording.place(found.outlook, text) for code, found in compared.parts.items()}
    return {code: formats.decimal(number, text.language) for code, number in compared.given.items()}


def show_apart(ranking: Ranking, grain: str, selection: Selection, text: Text) -> None:
    """Units outside the ranking, each with its reason."""
    if ranking.apart:
        view.show_heading(_apart_words(ranking, text))
        st.caption(text("compare.apart_how"))
        st.html(session.remembered_here(_apart, ranking, FIRST, selection, text, key=(selection, grain)))
        left = len(ranking.apart) - MOST_ROWS
        cut.show_rest(left, lambda: _apart(ranking, REST, selection, text), "apart", text)


def _apart(ranking: Ranking, part: slice, selection: Selection, text: Text) -> Markup:
    place, caption = Place("compare", selection), _apart_words(ranking, text)
    return unit_table(Shown.APART, ranking.apart[part], place, caption, 420)


def _apart_words(ranking: Ranking, text: Text) -> str:
    return text("compare.apart", n=len(ranking.apart))

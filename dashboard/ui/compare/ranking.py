"""The compare page's tables of units: those ranked, and those apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area, silence
from dashboard.briefing.change import difference
from dashboard.briefing.change.since import Since
from dashboard.briefing.comparison.ranking import ORDERS, Ranking, chances, moved_since, per_thousand
from dashboard.briefing.curves import weeks
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.markup import element, small_bars
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import choices, pins
from dashboard.ui.filters import since as since_when
from dashboard.ui.shell import cut, session, view
from dashboard.ui.shell.unit_table import MOST_ROWS, Beside, Place, unit_table
from dashboard.wording import forecast as wording
from dashboard.wording import units
from dashboard.wording.change import changed as wording_since
from dashboard.wording.columns import Shown
from dashboard.wording.phrases import base_words

IN_ORDER = {"share": Shown.BY_SHARE, "change": Shown.BY_CHANGE, "missing": Shown.BY_MISSING}
# The columns that a reader needs at once, and all that there are.
COLUMNS = MAIN, FULL = ("main", "full")
OF_INDICATOR = ("share", "change")
# The orders whose numbers are no column of the table otherwise.
GIVEN = ("per_thousand", "forecast")
FIRST, REST = slice(MOST_ROWS), slice(MOST_ROWS, None)


def choose(parts: Mapping[str, TargetForecast], selection: Selection, text: Text) -> tuple[str, str]:
    """The order and the columns that the reader asks for; the address keeps them as `sort` and `columns`."""
    offered = columns_of(selection)
    with st.container(horizontal=True, key="compare_order"):
        order = choices.one(
            "sort", orders(parts, selection), text("compare.sort"), lambda code: text(f"compare.sort_{code}"),
            elsewhere=ORDERS,
        )  # fmt: skip
        columns = choices.one(
            "columns", offered, text("compare.columns"), lambda code: text(f"compare.columns_{code}"), elsewhere=COLUMNS
        )
    return order, columns


def orders(parts: Mapping[str, TargetForecast], selection: Selection) -> list[str]:
    """What `choose` lets choose from: of an indicator nothing is missing to a target."""
    if selection.indicator is not None:
        return list(OF_INDICATOR)
    return [order for order in ORDERS if order != "forecast" or chances(parts)]


def columns_of(selection: Selection) -> tuple[str, ...]:
    """The same of the columns."""
    return COLUMNS if selection.indicator is None else (MAIN,)


def gained(grain: str, selection: Selection) -> Mapping[str, weeks.Floats]:
    """By unit what each of the last weeks brought; an indicator is counted by the month."""
    if selection.indicator is not None:
        return {}
    return session.remembered(weeks.gains, session.database(), selection, grain, key=("weeks", selection, grain))


def given(order: str, grain: str, parts: Mapping[str, TargetForecast], selection: Selection) -> Mapping[str, float]:
    """By unit the numbers of an order that the ranking's own rows have not."""
    if order == "forecast":
        return chances(parts)
    if order == "per_thousand":
        key = ("per_thousand", selection, grain)
        return session.remembered(per_thousand, session.database(), selection, grain, key=key)
    return {}


@dataclass(frozen=True)
class Compared:
    """What is ranked: the units, all of them together (None without a rate), their forecasts by code; in which order
    (one of ORDERS), in which of COLUMNS, and since when places moved, where the reader says so.
    """

    ranking: Ranking
    whole: ProgressByArea | None
    parts: Mapping[str, TargetForecast]
    given: Mapping[str, float]
    gained: Mapping[str, weeks.Floats]
    grain: str
    order: str
    columns: str
    since: Since | None


def compared(
    ranking: Ranking,
    whole: ProgressByArea | None,
    parts: Mapping[str, TargetForecast],
    grain: str,
    asked: tuple[str, str],
    selection: Selection,
) -> Compared:
    """asked: the order and the columns."""
    order, columns = asked
    # Without a day of the address, places move as the changes beside them.
    warehouse = session.warehouse_in_use()
    since = since_when.asked(warehouse, selection)
    if since is not None:
        ranking = session.remembered(
            moved_since,
            ranking,
            session.database(),
            selection,
            grain,
            since.day,
            key=("moved", selection, grain, since),
        )
        inside = area.within(session.database(), selection, grain)
        found = since_when.differences(warehouse, inside, selection, since)
        ranking = replace(ranking, ranked=difference.with_changes(ranking.ranked, found))
        whole = None if whole is None else difference.whole_with_changes(whole, found)
    numbers, weekly = given(order, grain, parts, selection), gained(grain, selection)
    return Compared(ranking, whole, parts, numbers, weekly, grain, order, columns, since)


def show(found: Compared, selection: Selection, text: Text) -> None:
    """Ranked units with bar, change and what is needed a day."""
    ranking = found.ranking
    if not ranking.ranked:
        st.caption(sorted_by(found.order, selection, text))
        st.caption(text("compare.nobody"))
        return
    st.html(how(found, selection, text))
    st.html(first_rows(found, selection, text))
    left = len(ranking.ranked) - MOST_ROWS
    cut.show_rest(left, lambda: _ranked(found, REST, selection, text), "ranked", text)
    if len(ranking.ranked) == 1:
        st.caption(text("compare.one_unit"))
    if selection.indicator is None:
        since_when.choose(session.warehouse_in_use(), selection, text, since_when.USUAL)


def sorted_by(order: str, selection: Selection, text: Text) -> str:
    """In which order the units stand."""
    return text(f"compare.sorted_{order}", base=base_words(selection, text))


def how(found: Compared, selection: Selection, text: Text) -> Markup:
    """The order in a sentence; behind it opens how the columns are to be read: who ranks every week knows it."""
    lines = [element("li", line) for line in _how(found, selection, text)]
    sentence = element("summary", sorted_by(found.order, selection, text), " ", element("u", text("compare.read")))
    return element("details", sentence, element("ul", *lines), kind="folded reading")


def _how(found: Compared, selection: Selection, text: Text) -> Iterator[str]:
    top = weeks.common_top(found.ranking.ranked, found.gained)
    if selection.indicator is not None:
        yield text("indicators.period")
        if any(row.is_least for row in (*found.ranking.ranked, *([found.whole] if found.whole is not None else []))):
            yield text("indicators.least")
    else:
        yield wording_since.period(found.since, session.measure(), text)
    if found.since is not None:
        yield text("compare.moved_how", since=wording_since.since_words(found.since, text))
    yield from units.unmeasured(silence.of(found.ranking.ranked), text)
    if top:
        yield text("compare.weeks_how", n=weeks.WEEKS, points=formats.decimal(top * 100, text.language, 2))
    if top and found.order == "share" and found.columns == FULL:
        yield text("compare.range_how", n=weeks.WEEKS)
    if any(one.due is not None for one in found.parts.values()):
        yield text("compare.due", day=formats.date(selection.as_of))


def first_rows(found: Compared, selection: Selection, text: Text) -> Markup:
    """What of the ranking needs no click."""
    key = (selection, found.grain, found.order, found.columns)
    return session.remembered_here(_ranked, found, FIRST, selection, text, key=key)


def _ranked(found: Compared, part: slice, selection: Selection, text: Text) -> Markup:
    ranking, whole = found.ranking, found.whole
    words = {"unit": view.unit_name(selection), "as_of": formats.date(selection.as_of)}
    caption = text("compare.caption", n=len(ranking.ranked), **words)
    rows = ranking.in_order(found.order, found.given)[part]
    is_by_share = found.order == "share"
    # All together stand among the units where these are ordered by the same rate.
    is_among = whole is not None and not pd.isna(whole.share) and is_by_share and part == FIRST and len(rows) > 1
    place = Place("compare", selection, ranking.top, whole if is_among else None, found.parts)
    since = {} if found.since is None else {"rank_change": _moved_heading(found.since, text)}
    place = replace(place, beside=tuple(_beside(found, text)), headings=since, pins=pins.of(selection))
    place = replace(place, since=None if found.since is None else found.since.day)
    shown = Shown.RANKING if found.columns == FULL else Shown.MAIN
    if selection.indicator is not None:
        shown = Shown.LISTED
    return unit_table(shown | IN_ORDER.get(found.order, Shown(0)), rows, place, caption)


def _moved_heading(since: Since, text: Text) -> str:
    return text("compare.column_moved", date=formats.day_month(since.day))


def _beside(found: Compared, text: Text) -> Iterator[Beside]:
    """The number that the table is ordered by where its rows have none, how sure the places are, and the last weeks."""
    if found.order in GIVEN:
        yield Beside("unit_name", text(f"compare.column_{found.order}"), _printed(found, text))
    ranked, gained = found.ranking.ranked, found.gained
    if found.order == "share" and found.columns == FULL:
        places = weeks.rank_ranges(ranked, gained)
        ranges = {code: str(low) if low == high else f"{low}–{high}" for code, (low, high) in places.items()}
        if ranges:
            yield Beside("rank", text("compare.column_range"), ranges)
    if top := weeks.common_top(ranked, gained):
        yield Beside("share", text("compare.column_weeks"), _bars(found, top, text), "weeks-column")


def _bars(compared: Compared, top: float, text: Text) -> dict[str, str]:
    """By unit a bar a week on one axis for all, with the same in words."""
    found: dict[str, str] = {}
    for row in compared.ranking.ranked:
        parts = (compared.gained.get(row.unit_code, weeks.UNKNOWN) / row.denominator).tolist()
        points = (formats.NOTHING if isnan(part) else formats.decimal(part * 100, text.language, 2) for part in parts)
        words = text("compare.weeks_words", unit=row.unit_name, points="; ".join(points))
        found[row.unit_code] = small_bars([part / top for part in parts], words)
    return found


def _printed(compared: Compared, text: Text) -> dict[str, str]:
    """By unit the number that the table is ordered by."""
    if compared.order == "forecast":
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

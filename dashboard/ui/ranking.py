"""Tables of units: ranked, behind, apart; each row links to the unit's own view."""

import pandas as pd
import streamlit as st

from dashboard import figures, formats
from dashboard.briefing import area
from dashboard.figures import choropleth
from dashboard.frames import Row, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session, table, view
from dashboard.ui.table import Cell

MOST_ROWS = 200


def show_ranking(ranked: pd.DataFrame, chosen: Selection, unit_name: str, text: Text) -> None:
    """Ranked units with bar, change and what is needed a day."""
    shown = ranked.head(MOST_ROWS)
    top = max(1.0, float(ranked["share"].max()))
    headings = [
        ("rank", True), ("rank_change", True), ("unit_name", False), ("share", True), ("counted", True),
        ("denominator", True), ("share_change", True), ("pace_7", True), ("required_per_day", True),
        ("reported_on", False),
    ]  # fmt: skip
    rows = [_ranked_row(row, chosen, top, text) for row in each_row(shown)]
    caption = text("compare.caption", n=len(ranked), unit=unit_name, as_of=formats.date(chosen.as_of))
    st.html(table.html([(text(f"column.{name}"), number) for name, number in headings], rows, caption))
    if len(ranked) == 1:
        st.caption(text("compare.one_unit"))
    if len(shown) < len(ranked):
        numbers = {"n": formats.count(len(shown), text.language), "all": formats.count(len(ranked), text.language)}
        st.caption(text("compare.shown", **numbers))


def _ranked_row(row: Row, chosen: Selection, top: float, text: Text) -> list[Cell]:
    language = text.language
    numerator = getattr(row, "numerator", row.counted)
    share = formats.ratio(int(numerator), int(row.denominator), language)
    bar = float(row.share) / top
    return [
        Cell(formats.count(row.rank, language), True),
        Cell(_rank_change(row, text), True),
        _unit(row, chosen, "compare"),
        Cell(share, True, bar=bar, mark=1 / top),
        Cell(formats.count(numerator, language), True),
        Cell(formats.count(row.denominator, language), True),
        Cell(_points(row, text), True),
        _number(row.pace_7, text),
        _number(row.required_per_day, text),
        Cell(_report_date(row, text), is_muted=row.state != "late"),
    ]


def _unit(row: Row, chosen: Selection, page: str) -> Cell:
    return Cell(row.unit_name, link=view.link(page, chosen, unit=row.unit_code))


def _number(value: float | None, text: Text) -> Cell:
    return Cell("–" if pd.isna(value) else formats.count(value, text.language), True)


def _rank_change(row: Row, text: Text) -> str:
    if pd.isna(row.rank_before):
        return text("compare.new_rank")
    moved = int(row.rank_before) - int(row.rank)
    return f"▲ {moved}" if moved > 0 else f"▼ {-moved}" if moved < 0 else "="


def _points(row: Row, text: Text) -> str:
    if pd.isna(row.share_before):
        return "–"
    return formats.points(row.share, row.share_before, text.language)


def _report_date(row: Row, text: Text) -> str:
    day = formats.date(row.reported_on)
    late = text("state.cell_late", days=int(row.days_late))
    return f"{day} · {late}" if row.state == "late" else day


def show_apart(rows: pd.DataFrame, chosen: Selection, text: Text) -> None:
    """Units outside the ranking, each with its reason."""
    if rows.empty:
        return
    st.header(text("compare.apart", n=len(rows)), anchor=False)
    st.caption(text("compare.apart_how"))
    rules = session.measure()
    words = {"small": rules.small_count, "days": rules.late_after_days}
    cells = [
        [
            Cell(row.unit_name, link=view.link("compare", chosen, unit=row.unit_code)),
            Cell(row.parent_name or ""),
            Cell(text(f"state.{name}", **words), swatch=choropleth.CLASSES[name]),
            _number(row.counted, text),
        ]
        for row, name in zip(each_row(rows.head(MOST_ROWS)), choropleth.classify(rows), strict=False)
    ]
    names = (("unit_name", False), ("parent_name", False), ("state", False), ("counted", True))
    headings = [(text(f"column.{name}"), number) for name, number in names]
    st.html(table.html(headings, cells, text("compare.apart", n=len(rows)), 420))


def show_behind(rows: pd.DataFrame, chosen: Selection, most: int, text: Text) -> None:
    """The units that need most a day, or lack most where the deadline has passed; nothing where no share is known."""
    if rows["share"].isna().all():
        return
    view.show_heading(text("overview.behind"))
    st.caption(text("overview.behind_how"))
    worst = area.furthest_behind(rows)[:most]
    if not worst:
        st.success(text("overview.behind_none"))
        return
    cells = [
        [
            _unit(row, chosen, "overview"),
            Cell(formats.percent(row.share, text.language), True, bar=float(row.share)),
            _number(missing, text),
            _number(row.pace_7, text),
            _number(row.required_per_day, text),
        ]
        for row, missing in worst
    ]
    names = ("unit_name", "share", "missing", "pace_7", "required_per_day")
    headings = [(text(f"column.{name}"), name != "unit_name") for name in names]
    st.html(table.html(headings, cells, text("overview.behind")))


def show_list(rows: pd.DataFrame, chosen: Selection, height: int, text: Text) -> None:
    """The map as a list: every unit, its colour, its figures in words, reachable by keyboard."""
    small_count = session.measure().small_count
    shown = rows.head(MOST_ROWS)
    cells = [
        [
            Cell(row.unit_name, link=view.link("map", chosen, unit=row.unit_code), swatch=choropleth.CLASSES[name]),
            Cell(figures.figure_in_words(row, text, small_count), True),
        ]
        for row, name in zip(each_row(shown), choropleth.classify(shown), strict=True)
    ]
    headings = [(text("column.unit_name"), False), (text("column.share"), True)]
    st.html(table.html(headings, cells, text("map.list"), height))
    if len(shown) < len(rows):
        numbers = {"n": formats.count(len(shown), text.language), "all": formats.count(len(rows), text.language)}
        st.caption(text("compare.shown", **numbers))

"""Tables of units: those ranked, and those apart; each row links to the unit's own view."""

import datetime as dt

import pandas as pd
import streamlit as st

from dashboard import formats
from dashboard.figures import classes
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import choices, progress, session, table, unit_cells, view
from dashboard.ui.shell.table import Cell

ORDERS = {"share": "share", "change": "gained", "missing": "missing"}


def split(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Ranked units, and those that cannot be ranked."""
    # The query gives the units without a share last.
    ranked = int(rows["share"].notna().sum())
    return rows.iloc[:ranked], rows.iloc[ranked:]


def choose_order(text: Text) -> str:
    """The order that the reader asks for; the address keeps it as `sort`."""
    return choices.one("sort", list(ORDERS), text("compare.sort"), lambda code: text(f"compare.sort_{code}"))


def in_order(ranked: pd.DataFrame, order: str) -> pd.DataFrame:
    """Ranked units in one of ORDERS; the rank stays that of the share."""
    if order == "share":
        return ranked
    gained, missing = ranked["share"] - ranked["share_before"], ranked["denominator"] - ranked["numerator"]
    measured = ranked.assign(gained=gained, missing=missing)
    return measured.sort_values(ORDERS[order], ascending=False, kind="stable", na_position="last")


def show_period(selection: Selection, text: Text) -> None:
    """Which earlier day the changes are measured from."""
    days = session.measure().period_days
    st.caption(text("compare.period", days=days, date=formats.date(selection.as_of - dt.timedelta(days=days))))


def show_ranking(selection: Selection, grain: str, order: str) -> None:
    """Ranked units with bar, change and what is needed a day. order: one of ORDERS."""
    unit_cells.show(session.remembered(_ranking, selection, grain, order))


def _ranking(selection: Selection, grain: str, order: str) -> tuple[str, list[str]]:
    text = Text(selection.lang)
    ranked, _ = split(progress.within(selection, grain).rows)
    if ranked.empty:
        return "", [text("compare.nobody")]
    shown = in_order(ranked, order).head(unit_cells.MOST_ROWS)
    top = max(1.0, float(ranked["share"].max()))
    headings = [
        ("rank", True), ("rank_change", True), ("unit_name", False), ("share", True), ("counted", True),
        ("denominator", True), ("share_change", True), ("pace_7", True), ("required_per_day", True),
        ("reported_on", False),
    ]  # fmt: skip
    rows = [_ranked_row(row, selection, top, text) for row in each_row(shown, ProgressByArea)]
    words = {"unit": view.unit_name(selection), "as_of": formats.date(selection.as_of)}
    caption = text("compare.caption", n=len(ranked), **words)
    notes = [text("compare.one_unit")] if len(ranked) == 1 else []
    return (
        table.html([(text(f"column.{name}"), number) for name, number in headings], rows, caption),
        notes + unit_cells.rest(len(shown), len(ranked), text),
    )


def _ranked_row(row: ProgressByArea, selection: Selection, top: float, text: Text) -> list[Cell]:
    language = text.language
    share = formats.ratio(int(row.numerator), int(row.denominator), language)
    bar = float(row.share) / top
    return [
        Cell(formats.count(row.rank, language), True),
        Cell(_rank_change(row, text), True),
        unit_cells.unit(row, selection, "compare"),
        Cell(share, True, bar=bar, mark=1 / top),
        Cell(formats.count(row.numerator, language), True),
        Cell(formats.count(row.denominator, language), True),
        Cell(_points(row, text), True),
        unit_cells.number(row.pace_7, text),
        unit_cells.number(row.required_per_day, text),
        Cell(_report_date(row, text), is_muted=row.state != "late"),
    ]


def _rank_change(row: ProgressByArea, text: Text) -> str:
    if pd.isna(row.rank_before):
        return text("compare.new_rank")
    moved = int(row.rank_before) - int(row.rank)
    return f"▲ {moved}" if moved > 0 else f"▼ {-moved}" if moved < 0 else "="


def _points(row: ProgressByArea, text: Text) -> str:
    if pd.isna(row.share_before):
        return "–"
    return formats.points(row.share, row.share_before, text.language)


def _report_date(row: ProgressByArea, text: Text) -> str:
    day = formats.date(row.reported_on)
    late = text("state.cell_late", days=int(row.days_late))
    return f"{day} · {late}" if row.state == "late" else day


def show_apart(selection: Selection, grain: str, text: Text) -> None:
    """Units outside the ranking, each with its reason."""
    heading, table_html = session.remembered(_apart, selection, grain)
    if table_html:
        view.show_heading(heading)
        st.caption(text("compare.apart_how"))
        st.html(table_html)


def _apart(selection: Selection, grain: str) -> tuple[str, str]:
    text, rules = Text(selection.lang), session.measure()
    _, rows = split(progress.within(selection, grain).rows)
    heading = text("compare.apart", n=len(rows))
    if rows.empty:
        return heading, ""
    shown = rows.head(unit_cells.MOST_ROWS)
    words = {"small": rules.small_count, "days": rules.late_after_days}
    cells = [
        [
            Cell(row.unit_name, link=view.link("compare", selection, unit=row.unit_code)),
            Cell(row.parent_name or ""),
            Cell(text(f"state.{name}", **words), swatch=name),
            unit_cells.number(row.counted, text),
        ]
        for row, name in zip(each_row(shown, ProgressByArea), classes.classify(shown), strict=True)
    ]
    names = (("unit_name", False), ("parent_name", False), ("state", False), ("counted", True))
    headings = [(text(f"column.{name}"), number) for name, number in names]
    return heading, table.html(headings, cells, heading, 420)

"""Freshness, completeness week by week, and the batches."""

import datetime as dt
from collections.abc import Sequence
from functools import cache, partial

import pandas as pd
import streamlit as st
from markupsafe import Markup

from dashboard import clock, formats, units
from dashboard.markup import Cell, Heading, card, element, join, matrix, table
from dashboard.rows import BatchByArrival, CompletenessByWeek, CoverageByEdition, VersionInUse, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.data import paper
from dashboard.ui.filters import choices
from dashboard.ui.shell import cut, session, view

MOST_BATCHES, WEEKS, HEIGHT = 60, 12, 460
COLUMNS = ("file", "kind", "received", "period", "rows", "refused")
UNIT = "\0"
Weeks = tuple[CompletenessByWeek, ...]


def choose_trouble_only(text: Text) -> bool:
    """Whether only units with missing or late reports are to be seen; the address keeps it as `only`."""
    return choices.switch("only", "problems", text("data.only_problems"))


def show_freshness(version: pd.DataFrame, coverage: pd.DataFrame, selection: Selection, text: Text) -> None:
    """The version, the age of the newest report, and the days that each edition covers."""
    [in_use] = each_row(version, VersionInUse)
    cards = []
    if not coverage.empty:
        newest = coverage["newest_report"].max()
        now = clock.now()
        # A view of an earlier day would be told as old, however new it was then.
        age = [text("data.age", n=(now.date() - newest.date()).days, today=formats.date(now))]
        cards.append(card(text("data.fresh"), formats.date(newest), age if selection.is_newest else []))
    cards += [_coverage(edition, selection.as_of, text) for edition in each_row(coverage, CoverageByEdition)]
    built = text("data.built", moment=formats.moment(in_use.built_at))
    cards.append(card(text("data.version"), in_use.version, [built]))
    st.html(element("div", *cards, kind="cards even"))


def _coverage(edition: CoverageByEdition, as_of: dt.date, text: Text) -> Markup:
    first, last = formats.date(edition.first_day), formats.date(edition.newest_report)
    home = units.find(edition.edition, edition.home_unit, as_of).full_name
    numbers = {
        "reported": formats.count(edition.communes_reported, text.language),
        "all": formats.count(edition.communes, text.language),
    }
    lines = [text("data.coverage_days", first=first, last=last), text("data.coverage_units", unit=home, **numbers)]
    return card(text("data.coverage", edition=edition.edition), f"{numbers['reported']} / {numbers['all']}", lines)


def show_completeness(
    weeks: tuple[CompletenessByWeek, ...] | None, is_trouble_only: bool, selection: Selection, text: Text
) -> None:
    """A matrix of communes and weeks, most silent ones first; for areas too large to read, which way to go."""
    holder = units.holder(selection.edition, selection.unit, selection.as_of)
    view.show_heading(text("data.completeness", unit=holder.full_name))
    if weeks is None:
        st.info(text("data.completeness_zoom"))
        return
    ordered = by_silence(weeks)
    silent = [reported for reported in ordered if _silent_weeks(reported)]
    st.caption(f"{_sum(len(silent), len(ordered), text)} {text('data.completeness_legend')}")
    shown = silent if is_trouble_only else ordered
    if shown:
        st.html(session.remembered(_matrix, shown, text, key=(selection.where, is_trouble_only)))


def by_silence(weeks: tuple[CompletenessByWeek, ...]) -> list[Weeks]:
    """The weeks of each commune: who was silent for most of them stands first."""
    of_unit: dict[str, list[CompletenessByWeek]] = {}
    for row in weeks:
        of_unit.setdefault(row.unit_code, []).append(row)
    return sorted(map(tuple, of_unit.values()), key=_silent_weeks, reverse=True)


def _silent_weeks(reported: Weeks) -> int:
    return sum(row.days_reported == 0 for row in reported)


def _sum(silent: int, every: int, text: Text) -> str:
    if not silent:
        return text("data.silent_none")
    return text("data.silent_weeks", n=formats.count(silent, text.language), all=formats.count(every, text.language))


def _matrix(shown: Sequence[Weeks], text: Text) -> Markup:
    # Each commune has the same weeks.
    weeks = [row.week_start for row in shown[0]]
    cell = cache(partial(_days, text))
    named = (
        # Markup's replace escapes what it puts in.
        (own[0].unit_name, join(cell(*row[2:]) for row in own).replace(UNIT, own[0].unit_name))
        for own in shown
    )
    drawn = matrix(text("data.completeness_week"), [formats.day_month(week) for week in weeks], named, HEIGHT)
    return paper.first_rows(drawn, len(shown), text)


def _days(text: Text, week: pd.Timestamp, n: int, days: int) -> Markup:
    """One cell; the unit's name is put in later, for many units share the rest."""
    words = text("data.completeness_cell", unit=UNIT, week=formats.date(week), n=n, days=days)
    return element("td", str(n) if n else "×", kind=f"days {'well' if n else 'missing'}", title=words)


def show_batches(batches: pd.DataFrame, text: Text) -> None:
    """The newest batches and what they brought."""
    every = formats.count(len(batches), text.language)
    title = text("data.batches", n=every)
    view.show_heading(title)
    newest, older = batches.head(MOST_BATCHES), batches.iloc[MOST_BATCHES:]
    st.html(session.remembered(_batches, newest, title, text, key=text.language))
    cut.show_rest(len(older), lambda: _batches(older, title, text), "batches", text, "data.batches_more")


def _batches(batches: pd.DataFrame, title: str, text: Text) -> Markup:
    headings = [Heading(text(f"data.batch_{name}"), name in ("rows", "refused")) for name in COLUMNS]
    rows = [_batch(row, text) for row in each_row(batches, BatchByArrival)]
    return paper.first_rows(table(headings, rows, title, 420), len(rows), text)


def _batch(row: BatchByArrival, text: Text) -> list[Cell]:
    period = formats.NOTHING
    if not pd.isna(row.period_from):
        period = f"{formats.date(row.period_from)} – {formats.date(row.period_to)}"
    return [
        Cell(_batch_words(row, text), is_muted=not pd.isna(row.withdrawn_at), is_long=True),
        Cell(text(f"data.kind_{row.kind}")),
        Cell(formats.moment(row.received_at)),
        Cell(period),
        Cell(formats.count(row.accepted_rows, text.language), True),
        Cell(formats.count(row.quarantined_rows, text.language), True),
    ]


def _batch_words(row: BatchByArrival, text: Text) -> str:
    words = [row.source_name]
    if row.is_demo:
        words.append(text("app.demo"))
    if not pd.isna(row.withdrawn_at):
        moment, who = formats.moment(row.withdrawn_at), row.withdrawn_by or formats.NOTHING
        words.append(text("data.batch_withdrawn", moment=moment, who=who, why=row.withdrawn_why))
    return " · ".join(words)

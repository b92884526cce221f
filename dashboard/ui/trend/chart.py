"""The trend as a chart with its notes, as a table, and as files."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from markupsafe import Markup

from dashboard import clock, figures, formats
from dashboard.briefing.curves.events import events_between
from dashboard.formats import Format
from dashboard.markup import Cell, Heading, table
from dashboard.reports import Column
from dashboard.selection import STAGES, Selection
from dashboard.text import Text
from dashboard.ui.shell import download, session, view
from dashboard.ui.shell.download import Table
from dashboard.ui.shell.events import event_list
from dashboard.ui.shell.sources import Opener
from dashboard.ui.trend.series import Series, finished, holidays, targets, wanted
from dashboard.ui.trend.timeline import Options
from dashboard.wording.phrases import base_words


@dataclass(frozen=True)
class Drawn:
    """A chart with its title, its legend, the sentence that says the same, and the notes below it."""

    title: str
    legend: list[tuple[str, str, bool]]
    figure: go.Figure
    alt: str
    notes: list[str]
    events: Markup


def show_chart(series: Series, selection: Selection, options: Options, text: Text) -> None:
    """The chart with its title above and its notes below."""
    look = session.look()
    drawn = session.remembered(_drawn, series, selection, options, look, text, key=(selection, options, look))
    view.show_heading(drawn.title)
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "trend_figure")
    for note in drawn.notes:
        st.caption(note)
    if drawn.events:
        st.html(drawn.events)


def _drawn(series: Series, selection: Selection, options: Options, look: figures.Look, text: Text) -> Drawn:
    title, ended = _title(selection, options, text), finished(series, options)
    days = holidays(session.warehouse_in_use(), series)
    asked = targets(session.warehouse_in_use(), selection, options, text)
    first, last = figures.span(ended)
    events = events_between(session.warehouse_in_use(), selection, first.date(), last.date())
    marked = figures.drawn_events(events, first, last)
    return Drawn(
        title,
        figures.flow_legend(ended, look),
        figures.flow_chart(ended, options.mode, days, text, look, asked, marked),
        figures.flow_alt(ended, title, options.mode, text),
        [*_rate_notes(series, selection, options, text), *_notes(series, options, days, text)],
        event_list(events, marked, text),
    )


def _title(selection: Selection, options: Options, text: Text) -> str:
    if selection.indicator is not None:
        stage = selection.indicator.words(text.language)
        return text(f"trend.axis_{options.mode}", stage=stage, base=base_words(selection, text))
    stage = text("trend.stages") if options.split == "stage" else text(f"stage.{selection.stage}")
    return text(f"trend.axis_{options.mode}", stage=stage, base=base_words(selection, text))


def _rate_notes(series: Series, selection: Selection, options: Options, text: Text) -> list[str]:
    """Against what rates are, and who has none."""
    if options.mode != "rate" or selection.indicator is not None:
        return []
    base, as_of = base_words(selection, text), formats.date(selection.as_of)
    said = [] if selection.divided_by in STAGES else [text("trend.rate", base=base, as_of=as_of)]
    without = [name for name in wanted(selection, options, text) if name not in series]
    return [*said, text("trend.rate_none", names=", ".join(without))] if without else said


def _notes(series: Series, options: Options, days: pd.DataFrame, text: Text) -> list[str]:
    """What is hidden and why, the last period where it is not over, and the shaded holidays by name."""
    rows, notes = next(iter(series.values())), []
    if any(each["is_leap"].any() for each in series.values()):
        notes.append(text("trend.leap"))
    if any(each["is_average"].any() for each in series.values()):
        notes.append(text("trend.averaged"))
    if any(each["hidden"].notna().any() for each in series.values()):
        notes.append(text("trend.hidden", small=session.measure().small_count))
    if options.mode == "flow" and figures.is_unfinished(rows, options.step):
        notes.append(text("trend.unfinished", date=formats.date(rows["date"].iloc[-1])))
    return [*notes, *_calendar_notes(series, days, text)] if options.step == "day" else notes


def _calendar_notes(series: Series, days: pd.DataFrame, text: Text) -> list[str]:
    """The holidays by name, the weekend days that are worked, and where the calendar ends."""
    free, worked = days[~days["is_worked"]], days[days["is_worked"]]
    named: dict[str, list[pd.Timestamp]] = {}
    for name, day in zip(free[f"name_{text.language}"].tolist(), free["date"].tolist(), strict=True):
        named.setdefault(name, []).append(day)
    names = [f"{name} ({formats.days(min(dates), max(dates))})" for name, dates in named.items()]
    notes = [text("trend.holiday", names=", ".join(names))] if names else []
    if not worked.empty:
        notes.append(text("trend.worked", days=", ".join(formats.date(day) for day in worked["date"])))
    if figures.span(series)[1].year >= clock.HOLIDAY_YEARS.stop:
        notes.append(text("trend.calendar_ends", year=clock.HOLIDAY_YEARS.stop - 1))
    return notes


def show_table(series: Series, selection: Selection, options: Options, text: Text) -> None:
    """The same figures as a table, newest first."""
    with st.expander(text("trend.table")):
        st.html(session.remembered_here(_table, series, selection, options, text, key=(selection, options)))


def _table(series: Series, selection: Selection, options: Options, text: Text) -> Markup:
    opener, asked = Opener("trend", selection), wanted(selection, options, text)
    columns = [_column(rows, asked[name], opener, options.mode, text) for name, rows in series.items()]
    starts = sorted({start for column in columns for start in column}, reverse=True)
    headings = [Heading(text("trend.period")), *(Heading(name, True) for name in series)]
    nothing = Cell(formats.NOTHING, True)
    cells = [
        [Cell(_period(start, options.step)), *(column.get(start, nothing) for column in columns)] for start in starts
    ]
    return table(headings, cells, text("trend.table"), 420)


def _column(
    rows: pd.DataFrame, asked: tuple[str, str, str], opener: Opener, mode: str, text: Text
) -> dict[pd.Timestamp, Cell]:
    """The cells of a series by period. A count up to a day opens to its sources: of the unit, level and stage asked.

    So does what a period counted, with the day up to which had been counted before; the even share of a longer time
    does at the report that closes it.
    """
    unit, level, stage = asked
    cells = {}
    columns = (rows[name] for name in ("period_start", "date", "reported", "since"))
    for start, day, number, since, words in zip(*columns, figures.counts_in_words(rows, mode, text), strict=True):
        link = ""
        if mode != "rate" and not pd.isna(number):
            begin = start - pd.Timedelta(days=1) if pd.isna(since) else since
            of_period = {"since": begin.date()} if mode == "flow" else {}
            link = opener(unit=unit, level=level, stage=stage, as_of=day.date(), **of_period)
        cells[start] = Cell(words, True, link=link, title=text("trace.open"))
    return cells


def _period(start: pd.Timestamp, step: str) -> str:
    if step == "month":
        return formats.month(start)
    return formats.days(start, start + pd.Timedelta(days=6)) if step == "week" else formats.date(start)


def show_downloads(series: Series, selection: Selection, options: Options, text: Text) -> None:
    """The counts as they were reported, a column a series; what is hidden in it is empty.

    Where a report speaks of more than its period, beside it the day up to which had been counted before.
    """
    of_file = [Column(text("trend.period"), Format.DAY), Column(text("trend.until"), Format.DAY)]
    for name, rows in series.items():
        of_file.append(Column(name, Format.SHARE if options.mode == "rate" else Format.COUNT))
        if rows["since"].notna().any():
            of_file.append(Column(text("trend.since", name=name), Format.DAY))
    download.show_table_downloads("trend", lambda: Table(_counts(series), of_file), selection, text)


def _counts(series: Series) -> pd.DataFrame:
    columns: list[pd.Series] = []
    for name, rows in series.items():
        dated = rows.set_index(["period_start", "date"])
        columns.append(dated["reported"].rename(name))
        if dated["since"].notna().any():
            columns.append(dated["since"].rename(f"{name} since"))
    return pd.concat(columns, axis=1).sort_index().reset_index()

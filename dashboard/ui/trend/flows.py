"""The trend's series, its chart, and what stands below it: made once of a view and its options."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from dashboard import figures, formats, queries, units
from dashboard.selection import LEVELS, STAGES, Selection
from dashboard.text import Text
from dashboard.ui.shell import download, session, view
from dashboard.ui.trend.timeline import Options


@dataclass(frozen=True)
class Drawn:
    """A chart with its title, its legend, the sentence that says the same, and the notes below it."""

    title: str
    legend: list[tuple[str, str, bool]]
    figure: go.Figure
    alt: str
    notes: list[str]


def show_chart(selection: Selection, options: Options, text: Text) -> None:
    """Ends the page with a sentence where the unit has no figures in the span."""
    drawn = session.remembered(_drawn, selection, options, session.look())
    if drawn is None:
        st.info(text("trend.empty", unit=view.unit_name(selection)))
        st.stop()
    view.show_heading(drawn.title)
    view.show_line_legend(drawn.legend)
    view.show_figure(drawn.figure, drawn.alt, "trend_figure")
    for note in drawn.notes:
        st.caption(note)


def show_downloads(selection: Selection, options: Options, text: Text) -> None:
    """The counts of the chart, a column a series; what is hidden in it is empty."""
    table = session.remembered(_table, selection, options)
    headings = [text("trend.period"), text("trend.until"), *table.columns[2:]]
    download.show_table_downloads(table, headings, selection, text)


def _table(selection: Selection, options: Options) -> pd.DataFrame:
    keys, found = ["period_start", "date"], series(selection, options, Text(selection.lang))
    counts = [rows.set_index(keys)["count"].rename(name) for name, rows in found.items()]
    return pd.concat(counts, axis=1).sort_index().reset_index()


def _drawn(selection: Selection, options: Options, look: figures.Look) -> Drawn | None:
    text = Text(selection.lang)
    found = series(selection, options, text)
    if not found:
        return None
    title, finished, holidays = _title(selection, options, text), _finished(found, options), _holidays(found)
    return Drawn(
        title,
        figures.flow_legend(finished, look),
        figures.flow_chart(finished, options.mode, holidays, text, look),
        figures.flow_alt(finished, title, text),
        _notes(found, options, holidays, text),
    )


def series(selection: Selection, options: Options, text: Text) -> dict[str, pd.DataFrame]:
    """Name → the columns that figures.flow_chart takes. Empty where the unit has no figures in the span."""
    stage = selection.stage
    if options.split == "level":
        wanted = {text(f"level.{level}"): (selection.unit, level, stage) for level in LEVELS}
    elif options.split == "stage":
        wanted = {text(f"stage.{each}"): (selection.unit, selection.level, each) for each in STAGES}
    else:
        codes = (selection.unit, *options.others)
        wanted = {
            units.find(selection.edition, code, selection.as_of).full_name: (code, selection.level, stage)
            for code in codes
        }
    found = {name: session.remembered(_rows, selection, options, *what) for name, what in wanted.items()}
    return {name: rows for name, rows in found.items() if (rows["count"].notna() | rows["hidden"].notna()).any()}


def _rows(selection: Selection, options: Options, unit: str, level: str, stage: str) -> pd.DataFrame:
    first, _ = session.known().days or (selection.as_of, selection.as_of)
    if options.span != "all":
        first = max(first, _whole_periods(selection.as_of - dt.timedelta(days=int(options.span)), options.step))
    small = session.measure().small_count
    flow = queries.flow_by_period(
        session.database(), edition=selection.edition, unit=unit, days=(first, selection.as_of), level=level,
        step=options.step, small_count=small,
    )  # fmt: skip
    column = f"{stage}_new" if options.mode == "flow" else stage
    hidden = flow[f"{column}_why"]
    below = hidden.map({"small": small}).astype("Int64")
    return flow[["period_start", "date"]].assign(count=flow[column], hidden=hidden, below=below)


def _title(selection: Selection, options: Options, text: Text) -> str:
    """What the chart shows, in words."""
    stage = text("trend.stages") if options.split == "stage" else text(f"stage.{selection.stage}")
    return text(f"trend.axis_{options.mode}", stage=stage)


def _whole_periods(day: dt.date, step: str) -> dt.date:
    """The first day of the day's week or month: half a period at the start would look like a slump."""
    if step == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if step == "week" else day


def _holidays(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Public holidays within the span of the series."""
    first = min(rows["period_start"].min() for rows in found.values())
    last = max(rows["date"].max() for rows in found.values())
    return queries.holiday_by_date(session.database(), days=(first.date(), last.date()))


def _finished(found: dict[str, pd.DataFrame], options: Options) -> dict[str, pd.DataFrame]:
    """Flows without a last period that is not over, unless there is no other."""
    if options.mode != "flow":
        return found
    return {
        name: rows.iloc[:-1] if len(rows) > 1 and figures.is_unfinished(rows, options.step) else rows
        for name, rows in found.items()
    }


def _notes(found: dict[str, pd.DataFrame], options: Options, days: pd.DataFrame, text: Text) -> list[str]:
    """What is hidden and why, the last period where it is not over, and the shaded holidays by name."""
    rows, notes = next(iter(found.values())), []
    if any(each["hidden"].notna().any() for each in found.values()):
        notes.append(text("trend.hidden", small=session.measure().small_count))
    if options.mode == "flow" and figures.is_unfinished(rows, options.step):
        notes.append(text("trend.unfinished", date=formats.date(rows["date"].iloc[-1])))
    if options.step == "day" and not days.empty:
        named: dict[str, list[pd.Timestamp]] = {}
        for name, day in zip(days[f"name_{text.language}"].tolist(), days["date"].tolist(), strict=True):
            named.setdefault(name, []).append(day)
        told = [f"{name} ({_span(min(dates), max(dates))})" for name, dates in named.items()]
        notes.append(text("trend.holiday", names=", ".join(told)))
    return notes


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return formats.date(first) if first == last else f"{first:%d/%m}–{formats.date(last)}"

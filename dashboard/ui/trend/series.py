"""The trend's series: for each level, stage or unit that the reader asks for, its counts by period."""

import datetime as dt

import pandas as pd

from dashboard import figures, queries, units
from dashboard.briefing import opened
from dashboard.briefing.opened import Warehouse
from dashboard.selection import LEVELS, STAGES, Selection
from dashboard.text import Text
from dashboard.ui.trend.timeline import Options

# Name → the columns that figures.flow_chart takes.
Series = dict[str, pd.DataFrame]


def of_units(warehouse: Warehouse, selection: Selection, options: Options, text: Text) -> Series:
    """Empty where the unit has no figures in the span."""
    stage = selection.stage
    if options.split == "level":
        wanted = {text(f"level.{level}"): (selection.unit, level, stage) for level in LEVELS}
    elif options.split == "stage":
        wanted = {text(f"stage.{each}"): (selection.unit, selection.level, each) for each in STAGES}
    else:
        wanted = {
            units.find(selection.edition, code, selection.as_of).full_name: (code, selection.level, stage)
            for code in (selection.unit, *options.others)
        }
    series = {name: _rows(warehouse, selection, options, *what) for name, what in wanted.items()}
    return {name: rows for name, rows in series.items() if (rows["count"].notna() | rows["hidden"].notna()).any()}


def _rows(
    warehouse: Warehouse, selection: Selection, options: Options, unit: str, level: str, stage: str
) -> pd.DataFrame:
    first, _ = warehouse.known.days or (selection.as_of, selection.as_of)
    if options.span != "all":
        first = max(first, _whole_periods(selection.as_of - dt.timedelta(days=int(options.span)), options.step))
    small = opened.measure(selection).small_count
    flow = queries.flow_by_period(
        warehouse.database,
        edition=selection.edition,
        unit=unit,
        days=(first, selection.as_of),
        level=level,
        step=options.step,
    )
    column = f"{stage}_new" if options.mode == "flow" else stage
    hidden = flow[f"{column}_why"]
    below = hidden.map({"small": small}).astype("Int64")
    return flow[["period_start", "date"]].assign(count=flow[column], hidden=hidden, below=below)


def _whole_periods(day: dt.date, step: str) -> dt.date:
    """The first day of the day's week or month: half a period at the start would look like a slump."""
    if step == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if step == "week" else day


def finished(series: Series, options: Options) -> Series:
    """Flows without a last period that is not over, unless there is no other."""
    if options.mode != "flow":
        return series
    return {
        name: rows.iloc[:-1] if len(rows) > 1 and figures.is_unfinished(rows, options.step) else rows
        for name, rows in series.items()
    }


def holidays(warehouse: Warehouse, series: Series) -> pd.DataFrame:
    """Public holidays within the span of the series."""
    first, last = figures.span(series)
    return queries.holiday_by_date(warehouse.database, days=(first.date(), last.date()))

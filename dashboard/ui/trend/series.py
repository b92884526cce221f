"""The trend's series: for each level, stage or unit that the reader asks for, its counts by period."""

import datetime as dt

import pandas as pd

from dashboard import figures, queries, units
from dashboard.briefing import area, opened, province
from dashboard.briefing.curves import averaged, curve, leaps, rates
from dashboard.briefing.goals import months
from dashboard.briefing.opened import Warehouse
from dashboard.briefing.summary import headline
from dashboard.selection import LEVELS, STAGES, Selection
from dashboard.text import Text
from dashboard.ui.trend.timeline import Options

# Name → the columns that figures.flow_chart takes.
Series = dict[str, pd.DataFrame]
NEVER = pd.Series([], dtype="datetime64[ns]")


def of_units(warehouse: Warehouse, selection: Selection, options: Options, text: Text) -> Series:
    """Empty where the unit has no figures in the span."""
    series = {
        name: _rows(warehouse, selection, options, *what) for name, what in wanted(selection, options, text).items()
    }
    return {name: rows for name, rows in series.items() if (rows["count"].notna() | rows["hidden"].notna()).any()}


def wanted(selection: Selection, options: Options, text: Text) -> dict[str, tuple[str, str, str]]:
    """The name of each series that is asked for, with its unit, level and stage."""
    stage = selection.stage
    if options.split == "level":
        return {text(f"level.{level}"): (selection.unit, level, stage) for level in LEVELS}
    if options.split == "stage":
        return {text(f"stage.{each}"): (selection.unit, selection.level, each) for each in STAGES}
    return {
        units.find(selection.edition, code, selection.as_of).full_name: (code, selection.level, stage)
        for code in (selection.unit, *options.others)
    }


def _rows(
    warehouse: Warehouse, selection: Selection, options: Options, unit: str, level: str, stage: str
) -> pd.DataFrame:
    first, _ = warehouse.known.days or (selection.as_of, selection.as_of)
    if options.span != "all":
        first = max(first, _whole_periods(selection.as_of - dt.timedelta(days=int(options.span)), options.step))
    if selection.indicator is not None:
        return months.of_unit(warehouse.database, selection.at(unit=unit), first, is_rate=options.mode == "rate")
    small = opened.measure(selection).small_count
    flow = queries.flow_by_period(
        warehouse.database,
        edition=selection.edition,
        unit=unit,
        days=(first, selection.as_of),
        level=level,
        step=options.step,
    )
    if options.mode == "rate":
        return rates.by_period(warehouse.database, selection.at(unit=unit, level=level, stage=stage), flow)
    if options.mode == "flow":
        counted, column = averaged.flow(flow, f"{stage}_new", options.step), f"{stage}_new"
    else:
        flow, column = averaged.reported(flow, stage), stage
        counted = flow[["period_start", "date"]].assign(
            count=flow[stage], is_average=False, reported=flow[stage], since=NEVER
        )
    hidden = flow[f"{column}_why"]
    below = hidden.map({"small": small}).astype("Int64")
    # A flow has no newcomers' counts in it.
    is_leap = leaps.marks(flow, stage) if options.mode == "cumulative" else False
    return counted.assign(hidden=hidden, below=below, is_leap=is_leap)


def targets(warehouse: Warehouse, selection: Selection, options: Options, text: Text) -> Series:
    """Of each cumulative series the selected issuer's target in force, to tell how far it is from its path."""
    if options.mode != "cumulative" or selection.indicator is not None:
        return {}
    found = {}
    for name, (unit, level, stage) in wanted(selection, options, text).items():
        # The count of a few parts has no path to the target of all.
        row = area.of_unit(warehouse.database, selection.at(unit=unit, level=level, stage=stage))
        if row is None or not headline.coverage(row).is_enough:
            continue
        edition, whose = area.whose_targets(selection.at(unit=unit))
        every = province.targets(warehouse.database, edition, whose, level)
        of_issuer = every[(every["issuer"] == selection.issuer) & (every["stage"] == stage)]
        found[name] = curve.targets_in_force(of_issuer, selection.as_of, stage)
    return found


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

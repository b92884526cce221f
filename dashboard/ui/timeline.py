"""The trend page's own choices, its series, and what stands below the chart."""

import datetime as dt
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from dashboard import figures, formats, queries, selection, units
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import session

CHOICES = {
    "step": ("week", "day", "month"),
    "mode": ("flow", "cumulative"),
    "split": ("none", "level", "stage", "unit"),
    "span": ("180", "60", "365", "all"),
}
# The order on the screen, where the default is not the first.
ORDER = {"step": ("day", "week", "month"), "span": ("60", "180", "365", "all")}
MOST_UNITS = 6


@dataclass(frozen=True)
class Options:
    """What the trend shows; the address keeps each under its own name."""

    step: str
    mode: str
    split: str
    span: str
    others: tuple[str, ...]


def choose_options(chosen: Selection, text: Text) -> Options:
    """The page's own choices in one row."""
    with st.container(horizontal=True, key="trend_options"):
        picked = {name: _choose(name, options, text) for name, options in CHOICES.items()}
    others = _choose_units(chosen, text) if picked["split"] == "unit" else ()
    return Options(**picked, others=others)


def _choose(name: str, options: tuple[str, ...], text: Text) -> str:
    asked = st.query_params.get(name, "")
    value = asked if asked in options else options[0]
    key = f"trend_{name}"
    st.session_state[key] = value
    st.segmented_control(
        text(f"trend.{name}"), ORDER.get(name, options), key=key, on_change=_keep, args=(name, key),
        format_func=lambda code: text(f"trend.{name}_{code}"),
    )  # fmt: skip
    return value


def _keep(name: str, key: str) -> None:
    value = st.session_state[key]
    if value:
        st.query_params[name] = ",".join(value) if isinstance(value, list) else value


def _choose_units(chosen: Selection, text: Text) -> tuple[str, ...]:
    holder = units.holder(chosen.edition, chosen.unit)
    grain = units.find(chosen.edition, chosen.unit).grain
    parent = holder.unit_code if grain == "commune" else holder.parent_code or holder.unit_code
    below = [unit for above in (parent, chosen.unit) for unit in units.children(chosen.edition, above, chosen.as_of)]
    names = {unit.unit_code: unit.full_name for unit in below if unit.unit_code != chosen.unit}
    asked = [code for code in st.query_params.get("with", "").split(",") if code in names]
    st.session_state["trend_with"] = asked
    st.multiselect(
        text("trend.with"), list(names), key="trend_with", format_func=names.__getitem__, max_selections=MOST_UNITS - 1,
        placeholder=text("trend.with_hint"), on_change=_keep_units,
    )  # fmt: skip
    return tuple(asked)


def _keep_units() -> None:
    st.query_params["with"] = ",".join(st.session_state["trend_with"])


def series(chosen: Selection, options: Options, text: Text) -> dict[str, pd.DataFrame]:
    """Name → the columns that figures.flow_chart takes. Empty where the unit has no figures in the span."""
    stage = chosen.stage
    if options.split == "level":
        wanted = {text(f"level.{level}"): (chosen.unit, level, stage) for level in selection.LEVELS}
    elif options.split == "stage":
        wanted = {text(f"stage.{each}"): (chosen.unit, chosen.level, each) for each in selection.STAGES}
    else:
        codes = (chosen.unit, *options.others)
        wanted = {
            units.find(chosen.edition, code, chosen.as_of).full_name: (code, chosen.level, stage) for code in codes
        }
    found = {name: session.remembered(_rows, chosen, options, *what) for name, what in wanted.items()}
    return {name: rows for name, rows in found.items() if (rows["count"].notna() | rows["hidden"].notna()).any()}


def _rows(chosen: Selection, options: Options, unit: str, level: str, stage: str) -> pd.DataFrame:
    first, _ = session.known().days or (chosen.as_of, chosen.as_of)
    if options.span != "all":
        first = max(first, _whole_periods(chosen.as_of - dt.timedelta(days=int(options.span)), options.step))
    small = session.measure().small_count
    flow = queries.flow_by_period(
        session.database(), edition=chosen.edition, unit=unit, days=(first, chosen.as_of), level=level,
        step=options.step, small_count=small,
    )  # fmt: skip
    column = f"{stage}_new" if options.mode == "flow" else stage
    hidden = flow[f"{column}_why"]
    below = hidden.map({"small": small}).astype("Int64")
    return flow[["period_start", "date"]].assign(count=flow[column], hidden=hidden, below=below)


def title(chosen: Selection, options: Options, text: Text) -> str:
    """What the chart shows, in words."""
    stage = text("trend.stages") if options.split == "stage" else text(f"stage.{chosen.stage}")
    return text(f"trend.axis_{options.mode}", stage=stage)


def _whole_periods(day: dt.date, step: str) -> dt.date:
    """The first day of the day's week or month: half a period at the start would look like a slump."""
    if step == "month":
        return day.replace(day=1)
    return day - dt.timedelta(days=day.weekday()) if step == "week" else day


def holidays(found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Public holidays within the span of the series."""
    first = min(rows["period_start"].min() for rows in found.values())
    last = max(rows["date"].max() for rows in found.values())
    return queries.holiday_by_date(session.database(), days=(first.date(), last.date()))


def finished(found: dict[str, pd.DataFrame], options: Options) -> dict[str, pd.DataFrame]:
    """Flows without a last period that is not over, unless there is no other."""
    if options.mode != "flow":
        return found
    return {
        name: rows.iloc[:-1] if len(rows) > 1 and figures.is_unfinished(rows, options.step) else rows
        for name, rows in found.items()
    }


def show_notes(found: dict[str, pd.DataFrame], options: Options, days: pd.DataFrame, text: Text) -> None:
    """What is hidden and why, the last period where it is not over, and the shaded holidays by name."""
    rows = next(iter(found.values()))
    if any(each["hidden"].notna().any() for each in found.values()):
        st.caption(text("trend.hidden", small=session.measure().small_count))
    if options.mode == "flow" and figures.is_unfinished(rows, options.step):
        st.caption(text("trend.unfinished", date=formats.date(rows["date"].iloc[-1])))
    if options.step != "day" or days.empty:
        return
    named: dict[str, list[pd.Timestamp]] = {}
    for name, day in zip(days[f"name_{text.language}"].tolist(), days["date"].tolist(), strict=True):
        named.setdefault(name, []).append(day)
    told = [f"{name} ({_span(min(dates), max(dates))})" for name, dates in named.items()]
    st.caption(text("trend.holiday", names=", ".join(told)))


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    return formats.date(first) if first == last else f"{first:%d/%m}–{formats.date(last)}"

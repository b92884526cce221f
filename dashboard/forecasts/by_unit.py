"""Forecasts of all targets of the units within a parent, as one table for pages and commands."""

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard import queries, settings
from dashboard.database import Database
from dashboard.forecasts.apply import Forecasts, forecasts_of
from dashboard.forecasts.coefficients import Coefficients
from dashboard.forecasts.fitted import coefficients_for
from dashboard.forecasts.history import Ints, Targets
from dashboard.forecasts.known import REMEMBERED, Known, Measured, known_of
from dashboard.forecasts.standing import Standing, standing_at
from dashboard.forecasts.sums import sum_forecast
from dashboard.rows import CoverageByEdition, each_row
from dashboard.sql import Declared, Query
from dashboard.statistics.reaching import NEVER

# Targets are shown until so many days after their deadline.
SHOWN_AFTER = 120
VERDICTS = ("reached", "on_course", "at_risk", "not_on_course", "too_little_data")
COLUMNS = (
    Declared("unit_code", "VARCHAR", False, ""),
    Declared("issuer", "VARCHAR", False, "ministry, province or district"),
    Declared("level", "VARCHAR", False, '"1", "2" or "all"'),
    Declared("stage", "VARCHAR", False, "stage that counts"),
    Declared("deadline", "DATE", False, "last day of the target"),
    Declared("target", "BIGINT", False, "accounts asked for"),
    Declared("count_p10", "BIGINT", False, "count on the deadline day that 90 of 100 such units would pass"),
    Declared("count_p50", "BIGINT", False, "the same of 50"),
    Declared("count_p90", "BIGINT", False, "the same of 10"),
    Declared("probability", "DOUBLE", False, "of reaching the target by its deadline"),
    Declared("p10_on", "DATE", False, "day by which 10 of 100 such units would have reached it; empty = later"),
    Declared("p50_on", "DATE", False, "the same of 50; later than 120 days after the deadline is empty"),
    Declared("p90_on", "DATE", False, "the same of 90"),
    Declared("verdict", "VARCHAR", False, ", ".join(VERDICTS)),
    Declared("starts_on", "DATE", False, "day of the newest report, from which the forecast starts"),
    Declared("basis", "VARCHAR", False, "matured: what came of forecasts here; simulated: too little has matured yet"),
)
QUESTION = Query(
    name="forecast_by_unit",
    sql="",
    description="Whether targets will be reached: of every unit within a parent, by what was known on a day.",
    grain="one row per unit and target in force, or past its deadline by less than 120 days",
    parameters=(
        Declared("edition", "VARCHAR", False, '"2024" or "2025"'),
        Declared("as_of", "DATE", False, "day on which it is asked"),
        Declared("parent", "VARCHAR", False, 'a unit\'s code; "VN" for all'),
    ),
    columns=COLUMNS,
    after=(),
    on="",
    part="province",
    is_view=False,
    is_published=False,
)


@dataclass(frozen=True)
class Asked:
    """The targets of one level and stage, and what is known of their units."""

    targets: pd.DataFrame
    known: Known
    standing: Standing
    fitted: Coefficients

    def index(self, day: object) -> int:
        """A day as the arrays count it."""
        return int((pd.Timestamp(str(day)).date() - self.known.history.first).days)


def forecast_by_unit(database: Database, *, edition: str, parent: str, as_of: dt.date) -> pd.DataFrame:
    """One row for each unit and target. A day beyond the newest figures is asked as of their last one."""
    targets = queries.target_by_unit(database, edition=edition, parent=parent, as_of=as_of)
    shown = targets[targets["deadline"] > pd.Timestamp(as_of) - pd.Timedelta(days=SHOWN_AFTER)]
    day = min(as_of, newest_of(database, edition, as_of))
    tables = []
    for (level, stage), some in shown.groupby(["level", "stage"]):
        asked = Measured(edition, parent, day, str(level), str(stage))
        known = known_of(database, asked, targets)
        fitted = coefficients_for(database, asked)
        tables.append(_answered(Asked(some, known, standing_at(known.history, REMEMBERED), fitted), as_of))
    names = [column.name for column in COLUMNS]
    if not tables:
        return pd.DataFrame(columns=names)
    found = pd.concat(tables, ignore_index=True)
    return found.sort_values(names[:5], kind="stable", ignore_index=True)[names]


def newest_of(database: Database, edition: str, as_of: dt.date) -> dt.date:
    """The last day of which an edition has figures."""
    coverage = each_row(queries.coverage_by_edition(database), CoverageByEdition)
    return next((found.newest_report.date() for found in coverage if found.edition == edition), as_of)


def _answered(asked: Asked, as_of: dt.date) -> pd.DataFrame:
    """Units that report themselves first, then those that are sums of others; of all others nothing is known."""
    is_own = asked.targets["unit_code"].isin(asked.known.rows)
    own, others = asked.targets[is_own], asked.targets[~is_own]
    tables = [_table(own, asked, _own(own, asked), as_of)] if len(own) else []
    if len(others):
        tables.append(_table(others, asked, _sums(others, asked), as_of))
    return pd.concat(tables, ignore_index=True)


def _own(own: pd.DataFrame, asked: Asked) -> tuple[Forecasts, Ints]:
    unit = own["unit_code"].map(asked.known.rows).to_numpy().astype(np.int64)
    deadline = np.array([asked.index(day) for day in own["deadline"]])
    targets = Targets(unit, own["value"].to_numpy(dtype=float), deadline)
    found = forecasts_of(asked.known.history, asked.standing, targets, asked.fitted)
    last = np.where(np.isnan(asked.standing.newest[unit]), -1, asked.standing.last[unit])
    return found, last


def _sums(others: pd.DataFrame, asked: Asked) -> tuple[Forecasts, Ints]:
    found = []
    deadlines = np.array([asked.index(day) for day in others["deadline"]])
    for code, value, deadline in zip(others["unit_code"], others["value"], deadlines, strict=True):
        rows = np.array(asked.known.areas.get(code, []), dtype=np.int64)
        goal = (float(value), int(deadline))
        found.append(sum_forecast(asked.known.history, asked.standing, rows, goal, asked.fitted))
    last = np.array([each.last for each in found])
    together = Forecasts(
        count=np.stack([each.count for each in found]),
        probability=np.array([each.probability for each in found]),
        on=np.stack([each.on for each in found]),
        is_reached=np.array([each.is_reached for each in found]),
        is_enough=np.array([each.is_enough for each in found]),
        is_carried=asked.fitted.is_carried((deadlines - last).astype(float)),
    )
    return together, last


def _table(
    targets: pd.DataFrame,
    asked: Asked,
    answer: tuple[Forecasts, Ints],
    as_of: dt.date,
) -> pd.DataFrame:
    found, last = answer
    counts = {
        name: pd.array(np.floor(column + 0.5), dtype="Float64").astype("Int64")
        for name, column in zip(("count_p10", "count_p50", "count_p90"), found.count.T, strict=True)
    }
    days = {
        name: _dates(column, asked.known.history.first)
        for name, column in zip(("p10_on", "p50_on", "p90_on", "starts_on"), (*found.on.T, last), strict=True)
    }
    is_over = (targets["deadline"] < pd.Timestamp(as_of)).to_numpy()
    told = targets[["unit_code", "issuer", "level", "stage", "deadline", "value"]].reset_index(drop=True)
    return told.rename(columns={"value": "target"}).assign(
        **counts,
        probability=np.round(found.probability, 4),
        **days,
        verdict=verdicts(found, is_over),
        basis=np.where(found.is_carried, "simulated", "matured"),
    )


def _dates(days: Ints, first: dt.date) -> "pd.Series[pd.Timestamp]":
    """Indices of days as dates; empty where there is none."""
    is_known = ~np.isin(days, (NEVER, -1))
    found = pd.Timestamp(first) + pd.to_timedelta(np.where(is_known, days, 0), unit="D")
    return pd.Series(found).where(is_known)


def verdicts(found: Forecasts, is_over: npt.NDArray[np.bool_]) -> list[str]:
    """The words, by the thresholds of the settings; a deadline that has passed unreached was not kept."""
    rules = settings.load()
    percent = np.nan_to_num(found.probability, nan=0.0) * 100
    chosen = np.select(
        [found.is_reached, ~found.is_enough, is_over, percent >= rules.on_course_from, percent >= rules.at_risk_from],
        ["reached", "too_little_data", "not_on_course", "on_course", "at_risk"],
        "not_on_course",
    )
    return [str(word) for word in chosen]

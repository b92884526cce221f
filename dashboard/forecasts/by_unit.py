"""Forecasts of all targets of the units within a parent, as one table for pages and commands."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pandas as pd

from dashboard import queries, settings
from dashboard.database import Database
from dashboard.forecasts.coefficients import Coefficients, carried, with_own
from dashboard.forecasts.made import Figures, all_figures, forecasts, without_small
from dashboard.forecasts.targets import SHOWN_AFTER as SHOWN_AFTER
from dashboard.forecasts.targets import is_shown
from dashboard.rows import CoefficientsOfDay, CoverageByEdition, VersionInUse, each_row
from dashboard.sql import Declared, put_together

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
QUESTION = put_together(
    "forecast_by_unit",
    "Whether targets will be reached: of every unit within a parent, by what was known on a day.",
    "one row per unit and target in force, or past its deadline by less than 120 days",
    COLUMNS,
)


def forecast_by_unit(database: Database, *, edition: str, parent: str, as_of: dt.date) -> pd.DataFrame:
    """One row for each unit and target. A day beyond the newest figures is asked as of their last one.

    The newest day and each past Monday are kept in the version; another day is made with the version's coefficients.
    """
    day = min(as_of, newest_of(database, edition, as_of))
    rows = queries.forecast_of_day(database, edition=edition, parent=parent, as_of=day)
    if rows.empty or (as_of > day and _has_more(database, edition, parent, (day, as_of))):
        rows = afresh(database, edition=edition, parent=parent, days=(day, as_of))
    return told(rows, as_of)


def newest_of(database: Database, edition: str, as_of: dt.date) -> dt.date:
    """The last day of which an edition has figures."""
    coverage = each_row(queries.coverage_by_edition(database), CoverageByEdition)
    return next((found.newest_report.date() for found in coverage if found.edition == edition), as_of)


def _has_more(database: Database, edition: str, parent: str, days: tuple[dt.date, dt.date]) -> bool:
    """Whether targets began between two days."""
    before, until = map(pd.Timestamp, days)
    begun_on = queries.target_by_beginning(database, edition=edition, parent=parent)["begun_on"]
    return bool(((begun_on > before) & (begun_on <= until)).any())


def afresh(database: Database, *, edition: str, parent: str, days: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """The rows as they would have been kept. days: the one from which it is looked ahead, and the one of the targets.

    They are made for the whole province: what is usual there is part of what is said of each of its units.
    """
    day, as_of = days
    made: list[pd.DataFrame] = []
    for figures in figures_of(database, edition, scope_of(database, edition, parent), days):
        found = coefficients_on(database, figures, day)
        made += forecasts(figures, [day], {day: found})
        for known in figures.provinces:
            known.forget_days()
    asked = queries.target_by_beginning(database, edition=edition, parent=parent)["unit_code"].unique()
    if not made:
        return queries.forecast_of_day(database, edition=edition, parent=parent, as_of=as_of)
    rows = pd.concat(made, ignore_index=True)
    small_count = next(each_row(queries.version_in_use(database), VersionInUse)).small_count
    return without_small(rows[rows["unit_code"].isin(asked)], small_count)


def figures_of(database: Database, edition: str, scope: str, days: tuple[dt.date, dt.date]) -> Iterator[Figures]:
    """Those of all days, put in order once for a version: a forecast reads no further than its day."""
    newest = newest_of(database, edition, days[0])
    found: tuple[Figures, ...] = database.remembered(
        ("figures of forecasts", edition, scope),
        lambda: tuple(all_figures(database, edition, scope, (newest, dt.date.min))),
    )
    # Only beyond the newest day do targets count that had not begun by the day that is looked at.
    return (one if days[1] <= newest else replace(one, begun=one.begun.counting(days[1])) for one in found)


def scope_of(database: Database, edition: str, parent: str) -> str:
    """The province of a unit that lies within one, and else the unit itself."""
    found = queries.contributor_by_area(database, edition=edition, parent=parent, level="all")["province_code"].unique()
    if len(found) != 1:
        return parent
    within = queries.contributor_by_area(database, edition=edition, parent=str(found[0]), level="all")
    return str(found[0]) if parent in within["area_code"].to_numpy() else parent


def coefficients_on(database: Database, figures: Figures, day: dt.date) -> Coefficients:
    """Those of the last Monday by a day, as the version keeps them; the carried ones where it has none."""
    asked = figures.asked
    found = queries.coefficients_of_day(
        database, edition=asked.edition, level=asked.level, stage=asked.stage, as_of=day
    )
    own = next(each_row(found, CoefficientsOfDay), None)
    return with_own(carried(), own.content) if own else carried()


def told(rows: pd.DataFrame, as_of: dt.date) -> pd.DataFrame:
    """The rows with their words, of the targets that are still shown on a day."""
    shown = rows[is_shown(rows["deadline"], as_of)]
    counts = {name: shown[name].astype("Int64") for name in ("target", "count_p10", "count_p50", "count_p90")}
    named = shown.assign(
        **counts,
        verdict=verdicts(shown, as_of),
        basis=np.where(shown["is_simulated"].to_numpy(dtype=bool), "simulated", "matured"),
    )
    names = [column.name for column in COLUMNS]
    return named.sort_values(names[:5], kind="stable", ignore_index=True)[names]


def verdicts(rows: pd.DataFrame, as_of: dt.date) -> list[str]:
    """The words, by the thresholds of the settings; a deadline that has passed unreached was not kept."""
    rules = settings.load()
    percent = np.nan_to_num(rows["probability"].to_numpy(dtype=float), nan=0.0) * 100
    is_over = (rows["deadline"] < pd.Timestamp(as_of)).to_numpy(dtype=bool)
    is_reached, is_enough = (rows[name].to_numpy(dtype=bool) for name in ("is_reached", "is_enough"))
    chosen = np.select(
        [is_reached, ~is_enough, is_over, percent >= rules.on_course_from, percent >= rules.at_risk_from],
        ["reached", "too_little_data", "not_on_course", "on_course", "at_risk"],
        "not_on_course",
    )
    return [str(word) for word in chosen]

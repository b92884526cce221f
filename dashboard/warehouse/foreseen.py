"""Fills the tables of forecasts: coefficients of each Monday, and what they say of each Monday and the newest day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from dashboard import queries, settings
from dashboard.database import Database
from dashboard.forecasts.coefficients import carried, digest_of, with_own
from dashboard.forecasts.made import NATION, Figures, all_figures, fitted, forecasts, without_small
from dashboard.forecasts.made_before import MadeBefore
from dashboard.rows import CoverageByEdition, each_row
from dashboard.sql import Query

# With fewer days behind them forecasts stand on simulated campaigns, and are soon made when somebody asks.
LEAST_DAYS = 35
# Units times days that are kept: all Mondays of a province, but of a nation the newest ones, for its builds would take
# minutes more. A province is made in a third of a second when somebody asks about an older day.
MOST_KEPT, LEAST_KEPT = 30_000, 5
KEPT = ("edition", "level", "stage", "fitted_on", "digest", "content")


class Unfinished(Database):
    """The tables of a build that is not finished yet."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._unfinished = connection

    def query(self, query: Query, **parameters: object) -> pd.DataFrame:
        """The rows of one report query."""
        values = {parameter.name: parameters[parameter.name] for parameter in query.parameters}
        return self._unfinished.execute(query.sql, values).df()


def foresee_since(
    connection: duckdb.DuckDBPyConnection, folder: Path, figures: Mapping[tuple[str, str], str]
) -> set[str]:
    """The same, but what did not change is taken from files of the folder; returns the names of those it needs.

    figures: of each edition and province, by what all that is known there is named.
    """
    before = MadeBefore(folder, figures)
    foresee(connection, before)
    return before.used


def foresee(connection: duckdb.DuckDBPyConnection, before: MadeBefore | None = None) -> None:
    """Makes the forecasts of every edition that has figures of some weeks."""
    database, small_count = Unfinished(connection), settings.load().small_count
    for coverage in each_row(queries.coverage_by_edition(database), CoverageByEdition):
        first, newest = coverage.first_day.date(), coverage.newest_report.date()
        if (newest - first).days >= LEAST_DAYS:
            for figures in all_figures(database, coverage.edition, NATION, (newest, dt.date.min)):
                _fill(connection, (figures, before), mondays(first, newest), small_count)


def mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    """The Mondays from the first day to the last."""
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    return [monday + dt.timedelta(days=day) for day in range(0, (last - monday).days + 1, 7)]


def _fill(
    connection: duckdb.DuckDBPyConnection,
    given: tuple[Figures, MadeBefore | None],
    fitted_on: Sequence[dt.date],
    small_count: int,
) -> None:
    figures, before = given
    asked, newest = figures.asked, figures.period.last
    texts = fitted(figures, fitted_on, before)
    kept = [(*vars(asked).values(), day, digest_of(text), text) for day, text in texts.items()]
    _put(connection, "forecast_coefficients", pd.DataFrame(kept, columns=list(KEPT)))
    by = {day: with_own(carried(), text) for day, text in texts.items()}
    by.setdefault(newest, by[fitted_on[-1]])
    units = sum(len(known.rows) for known in figures.provinces)
    days = sorted(by)[-max(LEAST_KEPT, MOST_KEPT // max(units, 1)) :]
    for rows in forecasts(figures, days, by, before):
        _put(connection, "forecast", without_small(rows, small_count).assign(edition=asked.edition))


def _put(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    connection.register("made", rows)
    connection.execute(f"INSERT INTO published.{table} BY NAME SELECT * FROM made")
    connection.unregister("made")

"""Fills the tables of forecasts: coefficients of each Monday, and what they say of each Monday and the newest day."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd

from dashboard import queries, settings
from dashboard.database import Database
from dashboard.forecasts.coefficients import carried, digest_of, with_own
from dashboard.forecasts.known import Known
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


@dataclass
class Since:
    """What was made before: files, and rows that stand in the table of a copied version.

    said: how many rows are of what each is made of, by its name; now: the same of this version.
    """

    files: MadeBefore
    said: Mapping[str, int]
    now: dict[str, int] = field(default_factory=dict)


def foresee_since(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    figures: Mapping[tuple[str, str], str],
    said: Mapping[str, int],
) -> tuple[set[str], dict[str, int]]:
    """The same, but what did not change is taken from files of the folder, or left where it stands.

    figures: of each edition and province, by what all that is known there is named. said: what stands in the table of
    forecasts. Returns the names of the files that it needs, and what stands there now.
    """
    since = Since(MadeBefore(folder, figures), said)
    foresee(connection, since)
    return since.files.used, since.now


def foresee(connection: duckdb.DuckDBPyConnection, since: Since | None = None) -> None:
    """Makes the forecasts of every edition that has figures of some weeks."""
    database, small_count = Unfinished(connection), settings.load().small_count
    filled = [("", "", "")]
    for coverage in each_row(queries.coverage_by_edition(database), CoverageByEdition):
        first, newest = coverage.first_day.date(), coverage.newest_report.date()
        if (newest - first).days >= LEAST_DAYS:
            for figures in all_figures(database, coverage.edition, NATION, (newest, dt.date.min)):
                _fill(connection, (figures, since), mondays(first, newest), small_count)
                filled.append((figures.asked.edition, figures.asked.level, figures.asked.stage))
    connection.execute(
        "DELETE FROM published.forecast WHERE NOT list_contains($filled, [edition, level, stage])",
        {"filled": [list(asked) for asked in filled]},
    )


def mondays(first: dt.date, last: dt.date) -> list[dt.date]:
    """The Mondays from the first day to the last."""
    monday = first + dt.timedelta(days=-first.weekday() % 7)
    return [monday + dt.timedelta(days=day) for day in range(0, (last - monday).days + 1, 7)]


class Standing:
    """The rows of one level and stage that stay where they stand: those of a province's day are told by their units."""

    def __init__(self, since: Since | None) -> None:
        self._since = since
        self._stayed: list[tuple[Known, dt.date]] = []
        self._rows = 0

    def stays(self, known: Known, day: dt.date, name: str, rows: int) -> bool:
        """Whether a province's day stands in the table; notes that it will."""
        if self._since is None:
            return False
        self._since.now[name] = rows
        if self._since.said.get(name) != rows:
            return False
        self._stayed.append((known, day))
        self._rows += rows
        return True

    def leave(self, connection: duckdb.DuckDBPyConnection, figures: Figures) -> bool:
        """Deletes all others. Where not as many are left as are known to stand there, all go, and it is False."""
        units = [
            (pd.Timestamp(day), code)
            for known, day in self._stayed
            for code in known.rows.keys() | (known.areas.keys() - figures.spanning)
        ]
        asked = vars(figures.asked)
        of_asked = "edition = $edition AND level = $level AND stage = $stage"
        connection.register("stayed", pd.DataFrame(units, columns=["as_of", "unit_code"]))
        connection.execute(
            f"""
            DELETE FROM published.forecast
            WHERE {of_asked} AND (as_of, unit_code) NOT IN (SELECT (as_of::DATE, unit_code::VARCHAR) FROM stayed)
            """,
            asked,
        )
        connection.unregister("stayed")
        [(left,)] = connection.execute(f"SELECT count(*) FROM published.forecast WHERE {of_asked}", asked).fetchall()
        if left != self._rows:
            connection.execute(f"DELETE FROM published.forecast WHERE {of_asked}", asked)
        return bool(left == self._rows)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    given: tuple[Figures, Since | None],
    fitted_on: Sequence[dt.date],
    small_count: int,
) -> None:
    figures, since = given
    files = since.files if since else None
    if files:
        figures = figures.since(files)
    asked, newest = figures.asked, figures.period.last
    texts = fitted(figures, fitted_on, files)
    kept = [(*vars(asked).values(), day, digest_of(text), text) for day, text in texts.items()]
    _put(connection, "forecast_coefficients", pd.DataFrame(kept, columns=list(KEPT)))
    by = {day: with_own(carried(), text) for day, text in texts.items()}
    by.setdefault(newest, by[fitted_on[-1]])
    units = sum(len(known.rows) for known in figures.provinces)
    days = sorted(by)[-max(LEAST_KEPT, MOST_KEPT // max(units, 1)) :]
    standing = Standing(since)
    made = list(forecasts(figures, days, by, files, standing.stays))
    if not standing.leave(connection, figures):
        made = list(forecasts(figures, days, by, files))
    rows = pd.concat(made, ignore_index=True)
    _put(connection, "forecast", without_small(rows, small_count).assign(edition=asked.edition))


def _put(connection: duckdb.DuckDBPyConnection, table: str, rows: pd.DataFrame) -> None:
    connection.register("made", rows)
    connection.execute(f"INSERT INTO published.{table} BY NAME SELECT * FROM made")
    connection.unregister("made")

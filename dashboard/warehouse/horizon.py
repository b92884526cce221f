"""How far parts carry their figures: beyond the newest day of all, so that a file of the next day is one of any day.

A part is made as if its figures went on to the horizon, the end of a month. What readers see ends on the newest day:
rows of days after it are left out, and the few tables that say from when until when are made anew from that day on.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import duckdb

from dashboard import sql
from dashboard.sql import Query

# As the nation has them, and as its parts are given them.
NAMES = ("coverage", "later_day", "legal_clock", "base_edge")
NEWEST = """
SELECT
    max(coverage.last_day) AS newest,
    (SELECT list(later_day.date ORDER BY later_day.date) FROM later_day) AS later,
    (
        SELECT max(received.day)
        FROM (
            SELECT max(as_of)::DATE AS day FROM received_summary UNION ALL SELECT max(date) FROM received_detailed
        ) AS received
    ) AS last_received
FROM coverage
"""
# On these days units begin, end, or take over from others.
CHANGE = """
SELECT min(changed.day)
FROM (
    SELECT unnest([valid_from, valid_to + 1]) AS day FROM unit
    UNION
    SELECT unnest([first_day, CASE WHEN last_day < DATE '9999-12-31' THEN last_day + 1 END]) FROM era
    UNION
    SELECT unnest([begun_on, CASE WHEN last_day < DATE '9999-12-31' THEN last_day + 1 END]) FROM term
    UNION
    SELECT day FROM passage
    UNION
    SELECT effective_on FROM succession
) AS changed
WHERE changed.day > $newest
"""
# Made for all units, of the newest day and those after it. Their order is that of the build.
ANEW = ("hidden_lately", "partial_day", "partial_count")
# Of these, `carried: spans`, the parts' own rows hold from then on.
SPANS = ("partly_based", "partly_staged")
# Of all units, so that the columns that nothing is made of here are not read.
UNIT = "edition, unit_code, level, stage, date"
COUNT, CHANGED = "count, units_reported", "count_before, count_since, units_compared"


@dataclass(frozen=True)
class Horizon:
    """newest: the last day of the figures; later: the days after it on which its reports grow old; day: up to which
    parts carry figures, the newest one where they may go no further."""

    newest: dt.date
    later: tuple[dt.date, ...]
    day: dt.date

    def shown(self, query: Query) -> str:
        """Which rows of a published table readers see of those that parts have made."""
        if query.carried == "days":
            return f"(date <= DATE '{self.newest}' OR {self.is_since})"
        if query.carried == "figures":
            return f"date <= DATE '{self.newest}'"
        return f"first_day < DATE '{self.newest}'" if query.carried == "anew" else "true"

    @property
    def is_since(self) -> str:
        """Whether a row's date is the newest day or one of the later ones."""
        days = ", ".join(f"DATE '{day}'" for day in (self.newest, *self.later))
        return f"date IN ({days})"


def find_horizon(connection: duckdb.DuckDBPyConnection) -> Horizon:
    """The end of the month, if nothing but time goes on until then.

    Where a unit begins, ends, or is handed over before that, parts end earlier. They end on the newest day itself where
    they would end before its reports have grown old, and where a report of a later day was withdrawn.
    """
    [(newest, later, received)] = connection.execute(NEWEST).fetchall()
    if newest is None:
        # All reports were withdrawn.
        return Horizon(dt.date.min, (), dt.date.min)
    [(change,)] = connection.execute(CHANGE, {"newest": newest}).fetchall()
    least = max([newest, *(later or ())])
    [(month,)] = connection.execute("SELECT last_day($least::DATE)", {"least": least}).fetchall()
    # A part hands over on the day after its last one.
    day = min(month, change - dt.timedelta(days=2)) if change else month
    return Horizon(newest, tuple(later or ()), newest if day < least or received > newest else day)


def lay_out_ahead(connection: duckdb.DuckDBPyConnection, horizon: Horizon) -> None:
    """Makes the tables that parts are given in the place of the nation's own, in the schema ahead.

    Which targets begin and end afterwards is not asked of a part: the rows that hang on it are made anew for all.
    """
    connection.execute("CREATE SCHEMA scratch.ahead")
    connection.execute(f"""
        CREATE TABLE scratch.ahead.coverage AS
        SELECT * REPLACE (
            CASE WHEN last_day = DATE '{horizon.newest}' THEN DATE '{horizon.day}' ELSE last_day END AS last_day,
            NULL::DATE AS newest_report
        )
        FROM coverage
    """)
    connection.execute(f"CREATE TABLE scratch.ahead.later_day AS FROM later_day WHERE date > DATE '{horizon.day}'")
    connection.execute("CREATE TABLE scratch.ahead.base_edge AS FROM base_edge LIMIT 0")
    connection.execute("CREATE TEMP VIEW coverage AS FROM scratch.ahead.coverage")
    connection.execute(f"CREATE TABLE scratch.ahead.legal_clock AS {sql.load('build', 'legal_clock').sql}")
    connection.execute("DROP VIEW temp.coverage")


def look_ahead(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on queries see what parts are given."""
    for name in NAMES:
        connection.execute(f"CREATE TEMP VIEW {name} AS FROM scratch.ahead.{name}")


def look_at_newest(connection: duckdb.DuckDBPyConnection) -> None:
    """From here on they see the nation's own again."""
    for name in NAMES:
        connection.execute(f"DROP VIEW temp.{name}")


def make_anew(
    connection: duckdb.DuckDBPyConnection, horizon: Horizon, rows_of: Callable[[str], str], tables: list[Query]
) -> None:
    """Adds the rows from the newest day on to published tables. rows_of: the nation's rows of a table of parts."""
    connection.execute("CREATE SCHEMA among.newest")
    sums = horizon.is_since
    reach = f"DATE '{horizon.newest}' - (SELECT reach FROM compared_period)::INTEGER"
    lately = f"date >= {reach} AND (date <= DATE '{horizon.newest}' OR {sums})"
    figure, change = f"{UNIT}, {COUNT}, DATE '{horizon.newest}' AS figure_date", f"{UNIT}, {CHANGED}"
    for name, columns, rows in (
        ("area_count", figure, sums), ("area_change", change, sums), ("hidden_count", "*", lately),
        *((name, "*", f"last_day >= DATE '{horizon.newest}'") for name in SPANS),
    ):  # fmt: skip
        connection.execute(
            f"CREATE TABLE among.newest.{name} AS SELECT {columns} FROM ({rows_of(name)}) AS part WHERE {rows}"
        )
    connection.execute("SET search_path = 'among.newest,scratch,published'")
    for name in SPANS:
        connection.execute(f"UPDATE among.newest.{name} SET first_day = greatest(first_day, DATE '{horizon.newest}')")
    for name in ANEW:
        connection.execute(f"CREATE TABLE among.newest.{name} AS {sql.load('build', name).sql}")
    for query in tables:
        connection.execute(f"INSERT INTO published.{query.name} BY NAME {query.sql}")
    connection.execute("SET search_path = 'among,scratch,published'")

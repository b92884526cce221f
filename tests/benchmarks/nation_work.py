"""A year of work in the generated nation: detailed exports, duty rosters, reasons and indicators of 3,321 communes.

Only those tables are made that the questions about work read, and they are built of one province: what stands in them
of its communes is laid down for all other communes, and what stands of it for all other provinces. The whole build is
measured in `nation`.
"""

import datetime as dt
import time
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from dashboard import settings, sql, version_files
from dashboard.batches import store
from dashboard.tables import in_order, make
from dashboard.warehouse.making import MEMORY
from dashboard.warehouse.sources import clear_away, lay_out

FIRST_DAY, DAYS = dt.date(2026, 1, 1), 365
VERSION = "0123456789ab"
QUESTIONS = (
    "work_by_cell", "waiting_by_area", "reason_by_unit", "duty_by_kind", "duty_by_day", "mobile_by_week",
    "indicator_by_area", "version_in_use",
)  # fmt: skip
PROVINCE = "96"
COMMUNE = f"""
    SELECT unit_code FROM read_csv('{{units}}', all_varchar = true)
    WHERE edition = '2025' AND grain = 'commune' AND parent_code = '{PROVINCE}'
"""
# Tables that hold a row for each unit, which the questions read.
LAID_DOWN = (
    "work_cell", "waiting_time", "reason_cell", "duty_cell", "duty_hours", "mobile_week", "indicator_cell",
)  # fmt: skip
# Each other commune is given what one of the province's has, each other province what the province has.
ALIKE = f"""
    WITH commune AS (
        SELECT
            unit_code, parent_code,
            row_number() OVER (PARTITION BY parent_code = '{PROVINCE}' ORDER BY unit_code) AS place
        FROM unit
        WHERE edition = '2025' AND grain = 'commune'
    ),
    own AS (SELECT *, count(*) OVER () AS communes FROM commune WHERE parent_code = '{PROVINCE}')
    SELECT commune.unit_code, own.unit_code AS from_code
    FROM commune
    INNER JOIN own ON commune.place % own.communes = own.place - 1
    WHERE commune.parent_code <> '{PROVINCE}'
    UNION ALL
    SELECT unit_code, '{PROVINCE}' FROM unit
    WHERE edition = '2025' AND grain = 'province' AND unit_code <> '{PROVINCE}'
"""
# One way a day, of four; what is approved follows some days later, and what is activated later still.
DETAILED = """
    SELECT
        '2025' AS edition, unit_code, DATE '{first}' + day::INTEGER AS date,
        ['07-11', '13-17', '17-22', '07-11'][way] AS hour_band, level::VARCHAR AS level,
        ['collected', 'approved', 'activated'][stage] AS stage,
        ['headquarters', 'mobile', 'home_visit', 'pick_up'][way] AS channel,
        NULL::VARCHAR AS team_code, (1 + hash(unit_code, day, level) % 11)::BIGINT AS count, false AS is_correction
    FROM (SELECT *, 1 + (hash(unit_code, day) % 4)::INTEGER AS way FROM ({commune}), range({days}) AS days (day)),
        range(1, 3) AS levels (level), range(1, 4) AS stages (stage)
    WHERE day >= (stage - 1) * 12
"""
DUTY = """
    SELECT
        '2025' AS edition, unit_code, DATE '{first}' + day::INTEGER AS date,
        CASE WHEN place = 1 THEN 'commune' ELSE 'district_mobile' END AS team_kind,
        420 AS start_minute, 1020 AS end_minute, 1 AS teams, 3 AS people
    FROM ({commune}), range({days}) AS days (day), range(1, 3) AS places (place)
    WHERE place = 1 OR hash(unit_code, day) % 9 = 0
"""
REASON = """
    SELECT
        '2025' AS edition, unit_code, DATE '{first}' + (28 + 30 * month)::INTEGER AS as_of, reason,
        (hash(unit_code, month, reason) % 90)::BIGINT AS count
    FROM ({commune}), range(12) AS months (month),
        unnest(['no_smartphone', 'sim_of_another', 'away', 'poor_signal', 'data_error', 'refused']) AS reasons (reason)
"""
INDICATOR = """
    SELECT
        '2025' AS edition, unit_code, DATE '{first}' + (28 + 30 * month)::INTEGER AS as_of, indicator,
        (1000 + 50 * month + hash(unit_code, indicator) % 900)::BIGINT AS numerator, 4000::BIGINT AS denominator
    FROM ({commune}), range(12) AS months (month),
        unnest(['health_insurance_card', 'driving_licence', 'health_book']) AS listed (indicator)
"""
ROWS = {"detailed": DETAILED, "duty": DUTY, "reason": REASON, "indicator": INDICATOR}


def build(folder: Path) -> float:
    """Makes the tables under the folder; returns how many seconds of the processor the province's took."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        manifests = [accept(kind) for kind in ROWS]
        path = version_files.path_of(VERSION)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        since = time.process_time()
        with duckdb.connect(str(path), config={"memory_limit": MEMORY, "temp_directory": f"{path}.tmp"}) as connection:
            lay_out(connection, manifests, [], VERSION)
            wanted = needed(QUESTIONS)
            for query in in_order("build"):
                if query.name in wanted:
                    make(connection, query)
            clear_away(connection)
            taken = time.process_time() - since
            lay_down(connection)
        return taken


def lay_down(connection: duckdb.DuckDBPyConnection) -> None:
    """Gives all units of the nation what the province and its communes have, in the order of the tables' rows."""
    connection.execute(f"CREATE TEMP TABLE alike AS {ALIKE}")
    for table in LAID_DOWN:
        columns = [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
        order = ", ".join(name for name in ("edition", "unit_code", "stage", "month", "week") if name in columns)
        connection.execute(
            f"CREATE TABLE laid AS SELECT * FROM (FROM {table} UNION ALL SELECT {table}.* REPLACE (alike.unit_code AS "
            f"unit_code) FROM {table} INNER JOIN alike ON {table}.unit_code = alike.from_code AND edition = '2025') "
            f"ORDER BY {order}"
        )
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE laid RENAME TO {table}")


def needed(questions: Iterable[str]) -> set[str]:
    """The tables that the questions read, and those that they are made of."""
    built = set(sql.names("build"))
    words = {word for name in questions for word in sql.load("report", name).sql.replace(".", " ").split()}
    waiting, found = words & built, set[str]()
    while waiting:
        found.add(name := waiting.pop())
        waiting |= set(sql.load("build", name).after) - found
    return found


def accept(kind: str) -> store.Manifest:
    """One batch of a kind, in its place."""
    path = store.rows_file(f"20270101T0800-{kind}")
    path.parent.mkdir(parents=True, exist_ok=True)
    commune = COMMUNE.format(units=settings.DATA / "units.csv")
    with duckdb.connect() as connection:
        rows = ROWS[kind].format(commune=commune, first=FIRST_DAY, days=DAYS)
        connection.execute(f"COPY ({rows} ORDER BY unit_code) TO '{path}' (FORMAT parquet)")
        [(count,)] = connection.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()
    last = FIRST_DAY + dt.timedelta(days=DAYS - 1)
    return store.Manifest(
        batch_id=path.parent.name, kind=kind, sha256=kind, source_name=f"{kind}.parquet",
        received_at=f"{last + dt.timedelta(days=1)}T08:00:00", period_from=f"{FIRST_DAY}", period_to=f"{last}",
        accepted_rows=count, quarantined_rows=0, units=3321, is_demo=True, superseded_by=None, dropped_columns=(),
        ignored_sheets=(),
    )  # fmt: skip

"""A generated nation: 3,321 communes, 900 days, 2 levels, 3 stages, written as accepted batches and built as always."""

import datetime as dt
import time
from pathlib import Path

import duckdb
import pytest

from dashboard import settings
from dashboard.importer import store, warehouse

DAYS = 900
FIRST_DAY = dt.date(2025, 7, 1)
RECEIVED = dt.datetime(2027, 12, 18, 8)

# A campaign that saturates, with weekends, noise, 1 commune in 97 silent and 1 day in 41 without a report.
SUMMARY = """
COPY (
    WITH commune AS (
        SELECT unit_code, 4000 + hash(unit_code) % 30000 AS people
        FROM read_csv('{units}', all_varchar = true)
        WHERE edition = '2025' AND grain = 'commune' AND hash(unit_code, 'silent') % 97 <> 0
    )
    SELECT
        '2025' AS edition,
        unit_code,
        TIMESTAMP '{first} 23:00' + day * INTERVAL 1 DAY AS as_of,
        level::VARCHAR AS level,
        ['collected', 'approved', 'activated'][stage] AS stage,
        (people / level * (1.05 - 0.1 * stage) * (1 - exp(-(day + 1) / (250.0 + people % 400))))::BIGINT AS count,
        false AS is_correction
    FROM commune, range({days}) AS days (day), range(1, 3) AS levels (level), range(1, 4) AS stages (stage)
    WHERE hash(unit_code, day) % 41 <> 0
    ORDER BY day, unit_code
) TO '{path}' (FORMAT parquet)
"""
TARGET = """
COPY (
    SELECT
        edition,
        unit_code,
        issuer,
        level,
        'activated' AS stage,
        deadline - 360 AS start_date,
        deadline,
        (3000 + hash(unit_code) % 20000 + 10 * year(deadline))::BIGINT AS value,
        'KH-06' AS document,
        '1' AS phase
    FROM read_csv('{units}', all_varchar = true),
        unnest(['ministry', 'province']) AS issuers (issuer),
        unnest(['1', '2', 'all']) AS levels (level),
        unnest([DATE '2025-12-31', DATE '2026-12-31', DATE '2027-12-31']) AS deadlines (deadline)
    WHERE edition = '2025' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
POPULATION = """
COPY (
    SELECT
        edition,
        unit_code,
        'eligible' AS base,
        as_of,
        (4000 + hash(unit_code) % 30000 + 20 * (year(as_of) - 2025))::BIGINT AS count,
        'generated' AS source,
        'generated' AS quality
    FROM read_csv('{units}', all_varchar = true),
        unnest([DATE '2025-07-01', DATE '2026-07-01', DATE '2027-07-01']) AS moments (as_of)
    WHERE edition = '2025' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
KINDS = {"summary": SUMMARY, "target": TARGET, "population_base": POPULATION}


def build(folder: Path) -> float:
    """Generates the batches under the folder where there are none, builds the warehouse; seconds of the build."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        manifests = [accept(kind) for kind in KINDS]
        begun = time.perf_counter()
        version = warehouse.due_version(manifests)
        warehouse.build(version, manifests)
        taken = time.perf_counter() - begun
        warehouse.point_to(version)
        return taken


def accept(kind: str) -> store.Manifest:
    """One generated batch, in its place."""
    path = store.rows_file(f"{RECEIVED:%Y%m%d}-{kind}")
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        generate(kind, path)
    with duckdb.connect() as connection:
        [(rows,)] = connection.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()
    return store.Manifest(
        batch_id=path.parent.name, kind=kind, sha256=kind, source_name=f"{kind}.parquet",
        received_at=RECEIVED.isoformat(), period_from=FIRST_DAY.isoformat(),
        period_to=(FIRST_DAY + dt.timedelta(days=DAYS - 1)).isoformat(), accepted_rows=rows, quarantined_rows=0,
        units=3321, is_demo=True, superseded_by=None, dropped_columns=(), ignored_sheets=(),
    )  # fmt: skip


def generate(kind: str, path: Path) -> None:
    """Writes the rows of one kind."""
    partial = path.with_suffix(".partial")
    question = KINDS[kind].format(units=settings.DATA / "units.csv", first=FIRST_DAY, days=DAYS, path=partial)
    with duckdb.connect() as connection:
        connection.execute(question)
    partial.replace(path)

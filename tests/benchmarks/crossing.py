"""What it costs to ask a page's question of a day of the other era, against the same question within one edition.

A nation of 10,035 communes that reports for two months before the reform, and of 3,321 for a month after it.
"""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from dashboard import queries, settings, version_files
from dashboard.batches import store
from dashboard.selection import Measure
from dashboard.warehouse import versions
from tests.benchmarks import data
from tests.benchmarks.query_times import Forgetful
from tests.benchmarks.result import Result

TURNS, AIM = 15, 1.5
SPANS = {"2024": (dt.date(2025, 5, 1), dt.date(2025, 6, 30)), "2025": (dt.date(2025, 7, 1), dt.date(2025, 7, 31))}
DAY = dt.date(2025, 6, 20)
ROWS = """
COPY (
    SELECT
        edition, unit_code, TIMESTAMP '{first} 23:00' + day * INTERVAL 1 DAY AS as_of, level::VARCHAR AS level,
        ['collected', 'approved', 'activated'][stage] AS stage,
        ((4000 + hash(unit_code) % 9000) / level * (1.05 - 0.1 * stage) * (0.5 + day / 400.0))::BIGINT AS count,
        false AS is_correction
    FROM read_csv('{units}', all_varchar = true), range(0, {days}) AS days (day), range(1, 3) AS levels (level),
        range(1, 4) AS stages (stage)
    WHERE edition = '{edition}' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
TARGETS = """
COPY (
    SELECT
        edition, unit_code, 'ministry' AS issuer, level, 'activated' AS stage, DATE '2025-01-01' AS start_date,
        DATE '2025-12-31' AS deadline, (3000 + hash(unit_code) % 9000)::BIGINT AS value, 'KH-06' AS document,
        '1' AS phase
    FROM read_csv('{units}', all_varchar = true), unnest(['1', '2', 'all']) AS levels (level)
    WHERE edition = '2024' AND grain = 'commune'
) TO '{path}' (FORMAT parquet)
"""
Question = Callable[[str], pd.DataFrame]


def run() -> Iterator[Result]:
    """The median of each question on the units of 2025 against that on the units of 2024, asked in turn."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(built()))
        version = version_files.shown()
        assert version
        database = Forgetful(version_files.path_of(version))
    for name, question in questions(database).items():
        times: dict[str, list[float]] = {"2024": [], "2025": []}
        for turn in range(TURNS + 2):
            for edition, taken in times.items():
                begun = time.perf_counter()
                assert len(question(edition)), f"{name} finds nothing"
                if turn >= 2:
                    taken.append((time.perf_counter() - begun) * 1000)
        own, carried = (statistics.median(times[edition]) for edition in ("2024", "2025"))
        what = f"{name} ({own:.0f} ms within its edition)"
        yield Result("across the reform, the nation", what, carried / own, "×", at_most=AIM)
    database.close()


def questions(db: Forgetful) -> dict[str, Question]:
    """What the pages ask of a day before the reform, on the units of an edition."""
    measure, days = Measure(), (SPANS["2024"][0], SPANS["2025"][1])

    def communes(edition: str, parent: str) -> pd.DataFrame:
        return queries.progress_by_area(db, edition=edition, as_of=DAY, parent=parent, grain="commune", measure=measure)

    return {
        "progress_by_area, all communes": partial(communes, parent="VN"),
        "progress_by_area, communes of a province": partial(communes, parent="96"),
        "progress_by_area, provinces": lambda edition: queries.progress_by_area(
            db, edition=edition, as_of=DAY, parent="VN", grain="province", measure=measure
        ),
        "flow_by_period, through the reform": lambda edition: queries.flow_by_period(
            db, edition=edition, unit="VN", days=days, level="all", step="day"
        ),
    }


def built() -> Path:
    """The folder with the warehouse of both months."""
    place = data.folder() / "crossing"
    if not (place / "warehouse" / "current").exists():
        print("building a nation across the reform …", file=sys.stderr)
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("DASHBOARD_DATA", str(place))
            batches = [accepted("target", "2024", TARGETS), *(accepted("summary", edition, ROWS) for edition in SPANS)]
            version = versions.due_version(batches)
            versions.build(version, batches)
            versions.point_to(version)
    return place


def accepted(kind: str, edition: str, question: str) -> store.Manifest:
    """One generated batch, in its place."""
    batch_id, (first, last) = f"{edition}-{kind}", SPANS[edition]
    path = store.rows_file(batch_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    days = (last - first).days + 1
    with duckdb.connect() as connection:
        places = {"units": settings.DATA / "units.csv", "first": first, "days": days, "edition": edition, "path": path}
        connection.execute(question.format(**places))
    return store.Manifest(
        batch_id=batch_id, kind=kind, sha256=batch_id, source_name=f"{batch_id}.parquet",
        received_at=f"{last}T08:00:00", period_from=f"{first}", period_to=f"{last}", accepted_rows=1,
        quarantined_rows=0, units=1, is_demo=True, superseded_by=None, dropped_columns=(), ignored_sheets=(),
    )  # fmt: skip

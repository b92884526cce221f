"""How long each report query of a page takes, on the demo's province and on the generated nation."""

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries, sql, version_files
from dashboard.database import Database
from dashboard.selection import Measure
from dashboard.sql import Query
from tests.benchmarks import data
from tests.benchmarks.result import Result

TURNS = 15


@dataclass(frozen=True)
class Place:
    """Which data, and what its pages ask of it: the widest and a smaller area, the grain within, the days."""

    name: str
    edition: str
    widest: str
    grain: str
    inner: str
    first_day: dt.date
    as_of: dt.date
    aim: float


PROVINCE = Place("province", "2024", "96", "district", "967", dt.date(2023, 3, 1), dt.date(2024, 5, 1), 50)
NATION = Place("nation", "2025", "VN", "province", "96", dt.date(2025, 7, 1), dt.date(2027, 6, 1), 150)
# The demo's corrections are of the units of 2025.
CORRECTED = dt.date(2026, 11, 20)
Question = Callable[[Database], pd.DataFrame]


class Forgetful(Database):
    """The door without its memory."""

    def query(self, query: Query, **parameters: object) -> pd.DataFrame:
        """The rows, asked anew each time."""
        return self.ask(query, {parameter.name: parameters[parameter.name] for parameter in query.parameters})


def run() -> Iterator[Result]:
    """The median of each query on both, and what the nation's warehouse takes to build and to keep."""
    yield from measure(PROVINCE, data.province())
    folder, built = data.whole_nation()
    yield from measure(NATION, folder)
    yield Result("queries, nation", "build of the warehouse, 18 million reports, processor", built.processor, "s")
    yield Result("queries, nation", "of it forecasts, processor", built.of_forecasts, "s")
    yield Result("queries, nation", "its memory at its highest, before forecasts", built.memory_before, "MB")
    yield Result("queries, nation", "its memory at its highest", built.memory, "MB", at_most=1500)
    size = sum(path.stat().st_size for path in (folder / "warehouse").glob("*.duckdb"))
    yield Result("queries, nation", "size of the warehouse", size / 1e6, "MB")


def measure(place: Place, folder: Path) -> Iterator[Result]:
    """Each question in turn, again and again: what disturbs the machine disturbs all alike."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        version = version_files.shown()
        assert version
        database = Forgetful(version_files.path_of(version))
    asked = questions(place)
    if unmeasured := set(sql.names("report")) - {name.partition(",")[0] for name in asked}:
        print(f"not measured: {', '.join(sorted(unmeasured))}", file=sys.stderr)
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(TURNS + 2):
        for name, question in asked.items():
            begun = time.perf_counter()
            answer = question(database)
            assert len(answer), f"{name} finds nothing, and finding nothing is no measure"
            if turn >= 2:
                times[name].append((time.perf_counter() - begun) * 1000)
    database.close()
    for name, taken in times.items():
        yield Result(f"queries, {place.name}", name, statistics.median(taken), "ms", at_most=place.aim)


def questions(place: Place) -> dict[str, Question]:
    """What the pages ask, by the query's name."""
    days = (place.first_day, place.as_of)
    monday = place.as_of - dt.timedelta(days=place.as_of.weekday())
    target, people = Measure(), Measure(base="eligible")
    at = {"edition": place.edition, "as_of": place.as_of}
    wide, inner = at | {"parent": place.widest}, at | {"parent": place.inner}
    series = {"edition": place.edition, "unit": place.widest, "days": days, "level": "all"}
    weeks = {
        "edition": place.edition, "parent": place.widest, "level": "all", "stage": "activated",
        "days": (place.as_of - dt.timedelta(weeks=12), place.as_of),
    }  # fmt: skip
    return {
        "progress_by_area, all communes": lambda db: queries.progress_by_area(
            db, **wide, grain="commune", measure=target
        ),
        "progress_by_area, of their people": lambda db: queries.progress_by_area(
            db, **wide, grain="commune", measure=people
        ),
        "progress_by_area, communes of a part": lambda db: queries.progress_by_area(
            db, **inner, grain="commune", measure=target
        ),
        "progress_by_area, parts": lambda db: queries.progress_by_area(db, **wide, grain=place.grain, measure=target),
        "progress_by_area, one unit": lambda db: queries.progress_by_area(
            db, **inner, grain=place.grain, measure=target
        ),
        "flow_by_period, by day": lambda db: queries.flow_by_period(db, **series, step="day"),
        "flow_by_period, by week": lambda db: queries.flow_by_period(db, **series, step="week"),
        "count_by_week, all communes": lambda db: queries.count_by_week(db, **weeks, grain="commune"),
        "count_by_week, parts": lambda db: queries.count_by_week(db, **weeks, grain=place.grain),
        "target_by_issuer": lambda db: queries.target_by_issuer(
            db, edition=place.edition, unit=place.widest, level="all"
        ),
        "published_by_metric": lambda db: queries.published_by_metric(db, unit=place.widest, edition=None),
        # The page asks it of a province and of smaller areas only.
        "completeness_by_week, one province": lambda db: queries.completeness_by_week(db, **at, parent="96", weeks=12),
        "lateness_by_due, one province": lambda db: queries.lateness_by_due(
            db, **at, now=dt.datetime.combine(place.as_of, dt.time.min), parent="96", dues=12
        ),
        "restatement_by_batch": lambda db: queries.restatement_by_batch(
            db, edition="2025", as_of=max(place.as_of, CORRECTED), parent=place.widest, most=100
        ),
        "reconciliation_by_unit": lambda db: queries.reconciliation_by_unit(db, **wide),
        "batch_by_arrival": queries.batch_by_arrival,
        "coverage_by_edition": queries.coverage_by_edition,
        "holiday_by_date": lambda db: queries.holiday_by_date(db, days=days),
        "version_in_use": queries.version_in_use,
        "forecast_of_day": lambda db: queries.forecast_of_day(
            db, edition=place.edition, parent=place.widest, as_of=monday
        ),
    }

"""What forecasts cost: coefficients fitted on the newest Monday, then applied to the newest day."""

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import version_files
from dashboard.database import Database
from dashboard.forecasts.coefficients import Coefficients, carried, with_own
from dashboard.forecasts.made import Figures, all_figures, fitted, forecasts
from tests.benchmarks import data
from tests.benchmarks.query_times import NATION, PROVINCE, Place
from tests.benchmarks.result import Result

# Seconds of the processor for the newest day: of a province, and of the nation on two cores.
AIMS = {PROVINCE.name: 3.0, NATION.name: 120.0}


def run() -> Iterator[Result]:
    """Of the demo's province and of the generated nation."""
    yield from measure(PROVINCE, data.province())
    yield from measure(NATION, data.whole_nation()[0])


def measure(place: Place, folder: Path) -> Iterator[Result]:
    """Reading and laying out, fitting and applying, all levels and stages together."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        version = version_files.shown()
        assert version
        database = Database(version_files.path_of(version))
    begun = time.process_time()
    figures = list(all_figures(database, place.edition, place.widest, (place.as_of, dt.date.min)))
    # Reports are asked for when they are needed.
    assert all(len(known.reports.counts) for each in figures for known in each.provinces)
    read = time.process_time()
    monday = place.as_of - dt.timedelta(days=place.as_of.weekday())
    found = [with_own(carried(), fitted(each, [monday])[monday]) for each in figures]
    fit = time.process_time()
    rows = sum(_rows(each, place.as_of, by) for each, by in zip(figures, found, strict=True))
    applied = time.process_time()
    database.close()
    section = f"forecasts, {place.name}"
    yield Result(section, "read and laid out, processor", read - begun, "s")
    yield Result(section, "fitted, processor", fit - read, "s")
    yield Result(section, f"applied to {rows:,} targets, processor", applied - fit, "s")
    yield Result(section, "all three", applied - begun, "s", at_most=AIMS[place.name])


def _rows(figures: Figures, day: dt.date, found: Coefficients) -> int:
    return sum(len(rows) for rows in forecasts(figures, [day], {day: found}))

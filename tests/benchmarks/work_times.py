"""How long the questions about work take: teams, waiting, reasons, duty and indicators of a nation's year."""

import datetime as dt
import statistics
import time
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from dashboard import queries, version_files
from tests.benchmarks import data, nation_work
from tests.benchmarks.query_times import TURNS, Forgetful
from tests.benchmarks.result import Result

LAST_DAY = nation_work.FIRST_DAY + dt.timedelta(days=nation_work.DAYS - 1)
NATION, PROVINCE, COMMUNE = "VN", "96", "32065"


def run() -> Iterator[Result]:
    """The median of each question in processor time of this process, and what a province's tables take to make."""
    folder, built = data.nation_of_work()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        database = Forgetful(version_files.path_of(nation_work.VERSION))
        asked = questions(database)
        times: dict[str, list[float]] = {name: [] for name in asked}
        for turn in range(TURNS + 2):
            for name, question in asked.items():
                # Of the processor, all threads together: what disturbs the machine does not count.
                begun = time.process_time()
                answer = question()
                assert len(answer), f"{name} finds nothing, and finding nothing is no measure"
                if turn >= 2:
                    times[name].append((time.process_time() - begun) * 1000)
        database.close()
    for name, taken in times.items():
        yield Result("work, nation", name, statistics.median(taken), "ms", at_most=150)
    yield Result("work, nation", "the tables of one province, of a year, processor", built, "s")


def questions(database: Forgetful) -> dict[str, Callable[[], pd.DataFrame]]:
    """What the pages *teams*, *pipeline* and *targets* ask of a year, by the query's name and the unit."""
    year, stage = (nation_work.FIRST_DAY, LAST_DAY), "activated"
    asked: dict[str, Callable[[], pd.DataFrame]] = {}
    for name, unit in (("the nation", NATION), ("a province", PROVINCE), ("a commune", COMMUNE)):
        of = {"edition": "2025", "unit": unit}
        span = {**of, "days": year}
        asked |= {
            f"work_by_cell, {name}": lambda span=span: queries.work_by_cell(database, **span, stage=stage),
            f"duty_by_kind, {name}": lambda span=span: queries.duty_by_kind(database, **span, stage=stage),
            f"duty_by_day, {name}": lambda span=span: queries.duty_by_day(database, **span),
            f"mobile_by_week, {name}": lambda span=span: queries.mobile_by_week(database, **span, stage=stage),
            f"reason_by_unit, {name}": lambda of=of: queries.reason_by_unit(database, **of, as_of=LAST_DAY),
        }
    for name, parent, grain in (("provinces", NATION, "province"), ("all communes", NATION, "commune")):
        within = {"edition": "2025", "as_of": LAST_DAY, "parent": parent, "grain": grain}
        asked |= {
            f"waiting_by_area, {name}": lambda w=within: queries.waiting_by_area(database, **w, level="all"),
            f"indicator_by_area, {name}": lambda w=within: queries.indicator_by_area(database, **w),
        }
    return asked

"""A generated nation: 3,321 communes, 900 days, 2 levels, 3 stages, written as accepted batches and built as always.

Its reports come in week by week, a tenth of them late; some are corrected, a batch is withdrawn, and one province sends
detailed exports beside its summaries: so that each table of the warehouse has as much as a nation would give it.
"""

import datetime as dt
import json
import sys
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import settings
from dashboard.batches import store
from dashboard.batches.events import WITHDRAW, Event
from dashboard.warehouse import build as tables
from dashboard.warehouse import versions
from tests.benchmarks.import_rate import most_memory
from tests.benchmarks.nation_rows import FIGURE, TEMPLATES

DAYS = 900
FIRST_DAY = dt.date(2025, 7, 1)
# Days of the province's detailed exports, within what the measured day looks back on.
DETAIL_PROVINCE, DETAIL_FROM, DETAIL_TO = "96", 480, 699


@dataclass(frozen=True)
class Sent:
    """A generated batch: its kind, its days, when it came in, which units it is of, and what it takes off a count."""

    kind: str
    day_from: int
    day_to: int
    received_at: dt.datetime
    share: str = "true"
    less: int = 0

    @property
    def batch_id(self) -> str:
        """Sorts by arrival, as all names of batches do."""
        return f"{self.received_at:%Y%m%dT%H%M}-{self.kind}"


def post() -> Iterator[Sent]:
    """All batches in the order in which they came in."""
    begin = dt.datetime.combine(FIRST_DAY, dt.time(8))
    yield Sent("target", 0, DAYS - 1, begin)
    yield Sent("population_base", 0, DAYS - 1, begin)
    yield Sent("published", 0, DAYS - 1, begin)
    for number, monday in enumerate(range(0, DAYS, 7)):
        days = (max(monday - 4, 0), min(monday + 2, DAYS - 1))
        friday = begin + dt.timedelta(days=monday + 3, hours=8)
        late = f"hash(unit_code, {number}, 'late') % 10 = 0"
        yield Sent("summary", *days, friday, f"NOT {late}")
        yield Sent("summary", *days, friday + dt.timedelta(days=3), late)
        if number % 8 == 5:
            few = f"hash(unit_code, {number}, 'wrong') % 40 = 0"
            yield Sent("summary", *days, friday + dt.timedelta(days=5), few, less=1)
    yield Sent("detailed", DETAIL_FROM, DETAIL_TO, begin + dt.timedelta(days=DETAIL_TO + 1))


@dataclass(frozen=True)
class Built:
    """What a build took: seconds of the clock, those of the processor, how many of these its forecasts took, and
    megabytes at the highest, before the forecasts and in all."""

    seconds: float
    processor: float
    of_forecasts: float
    memory_before: float
    memory: float


def build(folder: Path) -> Built:
    """Generates the batches under the folder where there are none, and builds the warehouse: in a process of its own,
    for memory is that of a process."""
    foresee, taken = tables._foresee, list[float]()

    def measured(*given: Any) -> tuple[Collection[str], Mapping[str, int]]:
        taken.append(most_memory())
        since = time.process_time()
        found = foresee(*given)
        taken.append(time.process_time() - since)
        return found

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        environment.setattr(tables, "_foresee", measured)
        manifests = [accept(sent) for sent in sorted(post(), key=lambda sent: sent.batch_id)]
        begun, since = time.perf_counter(), time.process_time()
        happened = [withdrawal(manifests)]
        version = versions.due_version(manifests, happened)
        versions.build(version, manifests, happened)
        seconds, processor = time.perf_counter() - begun, time.process_time() - since
        versions.point_to(version)
        return Built(seconds, processor, taken[1], taken[0], most_memory())


def withdrawal(manifests: list[store.Manifest]) -> Event:
    """The first correction is taken back."""
    batch = next(found for found in manifests if "correction" in found.source_name)
    at = dt.datetime.fromisoformat(batch.received_at) + dt.timedelta(days=30)
    return Event(WITHDRAW, batch.batch_id, at.isoformat(), "counted twice", "office")


def accept(sent: Sent) -> store.Manifest:
    """One generated batch, in its place."""
    path = store.rows_file(sent.batch_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        generate(sent, path)
    with duckdb.connect() as connection:
        [(rows,)] = connection.execute(f"SELECT count(*) FROM read_parquet('{path}')").fetchall()
    first, last = (FIRST_DAY + dt.timedelta(days=day) for day in (sent.day_from, sent.day_to))
    return store.Manifest(
        batch_id=sent.batch_id, kind=sent.kind, sha256=sent.batch_id,
        source_name=f"{'correction' if sent.less else sent.kind}.parquet", received_at=sent.received_at.isoformat(),
        period_from=first.isoformat(), period_to=last.isoformat(), accepted_rows=rows, quarantined_rows=0,
        units=3321, is_demo=True, superseded_by=None, dropped_columns=(), ignored_sheets=(),
    )  # fmt: skip


def generate(sent: Sent, path: Path) -> None:
    """Writes the rows of one batch."""
    partial = path.with_suffix(".partial")
    places = {"units": settings.DATA / "units.csv", "first": FIRST_DAY}
    figure = FIGURE.format(**places, day_from=sent.day_from, day_to=sent.day_to)
    question = TEMPLATES[sent.kind].format(
        **places, path=partial, figure=figure, share=sent.share, less=sent.less, province=DETAIL_PROVINCE
    )
    with duckdb.connect() as connection:
        connection.execute(question)
    partial.replace(path)


if __name__ == "__main__":
    print(json.dumps(asdict(build(Path(sys.argv[1])))))

"""Imports reports, each into a data folder of its own, and compares what came in with what is true.

``right``: all the rows. ``part``: true rows, some missing. ``asked``: nothing came in. ``wrong``: any row that is not
true. Rows in ``also`` may come in or not; asking is never wrong.
"""

import glob
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dashboard import importer
from dashboard.exports.results import ImportResult
from tests.corpus.offices import Key, Report

VERDICTS = ("right", "part", "asked", "wrong")


@dataclass(frozen=True)
class Judged:
    """A report with what became of it, and the reasons that the importer gave."""

    report: Report
    verdict: str
    came_in: frozenset[Key]
    problems: tuple[str, ...]

    @property
    def line(self) -> str:
        wrong = sorted(self.came_in - self.report.rows - self.report.also)
        return f"{self.verdict}: {self.report.name}: {wrong[:3] or self.problems[:3]}"


def judged(report: Report, folder: Path) -> Judged:
    """Imports the report into ``folder``. The warehouse is not built: it only holds what the batches say."""
    export = folder / "in" / report.name
    export.parent.mkdir()
    export.write_bytes(report.data)
    before, os.environ["DASHBOARD_DATA"] = os.environ.get("DASHBOARD_DATA"), str(folder)
    try:
        results = importer.accept_files([export], dry_run=False, is_demo=False, progress=None)
    finally:
        if before is None:
            del os.environ["DASHBOARD_DATA"]
        else:
            os.environ["DASHBOARD_DATA"] = before
    came_in = frozenset(accepted(folder))
    return Judged(report, verdict(report, came_in), came_in, tuple(reasons(results)))


def accepted(folder: Path) -> Iterator[Key]:
    for file in sorted(folder.glob("batches/*/rows.parquet")):
        rows = duckdb.read_parquet(glob.escape(str(file)))
        if "as_of" in rows.columns:
            for row in rows.project("unit_code, as_of, level, stage, count").fetchall():
                yield tuple(map(str, row))
        else:
            yield ("?", *rows.columns[:4])


def verdict(report: Report, came_in: frozenset[Key]) -> str:
    levels = {(unit, as_of, stage, level): int(count) for unit, as_of, level, stage, count in report.rows}

    def is_sum(row: Key) -> bool:
        """The two levels of a true report together, which its column of totals prints."""
        unit, as_of, level, stage, count = row
        parts = [levels.get((unit, as_of, stage, each)) for each in "12"]
        return level == "all" and None not in parts and sum(parts) == int(count)

    if any(row not in report.rows | report.also and not is_sum(row) for row in came_in):
        return "wrong"
    if report.rows and report.rows <= came_in:
        return "right"
    return "part" if came_in & report.rows else "asked"


def reasons(results: Iterable[ImportResult]) -> Iterator[str]:
    for result in results:
        for problem in result.problems:
            yield f"{problem.reason} ({problem.column}: {problem.value!r} {problem.detail})"


def tried(make: Callable[[], Report]) -> Judged:
    with tempfile.TemporaryDirectory() as folder:
        return judged(make(), Path(folder))

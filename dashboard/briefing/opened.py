"""The version of the figures in use, opened once for all readers."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any, TypeVar

from dashboard import queries, remembered, settings, units, version_files
from dashboard.briefing.goals.indicators import LATE_AFTER_DAYS
from dashboard.database import Database
from dashboard.rows import CoverageByEdition, VersionInUse, each_row
from dashboard.selection import Edition, Known, Measure, Selection

NOTHING_KNOWN = Known({}, units.exists, units.REFORM_DAY)
Made = TypeVar("Made")
_lock = Lock()


@dataclass(frozen=True)
class Warehouse:
    """One version of the figures: its database, what a link may name in it, and what was made of it so far."""

    version: str
    database: Database
    known: Known
    is_demo: bool
    small_count: int
    period_days: int
    remembered: Callable[..., Any]


def in_use() -> Warehouse | None:
    """The version in use now, or None before the first import. A new version is seen at the next call."""
    version = version_files.shown()
    if version is None:
        return None
    # Two who ask at once for a new version would both open it.
    with _lock:
        return _opened(version, str(settings.data_folder()))


# A run that began before an import goes on with the version before.
@lru_cache(maxsize=2)
def _opened(version: str, _folder: str) -> Warehouse:
    opened = Database(version_files.path_of(version))
    coverage = queries.coverage_by_edition(opened)
    editions = {
        row.edition: Edition(row.first_day.date(), row.last_day.date(), row.home_unit)
        for row in each_row(coverage, CoverageByEdition)
    }
    rules = settings.load()
    known = Known(editions, units.exists, units.REFORM_DAY, rules.home_issuer, rules.home_unit)
    [built] = each_row(queries.version_in_use(opened), VersionInUse)

    def made(make: Callable[..., Made], given: tuple[object, ...], key: Hashable) -> Made:
        return remembered.shared()((opened.number, make, key), lambda: make(*given))

    return Warehouse(version, opened, known, built.is_demo, built.small_count, built.period_days, made)


def measure(selection: Selection) -> Measure:
    """How to count: the reader's choice, the installation's rules, and those by which the version was built."""
    rules = settings.load()
    built = in_use() or rules
    return Measure(
        selection.level,
        selection.stage,
        selection.issuer,
        selection.base,
        rules.late_after_days if selection.indicator is None else LATE_AFTER_DAYS,
        built.small_count,
        built.period_days,
        rules.least_coverage,
    )

"""What a judged file brings, counted: the result that is told, and the manifest that is kept."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from dashboard.batches import store
from dashboard.exports.results import ImportResult, Notice, Problem
from dashboard.exports.source import NO_HINTS, Hints, Source
from dashboard.importer.judging.parsing import units_alone


@dataclass(frozen=True)
class Circumstances:
    """What a file is judged by beside its rows. Simulated data may lie in the future.

    ``before`` are the batches by which the same file came in before.
    """

    now: datetime
    max_file_mb: int
    is_demo: bool = False
    dry_run: bool = False
    hints: Hints = NO_HINTS
    before: tuple[store.Manifest, ...] = ()

    @property
    def latest(self) -> datetime:
        """The last moment that a row may be of."""
        return datetime.max if self.is_demo else self.now


COUNTED = """
SELECT
    count(*) FILTER (is_sound),
    count(*) FILTER (NOT is_sound),
    list(DISTINCT edition || ' ' || unit_code) FILTER (is_sound AND unit_code IS NOT NULL),
    min(dated_at) FILTER (is_sound)::DATE,
    max(dated_at) FILTER (is_sound)::DATE
FROM (SELECT *, row NOT IN (SELECT row FROM problem) AS is_sound FROM incoming)
"""


def result_of(
    connection: duckdb.DuckDBPyConnection, source: Source, name: str, problems: list[Problem]
) -> ImportResult:
    """The result of a judged file, counted from `incoming` and `problem`."""
    counted: tuple[Any, ...] = connection.execute(COUNTED).fetchall()[0]
    accepted, quarantined, units, first, last = counted
    rows = units_alone(connection, source.header)
    alone = (Notice("units_alone", None, str(rows)),) if rows else ()
    return ImportResult(
        name,
        "accepted",
        kind=source.header.kind.name,
        accepted_rows=accepted,
        quarantined_rows=quarantined + len(source.ragged),
        unit_keys=frozenset(units or ()),
        period=(first.isoformat(), last.isoformat()) if first else None,
        problems=tuple(problems),
        dropped_columns=source.header.dropped,
        ignored_sheets=source.ignored_sheets,
        notices=(*source.notices, *alone),
    )


def batch_name(around: Circumstances, kind: str, digest: str) -> str:
    """Names sort by arrival: 20240501T230000123456-summary-1a2b3c4d."""
    return f"{around.now:%Y%m%dT%H%M%S%f}-{kind}-{digest[:8]}"


def manifest_of(result: ImportResult, around: Circumstances, digest: str) -> store.Manifest:
    """The facts kept beside a batch."""
    return store.Manifest(
        batch_id=str(result.batch),
        kind=str(result.kind),
        sha256=digest,
        source_name=result.file,
        received_at=around.now.isoformat(),
        period_from=result.period[0] if result.period else None,
        period_to=result.period[1] if result.period else None,
        accepted_rows=result.accepted_rows,
        quarantined_rows=result.quarantined_rows,
        units=result.units,
        is_demo=around.is_demo,
        superseded_by=None,
        dropped_columns=result.dropped_columns,
        ignored_sheets=result.ignored_sheets,
    )

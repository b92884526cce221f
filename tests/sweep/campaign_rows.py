"""The accepted rows of the simulated campaign's last months as a world of the plain twins: no build, no query."""

import datetime as dt
import json
from functools import lru_cache
from pathlib import Path

import duckdb

from dashboard import units
from tests.queries.twins import Standing, Target, World

EDITION, PROVINCE = "2025", "96"
# Reports of so long before the days looked at are enough for every pace and change, and for who is late.
SINCE = dt.date(2026, 8, 15)


def communes() -> list[str]:
    return [unit.unit_code for unit in units.children(EDITION, PROVINCE)]


@lru_cache
def world(folder: Path, grouping: str = "") -> World:
    """The communes of the province below it, or below the areas of one grouping; what no area holds is left out."""
    parents = dict.fromkeys(communes(), PROVINCE)
    if grouping:
        groups = [(unit, each) for unit in communes() for each in units.memberships(EDITION, unit)]
        parents = {unit: each.group_code for unit, each in groups if each.grouping == grouping}
        parents |= dict.fromkeys(set(parents.values()), PROVINCE)
    found = World(parents)
    seen: dict[tuple[object, ...], tuple[int, bool]] = {}
    for unit, at, level, stage, count, is_correction in _rows(folder, "summary"):
        if unit in parents and at.date() >= SINCE:
            key = (unit, at, level, stage)
            if is_correction and key not in seen:
                found.corrected.add((unit, at.date()))
            seen[key] = (count, True)
    found.summaries = [(*key, count) for key, (count, _) in seen.items()]  # type: ignore[misc]
    found.detailed = [row for row in _rows(folder, "detailed") if row[0] in parents and row[1] >= SINCE]
    found.targets = [Target(*row) for row in _rows(folder, "target")]
    # Where a unit stood does not hang on what it is a part of.
    found.stood = _stood(folder)
    return found


@lru_cache
def _stood(_: Path) -> dict[str, dict[tuple[str, dt.date], Standing]]:
    return {}


COLUMNS = {
    "summary": "unit_code, as_of, level, stage, count, is_correction",
    "detailed": "unit_code, date, level, stage, count",
    "target": "unit_code, issuer, level, stage, start_date, deadline, value",
}


@lru_cache
def _rows(folder: Path, kind: str) -> list[tuple]:
    """Batch by batch, in the order in which they came in."""
    rows: list[tuple] = []
    for batch in sorted((folder / "batches").iterdir()):
        if json.loads((batch / "manifest.json").read_text(encoding="utf-8"))["kind"] == kind:
            question = (
                f"SELECT {COLUMNS[kind]} FROM read_parquet('{batch / 'rows.parquet'}') WHERE edition = '{EDITION}'"
            )
            rows += duckdb.sql(question).fetchall()
    return rows

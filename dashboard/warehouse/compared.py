"""Compares two versions of the figures for the units of a batch: what the pages showed before it, and show now."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from dashboard import settings, sql, units, version_files
from dashboard.exports.changes import NOTHING, STAGES, Changed, Changes, Figure
from dashboard.exports.results import ImportResult
from dashboard.units import Unit

# Of so many changes of earlier figures the newest are looked through.
MOST_CHANGES = 500
# What a target is set by does not matter to a count.
ANY = {"issuer": "ministry", "base": "target", "days_back": "0"}
Key = tuple[str, str]


def changes_of(result: ImportResult) -> Changes | None:
    """What the pages show otherwise since a batch came in; None where it holds no counts, or a version is gone."""
    if not (result.batch and result.version and result.period and result.counts):
        return None
    after = version_files.path_of(result.version)
    before = version_files.path_of(result.version_before) if result.version_before else None
    if not after.exists() or (before and not before.exists()):
        return None
    day = dt.date.fromisoformat(result.period[1])
    areas = areas_of(result.unit_keys, day)
    figures = list(figures_of(result.counts))
    then, now = (standings(path, areas, figures, day) for path in (before, after))
    rows = tuple(
        Changed(edition, code, name, stage, level, then.get((edition, code, stage, level), ("", NOTHING))[1], figure)
        for (edition, code, stage, level), (name, figure) in now.items()
        if f"{edition} {code}" in result.unit_keys
    )
    return Changes(result.batch, day.isoformat(), rows, restated(after, areas, result.batch, day)) if rows else None


def figures_of(counts: Iterable[Key]) -> Iterable[Key]:
    """Each stage of the batch with one level: that of both where both are there, for so the pages show it."""
    levels: dict[str, set[str]] = {}
    for stage, level in counts:
        levels.setdefault(stage, set()).add(level)
    for stage in sorted(levels, key=STAGES.index):
        yield stage, next(iter(levels[stage])) if len(levels[stage]) == 1 else "all"


def areas_of(unit_keys: Iterable[str], day: dt.date) -> list[tuple[Unit, str]]:
    """The smallest area that holds all units of an edition and a grain, for each of them."""
    lineages: dict[Key, list[list[str]]] = {}
    for edition, code in (key.split(" ", 1) for key in unit_keys):
        line = units.lineage(edition, code, day)
        lineages.setdefault((edition, line[-1].grain), []).append([unit.unit_code for unit in line])
    found = []
    for (edition, grain), lines in lineages.items():
        shared = [codes[0] for codes in zip(*lines, strict=False) if len(set(codes)) == 1]
        found.append((units.find(edition, shared[-1], day), grain))
    return found


def standings(
    path: Path | None, areas: Iterable[tuple[Unit, str]], figures: Iterable[Key], day: dt.date
) -> dict[tuple[str, str, str, str], tuple[str, Figure]]:
    """Name and figure of each unit within the areas, by edition, code, stage and level, as the pages show them."""
    if path is None:
        return {}
    question, figures = sql.load("report", "progress_by_area"), list(figures)
    chosen = settings.load()
    rules = {"late_after_days": chosen.late_after_days, "least_coverage": chosen.least_coverage, **ANY}
    found = {}
    with duckdb.connect(path, read_only=True) as version:
        for area, grain in areas:
            where = {"edition": area.edition, "parent": area.unit_code, "grain": grain, "as_of": day}
            for stage, level in figures:
                for row in rows_of(version, question, {**where, **rules, "stage": stage, "level": level}):
                    key = (area.edition, row["unit_code"], stage, level)
                    found[key] = row["unit_name"], figure_of(row)
    return found


def figure_of(row: dict[str, Any]) -> Figure:
    """Where a unit stood, as its row says."""
    reported = row["reported_at"]
    return Figure(row["counted"], row["state"], reported.isoformat() if reported else "")


def restated(path: Path, areas: Iterable[tuple[Unit, str]], batch: str, day: dt.date) -> int:
    """How many earlier figures a batch changed."""
    question = sql.load("report", "restatement_by_batch")
    places = {(area.edition, area.unit_code) for area, _ in areas}
    with duckdb.connect(path, read_only=True) as version:
        return sum(
            row["batch_id"] == batch
            for edition, parent in places
            for row in rows_of(
                version, question, {"edition": edition, "parent": parent, "as_of": day, "most": MOST_CHANGES}
            )
        )


def rows_of(version: duckdb.DuckDBPyConnection, question: sql.Query, values: dict[str, object]) -> list[dict[str, Any]]:
    """The rows of a question by the names of its columns."""
    names = [column.name for column in question.columns]
    return [dict(zip(names, row, strict=True)) for row in version.execute(question.sql, values).fetchall()]

"""Sets the targets that a file brings beside those that stood before it, as a version of the figures has them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from dashboard import sql, units
from dashboard.exports.targets import Asked, Standing
from dashboard.selection import ISSUERS
from dashboard.warehouse.compared import areas_of, rows_of

# The target of a unit: edition, code, level and stage.
Key = tuple[str, str, str, str]


def with_before(rows: Sequence[Asked], path: Path | None) -> tuple[Asked, ...]:
    """The rows with their units' names and, where the version at ``path`` has one, the target that stood before."""
    before = standing(rows, path) if rows and path and path.exists() else {}
    found = []
    for row in rows:
        own = before.get((row.edition, row.unit_code, row.level, row.stage), ())
        name = units.find(row.edition, row.unit_code, dt.date.fromisoformat(row.start_date)).full_name
        found.append(replace(row, unit_name=name, before=before_of(row, own)))
    return tuple(found)


def standing(rows: Sequence[Asked], path: Path) -> dict[Key, list[Standing]]:
    """Every target of the rows' units that began by their last deadline."""
    first = min(dt.date.fromisoformat(row.start_date) for row in rows)
    last = max(dt.date.fromisoformat(row.deadline) for row in rows)
    areas = areas_of({f"{row.edition} {row.unit_code}" for row in rows}, first)
    places = {(area.edition, area.unit_code) for area, _ in areas}
    question = sql.load("report", "target_by_unit")
    found: dict[Key, list[Standing]] = {}
    with duckdb.connect(path, read_only=True) as version:
        for edition, parent in places:
            for one in rows_of(version, question, {"edition": edition, "parent": parent, "as_of": last}):
                start = one["start_date"] or first
                known = Standing(one["value"], one["issuer"], start.isoformat(), one["deadline"].isoformat())
                found.setdefault((edition, one["unit_code"], one["level"], one["stage"]), []).append(known)
    return found


def before_of(row: Asked, before: Iterable[Standing]) -> Standing | None:
    """The target that a row replaces, else the one in force on its first day: of its issuer, else of another.

    Of the targets of one issuer that have begun, the one with the nearest open deadline is in force, after the last
    deadline the last: so does the build (dated_target).
    """
    known = list(before)
    if replaced := [one for one in known if (one.issuer, one.deadline) == (row.issuer, row.deadline)]:
        return replaced[0]
    begun = [one for one in known if one.start_date <= row.start_date]
    for issuer in (row.issuer, *ISSUERS):
        if own := [one for one in begun if one.issuer == issuer]:
            is_open = [one for one in own if one.deadline >= row.start_date]
            return min(is_open, key=lambda one: one.deadline) if is_open else max(own, key=lambda one: one.deadline)
    return None

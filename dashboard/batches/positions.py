"""Reads where the values of a batch stood in their file, from the small file beside its rows."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from dashboard.batches import store

# A batch of an older software has none.
POSITIONS = "positions.parquet"


@dataclass(frozen=True)
class Position:
    """A cell of a file (sheet None outside of workbooks; the column as spreadsheets name it) under its heading."""

    sheet: str | None
    line: int
    column: str
    heading: str


@dataclass(frozen=True)
class Accepted:
    """What came in under a key: the value, the moment that it is of, and where it stood, unless that was not kept."""

    value: int
    at: dt.datetime
    position: Position | None


def set_by(batch_id: str, key: Mapping[str, object]) -> Position | None:
    """Where a target or a count of people stood, by what is known of its key; None where that was not kept."""
    places = store.rows_file(batch_id).with_name(POSITIONS)
    if not places.exists():
        return None
    where = " AND ".join(f"{name} = ${name}" for name in key)
    asked = f"SELECT DISTINCT sheet, line, letter, heading FROM read_parquet($places) WHERE {where} LIMIT 2"
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(asked, {**key, "places": str(places)}).fetchall()
    return Position(*found[0]) if len(found) == 1 else None


def reported(batch_id: str, key: Mapping[str, object], day: dt.date) -> Accepted | None:
    """The last count of a day in a summary report, by unit (edition, code), level and stage."""
    rows = store.rows_file(batch_id)
    if not rows.exists():
        return None
    places = rows.with_name(POSITIONS)
    named = " AND ".join(f"{name} = ${name}" for name in key)
    given = {**key, "day": day, "rows": str(rows)}
    where = f"{named} AND as_of::DATE = $day ORDER BY as_of DESC LIMIT 1"
    with duckdb.connect(":memory:") as connection:
        found = connection.execute(f"SELECT count, as_of FROM read_parquet($rows) WHERE {where}", given).fetchone()
        if found is None:
            return None
        if not places.exists():
            return Accepted(int(found[0]), found[1], None)
        given["rows"] = str(places)
        asked = f"SELECT sheet, line, letter, heading FROM read_parquet($rows) WHERE {where}"
        at = connection.execute(asked, given).fetchone()
    return Accepted(int(found[0]), found[1], Position(*at) if at else None)

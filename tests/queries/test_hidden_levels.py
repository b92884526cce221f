"""No level of a unit follows from that of the area that holds it, less all that is shown: every cell is reckoned."""

import datetime as dt
import random

import duckdb
import numpy as np
import pandas as pd

from dashboard import sql
from tests.sweep import IS_WHOLE

PARTS, LEVELS, SMALL = "ABCDE", ("1", "2", "all"), 5
COUNTS = (0, 0, 1, 2, 3, 4, 5, 6, 7, 9, 12, 30, 50, 80)
Cell = tuple[str, str]
World = dict[Cell, int]


def worlds(number: int) -> dict[dt.date, World]:
    """Areas of two to five units that report both levels, mostly few; a day for each."""
    drawn = random.Random(7)
    found = {}
    for turn in range(number):
        parts = PARTS[: drawn.randint(2, 5)]
        cells = {(unit, level): drawn.choice(COUNTS) for unit in parts for level in ("1", "2")}
        cells |= {(unit, "all"): cells[unit, "1"] + cells[unit, "2"] for unit in parts}
        whole = {("P", level): sum(cells[unit, level] for unit in parts) for level in LEVELS}
        found[dt.date(2000, 1, 1) + dt.timedelta(days=turn)] = cells | whole
    return found


def hidden(drawn: dict[dt.date, World]) -> dict[dt.date, set[Cell]]:
    """What the build hides of them."""
    units = pd.DataFrame(
        [("x", "P", "district", None, "district"), *(("x", unit, "commune", "P", "commune") for unit in PARTS)],
        columns=["edition", "unit_code", "kind", "parent_code", "grain"],
    )
    rows = [
        ("x", unit, level, "s", day, count) for day, cells in drawn.items() for (unit, level), count in cells.items()
    ]
    counts = pd.DataFrame(rows, columns=["edition", "unit_code", "level", "stage", "date", "count"])
    counts["date"] = pd.to_datetime(counts["date"])
    with duckdb.connect() as connection:
        connection.register("unit", units)
        connection.register("area_count", counts)
        connection.execute("CREATE TABLE membership (edition VARCHAR, unit_code VARCHAR, group_code VARCHAR)")
        connection.execute(f"CREATE TABLE build AS SELECT {SMALL} AS small_count")
        found = connection.execute(sql.load("build", "hidden_count").sql).fetchall()
    kept: dict[dt.date, set[Cell]] = {}
    for _, unit, level, _, day, _ in found:
        kept.setdefault(day.date(), set()).add((unit, level))
    return kept


def followed(cells: World, covered: set[Cell]) -> list[Cell]:
    """The hidden cells that follow from those that are shown: both levels make a unit, all units make the whole."""
    places = {cell: place for place, cell in enumerate(sorted(covered))}
    units = {unit for unit, _ in cells}
    sums = [[(unit, "1"), (unit, "2"), (unit, "all")] for unit in units]
    sums += [[*((unit, level) for unit in units - {"P"}), ("P", level)] for level in LEVELS]
    matrix = np.zeros((len(sums), len(places)))
    for line, (*parts, whole) in enumerate(sums):
        for cell, sign in (*((part, 1) for part in parts), (whole, -1)):
            if cell in places:
                matrix[line, places[cell]] = sign
    rank = np.linalg.matrix_rank(matrix)
    lines = np.eye(len(places))
    return [c for c, place in places.items() if np.linalg.matrix_rank(np.vstack([matrix, lines[place]])) == rank]


def test_no_count_that_is_hidden_follows_from_what_is_shown() -> None:
    drawn = worlds(4000 if IS_WHOLE else 400)
    covered = hidden(drawn)
    assert len(covered) > len(drawn) / 2
    for day, cells in drawn.items():
        assert [cell for cell in followed(cells, covered.get(day, set())) if cells[cell]] == [], cells

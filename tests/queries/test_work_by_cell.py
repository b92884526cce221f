"""Who counted how much, when and how: sums that agree, and no count under the threshold, by no difference either."""

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from dashboard import queries
from tests.warehouse import counted, detailed, narrow, opened, rows, tables_read

APRIL = (dt.date(2024, 4, 1), dt.date(2024, 4, 30))
BANDS = ("07-11", "11-13", "13-17", "17-22")
CHANNELS = ("headquarters", "mobile", "home_visit", "pick_up")
# Three communes of one district, one of another, one of another province, and a district that exports itself.
UNITS = ("32065", "32068", "32069", "32044", "31813", "966")
SMALL = 5
CELLS = "SELECT unit_code, division, cell, count, is_partial FROM work_cell WHERE division <> 'team'"
PARENTS = "SELECT unit_code, parent_code FROM unit WHERE edition = '2024' AND kind <> 'group'"


def asked(database, unit: str = "32065", stage: str = "activated", days=APRIL) -> list[tuple[object, ...]]:
    """Division, cell, count and whether some is withheld."""
    table = queries.work_by_cell(database, edition="2024", unit=unit, days=days, stage=stage)
    return rows(table, "division", "cell", "counted", "is_partial")


def test_a_count_is_divided_in_three_ways_and_each_sums_to_it(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        detailed(
            counted("32065", on="2024-04-02", hours="07-11", channel="mobile", activated=10),
            counted("32065", on="2024-04-06", hours="17-22", channel="headquarters", activated=20),
            # The Hùng Kings' day, a Thursday.
            counted("32065", on="2024-04-18", hours="17-22", channel="headquarters", level="1", activated=30),
            counted("32065", on="2024-05-02", hours="17-22", channel="headquarters", activated=999),
            counted("32065", on="2024-04-02", hours="07-11", channel="mobile", collected=77),
        ),
    )
    assert asked(database) == [
        ("channel", "headquarters", 50, False),
        ("channel", "mobile", 10, False),
        ("hours", "2 07-11", 10, False),
        ("hours", "6 17-22", 20, False),
        ("hours", "8 17-22", 30, False),
        ("team", "unnamed", 60, False),
    ]
    assert asked(database, "96") == asked(database, "967") == asked(database), "the only unit there is"
    assert asked(database, stage="collected")[0] == ("channel", "mobile", 77, False)


def test_a_small_count_is_withheld_with_the_next_smallest_beside_it(tmp_path: Path) -> None:
    """The month's whole stands elsewhere: 3 alone would be what is left of it."""
    database = opened(
        tmp_path,
        detailed(
            counted("32065", on="2024-04-02", channel="mobile", activated=3),
            counted("32065", on="2024-04-02", channel="home_visit", activated=20),
            counted("32065", on="2024-04-02", channel="headquarters", activated=90),
        ),
    )
    channels = [row[1:] for row in asked(database) if row[0] == "channel"]
    assert channels == [("headquarters", 90, False), ("home_visit", None, True), ("mobile", None, True)]


def test_a_larger_unit_shows_what_two_units_withhold_together(tmp_path: Path) -> None:
    small = [
        counted(unit, on="2024-04-02", channel=channel, activated=count)
        for unit in ("32065", "32068")
        for channel, count in (("mobile", 3), ("home_visit", 4), ("headquarters", 90))
    ]
    database = opened(tmp_path, detailed(*small))
    channels = [row[1:] for row in asked(database, "967") if row[0] == "channel"]
    assert channels == [("headquarters", 180, False), ("home_visit", 8, False), ("mobile", 6, False)]
    alone = [row[1:] for row in asked(database, "32065") if row[0] == "channel"]
    assert alone == [("headquarters", 90, False), ("home_visit", None, True), ("mobile", None, True)]


@pytest.mark.parametrize("seed", range(4))
def test_no_difference_gives_a_small_count_away(seed: int, tmp_path: Path) -> None:
    """Neither a whole less its cells, nor a unit's cell less those of its parts; and nothing is shown that was not."""
    chance, true = random.Random(seed), defaultdict(int)
    lines = []
    for unit in UNITS:
        for band in BANDS:
            for channel in CHANNELS:
                count = chance.choice([0, 1, 2, 3, 4, 6, 30])
                if count:
                    lines.append(f"{unit} 2024-04-0{1 + seed} {band} all activated {channel} - {count}")
                    true[unit, "channel", channel] += count
                    true[unit, "hours", f"{1 + seed} {band}"] += count
    path = narrow(tmp_path, (detailed(*lines),), tables_read(CELLS) | tables_read(PARENTS))
    with duckdb.connect(str(path), read_only=True) as connection:
        shown = {tuple(row[:3]): (row[3] or 0, row[4]) for row in connection.execute(CELLS).fetchall()}
        parents = dict(connection.execute(PARENTS).fetchall())
    assert {count for count, _ in shown.values() if 0 < count < SMALL} == set()
    within = defaultdict(list)
    for (unit, division, cell), count in true.items():
        above = unit
        while above:
            within[above, division, cell].append((unit, count))
            above = parents.get(above)
    assert within.keys() == shown.keys()
    for (unit, division, cell), parts in within.items():
        count, is_partial = shown[unit, division, cell]
        left = sum(part for _, part in parts) - count
        assert left >= 0
        assert is_partial == (left > 0)
    _check_wholes(within, shown)
    _check_parts(within, shown, parents)


def _check_wholes(within, shown) -> None:
    """What is left of a unit's whole is at least two cells, and no small count."""
    for unit, division in {(unit, division) for unit, division, _ in within}:
        cells = [key for key in within if key[:2] == (unit, division)]
        left = [sum(count for _, count in within[key]) - shown[key][0] for key in cells]
        kept = [each for each in left if each]
        every = sum(count for key in cells for _, count in within[key])
        if kept and every >= SMALL and len(cells) > 1:
            assert len(kept) >= 2, (unit, division)
            assert sum(kept) >= SMALL, (unit, division)


def _check_parts(within, shown, parents) -> None:
    """What a unit shows more than its parts is of at least two counts, and no small one."""
    for unit, division, cell in within:
        children = [key for key in within if key[1:] == (division, cell) and parents.get(key[0]) == unit]
        own = [count for part, count in within[unit, division, cell] if part == unit]
        if not children or own:
            continue
        more = shown[unit, division, cell][0] - sum(shown[key][0] for key in children)
        hidden = sum(shown[key][1] for key in children)
        assert more == 0 or (more >= SMALL and (hidden >= 2 or len(within[unit, division, cell]) >= 2)), (unit, cell)

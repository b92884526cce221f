"""Other indicators: own numbers, sums of parts, both editions, and nothing that gives a small count away."""

import datetime as dt
from pathlib import Path

from dashboard import queries
from tests.warehouse import batch, living_in, opened, population, rows

MAY = dt.date(2024, 5, 31)
ROW = ("unit_code", "numerator", "denominator", "units", "numerator_before")
# The twelve units of Thới Bình.
OLD = (
    "32065", "32068", "32069", "32071", "32072", "32074", "32077", "32080", "32083", "32086", "32089", "32092",
)  # fmt: skip


def told(*sent: str) -> object:
    return batch("indicator", *sent)


def asked(database, grain: str, parent: str = "967", edition: str = "2024", as_of: dt.date = MAY):
    where = {"edition": edition, "parent": parent, "grain": grain, "as_of": as_of}
    return rows(queries.indicator_by_area(database, **where), "indicator", *ROW)


def test_the_newest_of_each_month_counts_and_stands_beside_the_month_before(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        told("32065 2024-03-31 health_book 20 100", "32065 2024-05-10 health_book 30 100"),
        told("32065 2024-05-20 health_book 40 110", "32065 2024-05-20 driving_licence 9 -"),
    )
    assert asked(database, "commune") == [
        ("driving_licence", "32065", 9, None, 1, None), ("health_book", "32065", 40, 110, 1, 20),
    ]  # fmt: skip
    assert asked(database, "commune", as_of=dt.date(2024, 4, 30)) == [("health_book", "32065", 20, 100, 1, None)]
    assert asked(database, "commune", parent="966") == [], "what no file says is no zero"


def test_a_larger_unit_has_what_it_sent_or_the_sum_of_its_parts_and_a_base_if_all_have_one(tmp_path: Path) -> None:
    parts = ("32065 2024-05-31 health_book 40 100", "32068 2024-05-31 health_book 30 -")
    assert asked(opened(tmp_path / "sum", told(*parts)), "district") == [("health_book", "967", 70, None, 2, None)]
    sent = told(*parts, "967 2024-05-31 health_book 500 1200")
    database = opened(tmp_path / "own", sent)
    assert asked(database, "district") == [("health_book", "967", 500, 1200, 12, None)]
    assert asked(database, "province", parent="96") == [("health_book", "96", 500, 1200, 12, None)]


def test_the_people_of_the_day_stand_beside_where_a_file_gives_no_denominator(tmp_path: Path) -> None:
    database = opened(tmp_path, population(living_in("32065", 900)), told("32065 2024-05-31 health_book 40 -"))
    where = {"edition": "2024", "parent": "32065", "grain": "commune", "as_of": MAY}
    assert rows(queries.indicator_by_area(database, **where), "numerator", "denominator", "eligible") == [
        (40, None, 900)
    ]


def test_small_counts_and_small_rests_are_hidden_and_no_sum_gives_them_away(tmp_path: Path) -> None:
    few = ("32065 2024-05-31 health_book 3 100", "32068 2024-05-31 health_book 98 100")
    database = opened(tmp_path, told(*few, "32069 2024-05-31 health_book 50 90"))
    assert [row[2] for row in asked(database, "commune")] == [None, None, 50], "3 have it; 2 have it not"
    assert asked(database, "district") == [("health_book", "967", 50, 90, 3, None)]
    telling = told(
        "32065 2024-05-31 health_book 3 100", "32069 2024-05-31 health_book 50 90", "967 2024-05-31 health_book 53 190"
    )
    assert asked(opened(tmp_path / "own", telling), "district")[0][2] == 50, "53 would tell the 3"


def test_both_editions_have_the_same_sums(tmp_path: Path) -> None:
    sent = told(*(f"{unit} 2024-05-31 health_book {10 * n + 10} 200" for n, unit in enumerate(OLD)))
    database = opened(tmp_path, sent)
    whole = sum(10 * n + 10 for n in range(12))
    assert asked(database, "district")[0][2:4] == (whole, 2400)
    of_2025 = asked(database, "commune", parent="967", edition="2025")
    assert len(of_2025) == 5
    assert sum(row[2] for row in of_2025) == whole
    assert sum(row[3] for row in of_2025) == 2400
    assert asked(database, "nation", parent="VN", edition="2025")[0][2:4] == (whole, 2400)
    later = opened(tmp_path / "later", batch("indicator", "32092 2025-08-31 health_book 60 200", edition="2025"))
    assert asked(later, "commune", as_of=dt.date(2025, 8, 31))[0][1:4] == ("32092", 60, 200), "it is that one alone"


def test_what_was_apportioned_from_a_divided_unit_is_told(tmp_path: Path) -> None:
    """Two new communes have 49.5% and 50.5% of 32017 by area."""
    database = opened(tmp_path, told("32017 2024-05-31 health_book 1000 2000"))
    where = {"parent": "96", "grain": "commune", "as_of": MAY}
    later = rows(queries.indicator_by_area(database, edition="2025", **where), "unit_code", "numerator", "shared_out")
    assert sorted(later) == [("32025", 495, 495), ("32041", 505, 505)]
    former = queries.indicator_by_area(database, edition="2024", **where)
    assert rows(former, "unit_code", "numerator", "shared_out") == [("32017", 1000, None)]

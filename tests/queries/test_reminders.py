"""Who was reminded when, and where all stood on that day, on both sides of the reform."""

import datetime as dt
from pathlib import Path

from dashboard import queries
from tests.warehouse import batch, opened, reported, rows, set_for, summary, target

FORMER = batch(
    "event",
    "32065 reminder 2024-05-08 - Đôn_đốc Reminded",
    "32065 reminder 2024-05-20 - Đôn_đốc Reminded",
    "967 reminder 2024-05-09 - Đôn_đốc Reminded",
    "32065 meeting 2024-05-10 - Giao_ban Meeting",
    "- reminder 2024-05-11 - Đôn_đốc Reminded",
)
PRESENT = batch("event", "32065 reminder 2026-05-04 - Đôn_đốc Reminded", edition="2025")
END = dt.date(2026, 12, 31)


def reminded(database, edition, parent, until=END):
    found = queries.reminder_by_unit(database, edition=edition, parent=parent, date_to=until)
    return rows(found, "unit_code", "reminded_on", "is_whole", "other_name")


def test_a_reminder_is_of_its_own_unit_and_of_none_above_or_below(tmp_path: Path) -> None:
    database = opened(tmp_path, FORMER)
    assert reminded(database, "2024", "967") == [
        ("32065", "2024-05-08", True, None),
        ("32065", "2024-05-20", True, None),
        ("967", "2024-05-09", True, None),
    ]
    assert reminded(database, "2024", "967", dt.date(2024, 5, 8)) == [("32065", "2024-05-08", True, None)]
    assert reminded(database, "2024", "964") == []


def test_across_the_reform_a_reminder_is_of_what_the_unit_became_and_says_whose_it_was(tmp_path: Path) -> None:
    database = opened(tmp_path, FORMER)
    # Two communes became the new one of that code: reminding one of them was not reminding it.
    assert reminded(database, "2025", "32065") == [
        ("32065", "2024-05-08", False, "Thị trấn Thới Bình"),
        ("32065", "2024-05-20", False, "Thị trấn Thới Bình"),
    ]


def test_what_is_of_a_unit_of_today_is_told_to_those_that_it_was(tmp_path: Path) -> None:
    database = opened(tmp_path, PRESENT)
    found = reminded(database, "2024", "32065")
    assert found == [("32065", "2026-05-04", False, "Xã Thới Bình")]


REPORTS = summary(
    *(reported("32065", on=f"2024-05-{day:02d}", activated=count) for day, count in ((1, 100), (8, 170), (15, 310))),
    *(reported("32068", on=f"2024-05-{day:02d}", activated=count) for day, count in ((1, 50), (8, 120), (15, 155))),
    *(reported("32071", on="2024-05-08", activated=60)),
)  # fmt: skip


def test_all_units_stand_beside_the_reminded_one_on_its_day(tmp_path: Path) -> None:
    targets = target(set_for("32065", 1000), set_for("32068", 800, issuer="province"))
    database = opened(tmp_path, REPORTS, targets, FORMER)
    found = queries.pace_by_reminder(
        database, edition="2024", parent="967", days=(dt.date(2024, 5, 8), dt.date(2024, 5, 8)), level="all",
        stage="activated", issuer="ministry",
    )  # fmt: skip
    communes = [
        row for row in rows(found, "reminded_on", "unit_code", "counted", "target", "pace_7") if row[1] != "967"
    ]
    assert communes == [("2024-05-08", "32065", 170, 1000, 10.0), ("2024-05-08", "32068", 120, None, 10.0)]


def test_a_day_beyond_the_newest_figures_is_asked_as_of_their_last_one(tmp_path: Path) -> None:
    database = opened(tmp_path, REPORTS, FORMER)
    found = queries.pace_by_reminder(
        database, edition="2024", parent="32065", days=(dt.date(2024, 5, 9), dt.date(2024, 5, 31)), level="all",
        stage="activated", issuer="ministry",
    )  # fmt: skip
    assert rows(found, "reminded_on", "unit_code", "counted", "pace_7") == [("2024-05-20", "32065", 310, 20.0)]


def test_a_reminder_before_the_reform_finds_the_new_unit_where_it_stood_then(tmp_path: Path) -> None:
    database = opened(tmp_path, REPORTS, FORMER)
    found = queries.pace_by_reminder(
        database, edition="2025", parent="32065", days=(dt.date(2024, 5, 8), dt.date(2024, 5, 8)), level="all",
        stage="activated", issuer="ministry",
    )  # fmt: skip
    assert [row[0] for row in rows(found, "reminded_on")] == ["2024-05-08"]

"""Campaigns, orders, outages and meetings: whose they are, on which days, and what is said of them."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import queries
from tests.warehouse import batch, opened, rows

SPRING = (dt.date(2024, 4, 1), dt.date(2024, 5, 31))
FORMER = batch(
    "event",
    "967 campaign 2024-02-19 2024-05-31 Cao_điểm Campaign",
    "96 meeting 2024-05-06 - Giao_ban Meeting",
    "32065 outage 2024-05-07 2024-05-08 Mất_điện -",
    "- order 2024-04-01 2024-04-01 Công_điện Order",
    "- order 2024-03-31 2024-03-31 Trước Before",
)
PRESENT = batch("event", "32065 order 2026-05-04 - Xã_mới New", edition="2025")


@pytest.mark.parametrize(
    ("edition", "unit", "names"),
    [
        ("2024", "VN", ["Công_điện"]),
        ("2024", "96", ["Công_điện", "Giao_ban"]),
        ("2024", "967", ["Cao_điểm", "Công_điện", "Giao_ban"]),
        ("2024", "32065", ["Cao_điểm", "Công_điện", "Giao_ban", "Mất_điện"]),
        ("2024", "32152", ["Công_điện", "Giao_ban"]),
        # Of the units since the reform, those that are made of them; 32065 is part of the new commune of that code.
        ("2025", "32065", ["Cao_điểm", "Công_điện", "Giao_ban", "Mất_điện"]),
        ("2025", "31858", ["Công_điện"]),
    ],
)
def test_a_unit_sees_what_is_its_own_what_is_of_those_above_it_and_what_is_of_all(edition, unit, names, tmp_path):
    found = queries.event_by_date(opened(tmp_path, FORMER), edition=edition, unit=unit, days=SPRING)
    assert [name for (name,) in rows(found, "name")] == names


def test_an_event_without_an_end_is_of_one_day_and_has_its_own_name_where_none_is_translated(tmp_path: Path) -> None:
    database = opened(tmp_path, FORMER)
    found = queries.event_by_date(database, edition="2024", unit="32065", days=(dt.date(2024, 5, 6), SPRING[1]))
    assert rows(found, "event_kind", "start_date", "end_date", "name_en", "unit_code") == [
        ("campaign", "2024-02-19", "2024-05-31", "Campaign", "967"),
        ("meeting", "2024-05-06", "2024-05-06", "Meeting", "96"),
        ("outage", "2024-05-07", "2024-05-08", "Mất_điện", "32065"),
    ]


def test_what_is_of_a_unit_of_today_is_shown_to_those_that_it_was(tmp_path: Path) -> None:
    database = opened(tmp_path, PRESENT)
    may = (dt.date(2026, 5, 1), dt.date(2026, 5, 31))
    found = queries.event_by_date(database, edition="2024", unit="32065", days=may)
    assert rows(found, "name", "unit_name") == [("Xã_mới", "Xã Thới Bình")]


def test_an_event_that_comes_again_counts_once_and_the_later_file_counts(tmp_path: Path) -> None:
    again = batch("event", "967 campaign 2024-02-19 2024-06-30 Cao_điểm Longer")
    found = queries.event_by_date(opened(tmp_path, FORMER, again), edition="2024", unit="967", days=SPRING)
    assert [row for row in rows(found, "name", "end_date", "name_en") if row[0] == "Cao_điểm"] == [
        ("Cao_điểm", "2024-06-30", "Longer")
    ]

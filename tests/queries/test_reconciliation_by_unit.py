"""Two sources that speak of the same thing stand side by side, and their difference is shown."""

import datetime as dt
from pathlib import Path

import pandas as pd

from dashboard import queries, units
from tests.warehouse import Batch, counted, detailed, opened, reported, rows, summary

PAIR = (
    "unit_code",
    "comparison",
    "level",
    "stage",
    "compared",
    "differing",
    "date_from",
    "date_to",
    "reported",
    "counted",
)


def pairs(
    folder: Path, *batches: Batch, parent: str = "967", as_of: str = "2024-05-31", small_count: int = 5
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    day = dt.date.fromisoformat(as_of)
    return queries.reconciliation_by_unit(
        opened(folder, *batches, small_count=small_count), edition="2024", parent=parent, as_of=day
    )


def test_a_detailed_export_is_held_against_the_increase_of_the_summary_reports(tmp_path: Path) -> None:
    batches = (
        summary(
            reported("32065", on="2024-05-01T23:00", level="1", activated=100),
            reported("32065", on="2024-05-03T23:00", level="1", activated=110),
            reported("32065", on="2024-05-04T23:00", level="1", activated=115),
            reported("32065", on="2024-05-09T23:00", level="1", activated=200),
        ),
        detailed(
            counted("32065", level="1", channel="mobile", activated=50),
            counted("32065", on="2024-05-02", level="1", channel="mobile", activated=4),
            counted("32065", on="2024-05-03", hours="17-22", level="1", channel="mobile", activated=6),
            counted("32065", on="2024-05-04", hours="17-22", level="1", channel="mobile", activated=7),
        ),
    )
    assert rows(pairs(tmp_path / "a", *batches), *PAIR) == [
        ("32065", "detailed", "1", "activated", 2, 1, "2024-05-04", "2024-05-04", 5, 7)
    ]
    assert rows(pairs(tmp_path / "b", *batches, as_of="2024-05-03"), *PAIR) == [
        ("32065", "detailed", "1", "activated", 1, 0, None, None, None, None)
    ]


def test_a_printed_sum_is_held_against_its_levels(tmp_path: Path) -> None:
    found = pairs(
        tmp_path,
        summary(
            reported("32065", activated=100),
            reported("32065", level="1", activated=60),
            reported("32065", level="2", activated=30),
            reported("32065", on="2024-05-02", activated=100),
            reported("32065", on="2024-05-02", level="1", activated=70),
        ),
    )
    assert rows(found, *PAIR) == [("32065", "levels", "all", "activated", 1, 1, "2024-05-01", "2024-05-01", 100, 90)]


def test_a_district_s_own_report_is_held_against_its_communes_only_when_all_of_them_reported(tmp_path: Path) -> None:
    communes = list(units.load().query("edition == '2024' and parent_code == '967'")["unit_code"])
    own = summary(reported("967", activated=25), reported("967", on="2024-05-02", activated=30))
    every = [f"{code} 2024-05-01 all activated 2" for code in communes]
    some = [f"{code} 2024-05-02 all activated 2" for code in communes[1:]]
    found = pairs(tmp_path, own, summary(*every, *some))
    assert rows(found, *PAIR) == [
        ("967", "parts", "all", "activated", 1, 1, "2024-05-01", "2024-05-01", 25, 2 * len(communes))
    ]


def test_one_source_alone_is_nothing_to_compare(tmp_path: Path) -> None:
    assert pairs(tmp_path, summary(reported("32065", level="1", activated=100))).empty


HIDDEN = ("reported", "reported_why", "counted", "counted_why", "difference")


def test_a_small_increase_is_hidden_with_the_difference_that_would_give_it_back(tmp_path: Path) -> None:
    batches = (
        summary(
            reported("32065", on="2024-05-01T23:00", level="1", activated=100),
            reported("32065", on="2024-05-02T23:00", level="1", activated=103),
        ),
        detailed(
            counted("32065", level="1", channel="mobile", activated=1),
            counted("32065", on="2024-05-02", level="1", channel="mobile", activated=10),
        ),
    )
    assert rows(pairs(tmp_path / "a", *batches), *HIDDEN) == [(None, "small", 10, None, None)]
    assert rows(pairs(tmp_path / "b", *batches, small_count=3), *HIDDEN) == [(3, None, 10, None, 7)]


def test_an_increase_from_a_small_count_is_hidden(tmp_path: Path) -> None:
    batches = (
        summary(
            reported("32065", on="2024-05-01T23:00", level="1", activated=3),
            reported("32065", on="2024-05-02T23:00", level="1", activated=20),
        ),
        detailed(
            counted("32065", level="1", channel="mobile", activated=3),
            counted("32065", on="2024-05-02", level="1", channel="mobile", activated=16),
        ),
    )
    assert rows(pairs(tmp_path, *batches), *HIDDEN) == [(None, "beside", 16, None, None)]

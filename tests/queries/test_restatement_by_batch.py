"""What came later changed in earlier figures, step by step. Batches arrive at 8, 9, 10 …; decisions follow them."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dashboard import queries
from tests.warehouse import (
    Batch,
    batch,
    counted,
    detailed,
    living_in,
    opened,
    population,
    reported,
    restored,
    rows,
    set_for,
    summary,
    target,
    withdrawn,
)

CHANGE = ("reason", "unit_code", "as_of", "level", "stage", "count_before", "count_after")


def restatements(
    folder: Path, *batches: Batch, parent: str = "967", most: int = 100, small_count: int = 0
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    return queries.restatement_by_batch(
        opened(folder, *batches, small_count=small_count),
        edition="2024",
        parent=parent,
        as_of=dt.date(2024, 6, 1),
        most=most,
    )


def corrected(*told: str) -> Batch:
    """A summary report whose rows are marked as corrections."""
    return replace(batch("summary", *told), is_correction=True)


def test_a_correction_says_what_was_and_what_is_and_new_figures_are_no_change(tmp_path: Path) -> None:
    table = restatements(
        tmp_path,
        summary(reported("32065", activated=120), reported("32068", activated=7)),
        corrected("32065 2024-05-01 all activated 110", "32065 2024-05-02 all activated 115"),
        summary(reported("32065", on="2024-05-02", activated=115)),
    )
    assert rows(table, *CHANGE) == [("correction", "32065", "2024-05-01", "all", "activated", 120, 110)]
    assert rows(table, "changed_at", "source_name", "kind", "changes") == [
        ("2024-01-01T09:00", "01-summary.csv", "summary", 1)
    ]


def test_a_withdrawal_and_its_end_are_told_with_why_and_who(tmp_path: Path) -> None:
    table = restatements(
        tmp_path,
        summary(reported("32065", activated=120)),
        restored(
            withdrawn(corrected("32065 2024-05-01 all activated 110", "32065 2024-05-02 all activated 9"), "wrong")
        ),
    )
    assert rows(table, "changed_at", *CHANGE, "why", "who") == [
        ("2024-01-01T11:00", "restoration", "32065", "2024-05-02", "all", "activated", None, 9, "", "office"),
        ("2024-01-01T11:00", "restoration", "32065", "2024-05-01", "all", "activated", 120, 110, "", "office"),
        ("2024-01-01T10:00", "withdrawal", "32065", "2024-05-02", "all", "activated", 9, None, "wrong", "office"),
        ("2024-01-01T10:00", "withdrawal", "32065", "2024-05-01", "all", "activated", 110, 120, "wrong", "office"),
        ("2024-01-01T09:00", "correction", "32065", "2024-05-01", "all", "activated", 120, 110, None, None),
    ]


def test_of_detailed_exports_the_sum_of_the_day_is_followed(tmp_path: Path) -> None:
    table = restatements(
        tmp_path,
        detailed(
            counted("32065", level="1", channel="mobile", activated=10),
            counted("32065", on="2024-05-02", level="1", channel="mobile", activated=1),
        ),
        detailed(
            counted("32065", hours="17-22", level="1", channel="mobile", activated=5),
            counted("32065", on="2024-05-02", level="1", channel="mobile", activated=1),
        ),
        withdrawn(
            detailed(counted("32065", hours="17-22", level="1", channel="mobile", team="T1", activated=4)),
            "counted twice",
        ),
    )
    assert rows(table, "kind", *CHANGE) == [
        ("detailed", "withdrawal", "32065", "2024-05-01", "1", "activated", 14, 15),
        ("detailed", "later_report", "32065", "2024-05-01", "1", "activated", 15, 14),
        ("detailed", "later_report", "32065", "2024-05-01", "1", "activated", 10, 15),
    ]


def test_targets_and_populations_that_change_are_told_too(tmp_path: Path) -> None:
    table = restatements(
        tmp_path,
        target(
            set_for("967", 70, start="2024-01-05", deadline="2024-06-30"),
            set_for("967", 9, issuer="province", start="2024-01-05", deadline="2024-06-30"),
        ),
        population(living_in("967", 100)),
        target(set_for("967", 80, start="2024-02-05", deadline="2024-06-30")),
        population(living_in("967", 101)),
    )
    assert rows(table, "kind", "subject", "as_of", "level", "count_before", "count_after") == [
        ("population_base", "eligible", "2024-01-01", None, 100, 101),
        ("target", "ministry", "2024-06-30", "all", 70, 80),
    ]


def test_units_outside_are_left_out_and_rows_beyond_the_number_are_counted(tmp_path: Path) -> None:
    batches = (
        summary(reported("32065", activated=1), reported("32068", activated=2), reported("964", activated=3)),
        corrected(
            "32065 2024-05-01 all activated 5", "32068 2024-05-01 all activated 6", "964 2024-05-01 all activated 7"
        ),
    )
    table = restatements(tmp_path, *batches, most=1)
    assert rows(table, "unit_code", "changes") == [("32065", 2)]
    assert restatements(tmp_path / "b", *batches, parent="964")["count_after"].tolist() == [7]


def test_small_counts_of_accounts_are_hidden_and_what_would_give_them_away(tmp_path: Path) -> None:
    table = restatements(
        tmp_path,
        summary(reported("32065", activated=20), reported("32068", activated=30)),
        corrected("32065 2024-05-01 all activated 3", "32068 2024-05-01 all activated 31"),
        detailed(counted("32069", level="1", channel="mobile", activated=2)),
        detailed(counted("32069", hours="17-22", level="1", channel="mobile", activated=5)),
        target(set_for("967", 4, start="2024-01-05", deadline="2024-06-30")),
        target(set_for("967", 80, start="2024-02-05", deadline="2024-06-30")),
        small_count=5,
    )
    assert sorted(rows(table, "unit_code", "count_before", "before_why", "count_after", "after_why")) == [
        ("32065", None, "beside", None, "beside"),
        ("32068", None, "beside", None, "beside"),
        ("32069", None, "small", 7, None),
        ("967", 4, None, 80, None),
    ]

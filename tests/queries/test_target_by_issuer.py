"""All targets of one unit: its own, or the sum over its communes."""

from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from tests.warehouse import Batch, batch, opened, reported, rows, set_for, summary, target


def targets(
    folder: Path, *batches: Batch, unit: str = "967", level: str = "all", edition: str = "2024"
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    return queries.target_by_issuer(opened(folder, *batches), edition=edition, unit=unit, level=level)


def test_targets_stand_by_issuer_stage_and_deadline_with_where_the_unit_stood_at_the_start(tmp_path: Path) -> None:
    table = targets(
        tmp_path,
        summary(reported("32065", on="2024-01-01", activated=40), reported("32065", on="2024-01-05", activated=55)),
        target(
            set_for("967", 80, issuer="province", start="2024-01-03", deadline="2024-05-31"),
            set_for("967", 100, start="2024-01-05", deadline="2024-06-30"),
            set_for("967", 60, start="2023-12-01", deadline="2024-03-31"),
            set_for("967", 120, stage="collected", start="2024-01-05", deadline="2024-06-30"),
            set_for("966", 999, start="2024-01-05", deadline="2024-06-30"),
            set_for("967", 50, level="2", start="2024-01-05", deadline="2024-06-30"),
        ),
    )
    columns = ("issuer", "stage", "start_date", "deadline", "value", "communes", "document", "phase", "started_at")
    assert rows(table, *columns) == [
        ("ministry", "activated", "2023-12-01", "2024-03-31", 60, 0, "KH-06", "1", None),
        ("ministry", "activated", "2024-01-05", "2024-06-30", 100, 0, "KH-06", "1", 55),
        ("ministry", "collected", "2024-01-05", "2024-06-30", 120, 0, "KH-06", "1", None),
        ("province", "activated", "2024-01-03", "2024-05-31", 80, 0, "KH-06", "1", 40),
    ]


def test_an_area_without_a_target_of_its_own_sums_its_communes(tmp_path: Path) -> None:
    table = targets(
        tmp_path,
        target(
            set_for("32065", 100, start="2024-01-05", deadline="2024-06-30"),
            set_for("32068", 50, start="2024-01-09", deadline="2024-06-30"),
        ),
    )
    assert rows(table, "start_date", "value", "communes") == [("2024-01-05", 150, 2)]


def test_an_areas_own_target_goes_before_the_sum_with_its_own_start(tmp_path: Path) -> None:
    table = targets(
        tmp_path,
        target(
            set_for("32065", 100, start="2023-01-01", deadline="2024-06-30"),
            set_for("967", 70, start="2024-01-05", deadline="2024-06-30"),
        ),
    )
    assert rows(table, "start_date", "value", "communes") == [("2024-01-05", 70, 0)]


@pytest.mark.parametrize(("former", "present"), [(900, 700), (700, 900)])
def test_where_a_target_of_before_the_reform_ends_with_the_units_own_the_paper_is_that_of_the_greater(
    tmp_path: Path, former: int, present: int
) -> None:
    row = "32092 ministry all activated {} 2025-12-31 {} KH-{} 1"
    batches = (
        batch("target", row.format("2024-07-01", former, former), edition="2024"),
        batch("target", row.format("2025-07-01", present, present), edition="2025"),
    )
    table = targets(tmp_path, *batches, unit="32092", edition="2025")
    assert rows(table, "start_date", "value", "document") == [("2024-07-01", 900, "KH-900")]


def test_an_area_sums_each_communes_target_once_where_an_inherited_one_ends_with_its_own(tmp_path: Path) -> None:
    batches = (
        target(*(set_for(unit, 900, start="2024-07-01", deadline="2025-12-31") for unit in ("32065", "32092"))),
        target(
            *(set_for(unit, 700, start="2025-07-01", deadline="2025-12-31") for unit in ("32065", "32092")),
            edition="2025",
        ),
    )
    each = [
        targets(tmp_path / unit, *batches, unit=unit, edition="2025")["value"].tolist() for unit in ("32065", "32092")
    ]
    table = targets(tmp_path / "96", *batches, unit="96", edition="2025")
    assert rows(table, "value", "communes") == [(sum(value for [value] in each), 2)]


def test_a_later_batch_replaces_the_same_target(tmp_path: Path) -> None:
    table = targets(
        tmp_path,
        target(set_for("967", 70, start="2024-01-05", deadline="2024-06-30")),
        target(set_for("967", 73, start="2024-01-05", deadline="2024-06-30")),
    )
    assert rows(table, "value") == [(73,)]


def test_a_small_count_on_the_first_day_is_hidden_and_one_that_would_give_it_away(tmp_path: Path) -> None:
    batches = (
        summary(reported("32065", activated=3), reported("32068", activated=30)),
        target(*(f"{unit} ministry all activated 2024-05-01 2024-06-30 100" for unit in (32065, 32068, 967))),
    )
    found = {unit: targets(tmp_path / unit, *batches, unit=unit)["started_at"] for unit in ("32065", "32068", "967")}
    assert [started.isna().tolist() for started in found.values()] == [[True], [True], [False]]
    assert found["967"].tolist() == [33]

"""What was asked of a unit: each target with its state, its own count, and what its parts are asked for beside it."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing.goals import targets as of_targets
from dashboard.briefing.goals.targets import Assigned
from dashboard.selection import Selection
from tests.warehouse import Batch, opened, reported, set_for, summary, target

DISTRICT, A, B = "967", "32071", "32072"
DAY = dt.date(2024, 5, 1)
REPORTS = summary(
    reported(A, on="2024-03-31", activated=600), reported(B, on="2024-03-31", activated=300),
    reported(A, on="2024-04-30", activated=700), reported(B, on="2024-04-30", activated=400),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def found(folder: Path, *batches: Batch, unit: str = DISTRICT, as_of: dt.date = DAY) -> tuple[Assigned, ...]:
    return of_targets.of_unit(opened(folder, *batches), Selection(unit, "2024", as_of))


def test_what_is_in_force_comes_first_then_what_is_to_come_and_what_is_over(tmp_path: Path) -> None:
    targets = target(
        set_for(A, 1000, deadline="2024-12-31"),
        set_for(A, 900, issuer="province", deadline="2024-06-30"),
        set_for(A, 600, issuer="province", start="2024-01-01", deadline="2024-03-31"),
        set_for(A, 2000, start="2024-07-01", deadline="2025-06-30"),
    )
    told = found(tmp_path, REPORTS, targets, unit=A)
    assert [(one.state, one.value, one.counted, one.missing) for one in told] == [
        ("in_force", 900, 700, 200),
        ("in_force", 1000, 700, 300),
        ("coming", 2000, None, None),
        ("kept", 600, 600, 0),
    ]
    assert (told[0].days_left, told[0].working_days_left) == (60, 43)


def test_over_is_told_by_the_count_on_the_deadline(tmp_path: Path) -> None:
    """It stands at 700 by now, but had 600 on the day."""
    targets = target(set_for(A, 650, deadline="2024-03-31"), set_for(A, 900, issuer="province", deadline="2024-03-31"))
    told = found(tmp_path, REPORTS, targets, unit=A)
    assert [(one.state, one.counted, one.missing) for one in told] == [("late", 600, 50), ("missed", 600, 300)]


def test_who_was_silent_by_the_deadline_has_not_missed_it(tmp_path: Path) -> None:
    reports = summary(reported(A, on="2024-02-01", activated=600))
    [one] = found(tmp_path, reports, target(set_for(A, 650, deadline="2024-03-31")), unit=A)
    assert (one.state, one.counted) == ("unknown", 600)


def test_without_figures_by_the_deadline_it_is_not_known(tmp_path: Path) -> None:
    [one] = found(tmp_path, REPORTS, target(set_for(A, 650, deadline="2024-02-28")), unit=A)
    assert (one.state, one.counted, one.share, one.missing) == ("unknown", None, None, None)


def test_what_the_parts_are_asked_for_stands_beside_the_unit_s_own(tmp_path: Path) -> None:
    targets = target(set_for(DISTRICT, 2000), set_for(A, 1000), set_for(B, 900))
    [one] = found(tmp_path, REPORTS, targets)
    assert one.handed is not None
    assert (one.handed.value, one.handed.parts, one.handed.every) == (1900, 2, 12)
    assert "Xã Tân Lộc" in one.handed.without
    assert "Xã Trí Phải" not in one.handed.without


def test_a_province_of_districts_is_held_against_its_communes_too(tmp_path: Path) -> None:
    targets = target(set_for("96", 5000), set_for(DISTRICT, 2000), set_for(A, 1000), set_for(B, 900))
    [one] = found(tmp_path, REPORTS, targets, unit="96")
    assert one.handed is not None
    assert one.in_communes is not None
    assert (one.handed.value, one.handed.parts, one.handed.every) == (2000, 1, 9)
    assert (one.in_communes.value, one.in_communes.parts, one.in_communes.every) == (1900, 2, 100)
    [of_district] = found(tmp_path / "district", REPORTS, targets)
    assert of_district.in_communes is None, "its parts are communes already"


def test_a_sum_of_communes_is_no_target_of_its_own(tmp_path: Path) -> None:
    [one] = found(tmp_path, REPORTS, target(set_for(A, 1000), set_for(B, 900)))
    assert (one.value, one.communes, one.handed) == (1900, 2, None)
    assert (one.counted, one.share, one.missing) == (None, None, None), "two of twelve communes are under the coverage"


def test_a_unit_that_nothing_is_asked_of_has_none(tmp_path: Path) -> None:
    assert found(tmp_path, REPORTS, target(set_for(A, 1000)), unit=B) == ()


def test_the_country_s_targets_name_document_and_source_and_no_number_that_was_not_found() -> None:
    listed = of_targets.national()
    assert len(listed) == 10
    assert all(one.document and one.source for one in listed)
    assert [one.name for one in listed if one.value is None] == [
        "Chỉ tiêu định danh điện tử của Đề án 06 giai đoạn 2026–2030, tầm nhìn 2035"
    ]

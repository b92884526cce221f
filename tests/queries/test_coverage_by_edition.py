"""Of which days each edition has figures, and which unit holds them."""

from pathlib import Path

from dashboard import queries
from tests.warehouse import Batch, counted, detailed, opened, reported, rows, summary

COLUMNS = ("edition", "first_day", "newest_report", "last_day", "communes", "communes_reported", "home_unit")


def coverage(folder: Path, *batches: Batch) -> list[tuple[object, ...]]:
    """The query's rows over a warehouse of these batches."""
    return rows(queries.coverage_by_edition(opened(folder, *batches)), *COLUMNS)


def test_figures_of_a_district_have_it_as_their_home(tmp_path: Path) -> None:
    found = coverage(
        tmp_path,
        summary(reported("32065", on="2024-03-01", activated=1)),
        detailed(counted("32068", level="1", channel="mobile", activated=5)),
    )
    assert found == [("2024", "2024-03-01", "2024-05-01", "2024-05-01", 12, 2, "967")]


def test_figures_of_two_districts_have_their_province_and_of_two_provinces_the_nation(tmp_path: Path) -> None:
    province = summary(reported("32065", on="2024-03-01", activated=1), reported("32044", on="2024-03-01", activated=1))
    assert coverage(tmp_path / "1", province)[0][4:] == (100, 2, "96")
    nation = summary(reported("31825", on="2024-03-01", activated=1))
    assert coverage(tmp_path / "2", province, nation)[0][5:] == (3, "VN")


def test_a_district_that_reports_as_a_whole_is_its_own_home(tmp_path: Path) -> None:
    assert coverage(tmp_path, summary(reported("967", on="2024-03-01", activated=1)))[0][4:] == (12, 0, "967")


def test_a_former_edition_is_carried_to_its_last_day_once_the_present_one_reports(tmp_path: Path) -> None:
    found = coverage(
        tmp_path,
        summary(reported("32065", on="2025-05-01", activated=1)),
        summary(reported("32065", on="2025-09-01", activated=1), edition="2025"),
    )
    assert [(row[0], row[2], row[3], row[6]) for row in found] == [
        ("2024", "2025-05-01", "2025-06-30", "32065"),
        ("2025", "2025-09-01", "2025-09-01", "32065"),
    ]


def test_without_reports_no_edition_is_covered(tmp_path: Path) -> None:
    assert coverage(tmp_path) == []

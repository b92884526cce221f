"""Groups in the warehouse: sums of their members, and no reporters of their own."""

from dataclasses import replace
from pathlib import Path

from dashboard import units
from tests.warehouse import ask, reported, summary

REPORTS = summary(
    reported("32069", on="2025-08-01", activated=100),
    reported("32065", on="2025-08-01", activated=50),
    edition="2025",
)


def test_a_former_district_sums_its_communes_and_the_province_counts_each_once(tmp_path: Path) -> None:
    question = """
    SELECT unit_code, count, units_reported FROM area_standing
    WHERE edition = '2025' AND unit_code IN ('967', '96', 'V6', 'VN') AND date = DATE '2025-08-01'
    AND stage = 'activated' ORDER BY unit_code
    """
    answer = ask(tmp_path, question, REPORTS)
    assert answer == [("96", 150, 2), ("967", 150, 2), ("V6", 150, 2), ("VN", 150, 2)]


def test_a_group_is_expected_to_report_nothing_and_is_no_commune(tmp_path: Path) -> None:
    question = """
    SELECT DISTINCT unit.kind FROM expected_report
    INNER JOIN unit ON expected_report.edition = unit.edition AND expected_report.unit_code = unit.unit_code
    WHERE expected_report.edition = '2025'
    """
    assert ("group",) not in ask(tmp_path, question, REPORTS)


def test_an_area_counts_the_communes_of_a_group(tmp_path: Path) -> None:
    question = """
    SELECT unit_code, grain, parent_name, communes FROM area_era
    WHERE edition = '2025' AND era = '2025' AND unit_code IN ('967', '96', '32069') ORDER BY unit_code
    """
    assert ask(tmp_path, question) == [
        ("32069", "commune", "Tỉnh Cà Mau", 1),
        ("96", "province", "Việt Nam", 64),
        ("967", "former_district", "Tỉnh Cà Mau", 5),
    ]


def test_nothing_but_its_members_lies_in_a_group(tmp_path: Path) -> None:
    question = "SELECT unit_code FROM unit_ancestor WHERE edition = '2025' AND ancestor_code = '967' ORDER BY unit_code"
    codes = [code for (code,) in ask(tmp_path, question)]
    assert codes == ["32065", "32069", "32071", "32083", "32092", "967"]


def test_a_commune_that_straddles_is_marked_with_its_share(tmp_path: Path) -> None:
    question = "SELECT group_code, is_majority, round(share, 2) FROM membership WHERE unit_code IN ('32014', '32069')"
    assert sorted(ask(tmp_path, question)) == [("964", True, 0.74), ("967", False, 1.0)]


def test_a_hidden_count_is_not_given_back_by_the_sum_of_its_group(tmp_path: Path) -> None:
    reports = summary(
        reported("32069", on="2025-08-01", activated=3),
        reported("32065", on="2025-08-01", activated=50),
        reported("32002", on="2025-08-01", activated=20),
        edition="2025",
    )
    question = """
        SELECT unit_code FROM hidden_count
        WHERE edition = '2025' AND date = DATE '2025-08-01' AND level = 'all' ORDER BY unit_code
    """
    # Former district and province hold both; 20 beside the 3 would leave 53 of the district.
    assert ask(tmp_path, question, reports) == [("32065",), ("32069",)]


def test_a_province_is_held_against_its_communes_and_not_against_its_groups(tmp_path: Path) -> None:
    communes = [unit.unit_code for unit in units.children("2025", "96")]
    reports = summary(
        *(f"{code} 2025-08-01 all activated 2" for code in communes), reported("96", on="2025-08-01", activated=130)
    )
    question = "SELECT unit_code, reported, counted FROM source_pair WHERE comparison = 'parts' AND edition = '2025'"
    assert ask(tmp_path, question, replace(reports, edition="2025")) == [("96", 130, 128)]


def test_a_district_is_held_against_the_wards_of_the_day(tmp_path: Path) -> None:
    wards = {unit.unit_code for unit in units.children("2024", "964")}
    reports = summary(
        *(f"{code} 2024-11-15 all activated 2" for code in {*wards, "32011"}),
        *(f"{code} 2024-12-15 all activated 3" for code in wards),
        reported("964", on="2024-11-15", activated=34),
        reported("964", on="2024-12-15", activated=48),
    )
    question = "SELECT date_to::VARCHAR, reported, counted FROM source_pair WHERE comparison = 'parts' ORDER BY 1"
    assert ask(tmp_path, question, reports) == [("2024-11-15", 34, 34), ("2024-12-15", 48, 48)]

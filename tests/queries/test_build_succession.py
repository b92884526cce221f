"""Who took over from whom on 1 July 2025: real facts, whole and divided communes."""

import csv
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from dashboard import settings, sql, units
from dashboard.units import files
from tests.warehouse import ask, reported, summary

THOI_BINH = {
    "Xã Biển Bạch": {"Xã Biển Bạch", "Xã Biển Bạch Đông", "Xã Tân Bằng"},
    "Xã Thới Bình": {"Thị trấn Thới Bình", "Xã Thới Bình"},
    "Xã Trí Phải": {"Xã Trí Phải", "Xã Trí Lực", "Xã Tân Phú"},
    "Xã Tân Lộc": {"Xã Tân Lộc", "Xã Tân Lộc Bắc", "Xã Tân Lộc Đông"},
    "Xã Hồ Thị Kỷ": {"Xã Hồ Thị Kỷ"},
}


def carried() -> list[dict[str, str]]:
    """The rows of the carried table."""
    with (settings.DATA / "succession.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_twelve_units_of_thoi_binh_became_five(tmp_path: Path) -> None:
    question = """
    SELECT former.full_name, present.full_name, succession.share, succession.method, succession.is_weak,
        succession.effective_on::VARCHAR
    FROM succession
    INNER JOIN unit AS former ON former.edition = from_edition AND former.unit_code = from_code
    INNER JOIN unit AS present ON present.edition = to_edition AND present.unit_code = to_code
    WHERE former.parent_code = '967'
    """
    found = defaultdict(set)
    for former, present, *rest in ask(tmp_path, question):
        found[present].add(former)
        assert rest == [1.0, "whole", False, "2025-07-01"]
    assert found == THOI_BINH


def test_a_code_that_went_to_another_commune_leads_to_its_own_successor(tmp_path: Path) -> None:
    question = "SELECT to_code FROM succession WHERE from_edition = '2024' AND from_code = '32069'"
    assert ask(tmp_path, question) == [("32069",)]
    assert units.find("2024", "32069").full_name == "Xã Tân Bằng"
    assert units.find("2025", "32069").full_name == "Xã Biển Bạch"


def test_a_share_below_what_the_map_can_show_is_weak(tmp_path: Path) -> None:
    question = "SELECT method, bool_and(is_weak) FROM succession GROUP BY method ORDER BY method"
    known = dict(ask(tmp_path, question))
    assert not known["whole"] and not known["area_overlap"]
    assert known["area_overlap_below_resolution"]


def test_every_unit_of_both_editions_but_the_districts_has_its_place() -> None:
    ends = {(row[f"{end}_edition"], row[f"{end}_code"]) for row in carried() for end in ("from", "to")}
    known = {
        (row["edition"], row["unit_code"])
        for row in files.rows("units.csv", "units_ended.csv")
        if row["grain"] != "district" or row["unit_code"] in {"318", "471", "498", "536", "755"}
    }
    assert ends == known


def test_shares_sum_to_one_to_the_last_digit() -> None:
    total: dict[str, Fraction] = defaultdict(Fraction)
    for row in carried():
        total[row["from_code"]] += Fraction(row["share"])
    assert set(total.values()) == {Fraction(1)}


def test_the_communes_of_a_province_went_where_the_province_went() -> None:
    province = {row["from_code"]: row["to_code"] for row in carried() if len(row["from_code"]) == 2}
    assert len(province) == 64
    for row in carried():
        old, new = (units.lineage(row[f"{end}_edition"], row[f"{end}_code"]) for end in ("from", "to"))
        assert len(old) == 1 or province[old[1].unit_code] == new[1].unit_code


def test_the_table_is_the_one_that_was_given() -> None:
    methods = Counter(row["method"] for row in carried())
    assert methods == {
        # Of the provinces and the nation, and one of 2024 that joined another of 2024.
        "whole": 9_569 + 64 + 1,
        "area_overlap": 749,
        "area_overlap_weak": 186,
        "area_overlap_below_resolution": 98,
    }


@pytest.mark.parametrize(
    ("rows", "check"),
    [
        ("('2024', 'a', '2025', 'x', 0.4), ('2024', 'a', '2025', 'y', 0.5)", "shares_of_a_predecessor_sum_to_one"),
        ("('2024', 'a', '2025', 'x', 1.4), ('2024', 'a', '2025', 'y', -0.4)", "shares_of_a_predecessor_sum_to_one"),
        ("('2024', 'a', '2025', 'z', 1.0)", "successors_are_known_units"),
        ("('2024', 'b', '2025', 'x', 1.0)", "successors_are_known_units"),
    ],
)
def test_a_lineage_that_loses_anybody_is_refused(rows: str, check: str) -> None:
    broken = {}
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE unit (edition VARCHAR, unit_code VARCHAR)")
        connection.execute("INSERT INTO unit VALUES ('2024', 'a'), ('2025', 'x'), ('2025', 'y')")
        connection.execute(
            "CREATE TABLE succession AS SELECT *, DATE '2025-07-01' AS effective_on "
            f"FROM (VALUES {rows}) AS row (from_edition, from_code, to_edition, to_code, share)"
        )
        for name in ("shares_of_a_predecessor_sum_to_one", "successors_are_known_units"):
            broken[name] = connection.execute(sql.load("check", name).sql).fetchall()
    assert [name for name, rows in broken.items() if rows] == [check]


def test_a_ward_that_ended_within_its_edition_is_a_unit_where_a_report_tells_of_it(tmp_path: Path) -> None:
    question = """
    SELECT unit.valid_to::VARCHAR, succession.to_code, succession.effective_on::VARCHAR,
        (SELECT communes FROM area WHERE edition = '2024' AND unit_code = '96')
    FROM unit
    INNER JOIN succession ON unit.edition = from_edition AND unit.unit_code = from_code
    WHERE unit.edition = '2024' AND unit.unit_code = '32011'
    """
    assert ask(tmp_path / "without", question, summary(reported("32002", activated=5))) == []
    told = ask(tmp_path / "with", question, summary(reported("32011", activated=5)))
    assert told == [("2024-11-30", "32002", "2024-12-01", 100)]


def test_every_name_of_a_unit_has_its_days(tmp_path: Path) -> None:
    question = """
    SELECT full_name, valid_from::VARCHAR, valid_to::VARCHAR FROM unit_version
    WHERE edition = '2024' AND unit_code IN ('32002', '32005') ORDER BY unit_code, valid_from NULLS FIRST
    """
    assert ask(tmp_path, question) == [
        ("Phường 4", None, "2024-11-30"),
        ("Phường 2", "2024-12-01", "2025-06-30"),
        ("Phường 1", None, "2025-06-30"),
    ]

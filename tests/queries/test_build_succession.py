"""Who took over from whom on 1 July 2025: real facts, whole and divided communes."""

import csv
import hashlib
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from dashboard import settings, sql, units
from dashboard.units import files
from tests.warehouse import NATION, ask, narrow, reported, summary, tables_read

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
        # Of communes, of provinces and the nation, and one of 2024 that joined another of 2024.
        "whole": 9_599 + 64 + 1,
        "area_overlap": 659,
        "area_overlap_weak": 135,
        "area_overlap_below_resolution": 57,
        # Communes whose people all went to one successor, and their ground without people elsewhere.
        "residents": 56,
        "land_only": 64,
    }


# The conversion table of communes of the General Statistics Office as the package vietnam-provinces 2026.9.0 carries
# it: the SHA-256 of its 10,565 lines "old new", sorted. Where ours differs, and why.
OFFICIAL = "ea9ac1ebe5852acfc723de01d22858da75858dc33cdf0628d3ee76092f3ca275"
ONLY_OFFICIAL = {
    "00553 00562": "no ground of Cổ Bi lies in Thuận An; most of Đặng Xá does, which the table leaves out",
    "01615 01648": "the table lacks Mỹ Hưng, and gives its successor to Hồng Quang",
    "02485 02494": "the table lacks Phú Thịnh, and gives its successor to Công Đa",
    "09013 09817": "no ground of Văn Khê lies in Ô Diên",
}
ONLY_OURS = {
    "00556 00562": "95 % of the ground of Đặng Xá lies in Thuận An",
    "01651 01648": "every commune went somewhere; Mỹ Hưng is missing in the table",
    "02482 02494": "every commune went somewhere; Phú Thịnh is missing in the table",
    "23053 23041": "0.8 % of the ground of Hòa Thắng lies in Hồng Thái",
    "318 11948": "an island district without communes: Bạch Long Vĩ",
    "471 19742": "an island district without communes: Cồn Cỏ",
    "498 20333": "an island district without communes: Hoàng Sa",
    "536 21548": "an island district without communes: Lý Sơn",
    "755 26732": "an island district without communes: Côn Đảo",
}


def test_the_table_is_the_official_one_but_for_differences_with_a_reason() -> None:
    ours = {
        f"{row['from_code']} {row['to_code']}"
        for row in carried()
        if row["from_edition"] != row["to_edition"] and len(row["from_code"]) > 2
    }
    assert ours >= ONLY_OURS.keys() and not ours & ONLY_OFFICIAL.keys()
    official = sorted((ours - ONLY_OURS.keys()) | ONLY_OFFICIAL.keys())
    assert hashlib.sha256("\n".join(official).encode()).hexdigest() == OFFICIAL


def test_a_namesake_elsewhere_is_no_successor() -> None:
    # 32 such rows came of names alone: Hồng Phong of Bình Gia went whole to its own code, not to Đồng Đăng.
    assert [(one.to_code, one.share, one.method) for one in units.successors("2024", "06079")] == [
        ("06079", 1.0, "whole")
    ]
    assert "06079" not in {one.from_code for one in units.predecessors("2025", "06184")}
    assert {one.to_code for one in units.successors("2024", "28036")} == {"28036"}


MOVED = "SELECT from_code, is_whole, millionths FROM succession WHERE from_edition <> to_edition"
# A part of the ground of 00112 went to 00004, all its people to 00103: its report is no report of 00004.
TOLD = """
SELECT DISTINCT unit_code, count, shared_out FROM standing
WHERE edition = '2025' AND unit_code IN ('00004', '00103') AND stage = 'activated' AND level = 'all'
"""


@pytest.fixture(scope="module")
def told_by_one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the whole nation that only 00112 of Hà Nội reports in, on the day before the reform."""
    batch = summary(reported("00112", on="2025-06-30", activated=500))
    return narrow(tmp_path_factory.mktemp("one"), (batch,), tables_read(MOVED) | tables_read(TOLD), NATION)


def test_people_follow_the_official_table_where_it_says_that_all_of_them_moved(told_by_one: Path) -> None:
    moved = {row["from_code"] for row in carried() if row["method"] == "residents"}
    for code in moved:
        found = [(one.method, one.share) for one in units.successors("2024", code)]
        assert found[0] == ("residents", 1.0) and set(found[1:]) == {("land_only", 0.0)}
    with duckdb.connect(str(told_by_one), read_only=True) as connection:
        handed = [row for row in connection.execute(MOVED).fetchall() if row[0] in moved]
    assert sorted(handed) == [(code, True, 1_000_000) for code in sorted(moved)]


def test_where_nobody_went_there_is_no_report_and_no_zero(told_by_one: Path) -> None:
    with duckdb.connect(str(told_by_one), read_only=True) as connection:
        assert connection.execute(TOLD).fetchall() == [("00103", 500, None)]


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

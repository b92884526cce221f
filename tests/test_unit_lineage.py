"""Through the reform and back: what a unit was made of, where it went, what it was called when, and old names found."""

import datetime as dt

import pytest

from dashboard import units
from dashboard.units import files

REFORM = dt.date(2025, 7, 1)


def codes(found: list[units.Succession], end: str) -> set[str]:
    """The codes at one end."""
    return {getattr(one, f"{end}_code") for one in found}


def test_a_commune_knows_what_it_was_made_of_and_where_it_went() -> None:
    made_of = units.predecessors("2025", "32069")
    assert {units.find("2024", one.from_code).full_name for one in made_of} == {
        "Xã Tân Bằng", "Xã Biển Bạch Đông", "Xã Biển Bạch",
    }  # fmt: skip
    assert {(one.share, one.method, one.effective_on, one.document) for one in made_of} == {
        (1.0, "whole", REFORM, "1655/NQ-UBTVQH15")
    }
    assert codes(units.successors("2024", "32069"), "to") == {"32069"}
    assert codes(units.predecessors("2025", "96"), "from") == {"95", "96"}
    assert units.successors("2025", "32069") == []


def test_the_largest_share_of_a_divided_commune_comes_first() -> None:
    divided = {row["from_code"] for row in files.rows(files.SUCCESSION) if row["method"] != "whole"}
    assert len(divided) == 441
    for code in divided:
        shares = [one.share for one in units.successors("2024", code)]
        assert shares == sorted(shares, reverse=True)
        assert sum(shares) == pytest.approx(1, abs=1e-9)
    assert not units.successors("2024", "32245")[0].is_weak


@pytest.mark.parametrize(
    ("edition", "code", "other", "found"),
    [
        ("2024", "VN", "2025", "Việt Nam"),
        ("2024", "95", "2025", "Tỉnh Cà Mau"),
        ("2025", "96", "2024", "Tỉnh Cà Mau"),
        ("2025", "80", "2024", "Tỉnh Tây Ninh"),
        ("2025", "52", "2024", "Tỉnh Gia Lai"),
        ("2024", "967", "2025", "Huyện Thới Bình (cũ)"),
        ("2025", "967", "2024", "Huyện Thới Bình"),
        ("2024", "32069", "2025", "Xã Biển Bạch"),
        ("2025", "32069", "2024", "Huyện Thới Bình"),
        ("2025", "32092", "2024", "Xã Hồ Thị Kỷ"),
        ("2024", "318", "2025", "Đặc khu Bạch Long Vĩ"),
        ("2025", "11948", "2024", "Huyện Bạch Long Vĩ"),
        ("2024", "00007", "2025", "Phường Ngọc Hà"),
        ("2024", "32011", "2025", "Phường An Xuyên"),
        ("2025", "V6", "2024", "Việt Nam"),
        ("2025", "32069", "2025", "Xã Biển Bạch"),
    ],
)
def test_the_other_edition_shows_what_comes_nearest(edition: str, code: str, other: str, found: str) -> None:
    assert units.counterpart(edition, code, other).full_name == found


def test_every_unit_has_a_counterpart_in_the_other_edition() -> None:
    for key, unit in units.table.register().units.items():
        other = "2025" if unit.edition == "2024" else "2024"
        assert units.counterpart(*key, other).edition == other


def test_a_ward_that_had_ended_gives_way_to_the_one_that_it_joined() -> None:
    assert units.counterpart("2024", "32011", "2024", on=dt.date(2024, 11, 30)).unit_code == "32011"
    assert units.counterpart("2024", "32011", "2024", on=dt.date(2024, 12, 1)).unit_code == "32002"
    assert len(units.children("2024", "964")) == 16
    assert len(units.children("2024", "964", on=dt.date(2024, 5, 1))) == 17
    assert units.find("2024", "32011").has_ended
    assert not units.find("2024", "32002").has_ended


@pytest.mark.parametrize(
    ("edition", "code", "day", "name", "kind"),
    [
        ("2025", "26248", dt.date(2026, 4, 29), "Xã Trảng Bom", "xa"),
        ("2025", "26248", dt.date(2026, 4, 30), "Phường Trảng Bom", "phuong"),
        ("2025", "26248", None, "Phường Trảng Bom", "phuong"),
        ("2025", "75", dt.date(2026, 1, 1), "Tỉnh Đồng Nai", "tinh"),
        ("2025", "75", dt.date(2026, 5, 1), "Thành phố Đồng Nai", "thanh_pho_tw"),
        ("2024", "32002", dt.date(2024, 11, 30), "Phường 4", "phuong"),
        ("2024", "32002", dt.date(2024, 12, 1), "Phường 2", "phuong"),
        ("2024", "32005", dt.date(2024, 12, 1), "Phường 1", "phuong"),
    ],
)
def test_a_unit_bears_the_name_of_the_day(edition: str, code: str, day: dt.date | None, name: str, kind: str) -> None:
    found = units.find(edition, code, on=day)
    assert (found.full_name, found.kind) == (name, kind)


def test_ten_communes_of_dong_nai_and_twelve_of_bac_ninh_became_wards() -> None:
    wards = [
        unit
        for province in ("75", "24")
        for unit in units.children("2025", province)
        if unit.kind != units.find("2025", unit.unit_code, on=REFORM).kind
    ]
    assert [sum(unit.parent_code == code for unit in wards) for code in ("75", "24")] == [10, 12]


def test_an_old_name_leads_to_the_new_unit() -> None:
    found = units.search("tan bang", "2025", near="96")[0]
    assert (found.full_name, found.through) == ("Xã Biển Bạch", "Xã Tân Bằng")
    assert units.search("tan bang thoi binh", "2025")[0].unit_code == "32069"
    assert [unit.through for unit in units.search("biển bạch", "2025")][:1] == [""]


def test_a_new_name_leads_to_what_it_was() -> None:
    found = units.search("phường an xuyên", "2024", near="96")[0]
    assert (found.full_name, found.through) == ("Thành phố Cà Mau", "Phường An Xuyên")


def test_a_name_of_other_days_is_found_too() -> None:
    found = units.search("xã trảng bom", "2025", near="75")[0]
    assert (found.unit_code, found.full_name, found.through) == ("26248", "Phường Trảng Bom", "Xã Trảng Bom")
    wards = {unit.unit_code: unit.through for unit in units.search("phường 4 cà mau", "2024", near="964")}
    assert wards["32002"] == "Phường 4"


def test_a_divided_commune_is_found_in_every_part_that_counts() -> None:
    found = {unit.full_name for unit in units.search("cống vị", "2025", near="01", limit=4)}
    assert {"Phường Ngọc Hà", "Phường Giảng Võ"} <= found


def test_a_former_district_is_found_by_its_name_behind_the_commune_of_the_same() -> None:
    assert [unit.unit_code for unit in units.search("thới bình", "2025")][:2] == ["32065", "967"]


@pytest.mark.parametrize(
    ("day", "district", "above", "wards"),
    [
        (dt.date(2024, 11, 30), "Phường 4", ["Việt Nam", "Tỉnh Cà Mau", "Thành phố Cà Mau", "Phường 4"], 17),
        (dt.date(2024, 12, 1), "Phường 2", ["Việt Nam", "Tỉnh Cà Mau", "Thành phố Cà Mau", "Phường 2"], 16),
        (dt.date(2026, 5, 1), "Phường 2", ["Việt Nam", "Tỉnh Cà Mau", "Thành phố Cà Mau", "Phường 2"], 16),
    ],
)
def test_whatever_lists_units_lists_them_as_of_the_day(
    day: dt.date, district: str, above: list[str], wards: int
) -> None:
    assert [unit.full_name for unit in units.lineage("2024", "32002", on=day)] == above
    listed = {unit.unit_code: unit.full_name for unit in units.children("2024", "964", on=day)}
    assert (listed["32002"], len(listed)) == (district, wards)


def test_the_province_of_a_commune_bears_its_name_of_the_day_too() -> None:
    assert units.holder("2025", "26248", on=dt.date(2026, 4, 29)).full_name == "Tỉnh Đồng Nai"
    assert units.holder("2025", "26248", on=dt.date(2026, 4, 30)).full_name == "Thành phố Đồng Nai"
    # Days before the edition show its first names and all its units.
    assert units.lineage("2025", "26248", on=dt.date(2024, 5, 1))[-1].full_name == "Xã Trảng Bom"
    assert len(units.children("2025", "75", on=dt.date(2024, 5, 1))) == 95


def test_a_search_finds_either_name_and_shows_that_of_the_day() -> None:
    eve, day = dt.date(2026, 4, 29), dt.date(2026, 4, 30)
    for words, on, shown in (
        ("xã trảng bom", eve, ("Xã Trảng Bom", "")),
        ("phường trảng bom", eve, ("Xã Trảng Bom", "Phường Trảng Bom")),
        ("xã trảng bom", day, ("Phường Trảng Bom", "Xã Trảng Bom")),
        ("phường trảng bom", day, ("Phường Trảng Bom", "")),
    ):
        found = units.search(words, "2025", near="75", on=on)[0]
        assert (found.full_name, found.through) == shown


def test_a_search_puts_a_unit_that_was_not_there_on_the_day_behind() -> None:
    wards = [unit.unit_code for unit in units.search("phường 2", "2024", near="964", on=dt.date(2024, 11, 30))]
    assert wards[0] == "32011"
    wards = [unit.unit_code for unit in units.search("phường 2", "2024", near="964", on=dt.date(2024, 12, 1))]
    assert wards[0] == "32002"

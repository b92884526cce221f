"""Groups of units: former districts and regions, used wherever a district was, and above no unit of the law."""

import pytest

from dashboard import units
from dashboard.units import files

STRADDLING = {
    "31891": ("Xã Hòa Bình", "Huyện Hòa Bình (cũ)"),
    "32014": ("Phường Lý Văn Lâm", "Thành phố Cà Mau (cũ)"),
    "32134": ("Xã Lương Thế Trân", "Huyện Cái Nước (cũ)"),
    "32201": ("Xã Đất Mới", "Huyện Năm Căn (cũ)"),
    "32214": ("Xã Phú Mỹ", "Huyện Phú Tân (cũ)"),
}


def names(found: list[units.Unit]) -> list[str]:
    """The full names."""
    return [unit.full_name for unit in found]


def test_a_former_district_is_a_group_of_the_new_edition_under_its_old_code() -> None:
    group = units.find("2025", "967")
    assert (group.full_name, group.grain, group.kind) == ("Huyện Thới Bình (cũ)", "former_district", units.GROUP)
    assert names(units.lineage("2025", "967")) == ["Việt Nam", "Tỉnh Cà Mau", "Huyện Thới Bình (cũ)"]
    assert units.grain_below("2025", "967") == "commune"
    assert set(names(units.children("2025", "967"))) == {
        "Xã Biển Bạch", "Xã Thới Bình", "Xã Trí Phải", "Xã Tân Lộc", "Xã Hồ Thị Kỷ",
    }  # fmt: skip
    assert units.holder("2025", "967") == group


def test_groups_change_nothing_of_what_the_law_knows() -> None:
    assert names(units.lineage("2025", "32069")) == ["Việt Nam", "Tỉnh Cà Mau", "Xã Biển Bạch"]
    assert {unit.grain for unit in units.children("2025", "96")} == {"commune"}
    assert len(units.children("2025", "96")) == 64
    assert {unit.grain for unit in units.children("2025", "VN")} == {"province"}
    assert units.load()["kind"].eq(units.GROUP).sum() == 0


def test_the_five_communes_that_straddle_are_placed_by_majority_and_marked() -> None:
    placed = {
        member.unit_code: member
        for commune in units.children("2025", "96")
        for member in units.memberships("2025", commune.unit_code)
        if member.is_majority
    }
    shown = {
        code: (units.find("2025", code).full_name, units.find("2025", member.group_code).full_name)
        for code, member in placed.items()
    }
    assert shown == STRADDLING
    assert placed["32014"].share == pytest.approx(33.6 / (33.6 + 11.91), abs=0.005)


def test_every_commune_is_in_one_former_district_and_every_province_in_one_region() -> None:
    table = units.load().query("edition == '2025'")
    for grain, grouping in (("commune", "former_district"), ("province", "region")):
        for code in table.loc[table["grain"] == grain, "unit_code"]:
            assert [member.grouping for member in units.memberships("2025", code)] == [grouping], code
    assert sum(unit.kind == units.GROUP for unit in units.table.register().units.values()) == 696 + 6


def test_a_former_district_lies_in_the_province_of_its_communes() -> None:
    for row in files.rows(files.GROUPINGS):
        if row["grouping"] == "former_district" and row["unit_code"]:
            assert units.find("2025", row["unit_code"]).parent_code == row["parent_code"], row


def test_a_page_may_ask_which_groupings_divide_a_unit() -> None:
    assert units.groupings("2025", "96") == ["former_district"]
    assert units.groupings("2025", "VN") == ["former_district", "region"]
    assert units.groupings("2024", "96") == []
    assert units.groupings("2025", "32069") == []


def test_no_group_takes_the_code_of_a_unit() -> None:
    codes = set(units.load().query("edition == '2025'")["unit_code"])
    assert not codes & {row["group_code"] for row in files.rows(files.GROUPINGS)}


def test_a_district_of_which_no_commune_lies_mostly_in_it_is_a_group_without_members() -> None:
    empty = [row["full_name"] for row in files.rows(files.GROUPINGS) if not row["unit_code"]]
    assert empty == ["Thành phố Lai Châu (cũ)", "Quận Liên Chiểu (cũ)"]
    assert units.children("2025", "105") == []

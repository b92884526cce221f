"""Units of both editions: counts, names, lineage, and a search that needs no marks."""

import shutil
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from dashboard import settings, units
from dashboard.units import table

SHARED = settings.ROOT.parent / "shared" / "geo"


def codes(found: list[units.Unit]) -> list[str]:
    """The codes of a search, in order."""
    return [unit.unit_code for unit in found]


@pytest.mark.parametrize(
    ("edition", "provinces", "districts", "communes"), [("2024", 63, 696, 10_035), ("2025", 34, 0, 3_321)]
)
def test_both_editions_are_whole(edition: str, provinces: int, districts: int, communes: int) -> None:
    grains = units.load().query("edition == @edition")["grain"].value_counts()
    assert (grains["province"], grains.get("district", 0), grains["commune"]) == (provinces, districts, communes)
    assert grains["nation"] == 1


def test_no_unit_stands_twice_and_every_parent_exists() -> None:
    table = units.load()
    assert not table.duplicated(["edition", "unit_code"]).any()
    orphans = [
        (row.edition, row.unit_code)
        for row in table.dropna(subset=["parent_code"]).itertuples()
        if not units.exists(row.edition, row.parent_code)
    ]
    assert orphans == []


def test_every_name_is_composed() -> None:
    text = settings.DATA.joinpath("units.csv").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_codes_are_text_of_the_length_of_their_grain() -> None:
    table = units.load().query("grain != 'nation'")
    lengths = table["grain"].map({"province": 2, "district": 3, "commune": 5})
    assert (table["unit_code"].str.len() == lengths).all()


@pytest.mark.parametrize("edition", units.EDITIONS)
def test_the_communes_are_those_that_were_given(edition: str) -> None:
    file = SHARED / f"units_{edition}.csv"
    if not file.exists():
        pytest.skip("the given table of units is not on this machine")
    given = pd.read_csv(file, dtype=str, keep_default_na=False)
    held = units.load().query("edition == @edition and grain == 'commune'")
    columns = ["name", "full_name", "kind"]
    assert held.set_index("unit_code")[columns].sort_index().equals(given.set_index("code")[columns].sort_index())
    parents = given["district_code" if edition == "2024" else "province_code"]
    assert dict(zip(given["code"], parents, strict=True)) == dict(
        zip(held["unit_code"], held["parent_code"], strict=True)
    )
    assert set(given["province_code"]) == set(
        units.load().query("edition == @edition and grain == 'province'")["unit_code"]
    )


def test_a_commune_of_2024_lies_in_a_district_and_one_of_2025_in_a_province() -> None:
    former = [unit.full_name for unit in units.lineage("2024", "32065")]
    assert former == ["Việt Nam", "Tỉnh Cà Mau", "Huyện Thới Bình", "Thị trấn Thới Bình"]
    present = [unit.full_name for unit in units.lineage("2025", "32065")]
    assert present == ["Việt Nam", "Tỉnh Cà Mau", "Xã Thới Bình"]


def test_the_same_code_is_another_unit_in_the_other_edition() -> None:
    assert units.find("2024", "32069").full_name == "Xã Tân Bằng"
    assert units.find("2025", "32069").full_name == "Xã Biển Bạch"
    assert not units.exists("2025", "32068")


def test_a_unit_divides_into_what_its_edition_knows() -> None:
    below = {key: units.grain_below(*key) for key in (("2024", "VN"), ("2024", "96"), ("2024", "967"), ("2025", "96"))}
    assert list(below.values()) == ["province", "district", "commune", "commune"]
    assert units.grain_below("2024", "32065") == "commune"
    assert units.holder("2024", "32065").unit_code == "967"
    assert units.holder("2024", "967").unit_code == "967"
    assert len(units.children("2024", "967")) == 12
    assert len(units.children("2025", "96")) == 64


def test_there_are_three_wards_of_one_name_in_one_province() -> None:
    wards = [unit for unit in units.search("phường 1", "2024", limit=99) if unit.full_name == "Phường 1"]
    provinces = [units.lineage("2024", unit.unit_code)[1].full_name for unit in wards]
    assert provinces.count("Tỉnh Tiền Giang") == 3
    assert len({unit.unit_code for unit in wards}) == len(wards)


def test_wards_that_are_found_alike_stand_by_their_numbers() -> None:
    found = units.search("phuong binh thanh", "2024", near="765", limit=999)
    wards = [int(unit.full_name.removeprefix("Phường ")) for unit in found if unit.parent_code == "765"]
    assert wards == sorted(wards)
    assert {2, 11} < set(wards)


@pytest.mark.parametrize(
    "words", ["thoi binh", "Thới Bình", "THOI BINH", "  thới   bình ", "Thới Bình".encode().decode()]
)
def test_thoi_binh_is_found_with_and_without_marks(words: str) -> None:
    assert codes(units.search(words, "2024", near="96"))[:3] == ["967", "32065", "32077"]
    assert codes(units.search(unicodedata.normalize("NFD", words), "2025"))[0] == "32065"


def test_words_in_their_order_go_before_the_same_words_turned_round() -> None:
    found = [unit.full_name for unit in units.search("xa thoi binh", "2024")]
    assert found[0] == "Xã Thới Bình"
    assert found.index("Xã Thới Bình") < found.index("Xã Bình Thới")


def test_marks_that_are_given_count() -> None:
    with_marks = [unit.name for unit in units.search("tân thạnh", "2025")]
    assert with_marks[0] == "Tân Thạnh"
    assert next(unit.name for unit in units.search("tân thành", "2025", near="96")) == "Tân Thành"


@pytest.mark.parametrize(("edition", "above"), [("2024", "Huyện Ngọc Hiển"), ("2025", "Tỉnh Cà Mau")])
def test_dat_mui_is_found_though_d_bar_is_no_marked_d(edition: str, above: str) -> None:
    found = units.search("dat mui", edition)[0]
    assert found.full_name == "Xã Đất Mũi"
    assert units.lineage(edition, found.unit_code)[-2].full_name == above


def test_the_unit_above_narrows_a_search() -> None:
    assert codes(units.search("phuong 1 ca mau", "2024")) == ["32005"]


def test_both_ways_to_place_the_mark_are_one_name() -> None:
    assert units.fold("Hoà Bình") == units.fold("Hòa Bình") == "hoa binh"
    assert codes(units.search("Hoà Bình", "2024")) == codes(units.search("hòa bình", "2024"))
    assert units.fold("Đất  Mũi ") == "dat mui"


def test_a_search_for_nothing_finds_nothing() -> None:
    assert units.search("  ", "2024") == []
    assert units.search("xyzzy", "2025") == []


def test_what_is_remembered_of_the_units_goes_by_the_tables_that_they_are_read_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = table.register().units
    for name in ("units.csv", "units_ended.csv", "unit_changes.csv", "groupings.csv"):
        shutil.copy(settings.DATA / name, tmp_path)
        (tmp_path / name).write_text("".join((tmp_path / name).read_text("utf-8").splitlines(True)[:1]), "utf-8")
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(settings, "DATA", tmp_path)
        assert table.register().units == {}
    assert table.register().units == every

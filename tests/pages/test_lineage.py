"""What is said to have become of a unit: another one, a part of one, parts of several, or communes on its ground."""

import datetime as dt
import re

import pytest

from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.overview.lineage import lineage


def said(unit: str, language: str = "vi", edition: str = "2024") -> str:
    day = dt.date(2024, 5, 1) if edition == "2024" else dt.date(2026, 5, 1)
    return re.sub(r"<[^>]+>", "", str(lineage(Selection(unit, edition, day, lang=language), Text(language))))


@pytest.mark.parametrize(
    ("unit", "vi", "en"),
    [
        # Went whole into a commune with others; its own name went on as that of the larger one.
        ("32069", "Nay thuộc: Xã Biển Bạch", "Now part of: Xã Biển Bạch"),
        ("32068", "Nay thuộc: Xã Biển Bạch mới", "Now part of: the new Xã Biển Bạch"),
        ("96", "Nay thuộc: Tỉnh Cà Mau mới", "Now part of: the new Tỉnh Cà Mau"),
        # Nothing came to it, and nothing was taken away.
        ("01", "Nay là: Thành phố Hà Nội", "Now: Thành phố Hà Nội"),
        ("318", "Nay là: Đặc khu Bạch Long Vĩ", "Now: Đặc khu Bạch Long Vĩ"),
    ],
)
def test_a_former_unit_says_what_became_of_it(unit: str, vi: str, en: str) -> None:
    assert (said(unit), said(unit, "en")) == (vi, en)


def test_a_divided_commune_says_how_much_of_it_went_where() -> None:
    assert said("00007") == "Nay chia về: Phường Ngọc Hà (51% diện tích), Phường Giảng Võ (49% diện tích)"
    assert (
        said("00007", "en") == "Now divided among: Phường Ngọc Hà (51% of its area), Phường Giảng Võ (49% of its area)"
    )


def test_a_commune_that_lost_only_land_is_not_divided() -> None:
    assert said("00040").startswith("Nay thuộc: Phường Hoàn Kiếm, Phường Ba Đình (chỉ phần đất, không có dân)")


def test_a_former_district_says_of_which_communes_its_ground_is_now_made() -> None:
    assert said("967").startswith(
        "Địa bàn nay gồm: Xã Thới Bình, Xã Biển Bạch, Xã Trí Phải, Xã Tân Lộc, Xã Hồ Thị KỷSố liệu từ 01/7/2025: "
    )

"""The page of targets answers first, and has the same numbers as the overview and the forecast."""

from pathlib import Path

from tests.pages.test_pages import THOI_BINH, open_page, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def test_the_first_sentence_tells_how_many_and_the_nearest(demo_data: Path):
    shown = words(open_page("targets", **CA_MAU))
    assert "Tỉnh Cà Mau có 3 chỉ tiêu đang thực hiện; hạn gần nhất 15/12/2026" in shown
    assert "còn 25 ngày (16 ngày làm việc): Không kịp." in shown
    assert "63/64 đơn vị" in shown
    assert "40.000.000 tài khoản (hơn)" in shown


def test_rate_and_shortfall_are_those_of_the_overview(demo_data: Path):
    shown = words(open_page("targets", **CA_MAU))
    overview = words(open_page("overview", **CA_MAU))
    for part in ("1.136.907", "90,7%", "3.077"):
        assert part in shown
        assert part in overview
    assert "128.063" in shown


def test_what_both_issuers_ask_of_each_unit_stands_side_by_side(demo_data: Path):
    shown = words(open_page("targets", **CA_MAU))
    beside = shown.partition("Các cấp giao, đặt cạnh nhau: Kích hoạt · Mức độ 1 và 2")[2]
    assert "Chênh lệch (Công an tỉnh − Bộ Công an)" in beside
    assert "Tỉnh Cà Mau" in beside
    assert "tính theo xã: " in words(open_page("targets", unit="96", edition="2024", as_of="2024-05-01"))


def test_english_is_english(demo_data: Path):
    shown = words(open_page("targets", **THOI_BINH, lang="en"))
    assert "Huyện Thới Bình has 3 targets in force" in shown
    assert "12 of 12 units: 73,000, equal" in shown
    assert "reached after the deadline" in shown
    assert "Đang thực hiện" not in shown


def test_without_a_target_the_form_is_offered(demo_data: Path):
    shown = words(open_page("targets", unit="01", edition="2025", as_of="2026-11-20"))
    assert "chưa được giao chỉ tiêu nào" in shown

"""The page of targets answers first, and has the same numbers as the overview and the forecast."""

from pathlib import Path

from tests.pages.test_pages import THOI_BINH, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def test_the_first_sentence_tells_how_many_and_the_nearest(demo_data: Path):
    shown = words(seen("targets", **CA_MAU))
    assert "Tỉnh Cà Mau có 3 chỉ tiêu đang thực hiện; hạn gần nhất 15/12/2026" in shown
    assert "còn 25 ngày (16 ngày làm việc): Không kịp." in shown
    assert "63/64 đơn vị" in shown
    assert "40.000.000 tài khoản (hơn)" in shown
    assert "30% (hơn)" in shown


def test_rate_and_shortfall_are_those_of_the_overview(demo_data: Path):
    shown = words(seen("targets", **CA_MAU))
    overview = words(seen("overview", **CA_MAU))
    for part in ("1.136.907", "90,7%", "2.764"):
        assert part in shown
        assert part in overview
    assert "113.325" in shown


def test_what_both_issuers_ask_of_each_unit_stands_side_by_side(demo_data: Path):
    shown = words(seen("targets", **CA_MAU))
    beside = shown.partition("Các cấp giao, đặt cạnh nhau: Kích hoạt · Mức độ 1 và 2")[2]
    assert "Chênh lệch (Công an tỉnh − Bộ Công an)" in beside
    assert "Tỉnh Cà Mau" in beside
    assert "tính theo xã: " in words(seen("targets", unit="96", edition="2024", as_of="2024-05-01"))


def test_a_former_unit_is_said_to_be_asked_for_nothing_but_what_its_ground_is(demo_data: Path):
    shown = words(seen("targets", unit="96", edition="2024", as_of="2026-11-20"))
    assert "Tỉnh Cà Mau là đơn vị cũ, từ 01/07/2025 không còn được giao riêng (7 chỉ tiêu" in shown
    assert "đang thực hiện (7" not in shown


def test_english_is_english(demo_data: Path):
    shown = words(seen("targets", **THOI_BINH, lang="en"))
    assert "Huyện Thới Bình has 3 targets in force" in shown
    assert "12 of 12 units: 73,000, equal" in shown
    assert "Reached after the deadline" in shown
    assert "Đang thực hiện" not in shown


def test_without_a_target_the_form_is_offered(demo_data: Path):
    shown = words(seen("targets", unit="01", edition="2025", as_of="2026-11-20"))
    assert "chưa được giao chỉ tiêu nào" in shown


def test_other_indicators_have_value_base_day_and_change_and_rank_the_parts(demo_data: Path):
    shown = words(seen("targets", **CA_MAU))
    assert "Có số của 7 chỉ số. Thấp nhất: Có chữ ký số cá nhân" in shown
    assert "người có thẻ bảo hiểm y tế" in shown
    assert "điểm % từ 31/10/2026" in shown, "the month before"
    assert "Từng đơn vị: Tích hợp thẻ bảo hiểm y tế" in shown
    app = open_page("targets", **CA_MAU, indicator="digital_signature", lang="en")
    assert not app.warning
    assert "Each unit: Personal digital signature" in words(app)


def test_without_a_file_of_indicators_the_form_is_offered_and_nothing_is_zero(demo_data: Path):
    app = open_page("targets", unit="01", edition="2025", as_of="2026-11-20")
    assert any("Tệp gồm đơn vị, ngày, chỉ số, tử số, mẫu số" in one.value for one in app.info)
    former = words(seen("targets", **THOI_BINH))
    assert "Từng đơn vị: Tích hợp thẻ bảo hiểm y tế" in former

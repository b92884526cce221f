"""An indicator on the pages that rank and map: one choice of the link, and nothing of accounts beside it."""

from pathlib import Path

from dashboard.formats import Format
from tests.pages.test_pages import open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}
CARD = {"indicator": "health_insurance_card"}
OF_ACCOUNTS = ("Phải đạt/ngày", "Còn thiếu", "Bình quân/ngày", "chỉ tiêu Bộ giao", "Mức độ", "Kịp")


def test_the_sentence_of_the_filters_names_the_indicator_and_its_base(demo_data: Path):
    shown = words(seen("compare", **CA_MAU, **CARD))
    assert (
        "Tích hợp thẻ bảo hiểm y tế, đến ngày 20/11/2026, so với người có thẻ bảo hiểm y tế, theo địa giới từ 01/7/2025"
        in shown
    )
    english = words(seen("compare", **CA_MAU, **CARD, lang="en"))
    assert "Health insurance card integrated, as of 20/11/2026, as a share of holders of a health" in english
    assert "Tích hợp" not in english


def test_units_are_ranked_by_it_and_nothing_of_accounts_stands_beside(demo_data: Path):
    app = seen("compare", **CA_MAU, **CARD)
    shown = words(app)
    assert "Xếp theo tỷ lệ so với người có thẻ bảo hiểm y tế" in shown
    assert "Người có thẻ bảo hiểm y tế" in shown, "the base is the column's heading"
    for phrase in OF_ACCOUNTS:
        assert phrase not in shown, phrase
    chooser = next(box for box in app.selectbox if box.label == "Xem theo")
    assert chooser.value == "health_insurance_card"
    assert len(chooser.options) == 8
    assert not [box for box in app.selectbox if box.label == "Mức độ"], "what says nothing of it is not offered"
    assert not app.warning


def test_the_order_of_the_funnel_and_its_size_are_the_indicator_s(demo_data: Path):
    app = seen("compare", **CA_MAU, **CARD, view="funnel")
    assert "so với người có thẻ bảo hiểm y tế" in words(app)
    assert not [one for one in app.get("segmented_control") if getattr(one, "label", "") == "Xét"]


def test_a_map_is_painted_by_it_and_its_list_has_the_same(demo_data: Path):
    app = seen("map", **CA_MAU, **CARD)
    shown = words(app)
    assert "Đã thực hiện / Người có thẻ bảo hiểm y tế" in shown
    assert "chỉ tiêu Bộ giao" not in shown
    months = words(seen("map", **CA_MAU, **CARD, maps="months"))
    assert "10/2026" in months
    two = words(open_page("map", **CA_MAU, **CARD, maps="days"))
    assert "Thay đổi từ" in two
    assert "31/10/2026" in two


def test_a_curve_of_its_months_has_each_its_own_base(demo_data: Path):
    shown = words(seen("trend", **CA_MAU, **CARD))
    assert "Tích hợp thẻ bảo hiểm y tế: tỷ lệ so với người có thẻ bảo hiểm y tế" in shown
    assert "chia cho mẫu số của chính tháng đó" in shown
    assert "10/2026" in shown


def test_a_page_that_shows_none_keeps_the_choice_for_the_next(demo_data: Path):
    app = seen("overview", **CA_MAU, **CARD)
    assert "tài khoản đã kích hoạt" in words(app)
    assert "Tích hợp thẻ" not in words(app)
    assert any("indicator=health_insurance_card" in one.proto.body for one in app.get("html"))


def test_what_no_list_has_is_said_and_accounts_are_shown(demo_data: Path):
    app = open_page("compare", **CA_MAU, indicator="nonsense")
    assert any("nonsense" in one.value and "Tài khoản VNeID" in one.value for one in app.warning)
    assert "chỉ tiêu Bộ giao" in words(app)


def test_a_unit_without_any_figure_of_it_ranks_nobody_and_says_why(demo_data: Path):
    shown = words(open_page("compare", unit="01", edition="2025", as_of="2026-11-20", **CARD))
    assert "Chưa đơn vị nào xếp hạng được" in shown


def test_a_file_holds_the_indicator_and_no_target(demo_data: Path):
    from dashboard.briefing import area, opened
    from dashboard.briefing.goals import indicators
    from dashboard.selection import read_link
    from dashboard.text import Text
    from dashboard.ui.shell import download

    found = opened.in_use()
    selection = read_link(CA_MAU, found.known, "vi")[0].at(indicator=indicators.asked("health_book"))
    inside = area.within(found.database, selection)
    table = download.of_units(inside, area.whole(found.database, selection, inside), selection, Text("vi"))
    headings = [column.heading for column in table.columns]
    assert "Người đủ điều kiện" in headings
    assert not any("Còn thiếu" in heading or "Phải đạt" in heading for heading in headings)
    assert Format.SHARE in {column.format for column in table.columns}
    assert download.file_name("compare", "table", selection, Text("vi")).startswith("so-sanh_health_book_96")

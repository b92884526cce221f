"""The overview begins with a sentence that answers and with a report's paragraph, which can be taken along."""

import html
import re
from pathlib import Path

import pytest

from dashboard.settings import ROOT
from tests.pages.test_pages import THOI_BINH, open_page, seen, words

ANSWER = "Không kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 550 tài khoản/ngày, bình quân 216/ngày; khả năng đạt"


def said(**link: str) -> str:
    """The markup of the answer and the paragraph; none where there is none."""
    bodies = [element.proto.body for element in seen("overview", **link).get("html")]
    return next((body for body in bodies if body.startswith('<section class="said"')), "")


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", markup.replace("</p>", " "))).split())


def test_the_overview_begins_with_the_answer_and_a_nearer_deadline(demo_data: Path):
    bodies = [element.proto.body for element in seen("overview", **THOI_BINH).get("html")]
    kinds = [re.findall(r'^<section class="([^"]*)"', body) for body in bodies]
    assert kinds.index(["said"]) < kinds.index(["card head"])
    shown = plain(said(**THOI_BINH))
    assert shown.startswith(ANSWER)
    assert "Hạn gần hơn: không kịp chỉ tiêu tỉnh giao (hạn 31/05/2024), cần 1.221 tài khoản/ngày" in shown


def test_the_paragraph_follows_and_the_button_holds_both_as_they_are_read(demo_data: Path):
    markup = said(**THOI_BINH)
    [copied] = re.findall(r'data-words="([^"]*)"', markup)
    shown, taken = plain(markup), html.unescape(copied)
    assert shown == " ".join([*taken.split("\n"), "Sao chép đoạn văn"])
    assert taken.split("\n")[0].startswith(ANSWER)
    assert taken.split("\n")[1].startswith("Tính đến 23 giờ ngày 01/05/2024, Huyện Thới Bình có 40.012 tài khoản")


def test_both_are_english_in_english(demo_data: Path):
    shown = plain(said(**THOI_BINH, lang="en"))
    assert "Not on course for 100% of the Ministry's target (by 30/06/2024): 550 accounts per day needed" in shown
    assert "29.6% of permanent residents (135,029)" in shown
    assert "tài khoản" not in shown


def test_another_issuer_is_answered_for_its_own_target(demo_data: Path):
    shown = plain(said(**THOI_BINH, issuer="province"))
    assert shown.startswith("Không kịp chỉ tiêu tỉnh giao (hạn 31/05/2024): cần 1.221 tài khoản/ngày")
    assert "Hạn gần hơn" not in shown


def test_under_the_coverage_only_the_communes_are_told(demo_data: Path):
    shown = plain(said(unit="VN", edition="2025", as_of="2026-11-20"))
    assert shown.startswith("Chưa đủ số liệu: mới có 63/3.321 xã có số liệu.")
    assert "%" not in shown


def test_a_passed_deadline_is_said_to_be_passed_and_nothing_is_foreseen(demo_data: Path):
    shown = plain(said(unit="96", edition="2025", as_of="2027-02-01"))
    assert shown.startswith(
        "Không đạt chỉ tiêu Bộ giao (hạn 31/12/2026): đã quá hạn, còn thiếu tối đa 113.325 tài khoản."
    )
    assert "khả năng" not in shown


def test_a_unit_without_figures_is_not_answered_for(demo_data: Path):
    assert said(unit="32209", edition="2024", as_of="2024-05-01") == ""


def test_a_commune_has_no_units_below_and_a_district_has(demo_data: Path):
    district = open_page("overview", **THOI_BINH)
    commune = open_page("overview", unit="32069", edition="2024", as_of="2024-05-01")
    labels = [[one.label for one in app.get("expander")] for app in (district, commune)]
    assert ["Ba câu về từng đơn vị cấp dưới" in each for each in labels] == [True, False]


def test_a_small_count_is_told_in_no_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    export = tmp_path / "small.csv"
    export.write_text(
        "phien_ban,ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n2024,32069,2024-05-01 23:00,all,activated,3\n",
        encoding="utf-8",
    )
    bring_in(tmp_path, export)
    assert said(unit="32069", edition="2024") == ""


def test_few_figures_are_told_without_a_forecast_or_a_change_since_a_beginning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in
):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    bring_in(tmp_path, *(ROOT / "docs" / "examples" / name for name in ("target.csv", "summary.csv")))
    shown = plain(said(**THOI_BINH))
    assert shown.startswith("Chưa đủ số liệu để dự báo chỉ tiêu Bộ giao")
    assert "khả năng" not in shown and "So với ngày" not in shown


def test_what_changed_is_told_since_the_day_that_the_link_names(demo_data: Path):
    shown = words(seen("overview", **THOI_BINH))
    assert "Có gì thay đổi từ hết thứ Hai 29/04/2024?" in shown
    app = open_page("overview", **THOI_BINH, since="meeting")
    assert "Có gì thay đổi từ cuộc họp ngày 22/04/2024" in words(app)
    assert "+1.819 tài khoản ở 12/12 đơn vị có báo cáo mới ở cả hai đầu; tỷ lệ" in words(app)
    app.text_input(key="since_day").set_value("1/4/2024").run()
    assert app.query_params["since"] == "2024-04-01"
    assert "Có gì thay đổi từ hết ngày 01/04/2024?" in words(app)
    app.text_input(key="since_day").set_value("31/2/2024").run()
    assert "ở mục So sánh" in words(app), "what is no day is told"


def test_cards_and_trend_speak_of_the_beginning_that_the_link_names(demo_data: Path):
    plain_card = words(open_page("overview", **THOI_BINH))
    assert "So với 7 ngày trước +1.509" in plain_card
    since_meeting = open_page("overview", **THOI_BINH, since="meeting")
    assert "So với cuộc họp ngày 22/04/2024 (Giao ban công tác Đề án 06) +1.819 +2,5 điểm %" in words(since_meeting)
    links = " ".join(one.proto.body for one in since_meeting.get("html"))
    assert "trace=2024.967.2024-05-01.activated.all.2024-04-22" in links, "and opens to its sources"
    trend = open_page("trend", **THOI_BINH, since="meeting")
    assert "Từ cuộc họp ngày 22/04/2024 (Giao ban công tác Đề án 06): +1.819 tài khoản ở 12/12 đơn vị" in words(trend)
    assert "+1.819" not in words(open_page("trend", **THOI_BINH)), "without one its spans are its own"
    silent = words(open_page("overview", unit="31858", edition="2025", as_of="2026-11-20", since="monday"))
    assert "So với" not in silent, "who never reported has no change since any day"


def test_a_copied_link_offers_the_day_that_was_seen(demo_data: Path):
    app = open_page("overview", **THOI_BINH)
    assert "seen=2024-05-01" in " ".join(one.proto.body for one in app.get("html"))
    assert "lần xem trước" not in words(app)
    later = words(open_page("overview", **THOI_BINH, seen="2024-04-11"))
    assert "Từ lần xem trước 11/04" in later and "So với 7 ngày trước" in later, "until it is chosen all is as before"
    chosen = words(open_page("overview", **THOI_BINH, seen="2024-04-11", since="seen"))
    assert "Có gì thay đổi từ hết ngày xem trước, 11/04/2024?" in chosen

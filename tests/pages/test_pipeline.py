"""The pipeline page: where dossiers are stuck, what is overdue and of how many units that is, and what is missing."""

import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.briefing import opened
from dashboard.briefing.work import pipeline, waiting
from dashboard.reports import Around, xlsx_bytes
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.pipeline import parts
from dashboard.ui.pipeline import waiting as waiting_listed
from tests.pages.test_pages import THOI_BINH, figure, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}
COLLECTED_ONLY = """unit_code,as_of,level,stage,count
32069,2024-05-03 23:00,1,collected,300
"""
SUMMARIES = """unit_code,as_of,level,stage,count
32069,2024-04-22 23:00,1,collected,300
32069,2024-05-03 23:00,1,collected,390
32069,2024-05-03 23:00,1,approved,120
32071,2024-05-03 23:00,1,approved,90
32071,2024-05-03 23:00,1,activated,88
"""


def answer(app) -> str:
    """The first sentence."""
    return next(one.proto.body for one in app.get("html") if 'class="answer' in one.proto.body)


def test_the_first_sentence_says_where_dossiers_are_stuck(demo_data: Path) -> None:
    app = open_page("pipeline", **THOI_BINH)
    assert "Vướng nhất ở khâu kích hoạt: tính đến 01/05/2024 có 10.419 tài khoản đã phê duyệt" in answer(app)
    assert "(20,7% của 50.431 đã phê duyệt). Ngoài ra 1.516 hồ sơ còn chờ phê duyệt." in answer(app)
    assert "121 hồ sơ đã quá hạn phê duyệt." in answer(app), "all communes send days: exact"
    shown = words(app)
    assert "Số quá hạn cộng từ 12/12 đơn vị." in shown
    assert "**Thị trấn Thới Bình**, 179,6 tài khoản chờ kích hoạt trên 1.000 người đủ điều kiện" in shown
    assert "không tăng ở đơn vị nào trong 12 đơn vị so được" in shown
    assert "Chung: Huyện Thới Bình 51.947 50.431 97,1% 40.012 79,3% 1.516 121 10.419" in shown
    assert "Một nửa số tài khoản chờ kích hoạt ngày 30/04/2024 đã chờ từ 35 ngày trở lên." in shown
    assert "Từ duyệt đến kích hoạt, trung vị tháng 04/2024: ≥73 ngày." in shown, "some came before the exports began"
    assert "Xã Biển Bạch Đông 50 ≥90 ≥75 ≥88 5 12 8 10" in shown
    assert "coi như hồ sơ đến trước được làm trước" in shown
    drawn = figure(app)["data"]
    assert [trace["x"][0] for trace in drawn] == [1362, 150]
    assert "Thị trấn Thới Bình: 1.362 chờ kích hoạt, 150 chờ phê duyệt" in app.get("plotly_chart")[0].proto.alt


def test_a_lower_bound_is_marked_and_the_silent_are_named(demo_data: Path) -> None:
    app = open_page("pipeline", **CA_MAU)
    assert "Ít nhất 162 hồ sơ đã quá hạn phê duyệt." in answer(app)
    shown = words(app)
    assert "Chung: Tỉnh Cà Mau 1.228.894 1.224.784 99,7% 1.151.645 94,0% 4.110 ≥162 73.139 47,3" in shown
    assert "Chưa báo cáo đúng kỳ nên không tính quá hạn: Xã Vĩnh Lộc, Xã Vĩnh Mỹ." in shown
    assert "20/10/2026, im lặng từ đó" in shown
    assert "Xã Châu Thới (+109)" in shown
    assert "<5" in shown


def test_what_waits_grows_since_the_beginning_that_the_link_names(demo_data: Path) -> None:
    app = open_page("pipeline", **CA_MAU, since="meeting")
    shown = words(app)
    assert "Số chờ kích hoạt tăng từ cuộc họp ngày 09/11/2026" in shown
    assert "tính từ cuộc họp ngày 09/11/2026" in shown
    assert "chừng 7 ngày" not in shown
    other = words(seen("pipeline", **CA_MAU))
    assert "chừng 7 ngày" in other and "Từ cuộc họp 09/11" in other, "it is offered"


def test_the_address_keeps_the_order_and_each_unit_is_a_link(demo_data: Path) -> None:
    app = open_page("pipeline", **CA_MAU, wait="growth")
    shown = words(app)
    assert shown.index("Xã Châu Thới 23.225") < shown.index("Phường Bạc Liêu 49.552")
    table = next(one.proto.body for one in app.get("html") if "Xã Châu Thới</a>" in one.proto.body)
    assert 'href="pipeline?wait=growth&amp;unit=' in table
    assert "&amp;trace=2025.32083.2026-11-20.approved.all" in table, "a count opens to its sources"


@pytest.mark.parametrize(("unit", "edition", "as_of"), [("VN", "2025", "2026-11-20"), ("967", "2024", "2026-11-20")])
def test_the_nation_and_a_former_district_of_today_open(unit: str, edition: str, as_of: str, demo_data: Path) -> None:
    shown = words(seen("pipeline", unit=unit, edition=edition, as_of=as_of))
    assert "chờ kích hoạt" in shown
    assert "nan" not in shown.split()


def test_a_unit_without_figures_says_so_and_never_zero(demo_data: Path) -> None:
    app = open_page("pipeline", unit="31858", edition="2025", as_of="2026-11-20")
    assert "Chưa rõ vướng ở đâu" in answer(app)


@pytest.fixture
def imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in):
    """Brings a file into a data folder of its own."""

    def bring(content: str) -> None:
        path = tmp_path / "report.csv"
        path.write_text(content, encoding="utf-8")
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
        (tmp_path / "data").mkdir()
        (tmp_path / "data" / "settings.toml").write_text('upload_from = "anyone"\n', encoding="utf-8")
        [result] = bring_in(tmp_path / "data", path)
        assert result.status == "accepted", result

    return bring


def test_one_stage_alone_is_shown_and_the_page_says_which_file_would_bring_the_others(imported) -> None:
    imported(COLLECTED_ONLY)
    app = open_page("pipeline", unit="967", edition="2024", as_of="2024-05-03", level="1")
    assert "Chưa rõ vướng ở đâu" in answer(app)
    assert "Báo cáo tổng hợp có thêm số phê duyệt, kích hoạt sẽ cho biết phần còn thiếu." in app.info[0].value
    assert not app.get("plotly_chart")
    shown = words(app)
    assert "Xã Tân Bằng 300 – – – – – – – –" in shown, "never zero"
    assert "Chưa biết hồ sơ chờ bao lâu" in shown and "Chưa có tệp nào nêu lý do" in shown
    forms = [one.label for one in app.get("download_button") if one.label.startswith("Tải mẫu")]
    assert [label.split(" cho ")[0] for label in forms] == [
        "Tải mẫu Báo cáo tổng hợp", "Tải mẫu Dữ liệu chi tiết", "Tải mẫu Lý do chưa kích hoạt",
    ]  # fmt: skip


def test_summaries_alone_tell_what_waits_and_the_least_that_is_overdue(imported) -> None:
    imported(SUMMARIES)
    app = open_page("pipeline", unit="967", edition="2024", as_of="2024-05-03", level="1")
    assert "Vướng nhất ở khâu phê duyệt: tính đến 03/05/2024 có 270 hồ sơ đã thu nhận mà chưa phê duyệt" in answer(app)
    assert "(69,2% của 390 đã thu nhận)" in answer(app), "of those units alone that have both"
    assert "Ít nhất 180 hồ sơ đã quá hạn phê duyệt." in answer(app)
    shown = words(app)
    assert "Số quá hạn cộng từ 1/12 đơn vị." in shown
    assert "<5" in shown
    assert "Chưa biết hồ sơ chờ bao lâu: báo cáo lũy kế không cho biết điều này." in app.info[0].value
    assert "Tải mẫu Dữ liệu chi tiết cho Huyện Thới Bình (Excel)" in [one.label for one in app.get("download_button")]


def test_the_file_holds_the_rows_of_the_page(demo_data: Path) -> None:
    selection, text = Selection("96", "2025", opened.in_use().known.editions["2025"].last_day), Text("vi")
    found = pipeline.of_unit(opened.in_use().database, selection)
    table = parts.of_file(found, selection, text)
    sheet = openpyxl.load_workbook(
        io.BytesIO(xlsx_bytes(table.rows, table.columns, Around("Vướng mắc", "", table.totals, table.below)))
    ).active
    every = [[cell.value for cell in row] for row in sheet.iter_rows()]
    heading = next(row for row in every if "Mã đơn vị" in row)
    total = next(row for row in every if row[1] == "Tỉnh Cà Mau")
    assert dict(zip(heading, total, strict=True))["Quá hạn duyệt"] == 162
    assert dict(zip(heading, total, strict=True))["Số quá hạn là"] == "số tối thiểu"
    assert len(table.rows) == 64
    long = waiting.of_unit(opened.in_use().database, selection, "commune")
    table = waiting_listed.of_file(long, text)
    assert len(table.rows) == 5, "those with detailed exports"
    [total] = table.totals
    assert total[1:4] == ["Tỉnh Cà Mau", selection.as_of, 5]


REASONS = """unit_code,as_of,reason,count
32069,2024-04-30,away,3
32069,2024-04-30,refused,8
32069,2024-04-30,no_smartphone,90
32069,2024-04-30,data_error,0
"""


def test_the_largest_reasons_are_named_drawn_and_listed_with_what_they_are_of(demo_data: Path) -> None:
    app = open_page("pipeline", **THOI_BINH | {"as_of": "2024-04-30"})
    said = [one.proto.body for one in app.get("html") if 'class="answer' in one.proto.body][-1]
    assert "Ba lý do lớn nhất chiếm 69,6% trong 6.242 tài khoản chưa kích hoạt được nêu lý do (30/04/2024)" in said
    assert "không có điện thoại thông minh, SIM không chính chủ, vắng mặt ở địa phương." in said
    bars, line = figure(app, 1)["data"]
    assert bars["x"] == sorted(bars["x"][:-1], reverse=True) + bars["x"][-1:], "what fits nowhere else stands last"
    assert line["x"][-1] == 1
    shown = words(app)
    assert "Không có điện thoại thông minh 2.192 35,1% 35,1% SIM không chính chủ 1.158 18,6% 53,7%" in shown
    assert "Có số của 9/12 xã" in shown
    newer = words(open_page("pipeline", **THOI_BINH | {"edition": "2025"}))
    assert "Không có điện thoại thông minh 2.192 35,1%" in newer, "the same people in the units of today"


def test_small_reasons_are_hidden_and_without_a_file_the_page_offers_the_form(
    imported, bring_in, tmp_path: Path
) -> None:
    imported(SUMMARIES)
    app = open_page("pipeline", unit="967", edition="2024", as_of="2024-05-03", level="1")
    assert [one.value for one in app.info if "Tệp gồm đơn vị, ngày, lý do, số lượng" in one.value]
    assert "Tải mẫu Lý do chưa kích hoạt cho Huyện Thới Bình (Excel)" in [
        one.label for one in app.get("download_button")
    ]
    path = tmp_path / "reasons.csv"
    path.write_text(REASONS, encoding="utf-8")
    [result] = bring_in(tmp_path / "data", path)
    assert result.accepted_rows == 4
    shown = words(open_page("pipeline", unit="967", edition="2024", as_of="2024-05-03", level="1"))
    assert "Không có điện thoại thông minh 90 100,0% 100,0%" in shown
    assert "Sai lệch dữ liệu 0 0,0% 100,0%" in shown, "a zero that was counted"
    assert "Không đồng ý ẩn" in shown
    assert "Vắng mặt ở địa phương ẩn" in shown
    assert "Có số của 1/12 xã" in shown

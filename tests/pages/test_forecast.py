"""The forecast page: the answer first, a card for each target, what a reader supposes, the parts of the unit."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from dashboard.briefing import answer, forecast, opened
from dashboard.reports import Around, xlsx_bytes
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.forecast import parts
from tests.pages.test_pages import THOI_BINH, figure, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def test_the_first_sentence_answers_with_count_range_and_probability(demo_data: Path) -> None:
    app = open_page("forecast", **THOI_BINH)
    answer = next(one.proto.body for one in app.get("html") if 'class="answer' in one.proto.body)
    assert "Không kịp: đến hạn 30/06/2024 dự báo có" in answer
    assert "so với chỉ tiêu Bộ giao 73.000; khả năng đạt dưới 1%." in answer
    shown = words(app)
    # The nearest deadline is the province's; days left, need of the whole, pace with its days, gap.
    assert "Còn thiếu 32.988 trong 60 ngày (43 ngày làm việc)" in shown
    assert "Phải đạt 550/ngày" in shown
    assert "Bình quân 216/ngày (24/04–01/05)" in shown
    assert "Tốc độ hiện nay còn thiếu 334/ngày so với yêu cầu" in shown
    assert "sau hạn hơn 120 ngày" in shown
    assert "Đã đạt 1 · Không kịp 11" in shown
    # The count is drawn to the day, and hatched beyond it.
    drawn = figure(app)["data"]
    assert [trace["fillpattern"]["shape"] for trace in drawn if trace.get("fill")] == ["/"]
    told = app.get("plotly_chart")[0].proto.alt
    assert told.startswith("Đến 01/05/2024 đã thực hiện 40.012. Dự báo đến 30/06/2024: P10")


def test_what_a_link_supposes_is_answered_in_words_and_drawn(demo_data: Path) -> None:
    app = open_page("forecast", **THOI_BINH, pace="50", extra="100", until="2024-08-31")
    shown = words(app)
    assert "Nếu tốc độ tăng 50%, thêm 100 người mỗi ngày, hạn lùi đến 31/08/2024:" in shown
    assert "(không giả định: dưới 1%)" in shown
    assert len([trace for trace in figure(app)["data"] if trace.get("fill")]) == 2
    assert not app.warning
    app.button(key="suppose_nothing").click().run()
    assert {"pace", "extra", "until"}.isdisjoint(app.query_params)
    app.number_input(key="suppose_extra").set_value(250).run()
    assert app.query_params["extra"] in ("250", ["250"])


def test_what_cannot_be_supposed_is_told(demo_data: Path) -> None:
    app = open_page("forecast", **THOI_BINH, pace="fast", extra="-5", until="2024-05-02")
    told = " ".join(warning.value.replace("\\", "") for warning in app.warning)
    for value in ("“fast”", "“-5”", "“2024-05-02”"):
        assert value in told
    assert "Nếu tốc độ" not in words(app)


def test_a_unit_says_why_nothing_can_be_forecast(demo_data: Path) -> None:
    silent = words(seen("forecast", unit="31858", edition="2025", as_of="2026-11-20"))
    assert "Chưa đủ số liệu để dự báo chỉ tiêu Bộ giao 11.600 đến hạn 31/12/2026: chưa phát sinh số liệu." in silent
    nation = words(seen("forecast", unit="VN", edition="2025", as_of="2026-11-20"))
    assert "quá ít xã có số liệu" in nation
    nobody = open_page("forecast", unit="01", edition="2025", as_of="2026-11-20")
    assert "không có chỉ tiêu nào đang thực hiện" in nobody.info[0].value
    assert not nobody.get("plotly_chart")


def test_on_a_day_between_mondays_the_overview_answers_with_the_forecast_of_that_day(demo_data: Path) -> None:
    # The version keeps forecasts of Mondays; this is a Wednesday.
    warehouse, asked = opened.in_use(), Selection("967", "2024", dt.date(2024, 5, 1))
    answered = answer.of_unit(warehouse, asked).chosen
    [shown] = [one for one in forecast.of_unit(warehouse.database, asked) if one.target.issuer == "ministry"][:1]
    assert answered.foreseen_on is None
    assert answered.outlook == shown.outlook
    assert answered.outlook is not None and answered.outlook.probability is not None


def test_what_is_reached_says_since_when(demo_data: Path) -> None:
    app = open_page("forecast", unit="32248", edition="2025", as_of="2026-11-20")
    assert "Đã đạt chỉ tiêu Bộ giao từ ngày 25/09/2026, trước hạn 31/12/2026: 17.093/16.080" in words(app)


def test_a_deadline_that_passed_says_what_was_missing(demo_data: Path) -> None:
    shown = words(seen("forecast", unit="967", edition="2024", as_of="2024-06-27", issuer="province"))
    assert "Đã hết hạn, còn thiếu 31.877" in shown


@pytest.mark.parametrize(("order", "first"), [("required", "Xã Vĩnh Lộc"), ("probability", "Phường Hòa Thành")])
def test_parts_are_sorted_as_the_link_asks(order: str, first: str, demo_data: Path) -> None:
    app = open_page("forecast", **CA_MAU, order=order)
    tables = [one.proto.body for one in app.get("html") if 'class="figures"' in one.proto.body]
    # The parts' own stands after the cards.
    [listed] = [each for each in tables if "Xã Đất Mũi" in each]
    assert first in listed.split("</tr>")[1]
    assert "Đã đạt 3 · Kịp" in words(app)


def test_the_file_holds_every_part_with_its_word_in_words(demo_data: Path) -> None:
    found = forecast.of_parts(opened.in_use().database, Selection("96", "2025", dt.date(2026, 11, 20)))
    table = parts.of_file(found, Text("vi"))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table.rows, table.columns, Around("x", "y")))).active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Không kịp", "Có nguy cơ", "Đã đạt", "Chưa đủ số liệu", "Kết luận"} <= cells
    assert len(table.rows) == 63
    # A number below zero stays one, under a heading that says what it means.
    assert any("từ 0 trở xuống là đủ" in cell for cell in cells) and (table.rows["gap_in_file"] < 0).any()


def test_a_ranking_marks_what_is_due_and_sets_all_units_together_among_them(demo_data: Path) -> None:
    app = open_page("compare", **THOI_BINH | {"as_of": "2024-04-29"})
    tables = [one.proto.body for one in app.get("html") if "<table" in one.proto.body]
    [listed] = [each for each in tables if "Thị trấn Thới Bình" in each]
    assert listed.count('class="due"') == 12
    assert "Chung: Huyện Thới Bình" in listed
    assert listed.count('class="verdict') == 12
    assert "Vạch chấm là mức phải đạt đến 29/04/2024" in words(app)
    # Of a day whose forecasts are not kept it is not told who will make it: to make them takes seconds.
    between = " ".join(one.proto.body for one in seen("compare", **THOI_BINH).get("html"))
    assert between.count('class="due"') == 12
    assert 'class="verdict' not in between
    # Beside rates of people there is no path to a target.
    other = " ".join(one.proto.body for one in seen("compare", **THOI_BINH, base="eligible").get("html"))
    assert 'class="due"' not in other
    assert "Chung: Huyện Thới Bình" in other

"""What is taken along: called by words, codes in words, the total and the missing below, all targets in one table."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from dashboard import briefing, cli, reports
from dashboard.briefing import area, opened
from dashboard.briefing.change import difference
from dashboard.briefing.change.since import Since
from dashboard.briefing.comparison import needs
from dashboard.reports import Around
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.compare import needs as needs_page
from dashboard.ui.shell import download
from tests.pages.test_pages import open_page

VIETNAMESE = Text("vi")
CA_MAU = Selection("96", "2025", dt.date(2026, 11, 20))
THOI_BINH = Selection("967", "2024", dt.date(2024, 5, 1))
TARGETS = {("ministry", "activated"), ("province", "activated"), ("province", "collected")}


def database():
    """The demo's."""
    return opened.in_use().database


def table(selection: Selection, text: Text = VIETNAMESE) -> download.Table:
    """The table of the units inside."""
    inside = area.within(database(), selection)
    return download.of_units(inside, area.whole(database(), selection, inside), selection, text)


def test_a_file_is_called_by_page_unit_and_day():
    assert download.file_name("compare", "table", CA_MAU, VIETNAMESE) == "so-sanh_96_2026-11-20"
    assert download.file_name("map", "table", THOI_BINH, Text("en")) == "map_967_2024-05-01"
    assert download.file_name("compare", "needs", CA_MAU, VIETNAMESE) == "moi-chi-tieu_96_2026-11-20"


def test_units_of_another_era_than_the_day_are_named_in_the_file_s_name():
    crossed = Selection("96", "2025", dt.date(2024, 5, 1))
    assert download.file_name("compare", "table", crossed, VIETNAMESE) == "so-sanh_96_2024-05-01_dia-gioi-2025"


def test_a_file_holds_words_and_no_codes(demo_data: Path):
    states = set(table(CA_MAU).rows["state"])
    assert states == {
        "Có số liệu",
        "Chưa phát sinh số liệu",
        "Báo cáo chậm (số liệu cũ hơn 7 ngày)",
        VIETNAMESE("state.no_denominator"),
    }


def test_the_total_is_the_area_s_own_figure_and_the_missing_are_named(demo_data: Path):
    made = table(CA_MAU)
    names = list(made.rows.columns)
    [total] = made.totals
    whole = area.of_unit(database(), CA_MAU)
    assert total[names.index("unit_name")] == "Tổng: Tỉnh Cà Mau"
    assert total[names.index("counted")] == whole.counted
    assert total[names.index("rank")] is None
    assert made.below == ["Chưa phát sinh số liệu (1): Xã Vĩnh Lộc"]


def test_changes_in_a_file_go_by_the_chosen_day_in_its_heading_its_note_and_its_values(demo_data: Path):
    version = opened.in_use()
    inside, start = area.within(database(), CA_MAU), Since("day", dt.date(2026, 11, 4))
    found = difference.of_units(version, CA_MAU, inside, start)
    made = download.of_units(inside, area.whole(database(), CA_MAU, inside), CA_MAU, VIETNAMESE, found)
    usual = table(CA_MAU)
    headings = [column.heading for column in made.columns]
    assert "Tỷ lệ đầu kỳ so sánh: hết ngày 04/11/2026" in headings
    assert made.told == [("Tăng, giảm", "từ hết ngày 04/11/2026")]
    assert usual.told == [("Tăng, giảm", "giữa hai báo cáo của chính từng đơn vị, cách nhau chừng 7 ngày")]
    then = {row.unit_code: row for row in area.within(database(), CA_MAU.at(as_of=start.day)).units}
    by_code = {one.both.now.unit_code: one for one in found.units}
    for row, line in zip(inside.units, made.rows.to_dict("records"), strict=True):
        one = by_code[row.unit_code]
        if one.why:
            assert pd.isna(line["share_before"]) and pd.isna(line["share_since"]), row.unit_name
        else:
            assert line["share_since"] == row.share
            assert line["share_before"] == pytest.approx(then[row.unit_code].counted / row.denominator)
            assert line["changed_from"] <= pd.Timestamp(start.day) < line["changed_until"]
    names = list(made.rows.columns)
    [total] = made.totals
    assert total[names.index("share_since")] == pytest.approx(found.total.share)
    same = [name for name in names if name not in ("share_before", "share_since", "changed_from", "changed_until")]
    pd.testing.assert_frame_equal(made.rows[same], usual.rows[same])


def test_a_workbook_opens_with_its_words(demo_data: Path):
    made = table(THOI_BINH)
    content = reports.xlsx_bytes(made.rows, made.columns, Around("So sánh", "Đến ngày: 01/05/2024", made.totals))
    book = openpyxl.load_workbook(io.BytesIO(content))
    [sheet] = book.worksheets
    assert sheet.title == "So sánh"
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len(cells) == 2 + 12 + 1
    assert "Tổng: Huyện Thới Bình" in cells[-1]
    assert 40012 in cells[-1]


@pytest.mark.parametrize("page", ["overview", "map", "compare", "trend"])
def test_a_page_offers_both_kinds_of_file(page: str, demo_data: Path):
    app = open_page(page, unit="967", edition="2024", as_of="2024-05-01")
    labels = [button.proto.label for button in app.get("download_button")]
    assert labels[:2] == ["Tải bảng (Excel)", "Tải bảng (CSV)"]
    assert (labels[2:] == ["Tải mọi chỉ tiêu (Excel)", "Tải mọi chỉ tiêu (CSV)"]) == (page == "compare")


def test_all_targets_stand_in_one_table_with_the_pages_numbers(demo_data: Path):
    rows = needs.of_units(database(), THOI_BINH)
    assert set(zip(rows["issuer"], rows["stage"], strict=True)) == TARGETS
    assert len(rows) == 12 * 3
    assert rows["unit_code"].nunique() == 12
    assert list(rows.head(2)["deadline"]) == sorted(rows.head(2)["deadline"]), "of each unit the nearest one first"
    for (issuer, stage), own in rows.groupby(["issuer", "stage"]):
        page = {
            row.unit_code: row
            for row in each_row(area.within(database(), THOI_BINH.at(issuer=issuer, stage=stage)).rows, ProgressByArea)
        }
        for row in own.itertuples():
            same = page[row.unit_code]
            assert (row.missing, row.required_per_day, row.counted) == (
                same.missing,
                same.required_per_day,
                same.counted,
            )
            assert row.whole_target == same.whole_target


def test_a_target_that_has_passed_asks_for_nothing(demo_data: Path):
    rows = needs.of_units(database(), THOI_BINH.at(as_of=dt.date(2024, 6, 10)))
    assert {f"{day:%d/%m}" for day in rows["deadline"]} == {"30/06", "31/12"}, "the one by 31/05 made way for the next"


def test_the_file_of_all_targets_is_in_words_with_a_total_for_each(demo_data: Path):
    inside = area.within(database(), THOI_BINH)
    made = needs_page.table(database(), inside, THOI_BINH, VIETNAMESE)
    assert set(made.rows["issuer"]) == {"Bộ Công an", "Công an tỉnh"}
    assert set(made.rows["stage"]) == {"Kích hoạt", "Thu nhận"}
    assert [total[1] for total in made.totals] == ["Tổng: Huyện Thới Bình"] * 3
    assert {total[made.rows.columns.get_loc("whole_target")] for total in made.totals} > {73_000, 76_648}


def test_the_command_prints_the_same_columns(demo_data: Path, capsys: pytest.CaptureFixture[str]):
    options = ("--unit", "967", "--edition", "2024", "--as-of", "2024-05-01", "--csv")
    assert cli.main(["query", "need_by_target", *options]) == 0
    heading, *lines = capsys.readouterr().out.splitlines()
    assert heading == ",".join(briefing.needs.COLUMNS)
    assert len(lines) == 12 * 3
    assert cli.main(["query", "--list"]) == 0
    assert "need_by_target: What each unit of an area needs" in capsys.readouterr().out

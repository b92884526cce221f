"""The same table as CSV in its variants, XLSX and Parquet gives the same rows."""

import datetime as dt

import duckdb
import pytest
import xlsxwriter
import xlwt

from dashboard import importer
from dashboard.importer import Hints

HEADER = "edition,unit_code,as_of,level,stage,count"
ROW = "2024,967,2024-05-01 23:00,all,activated,40012"
EXPECTED = [("2024", "967", dt.datetime(2024, 5, 1, 23), "all", "activated", 40012, False)]


def take(path):
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]


def written(tmp_path, content, name="week.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path, *sheets, header=None, since_1904=False):
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm", "date_1904": since_1904}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER.split(",") if header is None else header)
            for line, row in enumerate(rows, start=1):
                sheet.write_row(line, 0, row)
    return path


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROW}\n",
        f"\ufeff{HEADER}\n{ROW}\n",
        f"{HEADER}\r\n{ROW}\r\n",
        f"{HEADER}\n{ROW}",
        f"{HEADER}\n\n{ROW}\n\n,,,,,\n",
        f"{HEADER}\n{ROW}\n".replace(",", ";"),
        f"{HEADER}\n{ROW}\n".replace(",", "\t"),
        f"{HEADER}\n{ROW.replace('2024-05-01', '01/05/2024')}\n",
        f"{HEADER}\n2024,967,45413.95833333,all,activated,40.012\n",
        "Phiên bản,Mã đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng\n"
        '2024,967,1/5/2024 23:00,Mức 1 và 2,Kích hoạt,"40,012"\n',
        "phien_ban,ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\ncũ, 967 ,2024-05-01T23:00:00,ALL,KÍCH HOẠT,40012\n",
        "MA DON VI,THOI DIEM,MUC DO,GIAI DOAN,SO LUONG\n967,2024-05-01 23:00,tong,kich hoat,40012\n",
    ],
)
def test_a_csv_means_the_same_however_it_is_written(tmp_path, accepted, content):
    result = take(written(tmp_path, content))
    assert result.problems == ()
    assert accepted(result) == EXPECTED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", [None, "utf-16"])
def test_utf_16_is_recognised_without_its_mark(tmp_path, accepted, encoding, said):
    path = written(tmp_path, f"{HEADER}\n{ROW}\n".encode(encoding))
    hints = Hints(encoding=said)
    result = importer.accept_files([path], dry_run=False, is_demo=False, progress=None, hints=hints)[0]
    assert [(notice.notice, notice.detail) for notice in result.notices] == [("encoding", "utf-16")]
    assert accepted(result) == EXPECTED


@pytest.mark.parametrize("time", [dt.datetime(2024, 5, 1, 23), 45413.9583333333, "01/05/2024 23:00"])
def test_a_workbook_gives_the_same_rows_and_keeps_codes(tmp_path, accepted, time):
    row = ["2024", "967", time, "all", "kích hoạt", 40012]
    result = take(workbook(tmp_path / "week.xlsx", [row]))
    assert result.problems == ()
    assert accepted(result) == EXPECTED


SINCE_1904 = [["2024", "967", day, "all", "kích hoạt", 40012] for day in (43951.9583333333, "01/05/2024 23:00")]


@pytest.mark.parametrize("row", SINCE_1904)
def test_a_workbook_that_counts_its_days_from_1904_means_the_days_that_it_shows(tmp_path, accepted, row):
    result = take(workbook(tmp_path / "week.xlsx", [row], since_1904=True))
    assert result.problems == ()
    assert accepted(result) == EXPECTED


@pytest.mark.parametrize("row", SINCE_1904)
def test_an_old_workbook_that_counts_its_days_from_1904_means_the_days_that_it_shows(tmp_path, accepted, row):
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("BC")
    for line, cells in enumerate((HEADER.split(","), row)):
        for column, cell in enumerate(cells):
            sheet.write(line, column, cell)
    book.save(str(tmp_path / "week.xls"))
    result = take(tmp_path / "week.xls")
    assert result.problems == ()
    assert accepted(result) == EXPECTED


def test_a_table_of_an_office_may_count_its_days_from_1904(tmp_path, accepted):
    # Numbers as large as days stay what they are where they stand for accounts.
    rows = [["Phường Minh Xuân", 43950, 43951], ["Phường Phan Thiết", 43951, 30150]]
    head = ["Đơn vị", "Ngày báo cáo", "Kích hoạt mức 2"]
    result = take(workbook(tmp_path / "Tỉnh Tuyên Quang.xlsx", rows, header=head, since_1904=True))
    assert result.problems == ()
    days = {row[2].date().isoformat(): row[5] for row in accepted(result)}
    assert days == {"2024-04-30": 43951, "2024-05-01": 30150}


def test_a_workbook_with_numbers_for_codes_is_understood_or_quarantined(tmp_path, reasons):
    rows = [[2024, 967, "2024-05-01", 1, "activated", 5], [2024, 1, "2024-05-01", 1, "activated", 1.125]]
    result = take(workbook(tmp_path / "week.xlsx", rows))
    assert result.accepted_rows == 1
    assert set(reasons(result)) == {(3, "unit_code", "unit_is_known"), (3, "count", "count_is_a_whole_number")}


@pytest.mark.parametrize("number", [1.24, 1.125, 35.45, 0.5, 12.3456])
def test_a_fraction_typed_into_a_spreadsheet_is_never_a_count(tmp_path, reasons, number):
    good, bad = (["2024", "967", f"2024-05-0{day}", "1", "activated", count] for day, count in ((1, 5), (2, number)))
    assert reasons(take(workbook(tmp_path / "week.xlsx", [good, bad]))) == [(3, "count", "count_is_a_whole_number")]


@pytest.mark.parametrize("number", [1.24, 1.125, 35.45])
def test_a_fraction_of_a_parquet_file_is_never_a_count(tmp_path, reasons, number):
    path = tmp_path / "week.parquet"
    duckdb.execute(
        f"COPY (SELECT '967' AS unit_code, '2024-05-0' || day AS as_of, '1' AS level, 'activated' AS stage, count "
        f"FROM (VALUES (1, 5::DOUBLE), (2, {number}::DOUBLE)) AS written (day, count)) TO '{path}'"
    )
    assert reasons(take(path)) == [(3, "count", "count_is_a_whole_number")]


def test_every_sheet_of_a_workbook_is_read_and_named(tmp_path):
    bad = ["2024", "967", "2024-05-02", "all", "activated", "x"]
    path = workbook(tmp_path / "week.xlsx", [ROW.split(",")], [bad])
    result = take(path)
    assert (result.accepted_rows, result.problems[0].sheet, result.problems[0].row) == (1, "Sheet2", 2)


def test_a_sheet_that_is_not_understood_is_named(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "week.xlsx") as book:
        sheet = book.add_worksheet("Số liệu")
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write_row(1, 0, ROW.split(","))
        book.add_worksheet("Ghi chú").write(0, 0, "xin xem công văn")
        book.add_worksheet("Trống")
    assert take(tmp_path / "week.xlsx").ignored_sheets == ("Ghi chú",)


@pytest.mark.parametrize(("count", "sql_type"), [("40012", "BIGINT"), ("40012", "DOUBLE"), ("40012", "VARCHAR")])
def test_a_parquet_file_gives_the_same_rows(tmp_path, accepted, count, sql_type):
    path = tmp_path / "week.parquet"
    duckdb.execute(
        f"COPY (SELECT '2024' AS edition, '967' AS unit_code, TIMESTAMP '2024-05-01 23:00' AS as_of, 'all' AS level, "
        f"'activated' AS stage, {count}::{sql_type} AS count) TO '{path}'"
    )
    assert accepted(take(path)) == EXPECTED


def test_lines_are_counted_as_a_person_sees_them(tmp_path, reasons):
    lines = [
        HEADER,
        ROW,
        "",
        '2024,967,2024-05-02,all,activated,"4\n0"',
        "2024,967",
        "2024,967,2024-05-03,all,activated,x",
    ]
    result = take(written(tmp_path, "\n".join(lines)))
    assert reasons(result) == [
        (4, "count", "count_is_a_whole_number"),
        (5, None, "row_has_every_column"),
        (6, "count", "count_is_a_whole_number"),
    ]
    assert (result.accepted_rows, result.quarantined_rows) == (1, 3)

"""A file of which nothing can be taken is refused whole, with a sentence that says what to do."""

import random
import zipfile

import pytest
import xlsxwriter

from dashboard import importer
from dashboard.text import LANGUAGES, Text
from tests.importer import office

HEADER = "edition,unit_code,as_of,level,stage,count"
ROW = "2024,967,2024-05-01 23:00,all,activated,40012"


def take(path):
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]


def written(tmp_path, content, name="week.csv"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def workbook(path, *sheets, header=None):
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, HEADER.split(",") if header is None else header)
            for line, row in enumerate(rows, start=1):
                sheet.write_row(line, 0, row)
    return path


def damaged_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "week.xlsx", "w") as archive:
        archive.writestr("hello.txt", "no workbook")
    return tmp_path / "week.xlsx"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: folder / "missing.csv", "file_exists"),
        (lambda folder: written(folder, "x", "week.png"), "format_is_accepted"),
        (lambda folder: written(folder, ""), "file_has_rows"),
        (lambda folder: written(folder, HEADER + "\n"), "file_has_rows"),
        (lambda folder: written(folder, HEADER + "\n\n,,,,,\n"), "file_has_rows"),
        (lambda folder: written(folder, "họ tên,ngày sinh\nA,1\n"), "header_is_recognised"),
        (lambda folder: written(folder, HEADER + ",count\n" + ROW + ",1\n"), "column_stands_once"),
        (lambda folder: written(folder, HEADER.encode() + b"\n2024,967,2024-5-1,all,\xb5,1\n"), "encoding_is_certain"),
        (lambda folder: written(folder, "日本,x\n1,2\n".encode("shift-jis")), "encoding_is_certain"),
        (lambda folder: written(folder, (HEADER + "\n" + ROW).encode("utf-16")[:-1]), "encoding_is_certain"),
        (lambda folder: written(folder, b"\x00\x01\xff" * 500), "encoding_is_certain"),
        (damaged_workbook, "file_is_readable"),
        (lambda folder: written(folder, "no workbook", "week.xlsx"), "file_is_readable"),
        (lambda folder: written(folder, "no parquet", "week.parquet"), "file_is_readable"),
        (lambda folder: workbook(folder / "week.xlsx", []), "file_has_rows"),
        (lambda folder: workbook(folder / "week.xlsx", [], header=[]), "file_has_rows"),
        (lambda folder: written(folder, HEADER + "\n2024,967,2024-05-01,all,activated,x\n"), "count_is_a_whole_number"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_refused_with_a_sentence(tmp_path, data_folder, make, reason):
    result = take(make(tmp_path))
    assert (result.status, [problem.reason for problem in result.problems]) == ("refused", [reason])
    for language in LANGUAGES:
        assert len(result.problems[0].message(Text(language))) > 20
    assert not list((data_folder).glob("*/*"))


def test_a_file_larger_than_the_setting_is_refused(tmp_path, data_folder):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text("max_file_mb = 1")
    result = take(written(tmp_path, f"{HEADER}\n" + "x" * 1_100_000))
    assert [problem.reason for problem in result.problems] == ["file_is_not_too_large"]


def test_a_sheet_with_a_cell_at_the_end_of_the_world_is_refused(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "week.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER.split(","))
        sheet.write(1_048_575, 16_383, "x")
    assert take(tmp_path / "week.xlsx").problems[0].reason == "sheet_is_not_too_large"


@pytest.mark.parametrize("seed", range(8))
def test_a_spoilt_old_workbook_breaks_nothing(tmp_path, seed):
    chance, content = random.Random(seed), bytearray(office.xls(office.table()))
    for _ in range(6):
        content[chance.randrange(520)] = chance.randrange(256)
    result = take(written(tmp_path, bytes(content), "week.xls"))
    assert result.status in ("accepted", "refused")


def test_two_kinds_in_one_workbook_are_refused(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "week.xlsx") as book:
        book.add_worksheet().write_row(0, 0, HEADER.split(","))
        book.add_worksheet().write_row(0, 0, ["unit_code", "base", "as_of", "count"])
    assert take(tmp_path / "week.xlsx").problems[0].reason == "sheets_are_of_one_kind"

"""Downloads: the figures of the page, and no cell that could run."""

import csv
import datetime as dt
import io
import zipfile

import openpyxl
import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from dashboard import reports
from dashboard.formats import Format
from dashboard.reports import Around, Column
from dashboard.reports.sheet import FORMULA_STARTS

ATTACKS = [f"{start}HYPERLINK(1+1)" for start in FORMULA_STARTS] + ["=1+1", "+84912", "-2+3", "@SUM(A1)", "\n=1+1"]
COLUMNS = (
    Column("Đơn vị", Format.TEXT),
    Column("Đã kích hoạt", Format.COUNT),
    Column("Tỷ lệ", Format.SHARE),
    Column("Ngày", Format.DAY),
)

AROUND = Around("Bảng", "Số liệu mô phỏng")


def table(names: list[str]) -> pd.DataFrame:
    """Rows as a page has them: a name, a count that may be missing, a share, a day."""
    size = len(names)
    return pd.DataFrame(
        {
            "unit_name": names,
            "counted": pd.array([1234567, None, *[5] * size][:size], dtype="Int64"),
            "share": [0.548, None, *[1.2456] * size][:size],
            "reported_on": pd.to_datetime(["2024-05-01", None, *["2024-05-02"] * size][:size]),
        }
    )


TWO = table(["Huyện Thới Bình", "Xã Đất Mũi"])


def named(headings: list[str]) -> tuple[Column, ...]:
    """The same columns under other headings."""
    return tuple(Column(heading, column.format) for heading, column in zip(headings, COLUMNS, strict=False))


def xlsx(content: pd.DataFrame, columns: tuple[Column, ...] = COLUMNS, around: Around = AROUND) -> list[list[object]]:
    """The cells of the workbook, as a spreadsheet reads them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(reports.xlsx_bytes(content, columns, around)))
    return book.get_sheet_by_index(0).to_python()


def lines(content: pd.DataFrame, language: str, columns: tuple[Column, ...] = COLUMNS) -> list[list[str]]:
    """The cells of the CSV."""
    text = reports.csv_bytes(content, columns, language).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if language == "vi" else ","))


def test_a_workbook_keeps_numbers_numbers_days_days_and_gaps_empty() -> None:
    note, headings, first, second = xlsx(TWO)
    assert note[0] == "Số liệu mô phỏng"
    assert headings == [column.heading for column in COLUMNS]
    assert first == ["Huyện Thới Bình", 1234567, 0.548, dt.date(2024, 5, 1)]
    assert second == ["Xã Đất Mũi", "", "", ""]


def test_a_workbook_prints_shares_as_percentages_and_days_before_months() -> None:
    with zipfile.ZipFile(io.BytesIO(reports.xlsx_bytes(TWO, COLUMNS, Around("Bảng", "")))) as book:
        styles = book.read("xl/styles.xml").decode()
    assert 'formatCode="0.0%"' in styles
    assert 'formatCode="dd/mm/yyyy"' in styles


@pytest.mark.parametrize("place", ["cell", "heading", "note", "below"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(place: str) -> None:
    names = [*ATTACKS, "https://example.org/x"]
    content = reports.xlsx_bytes(
        table(names if place == "cell" else ["a"]),
        named(names) if place == "heading" else COLUMNS,
        Around("Bảng", names[0] if place == "note" else "", below=names if place == "below" else ()),
    )
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower()


def test_attacks_stay_readable_text_in_a_workbook() -> None:
    read = [row[0] for row in xlsx(table(ATTACKS))[2:]]
    assert [str(text).replace("_x000D_", "\r").strip() for text in read] == [text.strip() for text in ATTACKS]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_cell_of_a_csv_can_start_a_formula(language: str) -> None:
    harmless = lines(table(ATTACKS), language, named(ATTACKS))
    texts = [*harmless[0], *(row[0] for row in harmless[1:])]
    assert [text for text in texts if text.startswith((*FORMULA_STARTS, "\n"))] == []
    assert all(text.startswith("'") for text in texts)


def test_a_vietnamese_csv_opens_in_a_vietnamese_excel() -> None:
    content = reports.csv_bytes(TWO, COLUMNS, "vi")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig").splitlines() == [
        "Đơn vị;Đã kích hoạt;Tỷ lệ;Ngày",
        "Huyện Thới Bình;1234567;0,548;01/05/2024",
        "Xã Đất Mũi;;;",
    ]


def test_an_english_csv_has_commas_between_cells_and_points_within_numbers() -> None:
    assert lines(TWO, "en")[1] == ["Huyện Thới Bình", "1234567", "0.548", "01/05/2024"]


@pytest.mark.parametrize("count", [999_999, 1_234_567, 67_000_000])
def test_a_large_count_keeps_every_digit_though_gaps_made_it_a_float(count: int) -> None:
    floats = TWO.assign(counted=pd.Series([float(count), None]))
    assert lines(floats, "vi")[1][1] == str(count)
    assert lines(floats, "vi")[2][1] == ""


def test_negative_numbers_stay_numbers() -> None:
    fewer = TWO.assign(share=[-0.25, -1.0])
    assert [row[2] for row in lines(fewer, "vi")[1:]] == ["-0,25", "-1"]
    assert xlsx(fewer)[2][2] == -0.25


def test_a_text_with_a_separator_stays_one_cell() -> None:
    assert lines(table(['Xã "A"; B', "x"]), "vi")[1][0] == 'Xã "A"; B'


def test_a_total_and_what_is_missing_stand_below_the_rows() -> None:
    total = ["Tổng: Tỉnh Cà Mau", 1234567, 0.907, pd.Timestamp("2024-05-02")]
    _, _, _, _, last, empty, below = xlsx(TWO, around=Around("So sánh", "", [total], ["Chưa phát sinh số liệu: Xã A"]))
    assert last == ["Tổng: Tỉnh Cà Mau", 1234567, 0.907, dt.date(2024, 5, 2)]
    assert set(empty) == {""}
    assert below[0] == "Chưa phát sinh số liệu: Xã A"


def test_a_sheet_is_called_by_words_and_by_none_that_a_workbook_forbids() -> None:
    def name(words: str) -> str:
        made = reports.xlsx_bytes(TWO, COLUMNS, Around(words, ""))
        return str(CalamineWorkbook.from_filelike(io.BytesIO(made)).sheet_names[0])

    assert name("So sánh") == "So sánh"
    assert name("Tốc độ: từ 1/7 [mới]") == "Tốc độ  từ 1 7  mới"
    assert len(name("Đơn vị " * 9)) <= 31


def test_columns_are_as_wide_as_their_cells_and_no_wider_for_the_note_above() -> None:
    note = "Đơn vị của bảng: Tỉnh Cà Mau. " * 9
    book = openpyxl.load_workbook(io.BytesIO(reports.xlsx_bytes(TWO, COLUMNS, Around("Bảng", note))))
    widths = [book.active.column_dimensions[letter].width for letter in "ABCD"]
    assert [len("Huyện Thới Bình") <= widths[0] < 25, *(9 <= width < 15 for width in widths[1:])] == [True] * 4


def test_each_row_of_a_csv_says_of_which_area_and_day_it_is() -> None:
    content = reports.csv_bytes(TWO, COLUMNS, "vi", [("Đơn vị của bảng", "Tỉnh Cà Mau"), ("Đến ngày", "20/11/2026")])
    heading, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";")
    assert heading == [*(column.heading for column in COLUMNS), "Đơn vị của bảng", "Đến ngày"]
    assert [row[-2:] for row in rows] == [["Tỉnh Cà Mau", "20/11/2026"]] * len(TWO)

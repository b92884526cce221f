"""What qualifies the numbers of an office's table, wherever it stands: understood rightly, or asked, never skipped."""

import pytest

from dashboard import importer
from dashboard.importer import Member
from tests.importer.office import Sheet, xlsx

pytestmark = pytest.mark.usefixtures("small_reference")
UNITS = ("Thị trấn Thới Bình", "Xã Trí Phải", "Xã Tân Lộc Bắc")
LETTERHEAD = ("CÔNG AN TỈNH CÀ MAU", "CÔNG AN HUYỆN THỚI BÌNH")
TITLE = ("KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2", "Lũy kế đến 17h00 ngày 01/5/2024")
HEADS = ("TT", "Đơn vị", "Kích hoạt")


def table(title=TITLE, heads=HEADS, *, between=(), name="Biểu 1", units=UNITS):
    """A workbook with one number a head behind the units; ``between`` are rows between the title and the heads."""
    rows = [[line] for line in (*LETTERHEAD, *title)] + [[], *map(list, between), list(heads)]
    rows += [[n, unit, *(100 * n + at for at in range(len(heads) - 2))] for n, unit in enumerate(units, start=1)]
    return xlsx(Sheet(name, rows))


def take(content, name="a.xlsx"):
    return importer.accept_files([Member(name, content)], dry_run=False, is_demo=False, progress=None)[0]


def reasons(result):
    return {problem.reason for problem in result.problems}


def parted(heading, below=""):
    """A table with a line between its head and its rows, and one below it."""
    rows = [[line] for line in (*LETTERHEAD, TITLE[0], "Tính đến 17h00 ngày 01/5/2024")] + [[], list(HEADS)]
    rows += [["I", heading, ""]] if heading else []
    rows += [[n, unit, 100 * n] for n, unit in enumerate(UNITS, start=1)]
    return xlsx(Sheet("Biểu 1", [*rows, [below]]))


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (parted("Tuần 18"), "span_is_certain"),
        (parted("Tháng 4"), "span_is_certain"),
        (parted("Tổ chức"), "numbers_are_counts"),
        (parted("Trẻ em"), "numbers_are_counts"),
        (parted("", "Ghi chú: số liệu tính từ ngày 01/4/2024"), "span_is_certain"),
        (table(name="Tổ chức"), "numbers_are_counts"),
        (table(between=[["", "", "(ĐVT: rổ)"]]), "words_are_understood"),
        (table(between=[["", "", "Đơn vị tính: điểm"]]), "numbers_are_counts"),
        (table(between=[["", "", "Đơn vị tính: 1.000 tài khoản"]]), "numbers_are_counts"),
        (table(name="PSTT"), "words_are_understood"),
        (table(("TÀI KHOẢN ĐDĐT MỨC 1 VÀ MỨC 2 - LÀM THAY", TITLE[1])), "words_are_understood"),
        (table(("KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2", "Lũy kế tuần 18 đến ngày 01/5/2024")), "span_is_certain"),
        (table(("Lũy kế từ ngày 01/01/2024 đến ngày 01/5/2024: kích hoạt ĐDĐT mức 2",)), "span_is_certain"),
        (table(("Lũy kế năm 2024 về kích hoạt ĐDĐT mức 2, tính đến 01/5/2024",)), "span_is_certain"),
        (table(("KẾT QUẢ ĐDĐT MỨC 2 KÍCH HOẠT LŨY KẾ TỪ ĐẦU NĂM 2024 ĐẾN NGÀY 01/5/2024",)), "span_is_certain"),
        (table((TITLE[0], "Lũy kế từ đầu đợt cao điểm đến ngày 01/5/2024")), "span_is_certain"),
        (table((TITLE[0], "Lũy kế kể từ ngày đầu tháng 4 đến ngày 01/5/2024")), "span_is_certain"),
        (table((TITLE[0], "Cộng dồn từ thời điểm đầu quý đến ngày 01/5/2024")), "span_is_certain"),
        (table((*TITLE, "(Số liệu tuần 18)")), "span_is_certain"),
        (table(("KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2 LOẠI A", TITLE[1])), "words_are_understood"),
        (table(heads=("TT", "Đơn vị", "Kích hoạt cấp huyện")), "words_are_understood"),
        (table(heads=("TT", "Đơn vị", "Kích hoạt PC06")), "words_are_understood"),
        (table(heads=("TT", "Đơn vị", "Kích hoạt công dân trong xã")), "numbers_are_counts"),
        (table(TITLE[:1], ("TT", "Đơn vị", "5/3/2024", "5/13/2024")), "time_is_given"),
        (table((TITLE[0], "As of 05/01/2024")), "time_is_given"),
    ],
)  # fmt: skip
def test_what_may_make_numbers_no_counts_of_the_unit_is_asked(made, reason):
    result = take(made)
    assert (result.status, reasons(result)) == ("refused", {reason})


@pytest.mark.parametrize(
    "made",
    [
        table(("KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2", "Tính đến 17h00, thứ Tư ngày 01/5/24")),
        table(("KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2 từ khi triển khai Đề án 06", "đến 17h00 ngày 01.05.24")),
        table(("Hưởng ứng Ngày Chuyển đổi số quốc gia", *TITLE)),
        table(heads=("TT", "Đơn vị", "1. Kích hoạt")),
        table(name="KetQua"),
        table(name="Trí Phải"),
        table(name="Trang tính1"),
    ],
)
def test_what_says_nothing_of_the_numbers_keeps_none_back(made, accepted):
    result = take(made)
    assert result.problems == ()
    assert {str(row[2]) for row in accepted(result)} == {"2024-05-01 17:00:00"}
    assert {row[3:5] for row in accepted(result)} == {("2", "activated")}


def test_a_total_of_things_is_no_sum_of_levels(accepted):
    heads = ("TT", "Đơn vị", "Đã kích hoạt", "Tổng số hồ sơ thu nhận")
    assert {row[3] for row in accepted(take(table(heads=heads)))} == {"2"}


def test_the_running_total_of_this_week_beside_that_of_the_last_is_the_count(accepted):
    heads = ("TT", "Đơn vị", "Kích hoạt lũy kế tuần trước", "Kích hoạt lũy kế tuần này", "Tăng")
    assert sorted(row[5] for row in accepted(take(table(heads=heads)))) == [101, 201, 301]
    assert reasons(take(table(heads=(*HEADS[:2], "Kích hoạt lũy kế tuần này")))) == {"words_are_understood"}


def test_the_time_in_the_file_s_name_must_not_contradict_the_title_s():
    assert take(table(), "bc den ngay 01.05.2024.xlsx").problems == ()
    assert reasons(take(table(units=UNITS[:2]), "bc den ngay 08.05.2024.xlsx")) == {"time_is_certain"}


def test_units_over_the_columns_may_be_short_and_lines_between_the_rows_qualify(accepted):
    rows = [[line] for line in (*LETTERHEAD, "KẾT QUẢ ĐDĐT", TITLE[1])]
    rows += [[], ["STT", "Chỉ tiêu", "CAX Trí Phải", "TT. Thới Bình"]]
    for level in (1, 2):
        rows.append(["I" * level, f"Mức độ {level}"])
        rows += [[1, "Số thu nhận", 40 + level, 50 + level], [2, "Số kích hoạt", 20 + level, 30 + level]]
    found = {(row[1], *row[3:6]) for row in accepted(take(xlsx(Sheet("Biểu 1", rows))))}
    assert len(found) == 8
    assert {("32071", "1", "collected", 41), ("32065", "2", "activated", 32)} <= found


def test_a_time_above_each_table_is_that_table_s(accepted):
    rows = [[line] for line in (*LETTERHEAD, TITLE[0])]
    for day in (1, 8):
        body = [[n, unit, 100 * n + day] for n, unit in enumerate(UNITS, start=1)]
        rows += [[], [f"Số liệu lũy kế đến ngày {day:02}/5/2024"], list(HEADS), *body]
    result = take(xlsx(Sheet("Biểu 1", rows)))
    assert result.problems == ()
    assert {(str(row[2])[:10], row[5]) for row in accepted(result) if row[1] == "32065"} == {
        ("2024-05-01", 101),
        ("2024-05-08", 108),
    }


def test_an_unknown_heading_of_the_second_part_keeps_that_part_back(accepted):
    rows = [[line] for line in (*LETTERHEAD, *TITLE)]
    for heading in ("A. SỐ LŨY KẾ", "B. NGUYỆN VỌNG"):
        rows += [[], [heading], list(HEADS), *([n, unit, 10 * n] for n, unit in enumerate(UNITS, start=1))]
    result = take(xlsx(Sheet("Biểu 1", rows)))
    assert [(problem.reason, problem.value) for problem in result.problems] == [("words_are_understood", "NGUYỆN VỌNG")]
    assert len(accepted(result)) == len(UNITS)

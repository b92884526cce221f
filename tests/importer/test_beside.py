"""Words beside the rows of a list that no count is made of: what they make of its rows is understood or asked."""

import io

import pytest
import xlsxwriter

from dashboard import importer
from dashboard.importer import Hints, Member

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "unit_code,as_of,level,stage,count"


def week(heading, *words):
    """A list of one row for each of the words, which stand in a column of their own."""
    rows = [f"{32065 + 3 * place},2024-05-01,1,activated,{10 + place},{one}" for place, one in enumerate(words)]
    return [f"{HEADER},{heading}", *rows]


@pytest.mark.parametrize(
    ("heading", "words", "told"),
    [
        ("Loại", ("chỉ tiêu", "kết quả"), {2: "numbers_are_counts"}),
        ("Loại số", ("PS", "LK"), {2: "numbers_are_counts"}),
        ("Loại", ("lũy kế", "B2"), {3: "words_are_understood"}),
        ("Diện", ("trẻ em dưới 14 tuổi", ""), {2: "numbers_are_counts"}),
        ("Phân nhóm", ("trong tuần", "Lê Văn Còn"), {2: "numbers_are_counts"}),
        ("Phân nhóm", ("B2", "B2", "B2"), dict.fromkeys((2, 3, 4), "words_are_understood")),
        ("Ghi chú", ("số tuần trước", "đã rà soát"), {2: "remark_is_understood"}),
    ],
)  # fmt: skip
def test_a_row_that_words_beside_it_make_no_count_is_set_aside(bring, reasons, heading, words, told):
    result = bring(*week(heading, *words))
    assert reasons(result) == [(line, heading, reason) for line, reason in told.items()]
    # Below a heading that is not known may stand people: no word of theirs is told.
    shown = [heading if heading == "Phân nhóm" else words[line - 2] for line in told]
    assert [problem.value for problem in result.problems] == shown
    assert result.accepted_rows == len(words) - len(told)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Loại", ("kết quả", "lũy kế")),
        ("Người nhập", ("Lê Văn Còn", "Lê Văn Còn")),
        ("Họ tên cán bộ", ("Trần Kế Hoạch", "Lê Thị Mới")),
        ("Mã nhập", ("A-17", "B-18", "C-19")),
        ("Địa chỉ", ("ấp Kế Hoạch", "ấp Kế Hoạch")),
        ("Chỉ tiêu", ("900", "800")),
    ],
)
def test_words_that_say_nothing_of_the_counts_keep_no_row_back(bring, heading, words):
    assert bring(*week(heading, *words)).problems == ()


def test_what_a_person_said_of_a_heading_or_of_words_is_said(file):
    path = file("week.csv", *week("Loại", "B2", "B2"))
    for hints in (Hints(columns=(("Loại", ""),)), Hints(words=(("B2", "filler"),))):
        (result,) = importer.accept_files([path], dry_run=True, is_demo=False, progress=None, hints=hints)
        assert (result.accepted_rows, result.problems) == (2, ())


def test_of_dossiers_only_columns_of_what_they_are_are_looked_at_and_no_word_is_told(bring):
    header = "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Trạng thái,Hình thức,Thời gian,Loại,Địa chỉ"
    dossier = "HS1,Xã Trí Phải,Thới Bình,1,Kích hoạt,Lưu động,2024-05-01 08:00,{},ấp Kế Hoạch"
    assert bring(header, dossier.format("")).accepted_rows == 1
    result = bring(header, dossier.format("trẻ em dưới 14 tuổi"), name="b.csv")
    assert [(one.reason, one.detail, one.value) for one in result.problems] == [("numbers_are_counts", "Loại", None)]


def test_a_merged_cell_of_a_list_speaks_for_all_its_rows_but_counts_once():
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ["Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng"])
        page.merge_range(1, 0, 2, 0, "32065")
        page.merge_range(1, 1, 4, 1, "01/05/2024 17:00")
        page.merge_range(3, 0, 4, 0, "32071")
        page.merge_range(3, 4, 4, 4, 30)
        for line, (level, count) in enumerate([("1", 10), ("2", 20), ("1", None), ("2", None)], start=1):
            page.write_row(line, 2, [level, "Kích hoạt", *([count] if count else [])])
    (result,) = importer.accept_files(
        [Member("a.xlsx", content.getvalue())], dry_run=True, is_demo=False, progress=None
    )
    assert result.accepted_rows == 3
    assert [(one.row, one.column, one.reason) for one in result.problems] == [(5, "Số lượng", "value_is_given")]

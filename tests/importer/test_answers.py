"""What is asked of a file can be answered: each question by the very argument that is printed with it."""

import io
import json
import shlex

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font

from dashboard.exports.answers import Answer, AnswerUnknown, answer_of
from dashboard.exports.source import Hints
from tests.importer.office import UNITS, Sheet, table, xlsx
from tests.sweep import sampled

LEVELS = ("Mức 1", "Mức 2")
TIME = "(Tính đến 23h00 ngày 01/5/2024)"
OFFICE = "CÔNG AN HUYỆN THỚI BÌNH"
NAMES = tuple(UNITS)


def sheet(head, *rows, title=(OFFICE, "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN", TIME), name="Tuần 1"):
    """A plain table: title, head, rows."""
    return Sheet(name, [*([line] for line in title), [], list(head), *map(list, rows)])


def counts(*columns):
    """The communes with their counts, a column each."""
    return [[place + 1, unit, *(column[place] for column in columns)] for place, unit in enumerate(NAMES)]


def marked(mark):
    """A table of which one figure bears a mark."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx(table(levels=LEVELS, total=""))))
    mark(book.active["C7"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def comment(cell):
    cell.comment = Comment("Nhập nhầm, chờ gửi lại", "x")


def strike(cell):
    cell.font = Font(strike=True)


def renamed(sheet, **words):
    return Sheet(sheet.name, [[words.get(cell, cell) for cell in row] for row in sheet.rows], sheet.merged)


STRANGE = renamed(table(levels=LEVELS, total=""), **{"Thu nhận": "Đợt làm"})
COLUMN = ("TT", "Đơn vị")
# What is asked first of each file, and the file.
ASKED = {
    "words of a heading": ("words_are_understood", xlsx(STRANGE)),
    "words of a line": (
        "words_are_understood",
        xlsx(table(levels=LEVELS, total="", title=(OFFICE, "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ZULU", TIME))),
    ),
    "several words of a line": (
        "words_are_understood",
        xlsx(
            table(
                levels=LEVELS,
                total="",
                title=(OFFICE, "KẾT QUẢ ZULU KÍCH HOẠT TÀI KHOẢN YANKEE", TIME),
            )
        ),
    ),
    "words that contradict each other": (
        "words_are_understood",
        xlsx(sheet((*COLUMN, "Lũy kế phát sinh trong tuần"), *counts((100, 90, 80)))),
    ),
    "a span over the table": (
        "span_is_certain",
        xlsx(
            table(
                levels=LEVELS,
                total="",
                title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN", "Báo cáo từ 0h ngày 01/4/2024 đến 23h ngày 01/5/2024"),
            )
        ),
    ),
    "a span over a column": (
        "span_is_certain",
        xlsx(sheet((*COLUMN, "Tháng 4"), *counts((100, 90, 80)))),
    ),
    "days side by side that fall": (
        "span_is_certain",
        xlsx(
            sheet(
                (*COLUMN, "01/05/2024", "08/05/2024"),
                *counts((100, 90, 80), (20, 30, 40)),
                title=(OFFICE, "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN"),
            )
        ),
    ),
    "a row a day": (
        "span_is_certain",
        xlsx(
            sheet(
                ("Ngày", "Đơn vị", "Kích hoạt"),
                ("01/05/2024", NAMES[0], 100),
                ("02/05/2024", NAMES[0], 120),
                ("03/05/2024", NAMES[0], 150),
                title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN"),
            )
        ),
    ),
    "a stage": (
        "stage_is_given",
        xlsx(sheet((*COLUMN, *LEVELS), *counts((100, 90, 80), (10, 9, 8)), title=(OFFICE, "KẾT QUẢ", TIME))),
    ),
    "a stage beside others": (
        "stage_is_given",
        xlsx(
            sheet(
                (*COLUMN, "Thu nhận", "Số lượng"),
                *counts((100, 90, 80), (10, 9, 8)),
                title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN", TIME),
            )
        ),
    ),
    "a level by its sheet and its title": (
        "level_is_given",
        xlsx(
            sheet(
                (*COLUMN, "Kích hoạt"),
                *counts((100, 90, 80)),
                title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN MỨC 1", TIME),
                name="Mức 2",
            )
        ),
    ),
    "a level beside one that has it": (
        "level_is_given",
        xlsx(
            sheet(
                (*COLUMN, "Kích hoạt mức 2", "Kích hoạt"),
                *counts((10, 9, 8), (100, 90, 80)),
                title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN", TIME),
            )
        ),
    ),
    "no time": ("time_is_given", xlsx(table(levels=LEVELS, total="", title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN")))),
    "two times": (
        "time_is_certain",
        xlsx(table(levels=LEVELS, total="", title=(OFFICE, TIME, "Số liệu đến 17h00 ngày 08/5/2024"))),
    ),
    "a time that never was": (
        "time_exists",
        xlsx(table(levels=LEVELS, total="", title=(OFFICE, "(Tính đến ngày 31/4/2024)"))),
    ),
    "units in a column of another name": (
        "units_are_named",
        xlsx(
            sheet(
                ("TT", "Chỗ", "Kích hoạt"),
                (1, "Trí Phãi", 5),
                (2, "Tân Lộc Bắk", 6),
                (4, "Hồ Thị Kỉ", 6),
                (3, "Xã Trí Phải", 7),
            )
        ),
    ),
    "no unit at all": (
        "units_are_named",
        xlsx(sheet(("TT", "Kích hoạt", "Thu nhận"), (1, 5, 7), title=(OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN", TIME))),
    ),
    "a row that may be a total": (
        "row_is_certain",
        xlsx(
            sheet(
                (*COLUMN, "Kích hoạt"),
                (1, "Cộng Hòa", 5),
                (2, "Cổ Thành", 6),
                title=("CÔNG AN THÀNH PHỐ CHÍ LINH", "KẾT QUẢ CẤP TÀI KHOẢN", TIME),
            )
        ),
    ),
    "words beside the rows of a list": (
        "words_are_understood",
        xlsx(
            Sheet(
                "Tuần 1",
                [
                    ["Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng", "Loại số"],
                    *(["32071", f"2024-05-0{day} 17:00", "1", "collected", day, "zulu"] for day in range(1, 5)),
                ],
            )
        ),
    ),
    "a comment": ("remark_is_understood", marked(comment)),
    "a struck figure": ("remark_is_understood", marked(strike)),
    "columns that say the same": (
        "columns_differ",
        xlsx(sheet((*COLUMN, "Kích hoạt", "Đã kích hoạt"), *counts((100, 90, 80), (101, 90, 80)))),
    ),
}


@pytest.mark.parametrize("case", sampled(ASKED, 2))
def test_every_question_is_answered_by_the_argument_that_it_prints(case, run, tmp_path):
    reason, content = ASKED[case]
    path = tmp_path / "bao cao.xlsx"
    path.write_bytes(content)
    said: list[str] = []
    first = ""
    for _ in range(9):
        result = json.loads(run("import", path, "--dry-run", "--json", *said)[1])
        asked = [problem for problem in result["problems"] if problem["answer"]]
        first = first or (asked[0]["reason"] if asked else "nothing")
        if not asked:
            break
        answer = shlex.split(asked[0]["answer"])
        assert answer[1] not in said, "the same is asked again"
        said += answer
    assert first == reason
    assert (result["status"], bool(result["accepted_rows"])) == ("accepted", True), result["problems"]
    assert len(said) <= 2 * 6


def test_the_argument_is_printed_below_the_question(run, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(ASKED["no time"][1])
    assert "--set as_of=2024-05-01T17:00" in run("import", path, "--dry-run")[1]


@pytest.mark.parametrize(
    ("argument", "answer"),
    [
        ("as_of=2024-05-01T17:00", Answer("", "as_of", "2024-05-01T17:00")),
        ("measure=cumulative", Answer("", "measure", "cumulative")),
        ("word:đợt ra quân=flow", Answer("word", "đợt ra quân", "flow")),
        ("column:KH / a=b=activated 1", Answer("column", "KH / a=b", "activated 1")),
    ],
)
def test_an_argument_is_an_answer(argument, answer):
    assert answer_of(argument) == answer
    assert answer_of(shlex.split(str(answer))[1]) == answer


@pytest.mark.parametrize("argument", ["", "as_of", "word:x", "word:x=nonsense", "word:=flow", "nobody=1", "row:x=flow"])
def test_what_is_no_answer_is_refused(argument, run):
    with pytest.raises(AnswerUnknown):
        answer_of(argument)
    assert run("import", "a.csv", "--set", argument)[0] == 2


def test_answers_add_up_and_the_last_word_on_a_thing_counts():
    hints = Hints(words=(("a", "flow"),)).with_answers([Answer("word", "b", "other"), Answer("word", "a", "filler")])
    assert hints.words == (("b", "other"), ("a", "filler"))
    assert Hints(given=(("level", "1"),)).over(Hints("tcvn3", (("level", "2"), ("stage", "activated")))).given == (
        ("level", "1"),
        ("stage", "activated"),
    )


def test_a_column_that_a_person_explains_is_still_judged_by_the_lines_around(run, tmp_path):
    """Whoever said what a column is has not said that next week's flow is a running total."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(sheet((*COLUMN, "Ô lạ"), *counts((100, 90, 80)), title=(OFFICE, "KẾT QUẢ TRONG TUẦN", TIME))))
    result = json.loads(run("import", path, "--dry-run", "--json", "--set", "column:Ô lạ=activated 1")[1])
    assert result["accepted_rows"] == 0

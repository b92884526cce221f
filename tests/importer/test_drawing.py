"""A file is drawn as its office made it, with what was recognised of it; words that may name a person are not."""

from dashboard.importer import Member
from dashboard.importer.dry_run import preview
from tests.importer.office import UNITS, Sheet, table, with_rows, xlsx
from tests.importer.test_answers import LEVELS, OFFICE, TIME
from tests.importer.test_layouts import week


def sketches(*sheets):
    (seen,) = preview([Member("a.xlsx", xlsx(*sheets))])
    return seen.look.sketches


def drawn(sheet):
    (sketch,) = sketches(sheet)
    return {(cell.row, cell.column): cell for cell in sketch.cells}


def test_each_cell_has_its_place_its_words_and_its_role(data_folder):
    cells = drawn(table(levels=LEVELS))
    title, group, level, unit, count, total = (cells[at] for at in ((2, 0), (4, 2), (5, 3), (6, 1), (6, 2), (9, 2)))
    assert (title.words, title.role, title.width) == (TIME, "time", 8)
    assert (group.words, group.role, group.width, group.about[0]) == ("Thu nhận", "head", 2, ("word", "Thu nhận"))
    assert (level.role, level.meaning, level.about[0]) == ("head", "collected 2", ("column", "Thu nhận / Mức 2"))
    assert (unit.words, unit.role) == ("Thị trấn Thới Bình", "unit")
    assert (count.words, count.role, total.role) == ("120", "count", "total")


def test_merged_cells_are_drawn_over_all_that_they_cover(data_folder):
    cells = drawn(table(levels=LEVELS))
    assert (cells[4, 0].height, cells[4, 1].height) == (2, 2)
    assert (4, 3) not in cells
    assert (5, 0) not in cells


def test_numbers_that_are_not_taken_are_told_apart(data_folder):
    rows = [
        row
        for place, unit in enumerate(UNITS)
        for row in ([place + 1, unit, "Trong tuần", 5], ["", "", "Lũy kế", 100 + place])
    ]
    head = ["TT", "Đơn vị", "Loại số liệu", "Kích hoạt"]
    cells = drawn(Sheet("Tuần 1", [[OFFICE], ["KẾT QUẢ CẤP TÀI KHOẢN"], [TIME], head, *rows]))
    assert [cells[line, 3].role for line in (4, 5, 6, 7)] == ["other", "count", "other", "count"]


def test_neither_who_signed_nor_words_of_a_note_are_drawn(data_folder):
    sheet = with_rows(table(levels=LEVELS), ["", "", "Người lập: Hoàng Giấu Tên"], at=1)
    notes = {"TT": "Ghi chú", 1: "Gặp anh Giấu"}
    noted = Sheet(sheet.name, [[*row, notes[row[0]]] if row and row[0] in notes else row for row in sheet.rows])
    for one in (week(signer="Nguyễn Văn Giấu"), noted):
        words = " ".join(cell.words for cell in drawn(one).values())
        assert "Giấu" not in words
        assert "Trí Phải" in words


def test_lists_of_people_are_not_drawn(data_folder):
    people = [["TT", "Họ và tên", "Đơn vị", "Kích hoạt"], *([n, f"Lê Thị {n}", "Xã Trí Phải", 1] for n in range(1, 9))]
    assert sketches(Sheet("Danh sách", people)) == ()


def test_of_a_long_sheet_all_heads_and_totals_are_drawn(data_folder):
    rows = [[n, f"Xã {n}", n] for n in range(1, 100)]
    (sketch,) = sketches(Sheet("S", [["TT", "Đơn vị", "Kích hoạt"], *rows, ["", "Tổng cộng", 4950]]))
    assert len(sketch.rows) < 60
    assert sketch.rows[-1] == 100

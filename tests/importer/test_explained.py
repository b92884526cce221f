"""What a clerk says of columns is followed, and remembered for the office that writes so."""

import pytest

from dashboard import importer
from dashboard.importer import Hints, Member
from dashboard.importer.dry_run import preview
from dashboard.importer.layouts import saved
from tests.importer.office import Sheet, expected, table, xlsx

SAID = (
    ("Đợt làm / M1", "collected 1"),
    ("Đợt làm / M2", "collected 2"),
    ("Đã duyệt TK / M1", "approved 1"),
    ("Đã duyệt TK / M2", "approved 2"),
    ("Bật TK / M1", "activated 1"),
    ("Bật TK / M2", "activated 2"),
)


def strange() -> bytes:
    """A table whose stages and levels are in words of the office's own."""
    sheet = table(levels=("Mức 1", "Mức 2"), total="")
    words = {"Thu nhận": "Đợt làm", "Phê duyệt": "Đã duyệt TK", "Kích hoạt": "Bật TK", "Mức 1": "M1", "Mức 2": "M2"}
    return xlsx(Sheet(sheet.name, [[words.get(cell, cell) for cell in row] for row in sheet.rows], sheet.merged))


def test_the_columns_of_a_table_in_an_offices_own_words_are_shown_for_a_person_to_explain(data_folder):
    (seen,) = preview([Member("a.xlsx", strange())])
    assert {problem.reason for problem in seen.result.problems} == {"words_are_understood"}
    assert seen.result.problems[0].value == "Đợt làm"
    assert ("C", "Đợt làm / M1", "") in [(one.column, one.written, one.meaning) for one in seen.meanings]


def test_explained_columns_are_counted(small_reference, accepted):
    explained = Hints(columns=SAID)
    (seen,) = preview([Member("a.xlsx", strange())], explained)
    assert (seen.result.status, seen.result.accepted_rows) == ("accepted", 18)
    (result,) = importer.accept_files(
        [Member("a.xlsx", strange())], dry_run=False, is_demo=False, progress=None, hints=explained
    )
    rows = {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in accepted(result)}
    assert rows == expected(has_sums=False)


def test_a_saved_layout_reads_the_offices_next_file_by_itself(small_reference):
    (seen,) = preview([Member("a.xlsx", strange())], Hints(columns=SAID))
    saved.save("Công an huyện Thới Bình", seen.look.form, Hints(columns=SAID), who="Lê Văn B", when="2024-05-01")
    (again,) = preview([Member("b.xlsx", strange())])
    assert (again.result.status, again.result.accepted_rows) == ("accepted", 18)
    assert [one.detail for one in again.result.notices if one.notice == "layout"] == ["Công an huyện Thới Bình"]
    (other,) = preview([Member("c.xlsx", xlsx(table()))])
    assert not [one for one in other.result.notices if one.notice == "layout"]
    saved.forget("Công an huyện Thới Bình")
    # Without it only what is known in any office comes in: the approved accounts of both levels.
    assert preview([Member("d.xlsx", strange())])[0].result.accepted_rows == 6


def test_a_column_that_a_clerk_takes_out_is_not_read(small_reference):
    (whole,) = preview([Member("a.xlsx", xlsx(table(levels=("Mức 1", "Mức 2"), total="")))])
    out = Hints(columns=(("Kích hoạt / Mức 2", ""),))
    (less,) = preview([Member("a.xlsx", xlsx(table(levels=("Mức 1", "Mức 2"), total="")))], out)
    assert (whole.result.accepted_rows, less.result.accepted_rows) == (18, 15)


def test_a_list_with_a_heading_of_its_own_is_read_once_explained(small_reference):
    content = "Mã ĐV lạ;thoi_diem;muc_do;giai_doan;so_luong\n32071;2024-05-01 17:00;1;collected;5\n".encode()
    (refused,) = preview([Member("a.csv", content)])
    assert ("Mã ĐV lạ", "") in [(one.written, one.meaning) for one in refused.meanings]
    (read,) = preview([Member("a.csv", content)], Hints(columns=(("Mã ĐV lạ", "unit_code"),)))
    assert (read.result.status, read.result.accepted_rows) == ("accepted", 1)


def test_a_saved_layout_knows_its_offices_encoding(small_reference):
    text = "Mã số riêng;thoi_diem;muc_do;giai_doan;so_luong;Ghi chú Ô\n32071;2024-05-01 17:00;1;collected;5;x\n"
    content = text.encode("utf-16-le")
    hints = Hints("utf-16", columns=(("Mã số riêng", "unit_code"),))
    (seen,) = preview([Member("a.csv", b"\xff\xfe" + content)], hints)
    assert seen.result.status == "accepted"
    saved.save("Phòng", seen.look.form, hints, who="A", when="2024-05-01")
    assert saved.encodings() == ["utf-16"]


@pytest.mark.parametrize("row", ["Nguyễn Văn A,Xã Trí Phải,Mức 2,Kích hoạt", "Trần Thị B,0912345678,Thới Bình,x"])
def test_the_cells_of_a_file_without_a_header_are_shown_to_nobody(row, data_folder):
    (seen,) = preview([Member("a.csv", f"{row}\n{row}\n".encode())])
    assert (seen.result.status, seen.meanings) == ("refused", ())

"""The workbook that goes back: the sender's own rows, what is wrong marked, the reasons beside, and nobody's data."""

import datetime as dt
import hashlib
import io
import json
import zipfile

import openpyxl
import pytest

from dashboard import importer
from dashboard.batches import store
from dashboard.importer.dry_run import preview
from dashboard.importer.returns import workbook
from dashboard.text import Text
from tests.importer import test_privacy as privacy
from tests.importer.office import UNITS, Sheet, table, with_cell, xlsx

HEADER = "Mã đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng,Họ tên,Số điện thoại"
GOOD = "967,2024-05-01 23:00,1,Kích hoạt,40012,Nguyễn Thị Bí Mật,0912345678"
PERCENT = "967,2024-05-02 23:00,1,Kích hoạt,12%,Nguyễn Thị Bí Mật,0912345678"
NOWHERE = "99999,2024-05-03 23:00,3,Kích hoạt,5,Nguyễn Thị Bí Mật,0912345678"
LEVELS = ("Mức 1", "Mức 2", "Tổng")
JUDGED = dt.datetime(2024, 5, 9, 8, 30)


def judged(path):
    return importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]


def opened(result, language="vi"):
    content = workbook.workbook_bytes(result, Text(language), JUDGED)
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def marked(sheet):
    """The cells that are framed and filled."""
    return [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.border.left.style == "medium"]


def saved(tmp_path, book):
    path = tmp_path / "mended.xlsx"
    book.save(path)
    return path


def test_the_rows_of_a_list_come_back_with_faults_marked_and_reasons_beside(file):
    book = opened(judged(file("a.csv", HEADER, GOOD, PERCENT, NOWHERE)))
    front, rows = book.worksheets
    assert cells(rows)[0] == ["Dòng", "Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng", "Vì sao và cách sửa"]
    assert [row[:6] for row in cells(rows)[1:]] == [
        [3, "967", "2024-05-02 23:00", "1", "Kích hoạt", "12%"],
        [4, "99999", "2024-05-03 23:00", "3", "Kích hoạt", 5],
    ]
    assert marked(rows) == ["F2", "B3", "D3"]
    assert rows["F2"].font.bold and rows["F2"].fill.fgColor.rgb == "FFFAD7D4"
    assert "là tỷ lệ phần trăm" in rows["G2"].value
    assert [line.split(":")[0] for line in rows["G3"].value.splitlines()] == ["Mã đơn vị", "Mức độ"]
    assert cells(front)[:5] == [
        ["Tệp", "a.csv"],
        ["Kiểm tra lúc", "08:30 09/05/2024"],
        ["Kết quả", "Chỉ nhận được một phần"],
        ["Số dòng nhận được", "1"],
        ["Số dòng không nhận được", "2"],
    ]


def test_the_reasons_are_in_the_language_of_the_reader(file):
    front, rows = opened(judged(file("a.csv", HEADER, GOOD, PERCENT)), "en").worksheets
    assert (front.title, front["A3"].value, front["B3"].value) == ("Summary", "Outcome", "Imported in part only")
    assert "“12%” is a percentage" in rows["G2"].value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_list_that_was_mended_and_sent_back_comes_in(file, tmp_path, language):
    result = importer.accept_files([file("a.csv", HEADER, GOOD, PERCENT)], dry_run=False, is_demo=False, progress=None)
    book = opened(result[0], language)
    book.worksheets[1]["F2"] = 40100
    back = judged(saved(tmp_path, book))
    assert (back.status, back.accepted_rows, back.problems) == ("accepted", 1, ())
    assert back.period == ("2024-05-02", "2024-05-02")


def office():
    """A table with a wrong count in one unit, an uncertain unit, and sound rows; a stranger in a column not read."""
    figures = {**UNITS, "Xã Trí Phãi": ("", (7, 6, 5, 4, 3, 2))}
    sheet = with_cell(table(figures, total=""), 6, 5, "12%")
    for line, words in ((4, "Cán bộ"), (6, "Nguyễn Thị Bí Mật")):
        sheet = with_cell(sheet, line, 11, words)
    return sheet


def test_in_an_office_s_table_the_one_count_is_marked_and_its_row_comes_back(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(office()))
    front, rows = opened(judged(path)).worksheets
    assert (front.title, rows.title) == ("Tóm tắt", "Tuần 1")
    lines = cells(rows)
    assert lines[0] == [
        "Dòng", "Đơn vị", "Đơn vị cấp trên", "Thời điểm",
        *(f"{stage} / {level}" for stage in ("Thu nhận", "Phê duyệt", "Kích hoạt") for level in LEVELS),
        "Vì sao và cách sửa",
    ]  # fmt: skip
    assert [line[:3] for line in lines[1:]] == [[7, "Thị trấn Thới Bình", "967"], [10, "Xã Trí Phãi", "967"]]
    assert lines[1][4:13] == [120, 80, 200, "12%", 70, 180, 100, 60, 160]
    assert marked(rows) == ["H2", "B3"]
    assert "32071 Xã Trí Phải" in rows["N3"].value


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_office_s_table_that_was_mended_and_sent_back_comes_in(tmp_path, language, accepted):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(office()))
    result = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]
    book = opened(result, language)
    book.worksheets[1]["H2"] = 110
    book.worksheets[1]["B3"] = "Xã Biển Bạch Đông"
    back = importer.accept_files([saved(tmp_path, book)], dry_run=False, is_demo=False, progress=None)[0]
    assert (back.status, back.problems) == ("accepted", ())
    found = {(row[1], str(row[2]), row[3], row[4]): row[5] for row in accepted(back)}
    assert found["32065", "2024-05-01 23:00:00", "1", "approved"] == 110
    assert found["32074", "2024-05-01 23:00:00", "2", "activated"] == 2


def test_of_dossiers_no_row_comes_back_only_places_and_reasons(tmp_path):
    path = tmp_path / "hs.xlsx"
    privacy.as_dossiers(path)
    (front,) = opened(judged(path)).worksheets
    told = [row for row in cells(front) if row[0] and "dòng 4" in row[0]]
    assert len(told) >= 3
    assert "Sửa trong tệp gốc" in str(cells(front))


def test_of_a_refused_file_only_the_reasons_come_back(file):
    (front,) = opened(judged(file("thu.csv", "Kính gửi Nguyễn Thị Bí Mật", "x"))).worksheets
    assert ["Kết quả", "Không nhận được"] in cells(front)
    assert cells(front)[-1][0] == "cả tệp"


def test_a_line_that_could_not_be_taken_apart_has_its_place_and_reason_only(file):
    rows = opened(judged(file("a.csv", HEADER, GOOD, GOOD + ",x"))).worksheets[1]
    (line,) = cells(rows)[1:]
    assert (line[0], set(line[1:6])) == (3, {None})
    assert "8 ô" in line[6]


def test_each_sheet_comes_back_as_a_sheet_of_its_name(tmp_path):
    path = tmp_path / "a.xlsx"
    names = ["Tóm tắt", "tuần: 2/5", " ".join(["Báo cáo"] * 4)]
    sheets = [with_cell(table(name="x", total=""), 6, 2, "12%") for _ in names]
    for sheet, name in zip(sheets, names, strict=True):
        sheet.name = name.replace(":", "-").replace("/", "-")
    path.write_bytes(xlsx(*sheets))
    titles = [sheet.title for sheet in opened(judged(path)).worksheets]
    assert titles == ["Tóm tắt", "Tóm tắt 2", "tuần- 2-5", "Báo cáo Báo cáo Báo cáo Báo"]


def test_a_sheet_comes_back_with_its_own_columns_not_with_those_of_another(tmp_path):
    path, own = tmp_path / "a.xlsx", HEADER.split(",")[:5]
    bad = ["967", "2024-05-02", "1", "Kích hoạt", "12%"]
    sheets = [Sheet("một", [own, bad]), Sheet("hai", [[*own[:4], "so luong", "Đính chính"], [*bad, "có"]])]
    path.write_bytes(xlsx(*sheets))
    _, first, second = opened(judged(path)).worksheets
    assert cells(first)[0][1:-1] == own
    assert cells(second)[0][1:-1] == [*own[:4], "so luong", "Đính chính"]
    assert (marked(first), marked(second)) == (["F2"], ["F2"])


ATTACKS = ("=cmd|'/c calc'!A1", "+1+1", "@SUM(A1)", "https://example.org/x")


def test_no_cell_is_a_formula_or_a_link(file):
    rows = [f'"{words}",2024-05-01,1,"{words}",12%,,' for words in ATTACKS]
    content = workbook.workbook_bytes(judged(file("=a.csv", HEADER, *rows)), Text("vi"))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = b"".join(book.read(name) for name in book.namelist())
    assert b"<f>" not in parts
    assert b"<hyperlink " not in parts.lower()


WRITERS = [
    (f"ds {privacy.IDENTITY}.csv", privacy.as_csv),
    (f"ds {privacy.FORMER}.csv", privacy.as_ragged_csv),
    (f"ds {privacy.PHONE}.xlsx", privacy.as_workbook),
    (f"ds {privacy.PHONE}.txt", privacy.as_old_text),
    (f"hs {privacy.PHONE}.xlsx", privacy.as_dossiers),
    (f"bc {privacy.PHONE}.xlsx", privacy.as_office_table),
    (f"ds {privacy.SPACED}.parquet", privacy.as_parquet),
]


@pytest.mark.parametrize(("name", "write"), WRITERS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nobody_s_data_is_in_any_part_of_the_workbook(tmp_path, name, write, language):
    path = tmp_path / name
    write(path)
    result = judged(path)
    assert result.problems
    content = workbook.workbook_bytes(result, Text(language))
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {part: book.read(part) for part in book.namelist()}
    parts["the whole"] = content
    secrets = [secret.encode() for secret in privacy.SECRETS]
    assert not [secret for secret in privacy.SECRETS if secret in str(result.quarantined)]
    assert not [(secret, part) for secret in secrets for part, found in parts.items() if secret in found]


def test_a_preview_gives_the_same_workbook_and_nothing_is_written(tmp_path, data_folder):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(office()))
    (seen,) = preview([path])
    assert workbook.workbook_bytes(seen.result, Text("vi"), JUDGED) == workbook.workbook_bytes(
        judged(path), Text("vi"), JUDGED
    )
    assert not data_folder.exists()
    assert not store.batches_folder().exists()


def returned_in(folder):
    return sorted((folder / "returned").glob("*"))


def test_the_command_saves_the_workbook_and_says_where(run, file, data_folder):
    path = file(f"tuần 1 {privacy.IDENTITY}.csv", HEADER, GOOD, PERCENT)
    code, output, errors = run("import", path)
    (saved_as,) = returned_in(data_folder)
    assert (code, errors) == (0, "")
    assert f"đã đánh dấu chỗ sai: {saved_as}" in output
    assert saved_as.name[16:] == f"tep-{hashlib.sha256(path.read_bytes()).hexdigest()[:8]}.xlsx"
    assert openpyxl.load_workbook(saved_as).worksheets[1]["F2"].value == "12%"


def test_the_json_names_the_workbook_and_nothing_where_all_came_in(run, file, data_folder):
    _, output, _ = run("import", file("a.csv", HEADER, GOOD), "--json")
    assert json.loads(output)["returned"] is None
    _, output, _ = run("import", file("b.csv", HEADER, PERCENT), "--json")
    assert json.loads(output)["returned"] == str(*returned_in(data_folder))


def test_a_dry_run_saves_only_where_it_is_told_to(run, file, data_folder, tmp_path):
    first, second = file("a.csv", HEADER, PERCENT), file("b.csv", HEADER, NOWHERE)
    run("import", first, "--dry-run")
    assert not data_folder.exists()
    report = tmp_path / "trả lại.xlsx"
    report.write_text("of an earlier run")
    assert run("import", first, second, "--dry-run", "--report", report)[0] == 1
    assert openpyxl.load_workbook(report).worksheets[1]["F2"].value == "12%"
    assert openpyxl.load_workbook(tmp_path / "trả lại-2.xlsx").worksheets[1]["B2"].value == "99999"
    assert not data_folder.exists()


def test_the_report_never_takes_the_place_of_a_file_that_is_imported(run, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(xlsx(office()))
    before = path.read_bytes()
    assert run("import", path, "--report", path)[0] == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("report", ["no folder/a.xlsx", "a.csv"])
def test_a_report_that_cannot_be_written_is_told(run, file, tmp_path, report):
    code, output, errors = run("import", file("b.csv", HEADER, GOOD, PERCENT), "--report", tmp_path / report)
    assert (code, "Traceback" in output + errors) == (2 if report == "a.csv" else 1, False)
    assert errors


def test_of_a_file_that_is_not_there_nothing_is_saved(run, data_folder, tmp_path):
    assert run("import", tmp_path / "none.csv")[0] == 1
    assert returned_in(data_folder) == []


def test_without_room_for_the_workbook_what_came_in_is_told_and_kept(
    file, data_folder, small_reference, monkeypatch, run
):
    (data_folder).mkdir()
    (data_folder / "returned").write_text("in the way")
    code, output, errors = run("import", file("a.csv", HEADER, GOOD, PERCENT), "--lang", "en")
    assert code == 1
    assert "1 rows accepted" in output
    assert "could not be saved" in errors

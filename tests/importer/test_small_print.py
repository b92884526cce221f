"""What stands beside a table's title: notes, subtitles, the names of sheet and file, sections and numbered columns."""

import json
import shlex
import shutil

import pytest

from dashboard import importer, settings
from dashboard.exports.answers import Answer
from dashboard.exports.source import NO_HINTS
from dashboard.importer import Member
from dashboard.text import Text
from tests.importer.office import Sheet, xlsx

pytestmark = pytest.mark.usefixtures("small_reference")
UNITS = ("Thị trấn Thới Bình", "Xã Trí Phải", "Xã Tân Lộc Bắc")
UNTIL = "(Số liệu tính đến ngày 01/5/2024)"
HEADS = (("TT", "Đơn vị", "Kích hoạt"),)


def table_of(*, above=(UNTIL,), heads=HEADS, section="", below="", sheet="Biểu 1"):
    rows = [[line] for line in ("CÔNG AN HUYỆN THỚI BÌNH", "KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2", *above)]
    rows += [[], *map(list, heads)] + [["", section, ""]] * bool(section)
    rows += [[n, unit, 100 * n] for n, unit in enumerate(UNITS, start=1)] + [[], [below]]
    return xlsx(Sheet(sheet, rows))


def take(*, file="bao cao", **made):
    member = Member(f"{file}.xlsx", table_of(**made))
    return importer.accept_files([member], dry_run=False, is_demo=False, progress=None)[0]


@pytest.mark.parametrize(
    "below",
    [
        "* Số ước tính do hệ thống bị lỗi.", "Ghi chú: cột (3) là chỉ tiêu giao", "Cột 3 là số liệu của tuần trước",
        "Ghi chú: Tính cả tài khoản tổ chức.", "(Tính cả trẻ em dưới 14 tuổi)", "Chỉ tính công dân dưới 14 tuổi",
        "Ghi chú: Số liệu trên chưa bao gồm tài khoản do PC06 cấp.", "Ghi chú: số liệu làm tròn đến hàng chục",
        "Lưu ý: đây là số giao cho các đơn vị thực hiện.", "Số trên là của riêng tháng 4.",
        "Đây chỉ là số công dân đã đăng ký, chưa xác minh.", "Ghi chú: số liệu trên là tài khoản mức 1",
        "Số liệu tổng hợp cả các trường hợp đã kích hoạt trước khi chuyển đi.",
        "Trên đây là kết quả của riêng tháng 4, kính báo cáo Công an tỉnh.", "Trên đây là số ước tính, kính báo cáo.",
    ],
)  # fmt: skip
def test_a_note_that_qualifies_the_numbers_is_asked(below):
    result = take(below=below)
    assert result.accepted_rows == 0
    assert {problem.reason for problem in result.problems} <= {
        "words_are_understood",
        "span_is_certain",
        "numbers_are_counts",
    }


@pytest.mark.parametrize("line", ["Chỉ tiêu 2.500 tài khoản đến hết ngày 30/6/2024", "(Giao chỉ tiêu 2500 TK)"])
def test_a_title_that_names_the_target_is_asked_about_and_gives_the_counts_no_day(line):
    """It may be taken for no word about the counts, or for what the table holds; its day is never theirs."""
    [problem] = take(above=(line, UNTIL)).problems
    assert problem.reason == "title_names_target"
    assert (problem.answer, problem.or_else) == (str(Answer("word", line, "filler")), "target")
    member = Member("a.xlsx", table_of(above=(line,)))
    hints = NO_HINTS.with_answers([Answer("word", line, "filler")])
    [result] = importer.accept_files([member], dry_run=True, is_demo=False, progress=None, hints=hints)
    assert [one.reason for one in result.problems] == ["time_is_given"]


@pytest.mark.parametrize(
    "below",
    [
        "Ghi chú: số liệu trích xuất từ hệ thống định danh và xác thực điện tử của C06.", "(Ký, ghi rõ họ tên)",
        "Số liệu do Công an các xã, thị trấn báo cáo qua nhóm Zalo.", "* Đề nghị các đơn vị tập trung chỉ đạo.",
        "Trên đây là báo cáo kết quả, Công an huyện báo cáo Công an tỉnh (qua PC06) theo dõi, chỉ đạo./.",
        "Trên đây là kết quả kích hoạt của Công an huyện, kính báo cáo Ban Giám đốc xem xét.",
        "Ghi chú: Số liệu được lấy trên hệ thống lúc 00h00 ngày 01/5/2024.", "Nơi nhận: PC06; các xã (để thực hiện)",
    ],
)  # fmt: skip
def test_a_note_of_where_numbers_come_from_or_of_nothing_lets_them_in(below):
    assert take(below=below).accepted_rows == 3


@pytest.mark.parametrize(
    "line",
    ["(Phần do Đội QLHC thực hiện)", "Đối tượng: học sinh lớp 12", "Phạm vi: khối trường học", "Kỳ báo cáo: Tuần 18"],
)
def test_a_line_that_narrows_the_title_is_asked(line):
    assert take(above=(line, UNTIL)).accepted_rows == 0


def test_what_was_done_within_a_day_is_no_count_whatever_time_a_clerk_gives(run, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(table_of(above=("(Kết quả trong ngày 01/5/2024)",)))
    said = json.loads(run("import", path, "--dry-run", "--json", "--set", "as_of=2024-05-01T17:00")[1])
    assert said["accepted_rows"] == 0


@pytest.mark.parametrize("line", ["Từ ngày: 24/04/2024 - Đến ngày: 01/05/2024", "từ thứ hai đến hết ngày 01/5/2024"])
def test_a_span_in_the_form_of_a_system_or_by_a_weekday_is_asked(line):
    assert [problem.reason for problem in take(above=(line,)).problems] == ["span_is_certain"]


@pytest.mark.parametrize(
    "line", ["BIỂU SỐ 1", "Phụ lục 1: kích hoạt ĐDĐT mức 2", "Biểu mẫu 02/PC06", "Thực hiện Đề án 06/CP"]
)
def test_the_number_of_a_form_or_an_appendix_says_nothing(line):
    assert take(above=(line, UNTIL)).accepted_rows == 3


@pytest.mark.parametrize("sheet", ["Sheet4", "Sheet 12", "Trang_tính5"])
def test_the_name_that_a_program_gives_to_a_sheet_says_nothing(sheet):
    assert take(sheet=sheet).accepted_rows == 3


@pytest.mark.parametrize(
    ("head", "below", "rows"),
    [
        ("Kích hoạt (1)", "(1): Số tài khoản công dân đã kích hoạt.", 3),
        ("Kích hoạt (5)", "", 3),
        ("Kích hoạt (1)", "", 0),
        ("Kích hoạt (1)", "(1) Tính cả tài khoản tổ chức.", 0),
    ],
)
def test_the_mark_of_a_note_in_a_heading_is_read_with_its_note(head, below, rows):
    """Without a note a 1 in a heading may be a level."""
    assert take(heads=(("TT", "Đơn vị", head),), below=below).accepted_rows == rows


@pytest.mark.parametrize("sheet", ["Tuần 18", "Tháng 4", "T4"])
def test_a_sheet_called_by_a_span_is_asked_unless_the_table_says_until_when_its_numbers_are(sheet):
    result = take(above=("Ngày 01/5/2024",), sheet=sheet)
    assert [problem.reason for problem in result.problems] == ["span_is_certain"]
    assert take(sheet=sheet).accepted_rows == 3


@pytest.mark.parametrize("file", ["chi tieu 2024", "Ke hoach giao DDDT", "phat sinh tuan 18", "Ước thực hiện T4"])
def test_a_file_called_by_what_no_count_is_is_asked(file):
    assert take(file=file).accepted_rows == 0


@pytest.mark.parametrize("file", ["BC tuan 18", "ket qua thuc hien chi tieu", "mau moi xa dong", "Luy ke va phat sinh"])
def test_a_file_called_as_reports_are_comes_in(file):
    assert take(file=file).accepted_rows == 3


@pytest.mark.parametrize("section", ["Xã đội", "Cơ quan", "Đợt 1", "Học sinh", "Phòng PC06", "Trong đó:"])
def test_a_section_that_is_no_place_is_asked_or_left_out(section):
    assert take(section=section).accepted_rows == 0


@pytest.mark.parametrize("section", ["Khối xã", "Cụm 1", "Các xã, thị trấn"])
def test_a_section_that_only_groups_units_says_nothing(section):
    assert take(section=section).accepted_rows == 3


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ((*HEADS, ("(1)", "(2)", "(3)")), 3),
        ((*HEADS, ("(1)", "(2)", "(3)=(2)/(1)")), 0),
        ((*HEADS, ("(1)", "(2)", "(3)=(2)-(1)")), 0),
        ((("TT", "Đơn vị", "Kích hoạt"), ("", "", "Trong đó")), 0),
        ((("TT", "Đơn vị", "Kích hoạt"), ("", "", "Trong đó: mức 2")), 3),
    ],
)
def test_a_column_that_is_worked_out_of_others_or_a_part_of_one_is_no_count(heads, rows):
    assert take(heads=heads).accepted_rows == rows


def levels_beside(*heads, above=(UNTIL,)):
    rows = [["CÔNG AN HUYỆN THỚI BÌNH"], ["TÀI KHOẢN ĐDĐT"], *([line] for line in above), ["TT", "Đơn vị", *heads]]
    rows += [[n, unit, 300 * n, 100 * n, 200 * n] for n, unit in enumerate(UNITS, start=1)]
    return importer.accept_files([Member("a.xlsx", xlsx(Sheet("Biểu 1", rows)))], **PLAIN)[0]


PLAIN = {"dry_run": False, "is_demo": False, "progress": None}


@pytest.mark.parametrize(
    ("whole", "rows"), [("Tổng số đã kích hoạt", 9), ("Chỉ tiêu kích hoạt", 0), ("Dân số", 0), ("Kích hoạt mức 2", 3)]
)
def test_levels_behind_the_accounts_of_a_stage_are_of_that_stage(whole, rows):
    assert levels_beside(whole, "Trong đó: mức 1", "Trong đó: mức 2").accepted_rows == rows


def test_the_ground_of_a_former_district_is_no_earlier_period(accepted):
    rows = [["CÔNG AN TỈNH CÀ MAU"], ["KÍCH HOẠT MỨC 2 ĐẾN NGÀY 01/8/2025"], ["TT", "Đơn vị", "Kích hoạt"]]
    rows += [["", "Địa bàn huyện Thới Bình (cũ)"], [1, "Xã Thới Bình", 100]]
    rows += [["", "Địa bàn Ngọc Hiển cũ"], [1, "Xã Đất Mũi", 200]]
    result = importer.accept_files([Member("a.xlsx", xlsx(Sheet("Biểu 1", rows)))], **PLAIN)[0]
    assert [row[1] for row in accepted(result)] == ["32065", "32248"]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("SIM không chính chủ; không có điện thoại", "reason"), ("Tích hợp thẻ BHYT", "indicator"),
        ("Tổng số ấp, khóm", "hamlet"), ("Dân số", "population"),
    ],
)  # fmt: skip
def test_figures_that_come_in_as_a_list_of_their_own_are_called_what_they_are(head, kind, data_folder):
    data_folder.mkdir(exist_ok=True)
    for name in ("reasons.csv", "indicators.csv"):
        shutil.copy(settings.ROOT / "data" / name, data_folder)
    result = take(heads=(("TT", "Đơn vị", head),))
    assert [dict(problem.parts)["no_count"] for problem in result.problems] == [kind]
    for text in map(Text, ("vi", "en")):
        assert text(f"importer.instead_{kind}") in result.problems[0].message(text)


@pytest.mark.parametrize(
    ("title", "heads", "times"),
    [
        ("LŨY KẾ KÍCH HOẠT MỨC 2 NĂM 2024", ("13/5", "14/5", "15/5"), ["2024-05-13", "2024-05-14", "2024-05-15"]),
        ("LŨY KẾ KÍCH HOẠT MỨC 2", ("13/5", "14/5", "15/5"), []),
        ("KÍCH HOẠT MỨC 2 NĂM 2024", ("13/5", "14/5", "15/5"), []),
        ("LŨY KẾ KÍCH HOẠT MỨC 2 NĂM 2024", ("1/2", "Tỷ lệ", "Xếp hạng"), []),
    ],
)
def test_days_in_short_side_by_side_are_of_the_year_that_stands_around(title, heads, times, accepted):
    rows = [["CÔNG AN HUYỆN THỚI BÌNH"], [title], ["TT", "Đơn vị", *heads]]
    rows += [[n, unit, 100 * n, 100 * n + 5, 100 * n + 9] for n, unit in enumerate(UNITS, start=1)]
    result = importer.accept_files([Member("a.xlsx", xlsx(Sheet("Biểu 1", rows)))], **PLAIN)[0]
    assert sorted({str(row[2].date()) for row in accepted(result)} if result.batch else []) == times


def test_a_title_of_which_is_said_that_its_total_runs_on_is_not_asked_about_again(run, tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(table_of(above=("KÍCH HOẠT MỨC 2 (SỐ LŨY KẾ), THÁNG 5 NĂM 2024", UNTIL)))
    [problem] = json.loads(run("import", path, "--dry-run", "--json")[1])["problems"]
    said = json.loads(run("import", path, "--dry-run", "--json", *shlex.split(problem["answer"]))[1])
    assert (problem["reason"], said["accepted_rows"], said["problems"]) == ("span_is_certain", 3, [])


@pytest.mark.parametrize("line", ["ĐDĐT MỨC 1 HẰNG NGÀY, SỐ LŨY KẾ", "ĐDĐT MỨC 1 TRONG ĐỢT CAO ĐIỂM"])
def test_what_is_said_of_a_title_leaves_it_its_level(line, accepted):
    rows = [["CÔNG AN HUYỆN THỚI BÌNH"], [line], [UNTIL], *map(list, HEADS), [1, UNITS[0], 100]]
    member = Member("a.xlsx", xlsx(Sheet("Biểu 1", rows)))
    hints = NO_HINTS.with_answers([Answer("word", line, "cumulative")])
    assert [row[3] for row in accepted(importer.accept_files([member], **PLAIN, hints=hints)[0])] == ["1"]


def test_an_earlier_figure_is_one_still():
    heads = (("TT", "Đơn vị", "Kích hoạt (cũ)"),)
    assert take(heads=heads).accepted_rows == 0


def listing(name, sheet="Biểu 1", count="Số lượng"):
    rows = [["Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", count], ["32071", "01/05/2024", "2", "kích hoạt", "100"]]
    if name.endswith("csv"):
        return Member(name, "\n".join(map(",".join, rows)).encode())
    return Member(name, xlsx(Sheet(sheet, rows)))


def accept(export, tmp_path):
    path = tmp_path / export.name
    path.write_bytes(export.content)
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]


@pytest.mark.parametrize(
    ("export", "rows"),
    [
        (listing("ke hoach giao.xlsx"), 0),
        (listing("chi tieu thang 5.csv"), 0),
        (listing("a.xlsx", sheet="Phát sinh"), 0),
        (listing("a.xlsx", sheet="Phát sinh", count="Lũy kế"), 1),
        (listing("bao cao tuan.csv"), 1),
        (listing("bao cao tuan.xlsx", sheet="Tuần 18"), 1),
    ],
)
def test_the_names_of_a_lists_sheet_and_file_are_heard(export, rows, tmp_path):
    assert accept(export, tmp_path).accepted_rows == rows


@pytest.mark.parametrize(("means", "reason"), [("filler", None), ("target", "numbers_are_counts")])
def test_what_a_files_name_says_is_answered_once(means, reason, run, tmp_path):
    for export in (listing("chi tieu thang 5.csv"), Member("chi tieu.xlsx", table_of())):
        path = tmp_path / export.name
        path.write_bytes(export.content)
        said = run("import", path, "--dry-run", "--json", "--set", f"word:{path.stem}={means}")[1]
        assert {problem["reason"] for problem in json.loads(said)["problems"]} == ({reason} if reason else set())


def test_a_remark_in_a_list_is_answered_by_the_argument_that_it_prints(run, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "Mã đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng,Ghi chú\n"
        "32071,01/05/2024,2,kích hoạt,100,số liệu tuần trước\n32083,01/05/2024,2,kích hoạt,50,\n",
        encoding="utf-8",
    )
    [problem] = json.loads(run("import", path, "--dry-run", "--json")[1])["problems"]
    assert problem["answer"] == '--set "remark:số liệu tuần trước=take"'
    said = json.loads(run("import", path, "--dry-run", "--json", *shlex.split(problem["answer"]))[1])
    assert (said["accepted_rows"], said["problems"]) == (2, [])


@pytest.mark.parametrize("title", ["TIẾN ĐỘ ĐỊNH DANH ĐIỆN TỬ MỨC 2", "MỨC ĐỘ ĐỊNH DANH ĐIỆN TỬ: 2"])
def test_words_of_a_title_are_nobodys_name(title):
    assert take(above=(title, UNTIL)).accepted_rows == 3

"""What is said once of an office's file holds for its next ones; where their form has changed, that is asked."""

import io
import json
import re
from dataclasses import replace

import openpyxl
import pytest

from dashboard import importer, settings
from dashboard.exports.answers import answer_of
from dashboard.exports.source import NO_HINTS, Hints
from dashboard.importer import Member
from dashboard.importer.dry_run import preview
from dashboard.importer.layouts import saved
from dashboard.importer.layouts.saved.layout import Layout, LayoutUnreadable, as_toml, from_toml, lasting
from tests.importer.office import UNITS, expected, table, xlsx
from tests.importer.test_answers import OFFICE, renamed

OTHERS = settings.ROOT.parent / "shared" / "cases" / "offices"
NAME = "Công an huyện Thới Bình"
STAGES = {"Thu nhận": "Ô thứ nhất", "Phê duyệt": "Ô thứ hai", "Kích hoạt": "Ô thứ ba"}
SAID = ("word:Ô thứ nhất=collected", "word:Ô thứ hai=approved", "word:Ô thứ ba=activated")
NEXT = {
    "Thị trấn Thới Bình": ("32065", (130, 90, 120, 80, 110, 70)),
    "Xã Trí Phải": ("32071", (1250, 915, 1210, 910, 1110, 810)),
    "Xã Tân Lộc Bắc": ("32083", (51, 41, 31, 21, 11, 1)),
    "Xã Tân Lộc": ("32086", (9, 8, 7, 6, 5, 4)),
}


def week(day="01/5/2024", figures=UNITS, number="412", signer="Nguyễn Văn An", **changes):
    """One week's report of the office, in words of its own."""
    title = (OFFICE, f"Số: {number}/BC-CAH", "KẾT QUẢ CẤP TÀI KHOẢN", f"(Tính đến 23h00 ngày {day})")
    sheet = renamed(table(figures, levels=("Mức 1", "Mức 2"), total="", title=title, **changes), **STAGES)
    return replace(sheet, rows=[*sheet.rows, [], ["", "", "", f"Thới Bình, ngày {day}"], ["", "", "", signer]])


def hints(*arguments):
    return NO_HINTS.with_answers(map(answer_of, arguments))


def looked(sheet, *said, name="bao cao.xlsx"):
    (seen,) = preview([Member(name, sheet if isinstance(sheet, bytes) else xlsx(sheet))], hints(*said))
    return seen


def remember(seen, name=NAME):
    return saved.save(name, seen.look.form, seen.said, who="Lê Văn B", when="2024-05-02 08:00")


@pytest.fixture
def remembered(small_reference):
    """The office's first file, answered and remembered."""
    seen = looked(week(), *SAID)
    assert (seen.result.accepted_rows, seen.questions) == (18, ())
    return remember(seen)


def asked_of(sheet):
    seen = looked(sheet)
    return seen.result.accepted_rows, [(one.asked, one.words) for one in seen.questions]


@pytest.mark.parametrize(
    "sheet",
    [
        week("08/5/2024"),
        week("08/5/2024", NEXT),
        week("15/5/2024", dict(list(UNITS.items())[:2]), number="1.077", signer="Trần Thị Bình"),
        week("08/5/2024", name="Tuần 2"),
    ],
    ids=["another day", "a commune more", "a commune less, another signer and number", "another week's sheet"],
)
def test_the_office_s_next_files_come_in_by_themselves(sheet, remembered):
    seen = looked(sheet)
    assert seen.questions == ()
    assert seen.result.accepted_rows == 6 * sum(
        str(row[1:2]) in map(str, ([unit] for unit in NEXT)) for row in sheet.rows
    )
    assert [one.detail for one in seen.result.notices if one.notice == "layout"] == [NAME]


def test_what_comes_in_by_a_layout_is_right(remembered, accepted):
    (result,) = importer.accept_files(
        [Member("b.xlsx", xlsx(week("08/5/2024", NEXT)))], dry_run=False, is_demo=False, progress=None
    )
    rows = {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in accepted(result)}
    assert rows == expected(NEXT, as_of="2024-05-08 23:00", has_sums=False)


def test_the_watched_folder_takes_the_office_s_next_file(remembered, run, data_folder):
    inbox = data_folder / "inbox"
    inbox.mkdir(parents=True)
    (inbox / "tuan 2.xlsx").write_bytes(xlsx(week("08/5/2024", NEXT)))
    (inbox / "tuan 3.xlsx").write_bytes(xlsx(with_head(week("15/5/2024"), 8, "Ô mới")))
    run("watch", "--once")
    assert [path.name for path in (inbox / "accepted").iterdir()] == ["tuan 2.xlsx"]
    assert "tuan 3.xlsx" in [path.name for path in (inbox / "refused").iterdir()]


def with_head(sheet, place, words):
    """The sheet with a column more behind the others."""
    head = next(line for line, row in enumerate(sheet.rows) if row[:1] == ["TT"])
    rows = [list(row) for row in sheet.rows]
    for line in range(head, head + 2 + len(UNITS)):
        rows[line] += [""] * (place - len(rows[line])) + [words if line == head else "" if line == head + 1 else 7]
    return replace(sheet, rows=rows)


def moved(sheet):
    """The sheet with the first and the last stage in each other's place."""
    swap = {"Ô thứ nhất": "Ô thứ ba", "Ô thứ ba": "Ô thứ nhất"}
    return replace(sheet, rows=[[swap.get(cell, cell) for cell in row] for row in sheet.rows])


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (with_head(week("08/5/2024"), 8, "Ô mới"), f"{NAME}: + Ô mới"),
        (renamed(week("08/5/2024"), **{"Ô thứ hai": "Ô số 2"}), f"{NAME}: + Ô số 2 / Mức 1; + Ô số 2 / Mức 2; "
         "- Ô thứ hai / Mức 1; - Ô thứ hai / Mức 2"),
        (moved(week("08/5/2024")), f"{NAME}: ≠"),
        (renamed(week("08/5/2024"), **{"KẾT QUẢ CẤP TÀI KHOẢN": "KẾT QUẢ CẤP TÀI KHOẢN TRONG TUẦN"}), f"{NAME}: ≠"),
    ],
    ids=["a heading more", "a heading of other words", "headings moved", "a title of the week"],
)  # fmt: skip
def test_where_the_form_has_changed_it_is_asked_and_nothing_is_taken(sheet, words, remembered):
    taken, questions = asked_of(sheet)
    assert taken == 0
    assert questions[0] == ("form_is_known", words)


def test_a_changed_form_is_read_as_before_or_anew_as_the_clerk_says(remembered):
    changed = with_head(week("08/5/2024"), 8, "Ghi chú")
    seen = looked(changed, f"layout={NAME}")
    assert (seen.result.accepted_rows, seen.questions) == (18, ())
    again = looked(changed, "layout=none")
    assert {one.asked for one in again.questions} == {"words_are_understood"}
    remember(seen)
    assert looked(with_head(week("15/5/2024"), 8, "Ghi chú")).result.accepted_rows == 18


def test_another_office_of_the_same_headings_is_not_read_by_this_one_s_layout(remembered):
    other = replace(week(), rows=[["CÔNG AN HUYỆN U MINH"], *week().rows[1:]])
    seen = looked(other)
    assert not [one for one in seen.result.notices if one.notice == "layout"]
    assert "form_is_known" not in {one.asked for one in seen.questions}


def test_a_layout_holds_no_day_number_person_or_figure(remembered):
    (path,) = (settings.data_folder() / "layouts").iterdir()
    content = path.read_text(encoding="utf-8")
    for passing in ("2024-05-01", "01/5", "412", "1240", "Nguyễn Văn An", "Trí Phải"):
        assert passing not in content
    assert '"Ô thứ nhất" = "collected"' in content


def test_what_holds_for_one_report_only_is_not_remembered():
    said = hints(
        "as_of=2024-05-01T17:00",
        "parent_name=967",
        "struck=take",
        "remark:Nhập nhầm=take",
        "remark:Tuần trước=leave",
        "word:Báo cáo từ 01/4/2024 đến 01/5/2024=cumulative",
        "word:01/5/2024=as_of",
    )
    kept = lasting(said)
    assert kept.given == (("parent_name", "967"),)
    assert kept.remarks == (("Tuần trước", "leave"),)
    assert [(words, means) for words, means in kept.words] == [("Báo cáo từ đến", "cumulative")]


def test_a_layout_is_read_as_it_was_written():
    seen = Layout(
        'Phòng "PC06" \\ Cà Mau',
        Hints(
            "tcvn3", (("parent_name", "967"),), (("Ô lạ / Mức 1 #2", "activated 1"), ("Bỏ", "")), (("đợt #", "flow"),)
        ),
        looked(week()).look.form,
        "Lan",
        "2024-05-02 08:00",
    )
    assert from_toml(as_toml(seen)) == seen


@pytest.mark.parametrize("content", ["", "name = 1", 'name = "x"\n[words]\na = "nonsense"', "\0", 'name="x"\ntable=3'])
def test_what_is_no_layout_is_refused(content):
    with pytest.raises(LayoutUnreadable):
        from_toml(content)


def test_layouts_are_listed_shown_sent_to_another_machine_and_forgotten(remembered, run, tmp_path, monkeypatch):
    assert NAME in run("layout", "list")[1]
    assert '"Ô thứ ba" = "activated"' in run("layout", "show", "cong an huyen thoi binh")[1]
    sent = tmp_path / "gui.toml"
    assert run("layout", "export", NAME, "--out", sent)[0] == 0
    assert run("layout", "export", NAME, "--out", sent)[0] == 1
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "other machine"))
    assert run("layout", "show", NAME, "--lang", "en")[::2] == (
        1, f"There is no layout named “{NAME}”. To list them: python -m dashboard layout list\n"
    )  # fmt: skip
    assert run("layout", "import", sent)[0] == 0
    assert looked(week("08/5/2024", NEXT)).result.accepted_rows == 24
    assert run("layout", "forget", NAME)[0] == 0
    assert looked(week("08/5/2024", NEXT)).result.accepted_rows == 0
    assert "python -m dashboard" not in run("layout", "list", "--lang", "vi")[1]


def test_a_file_that_is_no_layout_is_told_in_a_sentence(run, tmp_path, data_folder):
    path = tmp_path / "a.toml"
    path.write_text("họ tên", encoding="utf-8")
    code, _, said = run("layout", "import", path, tmp_path / "none.toml", "--lang", "vi")
    assert (code, "không phải là tệp cách ghi" in said, "Không mở được" in said) == (1, True, True)
    (data_folder / "layouts").mkdir(parents=True)
    (data_folder / "layouts" / "x.toml").write_text("=", encoding="utf-8")
    assert "x.toml" in run("layout", "list")[2]
    assert looked(week()).result.status


def test_a_layout_of_an_earlier_version_is_still_read(small_reference, data_folder):
    data_folder.mkdir(parents=True)
    old = {
        "name": "Phòng cũ",
        "headings": ["o thu nhat", "don vi", "tt"],
        "encoding": None,
        "given": {},
        "columns": {"Ô thứ nhất / Mức 1": "collected 1"},
        "who": "A",
        "when": "2024-05-01",
    }
    (data_folder / "layouts.json").write_text(json.dumps([old]), encoding="utf-8")
    seen = looked(week())
    assert seen.result.accepted_rows == 3
    assert [one.detail for one in seen.result.notices if one.notice == "layout"] == ["Phòng cũ"]
    assert 'headings = ["o thu nhat", "don vi", "tt"]' in as_toml(saved.named("Phòng cũ"))
    saved.forget("Phòng cũ")
    assert saved.saved() == []


FILES = (
    "My Tho - to mau.xlsx",
    "Hau Giang - TX Long My co chu thich.xlsx",
    "meovac_dinhdanh_102023.xlsx",
    "dak doa 2 bang.xlsx",
    "TuanBC 2 dong moi xa.xlsx",
    "Ba phan Cao Loc.xlsx",
    "nam can ngang.xlsx",
)


def later(value):
    """A cell of the next week: its day a week later, its figure twice as high."""
    if isinstance(value, str):
        value = re.sub(r"\b([0-2]?\d)([/.-])(\d{1,2}[/.-]20\d\d)", lambda m: f"{day_after(m[1])}{m[2]}{m[3]}", value)
        return re.sub(r"(ngày )(\d{1,2})( tháng)", lambda m: f"{m[1]}{day_after(m[2])}{m[3]}", value)
    return 2 * value if isinstance(value, int) and not isinstance(value, bool) else value


def day_after(day):
    return int(day) + 1


def of_next_week(path, change=lambda sheet: None):
    """The bytes of the office's next file, and those of one that is changed as well."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None and not isinstance(cell, openpyxl.cell.cell.MergedCell):
                    cell.value = later(cell.value)
        change(sheet)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def rename_a_head(sheet):
    """Puts other words into the lowest heading of a column of figures."""
    for row in sheet.iter_rows():
        for cell, below in ((cell, sheet.cell(cell.row + 1, cell.column)) for cell in row if cell.column > 2):
            if isinstance(cell.value, str) and isinstance(below.value, int):
                is_unit = cell.value.startswith(("Xã", "Thị trấn", "TT"))
                labels = [one for one in sheet[below.row][: cell.column - 1] if isinstance(one.value, str)]
                (labels[-1] if is_unit else cell).value = "Chữ chưa từng có"
                return


@pytest.mark.skipif(not OTHERS.exists(), reason="the cases are not beside the repository")
@pytest.mark.parametrize("name", FILES)
def test_files_of_other_offices_are_answered_once_and_their_next_ones_come_in(name, data_folder, accepted):
    content = (OTHERS / name).read_bytes()
    said: list[str] = []
    while (seen := looked(content, *said, name=name)).questions and len(said) < 10:
        (answer,) = seen.questions[0].choices[0].answers
        said.append(str(answer).removeprefix("--set ").strip('"'))
    assert (seen.result.status, seen.questions) == ("accepted", ())
    remember(seen)
    (now,) = importer.accept_files([Member(name, content)], dry_run=True, is_demo=False, progress=None)
    assert now.accepted_rows == seen.result.accepted_rows
    following = of_next_week(OTHERS / name)
    ahead = looked(following, name=name)
    assert ahead.questions == ()
    assert ahead.result.accepted_rows == seen.result.accepted_rows
    assert [total.count for total in ahead.totals] == [2 * total.count for total in seen.totals]
    changed = looked(of_next_week(OTHERS / name, rename_a_head), name=name)
    assert (changed.result.accepted_rows, changed.questions[0].asked) == (0, "form_is_known")

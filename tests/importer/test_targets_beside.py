"""A column of targets in a report: never taken by itself, and on terms as an export of its own, by the same rules."""

import dataclasses
import datetime as dt

import duckdb
import pytest

from dashboard import importer
from dashboard.batches import positions, store
from dashboard.exports.source import Hints
from dashboard.importer import Terms
from dashboard.text import Text
from tests import following
from tests.importer.office import Sheet, xlsx

TERMS = Terms("province", "2024-01-01", "2024-12-31", "12/KH-CAT")
TITLE = (
    "CÔNG AN HUYỆN THỚI BÌNH",
    "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ",
    "(Tính đến 23h00 ngày 01/5/2024)",
)
# Unit, target, activated; the second unit is asked for nothing.
ROWS = (("Xã Trí Phải", 2200, 1100), ("Xã Trí Lực", "", 820), ("Xã Tân Lộc Bắc", 1280, 640))
CODES = {"Xã Trí Phải": "32071", "Xã Tân Lộc Bắc": "32083"}


def report(rows=ROWS, *, title=TITLE, heads=("Chỉ tiêu giao", "Kích hoạt"), total=True, name="Tuần 1"):
    """A report whose columns before the last are targets."""
    lines = [[line] for line in title] + [[], ["TT", "Đơn vị", *heads]]
    lines += [[number, *row] for number, row in enumerate(rows, start=1)]
    if total:
        sums = [sum(cell for cell in column if isinstance(cell, int)) for column in list(zip(*rows, strict=True))[1:]]
        lines.append(["", "Tổng cộng", *sums])
    return Sheet(name, lines)


@pytest.fixture
def written(tmp_path):
    """Writes a workbook of sheets: written(report(), name="tuan_2.xlsx")."""

    def write(*sheets, name="tuan_1.xlsx"):
        (tmp_path / name).write_bytes(xlsx(*(sheets or (report(),))))
        return tmp_path / name

    return write


def take(path, terms=TERMS, **given):
    """Keeps the columns of targets alone."""
    hints = Hints(given=tuple(({"stage": "activated"} | given).items()), targets=terms)
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None, hints=hints)[0]


def rows_of(result):
    """The rows of a batch: unit, issuer, level, stage, first day, deadline, value, document."""
    columns = "unit_code, issuer, level, stage, start_date::VARCHAR, deadline::VARCHAR, value, document"
    path = str(store.rows_file(result.batch))
    return duckdb.execute(f"SELECT {columns} FROM read_parquet($path) ORDER BY ALL", {"path": path}).fetchall()


def test_a_report_changes_no_target_and_says_that_it_has_a_column_of_them(written, accepted):
    (result,) = importer.accept_files([written()], dry_run=False, is_demo=False, progress=None)
    assert (result.status, result.kind, result.targets) == ("accepted", "summary", ())
    assert [(one.notice, one.detail) for one in result.notices] == [("targets_beside", "C (Chỉ tiêu giao)")]
    assert {row[4] for row in accepted(result)} == {"activated"}
    assert [manifest.kind for manifest in store.manifests()] == ["summary"]


def test_on_terms_the_column_is_an_export_of_its_own_traced_to_its_cells(written):
    path = written()
    importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    result = take(path)
    assert (result.status, result.kind, result.file) == ("accepted", "target", "tuan_1.xlsx · cột Chỉ tiêu giao")
    terms = ("province", "all", "activated", "2024-01-01", "2024-12-31")
    assert rows_of(result) == [("32071", *terms, 2200, "12/KH-CAT"), ("32083", *terms, 1280, "12/KH-CAT")]
    assert [manifest.source_name for manifest in store.manifests()] == ["tuan_1.xlsx", result.file]
    for code, value in (("32071", 2200), ("32083", 1280)):
        key = {"edition": "2024", "unit_code": code, "issuer": "province", "level": "all", "stage": "activated"}
        found = positions.set_by(result.batch, key | {"deadline": dt.date(2024, 12, 31)})
        assert (found.sheet, found.heading) == ("Tuần 1", "Chỉ tiêu giao")
        assert following.number(following.cell(path, found.sheet, found.line, found.column)) == value
    again = take(path)
    assert (again.status, again.batch, again.file) == ("known", result.batch, result.file)
    other = take(path, dataclasses.replace(TERMS, issuer="ministry"))
    assert other.status == "accepted", "on other terms it is another export"
    assert take(path, dataclasses.replace(TERMS, deadline="2023-12-31")).problems[0].reason == "deadline_is_after_start"


def test_what_is_taken_adds_up_to_the_cells_of_units_and_a_wrong_printed_total_is_told(written):
    several = written(
        report(),
        report((("Xã Biển Bạch", 700, 5), ("Xã Tân Bằng", 0, 6)), name="Tuần 1b"),
    )
    assert sum(row[6] for row in rows_of(take(several))) == 2200 + 1280 + 700
    plain = take(written(report(heads=("Chỉ tiêu", "Kích hoạt")), name="tron.xlsx"))
    assert (sum(row[6] for row in rows_of(plain)), plain.problems) == (3480, ()), "a total is no unit that is not known"
    sheet = report()
    sheet.rows[-1][2] = 3481
    wrong = take(written(sheet, name="sai.xlsx"))
    assert (wrong.status, {problem.reason for problem in wrong.problems}) == ("refused", {"total_agrees_with_parts"})
    places = {(problem.row, problem.column) for problem in wrong.problems}
    assert places == {(6, "C (Chỉ tiêu giao)"), (8, "C (Chỉ tiêu giao)")}


def test_an_uncertain_unit_is_set_aside_and_comes_in_once_its_name_is_confirmed(written, run):
    path = written(report((*ROWS[:1], ("Xã Tân Lộc Bác", 1280, 640)), total=False))
    first = take(path)
    assert (first.accepted_rows, first.quarantined_rows) == (1, 1)
    assert [(one.reason, one.row) for one in first.problems] == [("unit_is_certain", 7)]
    (sheet,) = first.quarantined
    assert [(column.heading, column.is_count) for column in sheet.columns][-1] == ("Chỉ tiêu giao", True)
    assert [row.cells[-1] for row in sheet.rows] == ["1280"]
    run("alias", "Xã Tân Lộc Bác", "--unit", "32083", "--edition", "2024", "--who", "Lan")
    second = take(path)
    assert (second.status, [row[0] for row in rows_of(second)]) == ("accepted", ["32083"])


def test_a_batch_of_targets_is_withdrawn_by_itself(written):
    path = written()
    result = take(path)
    importer.withdraw(result.batch, why="nhầm năm", who="Lan")
    assert take(path).problems[0].reason == "file_is_not_withdrawn"
    (report_,) = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    assert report_.status == "accepted", "the report itself stands on its own"


@pytest.mark.parametrize(
    ("heads", "given", "reason", "answer"),
    [
        (("Chỉ tiêu giao", "KH mức 1", "KH mức 2"), {}, "level_is_given", "--set level=1"),
        (("Chỉ tiêu giao", "Thu nhận", "Kích hoạt"), {"stage": ""}, "stage_is_given", "--set stage=activated"),
        (
            ("Chỉ tiêu Bộ giao", "Chỉ tiêu tỉnh giao", "Kích hoạt"),
            {},
            "target_column_is_certain",
            '--set "targets=Chỉ tiêu Bộ giao"',
        ),
    ],
)
def test_what_the_words_of_a_column_leave_open_is_asked_and_no_default_taken(written, heads, given, reason, answer):
    path = written(report((("Xã Trí Phải", 2200, 1100, 900),), heads=heads, total=False))
    result = take(path, **given)
    assert (result.status, result.file) == ("refused", "tuan_1.xlsx · cột chỉ tiêu")
    assert [(one.reason, one.answer) for one in result.problems] == [(reason, answer)]
    said = dict([answer.removeprefix("--set ").strip('"').split("=")])
    (row,) = rows_of(take(path, **(given | said)))
    assert row[6] == 2200


def test_both_levels_under_one_heading_come_in_each_as_its_own(written):
    rows = (("Xã Trí Phải", 2000, 200, 1100), ("Xã Trí Lực", 1000, 100, 820))
    heads = ("Chỉ tiêu kích hoạt mức 1", "Chỉ tiêu kích hoạt mức 2", "Kích hoạt")
    result = take(written(report(rows, heads=heads)))
    assert sorted((row[2], row[6]) for row in rows_of(result)) == [("1", 1000), ("1", 2000), ("2", 100), ("2", 200)]
    assert result.file == "tuan_1.xlsx · cột Chỉ tiêu kích hoạt mức 1, Chỉ tiêu kích hoạt mức 2"


@pytest.mark.parametrize(
    "heads",
    [
        ("Tỷ lệ % chỉ tiêu", "Kích hoạt"),
        ("Chỉ tiêu trong tuần", "Kích hoạt"),
        ("Còn thiếu so với chỉ tiêu", "Kích hoạt"),
    ],
)
def test_a_share_a_week_s_target_and_what_is_missing_are_no_targets(written, heads):
    path = written(report((("Xã Trí Phải", 50, 1100),), heads=heads, total=False))
    assert [one.reason for one in take(path).problems] == ["targets_stand_beside"]
    (seen,) = importer.preview([path])
    assert seen.look.targets == ()


@pytest.mark.parametrize("head", ["Chỉ tiêu tháng 5", "Chỉ tiêu trong tuần", "Chỉ tiêu quý II"])
def test_why_a_target_of_a_month_is_not_offered_is_said(written, head):
    (seen,) = importer.preview([written(report((("Xã Trí Phải", 50, 1100),), heads=(head, "Kích hoạt"), total=False))])
    assert [(one.notice, one.detail) for one in seen.result.notices] == [("targets_of_span", f"C ({head})")]
    assert "không lấy làm chỉ tiêu: số lũy kế không so được" in seen.result.notices[0].message(Text("vi"), "page")


def test_last_year_s_report_is_told(written):
    terms = Terms("ministry", "2025-01-01", "2025-06-30")
    result = take(written(), terms)
    said = [(one.notice, one.sheet, one.detail) for one in result.notices]
    assert said == [("report_is_of_other_time", "Tuần 1", "01/05/2024")]


def test_a_table_of_old_communes_sets_no_target_for_the_new_ones_of_the_same_name(written):
    names = ("Xã Trí Lực", "Xã Tân Lộc Bắc", "Xã Tân Lộc Đông", "Xã Trí Phải")
    result = take(written(report([(name, 100, 50) for name in names])), Terms("province", "2025-07-01", "2025-12-31"))
    assert (result.status, result.accepted_rows) == ("refused", 0)
    assert {problem.reason for problem in result.problems} == {"unit_existed_at_that_date", "names_are_of_one_time"}


def test_a_list_with_a_column_of_targets_comes_in_as_its_rows_say(file):
    path = file(
        "ds.csv",
        "Mã đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng,Chỉ tiêu",
        "32071,01/05/2024,1,kích hoạt,100,200",
        "32083,01/05/2024,2,kích hoạt,100,",
    )
    result = take(path)
    assert [(row[0], row[2], row[6]) for row in rows_of(result)] == [("32071", "1", 200)]
    assert result.file == "ds.csv · cột Chỉ tiêu"
    (seen,) = importer.preview(
        [importer.Member("ds.csv", path.read_bytes() + b"32071,02/05/2024,1,kich hoat,110,200\n")]
    )
    (offer,) = seen.look.targets
    assert (offer.heading, offer.says_stage, offer.says_level, offer.units, offer.total) == (
        "Chỉ tiêu",
        True,
        True,
        1,
        200,
    )


@pytest.mark.usefixtures("small_reference")
def test_the_preview_offers_the_column_and_says_what_it_would_change(written):
    path = written()
    (seen,) = importer.preview([path])
    importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    (known,) = importer.preview([path])
    assert (known.result.status, known.look.targets, known.look.sketches) == ("known", seen.look.targets, ())
    (offer,) = seen.look.targets
    both = written(report(), report((("Xã Biển Bạch", 700, 5),), name="Tuần 1b"), name="hai_trang.xlsx")
    (of_both,) = importer.preview([both])[0].look.targets
    assert (of_both.units, of_both.total) == (3, 4180), "sheets that head it alike are one offer"
    assert (offer.heading, offer.says_stage, offer.says_level) == ("Chỉ tiêu giao", False, True)
    assert (offer.units, offer.total) == (2, 3480)
    hints = Hints(given=(("stage", "activated"),), targets=TERMS)
    (would,) = importer.preview([path], hints)
    assert [manifest.kind for manifest in store.manifests()] == ["summary"]
    assert [(row.unit_name, row.value, row.kind) for row in changed(would)] == [
        ("Xã Trí Phải", 2200, "new"),
        ("Xã Tân Lộc Bắc", 1280, "new"),
    ]
    importer.accept([path], hints=hints)
    higher = written(report((("Xã Trí Phải", 2300, 1100), ROWS[2], ("Xã Biển Bạch", 9, 8))), name="tuan_2.xlsx")
    (plain,) = importer.preview([higher])
    assert importer.with_changes(plain.result) == plain.result, "the report alone is beside no target"
    (next_week,) = importer.preview([higher], hints)
    assert [(row.unit_code, row.kind, row.before and row.before.value) for row in changed(next_week)] == [
        ("32071", "changed", 2200),
        ("32083", "same", 1280),
        ("32068", "new", None),
    ]
    ministry = dataclasses.replace(hints, targets=Terms("ministry", "2024-02-01", "2025-06-30"))
    (other,) = importer.preview([higher], ministry)
    first = changed(other)[0]
    assert (first.kind, first.before.issuer, first.before.value) == ("new", "province", 2200)
    autumn = dataclasses.replace(hints, targets=Terms("province", "2024-03-01", "2024-10-31"))
    (later,) = importer.preview([higher], autumn)
    before = [(row.kind, row.before and row.before.deadline) for row in changed(later)]
    assert before[:2] == [("changed", "2024-12-31")] * 2


def test_a_target_that_each_week_repeats_is_offered_and_taken_once(written):
    later = (*TITLE[:2], "(Tính đến 23h00 ngày 08/5/2024)")
    path = written(report(), report(name="Tuần 2", title=later))
    (offer,) = importer.preview([path])[0].look.targets
    assert (offer.units, offer.total) == (2, 3480)
    result = take(path)
    assert sum(row[6] for row in rows_of(result)) == 3480
    assert {one.reason for one in result.problems} == {"row_is_given_once"}


def changed(seen):
    return importer.with_changes(seen.result).targets

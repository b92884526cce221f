"""Templates: what is filled in, what Excel lets in, and that the importer reads back exactly what a clerk wrote."""

import csv
import datetime as dt
import io
from itertools import product

import openpyxl
import pytest

from dashboard import code_lists, importer, settings, units
from dashboard.briefing.work import teams
from dashboard.importer import templates
from dashboard.importer.templates import columns
from dashboard.importer.templates.form import listed
from dashboard.text import LANGUAGES, Text
from tests.sweep import sampled

MOMENT = {"2024": dt.datetime(2024, 5, 1, 17), "2025": dt.datetime(2025, 7, 8, 17)}
UNITS = [("2024", "967"), ("2025", "96"), ("2024", "96"), ("2024", "32071")]
LAST_STAGES = ("collected", "approved", "activated")


def opened(edition, unit, kind, language="vi"):
    return openpyxl.load_workbook(io.BytesIO(templates.workbook_bytes(edition, unit, kind, Text(language))))


@pytest.fixture
def brought(tmp_path, accepted):
    """The result of a filled template, and its accepted rows."""

    def answer(book, name="filled.xlsx"):
        path = tmp_path / name
        book.save(path)
        result = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]
        return result, accepted(result) if result.batch else []

    return answer


def place(sheet, words):
    """The row and column of a heading."""
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == words)


@pytest.mark.parametrize(("edition", "unit"), sampled(UNITS, 2))
def test_the_counts_of_a_filled_summary_come_back_exactly(edition, unit, brought):
    book = opened(edition, unit, "summary")
    sheet = book.worksheets[0]
    until = place(sheet, "Tính đến")[0]
    first = place(sheet, "Thu nhận")[1]
    sheet.cell(until, first).value = MOMENT[edition]
    expected = set()
    for number, commune in enumerate(templates.communes(edition, unit)):
        row = place(sheet, commune.unit_code)[0]
        # Every fifth unit has no figure yet, and the others lack the last one.
        for step in range(5 if number % 5 else 0):
            count = 1000 * (5 - step) + number
            sheet.cell(row, first + step).value = count
            key = (edition, commune.unit_code, MOMENT[edition], str(step % 2 + 1), LAST_STAGES[step // 2])
            expected.add((*key, count))
    result, rows = brought(book)
    if not expected:
        sheet.cell(row, first).value = 7
        expected = {(edition, unit, MOMENT[edition], "1", "collected", 7)}
        result, rows = brought(book, "again.xlsx")
    assert (result.status, result.problems) == ("accepted", ())
    assert {row[:6] for row in rows} == expected


@pytest.mark.parametrize(("kind", "language"), sampled(product(templates.KINDS, LANGUAGES), 3))
def test_an_unfilled_template_brings_in_nothing_and_is_told_so(kind, language, brought):
    result, _ = brought(opened("2024", "967", kind, language))
    assert (result.status, result.accepted_rows, result.quarantined_rows) == ("refused", 0, 0)
    assert [problem.reason for problem in result.problems] == ["file_has_rows"]


def test_a_summary_with_its_time_alone_brings_in_nothing(brought):
    book = opened("2024", "967", "summary")
    book.worksheets[0]["C3"] = MOMENT["2024"]
    assert [problem.reason for problem in brought(book)[0].problems] == ["file_has_rows"]


def test_a_day_behind_other_words_is_not_the_time_of_a_table(brought):
    book = opened("2024", "967", "summary")
    sheet = book.worksheets[0]
    sheet["A3"], sheet["C3"], sheet["C7"] = "Ngày lập biểu", MOMENT["2024"], 5
    assert [problem.reason for problem in brought(book)[0].problems] == ["time_is_given"]


FILLED = {
    "detailed": (
        ("date", dt.datetime(2024, 5, 1)), ("hour_band", "07-11"), ("level", "Mức 2"), ("stage", "Kích hoạt"),
        ("channel", "Lưu động"), ("team_code", "T1"), ("count", 31),
    ),
    "target": (
        ("issuer", "Bộ Công an"), ("level", "Mức 1 và 2"), ("stage", "Kích hoạt"),
        ("start_date", dt.datetime(2024, 1, 1)), ("deadline", dt.datetime(2024, 12, 31)),
        ("value", 73000), ("document", "KH 12"), ("phase", None),
    ),
    "population_base": (
        ("base", "Nhân khẩu thường trú"), ("as_of", dt.datetime(2024, 1, 1)), ("count", 9000), ("source", "PC06"),
    ),
    "reason": (("as_of", dt.datetime(2024, 4, 30)), ("reason", "SIM không chính chủ"), ("count", 12)),
    "duty": (
        ("date", dt.datetime(2024, 4, 27)), ("kind", "tổ lưu động cấp huyện"), ("start_time", "7h30"),
        ("end_time", dt.time(22, 0)), ("teams", 2), ("people", None),
    ),
    "hamlet": (("as_of", dt.datetime(2024, 4, 30)), ("hamlets", 12), ("visited", 9)),
    "indicator": (
        ("as_of", dt.datetime(2024, 4, 30)), ("indicator", "Tích hợp giấy phép lái xe"), ("numerator", 40),
        ("denominator", 90),
    ),
}  # fmt: skip
BROUGHT = {
    "detailed": (dt.date(2024, 5, 1), "07-11", "2", "activated", "mobile", "T1", 31, False),
    "target": (
        "ministry",
        "all",
        "activated",
        dt.date(2024, 1, 1),
        dt.date(2024, 12, 31),
        73000,
        "KH 12",
        None,
    ),
    "population_base": ("permanent_residents", dt.date(2024, 1, 1), 9000, "PC06", None, False),
    "reason": (dt.date(2024, 4, 30), "sim_of_another", 12),
    "duty": (dt.date(2024, 4, 27), "district_mobile", 450, 1320, 2, None),
    "hamlet": (dt.date(2024, 4, 30), 12, 9),
    "indicator": (dt.date(2024, 4, 30), "driving_licence", 40, 90),
}


@pytest.mark.parametrize(("kind", "language"), sampled(product(FILLED, LANGUAGES), 3))
def test_the_filled_rows_of_a_list_come_back_exactly_and_the_others_are_no_figures(kind, language, brought):
    book = opened("2024", "967", kind, language)
    sheet = book.worksheets[0]
    headings = {asked.name: Text("vi")(asked.heading) for asked in columns.LISTS[kind]}
    first, free = place(sheet, "32071")[0], sheet.max_row
    sheet.cell(free, 1).value = "32083"
    for row in (first, free):
        for name, cell in FILLED[kind]:
            sheet.cell(row, place(sheet, headings[name])[1]).value = cell
    result, rows = brought(book)
    assert (result.status, result.problems, result.accepted_rows) == ("accepted", (), 2)
    assert rows == [("2024", code, *BROUGHT[kind]) for code in ("32071", "32083")]
    alone = 12 * columns.ROWS[kind] - 1
    assert [(notice.notice, notice.detail) for notice in result.notices] == [("units_alone", str(alone))]


def test_units_are_filled_in_grey_and_locked_and_what_is_asked_is_not():
    for kind in templates.KINDS:
        sheet = opened("2024", "96", kind).worksheets[0]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        row, code = place(sheet, "32071")
        assert [sheet.cell(row, code + step).value for step in (1, 2)] == ["Xã Trí Phải", "Huyện Thới Bình"]
        for step in range(3):
            assert sheet.cell(row, code + step).protection.locked
            assert sheet.cell(row, code + step).fill.fgColor.rgb == "FFE7EBEF"
        assert not sheet.cell(row, code + 3).protection.locked
        assert sheet.cell(row, code).number_format == "@"
        # The headings stay in view, above and left, and stand on every printed page.
        frozen = sheet[sheet.freeze_panes]
        assert (frozen.row, frozen.column) == (place(sheet, templates.communes("2024", "96")[0].unit_code)[0], 3)
        assert sheet.print_title_rows
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)


def rules(sheet):
    """What each column of cells lets in, by the column's letter."""
    found = {}
    for rule in sheet.data_validations.dataValidation:
        for part in rule.sqref.ranges:
            found[openpyxl.utils.get_column_letter(part.min_col)] = rule
    return found


def test_cells_take_words_of_a_list_whole_numbers_and_days_on_which_the_units_existed():
    sheet = opened("2024", "967", "detailed", "en").worksheets[0]
    found = rules(sheet)
    by_heading = {cell.value: found[cell.column_letter] for cell in sheet[4] if cell.column_letter in found}
    assert len(by_heading) == 8
    stage, count, day = by_heading["Giai đoạn"], by_heading["Số lượng"], by_heading["Ngày"]
    assert (stage.type, stage.formula1) == ("list", '"Thu nhận,Phê duyệt,Kích hoạt"')
    assert by_heading["Khung giờ"].formula1 == '"00-07,07-11,11-13,13-17,17-22,22-24"'
    assert sheet.cell(5, place(sheet, "Khung giờ")[1]).number_format == "@"
    assert (count.type, count.operator, count.formula1) == ("whole", None, "0")
    excel = openpyxl.utils.datetime.from_excel
    assert (day.type, excel(float(day.formula1)), excel(float(day.formula2))) == (
        "date",
        dt.datetime(2022, 1, 1),
        dt.datetime(2025, 6, 30, 23, 59),
    )
    assert day.prompt == Text("en")("template.help_date")
    assert "01/01/2022" in day.error
    assert all(rule.promptTitle and rule.prompt and rule.showInputMessage for rule in by_heading.values())


def test_what_happened_cannot_lie_ahead_but_a_deadline_can():
    summary = opened("2025", "96", "summary").worksheets[0].data_validations.dataValidation
    target = opened("2025", "96", "target").worksheets[0]
    deadline = rules(target)[openpyxl.utils.get_column_letter(place(target, "Thời hạn")[1])]
    assert [str(rule.sqref) for rule in summary if rule.formula2 == "NOW()"] == ["C3"]
    assert float(deadline.formula2) > 50_000
    old = opened("2024", "967", "target").worksheets[0]
    ends = [
        rules(old)[openpyxl.utils.get_column_letter(place(old, words)[1])] for words in ("Ngày bắt đầu", "Thời hạn")
    ]
    assert [float(rule.formula2) > 45_839 for rule in ends] == [False, True]


def test_every_channel_of_the_vocabulary_is_offered_and_counted_apart():
    with (settings.DATA / "vocabulary.csv").open(encoding="utf-8", newline="") as words:
        known = {row["canonical"] for row in csv.DictReader(words) if row["field"] == "channel"}
    assert known == set(columns.CHANNELS) == set(teams.CHANNELS)


def test_every_word_and_heading_of_a_template_is_one_that_the_importer_knows():
    with (settings.DATA / "vocabulary.csv").open(encoding="utf-8", newline="") as words:
        known = {(row["field"], row["word"]): row["canonical"] for row in csv.DictReader(words)}
    for field in code_lists.FILES:
        carried = code_lists.spellings(field, code_lists.carried(field))
        known |= {(field, word.lower()): key for field, key, word in carried}
    for asked in (one for listed_columns in columns.LISTS.values() for one in listed_columns):
        assert known["column", Text("vi")(asked.heading).lower()] == asked.name
        codes = code_lists.entries(asked.listed) if asked.listed else asked.words
        for code, word in zip(codes, listed(asked), strict=True):
            assert known["team_kind" if asked.name == "kind" else asked.name, word.lower()] == code


@pytest.mark.parametrize(("language", "title"), [("vi", "Hướng dẫn"), ("en", "How to fill in")])
def test_the_guide_is_in_the_reader_s_language_and_the_headings_are_in_vietnamese(language, title):
    book = opened("2024", "967", "target", language)
    sheet, guide = book.worksheets
    assert guide.title == title
    told = "\n".join(str(cell.value) for row in guide.iter_rows() for cell in row if cell.value)
    assert Text(language)("template.help_issuer") in told
    assert "Bộ Công an" in told
    assert Text(language)("template.how_personal") in told
    assert sheet["A4"].value == "Mã đơn vị"
    assert sheet["A1"].value.endswith("Huyện Thới Bình")


@pytest.mark.parametrize(
    ("unit", "today", "edition"),
    [
        ("96", dt.date(2025, 6, 30), "2024"),
        ("96", dt.date(2025, 7, 1), "2025"),
        ("32068", dt.date(2026, 1, 1), "2024"),
        ("967", dt.date(2026, 1, 1), "2025"),
        ("01", dt.date(2024, 1, 1), "2024"),
        ("nowhere", dt.date(2026, 1, 1), "2025"),
    ],
)
def test_the_edition_is_today_s_unless_the_other_alone_has_the_code(unit, today, edition):
    assert templates.edition_of(unit, today) == edition


def test_the_command_writes_a_file_and_never_over_another(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, output, _ = run("template", "--unit", "967", "--kind", "summary")
    path = tmp_path / "vneid-summary-2025-967.xlsx"
    assert (code, "Huyện Thới Bình (cũ) (5 đơn vị, danh mục 2025)" in output, path.exists()) == (0, True, True)
    path.write_text("a clerk's work")
    code, _, errors = run("template", "--unit", "967", "--kind", "summary", "--lang", "en")
    assert (code, "not overwritten" in errors, path.read_text()) == (1, True, "a clerk's work")
    assert run("template", "--unit", "967", "--kind", "target", "--out", tmp_path / "t.xlsx")[0] == 0
    assert len(openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--unit", "99999", "--kind", "summary"], 1, "Không có đơn vị 99999 trong danh mục 2025"),
        (["--unit", "32068", "--kind", "summary", "--edition", "2025"], 1, "Không có đơn vị 32068 trong danh mục 2025"),
        (["--unit", "VN", "--kind", "summary"], 1, "không cho cả nước"),
        (["--unit", "967", "--kind", "team"], 2, "team"),
        (["--kind", "summary"], 2, "--unit"),
        (["--unit", "967", "--kind", "summary", "--out", "no folder/a.xlsx"], 1, "Không ghi được no folder/a.xlsx"),
    ],
)
def test_what_cannot_be_made_is_told(run, tmp_path, monkeypatch, arguments, code, said):
    monkeypatch.chdir(tmp_path)
    found, _, errors = run("template", *arguments)
    assert (found, said in errors, "Traceback" in errors) == (code, True, False), errors
    assert list(tmp_path.glob("*.xlsx")) == []


def test_a_template_holds_every_commune_of_its_unit():
    assert len(templates.communes("2025", "96")) == 64
    assert [unit.unit_code for unit in templates.communes("2024", "32071")] == ["32071"]
    assert {unit.parent_code for unit in templates.communes("2024", "967")} == {"967"}
    assert len(templates.communes("2024", "96")) == sum(
        len(units.children("2024", district.unit_code)) for district in units.children("2024", "96")
    )

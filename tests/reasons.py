"""A real file for every reason why a file or a row is not taken, and the table of them in docs/import.md.

``python -m tests.reasons --renew`` writes the table anew; a test compares it with what importing these files says.
"""

import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pytest

from dashboard import importer, settings, sql
from dashboard.batches import events
from dashboard.exports.results import Problem
from dashboard.exports.source import NO_HINTS
from dashboard.exports.targets import Terms
from dashboard.importer import Hints
from dashboard.text import Text, catalogue

PAGE = settings.ROOT / "docs" / "import.md"
BEGIN, END = "<!-- reasons: python -m tests.reasons --renew -->\n", "<!-- end of reasons -->\n"
# A batch bears the moment at which it came in.
BATCH = re.compile(r"\d{8}T\d{12}-summary-[0-9a-f]{8}")
LIST = "Mã đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng,Đính chính"
NAMED = "Đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng"
DAYS = "Mã đơn vị,Ngày,Khung giờ,Mức độ,Giai đoạn,Kênh,Số lượng"
TARGETS = "Mã đơn vị,Cấp giao,Mức độ,Giai đoạn,Ngày bắt đầu,Thời hạn,Chỉ tiêu"
PEOPLE = "Mã đơn vị,Nhóm dân số,Thời điểm,Số lượng"
DUTY = "Mã đơn vị,Ngày,Loại tổ,Từ giờ,Đến giờ,Số tổ"
HAMLETS = "Mã đơn vị,Thời điểm,Số ấp,Số ấp đã có buổi lưu động"
INDICATORS = "Mã đơn vị,Thời điểm,Chỉ số,Tử số,Mẫu số"
TITLE, UNTIL = "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ", "Tính đến 17h00 ngày 01/5/2024"
HEAD, ROW = "TT,Đơn vị,Mức 1,Mức 2", "1,Xã Trí Phải,1100,550"
# On these terms a report's targets are read in the place of its counts.
ON_TERMS = Hints(given=(("level", "1"),), targets=Terms("province", "2024-01-01", "2024-12-31"))
ELEVEN_MB = b"0" * (11 * 1024 * 1024)


@dataclass(frozen=True)
class Example:
    """A file: its name, what makes its content, the part that shows the reason, and files that came in before.

    ``layout`` is the saved layout of its office, ``hints`` what was said of the file.
    """

    name: str
    content: Callable[[], bytes] | None
    shown: str
    before: tuple[str, ...] = ()
    is_withdrawn: bool = False
    layout: str = ""
    hints: Hints = NO_HINTS


def text(*lines: str, shown: int = 0, before: Sequence[str] = ()) -> Example:
    """A text file; its last lines, or as many as are named, show the reason."""
    seen = lines[-shown:] if shown else lines[1:]
    return Example("a.csv", lambda: "\n".join([*lines, ""]).encode(), "\n".join(seen), tuple(before))


def counted(*rows: str, before: Sequence[str] = ()) -> Example:
    return text(LIST, *rows, before=before)


def office(*lines: str) -> Example:
    return text(*lines, shown=len(lines))


def made(name: str, content: Callable[[], bytes], shown: str) -> Example:
    return Example(name, content, shown)


def workbook(*sheets: Sequence[Sequence[object]], far: bool = False) -> Callable[[], bytes]:
    """A workbook of these sheets; with a cell at the end of the first one."""

    def write() -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for rows in sheets:
            sheet = book.create_sheet()
            for row in rows:
                sheet.append(list(row))
            if far:
                sheet.cell(1_048_576, 16_384, "x")
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return write


def packed(*members: tuple[str, bytes]) -> Callable[[], bytes]:
    def write() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, inside in members:
                archive.writestr(name, inside)
        return content.getvalue()

    return write


def pdf(pages: int) -> bytes:
    """A PDF of blank pages."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    objects = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj",
        f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj",
        *(f"{number} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj" for number in range(3, 3 + pages)),
    ]
    return "\n".join(["%PDF-1.4", *objects, "trailer<</Root 1 0 R>>", ""]).encode()


def row(code: str = "32071", day: str = "01/05/2024", count: object = 100, more: str = "") -> str:
    return f"{code},{day},1,kích hoạt,{count},{more}"


def day(count: object, hours: str = "07-11") -> str:
    return f"32071,01/05/2024,{hours},1,kích hoạt,trụ sở,{count}"


def target(value: object = 5000, deadline: str = "31/12/2024") -> str:
    return f"32071,Bộ,1,kích hoạt,01/01/2024,{deadline},{value}"


POPULATION = f"{PEOPLE}\n32071,thường trú,01/01/2023,12000\n"
LISTED = [list(LIST.split(",")), ["32071", "01/05/2024", "1", "kích hoạt", 5, ""]]
EXAMPLES: dict[str, Example] = {
    "file_exists": Example("không có.xlsx", None, "không có.xlsx"),
    "format_is_accepted": made("a.png", lambda: b"x", "a.png"),
    "file_has_rows": made("a.csv", lambda: f"{LIST}\n".encode(), LIST),
    "file_is_not_too_large": made("a.csv", lambda: ELEVEN_MB, "a.csv, 11 MB"),
    "file_unpacks_within_bounds": made("a.xlsx", packed(("xl/a.xml", ELEVEN_MB)), "a.xlsx, 11 kB"),
    "sheet_is_not_too_large": made("a.xlsx", workbook(LISTED, far=True), "XFD1048576: x"),
    "file_has_few_pages": made("a.pdf", lambda: pdf(201), "a.pdf, 201 trang"),
    "file_is_not_withdrawn": Example(
        "a.csv", lambda: f"{LIST}\n{row()}\n".encode(), "a.csv", (f"{LIST}\n{row()}\n",), is_withdrawn=True
    ),
    "file_is_readable": made("a.xlsx", lambda: b"no workbook", "a.xlsx"),
    "file_has_no_password": made(
        "a.docx", lambda: b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.docx"
    ),
    "document_is_docx": made("a.doc", lambda: b"\xd0\xcf\x11\xe0", "a.doc"),
    "file_has_text": made("a.pdf", lambda: pdf(1), "a.pdf"),
    "header_is_recognised": text("Kính gửi đồng chí", "Xin báo cáo", shown=2),
    "headings_are_understood": text("TT,Đơn vị,Đợt làm A", "1,Xã Trí Phải,bảy", shown=2),
    "numbers_stand_below": office(TITLE, UNTIL, HEAD, "1,Xã Trí Phải,nhiều,ít"),
    "column_stands_once": text(f"{LIST},Số lượng", f"{row()},7", shown=2),
    "sheets_are_of_one_kind": made(
        "a.xlsx",
        workbook(LISTED, [TARGETS.split(","), target().split(",")]),
        f"{LIST}\n{TARGETS}",
    ),
    "row_has_every_column": counted(row(), f"{row('32065')},7"),
    "value_is_given": counted("32071,01/05/2024,,kích hoạt,100,"),
    "word_is_known": counted("32071,01/05/2024,3,kích hoạt,100,"),
    "date_exists": counted(row(day="30/02/2024")),
    "date_is_readable": counted(row(day="T4/2024")),
    "day_stands_before_month": counted(row(day="04/25/2024"), row("32065", "05/02/2024")),
    "count_is_a_whole_number": counted(row(count="12.5")),
    "count_is_not_negative": counted(row(count=-1)),
    "count_is_no_percentage": counted(row(count="54%")),
    "count_is_no_identity_number": counted(row(count=123456789)),
    "target_is_not_negative": text(TARGETS, target(-5)),
    "target_is_no_identity_number": text(TARGETS, target(123456789)),
    "deadline_is_after_start": text(TARGETS, target(deadline="31/12/2023")),
    "event_ends_after_its_start": text(
        "Loại sự kiện,Ngày bắt đầu,Ngày kết thúc,Sự kiện", "cao điểm,01/05/2024,30/04/2024,Cao điểm tháng 5"
    ),
    "time_of_day_is_readable": text(DUTY, "32071,27/04/2024,tổ lưu động,sáng,11:00,1"),
    "duty_ends_after_its_start": text(DUTY, "32071,27/04/2024,tổ lưu động,22:00,06:00,1"),
    "duty_is_of_few": text(DUTY, "32071,27/04/2024,tổ lưu động,07:00,11:00,400"),
    "hamlets_hold_the_visited": text(HAMLETS, "32071,30/04/2024,12,15"),
    "indicator_is_a_count": text(INDICATORS, "32071,30/04/2024,thẻ bhyt,-5,100"),
    "numerator_is_within_its_denominator": text(INDICATORS, "32071,30/04/2024,thẻ bhyt,120,100"),
    "population_is_not_in_thousands": text(PEOPLE, "32071,thường trú,01/01/2024,35.45"),
    "population_does_not_jump": text(PEOPLE, "32071,thường trú,01/01/2024,90000", before=[POPULATION]),
    "hour_is_given": text(DAYS, day(5, "")),
    "unit_is_given": counted(row("")),
    "unit_is_known": counted(row("99999")),
    "unit_is_certain": text(NAMED, "Thới Bình,01/05/2024,1,kích hoạt,100"),
    "unit_is_no_group": counted(row("V6", "02/07/2025")),
    "unit_existed_at_that_date": text(NAMED, "Xã Trí Lực,02/07/2025,1,kích hoạt,100"),
    "code_keeps_its_zeros": counted(row("00004"), row("25")),
    "names_are_of_one_time": text(
        NAMED,
        *(
            f"{name},02/07/2025,1,kích hoạt,100"
            for name in ("Xã Trí Lực", "Xã Tân Lộc Bắc", "Xã Tân Lộc Đông", "Xã Trí Phải")
        ),
    ),
    "date_is_not_in_the_future": counted(row("32071", "01/05/2199")),
    "date_is_not_before_vneid": counted(row(day="31/12/2020")),
    "count_does_not_go_down": counted(row(day="01/05/2024", count=100), row(day="08/05/2024", count=90)),
    "accepted_count_changes_only_by_correction": counted(row(count=90), before=[f"{LIST}\n{row()}\n"]),
    "accepted_day_changes_only_by_correction": text(DAYS, day(6), before=[f"{DAYS}\n{day(5)}\n"]),
    "count_is_not_over_three_times_the_people": counted(row(count=99000), before=[POPULATION]),
    "days_are_not_over_three_times_the_people": text(DAYS, day(99000), before=[POPULATION]),
    "stages_are_in_order": text(LIST, row(), "32071,01/05/2024,1,phê duyệt,50,"),
    "row_is_given_once": counted(row(), row()),
    "rows_agree": counted(row(), row(count=90)),
    "total_agrees_with_parts": office(TITLE, UNTIL, HEAD, ROW, "2,Xã Tân Lộc,900,400", ",Tổng cộng,9999,950"),
    "encoding_is_certain": made("a.csv", lambda: LIST.encode() + b"\n32071,\xb5\xb6,1\n", "(không phải UTF-8)"),
    "archive_has_few_files": made("a.zip", packed(*((f"{n}.csv", b"x") for n in range(201))), "a.zip, 201 tệp"),
    "archive_is_not_too_large": made("a.zip", packed(("a.csv", ELEVEN_MB)), "a.zip, 11 MB"),
    "archive_is_safe": made("a.zip", packed(("a.csv", b"0" * 4_000_000)), "a.zip"),
    "archive_holds_no_archive": made("a.zip", packed(("b.zip", b"x")), "a.zip: b.zip"),
    "archive_names_stay_inside": made("a.zip", packed(("../b.csv", b"x")), "a.zip: ../b.csv"),
    "formulas_have_values": made(
        "a.xlsx", workbook([LISTED[0], ["32071", "01/05/2024", "1", "kích hoạt", "=2+3", ""]]), "E2: =2+3"
    ),
    "time_is_given": office(TITLE, HEAD, ROW),
    "time_is_certain": office(TITLE, "Tính đến ngày 01/5/2024", "Tính đến ngày 08/5/2024", HEAD, ROW),
    "time_exists": office(TITLE, "Tính đến 17h00 ngày 31/4/2024", HEAD, ROW),
    "words_are_understood": office(TITLE, UNTIL, "TT,Đơn vị,Kích hoạt chốt sổ", "1,Xã Trí Phải,1100"),
    "span_is_certain": office("KẾT QUẢ KÍCH HOẠT", UNTIL, "TT,Đơn vị,Tháng 3", "1,Xã Trí Phải,1100"),
    "title_names_target": office(TITLE, "Chỉ tiêu 2.500 tài khoản đến hết ngày 30/6/2024", UNTIL, HEAD, ROW),
    "stage_is_given": office("BÁO CÁO ĐỊNH DANH ĐIỆN TỬ", UNTIL, HEAD, ROW),
    "level_is_given": office(TITLE, UNTIL, "TT,Đơn vị,Kích hoạt mức 1,Kích hoạt", ROW),
    "remark_is_understood": office(TITLE, UNTIL, HEAD, "1,Xã Trí Phải (số liệu tuần trước),1100,550"),
    "row_is_certain": office(TITLE, UNTIL, HEAD, ROW, "2,Cộng Hòa,90,40"),
    "units_are_named": office(TITLE, UNTIL, "Đợt làm,Kích hoạt mức 1", "Đợt đầu,1100"),
    "columns_differ": office(TITLE, UNTIL, "TT,Đơn vị,Mức 1,Mức 1", "1,Xã Trí Phải,1100,900"),
    "targets_stand_beside": replace(office(TITLE, UNTIL, HEAD, ROW), hints=ON_TERMS),
    "target_column_is_certain": replace(
        office(TITLE, UNTIL, "TT,Đơn vị,Chỉ tiêu Bộ giao,Chỉ tiêu tỉnh giao,Mức 1", "1,Xã Trí Phải,2000,2100,1100"),
        hints=ON_TERMS,
    ),
    "form_is_known": replace(
        office(TITLE, UNTIL, f"{HEAD},Ghi chú", ROW),
        layout='name = "Công an huyện Thới Bình"\n[[table]]\nheads = ["TT", "Đơn vị", "Mức 1", "Mức 2"]\n',
    ),
    "numbers_are_counts": office(f"{TITLE} TRONG TUẦN", HEAD, ROW),
}
# What only another program, the system or a trap causes, with an example of the detail; it is tested as it stands.
WITHOUT_FILE = {
    "file_is_not_in_use": "",
    "file_is_a_file": "",
    "reading_is_affordable": "1 GB",
    "packed_file_is_affordable": "1 GB",
    "reader_finishes": "IndexError sheet.py:57",
}


def problem_of(reason: str, folder: Path) -> list[Problem]:
    """Imports an example into a data folder of its own, and returns the problems with this reason."""
    example = EXAMPLES[reason]
    data = folder / "data"
    data.mkdir(parents=True)
    # The large files stay small for a test.
    (data / "settings.toml").write_text("max_file_mb = 1" if example.shown.endswith(("11 MB", "11 kB")) else "")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(data))
        return [problem for problem in imported(example, folder) if problem.reason == reason]


def imported(example: Example, folder: Path) -> list[Problem]:
    """Imports what came before and the example's file, and returns what is said of the latter."""
    for number, content in enumerate(example.before):
        path = folder / f"before-{number}.csv"
        path.write_text(content, encoding="utf-8")
        [result] = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
        assert result.batch, result.problems
        if example.is_withdrawn:
            events.record(events.Event(events.WITHDRAW, result.batch, "2024-05-02T08:00:00.000000", "nhầm", "Lan"))
    if example.layout:
        layouts = settings.data_folder() / "layouts"
        layouts.mkdir(parents=True)
        (layouts / "a.toml").write_text(example.layout, encoding="utf-8")
    path = folder / example.name
    if example.content:
        path.write_bytes(example.content())
    results = importer.accept_files([path], dry_run=False, is_demo=False, progress=None, hints=example.hints)
    return [problem for result in results for problem in result.problems]


def all_reasons() -> list[str]:
    """The reasons that the catalogue has words for."""
    return [key.removeprefix("importer.reason.") for key in catalogue("vi") if key.startswith("importer.reason.")]


def table(problems: dict[str, Problem]) -> str:
    """The rows of the page: the reason, the file, and what is said of it, in both languages."""
    rules = {name: sql.load("check", name).description.split(".")[0] for name in sql.names("check")}
    lines = ["| reason, and rule | in the file | what is said, and what to do |", "|---|---|---|"]
    for reason in all_reasons():
        found = problems.get(reason) or Problem("", None, None, None, None, reason, WITHOUT_FILE[reason])
        said = "<br>".join(cell(found.message(Text(language))) for language in ("vi", "en"))
        said = BATCH.sub("20240501T230000123456-summary-1a2b3c4d", said)
        shown = EXAMPLES[reason].shown if reason in EXAMPLES else ""
        excerpt = "<br>".join(f"`{cell(line)}`" for line in shown.splitlines() if line)
        rule = f"<br>{cell(rules[reason])}" if reason in rules else ""
        lines.append(f"| {reason}{rule} | {excerpt} | {said} |")
    return "\n".join([*lines, ""])


def cell(words: str) -> str:
    """Words in a cell of the page's table."""
    return words.replace("|", "\\|")


def committed() -> str:
    """The table as the page has it."""
    return PAGE.read_text(encoding="utf-8").partition(BEGIN)[2].partition(END)[0]


if __name__ == "__main__":
    if "--renew" not in sys.argv:
        raise SystemExit("--renew writes the table anew")
    with tempfile.TemporaryDirectory() as folder:
        said = {reason: problem_of(reason, Path(folder) / reason)[0] for reason in EXAMPLES}
    top, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    PAGE.write_text(top + BEGIN + table(said) + END + rest.partition(END)[2], encoding="utf-8")

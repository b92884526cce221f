"""Office files, each with what must come of it: written by script, so that each line of the rules has its file."""

from dataclasses import dataclass, field, replace

from tests.importer import office
from tests.importer.office import TITLE, UNITS, Sheet, expected, table, text, with_cell, with_rows, xlsx

TOP = len(TITLE) + 1
FIRST = TOP + 2


@dataclass(frozen=True)
class Case:
    """A file, the rows that must be accepted, the reasons that must be told and the notices."""

    name: str
    content: bytes
    rows: set = field(default_factory=set)
    reasons: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def retitled(*title, **options):
    return xlsx(table(title=title, **options))


def two_districts():
    """Sections per district, subtotals, a total of all: two wards of one name would be confused without the section."""
    second = {"Phường 5": ("32008", (9, 8, 7, 6, 5, 4)), "P.1": ("32005", (19, 18, 17, 16, 15, 14))}
    sheet = table(title=("CÔNG AN TỈNH CÀ MAU", TITLE[2]), total="Tổng huyện")
    rows = [*sheet.rows[:5], ["I", "Huyện Thới Bình"], *sheet.rows[5:]]
    rows += [["II", "Thành phố Cà Mau"], *table(second, title=(), total="Cộng").rows[3:]]
    parts = [row for row in rows if isinstance(row[0] if row else "", int)]
    rows.append(["", "Tổng cộng", *office.sums(parts, 9)])
    return Sheet("Tổng hợp", rows, sheet.merged), UNITS | second


DISTRICTS, BOTH = two_districts()
WITH_SHARE = replace(with_cell(with_cell(table(total=""), TOP, 11, "Tỷ lệ %"), FIRST, 11, 1), percent=((FIRST, 11),))
NOT_YET = {**UNITS, "Xã Trí Lực": ("32072", (None,) * 6)}
LISTED = Sheet(
    "Danh sách",
    [
        ["Báo cáo tuần"], [], ["Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng"],
        ["967", "01/05/2024 23:00", "1", "Kích hoạt", 310],
    ],
)  # fmt: skip
LIST_ROWS = {("2024", "967", "2024-05-01 23:00", "1", "activated", 310)}
SHORT = {
    "TT. Thới Bình": UNITS["Thị trấn Thới Bình"],
    "CAX Trí Phải": UNITS["Xã Trí Phải"],
    "X. Tân Lộc Bắc": UNITS["Xã Tân Lộc Bắc"],
}
LONG = {"Công an thị trấn Thới Bình": SHORT["TT. Thới Bình"], "Công an xã Trí Phải": SHORT["CAX Trí Phải"]}
NEW = {"Xã Thới Bình": ("32065", (5, 4, 3, 2, 1, 0)), "Xã Đất Mũi": ("32248", (15, 14, 13, 12, 11, 10))}
ONE_STAGE = {unit: (code, counts[4:]) for unit, (code, counts) in UNITS.items()}
CSV = text(table())
OUT_OF_ORDER = (("1", "collected"), ("1", "approved"), ("all", "collected"), ("all", "approved"))
AUGUST = ("CÔNG AN TỈNH CÀ MAU", "Tính đến 17h00 ngày 01/8/2025")
FIRST_COUNT = {("2024", "32065", "2024-05-01 23:00", "1", "collected", 120)}
ZERO = expected(has_sums=False) - FIRST_COUNT
BARE = table(levels=("Mức 1", "Mức 2"), total="")
# Targets, people and shares of them beside the counts.
YARDSTICKS = table(total="")
for place, (words, number) in enumerate(
    {"KH giao": 900, "Công dân từ 14 tuổi": 5000, "Tỷ lệ % chỉ tiêu": 50, "Kích hoạt / Dân số": 7}.items(), start=11
):
    YARDSTICKS = with_cell(with_cell(YARDSTICKS, TOP, place, words), FIRST, place, number)
PERCENT = replace(with_cell(table(total=""), FIRST, 2, 1), percent=((FIRST, 2),))
FORMULAS = replace(table(), formulas=((FIRST, 2),))
HIDDEN = replace(table(), hidden_rows=(FIRST,), hidden_columns=(3,))
AWAY = replace(table(title=(TITLE[0], "Tính đến 23h00 ngày 08/5/2024")), name="Tuần 2", is_hidden=True)
TWO_WEEKS = expected() | expected(as_of="2024-05-08 23:00")
HIDING = ("hidden_rows", "hidden_columns", "hidden_sheet")
# The same words in each format must be understood alike.
WORKBOOKS = {"xlsx": xlsx, "xls": office.xls, "ods": office.ods}

CASES = [
    Case("table.xlsx", xlsx(table()), expected()),
    Case("table.xlsm", xlsx(table()), expected()),
    Case("table.xls", office.xls(table()), expected()),
    Case("table.ods", office.ods(table()), expected()),
    Case("comma.csv", CSV.encode(), expected()),
    Case("mark.csv", CSV.encode("utf-8-sig"), expected()),
    Case("semicolon.csv", text(table(), ";").encode(), expected()),
    Case("tab.txt", text(table(), "\t").encode(), expected()),
    Case("little.csv", CSV.encode("utf-16"), expected(), notices=("encoding",)),
    Case("big.csv", b"\xfe\xff" + CSV.encode("utf-16-be"), expected(), notices=("encoding",)),
    Case("little_without_mark.csv", CSV.encode("utf-16-le"), expected(), notices=("encoding",)),
    Case("big_without_mark.csv", CSV.encode("utf-16-be"), expected(), notices=("encoding",)),
    Case("windows.csv", office.windows_1258(CSV), expected(), notices=("encoding",)),
    Case("tcvn3.csv", office.tcvn3(CSV), expected(), notices=("encoding",)),
    Case(
        "vntime.xls",
        office.xls(
            replace(
                table(),
                name="T1",
                rows=[
                    [office.tcvn3(cell).decode("latin-1") if isinstance(cell, str) else cell for cell in row]
                    for row in table().rows
                ],
            )
        ),
        expected(),
    ),
    Case(
        "words.xlsx",
        retitled(TITLE[0], "Số liệu đến 17 giờ 00 ngày 01 tháng 5 năm 2024"),
        expected(as_of="2024-05-01 17:00"),
    ),
    Case("day.xlsx", retitled(TITLE[0], "Số liệu đến ngày 01/5/2024"), expected(as_of="2024-05-01 00:00")),
    Case("whole_day.xlsx", retitled(TITLE[0], "Tính đến hết ngày 01/5/2024"), expected(as_of="2024-05-01 00:00")),
    Case("signed.xlsx", retitled(*TITLE, "Thới Bình, ngày 03 tháng 5 năm 2024"), expected()),
    Case("no_time.xlsx", retitled(TITLE[0], "Thới Bình, ngày 03 tháng 5 năm 2024"), reasons=("time_is_given",)),
    Case("no_such_day.xlsx", retitled(TITLE[0], "Tính đến ngày 31/4/2024"), reasons=("time_exists",)),
    Case("two_times.xlsx", retitled(*TITLE, "Tính đến 17h00 ngày 08/5/2024"), reasons=("time_is_certain",)),
    Case("period.xlsx", retitled(TITLE[0], "Từ ngày 01/4/2024 đến ngày 01/5/2024"), reasons=("span_is_certain",)),
    Case(
        "weeks.xlsx",
        xlsx(table(), table(title=(TITLE[0], "Tính đến 23h00 ngày 08/5/2024"), name="Tuần 2")),
        expected() | expected(as_of="2024-05-08 23:00"),
    ),
    Case("sheet_of_a_district.xlsx", xlsx(table(title=TITLE[2:], name="H. Thới Bình")), expected()),
    Case("districts.xlsx", xlsx(DISTRICTS), expected(BOTH)),
    Case("districts.csv", text(DISTRICTS).encode(), expected(BOTH)),
    Case(
        "wrong_total.xlsx",
        xlsx(with_cell(table(), -1, 2, 1411)),
        {row for row in expected() if row[3:5] != ("1", "collected")},
        ("total_agrees_with_parts",) * 3,
    ),
    Case(
        "wrong_sum_of_levels.xlsx",
        xlsx(with_cell(table(total=""), FIRST, 4, 201)),
        {row for row in expected() if (row[1], row[4]) != ("32065", "collected")},
        ("total_agrees_with_parts",) * 3,
    ),
    Case("no_sum_column.xlsx", xlsx(table(levels=("MĐ1", "MĐ2"))), expected(has_sums=False)),
    Case("levels_in_full.xlsx", xlsx(table(levels=("Mức độ 1", "Mức độ 2", "Cộng"))), expected()),
    Case(
        "stage_in_the_title.xlsx",
        xlsx(table(ONE_STAGE, stages=("Số tài khoản",), title=(TITLE[0], "KẾT QUẢ KÍCH HOẠT", TITLE[2]))),
        expected(ONE_STAGE, stages=("Kích hoạt",)),
    ),
    Case(
        "notes.xlsx",
        xlsx(with_rows(table(), [], ["", "Ghi chú: 2 xã chưa có số"], ["", "Nguyễn Văn A", "", "", "", 5])),
        expected(),
    ),
    Case(
        "signatures.xlsx",
        xlsx(with_rows(table(), [], ["", "Người báo cáo", "", "", "TRƯỞNG CÔNG AN HUYỆN"])),
        expected(),
    ),
    Case(
        "numbered_columns.xlsx",
        xlsx(with_rows(table(), ["(1)", "(2)", *(f"({n})" for n in range(3, 12))], at=FIRST)),
        expected(),
    ),
    Case("not_yet.xlsx", xlsx(with_cell(table(NOT_YET, total=""), -1, 2, "Chưa phát sinh")), expected(NOT_YET)),
    Case(
        "dashes.xlsx", xlsx(with_cell(with_cell(table(NOT_YET, total=""), -1, 2, "-"), -1, 3, " – ")), expected(NOT_YET)
    ),
    Case(
        "text_numbers.xlsx",
        xlsx(with_cell(with_cell(table(total=""), FIRST + 1, 2, "1 240 "), FIRST + 1, 5, "1.200")),
        expected(),
    ),
    Case("yardsticks.xlsx", xlsx(YARDSTICKS), expected(), notices=("targets_beside", "populations_beside")),
    Case("fraction.xlsx", xlsx(with_cell(BARE, FIRST, 2, 78.5)), ZERO, ("count_is_a_whole_number",)),
    Case("comma_fraction.xlsx", xlsx(with_cell(BARE, FIRST, 2, "78,5")), ZERO, ("count_is_a_whole_number",)),
    *(
        case
        for ending, written in WORKBOOKS.items()
        for case in (
            Case(f"share_column.{ending}", written(WITH_SHARE), expected()),
            Case(
                f"percent_for_a_count.{ending}", written(PERCENT), expected() - FIRST_COUNT, ("count_is_no_percentage",)
            ),
            Case(f"hidden.{ending}", written(HIDDEN, AWAY), TWO_WEEKS, notices=HIDING),
            Case(f"formulas.{ending}", written(FORMULAS), reasons=("formulas_have_values",)),
        )
    ),
    Case("short_names.xlsx", xlsx(table(SHORT)), expected(SHORT)),
    Case("police.xlsx", xlsx(table(LONG)), expected(LONG)),
    Case(
        "without_marks.xlsx", xlsx(table({"xa tri phai": UNITS["Xã Trí Phải"]})), expected({"x": UNITS["Xã Trí Phải"]})
    ),
    Case(
        "uncertain.xlsx",
        xlsx(table({"Xã Trí Phãi": UNITS["Xã Trí Phải"], "Thới Bình": UNITS["Thị trấn Thới Bình"]})),
        reasons=("unit_is_certain",) * 2,
    ),
    Case("reform.xlsx", xlsx(table(NEW, title=AUGUST)), expected(NEW, as_of="2025-08-01 17:00", edition="2025")),
    Case(
        "after_the_reform.xlsx",
        xlsx(table({"Xã Trí Lực Cũ": UNITS["Xã Trí Phải"]}, title=AUGUST)),
        reasons=("unit_is_known",),
    ),
    Case(
        "stages_out_of_order.xlsx",
        xlsx(table({"Xã Trí Phải": ("32071", (5, 5, 6, 5, 5, 5))}, total="")),
        {row for row in expected({"x": ("32071", (5, 5, 6, 5, 5, 5))}) if row[3:5] not in OUT_OF_ORDER},
        ("stages_are_in_order",) * 4,
    ),
    Case("empty.xlsx", xlsx(Sheet("Sheet1", [])), reasons=("file_has_rows",)),
    Case(
        "letter.xlsx",
        xlsx(Sheet("Sheet1", [["Kính gửi Công an huyện"], ["Đề nghị báo cáo", "trước", "ngày 5"]])),
        reasons=("header_is_recognised",),
    ),
    Case("damaged.xlsx", xlsx(table())[:900], reasons=("file_is_readable",)),
    Case(
        "locked.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(900),
        reasons=("file_has_no_password",),
    ),
    Case("list_below_a_title.xlsx", xlsx(LISTED), LIST_ROWS),
    Case("list_below_a_title.csv", text(LISTED).encode(), LIST_ROWS),
    Case("letter.docx", b"PK", reasons=("file_is_readable",)),
    Case("letter.doc", b"\xd0\xcf", reasons=("document_is_docx",)),
    Case("picture.png", b"PK", reasons=("format_is_accepted",)),
]

"""The other hand's rarer reports: what few offices do, but each of them every week."""

from datetime import datetime, timedelta

from tests.corpus.offices import (
    STAGES,
    WORDS,
    Area,
    Column,
    Kinds,
    Office,
    Report,
    cluster,
    district,
    form,
    gazetteer,
    recipes,
)
from tests.corpus.other_hand import BOTH, by_level, percent, target
from tests.corpus.sheets import Cell, Formula, Grid, Line, Sheet, below, head


def top_of(sheet: Sheet) -> int:
    """How many rows of a workbook stand above its table."""
    return next(at for at, part in enumerate(sheet.parts) if isinstance(part, Grid))


def numbered_columns(o: Office) -> Report:
    """A row of column numbers below the head, as regulations have it."""
    columns = [o.other(("Chỉ tiêu",), lambda u: target(o, u), True), *o.stages("2")]
    columns.append(o.other(("Tỷ lệ (%)",), lambda u: percent(o.count(u, "2", "activated") / target(o, u), 2)))
    numbers = (["1", "2", "3", "4", "5", "6", "7=6/3"], ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)=(6)/(3)"])
    numbers += (["A", "B", "1", "2", "3", "4", "5=4/1"], [1, 2, 3, 4, 5, 6, 7])
    table = below([o.heads(columns), Grid([list(numbers[o.variant % 4])]), o.body(columns), o.sums(columns, "Cộng")])
    return o.sent(o.sheet("2", table), form(o, "xlsx", "docx", "pdf", "ods"))


def of_which(o: Office) -> Report:
    """Stages as parts of the whole that was taken in."""
    columns = [
        o.counted(("Tổng số hồ sơ thu nhận",), "2", "collected"),
        o.counted(("Trong đó", "Đã phê duyệt"), "2", "approved"),
        o.counted(("Trong đó", "Đã kích hoạt"), "2", "activated"),
    ]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "ods"))


def number_and_share(o: Office) -> Report:
    columns = []
    for stage in STAGES:
        columns.append(o.counted((WORDS[stage], ("SL", "Số lượng")[o.variant % 2]), "2", stage))
        columns.append(o.other((WORDS[stage], ("%", "Tỷ lệ")[o.variant % 2]), lambda u: percent(0.63, o.variant)))
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "xls"))


def ordered_and_done(o: Office) -> Report:
    columns = [
        o.other(("Kích hoạt", ("Giao", "Chỉ tiêu")[o.variant % 2]), lambda u: target(o, u), True),
        o.counted(("Kích hoạt", ("Thực hiện", "Đã thực hiện")[o.variant % 2]), "2", "activated"),
        o.other(("Kích hoạt", "Đạt (%)"), lambda u: percent(0.78, o.variant)),
    ]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx"))


def levels_alone(o: Office) -> Report:
    """Heads name levels; the title says the stage."""
    columns = [o.counted((f"Mức {n}",), n, "activated") for n in BOTH]
    columns.append(o.other(("Tổng",), lambda u: o.count(u, "all", "activated"), True))
    words = f"SỐ TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ ĐÃ KÍCH HOẠT, LŨY KẾ {o.until().upper()}"
    return o.sent(Sheet("BC", [*o.letterhead(), Line(words), Line(""), o.table(columns)]), form(o, "xlsx", "docx"))


def the_number_alone(o: Office) -> Report:
    """One column, "Lũy kế" or "Số lượng": the title says the rest."""
    words = f"Kết quả kích hoạt tài khoản ĐDĐT {o.of_level('2')} (lũy kế {o.until()})"
    column = o.counted((("Lũy kế", "Số lượng", "Kết quả")[o.variant % 3],), "2", "activated")
    return o.sent(Sheet("BC", [*o.letterhead(), Line(words), Line(""), o.table([column])]), form(o, "xlsx", "docx"))


def a_sheet_a_stage(o: Office) -> Report:
    sheets = []
    for stage in STAGES:
        lines = [*o.letterhead()[:2], Line(f"Lũy kế {o.until()}"), Line("")]
        columns = [o.counted((f"Mức độ {n}",), n, stage) for n in BOTH]
        sheets.append(Sheet(WORDS[stage], [*lines, o.table(columns)]))
    return o.sent(sheets, form(o, "xlsx", "ods"), "DDDT theo noi dung")


def district_in_a_merged_column(o: Office) -> Report:
    rows: list[list[Cell]] = []
    merges, o.style = [], "full"
    for code in ("392", "393", "401"):
        area = district(code)
        first = len(rows)
        for unit in area.units[:5]:
            name = area.name if len(rows) == first else None
            rows.append([len(rows) + 1, name, unit.name, *[c.cell(unit) for c in o.stages("2")]])
        merges.append((first, 1, len(rows) - 1, 1))
    words = head([("TT",), ("Huyện",), ("Xã, thị trấn",), *[(WORDS[s],) for s in STAGES]])
    table = below([words, Grid(rows, merges if o.variant % 2 else [])])
    lines = [Line("CÔNG AN TỈNH THANH HÓA"), *o.title("2")]
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "docx"), "BC tinh")


def kind_and_name_apart(o: Office) -> Report:
    columns = o.stages("2")
    rows = [[at, u.kind, u.bare, *[c.cell(u) for c in columns]] for at, u in enumerate(o.units, 1)]
    table = below([head([("STT",), ("Loại",), ("Tên đơn vị",), *[c.head for c in columns]]), Grid(rows)])
    return o.sent(o.sheet("2", table), form(o, "xlsx", "utf-8-sig"))


def codes_without_names(o: Office) -> Report:
    columns = by_level(o)
    rows = [[u.code, *[c.cell(u) for c in columns]] for u in o.units]
    table = below([head([("Mã xã",), *[c.head for c in columns]]), Grid(rows)])
    return o.sent(o.sheet("", table), form(o, "xlsx", "ods"))


def numbered_names(o: Office) -> Report:
    """The number stands in the name's cell."""
    columns = o.stages("2")
    write = ("{}. {}", "{}/ {}", "{}) {}")[o.variant % 3]
    rows = [[write.format(at, o.named(u)), *[c.cell(u) for c in columns]] for at, u in enumerate(o.units, 1)]
    return o.sent(
        o.sheet("2", below([head([("Đơn vị",), *[c.head for c in columns]]), Grid(rows)])), form(o, "xlsx", "docx")
    )


def bare_ward_numbers(o: Office) -> Report:
    """ "Phường" is the head, the cell is a number."""
    wards = [u for (e, _), u in gazetteer().items() if e == "2024" and u.parent == "867" and u.kind == "Phường"]
    o.area = Area("2024", "867", "Thành phố Sa Đéc", "Tỉnh Đồng Tháp", tuple(wards))
    o.units, o.when = [u for u in wards if u.bare.isdigit()], datetime(2024, 4, 5, 17)
    o.area = Area("2024", "", "Thành phố Sa Đéc", "Tỉnh Đồng Tháp", ())
    columns = o.stages("2")
    rows = [[int(u.bare) if o.variant else u.bare, *[c.cell(u) for c in columns]] for u in o.units]
    return o.sent(
        o.sheet("2", below([head([("Phường",), *[c.head for c in columns]]), Grid(rows)])), form(o, "xlsx", "ods")
    )


def formulas(o: Office) -> Report:
    table = o.table(o.stages("2"))
    sheet = o.sheet("2", table)
    for row in table.rows[1:]:
        row[2:] = [Formula(f"={cell}+0", cell) if isinstance(cell, int) else cell for cell in row[2:]]
    return o.sent(sheet, "xlsx")


def time_in_a_cell_beside(o: Office) -> Report:
    o.midnight()
    words = ("Ngày số liệu", "Thời điểm báo cáo", "Tính đến ngày")[o.variant % 3]
    lines = [*o.letterhead()[:2], Line("LŨY KẾ TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2")]
    beside = Grid([[words, o.when]])
    return o.sent(Sheet("BC", [*lines, beside, Line(""), o.table(o.stages("2"))]), form(o, "xlsx", "ods", "xls"))


def two_digits_of_the_year(o: Office) -> Report:
    w = o.when
    words = (f"lũy kế đến {w.hour}h{w.minute:02} ngày {w:%d/%m/%y}", f"lũy kế đến {w.hour}h{w.minute:02} {w:%d.%m.%y}")
    lines = [*o.letterhead()[:2], Line(f"Định danh điện tử mức 2 {words[o.variant % 2]}"), Line("")]
    return o.sent(Sheet("BC", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "docx"))


def since_the_start(o: Office) -> Report:
    words = ("từ khi triển khai", "từ khi triển khai Đề án 06", "từ ngày đầu triển khai")[o.variant % 3]
    lines = [
        *o.letterhead()[:2],
        Line(f"Kết quả ĐDĐT mức 2 {words} đến {o.until().removeprefix('tính ').removeprefix('đến ')}"),
    ]
    return o.sent(Sheet("BC", [*lines, Line(""), o.table(o.stages("2"))]), form(o, "xlsx", "docx"))


def days_of_1904(o: Office) -> Report:
    last = o.midnight()
    columns = [o.counted(("?",), "2", "activated", last - timedelta(back)) for back in (14, 7, 0)]
    table = o.table(columns)
    table.rows[0][2:] = [last - timedelta(back) for back in (14, 7, 0)]
    lines = [*o.letterhead()[:2], Line("Lũy kế tài khoản ĐDĐT mức 2 đã kích hoạt tại ngày ghi ở đầu cột"), Line("")]
    return o.sent(Sheet("Theo doi", [*lines, table]), "xlsx since 1904", "Theo doi")


def vni_letters(o: Office) -> Report:
    return o.sent(o.sheet("2", o.table(o.stages("2")), name="BC"), "xlsx in vni")


def a_figure_that_a_comment_doubts(o: Office) -> Report:
    doubted = o.random.choice(o.units)
    sheet = o.sheet("2", o.table(o.stages("2")))
    row = top_of(sheet) + 1 + o.units.index(doubted)
    sheet.comments[row, 4] = ("Số này gõ nhầm, sẽ sửa sau", "Số liệu tuần trước, đơn vị chưa gửi báo cáo")[
        o.variant % 2
    ]
    own = {key for key in o.rows if key[0] == doubted.code}
    o.rows -= own
    o.also |= {key for key in own if key[3] != "activated"}
    return o.sent(sheet, "xlsx")


def yellow_rows_with_a_legend(o: Office) -> Report:
    late = o.random.sample(o.units, 2)
    words = "Ghi chú: ô tô màu vàng là đơn vị chưa gửi báo cáo, lấy số liệu tuần trước"
    sheet = o.sheet("2", o.table(o.stages("2")), notes=[Line(words)])
    sheet.yellow_rows = {top_of(sheet) + 1 + o.units.index(unit) for unit in late}
    o.rows = {key for key in o.rows if key[0] not in {unit.code for unit in late}}
    return o.sent(sheet, "xlsx")


def yellow_rows_without_one(o: Office) -> Report:
    sheet = o.sheet("2", o.table(o.stages("2")))
    sheet.yellow_rows = {top_of(sheet) + 1 + at for at in (1, 3)}
    return o.sent(sheet, "xlsx")


def targets_on_another_sheet(o: Office) -> Report:
    goals = [o.other((WORDS[s],), lambda u, s=s: round(o.count(u, "2", s) * 1.3, -1), True) for s in STAGES]
    other = Sheet("Chỉ tiêu", [Line("CHỈ TIÊU GIAO NĂM (mức 2)"), Line(""), o.table(goals)])
    sheets = [o.sheet("2", o.table(o.stages("2")), name="Kết quả"), other]
    return o.sent(sheets if o.variant % 2 else sheets[::-1], form(o, "xlsx", "ods"))


def a_template_that_is_empty(o: Office) -> Report:
    empty = Grid(
        [["TT", "Đơn vị", *WORDS.values()], *[[at, o.named(u), None, None, None] for at, u in enumerate(o.units, 1)]]
    )
    sheets = [o.sheet("2", o.table(o.stages("2")), name="So lieu"), Sheet("Mau", [Line("Mẫu biểu"), empty])]
    return o.sent(sheets, form(o, "xlsx", "xls"))


def units_in_another_order(o: Office) -> Report:
    """A sheet a level, the units of each in an order of its own, some with a level alone."""
    lines, sheets = [*o.letterhead()[:2], Line(f"Lũy kế {o.until()}"), Line("")], []
    for level in BOTH:
        o.random.shuffle(o.units)
        sheets.append(Sheet(f"Mức độ {level}", [*lines, o.table(o.stages(level), None)]))
    return o.sent(sheets, form(o, "xlsx", "ods"), "2 muc")


def last_weeks_sheet_beside(o: Office) -> Report:
    """Two weeks on two sheets, whose names alone say the days."""
    last, sheets = o.midnight(), []
    for back in (7, 0):
        o.when = last - timedelta(back)
        lines = [*o.letterhead()[:2], Line(f"Lũy kế tài khoản ĐDĐT {o.of_level('2')}"), Line("")]
        sheets.append(Sheet(f"Đến {o.when:%d-%m-%Y}", [*lines, o.table(o.stages("2"))]))
    return o.sent(sheets, form(o, "xlsx", "ods"), "Hai tuan")


def head_in_capitals_and_broken_lines(o: Office) -> Report:
    words = ("SỐ HỒ SƠ\nTHU NHẬN", "SỐ HỒ SƠ\nĐÃ PHÊ DUYỆT", "SỐ TÀI KHOẢN\nĐÃ KÍCH HOẠT")
    columns = [o.counted((word,), "2", stage) for word, stage in zip(words, STAGES, strict=True)]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "utf-8-sig"))


def notes_of_single_units(o: Office) -> Report:
    notes = {1: "Đang rà soát", 3: "Có 01 đồng chí nghỉ phép", 5: "Đã gửi bản giấy"}
    columns = [*o.stages("2"), o.other(("Ghi chú",), lambda u: notes.get(o.units.index(u)))]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "windows-1258"))


def zero_and_nothing(o: Office) -> Report:
    """A zero is a count; an empty cell is none."""
    zero, empty = o.units[1].code, o.units[2].code

    def changed(column: Column, stage: str) -> Column:
        def cell(unit):
            if unit.code == zero and stage == "activated":
                o.true(unit, 0, "2", stage)
                return 0
            return None if unit.code == empty else column.cell(unit)

        return Column(column.head, cell)

    columns = [changed(column, stage) for column, stage in zip(o.stages("2"), STAGES, strict=True)]
    return o.sent(o.sheet("2", o.table(columns, None)), form(o, "xlsx", "docx"))


def all_communes_of_a_province(o: Office) -> Report:
    """Longer than a page; its head is printed on each page, or on the first alone."""
    o.area, o.when = cluster("38" if o.variant % 2 else "82", 0, 75), datetime(2025, 10, 3 + o.variant, 17)
    o.units = list(o.area.units)
    if o.variant < 2:
        return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "pdf", "docx"))
    columns = o.stages("2")
    heads, parts = o.heads(columns), []
    for at in (0, 25, 50):
        parts += [heads, o.body(columns, o.units[at : at + 25], at + 1)]
    return o.sent(o.sheet("2", below([*parts, o.sums(columns, "Tổng cộng")])), form(o, "pdf", "docx"))


def numbered_heads(o: Office) -> Report:
    columns = [o.counted((f"{at}. {WORDS[stage]}",), "2", stage) for at, stage in enumerate(STAGES, 1)]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx"))


def weekday_beside_the_date(o: Office) -> Report:
    w = o.when.replace(hour=17, minute=0)
    o.when, day = w, ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")[w.weekday()]
    words = (f"Lũy kế đến 17h00 {day}, ngày {w:%d/%m/%Y}", f"Lũy kế tính đến 17h00, {day} ngày {w:%d/%m/%Y}")
    lines = [*o.letterhead()[:2], Line("KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ MỨC 2"), Line(words[o.variant % 2]), Line("")]
    return o.sent(Sheet("BC", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "docx"))


def other_words_for_the_time(o: Office) -> Report:
    w = o.when = o.when.replace(hour=17, minute=0)
    day = f"{w:%d/%m/%Y}"
    words = (
        f"Lũy kế từ đầu đến 17h00 ngày {day}",
        f"Cập nhật lũy kế: 17h00 ngày {day}",
        f"Thời gian: 17h00 ngày {day}; số lũy kế",
        f"Lũy kế đến 17h00 hôm nay ({day})",
        f"Theo số liệu của C06, lũy kế đến 17h00 ngày {day}",
        f"Số liệu trích xuất lúc 17h00 ngày {day}, lũy kế",
        f"Lũy kế tính đến 17 giờ ngày {w.day} tháng {w.month} năm {w.year}",
        f"Lũy kế đến ngày {day} (17h00)",
    )
    lines = [*o.letterhead()[:2], Line("KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ MỨC 2"), Line(words[o.variant]), Line("")]
    return o.sent(Sheet("BC", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "docx"))


def names_of_sheets_that_say_nothing(o: Office) -> Report:
    name = ("Trang tính1", "Trang_tính1", "Biểu 01", "Thang5", "Phụ lục 2", "Sheet1 (2)", "Công an huyện")[o.variant]
    return o.sent(o.sheet("2", o.table(o.stages("2")), name=name), form(o, "xlsx", "ods"))


def longer_heads(o: Office) -> Report:
    words = (
        ("Số công dân đã thu nhận", "Số công dân được phê duyệt", "Số công dân đã kích hoạt TK ĐDĐT"),
        ("Tổng số hồ sơ đã thu nhận", "Số hồ sơ được phê duyệt", "Tổng tài khoản đã kích hoạt"),
        ("Hồ sơ đã tiếp nhận", "Hồ sơ đã được duyệt", "Tài khoản được kích hoạt thành công"),
    )[o.variant % 3]
    columns = [o.counted((word,), "2", stage) for word, stage in zip(words, STAGES, strict=True)]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "pdf"))


def total_beside_a_flow(o: Office) -> Report:
    """ "Tổng" is the count of the title's level, beside what the week brought to it."""
    total, flow = (("Tổng số", "Trong tuần"), ("Tổng", "Trong đó tuần này"), ("Tổng số", "Phát sinh trong kỳ"))[
        o.variant % 3
    ]
    columns = []
    for stage in ("collected", "activated"):
        columns.append(o.counted((WORDS[stage], total), "2", stage))
        columns.append(o.other((WORDS[stage], flow), lambda u, s=stage: o.flow(u, "2", s), True))
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "ods"))


def opening_flow_and_closing(o: Office) -> Report:
    opening, flow, closing = (
        ("Số đầu kỳ", "Phát sinh trong kỳ", "Số cuối kỳ"),
        ("Kỳ trước chuyển sang", "Trong kỳ", "Lũy kế"),
        ("LK đến tuần trước", "PS tuần này", "LK đến tuần này"),
    )[o.variant % 3]
    earlier = o.when - timedelta(7)
    columns = [
        o.other(("Kích hoạt", opening), lambda u: o.count(u, "2", "activated", earlier), True),
        o.other(("Kích hoạt", flow), lambda u: o.flow(u, "2", "activated"), True),
        o.counted(("Kích hoạt", closing), "2", "activated"),
    ]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx"))


def days_or_months_and_the_whole(o: Office) -> Report:
    parts = (("Tháng 1", "Tháng 2", "Tháng 3"), ("T2", "T3", "T4", "T5", "T6"), ("Quý I", "Quý II"))[o.variant % 3]
    columns = [
        o.other(("Kích hoạt", p), lambda u, n=n: 12 + len(u.name) * n % 50, True) for n, p in enumerate(parts, 2)
    ]
    columns.append(o.counted(("Kích hoạt", "Lũy kế"), "2", "activated"))
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx"))


KINDS: Kinds = {
    total_beside_a_flow: 3,
    opening_flow_and_closing: 3,
    days_or_months_and_the_whole: 3,
    all_communes_of_a_province: 4,
    numbered_heads: 2,
    weekday_beside_the_date: 2,
    other_words_for_the_time: 8,
    names_of_sheets_that_say_nothing: 7,
    longer_heads: 3,
    numbered_columns: 4,
    of_which: 3,
    number_and_share: 3,
    ordered_and_done: 2,
    levels_alone: 2,
    the_number_alone: 3,
    a_sheet_a_stage: 2,
    district_in_a_merged_column: 2,
    kind_and_name_apart: 2,
    codes_without_names: 2,
    numbered_names: 3,
    bare_ward_numbers: 2,
    formulas: 1,
    time_in_a_cell_beside: 3,
    two_digits_of_the_year: 2,
    since_the_start: 3,
    days_of_1904: 1,
    vni_letters: 2,
    a_figure_that_a_comment_doubts: 2,
    yellow_rows_with_a_legend: 1,
    yellow_rows_without_one: 1,
    targets_on_another_sheet: 2,
    a_template_that_is_empty: 2,
    units_in_another_order: 2,
    last_weeks_sheet_beside: 2,
    head_in_capitals_and_broken_lines: 3,
    notes_of_single_units: 3,
    zero_and_nothing: 2,
}
# These speak of districts, which report until the reform.
OF_DISTRICTS = (district_in_a_merged_column, bare_ward_numbers)

RECIPES = recipes(KINDS, OF_DISTRICTS)

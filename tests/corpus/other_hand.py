"""Reports as different offices, clerks and years write them, by someone who had read neither importer nor vocabulary.

Each function is one kind of report; its variants differ in office, wording, numbers and the form of the file. What may
come in is noted while the numbers are written. A level that the report says nothing about is no level at all, "mức 1 và
mức 2" in one number is the level ``all``.
"""

from datetime import datetime, timedelta

from tests.corpus.offices import (
    DISTRICTS,
    STAGES,
    WORDS,
    Area,
    Column,
    Kinds,
    Office,
    Report,
    Unit,
    children,
    cluster,
    district,
    form,
    gazetteer,
    grouped,
    recipes,
    roman,
)
from tests.corpus.sheets import Cell, Grid, Line, Share, Sheet, below, beside, head, turned, unmerged

BOTH = ("1", "2")
FORMS = ("xlsx", "docx", "pdf", "ods", "xls", "utf-8-sig", "utf-16", "windows-1258", "tcvn3", "xlsx")


def by_level(o: Office, **more) -> list[Column]:
    """Levels above stages."""
    return [column for level in BOTH for column in o.stages(level, (f"Mức độ {level}",), **more)]


# -- plain tables ----------------------------------------------------------------------------------------------------
def one_level_three_stages(o: Office) -> Report:
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, *FORMS))


def both_levels_in_one_number(o: Office) -> Report:
    return o.sent(o.sheet("all", o.table(o.stages("all"))), form(o, "xlsx", "docx", "utf-8"))


def activated_alone(o: Office) -> Report:
    words = ("Số tài khoản đã kích hoạt", "Lũy kế tài khoản kích hoạt", "Kết quả kích hoạt (lũy kế)")[o.variant % 3]
    return o.sent(
        o.sheet("2", o.table([o.counted((words,), "2", "activated")])), form(o, "xlsx", "pdf", "windows-1258")
    )


def levels_over_stages(o: Office) -> Report:
    columns = by_level(o) + [o.other(("Tổng", WORDS[s]), lambda u, s=s: o.count(u, "all", s), True) for s in STAGES]
    return o.sent(o.sheet("", o.table(columns)), form(o, "xlsx", "ods", "docx"))


def stages_over_levels(o: Office) -> Report:
    columns = [o.counted((f"Đã {WORDS[s].lower()}", f"Mức {level}"), level, s) for s in STAGES for level in BOTH]
    return o.sent(o.sheet("", o.table(columns)), form(o, "xlsx", "pdf", "tcvn3"))


def three_header_rows(o: Office) -> Report:
    top = "TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ"
    columns = [o.counted((top, f"MỨC ĐỘ {n}", WORDS[s].upper()), n, s) for n in BOTH for s in STAGES]
    return o.sent(o.sheet("", o.table(columns)), form(o, "xlsx", "docx", "xls"))


def head_without_merged_cells(o: Office) -> Report:
    sheet = o.sheet("", o.table(by_level(o)))
    sheet.parts = [unmerged(part) if isinstance(part, Grid) else part for part in sheet.parts]
    return o.sent(sheet, form(o, "xlsx", "utf-8-sig", "utf-16"))


# -- other numbers beside --------------------------------------------------------------------------------------------
def target(o: Office, unit: Unit) -> int:
    return round(o.count(unit, "2", "activated") * 1.23, -1)


def percent(value: float, variant: int) -> Cell:
    return (f"{value:.1%}".replace(".", ","), Share(round(value, 3)), round(100 * value, 1))[variant % 3]


def target_and_rate_beside(o: Office) -> Report:
    columns = [
        o.other(("Chỉ tiêu giao",), lambda u: target(o, u), True),
        *o.stages("2"),
        o.other(("Tỷ lệ (%)",), lambda u: percent(o.count(u, "2", "activated") / target(o, u), o.variant)),
        o.other(("Còn phải kích hoạt",), lambda u: target(o, u) - o.count(u, "2", "activated"), True),
        o.other(("Ghi chú",), lambda u: None),
    ]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "xlsx", "xls", "docx"))


def week_and_cumulative(o: Office) -> Report:
    flow, stock = [
        ("Trong tuần", "Lũy kế"),
        ("Phát sinh trong kỳ", "Lũy kế đến nay"),
        ("Tuần này", "Cộng dồn"),
        ("PS trong tuần", "Luỹ kế"),
    ][o.variant % 4]
    columns = []
    for stage in STAGES:
        columns.append(o.other((WORDS[stage], flow), lambda u, s=stage: o.flow(u, "2", s), True))
        columns.append(o.counted((WORDS[stage], stock), "2", stage))
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx", "ods", "utf-8-sig"))


def last_week_and_this(o: Office) -> Report:
    then, now = [("Tuần trước", "Tuần này"), ("Kỳ trước", "Kỳ này (lũy kế)")][o.variant % 2]
    if o.variant % 2 == 0:
        then, now = "Lũy kế tuần trước", "Lũy kế tuần này"
    earlier = o.when - timedelta(7)
    columns = [
        o.other(("Kích hoạt", then), lambda u: o.count(u, "2", "activated", earlier), True),
        o.counted(("Kích hoạt", now), "2", "activated"),
        o.other(("Tăng",), lambda u: o.flow(u, "2", "activated"), True),
    ]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "docx"))


def other_work_beside(o: Office) -> Report:
    columns = [
        o.other(("Cấp thẻ Căn cước", "Thu nhận"), lambda u: o.count(u, "1", "collected") + 812, True),
        o.other(("Cấp thẻ Căn cước", "Trả thẻ"), lambda u: o.count(u, "1", "collected") + 655, True),
        o.counted(("Định danh điện tử mức 2", "Thu nhận"), "2", "collected"),
        o.counted(("Định danh điện tử mức 2", "Kích hoạt"), "2", "activated"),
        o.other(("Đăng ký thường trú",), lambda u: o.flow(u, "2", "collected"), True),
        o.other(("Dữ liệu dân cư làm sạch",), lambda u: o.flow(u, "2", "approved") + 7, True),
    ]
    lines = [*o.letterhead(), Line("KẾT QUẢ THỰC HIỆN ĐỀ ÁN 06"), Line(f"Số liệu lũy kế {o.until()}"), Line("")]
    return o.sent(Sheet("DA06", [*lines, o.table(columns)]), form(o, "xlsx", "docx"))


def population_beside(o: Office) -> Report:
    people = o.other(("Dân số đủ điều kiện",), lambda u: int(o.count(u, "2", "collected") * 1.37), True)
    columns = [people, *o.stages("2"), o.other(("% KH/dân số",), lambda u: percent(0.41, o.variant))]
    return o.sent(o.sheet("2", o.table(columns)), form(o, "xlsx", "pdf", "ods"))


def rank_beside(o: Office) -> Report:
    order = sorted(o.units, key=lambda u: -o.count(u, "all", "activated"))
    o.units = order
    columns = [*o.stages("all", stages=("approved", "activated")), o.other(("Xếp hạng",), lambda u: order.index(u) + 1)]
    return o.sent(o.sheet("all", o.table(columns)), form(o, "xlsx", "docx", "windows-1258"))


# -- rows and columns the other way ----------------------------------------------------------------------------------
def two_rows_a_unit(o: Office) -> Report:
    flow, stock = [("Trong tuần", "Lũy kế"), ("Trong ngày", "Lũy kế"), ("Phát sinh", "Cộng dồn")][o.variant % 3]
    rows: list[list[Cell]] = []
    merges = []
    for at, unit in enumerate(o.units):
        cells = [column.cell(unit) for column in o.stages("2")]
        rows.append([at + 1, o.named(unit), flow, *[o.number(o.flow(unit, "2", s)) for s in STAGES]])
        rows.append([None, None, stock, *cells])
        merges += [(2 * at, 0, 2 * at + 1, 0), (2 * at, 1, 2 * at + 1, 1)]
    table = below(
        [
            head([("TT",), ("Đơn vị",), ("Số liệu",), *[(WORDS[s],) for s in STAGES]]),
            Grid(rows, merges if o.variant != 1 else []),
        ]
    )
    return o.sent(o.sheet("2", table), form(o, "xlsx", "docx", "ods"))


def levels_in_rows(o: Office) -> Report:
    rows: list[list[Cell]] = []
    merges = []
    for at, unit in enumerate(o.units):
        for level in BOTH:
            name = [at + 1, o.named(unit)] if level == "1" else [None, None]
            rows.append([*name, f"Mức {level}", *[column.cell(unit) for column in o.stages(level)]])
        merges += [(2 * at, 0, 2 * at + 1, 0), (2 * at, 1, 2 * at + 1, 1)]
    table = below([head([("TT",), ("Đơn vị",), ("Mức độ",), *[(WORDS[s],) for s in STAGES]]), Grid(rows, merges)])
    return o.sent(o.sheet("", table), form(o, "xlsx", "docx", "xls"))


def stages_in_rows(o: Office) -> Report:
    rows: list[list[Cell]] = []
    for at, unit in enumerate(o.units, 1):
        for stage in STAGES:
            name = [at, o.named(unit)] if stage == "collected" else [None, None]
            cells = [o.counted((), level, stage).cell(unit) for level in BOTH]
            rows.append([*name, f"Đã {WORDS[stage].lower()}", *cells, o.number(o.count(unit, "all", stage))])
    table = below([head([("TT",), ("Đơn vị",), ("Nội dung",), ("Mức 1",), ("Mức 2",), ("Cộng",)]), Grid(rows)])
    return o.sent(o.sheet("", table), form(o, "xlsx", "utf-8-sig", "ods"))


def units_across(o: Office) -> Report:
    o.units = o.units[:7]
    columns = o.stages("2")
    rows = [[o.named(u), *[c.cell(u) for c in columns]] for u in o.units]
    words = [("Nội dung",), *[(f"{WORDS[s]} (tài khoản)",) for s in STAGES]]
    table = turned(below([head(words), Grid(rows), Grid([["Cộng", *[c.total(o.units) for c in columns]]])]))
    return o.sent(o.sheet("2", table), form(o, "xlsx", "docx", "utf-8-sig"))


def units_across_with_both_levels(o: Office) -> Report:
    o.units = o.units[:6]
    rows: list[list[Cell]] = [["STT", "Chỉ tiêu", *[o.named(u) for u in o.units]]]
    for at, level in enumerate(BOTH, 1):
        rows.append([roman(at), f"Mức độ {level}", *[None] * len(o.units)])
        for n, stage in enumerate(STAGES, 1):
            rows.append([n, f"Số {WORDS[stage].lower()}", *[o.counted((), level, stage).cell(u) for u in o.units]])
    return o.sent(o.sheet("", Grid(rows)), form(o, "xlsx", "ods"))


def one_commune(o: Office) -> Report:
    unit = o.random.choice(o.units)
    rows: list[list[Cell]] = [["TT", "Nội dung", "ĐVT", "Trong tuần", "Lũy kế"]]
    at = 0
    for level in BOTH:
        for stage in STAGES:
            at += 1
            words = f"{WORDS[stage]} tài khoản ĐDĐT mức {level}"
            rows.append([at, words, "tài khoản", o.flow(unit, level, stage), o.counted((), level, stage).cell(unit)])
    rows.append([7, "Cấp thẻ Căn cước", "thẻ", 12, 3210])
    above = f"CÔNG AN {o.area.name.upper()}" if o.area.name else f"CÔNG AN {o.area.province.upper()}"
    lines = [
        Line(above),
        Line(f"CÔNG AN {unit.name.upper()}"),
        Line(""),
        Line("BÁO CÁO TUẦN"),
        Line(f"Công tác định danh điện tử ({o.until()})"),
    ]
    return o.sent(Sheet("BC", [*lines, Grid(rows)]), form(o, "xlsx", "docx", "pdf"), f"BC {unit.bare}")


def diary(o: Office) -> Report:
    """One commune, a row a day: what the day brought, and how many there are."""
    unit, last = o.random.choice(o.units), o.midnight()
    rows: list[list[Cell]] = []
    for back in range(9, -1, -1):
        day = last - timedelta(back)
        written: Cell = (day, f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%Y}")[o.variant % 3]
        counts = [o.counted((), "2", stage, day).cell(unit) for stage in ("collected", "activated")]
        before = [o.count(unit, "2", s, day - timedelta(1)) for s in ("collected", "activated")]
        flows = [o.count(unit, "2", s, day) - b for s, b in zip(("collected", "activated"), before, strict=True)]
        rows.append([written, flows[0], flows[1], *counts])
    words = [
        ("Ngày",),
        ("Trong ngày", "Thu nhận"),
        ("Trong ngày", "Kích hoạt"),
        ("Lũy kế", "Thu nhận"),
        ("Lũy kế", "Kích hoạt"),
    ]
    place = o.area.name or o.area.province
    lines = [
        Line(f"CÔNG AN {unit.name.upper()} - {place.upper()}"),
        Line("SỔ THEO DÕI ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ 2"),
        Line(""),
    ]
    return o.sent(
        Sheet("So theo doi", [*lines, below([head(words), Grid(rows)])]),
        form(o, "xlsx", "ods", "utf-8-sig"),
        "so theo doi",
    )


# -- several tables --------------------------------------------------------------------------------------------------
def parts_of_levels(o: Office) -> Report:
    parts: list[Line | Grid] = []
    for at, level in enumerate(BOTH, 1):
        parts += [Line(f"{roman(at)}. TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ {level}"), o.table(o.stages(level)), Line("")]
    if o.variant % 2:
        extra = [o.other((WORDS[s],), lambda u: 3 + len(u.name), True) for s in STAGES]
        parts += [Line("III. TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ TỔ CHỨC"), o.table(extra)]
    lines = [*o.letterhead(), Line(f"Số liệu lũy kế {o.until()}"), Line("")]
    return o.sent(Sheet("BC", [*lines, *parts]), form(o, "xlsx", "docx", "ods"))


def tables_side_by_side(o: Office) -> Report:
    left = o.table(o.stages("1"), None)
    o.units = list(reversed(o.units))
    right = o.table(o.stages("2"), None)
    top = Grid([["MỨC ĐỘ 1", *[None] * left.width, "MỨC ĐỘ 2"]])
    lines = [*o.letterhead(), Line(f"Số tài khoản ĐDĐT lũy kế {o.until()}"), Line("")]
    return o.sent(Sheet("2 bang", [*lines, below([top, beside(left, right)])]), form(o, "xlsx", "xls"))


def a_date_for_each_table(o: Office) -> Report:
    last, parts = o.midnight(), []
    for back in (14, 7, 0):
        o.when = last - timedelta(back)
        parts += [Line(f"Số liệu lũy kế đến ngày {o.when:%d/%m/%Y}"), o.table(o.stages("2"), None), Line("")]
    lines = [*o.letterhead()[:2], Line("KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ MỨC 2"), Line("")]
    return o.sent(Sheet("3 tuan", [*lines, *parts]), form(o, "xlsx", "docx"))


def a_sheet_a_week(o: Office) -> Report:
    last, sheets = o.when, []
    for week, back in enumerate((21, 14, 7, 0), 1):
        o.when = last - timedelta(back)
        sheets.append(o.sheet("2", o.table(o.stages("2")), name=f"Tuan {week}"))
    return o.sent(sheets, form(o, "xlsx", "ods"), "BC cac tuan")


def a_sheet_a_level(o: Office) -> Report:
    lines = [*o.letterhead()[:2], Line(f"Lũy kế {o.until()}"), Line("")]
    sheets = [Sheet(f"Mức {level}", [*lines, o.table(o.stages(level))]) for level in BOTH]
    return o.sent(sheets, form(o, "xlsx", "xls", "ods"), "DDDT 2 muc")


def a_sheet_a_district(o: Office) -> Report:
    sheets = []
    for code in ("392", "393", "401")[: 2 + o.variant % 2]:
        o.area = district(code)
        o.units = list(o.area.units)[:12]
        lines = [Line("CÔNG AN TỈNH THANH HÓA"), Line(f"KẾT QUẢ ĐDĐT MỨC 2 {o.until().upper()}"), Line("")]
        sheets.append(Sheet(o.area.name.removeprefix("Huyện "), [*lines, o.table(o.stages("2"))]))
    return o.sent(sheets, form(o, "xlsx", "ods"), "Thanh Hoa cac huyen")


def cover_with_the_date(o: Office) -> Report:
    cover = Sheet(
        "Bìa", [*o.letterhead()[:2], Line(""), Line("BÁO CÁO ĐỊNH DANH ĐIỆN TỬ"), Line(f"Số liệu {o.until()}")]
    )
    tables = [Sheet(f"ĐDĐT mức {n}", [Line(f"Kết quả lũy kế mức độ {n}"), o.table(o.stages(n))]) for n in BOTH]
    return o.sent([cover, *tables], form(o, "xlsx", "ods"), "BC co bia")


# -- totals, sections, pages -----------------------------------------------------------------------------------------
def districts_above_their_communes(o: Office) -> Report:
    codes = o.random.sample(("392", "393", "390", "401", "394"), 3)
    columns, parts = o.stages("2"), []
    for at, code in enumerate(codes, 1):
        o.area = district(code)
        o.units = list(o.area.units)[:9]
        name = o.area.name.upper() if o.variant % 2 else o.area.name
        parts += [Grid([[roman(at), name, *[c.total(o.units) for c in columns]]]), o.body(columns)]
    table = below([o.heads(columns), *parts])
    lines = [Line("CÔNG AN TỈNH THANH HÓA"), Line("PHÒNG CSQLHC VỀ TTXH"), *o.title("2")]
    return o.sent(Sheet("TH", [*lines, table]), form(o, "xlsx", "ods", "docx"), "TH toan tinh")


def sums_in_the_middle(o: Office) -> Report:
    half, columns = len(o.units) // 2, o.stages("2")
    parts, start = [o.heads(columns)], 1
    for at, units in enumerate((o.units[:half], o.units[half:]), 1):
        if o.variant % 2:
            parts.append(Grid([[f"Cụm {at}"]]))
        parts += [
            o.body(columns, units, start),
            o.sums(columns, ("Cộng cụm {}", "Cộng cụm số {}")[o.variant % 2].format(at), units),
        ]
        start += len(units)
    return o.sent(o.sheet("2", below([*parts, o.sums(columns, "Tổng cộng")])), form(o, "xlsx", "docx", "xls"))


def total_first(o: Office) -> Report:
    columns = by_level(o, stages=("approved", "activated"))
    words = "Toàn huyện" if o.area.name.startswith("Huyện") else "Tổng số"
    return o.sent(
        o.sheet("", below([o.heads(columns), o.sums(columns, words), o.body(columns)])),
        form(o, "xlsx", "pdf", "utf-16"),
    )


def printed_pages(o: Office) -> Report:
    half, columns = len(o.units) // 2, o.stages("2")
    first = below([o.heads(columns), o.body(columns, o.units[:half]), o.sums(columns, "Cộng trang", o.units[:half])])
    second = below([Grid(first.rows[:1]), o.body(columns, o.units[half:], half + 1), o.sums(columns, "Tổng cộng")])
    return o.sent(o.sheet("2", first, second), form(o, "xlsx", "ods", "pdf"))


def pivot(o: Office) -> Report:
    day = o.midnight()
    columns = [o.counted((WORDS[s], f"Mức {n}"), n, s) for s in STAGES for n in BOTH]
    top = head([("Row Labels",), *[column.head for column in columns]])
    rows = [[u.name, *[c.cell(u) for c in columns]] for u in o.units]
    whole = [["Grand Total", *[c.total(o.units) for c in columns]]]
    filters = Grid(
        [["Đơn vị cấp trên", o.area.name or o.area.province], ["Ngày số liệu", f"{day:%d/%m/%Y}"], ["Loại", "Lũy kế"]]
    )
    return o.sent(
        Sheet("Pivot", [filters, Line(""), Grid(top.rows), Grid(rows), Grid(whole)]), form(o, "xlsx", "ods"), "Pivot"
    )


# -- times -----------------------------------------------------------------------------------------------------------
def dates_over_columns(o: Office) -> Report:
    last = o.midnight()
    days = [last - timedelta(back) for back in (21, 14, 7, 0)]
    columns = []
    for day in days:
        words = (f"Đến {day:%d/%m/%Y}", f"{day:%d/%m/%Y}", f"Ngày {day.day}/{day.month}/{day.year}")[o.variant % 3]
        columns.append(o.counted((words,), "2", "activated", day))
    columns.append(o.other(("Tăng so với tuần trước",), lambda u: o.flow(u, "2", "activated"), True))
    lines = [
        *o.letterhead()[:2],
        Line("Số tài khoản định danh điện tử mức 2 đã kích hoạt, lũy kế đến từng ngày"),
        Line(""),
    ]
    return o.sent(Sheet("Dien bien", [*lines, o.table(columns)]), form(o, "xlsx", "ods", "docx"), "Dien bien")


def date_cells_over_columns(o: Office) -> Report:
    last = o.midnight()
    columns = [o.counted(("?",), "2", "activated", last - timedelta(back)) for back in (14, 7, 0)]
    table = o.table(columns)
    for at, back in enumerate((14, 7, 0), 2):
        table.rows[0][at] = last - timedelta(back)
    lines = [*o.letterhead()[:2], Line("Kích hoạt tài khoản ĐDĐT mức 2 - lũy kế tại ngày ghi ở đầu cột"), Line("")]
    return o.sent(Sheet("Theo doi", [*lines, table]), form(o, "xlsx", "ods", "xls"), "Theo doi kich hoat")


def stages_under_dates(o: Office) -> Report:
    last, columns = o.midnight(), []
    for back in (14, 7, 0):
        day = last - timedelta(back)
        columns += [
            o.counted((f"Lũy kế đến {day:%d/%m/%Y}", WORDS[s]), "all", s, day) for s in ("approved", "activated")
        ]
    lines = [*o.letterhead()[:2], Line(f"TIẾN ĐỘ CẤP TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ ({o.both().upper()})"), Line("")]
    return o.sent(Sheet("Tien do", [*lines, o.table(columns)]), form(o, "xlsx", "docx"), "Tien do")


def year_in_the_title_alone(o: Office) -> Report:
    w = o.midnight()
    words = (
        f"Lũy kế đến hết ngày {w.day}/{w.month}",
        f"Lũy kế đến ngày {w.day}/{w.month}",
        f"Số liệu lũy kế tính đến hết ngày {w.day} tháng {w.month}",
    )
    lines = [
        *o.letterhead()[:2],
        Line(f"KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ MỨC 2 NĂM {w.year}"),
        Line(words[o.variant % 3]),
        Line(""),
    ]
    return o.sent(Sheet("BC", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "docx", "ods"))


def time_in_the_sheets_name(o: Office) -> Report:
    w = o.midnight()
    name = (f"Den {w:%d-%m-%Y}", f"đến {w.day}.{w.month}.{w.year}", f"Lũy kế đến {w:%d.%m.%Y}")[o.variant % 3]
    lines = [*o.letterhead()[:2], Line(f"Lũy kế tài khoản định danh điện tử {o.of_level('2')}"), Line("")]
    return o.sent(Sheet(name, [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "ods", "xls"))


def time_in_the_files_name(o: Office) -> Report:
    w = o.midnight()
    lines = [*o.letterhead()[:2], Line(f"Lũy kế tài khoản định danh điện tử {o.of_level('2')}"), Line("")]
    name = (
        f"BC DDDT den ngay {w:%d.%m.%Y}",
        f"LK den ngay {w:%d-%m-%Y}",
        f"bao cao dddt den ngay {w.day}-{w.month}-{w.year}",
    )
    return o.sent(
        Sheet("Sheet1", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "windows-1258", "docx"), name[o.variant % 3]
    )


def time_in_a_note_below(o: Office) -> Report:
    lines = [*o.letterhead()[:2], Line(f"KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ {o.of_level('2').upper()}"), Line("")]
    note = (
        f"Ghi chú: số liệu lũy kế {o.until()}",
        f"* Số liệu {o.until()} (lũy kế)",
        f"Số liệu chốt {o.until()}, lũy kế từ đầu",
    )
    return o.sent(
        Sheet("BC", [*lines, o.table(o.stages("2")), Line(note[o.variant % 3])]), form(o, "xlsx", "docx", "pdf")
    )


def at_night(o: Office) -> Report:
    o.when = o.when.replace(hour=0, minute=o.random.choice([20, 40]))
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "ods", "docx"))


def month_ends(o: Office) -> Report:
    year = 2024 if o.area.edition == "2024" else 2026
    ends = [datetime(year, 1, 31), datetime(year, 2, 29 if year == 2024 else 28), datetime(year, 3, 31)]
    words = ("Hết ngày {}", "Đến {}", "Lũy kế đến {}")[o.variant % 3]
    columns = [o.counted((words.format(f"{end:%d/%m/%Y}"),), "2", "activated", end) for end in ends]
    lines = [*o.letterhead()[:2], Line("LŨY KẾ TÀI KHOẢN ĐDĐT MỨC 2 ĐÃ KÍCH HOẠT TẠI CÁC NGÀY CUỐI THÁNG"), Line("")]
    return o.sent(Sheet("Quy I", [*lines, o.table(columns)]), form(o, "xlsx", "ods"), "Quy I")


# -- lists -----------------------------------------------------------------------------------------------------------
def list_with_a_time_a_row(o: Office) -> Report:
    last, rows = o.when, []
    for back in (14, 7, 0):
        o.when = last - timedelta(back)
        for unit in o.units:
            cells = [c.cell(unit) for c in o.stages("1") + o.stages("2")]
            rows.append([f"{o.when:%d/%m/%Y %H:%M}", o.area.name or o.area.province, unit.name, *cells])
    words = ["Tính đến", "Đơn vị cấp trên", "Đơn vị", *[f"{WORDS[s]} mức {n}" for n in BOTH for s in STAGES]]
    if o.variant % 2:
        words[3:] = [f"Lũy kế {WORDS[s].lower()} M{n}" for n in BOTH for s in STAGES]
    return o.sent(
        Sheet("DL", [Grid([words, *rows])]), form(o, "utf-8", "utf-16", "windows-1258", "tcvn3"), "ket xuat luy ke"
    )


def database_export(o: Office) -> Report:
    rows: list[list[Cell]] = []
    for unit in o.units:
        for level in BOTH:
            for stage in STAGES:
                rows.append(
                    [unit.code, unit.name, f"{o.when:%Y-%m-%d %H:%M}", level, WORDS[stage], o.count(unit, level, stage)]
                )
                o.true(unit, o.count(unit, level, stage), level, stage)
    words = ("Mã đơn vị", "Tên đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng lũy kế")
    if o.variant % 2:
        words = ("MA_DON_VI", "TEN_DON_VI", "THOI_DIEM", "MUC_DO", "GIAI_DOAN", "LUY_KE")
    return o.sent(
        Sheet("export", [Grid([list(words), *rows])]),
        form(o, "utf-8", "utf-16", "windows-1258", "tcvn3"),
        "export_dddt",
    )


def flow_and_stock_in_a_list(o: Office) -> Report:
    rows: list[list[Cell]] = []
    for unit in o.units:
        day = f"{o.when:%d/%m/%Y %H:%M}"
        rows.append([unit.code, unit.name, day, "Phát sinh trong tuần", *[o.flow(unit, "2", s) for s in STAGES]])
        rows.append([unit.code, unit.name, day, "Lũy kế", *[c.cell(unit) for c in o.stages("2")]])
    o.numbers = "plain"
    words = ["Mã ĐVHC", "Tên ĐVHC", "Thời điểm", "Loại số liệu", *[f"{WORDS[s]} mức 2" for s in STAGES]]
    return o.sent(Sheet("x", [Grid([words, *rows])]), form(o, "utf-8-sig", "xlsx", "utf-16"), "chi tiet")


# -- names, numbers, letters -----------------------------------------------------------------------------------------
def numbered_wards(o: Office) -> Report:
    wards = [u for (e, _), u in gazetteer().items() if e == "2024" and u.parent in ("866", "867")]
    parent = "866" if o.variant % 2 else "867"
    o.area = Area(
        "2024",
        parent,
        gazetteer()["2024", parent].name,
        "Tỉnh Đồng Tháp",
        tuple(u for u in wards if u.parent == parent),
    )
    o.units = list(o.area.units)
    o.when = datetime(2024, 5, 3 + o.variant, 17)
    write = ("P{}", "P.{}", "Phường {}", "P. {}")[o.variant % 4]

    def named(unit: Unit, style: str = "") -> str:
        return (
            write.format(unit.bare) if unit.kind == "Phường" and unit.bare.isdigit() else Office.named(o, unit, "full")
        )

    o.named = named
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "docx", "xls", "utf-8-sig"))


def names_without_kinds(o: Office) -> Report:
    o.style = "bare"
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "pdf", "docx"))


def names_without_marks(o: Office) -> Report:
    o.style = "unmarked"
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "xls", "utf-8"))


def district_behind_the_name(o: Office) -> Report:
    areas = [district(code) for code in o.random.sample(DISTRICTS[:5], 3)]
    behind = {unit: area.name for area in areas for unit in area.units}
    o.area = Area("2024", "", "", "Tỉnh Thanh Hóa", ())
    o.units = [unit for area in areas for unit in area.units[:5]]
    o.when = datetime(2023, 9, 5 + o.variant, 16, 30)
    write = ("{} - {}", "{} ({})", "{}, {}")[o.variant % 3]

    def named(unit: Unit, style: str = "") -> str:
        return write.format(unit.name, behind[unit])

    o.named = named
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "docx", "utf-8-sig"))


def numbers_with_marks(o: Office) -> Report:
    o.numbers = ("dots", "blanks", "fixed", "commas")[o.variant % 4]
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "docx", "xls", "pdf"))


def numbers_with_their_unit(o: Office) -> Report:
    write = ("{} TK", "{} tài khoản")[o.variant % 2]
    o.number = lambda value: write.format(grouped(value, "."))
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "xlsx", "docx"))


def old_letters(o: Office) -> Report:
    return o.sent(o.sheet("2", o.table(o.stages("2")), name="BC"), form(o, "xlsx in tcvn3", "tcvn3", "windows-1258"))


def decomposed_letters(o: Office) -> Report:
    return o.sent(o.sheet("2", o.table(o.stages("2"))), form(o, "decomposed"))


def short_heads_with_a_legend(o: Office) -> Report:
    columns = [o.counted((word,), "2", stage) for word, stage in zip(("TN", "PD", "KH"), STAGES, strict=True)]
    legend = (
        "Ghi chú: TN: thu nhận; PD: phê duyệt; KH: kích hoạt.",
        "* TN = thu nhận, PD = phê duyệt, KH = kích hoạt",
    )[o.variant % 2]
    return o.sent(o.sheet("2", o.table(columns), notes=[Line(legend)]), form(o, "xlsx", "docx", "ods"))


def unit_of_measure(o: Office) -> Report:
    words = ("ĐVT: tài khoản", "Đơn vị tính: Tài khoản", "(ĐVT: TK)")[o.variant % 3]
    lines = [*o.letterhead(), *o.title("2"), Line("", words)]
    return o.sent(Sheet("BC", [*lines, o.table(o.stages("2"))]), form(o, "xlsx", "docx", "pdf"))


def not_yet_reported(o: Office) -> Report:
    empty = (None, "-", "chưa báo cáo")[o.variant % 3]
    late = set(o.random.sample([unit.code for unit in o.units], 2))

    def reported(column: Column) -> Column:
        return Column(column.head, lambda unit: empty if unit.code in late else column.cell(unit))

    return o.sent(
        o.sheet("2", o.table([reported(column) for column in o.stages("2")], None)), form(o, "xlsx", "docx", "ods")
    )


def hidden_rows(o: Office) -> Report:
    sheet = o.sheet("2", o.table(o.stages("2")))
    top = sum(1 for part in sheet.parts[: next(i for i, p in enumerate(sheet.parts) if isinstance(p, Grid))])
    sheet.hidden_rows = {top + 3, top + 4}
    return o.sent(sheet, "xlsx")


def districts_as_units(o: Office) -> Report:
    province = ("38", "24", "87")[o.variant % 3]
    o.area = Area("2024", "", "", gazetteer()["2024", province].name, ())
    o.units = [u for u in children("2024", province) if u.code not in ("222", "224")]
    o.when = datetime(2024, 3, 8 + o.variant, 17)
    o.style = ("full", "police")[o.variant % 2]
    table = o.table([o.other(("Chỉ tiêu",), lambda u: target(o, u)), *o.stages("all")])
    lines = [Line(f"CÔNG AN {o.area.province.upper()}"), Line("PHÒNG CSQLHC VỀ TTXH"), *o.title("all")]
    o.also |= province_totals(o, province, ("all",))
    return o.sent(Sheet("Huyen", [*lines, table]), form(o, "xlsx", "docx", "ods"), "Theo huyen")


def province_totals(o: Office, province: str, levels: tuple[str, ...]) -> set[tuple[str, str, str, str, str]]:
    sums = {(n, s): sum(o.count(u, n, s) for u in o.units) for n in levels for s in STAGES}
    return {(province, str(o.when), n, s, str(value)) for (n, s), value in sums.items()}


# -- words -----------------------------------------------------------------------------------------------------------
def in_sentences(o: Office) -> Report:
    o.numbers, lines = "dots", []
    for at, unit in enumerate(o.units, 1):
        collected, activated = (o.counted((), "2", s).cell(unit) for s in ("collected", "activated"))
        say = (
            f"{at}. {unit.name}: thu nhận {collected} tài khoản, kích hoạt {activated} tài khoản.",
            f"- {unit.name}: đã thu nhận {collected} hồ sơ; đã kích hoạt {activated} tài khoản.",
        )
        lines.append(Line(say[o.variant % 2]))
    top = [*o.letterhead(), *o.title("2"), Line("Kết quả lũy kế của từng đơn vị như sau:")]
    return o.sent(Sheet("x", [*top, *lines]), form(o, "docx", "pdf"), "BC bang loi")


def text_before_the_table(o: Office) -> Report:
    w = o.when
    said = [
        Line(
            f"Thực hiện Kế hoạch số 65/KH-CAT ngày 12/01/{w.year} về triển khai Đề án 06, "
            "Công an đơn vị báo cáo kết quả như sau:"
        ),
        Line(f"{o.until().capitalize()}, kết quả lũy kế cấp tài khoản định danh điện tử mức độ 2 của các đơn vị:"),
    ]
    return o.sent(
        Sheet("BC", [*o.letterhead(), Line("BÁO CÁO"), *said, o.table(o.stages("2")), *o.signature()]),
        form(o, "docx", "pdf", "xlsx"),
    )


def after_the_reform_in_2025(o: Office) -> Report:
    o.area = cluster("38", 20 + 11 * o.variant)
    o.units = list(o.area.units)
    o.when = datetime(2025, 9, 5 + o.variant, 17)
    return o.sent(o.sheet("", o.table(by_level(o))), form(o, "xlsx", "docx", "utf-16"))


KINDS: Kinds = {
    one_level_three_stages: 10,
    both_levels_in_one_number: 3,
    activated_alone: 3,
    levels_over_stages: 3,
    stages_over_levels: 3,
    three_header_rows: 3,
    head_without_merged_cells: 3,
    target_and_rate_beside: 4,
    week_and_cumulative: 4,
    last_week_and_this: 2,
    other_work_beside: 2,
    population_beside: 3,
    rank_beside: 2,
    two_rows_a_unit: 3,
    levels_in_rows: 3,
    stages_in_rows: 3,
    units_across: 3,
    units_across_with_both_levels: 2,
    one_commune: 3,
    diary: 3,
    parts_of_levels: 3,
    tables_side_by_side: 2,
    a_date_for_each_table: 2,
    a_sheet_a_week: 2,
    a_sheet_a_level: 3,
    a_sheet_a_district: 2,
    cover_with_the_date: 2,
    districts_above_their_communes: 3,
    sums_in_the_middle: 3,
    total_first: 3,
    printed_pages: 3,
    pivot: 2,
    dates_over_columns: 3,
    date_cells_over_columns: 3,
    stages_under_dates: 2,
    year_in_the_title_alone: 3,
    time_in_the_sheets_name: 3,
    time_in_the_files_name: 3,
    time_in_a_note_below: 3,
    at_night: 2,
    month_ends: 2,
    list_with_a_time_a_row: 4,
    database_export: 4,
    flow_and_stock_in_a_list: 2,
    numbered_wards: 4,
    names_without_kinds: 2,
    names_without_marks: 2,
    district_behind_the_name: 3,
    numbers_with_marks: 4,
    numbers_with_their_unit: 2,
    old_letters: 3,
    decomposed_letters: 1,
    short_heads_with_a_legend: 3,
    unit_of_measure: 3,
    not_yet_reported: 3,
    hidden_rows: 1,
    districts_as_units: 3,
    in_sentences: 2,
    text_before_the_table: 3,
    after_the_reform_in_2025: 3,
}


# These speak of districts, which report until the reform.
OF_DISTRICTS = (a_sheet_a_district, districts_above_their_communes)

RECIPES = recipes(KINDS, OF_DISTRICTS)

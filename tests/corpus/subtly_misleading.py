"""The other hand's second look: numbers that nearly are cumulative counts of all accounts, and are not."""

from datetime import datetime, timedelta

from tests.corpus.misleading import full, small, under
from tests.corpus.offices import STAGES, WORDS, Kinds, Office, Report, children, form, gazetteer, recipes, without_marks
from tests.corpus.sheets import Grid, Line, Sheet, below, head

Words = tuple[str, ...]


def titled(o: Office, *titles: str, scale: float = 0.2, forms: Words = ("xlsx", "docx", "ods")) -> Report:
    """Plain heads below a title that says what the numbers are."""
    return o.sent(under(o, titles[o.variant % len(titles)], small(o, scale)), form(o, *forms))


def divided(o: Office, title: str, *parts: str) -> Report:
    """The stage's accounts in columns of some of them each; no column holds all."""
    columns = [
        o.other((WORDS[stage], part), lambda u, s=stage, n=at: int(o.count(u, "2", s) / (2 + n)), True)
        for stage in ("collected", "activated")
        for at, part in enumerate(parts)
    ]
    return o.sent(under(o, title, columns), form(o, "xlsx", "docx"))


def since_new_year(o: Office) -> Report:
    day = f"{o.when:%d/%m/%Y}"
    return titled(
        o,
        f"KẾT QUẢ ĐDĐT MỨC 2 LŨY KẾ TỪ ĐẦU NĂM {o.when.year} ĐẾN NGÀY {day}",
        f"Lũy kế năm {o.when.year} về cấp ĐDĐT mức 2, tính đến {day}",
        f"Lũy kế đợt cao điểm cấp ĐDĐT mức 2 từ {o.when - timedelta(45):%d/%m/%Y} đến {day}",
        f"Kết quả cấp ĐDĐT mức 2 quý I năm {o.when.year} (tính đến ngày {day})",
        f"KẾT QUẢ CẤP ĐDĐT MỨC 2 SÁU THÁNG ĐẦU NĂM {o.when.year}, SỐ LIỆU ĐẾN {day}",
        f"Lũy kế từ ngày {o.when - timedelta(30):%d/%m/%Y} đến ngày {day}: ĐDĐT mức 2",
        forms=("xlsx", "docx", "utf-8-sig", "pdf", "ods", "xls"),
    )


def of_each_day(o: Office) -> Report:
    days = [o.when - timedelta(back) for back in (4, 3, 2, 1, 0)]
    write = ("{:%d/%m/%Y}", "Ngày {:%d/%m}", "{:%d/%m/%Y}")[o.variant % 3]
    columns = [
        o.other((write.format(day),), lambda u, n=at: 5 + (len(u.name) * (n + 3)) % 40, True)
        for at, day in enumerate(days)
    ]
    words = (
        "SỐ TÀI KHOẢN ĐDĐT MỨC 2 KÍCH HOẠT MỖI NGÀY",
        "Kích hoạt ĐDĐT mức 2 trong từng ngày",
        "KÍCH HOẠT ĐDĐT MỨC 2 HẰNG NGÀY",
    )
    return o.sent(under(o, words[o.variant % 3], columns), form(o, "xlsx", "docx", "ods"))


def of_each_month(o: Office) -> Report:
    columns = [o.other((f"Tháng {n}",), lambda u, n=n: 50 + (len(u.name) * n * 7) % 300, True) for n in (1, 2, 3)]
    words = f"Kích hoạt ĐDĐT mức 2 theo tháng năm {o.when.year}, số liệu đến {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def of_hamlets(o: Office) -> Report:
    unit = o.units[0]
    names = (
        ("Thôn Đông", "Thôn Đoài", "Thôn Trung", "Thôn Thượng") if o.variant % 2 else ("Ấp 1", "Ấp 2", "Ấp 3", "Khóm 4")
    )
    counts = [(310 + 17 * at, 280 + 11 * at) for at in range(4)]
    rows = [[at + 1, name, *counts[at]] for at, name in enumerate(names)]
    total = [None, "Cộng", sum(c for c, _ in counts), sum(a for _, a in counts)]
    lines = [Line(f"CÔNG AN {o.area.name.upper() or o.area.province.upper()}"), Line(f"CÔNG AN {unit.name.upper()}")]
    lines += [Line(f"KẾT QUẢ ĐDĐT MỨC 2 LŨY KẾ ĐẾN NGÀY {o.midnight():%d/%m/%Y}"), Line("")]
    for stage, value in (("collected", total[2]), ("activated", total[3])):
        o.also.add((unit.code, str(o.when), "2", stage, str(value)))
    table = below([head([("TT",), ("Đơn vị",), ("Thu nhận",), ("Kích hoạt",)]), Grid([*rows, total])])
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "docx"), f"BC {without_marks(unit.bare)}")


def of_schools(o: Office) -> Report:
    rows = [[at, f"Trường THPT {u.bare}", 212 + at, 180 + at] for at, u in enumerate(o.units[:6], 1)]
    table = below([head([("TT",), ("Đơn vị",), ("Thu nhận",), ("Kích hoạt",)]), Grid(rows)])
    return o.sent(
        Sheet("BC", [*o.letterhead(), Line(f"ĐDĐT MỨC 2 LŨY KẾ ĐẾN {o.when:%d/%m/%Y}"), Line(""), table]),
        form(o, "xlsx", "docx"),
    )


def of_banks_and_offices(o: Office) -> Report:
    names = ("Bưu điện", "Chi cục Thuế", "Trung tâm Y tế", "Hội Nông dân", "Đoàn Thanh niên")
    rows = [
        [at, f"{name} {u.name}", 90 + at, 70 + at] for at, (name, u) in enumerate(zip(names, o.units, strict=False), 1)
    ]
    table = below([head([("TT",), ("Đơn vị",), ("Thu nhận",), ("Kích hoạt",)]), Grid(rows)])
    return o.sent(
        Sheet("BC", [*o.letterhead(), Line(f"ĐDĐT MỨC 2 LŨY KẾ ĐẾN {o.when:%d/%m/%Y}"), Line(""), table]),
        form(o, "xlsx", "docx"),
    )


def of_other_systems(o: Office) -> Report:
    day = f"{o.when:%d/%m/%Y}"
    return titled(
        o,
        f"KẾT QUẢ KÍCH HOẠT TÀI KHOẢN VssID, LŨY KẾ ĐẾN {day}",
        f"Thu nhận, kích hoạt chữ ký số cá nhân lũy kế đến ngày {day}",
        f"Số lượt đăng nhập VNeID mức 2 lũy kế đến {day}",
        f"Kích hoạt sổ sức khỏe điện tử trên VNeID, lũy kế đến {day}",
        f"Kết quả tích hợp giấy phép lái xe vào tài khoản mức 2, lũy kế đến {day}",
        f"Định danh điện tử mức 2 đã khóa, hủy - lũy kế đến ngày {day}",
        scale=1.0,
        forms=("xlsx", "docx", "ods", "pdf", "utf-16", "xls"),
    )


def accounts_of_no_stage(o: Office) -> Report:
    words = ("Tổng số tài khoản", "Số tài khoản", "Tài khoản mức 2")[o.variant % 3]
    columns = [o.other((words,), lambda u: o.count(u, "2", "approved"), True)]
    return o.sent(
        under(o, f"Tài khoản ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx", "ods")
    )


def one_column_for_two_stages(o: Office) -> Report:
    columns = [o.other((("Lũy kế", "Kết quả")[o.variant % 2],), lambda u: o.count(u, "2", "approved"), True)]
    words = f"KẾT QUẢ THU NHẬN, KÍCH HOẠT ĐDĐT MỨC 2 LŨY KẾ ĐẾN {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def of_ages(o: Office) -> Report:
    return divided(
        o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y} theo độ tuổi", "Dưới 14 tuổi", "14 đến 18 tuổi", "Trên 18 tuổi"
    )


def of_men_and_women(o: Office) -> Report:
    return divided(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", "Nam", "Nữ")


def new_and_renewed(o: Office) -> Report:
    return divided(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", "Cấp mới", "Cấp lại")


def here_and_elsewhere(o: Office) -> Report:
    return divided(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", "Công dân trong tỉnh", "Công dân ngoài tỉnh")


PARTS = (
    "Trong xã",
    "Cấp huyện",
    "Đội QLHC",
    "PC06 thực hiện",
    "Khác",
    "Riêng",
    "Loại A",
    "Mẫu",
    "Công dân trong huyện",
    "Có mặt tại địa bàn",
    "Tự kích hoạt",
    "Đang dùng",
    "Lần 2",
    "Ca 1",
)
SPANS = ("Theo đợt", "Theo ca", "Theo kỳ", "Hằng năm", "Quý II", "Ba ngày qua", "Nửa đầu tháng", "Đợt 1", "Tuần 18")


def one_part_alone(o: Office) -> Report:
    """The only column of a stage holds a part of the accounts, or those of a span."""
    word = (*PARTS, *SPANS)[o.variant]
    columns = [
        o.other((WORDS[s], word), lambda u, s=s: int(o.count(u, "2", s) * 0.4), True)
        for s in ("collected", "activated")
    ]
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def one_part_in_the_title(o: Office) -> Report:
    word = ("PC06 thực hiện", "khác", "loại A", *map(str.lower, SPANS))[o.variant]
    words = f"Kết quả kích hoạt ĐDĐT mức 2 {word}, số liệu đến ngày {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, small(o, 0.4)), form(o, "xlsx", "docx", "ods"))


def fractions_typed_for_thousands(o: Office) -> Report:
    """1.234 typed where the point is a decimal one: such a cell is no 1, and only perhaps 1234."""
    day, spoilt = o.midnight(), {unit.code for unit in o.units[2:5]}
    columns = [
        o.other((WORDS[s],), lambda u, s=s: o.count(u, "2", s) / (1000 if u.code in spoilt else 1)) for s in STAGES
    ]
    o.also |= {(u.code, str(day), "2", s, str(o.count(u, "2", s))) for u in o.units for s in STAGES}
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến {day:%d/%m/%Y}", columns), form(o, "xlsx", "ods"))


def codes_without_their_zeros(o: Office) -> Report:
    """Numbers in place of codes, beside no names: 7246 may be 07246, and is nobody else."""
    o.units = list(children("2024", "215"))[:12]
    o.when = datetime(2024, 6, 7)
    rows = [[int(u.code), *[c.cell(u) for c in o.stages("2")]] for u in o.units]
    table = below([head([("Mã xã",), *[(WORDS[s],) for s in STAGES]]), Grid(rows)])
    lines = [Line("CÔNG AN TỈNH BẮC GIANG"), Line(f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}"), Line("")]
    o.also, o.rows = o.also | o.rows, set()
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "utf-8"), "ma so")


def a_note_that_says_flow(o: Office) -> Report:
    notes = ("Ghi chú: số liệu trên là số phát sinh trong tuần.", "* Số liệu chỉ tính trong ngày, không phải lũy kế")
    words = f"KẾT QUẢ ĐDĐT MỨC 2 ĐẾN NGÀY {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, small(o), notes=(notes[o.variant % 2],)), form(o, "xlsx", "docx"))


def a_group_that_says_flow(o: Office) -> Report:
    group = ("Kết quả trong tuần", "Số mới trong kỳ", "Riêng tuần này")[o.variant % 3]
    columns = [o.other((group, WORDS[s]), lambda u, s=s: o.flow(u, "2", s), True) for s in STAGES]
    words = f"BÁO CÁO ĐDĐT MỨC 2 (LŨY KẾ ĐẾN NGÀY {o.when:%d/%m/%Y})"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx", "pdf"))


def last_weeks_numbers_alone(o: Office) -> Report:
    head_words = ("Số tuần trước", "Lũy kế kỳ trước")[o.variant % 2]
    earlier = o.when - timedelta(7)
    columns = [o.other((head_words, WORDS[s]), lambda u, s=s: o.count(u, "2", s, earlier), True) for s in STAGES]
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def plan_and_done_in_short_forms(o: Office) -> Report:
    """KH is the plan here: the legend says so."""
    at, columns = o.midnight(), []
    for stage in ("collected", "activated"):
        columns.append(o.other((WORDS[stage], "KH"), lambda u, s=stage: round(o.count(u, "2", s) * 1.2, -1), True))
        columns.append(o.counted((WORDS[stage], "TH"), "2", stage))
    words = f"ĐDĐT mức 2 lũy kế đến ngày {at:%d/%m/%Y}"
    return o.sent(under(o, words, columns, notes=("Ghi chú: KH: kế hoạch; TH: thực hiện",)), form(o, "xlsx", "docx"))


def an_average(o: Office) -> Report:
    return titled(
        o,
        f"BÌNH QUÂN SỐ TÀI KHOẢN ĐDĐT MỨC 2 MỖI CÁN BỘ THỰC HIỆN, ĐẾN {o.when:%d/%m/%Y}",
        f"Số tài khoản ĐDĐT mức 2 trên 1.000 dân, lũy kế đến {o.when:%d/%m/%Y}",
    )


def of_wrong_order(o: Office) -> Report:
    """More activated than approved, in each row: the heads stand over the wrong columns."""
    columns = [
        o.other((WORDS[s],), lambda u, t=t: o.count(u, "2", t), True) for s, t in zip(STAGES, STAGES[::-1], strict=True)
    ]
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def of_the_future(o: Office) -> Report:
    o.when = datetime(2031, 5, 5, 17)
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}", full(o)), form(o, "xlsx", "docx"))


def before_there_were_accounts(o: Office) -> Report:
    o.when = datetime(2019, 5, 5, 17)
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}", full(o)), form(o, "xlsx", "docx"))


def a_line_of_two_districts(o: Office) -> Report:
    """The same name in two districts, and the report says neither."""
    names = [
        u
        for (e, _), u in gazetteer().items()
        if e == "2024" and u.name in ("Xã Minh Tân", "Xã Vĩnh Thịnh", "Xã Tân Phong")
    ]
    o.units, o.when = names[:6], datetime(2024, 3, 1 + o.variant)
    table = below([o.heads([c := o.other(("Kích hoạt",), lambda u: o.count(u, "2", "activated"))]), o.body([c])])
    lines = [Line("BÁO CÁO"), Line(f"ĐDĐT mức 2 lũy kế đến ngày {o.when:%d/%m/%Y}"), Line("")]
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "docx"), "BC")


def copied_twice(o: Office) -> Report:
    """A unit stands twice with different numbers: neither may be taken."""
    at, columns = o.midnight(), o.stages("2")
    body = o.body(columns)
    twice = o.units[2]
    body.rows.append([len(body.rows) + 1, o.named(twice), *[o.number(o.count(twice, "2", s) + 30) for s in STAGES]])
    o.rows = {key for key in o.rows if key[0] != twice.code}
    sheet = Sheet(
        "BC", [*o.letterhead(), Line(f"ĐDĐT mức 2 lũy kế đến {at:%d/%m/%Y}"), Line(""), below([o.heads(columns), body])]
    )
    return o.sent(sheet, form(o, "xlsx", "docx"))


def parts_in_rows(o: Office) -> Report:
    """Below each unit a row of some of its people, whose numbers are nobody's count."""
    o.midnight()
    label = ("- Trong đó: nữ", "Tổ công tác số 1", "Trong đó: đảng viên", "+ Lưu động")[o.variant % 4]
    columns, rows = o.stages("2"), []
    for at, unit in enumerate(o.units, 1):
        rows.append([at, o.named(unit), *[c.cell(unit) for c in columns]])
        rows.append([None, label, *[o.number(o.count(unit, "2", s) // 3) for s in STAGES]])
    sheet = under(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns)
    sheet.parts[-1] = below([o.heads(columns), Grid(rows)])
    o.also, o.rows = o.also | o.rows, set()
    return o.sent(sheet, form(o, "xlsx", "docx"))


def level_of_title_and_sheet_differ(o: Office) -> Report:
    sheet = under(o, f"ĐDĐT mức độ 2 lũy kế đến {o.when:%d/%m/%Y}", full(o), name="Mức 1")
    return o.sent(sheet, form(o, "xlsx", "ods"))


def time_of_title_and_files_name_differ(o: Office) -> Report:
    later = o.when + timedelta(7)
    sheet = under(o, f"ĐDĐT mức 2 lũy kế tính đến ngày {o.when:%d/%m/%Y}", full(o))
    return o.sent(sheet, form(o, "xlsx", "docx"), f"BC DDDT den ngay {later:%d.%m.%Y}")


def of_one_day(o: Office) -> Report:
    return titled(
        o,
        f"KẾT QUẢ CẤP ĐDĐT MỨC 2 NGÀY {o.when:%d/%m/%Y}",
        f"Thu nhận, kích hoạt ĐDĐT mức 2 ngày {o.when.day} tháng {o.when.month} năm {o.when.year}",
        f"Báo cáo nhanh ĐDĐT mức 2 ngày {o.when:%d/%m/%Y} (từ 7h00 đến 17h00)",
        scale=0.01,
    )


def quotients(o: Office) -> Report:
    heads = (("Thu nhận/dân số", "Kích hoạt/phê duyệt"), ("Kích hoạt/chỉ tiêu", "Phê duyệt/thu nhận"))[o.variant % 2]
    columns = [o.other((word,), lambda u, n=n: 55 + (len(u.name) * n) % 40) for n, word in enumerate(heads, 3)]
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def more_or_less(o: Office) -> Report:
    word = ("Kích hoạt (+/-)", "Kích hoạt tăng (+), giảm (-)", "+/- kích hoạt")[o.variant % 3]
    columns = [o.other((word,), lambda u: 3 + len(u.name) * 5 % 60, True)]
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx", "ods"))


def stars_behind_numbers(o: Office) -> Report:
    """The star says that the number is another week's."""
    day, starred = o.midnight(), {unit.code for unit in o.units[1:3]}
    columns = o.stages("2")
    for column in columns:
        column.cell = lambda u, cell=column.cell: f"{cell(u)}*" if u.code in starred else cell(u)
    words = ("(*) Số liệu tuần trước do đơn vị chưa báo cáo", "* số ước tính")[o.variant % 2]
    sheet = Sheet(
        "BC", [*o.letterhead(), Line(f"ĐDĐT mức 2 lũy kế đến {day:%d/%m/%Y}"), Line(""), o.table(columns, None)]
    )
    sheet.parts.append(Line(words))
    o.rows = {key for key in o.rows if key[0] not in starred}
    return o.sent(sheet, form(o, "xlsx", "docx"))


def done_of_ordered_in_one_cell(o: Office) -> Report:
    columns = [
        o.other((WORDS[s],), lambda u, s=s: f"{o.count(u, '2', s)}/{round(o.count(u, '2', s) * 1.2, -1)}")
        for s in STAGES
    ]
    o.midnight()
    o.also |= {(u.code, str(o.when), "2", s, str(o.count(u, "2", s))) for u in o.units for s in STAGES}
    return o.sent(under(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def two_units_in_a_row(o: Office) -> Report:
    o.midnight()
    columns, pairs = o.stages("2"), list(zip(o.units[::2], o.units[1::2], strict=False))
    rows = [
        [at, f"{o.named(a)}, {o.named(b)}", *[o.count(a, "2", s) + o.count(b, "2", s) for s in STAGES]]
        for at, (a, b) in enumerate(pairs, 1)
    ]
    table = below([o.heads(columns), Grid(rows)])
    lines = [*o.letterhead(), Line(f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}"), Line("")]
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "docx"))


def months_before_days(o: Office) -> Report:
    """4/13/2024 is no day: then 4/5/2024 is none that is certain."""
    o.when = o.when.replace(day=5, hour=0, minute=0)
    days = [o.when, o.when.replace(day=13), o.when.replace(day=20)]
    columns = [
        o.other((f"{d.month}/{d.day}/{d.year}",), lambda u, d=d: o.count(u, "2", "activated", d), True) for d in days
    ]
    o.also |= {(u.code, str(d), "2", "activated", str(o.count(u, "2", "activated", d))) for u in o.units for d in days}
    return o.sent(under(o, "Lũy kế kích hoạt ĐDĐT mức 2 đến các ngày", columns), form(o, "xlsx", "docx"))


def words_in_small_print(o: Office) -> Report:
    """A line just above the table takes back what the title said."""
    notes = (
        "(chỉ tính tài khoản trùng, đã hủy)",
        "(Số liệu bao gồm cả chỉ tiêu bổ sung)",
        "(tính cả tài khoản mức 1 và tổ chức)",
        "(Số liệu tuần 18)",
        "(so với tuần trước)",
        "(đơn vị: %)",
    )
    sheet = under(o, f"ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", small(o, 0.5))
    sheet.parts.insert(-2, Line(notes[o.variant]))
    return o.sent(sheet, form(o, "xlsx", "docx", "utf-8-sig"))


def heads_of_two_kinds_of_weeks(o: Office) -> Report:
    heads = (("Tuần 17", "Tuần 18"), ("T1", "T2"), ("Lần 1", "Lần 2"))[o.variant % 3]
    columns = [
        o.other(("Kích hoạt", word), lambda u, n=n: 40 + (len(u.name) * n) % 90, True)
        for n, word in enumerate(heads, 3)
    ]
    words = f"Số tài khoản ĐDĐT mức 2 kích hoạt từng tuần của tháng {o.when.month}/{o.when.year}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def of_one_week_so_far(o: Office) -> Report:
    week = o.when.isocalendar().week
    return titled(
        o,
        f"ĐDĐT mức 2, lũy kế tuần {week} đến ngày {o.when:%d/%m/%Y}",
        f"Số tài khoản ĐDĐT mức 2 đã kích hoạt trên tổng số, đến ngày {o.when:%d/%m/%Y}",
        f"Kết quả kích hoạt ĐDĐT mức 2 tại xã, tại nhà, số liệu đến ngày {o.when:%d/%m/%Y}",
    )


KINDS: Kinds = {
    of_one_week_so_far: 3,
    parts_in_rows: 4,
    level_of_title_and_sheet_differ: 2,
    time_of_title_and_files_name_differ: 2,
    of_one_day: 3,
    quotients: 2,
    more_or_less: 3,
    stars_behind_numbers: 2,
    done_of_ordered_in_one_cell: 2,
    two_units_in_a_row: 2,
    months_before_days: 2,
    words_in_small_print: 6,
    heads_of_two_kinds_of_weeks: 3,
    since_new_year: 6,
    of_each_day: 3,
    of_each_month: 2,
    of_hamlets: 2,
    of_schools: 2,
    of_banks_and_offices: 2,
    of_other_systems: 6,
    accounts_of_no_stage: 3,
    one_column_for_two_stages: 2,
    of_ages: 2,
    of_men_and_women: 2,
    new_and_renewed: 2,
    here_and_elsewhere: 2,
    one_part_alone: len(PARTS + SPANS),
    one_part_in_the_title: 3 + len(SPANS),
    fractions_typed_for_thousands: 2,
    codes_without_their_zeros: 2,
    a_note_that_says_flow: 2,
    a_group_that_says_flow: 3,
    last_weeks_numbers_alone: 2,
    plan_and_done_in_short_forms: 2,
    an_average: 2,
    of_wrong_order: 2,
    of_the_future: 2,
    before_there_were_accounts: 2,
    a_line_of_two_districts: 2,
    copied_twice: 2,
}

RECIPES = recipes(KINDS)

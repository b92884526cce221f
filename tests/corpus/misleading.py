"""Reports of which nothing may come in, or only part: the other hand's tables that look like counts of accounts."""

from datetime import datetime, timedelta

from tests.corpus.offices import STAGES, WORDS, Column, Kinds, Office, Report, cluster, district, form, recipes
from tests.corpus.sheets import Grid, Line, Sheet


def under(o: Office, words: str, columns: list[Column], name: str = "BC", notes: tuple[str, ...] = ()) -> Sheet:
    return Sheet(name, [*o.letterhead(), Line(words), Line(""), o.table(columns), *map(Line, notes)])


def small(o: Office, scale: float = 0.02) -> list[Column]:
    """Numbers under the plain heads of the stages that are no cumulative counts."""
    return [o.other((WORDS[s],), lambda u, s=s: 3 + int(o.count(u, "2", s) * scale), True) for s in STAGES]


def full(o: Office) -> list[Column]:
    return small(o, 1.0)


def of_the_week(o: Office) -> Report:
    first = o.when - timedelta(6)
    words = (
        f"KẾT QUẢ CẤP TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2 TRONG TUẦN "
        f"(từ ngày {first:%d/%m/%Y} đến ngày {o.when:%d/%m/%Y})",
        f"Kết quả thu nhận, kích hoạt ĐDĐT mức 2 tuần {o.when.isocalendar().week} năm {o.when.year} "
        f"(từ {first:%d/%m} đến {o.when:%d/%m/%Y})",
        f"Số tài khoản ĐDĐT mức 2 phát sinh từ {first:%d/%m/%Y} đến {o.when:%d/%m/%Y}",
        f"KẾT QUẢ ĐDĐT MỨC ĐỘ 2 TUẦN QUA (số liệu tính đến 17h00 ngày {o.when:%d/%m/%Y})",
    )
    return o.sent(under(o, words[o.variant % 4], small(o)), form(o, "xlsx", "docx", "utf-8-sig", "pdf"))


def of_the_month(o: Office) -> Report:
    month = f"{o.when.month}/{o.when.year}"
    words = (
        f"KẾT QUẢ CẤP TÀI KHOẢN ĐDĐT MỨC 2 TRONG THÁNG {month} (tính đến ngày {o.when:%d/%m/%Y})",
        f"Báo cáo kết quả định danh điện tử mức 2 tháng {month}",
        f"KẾT QUẢ 10 NGÀY CAO ĐIỂM KÍCH HOẠT ĐDĐT MỨC 2 ĐẾN NGÀY {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 3], small(o, 0.08)), form(o, "xlsx", "ods", "docx"))


def only_targets(o: Office) -> Report:
    words = (
        f"GIAO CHỈ TIÊU KÍCH HOẠT TÀI KHOẢN ĐDĐT MỨC 2 ĐẾN NGÀY {o.when:%d/%m/%Y}",
        f"Chỉ tiêu thu nhận, kích hoạt định danh điện tử mức 2 phải đạt đến ngày {o.when:%d/%m/%Y}",
        f"Phân bổ số lượng tài khoản mức 2 cần hoàn thành tính đến {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 3], full(o)), form(o, "xlsx", "docx", "xls"))


def only_rates(o: Office) -> Report:
    columns = [
        o.other((WORDS[s],), lambda u: (61 + len(u.name) % 30, f"{61 + len(u.name) % 30},5")[o.variant % 2])
        for s in STAGES
    ]
    words = (
        f"TỶ LỆ THU NHẬN, KÍCH HOẠT ĐDĐT MỨC 2 TRÊN DÂN SỐ, TÍNH ĐẾN {o.when:%d/%m/%Y}",
        f"Mức độ hoàn thành (%) chỉ tiêu ĐDĐT mức 2 đến ngày {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 2], columns), form(o, "xlsx", "pdf"))


def of_organisations(o: Office) -> Report:
    words = (
        f"TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ TỔ CHỨC, DOANH NGHIỆP - LŨY KẾ ĐẾN {o.when:%d/%m/%Y}",
        f"Kết quả cấp tài khoản định danh điện tử cho hợp tác xã, hộ kinh doanh lũy kế đến ngày {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 2], small(o, 0.005)), form(o, "xlsx", "docx"))


def of_some_people(o: Office) -> Report:
    """Accounts of a part of the people only: never those of the unit."""
    words = (
        f"Kết quả cấp ĐDĐT mức 2 cho học sinh THPT, lũy kế đến {o.when:%d/%m/%Y}",
        f"TÀI KHOẢN ĐDĐT MỨC 2 CỦA TRẺ EM DƯỚI 14 TUỔI (LŨY KẾ ĐẾN NGÀY {o.when:%d/%m/%Y})",
        f"Số cán bộ, đảng viên đã kích hoạt tài khoản ĐDĐT mức 2, lũy kế đến {o.when:%d/%m/%Y}",
        f"TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2 CẤP CHO NGƯỜI NƯỚC NGOÀI, LŨY KẾ ĐẾN {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 4], small(o, 0.1)), form(o, "xlsx", "docx", "ods", "utf-8-sig"))


def residents(o: Office) -> Report:
    heads = (("Nhân khẩu thường trú", "Tạm trú", "Từ đủ 14 tuổi"), ("Dân số", "Đủ điều kiện cấp", "Đã được cấp CCCD"))[
        o.variant % 2
    ]
    columns = [
        o.other((word,), lambda u, at=at: o.count(u, "2", STAGES[at]) + 1000, True) for at, word in enumerate(heads)
    ]
    words = f"Rà soát công dân phục vụ cấp tài khoản định danh điện tử mức 2, tính đến {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def cards(o: Office) -> Report:
    words = (
        f"KẾT QUẢ THU NHẬN HỒ SƠ CẤP CĂN CƯỚC CÔNG DÂN, LŨY KẾ ĐẾN {o.when:%d/%m/%Y}",
        f"Kết quả kích hoạt tài khoản dịch vụ công trực tuyến, lũy kế đến {o.when:%d/%m/%Y}",
        f"Thu nhận hồ sơ cấp thẻ Căn cước cho công dân lũy kế đến ngày {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 3], full(o)), form(o, "xlsx", "docx", "ods"))


def still_to_do(o: Office) -> Report:
    words = (
        f"DANH SÁCH SỐ CÔNG DÂN CHƯA KÍCH HOẠT ĐDĐT MỨC 2 TÍNH ĐẾN {o.when:%d/%m/%Y}",
        f"Số tài khoản mức 2 còn phải thu nhận, kích hoạt đến ngày {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 2], small(o, 0.3)), form(o, "xlsx", "docx"))


def not_activated_in_the_heads(o: Office) -> Report:
    day = o.midnight()
    columns = [
        o.counted(("Đã phê duyệt",), "2", "approved"),
        o.other(("Chưa kích hoạt",), lambda u: o.count(u, "2", "approved") - o.count(u, "2", "activated"), True),
    ]
    words = f"TÌNH HÌNH KÍCH HOẠT ĐDĐT MỨC 2 LŨY KẾ ĐẾN NGÀY {day:%d/%m/%Y}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def planned(o: Office) -> Report:
    words = (
        f"DỰ KIẾN KẾT QUẢ LŨY KẾ CẤP ĐDĐT MỨC 2 ĐẾN NGÀY {o.when:%d/%m/%Y}",
        f"Ước thực hiện lũy kế ĐDĐT mức 2 đến ngày {o.when:%d/%m/%Y}",
        f"KẾ HOẠCH LŨY KẾ ĐDĐT MỨC 2 TÍNH ĐẾN NGÀY {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 3], full(o)), form(o, "xlsx", "docx", "ods"))


def in_thousands(o: Office) -> Report:
    columns = [o.other((WORDS[s],), lambda u, s=s: round(o.count(u, "2", s) / 1000) + 2) for s in STAGES]
    sheet = under(o, f"Kết quả ĐDĐT mức 2 lũy kế đến {o.when:%d/%m/%Y}", columns)
    sheet.parts.insert(-2, Line("", ("ĐVT: nghìn tài khoản", "Đơn vị tính: 1.000 tài khoản")[o.variant % 2]))
    return o.sent(sheet, form(o, "xlsx", "docx"))


def no_time(o: Office) -> Report:
    lines = [
        Line(f"CÔNG AN {o.area.province.upper()}"),
        Line(o.police()),
        Line("LŨY KẾ TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2"),
    ]
    return o.sent(Sheet("Sheet1", [*lines, o.table(full(o))]), form(o, "xlsx", "docx", "utf-8-sig"), "tong hop")


def times_differ(o: Office) -> Report:
    later = o.when + timedelta(7)
    sheet = under(
        o,
        f"Lũy kế ĐDĐT mức 2 tính đến ngày {o.when:%d/%m/%Y}",
        full(o),
        notes=(f"Số liệu chốt đến ngày {later:%d/%m/%Y}",),
    )
    return o.sent(sheet, form(o, "xlsx", "docx"))


def no_such_day(o: Office) -> Report:
    words = (
        f"Lũy kế ĐDĐT mức 2 tính đến ngày 31/9/{o.when.year}",
        f"Lũy kế ĐDĐT mức 2 đến hết ngày 30 tháng 02 năm {o.when.year}",
    )
    return o.sent(under(o, words[o.variant % 2], full(o)), form(o, "xlsx", "docx"))


def persons(o: Office) -> Report:
    names = ("Lê Văn A", "Trần Thị B", "Phạm Văn C", "Hoàng Thị D", "Bùi Văn E", "Đỗ Thị G")
    rows = [[at + 1, name, 1970 + at, o.named(o.units[at]), 1, at % 2] for at, name in enumerate(names)]
    words = ["STT", "Họ và tên", "Năm sinh", "Nơi thường trú", "Thu nhận", "Kích hoạt"]
    lines = [*o.letterhead(), Line(f"DANH SÁCH CÔNG DÂN ĐÃ KÍCH HOẠT ĐDĐT MỨC 2 ĐẾN {o.when:%d/%m/%Y}"), Line("")]
    return o.sent(Sheet("DS", [*lines, Grid([words, *rows])]), form(o, "xlsx", "docx"))


def per_officer(o: Office) -> Report:
    names = ("Đ/c Hùng", "Đ/c Lan", "Đ/c Dũng", "Đ/c Hà", "Đ/c Minh", "Đ/c Tú")
    rows = [[at + 1, name, o.named(o.units[at]), 40 + 13 * at, 31 + 12 * at] for at, name in enumerate(names)]
    words = ["STT", "Cán bộ", "Đơn vị", "Thu nhận", "Kích hoạt"]
    lines = [*o.letterhead(), Line(f"THI ĐUA CÁ NHÂN ĐDĐT MỨC 2, LŨY KẾ ĐẾN {o.when:%d/%m/%Y}"), Line("")]
    return o.sent(Sheet("Thi dua", [*lines, Grid([words, *rows])]), form(o, "xlsx", "docx"))


def points(o: Office) -> Report:
    words = (
        f"CHẤM ĐIỂM THI ĐUA ĐDĐT MỨC 2 TÍNH ĐẾN {o.when:%d/%m/%Y}",
        f"Xếp hạng kết quả ĐDĐT mức 2 đến ngày {o.when:%d/%m/%Y} (thứ hạng theo từng nội dung)",
    )
    columns = [o.other((WORDS[s],), lambda u, s=s: 1 + (len(u.name) * 7 + len(s)) % 15) for s in STAGES]
    return o.sent(under(o, words[o.variant % 2], columns), form(o, "xlsx", "docx"))


def increase(o: Office) -> Report:
    words = (
        f"MỨC TĂNG SỐ TÀI KHOẢN ĐDĐT MỨC 2 SO VỚI CÙNG KỲ, TÍNH ĐẾN {o.when:%d/%m/%Y}",
        f"Số tài khoản ĐDĐT mức 2 tăng thêm so với tháng trước, tính đến {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 2], small(o, 0.1)), form(o, "xlsx", "docx"))


def checked(o: Office) -> Report:
    """A sample, errors and refusals are parts of the work, not its result."""
    words = (
        f"Phúc tra ngẫu nhiên hồ sơ ĐDĐT mức 2 đến ngày {o.when:%d/%m/%Y}",
        f"HỒ SƠ ĐDĐT MỨC 2 BỊ LỖI, TRẢ LẠI - LŨY KẾ ĐẾN {o.when:%d/%m/%Y}",
    )
    return o.sent(under(o, words[o.variant % 2], small(o, 0.03)), form(o, "xlsx", "docx"))


def of_other_days(o: Office) -> Report:
    """Old communes after the reform, new ones before it: the day or the units must be wrong."""
    o.area = district("393") if o.variant % 2 else cluster("24", 3)
    o.units = list(o.area.units)[:10]
    o.when = day = datetime(2025, 9, 12) if o.variant % 2 else datetime(2024, 5, 10)
    return o.sent(
        under(o, f"Lũy kế tài khoản ĐDĐT mức 2 tính đến ngày {day:%d/%m/%Y}", full(o)), form(o, "xlsx", "docx"), "BC"
    )


def by_channel(o: Office) -> Report:
    """Accounts taken on the road are some of the unit's, and the columns name no stage that is whole."""
    heads = ("Cấp lưu động", "Cấp tại nhà", "Cấp tại trụ sở")
    columns = [
        o.other((word,), lambda u, at=at: int(o.count(u, "2", "activated") / (2 + at)), True)
        for at, word in enumerate(heads)
    ]
    words = f"Kết quả kích hoạt ĐDĐT mức 2 theo hình thức, lũy kế đến {o.when:%d/%m/%Y}"
    return o.sent(under(o, words, columns), form(o, "xlsx", "docx"))


def a_level_that_is_not_said(o: Office) -> Report:
    """Nothing says which level: asked, or taken for both together."""
    at = o.midnight()
    columns = o.stages("all")
    report = o.sent(
        under(o, f"KẾT QUẢ CẤP TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ LŨY KẾ ĐẾN {at:%d/%m/%Y}", columns), form(o, "xlsx", "docx")
    )
    report.also, report.rows = report.also | report.rows, set()
    return report


def stages_with_a_week_between(o: Office) -> Report:
    """The cumulative column may come in, its neighbours of the day and of the week may not."""
    at, parts = o.midnight(), [("Trong ngày", 1), ("Từ đầu tuần", 5)]
    columns = [o.other((words,), lambda u, d=days: o.flow(u, "2", "activated", d), True) for words, days in parts]
    columns.append(o.counted(("Lũy kế từ đầu chiến dịch" if o.variant == 9 else "Lũy kế",), "2", "activated"))
    return o.sent(under(o, f"KẾT QUẢ KÍCH HOẠT ĐDĐT MỨC 2 ĐẾN NGÀY {at:%d/%m/%Y}", columns), form(o, "xlsx", "docx"))


def target_in_rows(o: Office) -> Report:
    """Two rows a unit: what was ordered, and what was done."""
    at, rows = o.midnight(), []
    for n, unit in enumerate(o.units, 1):
        rows.append([n, o.named(unit), "Chỉ tiêu", *[round(o.count(unit, "2", s) * 1.2, -1) for s in STAGES]])
        rows.append([None, None, "Thực hiện", *[c.cell(unit) for c in o.stages("2")]])
    table = Grid([["TT", "Đơn vị", "", *[WORDS[s] for s in STAGES]], *rows])
    lines = [*o.letterhead(), Line(f"KẾT QUẢ ĐDĐT MỨC 2 LŨY KẾ ĐẾN NGÀY {at:%d/%m/%Y}"), Line("")]
    return o.sent(Sheet("BC", [*lines, table]), form(o, "xlsx", "docx"))


KINDS: Kinds = {
    of_the_week: 4,
    of_the_month: 3,
    only_targets: 3,
    only_rates: 2,
    of_organisations: 2,
    of_some_people: 4,
    residents: 2,
    cards: 3,
    still_to_do: 2,
    not_activated_in_the_heads: 2,
    planned: 3,
    in_thousands: 2,
    no_time: 3,
    times_differ: 2,
    no_such_day: 2,
    persons: 2,
    per_officer: 2,
    points: 2,
    increase: 2,
    checked: 2,
    of_other_days: 2,
    by_channel: 2,
    a_level_that_is_not_said: 2,
    stages_with_a_week_between: 2,
    target_in_rows: 2,
}

RECIPES = recipes(KINDS)

"""330 tables that combine layouts, qualifying words, levels, times, kinds of file and encodings, with their truth.

A third of the words stand in no vocabulary: rare synonyms, dialect, short forms, misspellings. A number that such a
word qualifies must not come in; where the word turns out to change nothing, the number may (``also``).
"""

import csv
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.corpus.offices import STAGES, WORDS, Column, Office, Recipes, Report, Unit
from tests.corpus.sheets import Cell, Grid, Line, Sheet, below, head, turned

TABLES = 330
CUMULATIVE = ["lũy kế", "cộng dồn", "từ trước đến nay", "luỹ kế", "tổng lũy kế", "số lũy kế", "LK"]
RESULT = ["kết quả", "đã thực hiện", "kết quả đạt được", "thực hiện"]
NOT_COUNTED = {
    "flow": [
        "trong tuần",
        "phát sinh",
        "trong ngày",
        "phát sinh mới",
        "trong tháng",
        "trong đợt",
        "hôm nay",
        "tuần qua",
    ],
    "target": ["chỉ tiêu", "kế hoạch", "được giao", "phải thực hiện", "mục tiêu", "chỉ tiêu phấn đấu"],
    "plan": ["dự kiến", "ước thực hiện", "ước đạt"],
    "percent": ["tỷ lệ", "tỷ lệ %", "%"],
    "change": ["tăng so với tuần trước", "chênh lệch", "mức tăng"],
    "backlog": ["chưa thực hiện", "còn lại", "bị từ chối", "lỗi", "chờ duyệt", "tồn đọng"],
    "others": ["tổ chức", "doanh nghiệp", "trẻ em", "người nước ngoài", "học sinh", "lưu động", "tại nhà"],
}


def unknown_words(kind: str) -> list[str]:
    """Words that stand in no vocabulary.

    ``unknown``: each changes what the numbers are (a span, a share, a part, a wish). ``harmless``: misspellings and
    dialect for "cumulative". ``measure``: units of measure that are no account.
    """
    with Path(__file__).with_name("unknown_words.csv").open(encoding="utf-8") as file:
        return [row["word"] for row in csv.DictReader(file) if row["kind"] == kind]


UNKNOWN, HARMLESS, UNKNOWN_MEASURES = map(unknown_words, ("unknown", "harmless", "measure"))
MEASURES = ["tài khoản", "hồ sơ", "TK", "trường hợp", "Tài khoản ĐDĐT"]
BAD_MEASURES = ["nghìn tài khoản", "%", "phần trăm", "điểm"]
# Lines of a letterhead that speak of no counting stop no file.
DECOR = [
    "Phong trào Vì bình yên cuộc sống",
    "Chào mừng Đại hội Đảng bộ các cấp",
    "Kính gửi: Phòng CSQLHC về TTXH",
    "(Ban hành kèm theo Công văn số 1234/CAT-PC06)",
    "Hưởng ứng Ngày Chuyển đổi số quốc gia",
    "Nơi nhận: Như trên; Lưu: VT",
]
FORMS = ("xlsx", "docx", "utf-8-sig", "ods", "pdf", "utf-16", "xls", "windows-1258", "xlsx", "tcvn3")
WORKBOOKS = ("xlsx", "ods", "xls")


@dataclass
class Word:
    """A qualifying word; ``kind`` says what it makes of the numbers."""

    text: str
    kind: str

    @property
    def counts(self) -> bool:
        return self.kind in ("cumulative", "result")

    @property
    def is_known(self) -> bool:
        return self.kind not in ("unknown", "harmless")


def words(at: int, draw: random.Random) -> Word:
    """Every third word is unknown; of the others, three of five count."""
    if at % 3 == 2:
        of_harmless = draw.random() < 0.2
        return Word(draw.choice(HARMLESS if of_harmless else UNKNOWN), "harmless" if of_harmless else "unknown")
    if draw.random() < 0.6:
        kind = draw.choice(["cumulative", "cumulative", "result"])
        return Word(draw.choice(CUMULATIVE if kind == "cumulative" else RESULT), kind)
    kind = draw.choice(list(NOT_COUNTED))
    return Word(draw.choice(NOT_COUNTED[kind]), kind)


class Clerk(Office):
    """An office that puts one qualifying word somewhere."""

    word: Word
    level: str

    def other_number(self, unit: Unit, level: str, stage: str) -> Cell:
        """What stands under a word that makes it no count."""
        count = self.count(unit, level, stage)
        if self.word.kind == "percent":
            return f"{40 + count % 55},{count % 10}"
        scale = {"target": 1.2, "plan": 1.1}.get(self.word.kind, 0.03)
        return self.number(3 + int(count * scale))

    def columns(self, counts: bool, group: tuple[str, ...] = (), suffix: str = "") -> list[Column]:
        """The stages of the level, or of both levels below one another."""
        found = []
        for level in ("1", "2") if self.level == "both" else (self.level,):
            for stage in STAGES:
                above = (*group, *((f"Mức {level}",) if self.level == "both" else ()))
                words = (*above, f"{WORDS[stage]}{suffix}")
                if counts:
                    found.append(self.counted(words, level, stage))
                else:
                    found.append(self.other(words, lambda u, n=level, s=stage: self.other_number(u, n, s)))
        return found

    def subject(self, words: str = "") -> str:
        level = "" if self.level == "both" else f" {self.of_level(self.level)}"
        return f"Tài khoản định danh điện tử{level}{words}"


def capital(value: str) -> str:
    return value[:1].upper() + value[1:]


# -- where the word stands: each returns the sheet -------------------------------------------------------------------
def in_the_title(o: Clerk) -> Sheet:
    table = o.table(o.columns(o.word.counts or o.word.kind == "harmless"), None)
    return framed(o, o.subject(f" - {o.word.text}"), table, says_cumulative=False)


def over_the_columns(o: Clerk) -> Sheet:
    table = o.table(o.columns(o.word.counts or o.word.kind == "harmless", (capital(o.word.text),)), None)
    return framed(o, o.subject(), table)


def in_the_heads(o: Clerk) -> Sheet:
    suffix = (" ({})", " {}", " - {}")[o.variant // 27 % 3].format(o.word.text)
    return framed(o, o.subject(), o.table(o.columns(o.word.counts or o.word.kind == "harmless", suffix=suffix), None))


def beside_the_counts(o: Clerk) -> Sheet:
    """Two columns a stage: of the word, and of what may come in."""
    mine = o.word.counts
    partner = ("Trong tuần" if o.word.kind == "cumulative" else "Chỉ tiêu") if mine else "Lũy kế"
    true, other = (capital(o.word.text), partner) if mine else (partner, capital(o.word.text))
    level, found = "2" if o.level == "both" else o.level, []
    o.level = level
    for stage in STAGES:
        columns = [
            o.other((WORDS[stage], other), lambda u, s=stage: o.other_number(u, level, s)),
            o.counted((WORDS[stage], true), level, stage),
        ]
        found += columns if o.variant % 2 else reversed(columns)
    return framed(o, o.subject(), o.table(found, None), says_cumulative=o.word.kind != "result")


def in_two_rows(o: Clerk) -> Sheet:
    mine = o.word.counts
    partner = ("Trong tuần" if o.word.kind == "cumulative" else "Chỉ tiêu") if mine else "Lũy kế"
    level = "2" if o.level == "both" else o.level
    o.level, rows, merges = level, [], []
    for at, unit in enumerate(o.units):
        true = [o.counted((), level, s).cell(unit) for s in STAGES]
        other = [o.other_number(unit, level, s) for s in STAGES]
        pair = [(o.word.text, true if mine else other), (partner, other if mine else true)]
        for n, (label, numbers) in enumerate(pair if o.variant % 2 else pair[::-1]):
            name: list[Cell] = [None, None] if n else [at + 1, o.named(unit)]
            rows.append([*name, capital(label), *numbers])
        merges += [(2 * at, 0, 2 * at + 1, 0), (2 * at, 1, 2 * at + 1, 1)]
    table = below([head([("TT",), ("Đơn vị",), ("Loại số liệu",), *[(WORDS[s],) for s in STAGES]]), Grid(rows, merges)])
    return framed(o, o.subject(), table, says_cumulative=False)


def over_the_second_table(o: Clerk) -> Sheet:
    first = o.table(o.columns(True), None)
    own = o.word.counts or o.word.kind == "harmless"
    # What the word makes a count again is the same count once more: the second table of one is of the other units.
    half = len(o.units) // 2
    if own:
        o.rows.clear()
        units, o.units = o.units, o.units[:half]
        first = o.table(o.columns(True), None)
        o.units = units[half:]
    second = o.table(o.columns(own), None)
    sheet = framed(o, o.subject(), first, says_cumulative=False, may_stand_below=False)
    at = sheet.parts.index(first)
    sheet.parts[at:at] = [Line("A. SỐ LŨY KẾ")]
    sheet.parts += [Line(""), Line(f"B. {o.word.text.upper()}"), second]
    return sheet


def in_the_sheets_name(o: Clerk) -> Sheet:
    table = o.table(o.columns(o.word.counts or o.word.kind == "harmless"), None)
    sheet = framed(o, o.subject(), table, says_cumulative=False)
    sheet.name = capital(o.word.text).replace("%", "phần trăm")
    return sheet


def as_the_measure(o: Clerk) -> Sheet:
    """The unit of measure in its line."""
    if o.word.is_known:
        measures = MEASURES if o.word.counts else BAD_MEASURES
    else:
        o.word.kind, measures = "unknown", UNKNOWN_MEASURES
    sheet = framed(o, o.subject(), o.table(o.columns(o.word.counts), None))
    words = ("ĐVT: {}", "Đơn vị tính: {}", "(ĐVT: {})")[o.variant // 27 % 3].format(o.random.choice(measures))
    sheet.parts.insert(next(i for i, part in enumerate(sheet.parts) if isinstance(part, Grid)), Line("", words))
    return sheet


def with_units_across(o: Clerk) -> Sheet:
    """Indicators in rows, which the word qualifies."""
    o.units = o.units[:6]
    own = o.word.counts or o.word.kind == "harmless"
    level = "2" if o.level == "both" else o.level
    o.level = level
    columns = o.columns(own, suffix=f" ({o.word.text})")
    rows = [[o.named(unit), *[column.cell(unit) for column in columns]] for unit in o.units]
    return framed(o, o.subject(), turned(below([Grid([["Nội dung", *[c.head[-1] for c in columns]]]), Grid(rows)])))


PLACES: list[Callable[[Clerk], Sheet]] = [
    in_the_title,
    over_the_columns,
    in_the_heads,
    beside_the_counts,
    in_two_rows,
    over_the_second_table,
    in_the_sheets_name,
    as_the_measure,
    with_units_across,
]


def framed(o: Clerk, subject: str, table: Grid, says_cumulative: bool = True, may_stand_below: bool = True) -> Sheet:
    """The table below its letterhead and subject; its time above, below, or in a head over all columns."""
    lines = [*o.letterhead()]
    if o.random.random() < 0.25:
        lines.append(Line(o.random.choice(DECOR)))
    lines.append(Line(subject.upper() if o.random.random() < 0.3 else subject))
    time = ("Lũy kế {}" if says_cumulative and o.word.is_known and o.word.counts else "Số liệu {}").format(o.until())
    if o.random.random() < 0.2 and may_stand_below:
        return Sheet("BC", [*lines, Line(""), table, Line(f"Ghi chú: {time[0].lower()}{time[1:]}")])
    return Sheet("BC", [*lines, Line(time), Line(""), table])


def made(at: int) -> Report:
    draw = random.Random(f"combined {at}")
    place = PLACES[at // 3 % len(PLACES)]
    o = Clerk(f"combined {at}", at)
    o.units = o.units[:9]
    o.word, o.level = words(at, draw), draw.choice(["1", "2", "2", "all", "both"])
    sheet = place(o)
    form = WORKBOOKS[at // 27 % 3] if place is in_the_sheets_name else FORMS[(at + at // len(FORMS)) % len(FORMS)]
    report = o.sent(sheet, form)
    report.kind = f"{'known' if o.word.is_known else 'unknown'} word {place.__name__.replace('_', ' ')}"
    report.name = f"{at:03} {report.name}"
    if not o.word.is_known:
        report.also, report.rows = report.also | report.rows, set()
    return report


def is_known(name: str) -> bool:
    """Whether the table of this name holds a word of the vocabulary."""
    return int(name.removeprefix("combined ")) % 3 != 2


RECIPES: Recipes = {f"combined {at}": partial(made, at) for at in range(TABLES)}

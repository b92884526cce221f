"""Offices with their real units, made-up counts that grow, and how they write names, numbers and times."""

import csv
import random
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, partial

from dashboard.settings import ROOT
from tests.corpus import files
from tests.corpus.sheets import Cell, Grid, Line, Sheet, below, head

STAGES = ("collected", "approved", "activated")
WORDS = {"collected": "Thu nhận", "approved": "Phê duyệt", "activated": "Kích hoạt"}
SHORT = {"Xã": "X.", "Thị trấn": "TT.", "Phường": "P."}
POLICE = {"Xã": "CAX", "Thị trấn": "CATT", "Phường": "CAP", "Huyện": "CAH", "Thị xã": "CATX", "Thành phố": "CATP"}
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    parent: str

    @property
    def bare(self) -> str:
        return self.name.removeprefix(self.kind).strip()


@dataclass(frozen=True)
class Area:
    """A district of 2024, or some neighbouring communes of a province of 2025 that report together."""

    edition: str
    code: str
    name: str
    province: str
    units: tuple[Unit, ...]


DISTRICTS = ("393", "392", "390", "401", "394", "215", "223", "869", "872", "876")
CLUSTERS = (("38", 5), ("38", 30), ("38", 60), ("38", 95), ("24", 3), ("24", 30), ("82", 10), ("82", 50))
KINDS = ("Thành phố", "Thị trấn", "Thị xã", "Huyện", "Quận", "Phường", "Đặc khu", "Tỉnh", "Xã")


@cache
def gazetteer() -> dict[tuple[str, str], Unit]:
    """The units of both editions; those that changed their names meanwhile are left to other tests."""
    with (ROOT / "data" / "unit_changes.csv").open(encoding="utf-8") as file:
        changed = {(row["edition"], row["unit_code"]) for row in csv.DictReader(file)}
    found = {}
    with (ROOT / "data" / "units.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key, name = (row["edition"], row["unit_code"]), row["full_name"]
            if key not in changed or row["grain"] == "province":
                kind = next((each for each in KINDS if name.startswith(each)), "")
                found[key] = Unit(row["unit_code"], name, kind, row["parent_code"])
    return found


def children(edition: str, parent: str) -> tuple[Unit, ...]:
    """The units below one, without those whose names, marks left off, another of them has too."""
    units = [unit for (of, _), unit in gazetteer().items() if of == edition and unit.parent == parent]
    bare = [without_marks(unit.bare) for unit in units]
    return tuple(unit for unit, name in zip(units, bare, strict=True) if bare.count(name) == 1)


def district(code: str) -> Area:
    unit = gazetteer()["2024", code]
    return Area("2024", code, unit.name, gazetteer()["2024", unit.parent].name, children("2024", code))


def cluster(province: str, start: int, size: int = 11) -> Area:
    name = gazetteer()["2025", province].name
    return Area("2025", "", "", name, children("2025", province)[start : start + size])


@dataclass
class Report:
    """A file with what of it is true: rows that may come in, and rows that may or may not."""

    name: str
    kind: str
    data: bytes
    rows: set[Key]
    also: set[Key]


@dataclass
class Column:
    """A column with the words above it; one that counts says what."""

    head: tuple[str, ...]
    cell: Callable[[Unit], Cell]
    total: Callable[[Sequence[Unit]], Cell] = lambda units: None


@dataclass
class Office:
    """One clerk with one area: chooses a way of writing from the seed, and keeps the truth of what was written."""

    kind: str
    variant: int
    edition: str = ""
    rows: set[Key] = field(default_factory=set)
    also: set[Key] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = random.Random(f"{self.kind} {self.variant}")
        old = self.edition == "2024" or (not self.edition and self.random.random() < 0.6)
        self.area = district(self.random.choice(DISTRICTS)) if old else cluster(*self.random.choice(CLUSTERS))
        self.units = list(self.area.units)[:16]
        self.when = self.moment()
        self.style = self.random.choice(["full", "full", "police", "short", "capitals"])
        self.numbers = self.random.choice(["plain", "plain", "plain", "dots"])

    # -- what is counted --------------------------------------------------------------------------------------------
    def base(self, unit: Unit, level: str) -> int:
        draw = random.Random(f"{unit.code} {unit.name} {level}")
        size = {"Tỉnh": 40, "Huyện": 12}.get(unit.kind, 12 if len(unit.code) == 3 else 40 if len(unit.code) == 2 else 1)
        low, high = (90, 420) if level == "1" else (1900, 4800)
        return draw.randint(low, high) * size * (2 if self.area.edition == "2025" and size == 1 else 1)

    def count(self, unit: Unit, level: str, stage: str, when: datetime | None = None) -> int:
        """A cumulative count that only grows, and of which no later stage exceeds an earlier one."""
        if level == "all":
            return self.count(unit, "1", stage, when) + self.count(unit, "2", stage, when)
        days = ((when or self.when) - datetime(2023, 1, 1)).total_seconds() / 86_400
        of = {"collected": 1.0, "approved": 0.958, "activated": 0.55 + 0.0001 * days}[stage]
        return int(self.base(unit, level) * (0.6 + days / 3_400) * of)

    def flow(self, unit: Unit, level: str, stage: str, days: int = 7) -> int:
        return self.count(unit, level, stage) - self.count(unit, level, stage, self.when - timedelta(days))

    # -- how it is written ------------------------------------------------------------------------------------------
    def moment(self) -> datetime:
        first, last = (datetime(2023, 4, 3), 690) if self.area.edition == "2024" else (datetime(2025, 8, 4), 290)
        day = first + timedelta(days=self.random.randrange(last))
        return day.replace(hour=self.random.choice([0, 7, 11, 15, 16, 17, 23]), minute=self.random.choice([0, 0, 30]))

    def midnight(self) -> datetime:
        self.when = self.when.replace(hour=0, minute=0)
        return self.when

    def until(self) -> str:
        """The moment in words: with its hour where it has one."""
        w = self.when
        words = {
            "H": w.hour,
            "M": f"{w.minute:02}",
            "d": w.day,
            "m": w.month,
            "Y": w.year,
            "dd": f"{w.day:02}",
            "mm": f"{w.month:02}",
        }
        timed = [
            "tính đến {H}h{M} ngày {d}/{m}/{Y}",
            "tính đến {H} giờ {M} phút ngày {dd}/{mm}/{Y}",
            "đến {H}h{M} ngày {dd}.{mm}.{Y}",
            "tính đến {H}h{M}, ngày {d} tháng {m} năm {Y}",
            "đến {H}:{M} ngày {dd}-{mm}-{Y}",
        ]
        days = [
            "tính đến ngày {dd}/{mm}/{Y}",
            "tính đến hết ngày {d}/{m}/{Y}",
            "đến hết ngày {d} tháng {m} năm {Y}",
            "đến ngày {d}.{m}.{Y}",
        ]
        chosen = self.random.choice(timed if (w.hour, w.minute) != (0, 0) else days)
        return chosen.format(**words)

    def both(self) -> str:
        return self.random.choice(["mức 1 và mức 2", "mức độ 1, 2", "mức độ 1 và 2", "mức 1, mức 2"])

    def of_level(self, level: str) -> str:
        if level == "all":
            return self.both()
        return self.random.choice(["mức {}", "mức độ {}", "mức độ 0{}"]).format(level)

    def named(self, unit: Unit, style: str = "") -> str:
        style = style or self.style
        if style == "police":
            return f"{POLICE[unit.kind]} {unit.bare}"
        if style == "short":
            return f"{SHORT.get(unit.kind, unit.kind)} {unit.bare}"
        if style == "unmarked":
            return without_marks(unit.name)
        if style == "bare":
            return unit.bare
        return unit.name.upper() if style == "capitals" else unit.name

    def number(self, value: int) -> Cell:
        if self.numbers == "plain":
            return value
        return grouped(value, {"dots": ".", "blanks": " ", "fixed": "\u00a0", "commas": ","}[self.numbers])

    # -- columns and tables -----------------------------------------------------------------------------------------
    def counted(self, words: tuple[str, ...], level: str, stage: str, when: datetime | None = None) -> Column:
        """A column whose numbers may come in."""
        at = when or self.when

        def cell(unit: Unit) -> Cell:
            value = self.count(unit, level, stage, at)
            self.true(unit, value, level, stage, at)
            return self.number(value)

        return Column(words, cell, lambda units: self.sum_of(units, level, stage, at))

    def true(self, unit: Unit, value: int, level: str, stage: str, when: datetime | None = None) -> None:
        self.rows.add((unit.code, str(when or self.when), level, stage, str(value)))

    def sum_of(self, units: Sequence[Unit], level: str, stage: str, at: datetime) -> Cell:
        value = sum(self.count(unit, level, stage, at) for unit in units)
        if self.area.code and len(units) == len(self.units):
            self.also.add((self.area.code, str(at), level, stage, str(value)))
        return self.number(value)

    def other(self, words: tuple[str, ...], value: Callable[[Unit], Cell], total: bool = False) -> Column:
        """A column whose numbers are something else."""

        def cell(unit: Unit) -> Cell:
            found = value(unit)
            return self.number(found) if isinstance(found, int) else found

        def summed(units: Sequence[Unit]) -> Cell:
            return self.number(sum(int(value(unit)) for unit in units)) if total else None

        return Column(words, cell, summed)

    def stages(self, level: str, group: tuple[str, ...] = (), stages: Sequence[str] = STAGES) -> list[Column]:
        return [self.counted((*group, WORDS[stage]), level, stage) for stage in stages]

    def unit_head(self) -> str:
        return self.random.choice(
            ["Đơn vị", "Tên đơn vị", "Công an xã, phường, thị trấn", "Xã, phường, thị trấn", "ĐƠN VỊ"]
        )

    def body(self, columns: Sequence[Column], units: Sequence[Unit] | None = None, start: int = 1) -> Grid:
        chosen = self.units if units is None else units
        return Grid([[at, self.named(unit), *[c.cell(unit) for c in columns]] for at, unit in enumerate(chosen, start)])

    def sums(self, columns: Sequence[Column], words: str, units: Sequence[Unit] | None = None) -> Grid:
        return Grid([[None, words, *[c.total(self.units if units is None else units) for c in columns]]])

    def heads(self, columns: Sequence[Column]) -> Grid:
        numbering = self.random.choice(["TT", "STT", "Số TT"])
        return head([(numbering,), (self.unit_head(),), *[column.head for column in columns]])

    def table(self, columns: Sequence[Column], total: str | None = "") -> Grid:
        """A table of one row a unit; its total stands last, unless there is none."""
        parts = [self.heads(columns), self.body(columns)]
        if total is not None:
            words = total or self.random.choice(["Tổng cộng", "TỔNG CỘNG", "Cộng", "Tổng"])
            parts.append(self.sums(columns, words))
        return below(parts)

    # -- the paper around it ----------------------------------------------------------------------------------------
    def police(self) -> str:
        """The office that sends: of a district, or of a province's cluster."""
        return f"CÔNG AN {self.area.name.upper()}" if self.area.name else "PHÒNG CSQLHC VỀ TTXH"

    def letterhead(self) -> list[Line]:
        """Four lines as regulations have them, or the office's name alone, which then names the province too."""
        province = f"CÔNG AN {self.area.province.upper()}"
        if self.random.random() < 0.35:
            return [Line(province), Line(self.police())]
        signed = self.when + timedelta(days=self.random.choice([0, 1, 1, 2]))
        place = self.area.name.split(" ", 1)[-1] if self.area.name else self.area.province.split(" ", 1)[-1]
        return [
            Line(province, NATION),
            Line(self.police(), MOTTO),
            Line(
                f"Số: {self.random.randint(12, 980)}/BC-QLHC",
                f"{place}, ngày {signed.day:02} tháng {signed.month:02} năm {signed.year}",
            ),
            Line(""),
        ]

    def title(self, level: str) -> list[Line]:
        subject = self.random.choice(
            [
                "BÁO CÁO|Kết quả cấp tài khoản định danh điện tử {}",
                "KẾT QUẢ THU NHẬN, KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ {}",
                "TỔNG HỢP|Tiến độ cấp, kích hoạt tài khoản định danh điện tử {}",
                "BẢNG TỔNG HỢP KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ {}",
            ]
        ).format(self.of_level(level) if level else "")
        words = self.random.choice(["(Số liệu {})", "(Lũy kế {})", "Số liệu {}", "Lũy kế {}"]).format(self.until())
        return [*[Line(part.strip()) for part in subject.split("|")], Line(words), Line("")]

    def signature(self) -> list[Line]:
        return [Line(""), Line("NGƯỜI LẬP BIỂU", "TRƯỞNG CÔNG AN"), Line("(Ký, ghi rõ họ tên)", "(Ký tên, đóng dấu)")][
            : self.random.choice([0, 3, 3])
        ]

    def sheet(self, level: str, *tables: Grid, name: str = "Sheet1", notes: Sequence[Line] = ()) -> Sheet:
        return Sheet(name, [*self.letterhead(), *self.title(level), *tables, *notes, *self.signature()])

    def sent(self, sheets: Sheet | Sequence[Sheet], form: str = "xlsx", name: str = "") -> Report:
        """The report as a file of the form."""
        whole = [sheets] if isinstance(sheets, Sheet) else list(sheets)
        data, ending = as_file(whole, form)
        kind = self.random.choice(["BC", "BC tuan", "Bao cao", "TH", "So lieu"])
        stem = name or f"{kind} {without_marks(self.area.name or self.area.province)}"
        self.also -= self.rows
        return Report(f"{stem}.{ending}", self.kind, data, self.rows, self.also)


Kinds = dict[Callable[[Office], Report], int]
Recipes = dict[str, Callable[[], Report]]


def recipes(kinds: Kinds, of_districts: Sequence[Callable[[Office], Report]] = ()) -> Recipes:
    """A maker for each variant of each kind, by a name; ``of_districts`` are kinds of before the reform."""
    return {
        f"{kind.__name__} {variant}": partial(written, kind, variant, "2024" if kind in of_districts else "")
        for kind, variants in kinds.items()
        for variant in range(variants)
    }


def written(kind: Callable[[Office], Report], variant: int, edition: str) -> Report:
    return kind(Office(kind.__name__, variant, edition))


def form(o: Office, *forms: str) -> str:
    """The kind of file of the report's variant."""
    return forms[o.variant % len(forms)]


def as_file(sheets: Sequence[Sheet], form: str) -> tuple[bytes, str]:
    """The bytes and the ending of a form: a workbook's, Word's, PDF's, or text in an encoding."""
    workbooks: dict[str, Callable[[Sequence[Sheet]], bytes]] = {
        "xlsx": files.xlsx,
        "xls": files.xls,
        "ods": files.ods,
        "docx": files.word,
        "pdf": files.pdf,
    }
    if form in workbooks:
        return workbooks[form](sheets), form
    if form == "xlsx in tcvn3":
        return files.xlsx([files.in_tcvn3(sheet) for sheet in sheets]), "xlsx"
    if form == "xlsx in vni":
        return files.xlsx([files.in_vni(sheet) for sheet in sheets]), "xlsx"
    if form == "xlsx since 1904":
        return files.xlsx(sheets, since_1904=True), "xlsx"
    encoding, separator = {
        "utf-8": ("utf-8", ","),
        "utf-8-sig": ("utf-8-sig", ";"),
        "utf-16": ("utf-16", "\t"),
        "windows-1258": ("cp1258", ";"),
        "tcvn3": ("tcvn3", ";"),
        "decomposed": ("decomposed", ";"),
    }[form]
    if encoding == "decomposed":
        return unicodedata.normalize("NFD", files.text(sheets[0], "utf-8").decode()).encode(), "csv"
    return files.text(sheets[0], encoding, separator), "txt" if separator == "\t" else "csv"


def grouped(value: int, mark: str) -> str:
    return f"{value:,}".replace(",", mark)


def without_marks(value: str) -> str:
    plain = value.replace("Đ", "D").replace("đ", "d")
    return "".join(each for each in unicodedata.normalize("NFD", plain) if not unicodedata.combining(each))


def roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]

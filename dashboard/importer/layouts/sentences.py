"""Figures that stand in sentences, laid out as the table that they could have been: each beside the words about it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from dashboard.importer.layouts.grids.blocks import blocks_of
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.layouts.tables.unit_naming import Words
from dashboard.importer.layouts.words.lexicon import STAGES, Lexicon, aligned, key_of
from dashboard.importer.layouts.words.meaning import SPANS
from dashboard.importer.layouts.words.moments import MOMENT, is_date

FIGURE = re.compile(r"(?<![\w/.,:-])(?:\d{1,3}(?:[.]\d{3})+|\d+)(?:,\d+)?(?![\w/:-]|[.,]\d| tuoi)")
# Behind these words a number names something and counts nothing: "mức 2", "mức 1 và 2", "Đề án 06".
NAMED = re.compile(
    r"\b(?:muc(?: do)?(?: \d va)?|so|de an|nam|thang|quy|tuan|dot|lan|thu|dieu|khoan|tu|du|duoi|tren)\s*$"
)
CLAUSE = re.compile(r"[,;:]\s+|\s+và\s+(?=đã|kích|thu|phê|tiếp)", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_])")
OF_UNIT = re.compile(r"\W*(?:\d{1,3}[.)]\s*)?[-+•*]?\s*(?P<unit>[^:]{2,60}?)\s*:\s*(?P<rest>.+)")
# What is said of some numbers holds for those that follow, until a running total or a time is named.
LASTING = ("flow", "plan", "previous", "target", "child", "organisation", "subset", "week", *SPANS)

UNTIL = re.compile(r"\b(?:den|tinh|toi|chot)\b")
# What is done on a day is of that day, and what is said of it next may be as well.
OF_A_DAY = "trong ngày"


@dataclass(frozen=True)
class Told:
    """A figure with the words about it, and the unit that its line begins with."""

    row: int
    unit: str
    words: str
    figure: str


def laid_out(grid: Grid, words: Words) -> Grid:
    """The grid with the figures of its sentences as a table; as it is where it has tables, or no such figures."""
    if blocks_of(grid, words.is_nothing):
        return grid
    lines = [" ".join(" ".join(cells).split()) for cells in grid.rows]
    listed = [told for row, line in enumerate(lines) for told in of_line(row, line, words)]
    if len({told.unit for told in listed}) > 1:
        return replace(grid, rows=by_unit(lines, listed), merged=(), remarks={})
    commune = words.areas.commune(lines)
    figures = list(in_prose(lines, commune, words.lexicon)) if commune else []
    if not any(words.lexicon.read(told.words).has(*STAGES) for told in figures):
        return grid
    return replace(grid, rows=one_below_the_other(lines, figures), merged=(), remarks={})


def of_line(row: int, line: str, words: Words) -> Iterator[Told]:
    """The figures of a line that begins with a unit: "1. Xã Trí Phải: thu nhận 1.240 tài khoản, kích hoạt 900"."""
    match = OF_UNIT.match(line)
    if match and words.is_unit(match["unit"]):
        for clause in CLAUSE.split(match["rest"]):
            for about, figure in figures_in(clause):
                yield Told(row, match["unit"], about, figure)


def by_unit(lines: list[str], listed: list[Told]) -> list[list[str]]:
    """A row a unit and a column for what is counted in the same words; other lines stay where they are."""
    heads = list({key_of(told.words): told.words for told in listed})
    first = listed[0].row
    rows = [[line] for line in lines[:first]]
    rows.append(["Đơn vị", *({key_of(told.words): told.words for told in listed}[head] for head in heads)])
    for row, line in enumerate(lines[first:], start=first):
        own = {key_of(told.words): told.figure for told in listed if told.row == row}
        unit = next((told.unit for told in listed if told.row == row), line)
        rows.append([unit, *(own.get(head, "") for head in heads)] if own else [line])
    return rows


def in_prose(lines: list[str], commune: str, lexicon: Lexicon) -> Iterator[Told]:
    """The figures of the sentences of one commune's report, with what the clauses before them say of them."""
    lasting = ""
    for row, line in enumerate(lines):
        for sentence in SENTENCE.split(line):
            before = ""
            for clause in CLAUSE.split(without_unit(sentence.rstrip(" ."), commune)):
                found, read = figures_in(clause), lexicon.read(clause)
                is_until = bool(read.moments) and bool(UNTIL.search(key_of(clause)))
                lasting = "" if is_until or read.has("cumulative") else lasting
                if read.moments and not is_until:
                    lasting = OF_A_DAY
                for words, figure in found:
                    yield Told(row, "", " ".join(f"{lasting} {before} {words}".split()), figure)
                before = f"{before} {opening_of(clause) if found else clause}".strip()
                if read.has(*LASTING) or any(moment.role == "since" for moment in read.moments):
                    lasting = f"{lasting} {found[0][0] if found else clause}".strip()


def opening_of(clause: str) -> str:
    """The words of a clause that hold for those behind it too: "Lũy kế đến ngày 01/5/2024 đã thu nhận 1.240"."""
    line = aligned(clause)
    ends = [match.end() for match in MOMENT.finditer(line) if is_date(match, line)]
    return clause[: ends[-1]] if ends else clause[:6] if line.startswith("luy ke") else ""


def one_below_the_other(lines: list[str], figures: list[Told]) -> list[list[str]]:
    """A row a figure, below the lines before the first and above those behind the last."""
    rows = {told.row for told in figures}
    top = [[line] for row, line in enumerate(lines) if row < min(rows)]
    body = [[told.words, told.figure] for told in figures]
    rest = [[line] for row, line in enumerate(lines) if row > min(rows) and row not in rows]
    return [*top, [], ["Nội dung", "Số lượng"], *body, [], *rest]


def figures_in(clause: str) -> list[tuple[str, str]]:
    """Each figure of a clause with the words of the clause; one beside others has only what stands before it."""
    line = aligned(clause)
    if len(line) != len(clause):
        return []
    dates = [match.span() for match in MOMENT.finditer(line) if is_date(match, line)]
    found = [
        match
        for match in FIGURE.finditer(line)
        if not NAMED.search(line[: match.start()]) and not any(a <= match.start() < b for a, b in dates)
    ]
    if len(found) == 1:
        first = found[0]
        return [(" ".join(f"{clause[: first.start()]} {clause[first.end() :]}".split()).strip(" ."), first[0])]
    starts = [0, *(match.end() for match in found)]
    return [(clause[start : m.start()].strip(" ."), m[0]) for start, m in zip(starts, found, strict=False)]


def without_unit(sentence: str, commune: str) -> str:
    """A sentence without the name of the commune that reports: it is known of whom all of them are."""
    line = aligned(sentence)
    match = re.search(rf"(?:\bcong an )?\b{re.escape(aligned(commune))}\b", line)
    if not match or len(line) != len(sentence):
        return sentence
    return " ".join(f"{sentence[: match.start()]} {sentence[match.end() :]}".split())

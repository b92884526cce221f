"""Finds the tables of a sheet by how it is filled: head, rows, labels, numbers, lines around; knows no words."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from dashboard.importer.layouts.grids.grid import ERROR, FORMULA, Grid

# A head has no more rows than this.
DEPTH = 6
# Rows that are looked at to tell labels from numbers.
SAMPLE = 200
DATE = re.compile(
    r"(?:ng[aà]y )?(?:\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d)?)?"
    r"|\d{1,2}([/.-])\d{1,2}\1\d{4}(?: \d{1,2}:\d\d)?|\d{1,2}/\d{1,2})",
    re.IGNORECASE,
)
NUMBER = re.compile(r"['(+-]?\d[\d\s.,']*\)?(?: ?%| ?[^\W\d_]{1,8}(?: [^\W\d_]{1,8})?)?")
INDEX = re.compile(r"\(?([A-Za-z]|\d{1,2})\)?(?: ?=.*)?")
# "1. Thu nhận" is a heading with its number.
NUMBERED = re.compile(r"\(?\d{1,2}[.)] ?[^\W\d_]{2}")
DASHES = {"-", "–", "—", "--", "---"}


@dataclass(frozen=True)
class Line:
    """Words outside of the cells of a table, and where they stand."""

    row: int
    column: int
    words: str


@dataclass(frozen=True)
class Block:
    """One table: the rows of its head, those below it, columns of labels and of numbers, and the lines around it."""

    grid: Grid
    columns: range
    head: tuple[int, ...]
    body: tuple[int, ...]
    labels: tuple[int, ...]
    numbers: tuple[int, ...]
    above: tuple[Line, ...] = ()
    below: tuple[Line, ...] = ()
    # Whether another table follows: then what stands between the two may be of either.
    is_followed: bool = False
    # How the row that numbers the columns says that some are worked out of others: (5)=(4)/(3).
    formulas: Mapping[int, str] = field(default_factory=dict)

    @cached_property
    def heads(self) -> dict[int, tuple[str, ...]]:
        """For each column what stands above it, from top to bottom; words that only go on are given once."""
        found = {}
        for column in self.columns:
            parts = [words for row in self.head if (words := self.over(row, column))]
            found[column] = tuple(words for before, words in pairwise(["", *parts]) if words != before)
        return found

    def over(self, row: int, column: int) -> str:
        """The words over a column in a row of the head; a blank beside words that are not merged belongs to them."""
        words = self.grid.seen(row, column)
        if words or self._has_merged_heads or not self._is_headed_below(row, column):
            return words
        for left in range(column - 1, self.columns.start - 1, -1):
            if not self._is_headed_below(row, left):
                return ""
            if words := self.grid.cell(row, left):
                return words
        return ""

    def _is_headed_below(self, row: int, column: int) -> bool:
        return any(self.grid.cell(deeper, column) for deeper in self.head if deeper > row)

    @cached_property
    def _has_merged_heads(self) -> bool:
        """Whether the head has cells merged across: then every blank in it is meant."""
        return any(
            first[0] in self.head and last[1] > first[1] and first[1] in self.columns
            for first, last in self.grid.merged
        )

    def cell(self, row: int, column: int) -> str:
        """The words of a cell, those of a merged one in all its rows."""
        return self.grid.seen(row, column)

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in its sheet."""
        return row, column

    def turned(self) -> "Block":
        """The same table with its columns as rows; a cell tells where it really stands."""
        return Turned(self)


class Turned(Block):
    """A table read the other way: what headed its columns now begins its rows."""

    def __init__(self, block: Block) -> None:
        # Numbers before the first label only number the rows.
        numbers = tuple(column for column in block.numbers if column > block.labels[0])
        # The labels that stand behind one another become rows of the head, and so does a line between the rows.
        left = [column for column in block.labels if column < min(numbers)]
        body, sections, section = [], [], ""
        for row in block.body:
            if any(block.grid.cell(row, column) for column in numbers):
                body.append(row)
                sections.append(section)
            else:
                section = " ".join(words for column in left if not is_index(words := block.cell(row, column)))
        top = [["", *sections]] if any(sections) else []
        top += [["", *(block.cell(row, column) for row in body)] for column in left]
        rows = [[" ".join(block.heads[c]), *(block.grid.cell(row, c) for row in body)] for c in numbers]
        grid = replace(block.grid, rows=[*top, *rows], merged=(), remarks={})
        super().__init__(
            grid,
            range(len(body) + 1),
            tuple(range(len(top))),
            tuple(range(len(top), len(top) + len(rows))),
            (0,),
            tuple(range(1, len(body) + 1)),
            block.above,
            block.below,
            block.is_followed,
        )
        object.__setattr__(self, "_block", block)
        object.__setattr__(self, "_places", (tuple(body), numbers, [*left[:1]] * bool(any(sections)) + left))

    def origin(self, row: int, column: int) -> tuple[int, int]:
        """Where a cell stands in its sheet."""
        block: Block = self.__dict__["_block"]
        body, numbers, left = self.__dict__["_places"]
        over = row - len(self.head)
        line = body[column - 1] if column else block.head[-1]
        return line, numbers[over] if over >= 0 else left[row]


def blocks_of(grid: Grid, is_nothing: Callable[[str], bool]) -> list[Block]:
    """All tables of a sheet, from top to bottom and from left to right."""
    return Finder(grid, is_nothing).blocks()


def lines_of(grid: Grid) -> list[Line]:
    """All words of a sheet, for one that holds no table."""
    return [
        Line(row, column, words)
        for row in range(len(grid.rows))
        for column in range(len(grid.rows[row]))
        if (words := grid.cell(row, column))
    ]


class Finder:
    """Looks through one grid."""

    def __init__(self, grid: Grid, is_nothing: Callable[[str], bool]) -> None:
        self.grid = grid
        known: dict[str, str] = {"": ""}
        self.kinds: list[list[str]] = []
        for row in range(len(grid.rows)):
            kinds = []
            for column in range(grid.width):
                words = grid.cell(row, column)
                if words not in known:
                    known[words] = kind_of(words, is_nothing)
                kinds.append(known[words])
            self.kinds.append(kinds)
        for (row, column), first in grid.inside.items():
            if (row, column) != first and self.kinds[first[0]][first[1]]:
                self.kinds[row][column] = "merged"

    def blocks(self) -> list[Block]:
        """All tables; one whose head is only repeated, as printing does, goes on with the one above."""
        found: list[Block] = []
        start, height = 0, len(self.kinds)
        while start < height:
            first = next((row for row in range(start, height) if self.is_data(row)), None)
            if first is None:
                break
            head = self.head_above(first, start)
            if not head:
                start = first + 1
                continue
            stop = self.end_of(first, head)
            lines = self.lines(range(start, head[0]), range(self.grid.width))
            bottom = max([row for row in range(head[-1], first) if self.is_numbering(row)], default=head[-1])
            body = tuple(range(bottom + 1, stop))
            formulas = {c: words for c in self.filled(bottom) if "=" in (words := self.grid.cell(bottom, c))}
            new = [
                replace(self.block(columns, head, body, start), formulas=formulas)
                for columns in self.pieces(head, body)
            ]
            if found and not lines and [one.heads for one in new] == [one.heads for one in found[-len(new) :]]:
                found[-len(new) :] = [
                    replace(one, body=(*one.body, *again.body))
                    for one, again in zip(found[-len(new) :], new, strict=True)
                ]
            else:
                found += new
            start = stop
        return [self.with_lines_below(one, found) for one in found]

    def with_lines_below(self, block: Block, blocks: list[Block]) -> Block:
        """The table with what stands under it, up to the head of the next one."""
        last = block.body[-1]
        heads = [other.head[0] for other in blocks if other.head[0] > last]
        below = self.lines(range(last + 1, min(heads, default=len(self.kinds))), block.columns)
        return replace(block, below=below, is_followed=bool(heads))

    def block(self, columns: range, head: tuple[int, ...], body: tuple[int, ...], start: int) -> Block:
        """One table; of lines that stand side by side as tables do, it has its own."""
        labels, numbers = self.sides(body, columns)
        above = self.lines(range(start, head[0]), columns)
        return Block(self.grid, columns, head, body, labels, numbers, above)

    def filled(self, row: int, columns: Iterable[int] | None = None) -> list[int]:
        """The columns of a row that hold cells of their own."""
        kinds = self.kinds[row]
        return [c for c in (range(len(kinds)) if columns is None else columns) if kinds[c] not in ("", "merged")]

    def is_data(self, row: int) -> bool:
        """Whether a row holds a number behind a label or another number."""
        kinds = self.kinds[row]
        seen = False
        for kind in kinds:
            if kind == "number" and seen:
                return not self.is_numbering(row)
            seen = seen or bool(kind)
        return False

    def is_numbering(self, row: int) -> bool:
        """Whether a row numbers the columns: (1) (2) (3) or A B 1 2 3."""
        found = [INDEX.fullmatch(self.grid.cell(row, column)) for column in self.filled(row)]
        numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
        if not all(found) or len(numbers) < 2 or numbers[0] not in (1, 2, 3):
            return False
        return all(later == one + 1 for one, later in pairwise(numbers))

    def sides(self, body: Iterable[int], columns: range) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The columns of words and those of numbers."""
        labels: list[int] = []
        numbers: list[int] = []
        rows = [row for row in body if self.is_data(row)][:SAMPLE]
        for column in columns:
            kinds = [self.kinds[row][column] for row in rows]
            words = sum(kind in ("words", "date") for kind in kinds)
            if count := sum(kind == "number" for kind in kinds):
                (labels if words > count else numbers).append(column)
            elif words:
                labels.append(column)
        return tuple(labels), tuple(numbers)

    def counted(self, first: int) -> set[int]:
        """The columns that hold numbers behind the first label, in the first rows below a head."""
        rows = [row for row in range(first, min(first + 12, len(self.kinds))) if self.is_data(row)]
        labels, numbers = self.sides(rows, range(self.grid.width))
        start = labels[0] if labels and any(column > labels[0] for column in numbers) else -1
        return {column for column in numbers if column > start}

    def head_above(self, first: int, start: int) -> tuple[int, ...]:
        """The rows of the head above a first row of numbers; none where there is none."""
        counted = self.counted(first)
        found: list[int] = []
        for row in range(first - 1, start - 1, -1):
            if self.is_numbering(row):
                continue
            if not self.filled(row):
                if found:
                    break
                continue
            if self.is_data(row) or len(found) == DEPTH:
                break
            if self.is_head(row, counted):
                found.append(row)
            elif found:
                break
        return tuple(sorted(found))

    def is_head(self, row: int, counted: set[int]) -> bool:
        """Whether a row heads columns of numbers: with several words, or with words that stand over these alone."""
        kinds = self.kinds[row]
        over = [column for column in counted if kinds[column] in ("words", "date", "merged")]
        filled = self.filled(row)
        if not over or not filled:
            return False
        if len(filled) > 1:
            return True
        return filled[0] in counted and filled[0] > min(self.filled_before(row, counted), default=-1)

    def filled_before(self, row: int, counted: set[int]) -> list[int]:
        """The columns left of the numbers that hold anything below a row."""
        below = range(row + 1, min(row + DEPTH, len(self.kinds)))
        return [c for c in range(min(counted)) if any(self.kinds[r][c] for r in below)]

    def end_of(self, first: int, head: tuple[int, ...]) -> int:
        """Where the rows of a table end: before another head, else behind the last row of numbers."""
        counted, last = self.counted(first), first
        headed = {words for row in head for words in self.grid.rows[row] if words.strip()}
        for row in range(first + 1, len(self.kinds)):
            if self.is_data(row):
                last = row
            elif self.is_another_head(row, counted, headed, last):
                break
        return last + 1

    def is_another_head(self, row: int, counted: set[int], headed: set[str], last: int) -> bool:
        """Whether a row between others heads a table of its own, or repeats the head."""
        filled = self.filled(row)
        if len(filled) < 2 or any(self.kinds[row][column] == "number" for column in filled):
            return False
        words = [self.grid.cell(row, column) for column in filled if column in counted]
        if not words or (len(words) > 1 and len(set(words)) == 1):
            return False
        if not any(self.is_data(below) for below in range(row + 1, min(row + 1 + DEPTH, len(self.kinds)))):
            return False
        return row - 1 > last or any(self.grid.rows[row][column] in headed for column in filled)

    def pieces(self, head: tuple[int, ...], body: tuple[int, ...]) -> list[range]:
        """The columns of each table that stands beside others: apart by an empty column, or headed alike."""
        rows = [*head, *body]
        used = [any(self.kinds[row][c] not in ("", "merged") for row in rows) for c in range(self.grid.width)]
        starts = [c for c in range(self.grid.width) if used[c] and (c == 0 or not used[c - 1])]
        labels, numbers = self.sides(body, range(self.grid.width))
        leaf = {c: next((w for row in reversed(head) if (w := self.grid.seen(row, c))), "") for c in range(len(used))}
        for earlier in labels:
            for later in labels:
                if later > earlier and leaf[later] and leaf[later] == leaf[earlier]:
                    is_numbered = earlier > 0 and leaf[later - 1] and leaf[later - 1] == leaf[earlier - 1]
                    starts.append(later - 1 if is_numbered else later)
        whole: list[int] = []
        for start, stop in pairwise([*sorted(set(starts)), self.grid.width]):
            span = range(start, stop)
            is_own = any(c in span for c in labels) and any(c in span and c > start for c in numbers)
            if is_own or not whole:
                whole.append(start)
        return [range(start, stop) for start, stop in pairwise([*whole, self.grid.width])]

    def lines(self, rows: range, columns: range) -> tuple[Line, ...]:
        """The words in rows outside of tables: those over or under these columns, or alone in their row."""
        found = []
        for row in rows:
            filled = self.filled(row)
            own = [column for column in filled if column in columns] if len(columns) < self.grid.width else filled
            found += [
                Line(row, column, self.grid.cell(row, column))
                for column in (own if len(filled) > 1 and own else filled)
            ]
        return tuple(found)


def is_index(words: str) -> bool:
    """Whether words only number a row: 1, I, a."""
    return bool(re.fullmatch(r"\(?(?:\d{1,3}|[IVX]{1,5}|[a-zA-Z])?[.)]*", words))


def kind_of(words: str, is_nothing: Callable[[str], bool]) -> str:
    """What a cell holds: nothing, a number (or what stands in the place of one), a date, or words."""
    if not words:
        return ""
    if words in DASHES or words in (FORMULA, ERROR) or is_nothing(words):
        return "number"
    if DATE.fullmatch(words):
        return "date"
    if NUMBERED.match(words):
        return "words"
    return "number" if NUMBER.fullmatch(words) else "words"

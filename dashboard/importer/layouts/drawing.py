"""Draws a sheet as its office made it, with what was recognised of it; words that may name a person are left out."""

import re

from dashboard.exports.privacy import masked
from dashboard.exports.sketches import DrawnCell, Sketch
from dashboard.importer.layouts.grids.blocks import DATE, NUMBER
from dashboard.importer.layouts.grids.grid import Grid, letters
from dashboard.importer.layouts.tables.columns import Column, column_name
from dashboard.importer.layouts.tables.table import Table, is_nothing
from dashboard.importer.layouts.tables.unit_naming import Words
from dashboard.importer.layouts.words.around import speaks
from dashboard.importer.layouts.words.notes import is_small_print

About = tuple[tuple[str, str], ...]
# So many rows are drawn from the top; of what follows only what is no row of a unit.
FIRST, MOST, WIDE = 40, 120, 40


def sketch(grid: Grid, tables: list[Table], words: Words) -> Sketch | None:
    """The sheet drawn; None for one without a table, and for a list of persons."""
    if not tables or any("person" in table.others.values() for table in tables):
        return None
    return Drawer(grid, tables, words).sketch()


class Drawer:
    """Draws one sheet."""

    def __init__(self, grid: Grid, tables: list[Table], words: Words) -> None:
        self.grid, self.tables, self.words = grid, tables, words
        # Where each cell of a table stands in its sheet.
        self.places = {
            table.block.origin(row, column): (table, row, column)
            for table in tables
            for row in (*table.block.head, *table.block.body)
            for column in table.block.columns
        }
        self.counted = {id(table): {(cell.row, cell.column.place) for cell in table.cells} for table in tables}
        self.asked = {at for table in tables for at in table.asked_at}
        self.asked_words = {question.words for table in tables for question in table.questions}
        self.below = {(line.row, line.column) for table in tables for line in table.block.below}

    def sketch(self) -> Sketch:
        """The rows that are drawn, cell by cell."""
        rows = self.rows()
        last = max(rows, default=-1)
        width = min(self.grid.width, WIDE)
        merged = dict(self.grid.merged)
        cells = []
        for row in rows:
            spilled = 0
            for column in range(width):
                origin = self.grid.inside.get((row, column), (row, column))
                if origin != (row, column) and origin[0] in rows:
                    continue
                low, right = merged.get((row, column), (row, column))
                height = sum(row <= other <= low for other in rows)
                wide = min(right, width - 1) - column + 1
                if column < spilled:
                    continue
                if (row, column) not in self.places and wide == 1 and self.grid.cell(row, column):
                    # As in a spreadsheet, a line goes on over the empty cells on its right.
                    wide = next(
                        (n for n in range(1, width - column) if not self.is_free(row, column + n)), width - column
                    )
                    spilled = column + wide
                cells.append(self.cell(row, column, height, wide))
        sheet = masked(self.grid.sheet) if self.grid.sheet else None
        columns = tuple(letters(column) for column in range(width))
        return Sketch(sheet, columns, tuple(rows), tuple(cells), len(self.grid.rows) - 1 - last)

    def is_free(self, row: int, column: int) -> bool:
        """Whether a place holds nothing and belongs to nothing."""
        is_covered = (row, column) in self.grid.inside or (row, column) in self.places
        return not is_covered and not self.grid.cell(row, column)

    def rows(self) -> list[int]:
        """The rows to draw: the first ones, and behind them heads, sections, totals and what is asked."""
        units = {
            table.block.origin(row, table.block.columns[0])[0]
            for table in self.tables
            for row, kind in table.kinds.items()
            if kind == "unit"
        }
        asked = {row for row, _ in self.asked}
        filled = [row for row, cells in enumerate(self.grid.rows) if any(cell.strip() for cell in cells)]
        return [row for place, row in enumerate(filled) if place < FIRST or row not in units or row in asked][:MOST]

    def cell(self, row: int, column: int, height: int, width: int) -> DrawnCell:
        """One cell with its role, and with what an answer may speak of."""
        words = masked(self.grid.cell(row, column))
        place = self.places.get((row, column))
        if not words:
            return DrawnCell(row, column, "", "none", height, width)
        if place is None:
            role, words, meaning, about = self.line(row, column, words)
        else:
            role, words, meaning, about = self.of_table(*place, words, width)
        if (row, column) in self.asked:
            role = "asked"
        return DrawnCell(row, column, words, role, height, width, meaning, about)

    def line(self, row: int, column: int, words: str) -> tuple[str, str, str, About]:
        """A line outside of the tables; under them only notes are shown, and nowhere words that nobody knows."""
        reading = self.words.lexicon.read(words)
        if (row, column) in self.below and not (is_small_print(words) or reading.is_said or speaks(reading)):
            return "hidden", "…", "", ()
        if reading.has("person"):
            return "hidden", "…", "", ()
        is_time = any(moment.role == "until" for moment in reading.moments)
        about: About = (("word", words),)
        if reading.unknown and not speaks(reading):
            unknown = {token for run in reading.unknown for token in run.split()}
            words = re.sub(r"\w+", lambda match: "…" if match[0] in unknown else match[0], words)
            about = ()
        return "time" if is_time else "line", words, "", about

    def of_table(self, table: Table, row: int, place: int, words: str, width: int) -> tuple[str, str, str, About]:
        """A cell of a table."""
        column = next(one for one in table.columns if one.place == place)
        name = ("column", masked(column_name(column, table.columns)))
        if row in table.block.head:
            is_group = width > 1 or row != table.block.head[-1]
            about = (("word", words), name) if is_group else (name, ("word", words))
            return "head", words, "" if width > 1 else meaning_of(table, column), about
        kind = table.kinds.get(row, "")
        if column.role == "number" and self.is_figure(words):
            if kind in ("total", "subtotal"):
                return "total", words, "", (name,)
            is_left = place in table.others or (place in table.meanings and self.counted[id(table)])
            role = "count" if (row, place) in self.counted[id(table)] else "other" if is_left else "none"
            return role, words, meaning_of(table, column), (name,)
        if column.role in ("unit", "unit_code", "parent"):
            role = "total" if kind in ("total", "subtotal") else "unit"
            return role, words, column.role, (("row", words),)
        if column.role in ("as_of", "ordinal") and self.is_figure(words):
            return "time" if column.role == "as_of" else "none", words, column.role, (name,)
        if column.role == "person":
            return "hidden", "…", "", (name,)
        return self.label(table, words, name)

    def label(self, table: Table, words: str, name: tuple[str, str]) -> tuple[str, str, str, About]:
        """Words within a table that are no unit: shown where they are understood, or asked about."""
        reading = self.words.lexicon.read(words)
        is_asked = any(words in asked or asked in words for asked in self.asked_words if asked)
        if not reading.unknown or is_asked or reading.is_said or self.words.is_unit(words):
            return "unit" if self.words.is_unit(words) else "none", words, "", (("word", words), name)
        return "hidden", "…", "", (name,)

    def is_figure(self, words: str) -> bool:
        """Whether a cell holds a number, a day, or says that there is no figure."""
        return bool(
            NUMBER.fullmatch(words) or DATE.fullmatch(words) or is_nothing(words, self.words.nothing) or len(words) < 5
        )


def meaning_of(table: Table, column: Column) -> str:
    """What a column was taken for: "activated 1", "unit", "flow"."""
    if column.role != "number":
        return column.role
    return table.meanings.get(column.place, "") or table.others.get(column.place, "")

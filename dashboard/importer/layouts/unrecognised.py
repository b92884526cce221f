"""What may be shown of a file whose table is not understood: its columns, where a row is surely a header."""

from collections.abc import Sequence

from dashboard.exports.header import fields_of
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning
from dashboard.importer.layouts import heads
from dashboard.importer.layouts.grid import TOP, Grid, letters
from dashboard.importer.layouts.heads import Column
from dashboard.importer.layouts.piece import meaning_of
from dashboard.importer.layouts.wording import Phrases
from dashboard.importer.staging import Staging

# A row of figures and persons may hold one word of our headings by chance, hardly two.
SURE = 2


def supposed(staging: Staging, grids: Sequence[Grid], phrases: Phrases) -> tuple[Meaning, ...]:
    """The columns below the first row that is surely a header, for a person to explain; none where no row is."""
    for grid in grids:
        for row in range(min(TOP, len(grid.rows))):
            if columns := columns_at(staging, grid, phrases, row):
                sheet = masked(grid.sheet) if grid.sheet else None
                return tuple(
                    Meaning(sheet, letters(column.place), masked(column.written), field or whole(column))
                    for column, field in columns
                    if column.written
                )
    return ()


def columns_at(staging: Staging, grid: Grid, phrases: Phrases, row: int) -> list[tuple[Column, str | None]]:
    """The columns whose header stands in this row, and the field of a list that each may be; none for another row."""
    cells = [grid.cell(row, place) for place in range(grid.width)]
    if holds_figures(grid, row):
        return []
    fields = fields_of(staging.connection, cells)
    roles = [heads.role_at(grid, phrases, row, place) for place in range(grid.width)]
    # A stage or a level may be a word of a person's row, too.
    if sum(bool(field) or role not in ("", "count") for field, role in zip(fields, roles, strict=True)) < SURE:
        return []
    naming = next((place for place, role in enumerate(roles) if role in ("unit", "parent")), 0)
    first, last = heads.top_of(grid, phrases, row, naming), bottom_of(grid, row, naming)
    return [(heads.flattened(grid, phrases, first, last, place), fields[place]) for place in range(grid.width)]


def whole(column: Column) -> str:
    """What a column means; nothing where only its stage or only its level is known."""
    heading = column.heading
    return meaning_of(column) if heading.role != "count" or (heading.stage and heading.level) else ""


def holds_figures(grid: Grid, row: int) -> bool:
    """Whether a row has a cell of digits without words, as headers have not."""
    cells = [grid.cell(row, place) for place in range(grid.width)]
    return any(any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell)) for cell in cells)


def bottom_of(grid: Grid, row: int, naming: int) -> int:
    """The last row of a header of words that nobody knows: below it the units' column goes on with names."""
    last, words = row, grid.seen(row, naming)
    below = range(row + 1, min(row + heads.DEPTH, len(grid.rows)))
    for line in below:
        if grid.seen(line, naming) not in ("", words) or holds_figures(grid, line) or not any(grid.rows[line]):
            break
        last = line
    return last

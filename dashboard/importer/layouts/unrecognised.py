"""What may be shown of a file in which no table was found: the words of a row that is surely a header."""

from collections.abc import Sequence

from dashboard.exports.header import fields_of
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning
from dashboard.importer.layouts.grid import TOP, Grid, letters
from dashboard.importer.layouts.lexicon import STAGES, Lexicon
from dashboard.importer.staging import Staging

# A row of figures and persons may hold one word of our headings by chance, hardly two.
SURE = 2
NAMING = ("unit", "parent", "unit_code", "ordinal", "as_of", "target", "percent", "population", "note")


def supposed(staging: Staging, grids: Sequence[Grid], lexicon: Lexicon) -> tuple[Meaning, ...]:
    """The columns below the first row that is surely a header, for a person to explain; none where no row is."""
    for grid in grids:
        for row in range(min(TOP, len(grid.rows))):
            cells = [grid.cell(row, place) for place in range(grid.width)]
            if any(any(map(str.isdigit, cell)) and not any(map(str.isalpha, cell)) for cell in cells):
                continue
            fields = fields_of(staging.connection, cells)
            # A stage or a level may be a word of a person's row, too.
            named = [bool(cell) and lexicon.read(cell, with_places=False).has(*NAMING) for cell in cells]
            if sum(bool(field) or is_naming for field, is_naming in zip(fields, named, strict=True)) >= SURE:
                sheet = masked(grid.sheet) if grid.sheet else None
                return tuple(
                    Meaning(sheet, letters(place), masked(cell), fields[place] or "")
                    for place, cell in enumerate(cells)
                    if cell
                )
    return ()


def is_headed(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether a sheet has the head of a table of counts, below which nothing is filled in."""
    for row in range(min(TOP, len(grid.rows))):
        readings = [lexicon.read(cell) for place in range(grid.width) if (cell := grid.cell(row, place))]
        if any(reading.has("unit", "unit_code") for reading in readings) and any(
            reading.has(*STAGES) for reading in readings
        ):
            return True
    return False

"""What may be shown of a file in which no table was found: the words of a row that is surely a header."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.exports.header import fields_of
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning
from dashboard.importer.layouts.grids.grid import TOP, Grid, letters
from dashboard.importer.layouts.words.lexicon import STAGES, Lexicon
from dashboard.importer.staging import Staging

# A row of figures and persons may hold one word of our headings by chance, hardly two.
SURE = 2
NAMING = ("unit", "parent", "unit_code", "ordinal", "as_of", "target", "percent", "population", "note")


@dataclass(frozen=True)
class Head:
    """The first row that is surely a header: where it stands, its columns, and its words that were not understood.

    ``is_of_counts`` where it names units and what is counted; ``of_people`` are the words by which it heads a list of
    persons, empty for any other. A list of dossiers names a unit for each, and may lack but a column.
    """

    sheet: str | None
    row: int
    meanings: tuple[Meaning, ...]
    unknown: tuple[str, ...]
    is_of_counts: bool
    of_people: str = ""


def supposed(staging: Staging, grids: Sequence[Grid], lexicon: Lexicon) -> Head | None:
    """The columns below the first row that is surely a header, for a person to explain; None where no row is."""
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
                meanings = tuple(
                    Meaning(sheet, letters(place), masked(cell), fields[place] or "")
                    for place, cell in enumerate(cells)
                    if cell
                )
                strange = (one.written for one in meanings if not one.meaning and lexicon.read(one.written).unknown)
                readings = [lexicon.read(cell) for cell in cells if cell]
                names_units = any(one.has("unit", "unit_code") for one in readings)
                is_of_counts = names_units and any(one.has(*STAGES, "1", "2") for one in readings)
                persons = [masked(one.written) for one in readings if one.has("person")]
                of_people = ", ".join(persons) if len(persons) >= SURE and not names_units else ""
                return Head(sheet, row + 1, meanings, tuple(dict.fromkeys(strange)), is_of_counts, of_people)
    return None


def is_headed(grid: Grid, lexicon: Lexicon) -> bool:
    """Whether a sheet has the head of a table of counts, below which nothing is filled in."""
    for row in range(min(TOP, len(grid.rows))):
        readings = [lexicon.read(cell) for place in range(grid.width) if (cell := grid.cell(row, place))]
        if any(reading.has("unit", "unit_code") for reading in readings) and any(
            reading.has(*STAGES) for reading in readings
        ):
            return True
    return False

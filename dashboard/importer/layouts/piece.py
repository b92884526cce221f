"""What each sheet contributes: columns of text cells of one kind, where they stood, and the totals to be checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.exports.header import Header
from dashboard.exports.kinds import SUMMARY
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning, Notice
from dashboard.exports.source import Place
from dashboard.importer.layouts.grid import FORMULA, Grid, letters
from dashboard.importer.layouts.heads import Column
from dashboard.importer.layouts.table import FIELDS, Table
from dashboard.importer.staging import Staging

# What is said of columns that a file of another kind brings in.
BESIDE = {"targets_beside": "target", "populations_beside": "population_base"}


class FormulaEmpty(Exception):
    """A cell that is needed holds a formula whose value was never stored; its place is the argument."""


@dataclass
class Piece:
    """The rows of one sheet. ``labels`` names, row by row, the columns that differ from the header's."""

    header: Header
    cells: dict[str, list[str | None]]
    places: list[Place]
    labels: list[dict[str, str]] | None = None
    ragged: list[tuple[Place, int]] = field(default_factory=list)
    meanings: list[Meaning] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    # Printed totals: what is printed, where, and the rows of this piece that it sums up.
    sums: list[tuple[str, str, tuple[int, ...]]] = field(default_factory=list)


def of_listing(grid: Grid, header: Header, line: int, *, is_text: bool) -> Piece:
    """A list with one header row; the line of a text file must have as many cells as its header."""
    written, sheet = grid.rows[line], masked(grid.sheet) if grid.sheet else None
    piece = Piece(header, {name: [] for name in header.positions}, [])
    for number in range(line + 1, len(grid.rows)):
        row = grid.rows[number]
        place = (sheet, number + 1)
        if is_text and len(row) != len(written):
            if any(cell.strip() for cell in row):
                piece.ragged.append((place, len(row)))
            continue
        piece.places.append(place)
        for name, position in header.positions.items():
            cell = row[position]
            if cell == FORMULA:
                raise FormulaEmpty(place_of(grid, number, position))
            piece.cells[name].append(cell or None)
    fields = {position: name for name, position in header.positions.items()}
    piece.meanings = [
        Meaning(sheet, letters(at), masked(words), fields.get(at, "")) for at, words in enumerate(written) if words
    ]
    return piece


def of_table(table: Table) -> Piece:
    """An office's table."""
    grid, sheet = table.grid, masked(table.grid.sheet) if table.grid.sheet else None
    piece = Piece(header_of(table), {name: [] for name in FIELDS}, [], [])
    for cell in table.cells:
        if cell.values[-1] == FORMULA:
            raise FormulaEmpty(place_of(grid, cell.line, cell.column.place))
        piece.places.append((sheet, cell.line + 1))
        for name, value in zip(FIELDS, cell.values, strict=True):
            piece.cells[name].append(value)
        if piece.labels is not None:
            piece.labels.append({"count": masked(table.label(cell.column))})
    for total in table.sums:
        if total.printed == FORMULA:
            raise FormulaEmpty(place_of(grid, total.line, total.column.place))
        piece.sums.append((total.printed, place_of(grid, total.line, total.column.place), total.parts))
    piece.meanings = [
        Meaning(sheet, letters(c.place), masked(c.written), meaning_of(c)) for c in table.head.columns if c.written
    ]
    piece.notices = [Notice(said, sheet, words) for said, kind in BESIDE.items() if (words := beside(table, kind))]
    return piece


def beside(table: Table, kind: str) -> str:
    """The columns of a table, as a person finds them, that a file of another kind brings in."""
    return ", ".join(masked(table.label(column)) for column in table.head.columns if column.heading.kind == kind)


def header_of(table: Table) -> Header:
    """The header of a table, in the words of its office."""
    head = table.head
    unit = head.of("unit") or head.of("parent")
    names = {name: name for name in FIELDS if name not in ("unit_code", "unit_name", "count")}
    names["unit_name"] = unit.written if unit else "unit_name"
    for name, role in (("unit_code", "unit_code"), ("as_of", "as_of"), ("parent_name", "parent")):
        if column := head.of(role):
            names[name] = column.written
    dropped = tuple(masked(c.written) for c in head.columns if c.written and not meaning_of(c))
    return Header(SUMMARY, {}, names | {"count": "count"}, dropped)


def meaning_of(column: Column) -> str:
    """The meaning of a column in codes: "unit", "activated 1"; empty for one that is not read."""
    heading = column.heading
    return f"{heading.stage} {heading.level}" if heading.role == "count" else heading.role


def place_of(grid: Grid, line: int, column: int) -> str:
    """A cell as spreadsheets name it, behind its sheet: Tuần 1!C5."""
    return f"{grid.sheet}!{letters(column)}{line + 1}" if grid.sheet else f"{letters(column)}{line + 1}"


def lay_out_sums(staging: Staging, pieces: Iterable[Piece]) -> None:
    """Fills `printed_total` and `part_of_total`, which the rule about totals reads."""
    totals: list[tuple[int, str, str]] = []
    parts: list[tuple[int, int]] = []
    offset = 0
    for piece in pieces:
        for printed, place, rows in piece.sums:
            parts += [(len(totals), offset + row) for row in rows]
            totals.append((len(totals), printed, place))
        offset += len(piece.places)
    if totals:
        ids, printed_cells, places = zip(*totals, strict=True)
        filled = (
            "INSERT INTO printed_total "
            "SELECT unnest($ids::BIGINT[]), unnest($printed::VARCHAR[]), unnest($places::VARCHAR[])"
        )
        staging.execute(filled, {"ids": list(ids), "printed": list(printed_cells), "places": list(places)})
        of, rows_of = zip(*parts, strict=True)
        listed = "INSERT INTO part_of_total SELECT unnest($of::BIGINT[]), unnest($rows::BIGINT[])"
        staging.execute(listed, {"of": list(of), "rows": list(rows_of)})

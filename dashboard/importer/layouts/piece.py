"""What each sheet contributes: columns of text cells of one kind, where they stood, and the totals to be checked."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from dashboard.exports.header import Header
from dashboard.exports.kinds import SUMMARY, Kind
from dashboard.exports.privacy import masked
from dashboard.exports.results import Meaning, Notice
from dashboard.exports.source import Place
from dashboard.importer.layouts.grids.grid import FORMULA, Grid, letters
from dashboard.importer.layouts.tables.beside import Watched
from dashboard.importer.layouts.tables.columns import Column
from dashboard.importer.layouts.tables.table import FIELDS, Table
from dashboard.importer.layouts.words.lexicon import STAGES
from dashboard.importer.layouts.words.meaning import NARROWING, OTHERS
from dashboard.importer.staging import Staging


def is_of_targets(tags: set[str]) -> bool:
    """Whether a column may come in as targets; a share of them may not."""
    return tags & set(OTHERS) == {"target"} and not tags & set(NARROWING)


def is_of_span(tags: set[str]) -> bool:
    """Whether it is of targets of a week or a month, which no running count can reach."""
    is_narrow = bool(tags & {"flow", *NARROWING})
    return is_narrow and "target" in tags and tags & set(OTHERS) <= {"target", "flow"}


def is_of_people(tags: set[str]) -> bool:
    return tags & set(OTHERS) == {"population"} and not tags & set(STAGES)


# What is said of columns beside the counts, by the tags of their words.
BESIDE: dict[str, Callable[[set[str]], bool]] = {
    "targets_beside": is_of_targets,
    "targets_of_span": is_of_span,
    "populations_beside": is_of_people,
}


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


def of_listing(grid: Grid, header: Header, line: int, beside: Sequence[Watched], *, is_text: bool) -> Piece:
    """A list with one header row; the line of a text file must have as many cells as its header.

    A merged cell speaks for all its rows; a count is no such words.
    """
    written, sheet = grid.rows[line], masked(grid.sheet) if grid.sheet else None
    positions = header.positions | {column.column: column.position for column in beside}
    counts = {field.name for field in header.kind.fields if field.reading == "count"}
    times = {field.name for field in header.kind.fields if field.reading in ("date", "time")}
    covered = {row for row, _ in grid.inside}
    piece = Piece(header, {name: [] for name in positions}, [])
    for number in range(line + 1, len(grid.rows)):
        row = grid.rows[number]
        place = (sheet, number + 1)
        if is_text and len(row) != len(written):
            if any(cell.strip() for cell in row):
                piece.ragged.append((place, len(row)))
            continue
        piece.places.append(place)
        for name, position in positions.items():
            cell = grid.seen(number, position) if number in covered and name not in counts else row[position]
            if cell == FORMULA:
                raise FormulaEmpty(cell_name(grid, number, position))
            piece.cells[name].append((grid.as_day(cell) if name in times else cell) or None)
    fields = {position: name for name, position in header.positions.items()}
    piece.meanings = [
        Meaning(sheet, letters(at), masked(words), fields.get(at, "")) for at, words in enumerate(written) if words
    ]
    return piece


def of_table(table: Table, kind: Kind = SUMMARY) -> Piece:
    """An office's table, whose cells are counts or, read as such, targets."""
    grid, block = table.block.grid, table.block
    sheet = masked(grid.sheet) if grid.sheet else None
    fields = [kind.value if name == "count" else name for name in FIELDS]
    piece = Piece(header_of(table, kind), {name: [] for name in fields}, [], [])
    for cell in table.cells:
        if cell.values[-1] == FORMULA:
            raise FormulaEmpty(place_of(table, cell.row, cell.column))
        piece.places.append((sheet, block.origin(cell.row, cell.column.place)[0] + 1))
        for name, value in zip(fields, cell.values, strict=True):
            piece.cells[name].append(value)
        if piece.labels is not None:
            piece.labels.append({kind.value: masked(table.label(cell.row, cell.column))})
    for total in table.sums:
        if total.printed == FORMULA:
            raise FormulaEmpty(place_of(table, total.row, total.column))
        piece.sums.append((total.printed, place_of(table, total.row, total.column), total.parts))
    head = block.head[-1] if block.head else block.body[0]
    piece.meanings = [
        Meaning(sheet, letters(block.origin(head, c.place)[1]), masked(c.written), meaning_of(table, c))
        for c in table.columns
        if c.written
    ]
    piece.notices = list(table.notices)
    if kind is SUMMARY:
        piece.notices += [Notice(said, sheet, words) for said in BESIDE if (words := beside(table, said))]
    return piece


def beside(table: Table, said: str) -> str:
    """The columns of a table, as a person finds them, of which a notice is to be given."""
    row = table.block.body[0]
    found = [column for column in table.columns if column.role == "number" and BESIDE[said](tags_of(column))]
    return ", ".join(masked(table.label(row, column)) for column in found)


def tags_of(column: Column) -> set[str]:
    return {one for reading in column.readings for one in reading.tags}


def header_of(table: Table, kind: Kind) -> Header:
    """The header of a table, in the words of its office."""
    names = {name: name for name in FIELDS if name not in ("unit_code", "unit_name", "count")}
    roles = {column.role: column.written for column in reversed(table.columns)}
    names["unit_name"] = roles.get("unit") or "unit_name"
    for name, role in (("unit_code", "unit_code"), ("as_of", "as_of"), ("parent_name", "parent")):
        if roles.get(role):
            names[name] = roles[role]
    unread = (masked(c.written) for c in table.columns if c.written and not meaning_of(table, c))
    # Whoever takes the targets of a report knows that its counts are not among them.
    return Header(kind, {}, names | {kind.value: kind.value}, tuple(unread) if kind is SUMMARY else ())


def meaning_of(table: Table, column: Column) -> str:
    """The meaning of a column in codes: "unit", "activated 1"; empty for one that is not read."""
    if column.role == "number":
        return table.meanings.get(column.place, "")
    return "" if column.role in ("note", "person") else column.role


def place_of(table: Table, row: int, column: Column) -> str:
    """A cell as spreadsheets name it, behind its sheet: Tuần 1!C5."""
    name = table.name(row, column.place)
    return f"{table.block.grid.sheet}!{name}" if table.block.grid.sheet else name


def cell_name(grid: Grid, line: int, column: int) -> str:
    """A cell of a list as spreadsheets name it."""
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
        staging.add_totals(totals, parts)

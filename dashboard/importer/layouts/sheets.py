"""Reads sheets of any layout into the table `raw`: lists below a header row, and tables as offices write them."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.exports.header import Header, explain, heading_key, recognise
from dashboard.exports.privacy import masked
from dashboard.exports.source import Export, Hints, Place, Source, refused
from dashboard.importer.layouts import office
from dashboard.importer.layouts.areas import Areas
from dashboard.importer.layouts.grid import TOP, Grid
from dashboard.importer.layouts.moments import MomentUncertain
from dashboard.importer.layouts.office import MomentMissing, Words
from dashboard.importer.layouts.piece import FormulaEmpty, Piece, lay_out_sums, of_listing, of_table
from dashboard.importer.layouts.saved import completed
from dashboard.importer.layouts.unrecognised import supposed
from dashboard.importer.layouts.wording import phrases_of
from dashboard.importer.staging import Staging


def read_sheets(
    staging: Staging, export: Export, grids: Sequence[Grid], hints: Hints, *, is_text: bool = False
) -> Source:
    """Fills `raw` from every sheet that is understood. Raises ExportRejected."""
    filled = [grid for grid in grids if any(any(cell.strip() for cell in row) for row in grid.rows)]
    if not filled:
        raise refused(export, "file_has_rows")
    hints, notices = completed(hints, filled)
    words, pieces, ignored = words_of(staging, hints), [], []
    for grid in filled:
        piece = piece_of(staging, export, grid, words, hints, is_text=is_text)
        if piece:
            pieces.append(piece)
            notices += [*grid.notices, *piece.notices]
        else:
            ignored.append(masked(grid.sheet or ""))
    if not pieces:
        words_missing = explain(staging.connection, likeliest(staging, filled[0]))
        columns = supposed(staging, filled, words.phrases)
        raise refused(export, "header_is_recognised", words_missing, columns)
    kinds = sorted({piece.header.kind.name for piece in pieces})
    if len(kinds) > 1:
        raise refused(export, "sheets_are_of_one_kind", ", ".join(kinds))
    fill(staging, pieces)
    lay_out_sums(staging, pieces)
    return replace(source_of(pieces, tuple(ignored)), notices=tuple(notices), hints=hints)


def words_of(staging: Staging, hints: Hints) -> Words:
    """What is known before the sheets are read."""
    said = staging.execute("SELECT word FROM vocabulary WHERE field = 'cell'").fetchall()
    given, phrases = dict(hints.given), phrases_of(staging, hints.columns)
    nothing = frozenset(heading_key(word) for (word,) in said)
    return Words(phrases, nothing, Areas(staging), given.get("as_of"), given.get("parent_name"))


def piece_of(
    staging: Staging, export: Export, grid: Grid, words: Words, hints: Hints, *, is_text: bool
) -> Piece | None:
    """What a sheet contributes; None where it is not understood. Raises ExportRejected."""
    try:
        if found := listing_header(staging, grid, hints):
            header, line = found
            return of_listing(grid, header, line, is_text=is_text)
        table = office.read_table(grid, words)
        return of_table(table) if table else None
    except FormulaEmpty as problem:
        raise refused(export, "formulas_have_values", str(problem)) from problem
    except MomentUncertain as problem:
        raise refused(export, "time_is_certain", place_in(grid, str(problem))) from problem
    except MomentMissing as problem:
        raise refused(export, "time_is_given", place_in(grid, "")) from problem


def place_in(grid: Grid, words: str) -> str:
    """Which sheet, and what of it."""
    return ": ".join(part for part in (grid.sheet or "", words) if part)


def listing_header(staging: Staging, grid: Grid, hints: Hints) -> tuple[Header, int] | None:
    """The first row that names the columns of a kind, and its line."""
    for line, row in enumerate(grid.rows[:TOP]):
        is_wide = sum(bool(cell.strip()) for cell in row) > 2
        if is_wide and (header := recognise(staging.connection, row, hints.given, hints.columns)):
            return header, line
    return None


def likeliest(staging: Staging, grid: Grid) -> list[str]:
    """The row that was perhaps meant as a header: the first of the widest."""
    rows = grid.rows[:TOP]
    return max(rows, key=lambda row: sum(bool(cell.strip()) for cell in row))


def fill(staging: Staging, pieces: Sequence[Piece]) -> None:
    """Puts the pieces' rows below one another into `raw`."""
    import pyarrow

    fields = list(dict.fromkeys(name for piece in pieces for name in piece.cells))
    cells: dict[str, list[str | None]] = {name: [] for name in fields}
    for piece in pieces:
        for name in fields:
            cells[name] += piece.cells.get(name) or [None] * len(piece.places)
    table = pyarrow.table(cells, schema=pyarrow.schema([(name, pyarrow.string()) for name in fields]))
    staging.connection.register("sheet_cells", table)
    staging.execute("CREATE OR REPLACE TEMP TABLE raw AS SELECT * FROM sheet_cells")
    staging.connection.unregister("sheet_cells")


def source_of(pieces: Sequence[Piece], ignored: tuple[str, ...]) -> Source:
    """The pieces as one source; where sheets word their headers differently, the first one's words are shown."""
    names: dict[str, str] = {}
    for piece in reversed(pieces):
        names |= piece.header.names
    dropped = tuple(dict.fromkeys(name for piece in pieces for name in piece.header.dropped))
    header = Header(pieces[0].header.kind, dict.fromkeys(names, 0), names, dropped)
    places = [place for piece in pieces for place in piece.places]
    labels = [label for piece in pieces for label in piece.labels or [{}] * len(piece.places)]

    def places_of(rows: Sequence[int]) -> dict[int, Place]:
        return {row: places[row] for row in rows}

    def label_of(row: int, name: str) -> str | None:
        return labels[row].get(name)

    ragged = tuple(one for piece in pieces for one in piece.ragged)
    meanings = tuple(one for piece in pieces for one in piece.meanings)
    return Source(header, places_of, ragged, ignored, label_of, (), meanings)

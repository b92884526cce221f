"""Reads sheets of any layout into the table `raw`: lists below a header row, and tables as offices write them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial

from dashboard import code_lists
from dashboard.exports.forms import Form, TableForm
from dashboard.exports.header import Header, explain, recognise
from dashboard.exports.kinds import SUMMARY, TARGET
from dashboard.exports.privacy import masked
from dashboard.exports.questions import Question
from dashboard.exports.results import ExportRejected, Meaning, Problem, problem_of
from dashboard.exports.sketches import Look, Sketch
from dashboard.exports.source import NO_HINTS, Export, Hints, Labels, Places, Source, name_of, refused
from dashboard.exports.targets import part_of
from dashboard.folding import fold
from dashboard.importer.layouts import asking, drawing, office, saved, targets
from dashboard.importer.layouts.grids.grid import TOP, Grid, letters
from dashboard.importer.layouts.piece import FormulaEmpty, Piece, lay_out_sums, of_listing, of_table
from dashboard.importer.layouts.sentences import laid_out
from dashboard.importer.layouts.tables.areas import areas_of
from dashboard.importer.layouts.tables.beside import against, watched
from dashboard.importer.layouts.tables.table import NoCount, Table
from dashboard.importer.layouts.tables.unit_naming import Words
from dashboard.importer.layouts.unrecognised import is_headed, supposed
from dashboard.importer.layouts.words.lexicon import Reading, key_of, lexicon_of, stable_column, stable_key
from dashboard.importer.matching.short_forms import long_form
from dashboard.importer.staging import Staging, once_for_units

# Their figures may stand in sentences.
DOCUMENTS = (".docx", ".pdf")
# More sheets than this nobody looks through.
DRAWN = 8
# The form of a file shows within its first rows.
FORMED = 400
# Every column is compared with every other one: a year of weeks in three stages and levels has some 500.
WIDEST = 1_000
# Shorter words of a list stand in headings of anything.
SHORTEST_SPELLING = 6
HAMLETS = re.compile(r" so (?:ap|khom|thon)\b")


def read_sheets(
    staging: Staging, export: Export, grids: Sequence[Grid], hints: Hints, *, is_text: bool = False
) -> Source:
    """Fills `raw` from every sheet that is understood. Raises ExportRejected."""
    filled = [grid for grid in grids if any(any(cell.strip() for cell in row) for row in grid.rows)]
    if not filled:
        raise refused(export, "file_has_rows")
    if export.suffix.lower() in DOCUMENTS:
        filled = [laid_out(grid, words_of(staging, NO_HINTS)) for grid in filled]
    fit = saved.fit(hints, form_of(staging, export, filled), filled) if saved.saved() else saved.Fit(hints)
    hints, notices, asked = fit.hints, [*fit.notices], [*fit.questions]
    words = words_of(staging, hints)
    pieces: list[Piece] = []
    ignored: list[str] = []
    told: list[Meaning] = []
    others: list[NoCount] = []
    taken: list[str] = []
    read, kind = (targets.read, TARGET) if hints.targets else (office.read, SUMMARY)
    lists = {id(grid): found for grid in filled if (found := listing_header(staging, grid, hints))}
    if wide := [grid for grid in filled if id(grid) not in lists and grid.width > WIDEST]:
        raise refused(export, "sheet_is_not_too_large", wide[0].sheet or "")
    book = [reading for grid in filled if id(grid) not in lists for reading in office.cover(grid, words)]
    for grid in filled:
        try:
            if id(grid) in lists:
                header, line = lists[id(grid)]
                new = [of_listing(grid, header, line, watched(staging, header, hints), is_text=is_text)]
                if named := against(staging, header, grid.sheet, export.name, hints):
                    new = []
                    asked += [] if named[0].is_said else [asking.about_name(named[0].written, grid.sheet)]
                    others += [NoCount(grid.sheet, named[1], named[0].written)] if named[0].is_said else []
            else:
                tables = read(grid, words, export.name, book)
                asked += [question for table in tables for question in table.questions]
                others += [one for table in tables if not table.cells for one in table.no_counts()]
                told += [meaning for table in tables for meaning in of_table(replace_cells(table)).meanings]
                new = [of_table(table, kind) for table in tables if table.cells]
                taken += targets.headings_of(tables)
        except FormulaEmpty as problem:
            raise refused(export, "formulas_have_values", str(problem)) from problem
        pieces += new
        if new:
            notices += [*grid.notices, *(notice for piece in new for notice in piece.notices)]
        else:
            ignored.append(masked(grid.sheet or ""))
    draw = partial(look_of, staging, export, filled, words, book)
    if not pieces or fit.questions:
        rejection = nothing_taken(staging, export, filled, asked, told, others, words)
        rejection.draw = draw
        raise rejection
    kinds = sorted({piece.header.kind.name for piece in pieces})
    if len(kinds) > 1:
        raise refused(export, "sheets_are_of_one_kind", kinds=", ".join(kinds))
    fill(staging, pieces)
    lay_out_sums(staging, pieces)
    source = source_of(pieces, tuple(ignored))
    if hints.targets:
        source = replace(source, part=masked(part_of(taken or [source.header.names["value"]])))
    return replace(source, notices=tuple(notices), hints=hints, questions=tuple(asked), draw=draw)


def look_of(staging: Staging, export: Export, grids: Sequence[Grid], words: Words, book: Sequence[Reading]) -> Look:
    """What a person sees of a file: its form, and the sheets that hold tables drawn."""
    sketches: list[Sketch] = []
    beside: list[targets.Offered] = []
    for grid in grids:
        if found := listing_header(staging, grid, NO_HINTS):
            beside += targets.offered_by_list(staging, grid, *found)
            continue
        tables = office.look(grid, words, export.name, book)
        sketches += [sketch] if (sketch := drawing.sketch(grid, tables, words)) else []
        # Most reports have none, and need not be read once more.
        if any(map(targets.may_hold, tables)):
            beside += targets.offered(targets.read(grid, words, export.name, book))
    return Look(form_of(staging, export, grids), tuple(sketches[:DRAWN]), targets.columns_of(beside))


def form_of(staging: Staging, export: Export, grids: Sequence[Grid]) -> Form:
    """The form of a file, read as if nobody had said anything of it: so it is the same before and after an answer."""
    words = words_of(staging, NO_HINTS)
    first = [replace(grid, rows=grid.rows[:FORMED]) for grid in grids]
    sheets: dict[tuple[TableForm, ...], None] = {}
    lines: list[str] = []
    for grid in first:
        if header := listing_header(staging, grid, NO_HINTS):
            heads = [cell for cell in grid.rows[header[1]] if cell.strip()]
            sheets[TableForm(tuple(stable_column(masked(cell)) for cell in heads)),] = None
            continue
        tables = office.read(grid, words, export.name, [])
        lines += [line for table in tables for line in table.lines]
        forms = tuple(table.form for table in tables)
        if not forms and (head := supposed(staging, [grid], words.lexicon)):
            forms = (TableForm(tuple(stable_column(one.written) for one in head.meanings)),)
        if forms:
            sheets[forms] = None
    named = {area for edition in ("2024", "2025") for area in words.areas.mentioned(lines, edition) if area}
    return Form(tuple(sheets), tuple(sorted({area.code for area in named})))


def is_known(staging: Staging, export: Export, grids: Sequence[Grid]) -> bool:
    """Whether a file is of a saved layout."""
    return any(saved.fit(NO_HINTS, form_of(staging, export, [grid]), [grid]).notices for grid in grids)


def nothing_taken(
    staging: Staging,
    export: Export,
    grids: Sequence[Grid],
    asked: Sequence[Question],
    told: Sequence[Meaning],
    others: Sequence[NoCount],
    words: Words,
) -> ExportRejected:
    """Why nothing of a file can be taken: questions that must be answered first, or that its numbers are no counts."""
    name = name_of(export)
    if words.terms:
        return targets_missed(name, export, asked)
    head = likeliest(grids[0])
    unfit = explain(staging.connection, head)
    if unfit.twice and not any(one.asked == "form_is_known" for one in asked):
        # A list that names a column twice is no table of an office.
        where = ", ".join(f"{letters(place)} ({head[place]})" for place in unfit.places)
        return refused(export, "column_stands_once", where, tuple(told), fields=", ".join(unfit.twice))
    if asked:
        return ExportRejected(*(problem_of(name, one) for one in asked), meanings=tuple(told), questions=tuple(asked))
    named = [replace(one, other=list_of(one.words) or one.other) for one in others]
    if known := {one.other: one for one in reversed(named) if one.other not in ("unknown", "")}:
        problems = (
            Problem(name, one.sheet, None, None, one.words, "numbers_are_counts", parts=(("no_count", one.other),))
            for one in reversed(known.values())
        )
        return ExportRejected(*problems, meanings=tuple(told))
    if any(is_headed(grid, words.lexicon) for grid in grids):
        return refused(export, "file_has_rows")
    meant = supposed(staging, grids, words.lexicon)
    sheet, row = (meant.sheet, meant.row) if meant else (None, None)
    if meant and meant.of_people:
        people = (("no_count", "person"),)
        return ExportRejected(Problem(name, sheet, row, None, meant.of_people, "numbers_are_counts", parts=people))
    if meant and (of_list := next(((one, field) for one in meant.unknown if (field := list_of(one))), None)):
        kinds = (("no_count", of_list[1]),)
        return ExportRejected(Problem(name, sheet, row, None, of_list[0], "numbers_are_counts", parts=kinds))
    seen = ", ".join(f"“{one}”" for one in meant.unknown) if meant else ""
    parts = (("kind", unfit.kind), ("fields", ", ".join(unfit.missing)))
    reason = "headings_are_understood" if seen else "header_is_recognised"
    if meant and meant.is_of_counts and not seen:
        reason = "numbers_stand_below"
    problem = Problem(name, sheet, row, None, None, reason, seen, parts=parts)
    return ExportRejected(problem, meanings=tuple(told) or (meant.meanings if meant else ()))


def list_of(words: str) -> str:
    """What a heading is of where the figures below it come in as a list of their own: reasons, indicators, hamlets."""
    key = f" {key_of(words)} "
    for field in ("reason", "indicator"):
        lists = (code_lists.carried(field), code_lists.own(field))
        spelled = (key_of(word) for path in lists for *_, word in code_lists.spellings(field, path))
        if any(f" {word} " in key for word in spelled if len(word) >= SHORTEST_SPELLING):
            return field
    return "hamlet" if HAMLETS.search(key) else ""


def targets_missed(name: str, export: Export, asked: Sequence[Question]) -> ExportRejected:
    """Why no targets of a report can be taken: what must be answered first, or that there is no column of them."""
    if not asked:
        return refused(export, "targets_stand_beside")
    return ExportRejected(*(problem_of(name, one) for one in asked), kind=TARGET.name, questions=tuple(asked))


def replace_cells(table: Table) -> Table:
    """The table without its counts, for its meanings alone."""
    return Table(table.block, table.columns, meanings=table.meanings)


def words_of(staging: Staging, hints: Hints) -> Words:
    """What is known before the sheets are read."""
    said = staging.execute("SELECT word FROM vocabulary WHERE field = 'cell'").fetchall()
    nothing = frozenset(key_of(word) for (word,) in said)
    lexicon = lexicon_of(staging, hints.columns, hints.words)
    rows, remarks = ({stable_key(words): said for words, said in held} for held in (hints.rows, hints.remarks))
    given = dict(hints.given)
    return Words(lexicon, nothing, areas_of(staging), units_of(staging), given, rows, remarks, hints.targets)


def units_of(staging: Staging) -> Callable[[str], bool]:
    """Tells whether words name a unit, in full, in short or without its kind."""
    names = names_of_units(staging)

    @cache
    def is_unit(words: str) -> bool:
        return fold(words) in names or fold(long_form(words)) in names

    return is_unit


@once_for_units
def names_of_units(staging: Staging) -> frozenset[str]:
    """All names of units, folded."""
    listed = staging.execute("SELECT folded(name), folded(full_name) FROM unit_name").fetchall()
    return frozenset(name for pair in listed for name in pair)


def listing_header(staging: Staging, grid: Grid, hints: Hints) -> tuple[Header, int] | None:
    """The first row that names the columns of a kind, and its line."""
    for line, row in enumerate(grid.rows[:TOP]):
        is_wide = sum(bool(cell.strip()) for cell in row) > 2
        # A report whose one column is of targets is no list of them: its rows must name stage and level themselves.
        own = ("stage", "level") if hints.targets else ()
        given = tuple((name, value) for name, value in hints.stated.items() if name not in own)
        if is_wide and (header := recognise(staging.connection, row, given, hints.columns)):
            return (header, line) if not hints.targets or header.kind is TARGET else None
    return None


def likeliest(grid: Grid) -> list[str]:
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
    staging.fill_raw("SELECT * FROM sheet_cells")
    staging.connection.unregister("sheet_cells")


def source_of(pieces: Sequence[Piece], ignored: tuple[str, ...]) -> Source:
    """The pieces as one source; where sheets word their headers differently, the first one's words are shown."""
    names: dict[str, str] = {}
    for piece in reversed(pieces):
        names |= piece.header.names
    dropped = tuple(dict.fromkeys(name for piece in pieces for name in piece.header.dropped))
    beside = tuple(dict.fromkeys(one for piece in pieces for one in piece.header.beside))
    header = Header(pieces[0].header.kind, dict.fromkeys(names, 0), names, dropped, beside)
    places = [place for piece in pieces for place in piece.places]
    labels = [label for piece in pieces for label in piece.labels or [{}] * len(piece.places)]

    ragged = tuple(one for piece in pieces for one in piece.ragged)
    meanings = tuple(one for piece in pieces for one in piece.meanings)
    return Source(header, Places(places), ragged, ignored, Labels(labels), (), meanings)

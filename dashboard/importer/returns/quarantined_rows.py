"""Gathers the quarantined rows as their sender wrote them, so that they can be sent back with the reasons."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from dashboard.exports.privacy import masked
from dashboard.exports.results import LISTED, QuarantinedColumn, QuarantinedRow, QuarantinedSheet
from dashboard.exports.source import Place, Source
from dashboard.importer.staging import Staging

# What an office's row says beside its counts, in the order in which it is given back.
BESIDE = ("unit_code", "unit_name", "parent_name", "as_of")
# The rows of the problems that are listed: a file of more is broken as a whole.
ROWS = "SELECT DISTINCT row FROM (SELECT row FROM problem ORDER BY row, reason LIMIT $listed) ORDER BY row"
# A row of `raw`: its number, and its cells by field.
Cells = tuple[int, dict[str, str]]


def quarantined_rows(staging: Staging, source: Source) -> tuple[QuarantinedSheet, ...]:
    """The rows with a problem, sheet by sheet; nothing of a list of dossiers, whose rows are people."""
    if source.is_of_people:
        return ()
    found: dict[str | None, dict[int, list[Cells]]] = defaultdict(lambda: defaultdict(list))
    for (sheet, line), cells in standing(staging, source):
        found[sheet][line].append(cells)
    for (sheet, line), _ in source.ragged[:LISTED]:
        found[sheet].setdefault(line, [])
    return tuple(of_sheet(source, sheet, lines) for sheet, lines in found.items())


def standing(staging: Staging, source: Source) -> Iterable[tuple[Place, Cells]]:
    """The rows of `raw` that have a problem, or that stand on the same line of an office's table, and where."""
    rows = [row for (row,) in staging.execute(ROWS, {"listed": LISTED}).fetchall()]
    places = source.places(rows) if rows else {}
    if any(label(source, row) for row in rows):
        every = range(staging.execute("SELECT count(*) FROM raw").fetchall()[0][0])
        wanted = set(places.values())
        places = {row: place for row, place in source.places(every).items() if place in wanted}
    fields = [name for name in source.header.kind.all_fields if name in source.header.names]
    columns = ", ".join(f'"{name}"' for name in fields)
    question = f"SELECT row, {columns} FROM kept_cell WHERE row IN (SELECT unnest($rows::BIGINT[])) ORDER BY row"
    for row, *cells in staging.execute(question, {"rows": list(places)}).fetchall() if places else ():
        yield places[row], (row, {name: cell or "" for name, cell in zip(fields, cells, strict=True)})


def label(source: Source, row: int) -> str | None:
    """The column that a count of an office's table stands in; None in a list, where all counts share one."""
    return source.labels(row, source.header.kind.value) if source.labels else None


def of_sheet(source: Source, sheet: str | None, lines: dict[int, list[Cells]]) -> QuarantinedSheet:
    """One sheet's rows, in the layout that it has."""
    first = next((cells for cells in lines.values() if cells), [])
    is_office = bool(first and label(source, first[0][0]))
    return of_table(source, sheet, lines) if is_office else of_list(source, sheet, lines)


def of_list(source: Source, sheet: str | None, lines: dict[int, list[Cells]]) -> QuarantinedSheet:
    """The rows of a list, under the sender's own headings."""
    header, headings = source.header, headings_of(source, sheet)
    counted = {field.name for field in header.kind.fields if field.reading == "count"}
    given = {name for cells in lines.values() for _, row in cells for name, cell in row.items() if cell}
    # Another sheet may have columns that this one lacks.
    fields = [name for name in header.names if name in (given | headings.keys() if headings else header.names)]
    columns = tuple(
        QuarantinedColumn(header.names[name], headings.get(name) or masked(header.names[name]), name, name in counted)
        for name in fields
    )
    rows = [
        QuarantinedRow(line, tuple(row.get(name, "") for name in fields) if cells else ())
        for line, cells in sorted(lines.items())
        for _, row in cells or [(0, {})]
    ]
    return QuarantinedSheet(sheet, columns, tuple(rows))


def headings_of(source: Source, sheet: str | None) -> dict[str, str]:
    """The words of a sheet over each field, where it has its own."""
    return {one.meaning: one.written for one in source.meanings if one.sheet == sheet and one.meaning}


def of_table(source: Source, sheet: str | None, lines: dict[int, list[Cells]]) -> QuarantinedSheet:
    """The rows of an office's table: the unit, and its counts beside one another again."""
    names = source.header.names
    given = {name for cells in lines.values() for _, row in cells for name in BESIDE if row.get(name)}
    beside = [name for name in BESIDE if name in given]
    # A heading that the importer made up is worded by whoever writes the workbook.
    columns = [
        QuarantinedColumn(names[name], "" if names[name] == name else masked(names[name]), name) for name in beside
    ]
    written = {f"{one.column} ({one.written})": one for one in source.meanings if one.sheet == sheet}
    filled = {label(source, row) for cells in lines.values() for row, _ in cells}
    counts = [name for name in written if name in filled]
    value = source.header.kind.value
    columns += [QuarantinedColumn(name, written[name].written, value, is_count=True) for name in counts]
    rows = tuple(QuarantinedRow(line, cells_of(source, beside, counts, cells)) for line, cells in sorted(lines.items()))
    return QuarantinedSheet(sheet, tuple(columns), rows)


def cells_of(source: Source, beside: Sequence[str], counts: Sequence[str], cells: list[Cells]) -> tuple[str, ...]:
    """One row of an office's table, put together from its counts."""
    first = cells[0][1] if cells else {}
    by_column = {label(source, row): found.get(source.header.kind.value, "") for row, found in cells}
    return (*(first.get(name, "") for name in beside), *(by_column.get(name, "") for name in counts))

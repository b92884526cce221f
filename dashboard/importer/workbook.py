"""Reads XLSX workbooks: text codes stay text, numbers and dates become the text that a person would have typed."""

import datetime
from collections.abc import Sequence
from pathlib import Path

import duckdb
from python_calamine import CalamineError, CalamineWorkbook

from dashboard.importer.header import Header, explain, recognise
from dashboard.importer.privacy import masked
from dashboard.importer.source import Place, Source, refused


def read(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    """Fills `raw` from every sheet with a header of one kind. Raises ExportRejected."""
    sheets = opened(path)
    headers = {name: recognise(connection, cells[0]) for name, cells in sheets.items()}
    understood = {name: header for name, header in headers.items() if header}
    if not understood:
        if not sheets:
            raise refused(path, "file_has_rows")
        first_sheet = next(iter(sheets.values()))
        raise refused(path, "header_is_recognised", explain(connection, first_sheet[0]))
    kinds = {header.kind.name for header in understood.values()}
    if len(kinds) > 1:
        raise refused(path, "sheets_are_of_one_kind", ", ".join(sorted(kinds)))
    places = fill(connection, {name: (header, sheets[name]) for name, header in understood.items()})
    ignored = tuple(masked(name) for name in sheets if name not in understood)
    return Source(merged(list(understood.values())), lambda rows: {row: places[row] for row in rows}, (), ignored)


def opened(path: Path) -> dict[str, list[list[str]]]:
    """The text of each sheet that is not empty. Raises ExportRejected for a damaged or encrypted file."""
    try:
        with CalamineWorkbook.from_path(str(path)) as book:
            sheets = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except CalamineError as problem:
        raise refused(path, "file_is_readable") from problem
    texts = {name: [[as_text(cell) for cell in row] for row in rows] for name, rows in sheets.items()}
    return {name: rows for name, rows in texts.items() if any(any(row) for row in rows)}


def as_text(cell: object) -> str:
    """A cell as a person would have typed it: 40012, 2024-05-01, 2024-05-01 23:00:00, true.

    A fraction gets more decimals than three, so that 1.125 or 35.45 can never be taken for a count with a separator.
    """
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell!r}000"
    if isinstance(cell, datetime.datetime):
        # A spreadsheet's time is a fraction of a day: 23:00 may come as 22:59:59.999999.
        rounded = (cell + datetime.timedelta(milliseconds=500)).replace(microsecond=0)
        return rounded.date().isoformat() if rounded.time() == datetime.time() else rounded.isoformat(" ")
    return str(cell)


def fill(connection: duckdb.DuckDBPyConnection, sheets: dict[str, tuple[Header, list[list[str]]]]) -> list[Place]:
    """Puts the sheets' rows below one another into `raw`; returns where each stood."""
    import pyarrow

    fields = list(dict.fromkeys(field for header, _ in sheets.values() for field in header.positions))
    cells: dict[str, list[str | None]] = {field: [] for field in fields}
    places: list[Place] = []
    for name, (header, rows) in sheets.items():
        for line, row in enumerate(rows[1:], start=2):
            places.append((masked(name), line))
            for field in fields:
                position = header.positions.get(field)
                cells[field].append(row[position] or None if position is not None else None)
    table = pyarrow.table(cells, schema=pyarrow.schema([(field, pyarrow.string()) for field in fields]))
    connection.register("workbook_cells", table)
    connection.execute("CREATE TEMP TABLE raw AS SELECT * FROM workbook_cells")
    connection.unregister("workbook_cells")
    return places


def merged(headers: Sequence[Header]) -> Header:
    """One header for sheets that may write it differently; the first sheet's words are shown."""
    names: dict[str, str] = {}
    for header in reversed(headers):
        names |= header.names
    dropped = dict.fromkeys(name for header in headers for name in header.dropped)
    return Header(headers[0].kind, dict.fromkeys(names, 0), names, tuple(dropped))

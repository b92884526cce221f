"""Opens an export file of any accepted format as one table of text cells."""

from dataclasses import replace
from pathlib import Path

from dashboard.exports.source import MB, NO_HINTS, Export, Hints, Source, refused, size_of
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.layouts.saved import may_be_saved
from dashboard.importer.layouts.tables.beside import against
from dashboard.importer.readers import csv_file, parquet_file
from dashboard.importer.staging import Staging

TEXTS = (".csv", ".txt", ".tsv")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
WEB_PAGES = (".html", ".htm")
DOCUMENTS = (".docx", ".pdf")
FORMATS = (*TEXTS, *WORKBOOKS, ".parquet", *DOCUMENTS, *WEB_PAGES)


def check_file(export: Export, max_file_mb: int) -> None:
    """Raises ExportRejected for a file that need not be opened to be refused."""
    if isinstance(export, Path) and not export.exists():
        raise refused(export, "file_exists")
    if isinstance(export, Path) and not export.is_file():
        # A pipe or a device may have no end, and opening it may wait for ever.
        raise refused(export, "file_is_a_file")
    if export.suffix.lower() == ".doc":
        raise refused(export, "document_is_docx")
    if export.suffix.lower() not in FORMATS:
        raise refused(export, "format_is_accepted", ", ".join((*FORMATS, ".zip")), suffix=export.suffix or "–")
    try:
        export.open("rb").close()
    except PermissionError as problem:
        # On Windows a workbook that is open in Excel cannot be read.
        raise refused(export, "file_is_not_in_use") from problem
    size = size_of(export)
    if size == 0:
        raise refused(export, "file_has_rows")
    if size > max_file_mb * MB:
        raise refused(export, "file_is_not_too_large", size=size, most=max_file_mb * MB)


def read_by_format(staging: Staging, export: Export, max_file_mb: int, hints: Hints) -> Source:
    """Fills `raw` from the file, by the reader of its format. Raises ExportRejected for a file that is no table."""
    suffix = export.suffix.lower()
    if suffix == ".parquet" and hints.targets:
        raise refused(export, "targets_stand_beside")
    if suffix == ".parquet":
        return parquet_file.read_parquet(staging, export)
    if suffix in TEXTS:
        return read_text_file(staging, export, hints)
    from dashboard.importer.layouts import sheets

    return sheets.read_sheets(staging, export, grids_of(export, suffix, max_file_mb), hints)


def grids_of(export: Export, suffix: str, max_file_mb: int) -> list[Grid]:
    """The grids of a workbook, of a document, or of a web page, which may have a workbook's name."""
    from dashboard.importer.readers import pdf_file, web_page, word_file, workbook

    if suffix in WEB_PAGES or (suffix in WORKBOOKS and web_page.is_page(export)):
        return web_page.grids(export)
    readers = {".docx": word_file.grids, ".pdf": pdf_file.grids}
    return readers.get(suffix, workbook.grids)(export, max_file_mb)


def read_text_file(staging: Staging, export: Export, hints: Hints) -> Source:
    """A text file: a plain list is read by DuckDB, anything else cell by cell."""
    from dashboard.importer.readers import text_file

    if isinstance(export, Path) and replace(hints, encoding=None) == NO_HINTS and hints.encoding in (None, "utf-8"):
        try:
            found = csv_file.head(staging, export)
            is_named = found and against(staging, found[0], None, export.name, hints)
            if found and not is_named and not may_be_saved([*found[0].names.values(), *found[0].dropped]):
                return csv_file.read_csv(staging, export, found)
        except (csv_file.NotUtf8, csv_file.LinesUnaccounted):
            # What stands in `raw` is overwritten.
            pass
    return text_file.read_text(staging, export, hints)

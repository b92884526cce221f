"""Opens an export file of any accepted format as one table of text cells."""

from pathlib import Path

import duckdb

from dashboard.importer import csv_file, parquet_file
from dashboard.importer.source import Source, refused

FORMATS = (".csv", ".xlsx", ".parquet")


def check_file(path: Path, max_file_mb: int) -> None:
    """Raises ExportRejected for a file that need not be opened to be refused."""
    if not path.is_file():
        raise refused(path, "file_exists")
    if path.suffix.lower() not in FORMATS:
        raise refused(path, "format_is_accepted", ", ".join(FORMATS))
    try:
        path.open("rb").close()
    except PermissionError as problem:
        # On Windows a workbook that is open in Excel cannot be read.
        raise refused(path, "file_is_not_in_use") from problem
    size = path.stat().st_size
    if size == 0:
        raise refused(path, "file_has_rows")
    if size > max_file_mb * 1024 * 1024:
        raise refused(path, "file_is_not_too_large", str(max_file_mb))


def read(connection: duckdb.DuckDBPyConnection, path: Path) -> Source:
    """Fills `raw` from the file. Raises ExportRejected for a file that cannot be read as a table."""
    suffix = path.suffix.lower()
    if suffix == ".csv":
        return csv_file.read(connection, path)
    if suffix == ".parquet":
        return parquet_file.read(connection, path)
    from dashboard.importer import workbook

    return workbook.read(connection, path)

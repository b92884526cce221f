"""Opens an old workbook (XLS) as grids, one a sheet."""

import io
import struct

import xlrd
from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from dashboard.exports.source import Export, bytes_of, refused
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.readers.sheet import grid_of
from dashboard.importer.readers.xls_marks import marks_of

# A locked workbook holds this stream, named in UTF-16.
LOCKED = "EncryptedPackage".encode("utf-16-le")
# What the reader of the marks raises somewhere on its way through a damaged file.
DAMAGED = (
    xlrd.XLRDError, xlrd.compdoc.CompDocError, struct.error, LookupError, ValueError, TypeError, AttributeError,
    AssertionError, ArithmeticError, RecursionError, EOFError,
)  # fmt: skip


def grids(export: Export) -> list[Grid]:
    """The sheets of an old workbook. Raises ExportRejected for a damaged or locked one."""
    content = bytes_of(export)
    if LOCKED in content:
        raise refused(export, "file_has_no_password")
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            marks = marks_of(content)
            return [grid_of(book, name, marks[name]) for name in book.sheet_names]
    except PasswordError as problem:
        raise refused(export, "file_has_no_password") from problem
    except (CalamineError, *DAMAGED) as problem:
        raise refused(export, "file_is_readable") from problem
    except BaseException as problem:
        # The way in which a library of Rust gives up; it exports no class for it, and derives it from no Exception.
        if type(problem).__name__ != "PanicException":
            raise
        raise refused(export, "file_is_readable") from problem

"""Opens spreadsheets (XLSX, XLSM, XLS, ODS) as grids, one a sheet."""

import zipfile
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from dashboard.exports.source import MB, Export, refused, size_of
from dashboard.importer.layouts.grids.grid import Grid
from dashboard.importer.readers import ods_marks, old_workbook, xlsx_marks
from dashboard.importer.readers.archives import DAMAGED, files_of_vast
from dashboard.importer.readers.marks import Marks
from dashboard.importer.readers.sheet import grid_of

# An old workbook, or one with a password, is such a container.
CONTAINER = b"\xd0\xcf\x11\xe0"
# How much more than the largest file a workbook, which is an archive, may unpack to.
SWELLS = 8


def grids(export: Export, max_file_mb: int) -> list[Grid]:
    """The sheets of a workbook, in order. Raises ExportRejected for a damaged or encrypted file."""
    check_size(export, max_file_mb)
    try:
        with export.open("rb") as file:
            is_old = file.read(len(CONTAINER)) == CONTAINER
            marks = marks_of(file)
        if vast := [name for name, found in marks.items() if found.is_vast]:
            raise refused(export, "sheet_is_not_too_large", vast[0])
        if is_old:
            return old_workbook.grids(export)
        with export.open("rb") as file, CalamineWorkbook.from_filelike(file) as book:
            if not marks.keys() >= set(book.sheet_names):
                # Without its marks a percentage would be taken for a count.
                raise refused(export, "file_is_readable")
            return [grid_of(book, name, marks[name]) for name in book.sheet_names]
    except PasswordError as problem:
        raise refused(export, "file_has_no_password") from problem
    except CalamineError as problem:
        raise refused(export, "file_is_readable") from problem


def marks_of(file: BinaryIO) -> dict[str, Marks]:
    """The marks of each sheet of an XLSX or ODS file, by name; nothing for what is neither, or damaged."""
    try:
        with zipfile.ZipFile(file) as archive:
            is_ods = "content.xml" in archive.namelist()
            return ods_marks.marks_of(archive) if is_ods else xlsx_marks.marks_of(archive)
    except (*DAMAGED, LookupError, StopIteration, ElementTree.ParseError, expat.ExpatError):
        return {}


def check_size(export: Export, max_file_mb: int) -> None:
    """Raises ExportRejected for a workbook that would unpack beyond reason."""
    try:
        with export.open("rb") as file:
            if files_of_vast(file):
                raise refused(export, "file_is_readable")
        with export.open("rb") as file, zipfile.ZipFile(file) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except DAMAGED:
        # An old workbook is no archive; a damaged one is found when it is opened.
        return
    most = SWELLS * max_file_mb * MB
    if size > most:
        raise refused(export, "file_unpacks_within_bounds", size=size_of(export), unpacked=size, most=most)

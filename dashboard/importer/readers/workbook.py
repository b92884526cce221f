"""Opens spreadsheets (XLSX, XLSM, XLS, ODS) as grids, one a sheet."""

import json
import subprocess
import sys
import zipfile
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from dashboard import settings
from dashboard.exports.results import Notice
from dashboard.exports.source import MB, Export, bytes_of, refused, size_of
from dashboard.importer.layouts.grid import Grid, Remark
from dashboard.importer.readers import ods_marks, xlsx_marks
from dashboard.importer.readers.archives import DAMAGED
from dashboard.importer.readers.marks import Marks
from dashboard.importer.readers.sheet import grid_of

# A locked workbook is an old container that holds this stream, named in UTF-16.
CONTAINER, LOCKED = b"\xd0\xcf\x11\xe0", "EncryptedPackage".encode("utf-16-le")
# How much more than the largest file a workbook, which is an archive, may unpack to.
SWELLS = 8
# Seconds that an old workbook may take, and how its reader says that it has a password.
PATIENCE, HAS_PASSWORD = 120, 3


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
            return read_apart(export)
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


def read_apart(export: Export) -> list[Grid]:
    """The sheets of an old workbook, read by a process of its own.

    A damaged one may ask its reader for a terabyte, which ends the process that it is read in.
    """
    content = bytes_of(export)
    if LOCKED in content:
        raise refused(export, "file_has_no_password")
    command = [sys.executable, "-m", "dashboard.importer.readers.old_workbook"]
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=settings.ROOT,
            timeout=PATIENCE,
        )
    except subprocess.TimeoutExpired as problem:
        raise refused(export, "file_is_readable") from problem
    if done.returncode:
        raise refused(export, "file_has_no_password" if done.returncode == HAS_PASSWORD else "file_is_readable")
    return [
        Grid(
            name,
            rows,
            tuple(((a, b), (c, d)) for (a, b), (c, d) in merged),
            tuple(Notice(*told) for told in notices),
            {(row, column): Remark(*seen) for row, column, *seen in remarks},
        )
        for name, rows, merged, notices, remarks in json.loads(done.stdout)
    ]


def check_size(export: Export, max_file_mb: int) -> None:
    """Raises ExportRejected for a workbook that would unpack beyond reason."""
    try:
        with export.open("rb") as file, zipfile.ZipFile(file) as archive:
            size = sum(info.file_size for info in archive.infolist())
    except DAMAGED:
        # An old workbook is no archive; a damaged one is found when it is opened.
        return
    most = SWELLS * max_file_mb * MB
    if size > most:
        raise refused(export, "file_unpacks_within_bounds", size=size_of(export), unpacked=size, most=most)

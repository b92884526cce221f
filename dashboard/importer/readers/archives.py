"""What is handed in: files, folders, and ZIP archives, whose members are read in memory, never unpacked to disk."""

import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from dashboard.exports.source import MB, Export, Member, refused, size_of

MEMBERS = 200
# Bytes of the list of what is in it, which is read as a whole; and of what stands behind the list, with its own size.
DIRECTORY, BEHIND = 1024 * 1024, 64 * 1024 + 128
# An honest table shrinks to a tenth; a thousandth is a trap.
RATIO, SMALL = 200, 1024 * 1024
DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
# What systems and open programs leave in a folder.
LEFTOVERS = ("~$", ".", "Thumbs.db", "desktop.ini", "__MACOSX")


def unpacked_exports(export: Export, max_file_mb: int) -> Iterator[Export]:
    """The files that an export stands for, in order. Raises ExportRejected for none, or an archive that is not safe."""
    is_empty = True
    for single in unpacked(export, max_file_mb):
        is_empty = False
        yield single
    if is_empty:
        raise refused(export, "file_has_rows")


def unpacked(export: Export, max_file_mb: int) -> Iterator[Export]:
    """The files in a folder or an archive, or the export itself."""
    if isinstance(export, Path) and export.is_dir():
        for inside in sorted(export.rglob("*")):
            if inside.is_file() and not is_leftover(inside.relative_to(export).parts):
                yield from unpacked(inside, max_file_mb)
    elif export.suffix.lower() == ".zip" and (isinstance(export, Member) or export.is_file()):
        yield from members(export, max_file_mb)
    else:
        yield export


def is_leftover(parts: tuple[str, ...]) -> bool:
    """Whether a system or an open program left this file."""
    return any(part.startswith(LEFTOVERS) for part in parts)


def members(export: Export, max_file_mb: int) -> Iterator[Member]:
    """The files of an archive, one at a time in memory. Raises ExportRejected."""
    try:
        with export.open("rb") as opened:
            files = files_of_vast(opened)
        if files:
            raise refused(export, "archive_has_few_files", files=files, most_files=MEMBERS)
        with export.open("rb") as opened, zipfile.ZipFile(opened) as archive:
            listed = [info for info in archive.infolist() if not info.is_dir()]
            check_archive(export, archive.infolist(), max_file_mb)
            for info in listed:
                parts = PurePosixPath(info.filename).parts
                if not is_leftover(parts):
                    with archive.open(info) as file:
                        # The declared size may be a lie: what is read is bounded by itself.
                        content = file.read(info.file_size + 1)
                    if len(content) > info.file_size:
                        raise refused(export, "archive_is_safe", info.filename)
                    yield Member(f"{export.name}/{info.filename}", content)
    except PermissionError as problem:
        raise refused(export, "file_is_not_in_use") from problem
    except DAMAGED as problem:
        raise refused(export, "file_is_readable") from problem


def files_of_vast(file: BinaryIO) -> int:
    """How many files an archive says it holds whose list is too long to be read; 0 for any other."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - BEHIND))
    end = file.read()
    at = end.rfind(b"PK\5\6")
    if at < 0 or len(end) < at + 22:
        return 0
    files, length = struct.unpack_from("<HL", end, at + 10)
    large = end.rfind(b"PK\6\6", 0, at)
    if large >= 0 and len(end) >= large + 48:
        # A list of more than four gigabytes or 65,535 files stands in another record before this one.
        files, length = struct.unpack_from("<QQ", end, large + 32)
    return max(files, 1) if length > DIRECTORY else 0


def check_archive(export: Export, listed: list[zipfile.ZipInfo], max_file_mb: int) -> None:
    """Raises ExportRejected for too much in it, a password, an archive within, or a name that leads elsewhere."""
    unpacked, most = sum(info.file_size for info in listed), max_file_mb * MB
    if len(listed) > MEMBERS:
        raise refused(export, "archive_has_few_files", files=len(listed), most_files=MEMBERS)
    if unpacked > most:
        raise refused(export, "archive_is_not_too_large", size=size_of(export), unpacked=unpacked, most=most)
    if any(info.flag_bits & 1 for info in listed):
        raise refused(export, "file_has_no_password")
    for info in listed:
        if trap := trap_in(info):
            raise refused(export, trap, info.filename)


def trap_in(info: zipfile.ZipInfo) -> str:
    """The reason for which a member is not opened: it swells, points elsewhere, or is an archive itself."""
    name = PurePosixPath(info.filename)
    leads_away = name.is_absolute() or ".." in name.parts or "\\" in info.filename or ":" in info.filename
    swells = info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    if name.suffix.lower() in (".zip", ".rar", ".7z"):
        return "archive_holds_no_archive"
    if leads_away or is_link:
        return "archive_names_stay_inside"
    return "archive_is_safe" if swells else ""

"""Where the workbooks that go back are saved, and how: whole or not at all, under names that hold nobody's number."""

import os
import re
from dataclasses import replace
from pathlib import Path

from dashboard import clock, settings
from dashboard.batches import store
from dashboard.exports.privacy import masked
from dashboard.exports.results import ImportResult
from dashboard.importer.returns.workbook import workbook_bytes
from dashboard.text import Text

# Nobody sends back what was never read.
UNREAD = ("file_exists", "file_is_not_in_use")
LONGEST_STEM = 60


def is_due(result: ImportResult) -> bool:
    """Whether there is anything to send back."""
    return any(problem.reason not in UNREAD for problem in result.problems)


def folder() -> Path:
    """Where they are saved by themselves."""
    return settings.data_folder() / "returned"


def stem_of(result: ImportResult) -> str:
    """The file's name without its ending, with only such signs as every system bears in a name."""
    return (
        re.sub(r"[^\w .()+-]", "_", re.sub(r"\.\w{1,7}$", "", masked(result.kept_file)))[:LONGEST_STEM].strip(" .")
        or "_"
    )


def free(path: Path) -> Path:
    """The path, numbered where there is such a file."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return found


def save(result: ImportResult, text: Text, path: Path) -> ImportResult:
    """The result with the workbook of it, saved at the path. Raises DiskFull, or OSError where it cannot be written."""
    content = workbook_bytes(result, text)
    beside = path.with_name(f".{path.name}.partial-{os.getpid()}")
    with store.room_in(path.parent):
        try:
            beside.write_bytes(content)
            store.make_durable(beside)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    return replace(result, returned=str(path))


def save_in_data_folder(result: ImportResult, text: Text) -> ImportResult:
    """The result with the workbook of it, saved in the data folder."""
    with store.room_in(folder()):
        folder().mkdir(parents=True, exist_ok=True)
    return save(result, text, free(folder() / f"{clock.now():%Y%m%dT%H%M%S}-{stem_of(result)}.xlsx"))

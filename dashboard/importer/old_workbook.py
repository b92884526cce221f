"""Reads an old workbook (XLS) from the input and writes its sheets as JSON: a process that may break without harm."""

import io
import json
import sys

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from dashboard.importer.marks import Marks
from dashboard.importer.workbook import HAS_PASSWORD, grid_of


def main() -> int:
    """Exit code 0 when read, 1 when damaged, 3 when locked."""
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())) as book:
            grids = [grid_of(book, name, Marks()) for name in book.sheet_names]
    except PasswordError:
        return HAS_PASSWORD
    except CalamineError:
        return 1
    sys.stdout.buffer.write(json.dumps([(grid.sheet, grid.rows, grid.merged) for grid in grids]).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())

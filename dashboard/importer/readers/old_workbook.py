"""Reads an old workbook (XLS) from the input and writes its sheets as JSON: a process that may break without harm."""

import io
import json
import sys
from dataclasses import astuple

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

from dashboard.importer.readers.sheet import grid_of
from dashboard.importer.readers.workbook import HAS_PASSWORD
from dashboard.importer.readers.xls_marks import marks_of


def main() -> int:
    """Exit code 0 when read, 3 when locked, another when damaged."""
    content = sys.stdin.buffer.read()
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            marks = marks_of(content)
            grids = [grid_of(book, name, marks[name]) for name in book.sheet_names]
    except PasswordError:
        return HAS_PASSWORD
    except CalamineError:
        return 1
    sheets = [
        (
            grid.sheet,
            grid.rows,
            grid.merged,
            [astuple(told) for told in grid.notices],
            [[*cell, *astuple(remark)] for cell, remark in grid.remarks.items()],
        )
        for grid in grids
    ]
    sys.stdout.buffer.write(json.dumps(sheets).encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())

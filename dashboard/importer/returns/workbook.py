"""The workbook that goes back to the sender: the rows that were not taken, the faults marked, the reasons beside."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from dashboard import clock, formats
from dashboard.exports.privacy import masked
from dashboard.exports.results import LISTED, ImportResult, Problem
from dashboard.importer.returns.sheets import (
    FOR_REASONS,
    LONGEST_REASON,
    STYLES,
    WIDE,
    Formats,
    Returned,
    Said,
    print_set_up,
    write_rows,
)
from dashboard.text import Text

if TYPE_CHECKING:
    import xlsxwriter

# Nothing that a sender wrote may become a formula, a link or another number.
PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_bytes(result: ImportResult, text: Text, judged_at: datetime | None = None) -> bytes:
    """The XLSX of what is to be mended in a file, in the reader's language; of the whole file only the reasons."""
    import xlsxwriter

    stream, judged_at = io.BytesIO(), judged_at or clock.now()
    with xlsxwriter.Workbook(stream, PLAIN) as book:
        book.set_properties({"created": judged_at})
        styles = {name: book.add_format(style) for name, style in STYLES.items()}
        said: Said = defaultdict(list)
        for problem in result.problems:
            said[problem.sheet, problem.row].append(problem)
        shown = {(sheet.sheet, row.line) for sheet in result.quarantined for row in sheet.rows}
        elsewhere = [problem for at, problems in said.items() if at not in shown for problem in problems]
        wanted = [text("returned.summary"), *(one.sheet or text("returned.rows") for one in result.quarantined)]
        names = sheet_names(wanted)
        front = book.add_worksheet(names[0])
        write_front(front, styles, front_lines(result, text, judged_at), reasons(elsewhere, text))
        for name, rows in zip(names[1:], result.quarantined, strict=True):
            write_rows(book.add_worksheet(name), styles, Returned(rows, said, text))
    return stream.getvalue()


def sheet_names(wanted: Iterable[str]) -> list[str]:
    """Names that a workbook can have: short, without the signs that mean something to Excel, each once."""
    names: list[str] = []
    for words in wanted:
        name = re.sub(r"[\[\]:*?/\\]", "_", masked(words)).strip(" '")[:27] or "_"
        taken = {one.casefold() for one in names}
        number = 1
        while (one := name if number == 1 else f"{name} {number}").casefold() in taken:
            number += 1
        names.append(one)
    return names


def front_lines(result: ImportResult, text: Text, judged_at: datetime) -> list[tuple[str, str]]:
    """What the first sheet says of the file, each with its label."""
    lines = [
        (text("returned.file"), masked(result.kept_file)),
        (text("returned.judged"), formats.moment(judged_at)),
        (text("returned.outcome"), text("returned.in_part" if result.status == "accepted" else "returned.not_at_all")),
    ]
    if result.quarantined_rows:
        lines += [
            (text("returned.taken"), formats.count(result.accepted_rows, text.language)),
            (text("returned.not_taken"), formats.count(result.quarantined_rows, text.language)),
        ]
    lines.append((text("returned.to_do"), text("returned.mend_here" if result.quarantined else "returned.mend_there")))
    if len(result.problems) >= LISTED:
        lines.append(("", text("returned.more", shown=formats.count(LISTED, text.language))))
    return lines


def reasons(problems: Sequence[Problem], text: Text) -> list[tuple[str, str]]:
    """Where each problem is, and what is wrong."""
    return [(masked(problem.place(text)), masked(problem.as_kept().message(text))) for problem in problems]


def write_front(
    sheet: "xlsxwriter.worksheet.Worksheet",
    styles: Formats,
    lines: Sequence[tuple[str, str]],
    reasons: Sequence[tuple[str, str]],
) -> None:
    """The first sheet: the file, what became of it, and the reasons that stand beside no row."""
    sheet.set_column(0, 0, WIDE)
    sheet.set_column(1, 1, FOR_REASONS)
    for line, (label, words) in enumerate([*lines, ("", ""), *reasons]):
        sheet.write_string(line, 0, label, styles["reason"])
        sheet.write_string(line, 1, words[:LONGEST_REASON], styles["reason"])
    print_set_up(sheet)

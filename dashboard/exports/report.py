"""Words the results of an import: lines for a person, one object for a script."""

from datetime import date
from typing import Any

from dashboard import formats
from dashboard.exports.results import ImportResult, Problem
from dashboard.text import Text

# More lines than this no one reads on a terminal.
SHOWN = 50


def lines(result: ImportResult, text: Text, *, dry_run: bool) -> list[str]:
    """What came in, what did not, and why, row by row."""
    said = [headline(result, text, dry_run=dry_run)]
    if result.dropped_columns:
        said.append("  " + text("command.dropped", columns=", ".join(result.dropped_columns)))
    if result.ignored_sheets:
        said.append("  " + text("command.ignored_sheets", sheets=", ".join(result.ignored_sheets)))
    said += ["  " + notice.message(text) for notice in result.notices]
    if result.quarantined_rows:
        said.append("  " + text("command.quarantined", rows=formats.count(result.quarantined_rows, text.language)))
    said += [f"  - {place(problem, text)}: {problem.message(text)}" for problem in result.problems[:SHOWN]]
    if len(result.problems) > SHOWN:
        said.append("  " + text("command.more_problems", n=len(result.problems) - SHOWN))
    if result.returned:
        said.append("  " + text("command.returned", path=result.returned))
    return said


def headline(result: ImportResult, text: Text, *, dry_run: bool) -> str:
    """What became of the file, in one sentence."""
    if result.status != "accepted":
        return text(f"command.{result.status}", file=result.file, batch=result.batch or "")
    return text(
        "command.would_accept" if dry_run else "command.accepted",
        file=result.file,
        rows=formats.count(result.accepted_rows, text.language),
        kind=text(f"importer.kind.{result.kind}"),
        units=formats.count(result.units, text.language),
        period=period_words(result, text),
        batch=result.batch or "",
    )


def period_words(result: ImportResult, text: Text) -> str:
    """First and last day of a file's figures."""
    if result.period is None:
        return text("command.no_period")
    first, last = (formats.date(date.fromisoformat(day)) for day in result.period)
    return first if first == last else f"{first} – {last}"


def place(problem: Problem, text: Text) -> str:
    """Where the problem is: sheet, row, column."""
    parts = [
        text("command.place_sheet", sheet=problem.sheet) if problem.sheet else "",
        text("command.place_row", row=problem.row) if problem.row else "",
        text("command.place_column", column=problem.column) if problem.column else "",
    ]
    return ", ".join(part for part in parts if part) or text("command.whole_file")


def together(results: list[ImportResult], text: Text) -> dict[str, Any]:
    """The documented JSON object: the file's own where there is one, else totals with the files beneath."""
    files = [result.as_json(text) for result in results]
    if len(files) == 1:
        return files[0]
    periods = [result.period for result in results if result.period]
    kinds = {result.kind for result in results if result.kind}
    return {
        "batch": None,
        "kind": kinds.pop() if len(kinds) == 1 else None,
        "accepted_rows": sum(result.accepted_rows for result in results),
        "quarantined_rows": sum(result.quarantined_rows for result in results),
        "units": len(frozenset().union(*(result.unit_keys for result in results))),
        "period": {"from": min(first for first, _ in periods), "to": max(last for _, last in periods)}
        if periods
        else None,
        "version": results[0].version,
        "problems": [problem for file in files for problem in file["problems"]],
        "files": files,
    }


def refused_warehouse(check: str, words: str, text: Text) -> dict[str, Any]:
    """The JSON object when the files were sound but the new version of the figures is not."""
    problem = {
        "file": None,
        "sheet": None,
        "row": None,
        "column": None,
        "value": None,
        "reason": check,
        "message": words,
    }
    return ImportResult("", "refused").as_json(text) | {"file": None, "problems": [problem]}

"""Words the results of an import: lines for a person, one object for a script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard import formats
from dashboard.exports import changes, reasons, targets
from dashboard.exports.reasons import Reader
from dashboard.exports.results import LISTED, ImportResult, Problem
from dashboard.text import Text

# More lines than this no one reads on a terminal.
SHOWN = 50
# One fault of many cells is said once, with so many of its places; of one rule so many different messages are said.
PLACES, MESSAGES = 5, 3


@dataclass(frozen=True)
class Fault:
    """What is wrong at one or several places, said once: the first places, how many there are, value and message."""

    place: str
    count: int
    value: str
    reason: str
    message: str


def faults(problems: Sequence[Problem], text: Text, reader: Reader) -> list[Fault]:
    """The problems rule by rule, those that say the same put together.

    Of a rule that is broken in many ways the first ways are said, and how many places there are besides.
    """
    # Of a file that is broken as a whole not every problem is listed: there are at least as many places.
    key = "importer.places_at_least" if len(problems) >= LISTED else "importer.places"
    ways: dict[str, dict[str, list[Problem]]] = {}
    for problem in problems:
        ways.setdefault(problem.reason, {}).setdefault(problem.message(text, reader), []).append(problem)
    found: list[Fault] = []
    for reason, messages in ways.items():
        whole = list(messages.items())
        shown = whole[:MESSAGES] if len(whole) > MESSAGES + 1 else whole
        found += [
            Fault(places_of(same, text, key), len(same), same[0].value or "", reason, said) for said, same in shown
        ]
        if rest := [problem for _, same in whole[len(shown) :] for problem in same]:
            alike = text("importer.alike", n=len(rest))
            found.append(Fault(places_of(rest, text, key), len(rest), "", reason, alike))
    return found


def places_of(problems: Sequence[Problem], text: Text, key: str) -> str:
    """The first places of several problems: rows of one column together, the sheet once."""
    columns: dict[str | None, dict[str | None, list[int]]] = {}
    for problem in problems[:PLACES]:
        rows = columns.setdefault(problem.sheet, {}).setdefault(problem.column, [])
        rows += [problem.row] if problem.row else []
    listed = [
        reasons.places(sheet if number == 0 else None, rows, column, text)
        for sheet, inside in columns.items()
        for number, (column, rows) in enumerate(inside.items())
    ]
    words = "; ".join(listed)
    return text(key, places=words, n=len(problems)) if len(problems) > PLACES else words


def lines(result: ImportResult, text: Text, *, dry_run: bool) -> list[str]:
    """What came in, what did not, and why."""
    said = [headline(result, text, dry_run=dry_run)]
    if result.dropped_columns:
        said.append("  " + text("command.dropped", columns=", ".join(result.dropped_columns)))
    if result.ignored_sheets:
        said.append("  " + text("command.ignored_sheets", sheets=", ".join(result.ignored_sheets)))
    said += ["  " + notice.message(text, "command") for notice in result.notices]
    if result.quarantined_rows:
        said.append("  " + text("command.quarantined", rows=formats.count(result.quarantined_rows, text.language)))
    found = faults(result.problems, text, "command")
    said += [f"  - {fault.place}: {fault.message}" for fault in found[:SHOWN]]
    if len(found) > SHOWN:
        said.append("  " + text("command.more_problems", n=len(found) - SHOWN))
    if result.returned:
        said.append("  " + text("command.returned", path=result.returned))
    if result.changes:
        said += changes.lines(result.changes, text)
    if result.targets:
        said += targets.lines(result.targets, text, batch=result.batch)
    return said


def headline(result: ImportResult, text: Text, *, dry_run: bool) -> str:
    """What became of the file, in one sentence."""
    if result.status == "known":
        return text("command.known", file=result.file, batch=result.batch)
    said = summary(result, text, dry_run=dry_run)
    return said if dry_run or result.status != "accepted" else f"{said} {text('command.batch', batch=result.batch)}"


def summary(result: ImportResult, text: Text, *, dry_run: bool) -> str:
    """The same for a page, without the batch's number, which says nothing to whoever sent the file."""
    if result.status == "known":
        return text("clerk.known", file=result.file)
    if result.status != "accepted":
        return text(f"command.{result.status}", file=result.file)
    return text(
        "command.would_accept" if dry_run else "command.accepted",
        file=result.file,
        rows=formats.count(result.accepted_rows, text.language),
        kind=text(f"importer.kind.{result.kind}"),
        units=formats.count(result.units, text.language),
        period=period_words(result, text),
    )


def period_words(result: ImportResult, text: Text) -> str:
    """First and last day of a file's figures."""
    if result.period is None:
        return text("command.no_period")
    first, last = (formats.date(date.fromisoformat(day)) for day in result.period)
    return first if first == last else f"{first} – {last}"


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

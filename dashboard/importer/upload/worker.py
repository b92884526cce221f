"""Serves the clerk's page from a process of its own: files come in through a pipe and never touch the disk.

One request is one line of JSON, followed by the bytes of its files; the answer is lines of JSON: ``{"step": words}``
while something takes long, and at last ``{"answer": …}`` or ``{"refused": words}``.
"""

import base64
import json
import sys
import traceback
from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import Any

from dashboard import clock, formats, importer
from dashboard.disk import DiskFull
from dashboard.exports.privacy import masked
from dashboard.exports.report import headline, place
from dashboard.exports.results import ImportResult, Meaning
from dashboard.importer import Hints, Member, WarehouseRefused
from dashboard.importer.layouts import saved
from dashboard.importer.matching import aliases
from dashboard.importer.preview import Preview, preview
from dashboard.importer.returns import saving
from dashboard.importer.returns.workbook import workbook_bytes
from dashboard.importer.templates import workbook_bytes as workbook_of_template
from dashboard.text import Text

# More problems than this nobody reads on a page; the workbook for the sender has them all.
SHOWN = 100

Request = dict[str, Any]
Answer = list[dict[str, Any]]


def main() -> int:
    """Answers the one request of the input."""
    sys.excepthook = tell_without_values
    request: Request = json.loads(sys.stdin.buffer.readline())
    files = [Member(one["name"], sys.stdin.buffer.read(one["size"])) for one in request["files"]]
    text = Text(request["lang"])
    try:
        reply({"answer": DOES[request["do"]](request, files, text)})
    except WarehouseRefused as refusal:
        reply({"refused": text("command.warehouse_refused", check=refusal.check, rows=" ".join(refusal.rows))})
    except DiskFull as problem:
        reply({"refused": text("command.disk_full", folder=problem.folder)})
    return 0


def reply(message: dict[str, Any]) -> None:
    """Sends one line."""
    sys.stdout.buffer.write(json.dumps(message, ensure_ascii=False, default=str).encode() + b"\n")
    sys.stdout.buffer.flush()


def tell_without_values(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """The log gets the place of an error of ours, but not its words: they may quote a person's line."""
    sys.stderr.write("".join(traceback.format_tb(trace)) + f"{kind.__name__}\n")


def hints_of(said: Request) -> Hints:
    """What a person said of a file."""
    pairs = {name: tuple((key, value) for key, value in said[name].items()) for name in ("given", "columns")}
    return Hints(said["encoding"] or None, pairs["given"], pairs["columns"])


def look(request: Request, files: list[Member], text: Text) -> Answer:
    """What each file would bring; an archive brings several."""
    hints = [hints_of(one["hints"]) for one in request["files"]]
    pairs = zip(files, hints, strict=True)
    return [told(seen, text) for file, said in pairs for seen in preview([file], said)]


def told(seen: Preview, text: Text) -> Request:
    """One file's preview, worded."""
    result = seen.result
    return worded(result, text, dry_run=True) | {
        "meanings": [asdict(one) for one in seen.meanings],
        "times": [formats.moment(time) for time in seen.times],
        "units": [asdict(one) for one in seen.units if one.state != "known"],
        "units_known": sum(one.state == "known" for one in seen.units),
        "totals": [asdict(one) for one in seen.totals],
    }


def worded(result: ImportResult, text: Text, *, dry_run: bool) -> Request:
    """What came, or would come, of a file."""
    return {
        "file": result.file,
        "status": result.status,
        "kind": result.kind,
        "accepted_rows": result.accepted_rows,
        "quarantined_rows": result.quarantined_rows,
        "headline": headline(result, text, dry_run=dry_run),
        "notices": [notice.message(text) for notice in result.notices],
        "dropped": list(result.dropped_columns),
        "ignored": list(result.ignored_sheets),
        "problems": [
            {
                "place": place(problem, text),
                "value": problem.value or "",
                "reason": problem.reason,
                "message": problem.message(text),
            }
            for problem in result.problems[:SHOWN]
        ],
        "problems_all": len(result.problems),
        "returned_name": f"{saving.stem_of(result)}.xlsx",
        "returned": base64.b64encode(workbook_bytes(result, text)).decode() if saving.is_due(result) else "",
    }


def take(request: Request, files: list[Member], text: Text) -> Answer:
    """Takes the files in, those with the same hints together; each step is told as it begins."""
    by_hints: dict[Hints, list[Member]] = {}
    for file, one in zip(files, request["files"], strict=True):
        by_hints.setdefault(hints_of(one["hints"]), []).append(file)

    def tell(step: str, file: str) -> None:
        reply({"step": text(f"command.step_{step}", file=masked(file))})

    results = [
        result for hints, members in by_hints.items() for result in importer.accept(members, progress=tell, hints=hints)
    ]
    for result in filter(saving.is_due, results):
        saving.save_in_data_folder(result, text)
    return [worded(result, text, dry_run=False) for result in results]


def confirm(request: Request, _: list[Member], __: Text) -> Answer:
    """Keeps what the clerk confirmed of names; returns those that were refused."""
    refused = []
    for one in request["names"]:
        try:
            aliases.save(
                one["name"], one["edition"], one["unit_code"], parent=one["parent"], who=request["who"], when=now()
            )
        except aliases.AliasRefused:
            refused.append(one)
    return refused


def remember(request: Request, _: list[Member], __: Text) -> Answer:
    """Keeps how an office writes, and returns it."""
    meanings = [Meaning(**one) for one in request["meanings"]]
    layout = saved.save(request["name"], meanings, hints_of(request["hints"]), who=request["who"], when=now())
    return [asdict(layout)]


def blank(request: Request, _: list[Member], text: Text) -> Answer:
    """The template of a kind with a unit's communes filled in."""
    content = workbook_of_template(request["edition"], request["unit"], request["kind"], text)
    return [{"content": base64.b64encode(content).decode()}]


def now() -> str:
    """The time as the lists of names and layouts write it."""
    return f"{clock.now():%Y-%m-%d %H:%M}"


DOES: dict[str, Callable[[Request, list[Member], Text], Answer]] = {
    "look": look,
    "take": take,
    "confirm": confirm,
    "remember": remember,
    "blank": blank,
}


if __name__ == "__main__":
    sys.exit(main())

"""The upload worker: serves the page of the upload from a process of its own; files never touch the disk.

One request after the other: each is one line of JSON, followed by the bytes of its files; the answer is lines of JSON,
``{"step": words, "share": what is done}`` while something takes long, and at last ``{"answer": …}`` or
``{"refused": words}``. dashboard.exports.upload has both.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from types import TracebackType

from dashboard import clock, formats, importer, progress
from dashboard.exports import upload
from dashboard.exports.progress import Told
from dashboard.exports.questions import Question
from dashboard.exports.report import faults, summary
from dashboard.exports.results import ImportResult, problem_of
from dashboard.exports.source import Hints, Member
from dashboard.exports.upload import AskedQuestion, FileReport, Request, WordedProblem
from dashboard.faults import OperatorFault
from dashboard.importer import templates
from dashboard.importer.layouts import saved
from dashboard.importer.matching import aliases
from dashboard.importer.returns import saving
from dashboard.importer.returns.workbook import workbook_bytes
from dashboard.text import Text

# More problems than this nobody reads on a page; the workbook for the sender has them all.
SHOWN = 100


def main() -> int:
    """Answers until nobody asks any more."""
    sys.excepthook = log_without_values
    keep_answers_apart()
    while line := sys.stdin.buffer.readline():
        request = upload.request_from_json(line)
        text = Text(request.language)
        try:
            reply(answer=answer(request, text))
        except OperatorFault as fault:
            reply(refused=fault.sentence_for_readers(text))
    return 0


def keep_answers_apart() -> None:
    """Lets all but the answers go where faults go: DuckDB draws a bar into the output of a question of some seconds."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    sys.stdout = answers


def answer(request: Request, text: Text) -> object:
    match request:
        case upload.Preview():
            return look(exports_of(request.files), text)
        case upload.Import():
            return take_in(exports_of(request.files), text)
        case upload.ConfirmNames():
            confirm(request)
            return None
        case upload.SaveLayout():
            saved.save(request.name, request.form, request.hints, who=request.who, when=now())
            return None
        case upload.Withdraw():
            importer.withdraw(request.batch, why=request.why, who=request.who)
            return None
        case upload.Remind():
            told = Told(text, 0, lambda words, share: reply(step=words, share=share))
            return report(importer.remind(request.edition, request.unit_codes, told.step), text, dry_run=False)
        case upload.MakeTemplate():
            return templates.workbook_bytes(request.edition, request.unit_code, request.kind, text)


def exports_of(files: Sequence[upload.FileSent]) -> list[tuple[Member, Hints]]:
    """The files with what was said of them; their bytes follow one another."""
    return [(Member(file.name, sys.stdin.buffer.read(file.size)), file.hints) for file in files]


def reply(**message: object) -> None:
    """Sends one line."""
    sys.stdout.buffer.write(upload.as_json(message).encode() + b"\n")
    sys.stdout.buffer.flush()


def log_without_values(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    """The log gets the place of an error of ours, but not its words: they may quote a person's line."""
    sys.stderr.write("".join(traceback.format_tb(trace)) + f"{kind.__name__}\n")


def look(exports: Sequence[tuple[Member, Hints]], text: Text) -> list[FileReport]:
    """What each file would bring; an archive brings several."""
    return [preview_report(seen, text) for export, hints in exports for seen in importer.preview([export], hints)]


def preview_report(seen: importer.Preview, text: Text) -> FileReport:
    """One file's preview, worded."""
    # What can be answered is asked, and not listed as well.
    asked = {problem_of(seen.result.file, one) for one in seen.questions}
    shown = replace(seen.result, problems=tuple(one for one in seen.result.problems if one not in asked))
    return replace(
        report(importer.with_changes(shown), text, dry_run=True),
        meanings=seen.meanings,
        times=tuple(formats.moment(time) for time in seen.times),
        units=tuple(one for one in seen.units if one.state != "known"),
        known_units=sum(one.state == "known" for one in seen.units),
        totals=seen.totals,
        questions=tuple(asked_question(seen.result.file, one, text) for one in seen.questions),
        look=seen.look,
        said=seen.said,
    )


def asked_question(file: str, question: Question, text: Text) -> AskedQuestion:
    """A question, worded."""
    problem = problem_of(file, question)
    return AskedQuestion(problem.place(text), problem.message(text, "page"), question)


def report(result: ImportResult, text: Text, *, dry_run: bool) -> FileReport:
    """What came, or would come, of a file."""
    return FileReport(
        file=result.file,
        status=result.status,
        accepted_rows=result.accepted_rows,
        quarantined_rows=result.quarantined_rows,
        headline=summary(result, text, dry_run=dry_run),
        notices=tuple(notice.message(text, "page") for notice in result.notices),
        dropped_columns=result.dropped_columns,
        ignored_sheets=result.ignored_sheets,
        problems=tuple(
            WordedProblem(fault.place, fault.value, fault.reason, fault.message, fault.count)
            for fault in faults(result.problems, text, "page")[:SHOWN]
        ),
        problem_count=len(result.problems),
        returned_name=f"{saving.stem_of(result)}.xlsx",
        returned=workbook_bytes(result, text) if saving.is_due(result) else b"",
        changes=(result.changes,) if result.changes else (),
        targets=result.targets,
        batch=result.batch or "",
    )


def take_in(exports: Sequence[tuple[Member, Hints]], text: Text) -> list[FileReport]:
    """Takes the files in, those with the same hints together; each step is reported as it begins."""
    by_hints: dict[Hints, list[Member]] = {}
    for export, hints in exports:
        by_hints.setdefault(hints, []).append(export)

    are_counted = not any(member.name.lower().endswith(".zip") for member, _ in exports)
    told = Told(text, len(exports) if are_counted else 0, lambda words, share: reply(step=words, share=share))
    with progress.shown_to(told.build):
        results = [
            result
            for hints, members in by_hints.items()
            for result in importer.accept(members, progress=told.step, hints=hints)
        ]
    for result in filter(saving.is_due, results):
        saving.save_in_data_folder(result, text)
    return [report(importer.with_changes(result), text, dry_run=False) for result in results]


def confirm(request: upload.ConfirmNames) -> None:
    """Keeps what the clerk confirmed of names; one that names no unit is left out."""
    for one in request.names:
        with suppress(aliases.AliasRefused):
            aliases.save(one.name, one.edition, one.unit_code, parent=one.parent, who=request.who, when=now())


def now() -> str:
    """The installation's clock, as a person writes it."""
    return f"{clock.now():%Y-%m-%d %H:%M}"


if __name__ == "__main__":
    sys.exit(main())

"""`import FILE…`: brings export files in and says what came in, what did not, and why."""

import argparse
import datetime as dt
import json
from pathlib import Path

from dashboard import formats, importer, settings
from dashboard.cli.batches.progress import Steps
from dashboard.cli.batches.rebuild import say_in_one_go
from dashboard.cli.own import own_lists
from dashboard.console import add_language, complain, say, text_of
from dashboard.disk import DiskFull
from dashboard.exports.answers import Answer, AnswerUnknown, answer_of
from dashboard.exports.report import lines, refused_warehouse, together
from dashboard.exports.source import ENCODINGS
from dashboard.exports.targets import Terms
from dashboard.faults import OperatorFault
from dashboard.importer import Hints, ImportResult
from dashboard.importer.returns import saving
from dashboard.selection import ISSUERS
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_import")
    parser = subparsers.add_parser("import", help=words, description=words)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=text("command.help_files"))
    parser.add_argument("--encoding", choices=ENCODINGS, help=text("command.help_encoding"))
    parser.add_argument(
        "--set",
        nargs="+",
        action="extend",
        default=[],
        metavar="WHAT=MEANING",
        type=answer,
        help=text("command.help_set"),
    )
    parser.add_argument("--targets-as", choices=ISSUERS, help=text("command.help_targets_as"))
    parser.add_argument("--from", dest="start", type=day, metavar="DATE", help=text("command.help_targets_from"))
    parser.add_argument("--deadline", type=day, metavar="DATE", help=text("command.help_targets_deadline"))
    parser.add_argument("--document", default="", metavar="WORDS", help=text("command.help_targets_document"))
    parser.add_argument("--report", type=workbook_path, metavar="FILE.xlsx", help=text("command.help_report"))
    parser.add_argument("--dry-run", action="store_true", help=text("command.help_dry_run"))
    parser.add_argument("--json", action="store_true", help=text("command.help_json"))
    add_language(parser, text)


def answer(words: str) -> Answer:
    """What is said of the files. Raises ArgumentTypeError for what is no answer."""
    try:
        return answer_of(words)
    except AnswerUnknown as problem:
        raise argparse.ArgumentTypeError(words) from problem


def day(words: str) -> dt.date:
    """A day as readers write it, or in ISO form. Raises ArgumentTypeError for what is none."""
    found = formats.read_day(words)
    if found is None:
        raise argparse.ArgumentTypeError(words)
    return found


def terms_of(arguments: argparse.Namespace) -> Terms | None:
    """On what terms the columns of targets come in; None where they do not."""
    if not arguments.targets_as:
        return None
    start, deadline = (one.isoformat() for one in (arguments.start, arguments.deadline))
    return Terms(arguments.targets_as, start, deadline, arguments.document.strip())


def workbook_path(words: str) -> Path:
    """Where a workbook may be written. Raises ArgumentTypeError for another ending."""
    if not words.lower().endswith(".xlsx"):
        raise argparse.ArgumentTypeError(words)
    return Path(words)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when every file came in (or was in already), 1 when one was refused."""
    text = text_of(arguments)
    if arguments.report and arguments.report.resolve() in [path.resolve() for path in arguments.files]:
        complain(text("command.report_is_a_file", file=arguments.report))
        return 2
    terms = (arguments.targets_as, arguments.start, arguments.deadline)
    if not all(terms) and any((*terms, arguments.document)):
        complain(text("command.targets_need_terms"))
        return 2
    own_lists.complain_of_faults(text)
    steps = Steps(text, arguments.files, times=2 if all(terms) else 1)
    try:
        hints = Hints(arguments.encoding).with_answers(arguments.set)
        with steps.shown():
            results = importer.accept(
                arguments.files,
                dry_run=arguments.dry_run,
                progress=steps.show,
                hints=hints,
                terms=terms_of(arguments),
            )
    except OperatorFault as fault:
        words = fault.sentence(text)
        complain(words)
        if arguments.json:
            say(json.dumps(refused_warehouse(fault.reason, words, text), ensure_ascii=False, indent=2))
        return 1
    results = [importer.with_changes(result) for result in results]
    results, is_saved = with_returned(results, arguments, text)
    if arguments.json:
        say(json.dumps(together(results, text), ensure_ascii=False, indent=2))
    else:
        print_results(results, text, dry_run=arguments.dry_run)
    return 1 if not is_saved or any(result.status == "refused" for result in results) else 0


def with_returned(
    results: list[ImportResult], arguments: argparse.Namespace, text: Text
) -> tuple[list[ImportResult], bool]:
    """The results, each with the workbook that was saved to be sent back; False where one could not be saved."""
    finished: list[ImportResult] = []
    is_saved = True
    for result in results:
        is_first = not any(one.returned for one in finished)
        try:
            if not saving.is_due(result) or (arguments.dry_run and not arguments.report):
                finished.append(result)
            elif arguments.report:
                path = arguments.report if is_first else saving.free(arguments.report)
                finished.append(saving.save(result, text, path))
            else:
                finished.append(saving.save_in_data_folder(result, text))
        except (DiskFull, OSError) as problem:
            complain(text("command.not_returned", file=result.file, problem=type(problem).__name__))
            finished.append(result)
            is_saved = False
    return finished, is_saved


def print_results(results: list[ImportResult], text: Text, *, dry_run: bool) -> None:
    """What a person reads."""
    for result in results:
        say("\n".join(lines(result, text, dry_run=dry_run)))
    version = results[0].version
    if version:
        say(text("command.version", version=version))
        say_in_one_go(version, text)

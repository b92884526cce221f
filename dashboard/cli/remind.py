"""`remind`: the reminders of the work list, to be sent on; `remind CODE … --done` keeps that they were given."""

import argparse

from dashboard import clock, importer, settings, units, version_files
from dashboard.briefing import forecast
from dashboard.briefing.forecast import work_list
from dashboard.cli.batches.import_exports import print_results
from dashboard.cli.query_defaults import selection_of
from dashboard.console import add_language, complain, say, text_of
from dashboard.database import Database
from dashboard.selection import ISSUERS, LEVELS, STAGES
from dashboard.text import Text
from dashboard.wording import reminder
from dashboard.wording.work_list import why_empty


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_remind")
    parser = subparsers.add_parser("remind", help=words, description=words)
    parser.add_argument("codes", nargs="*", metavar="CODE", help=text("command.help_remind_codes"))
    parser.add_argument("--done", action="store_true", help=text("command.help_remind_done"))
    parser.add_argument("--unit", metavar="CODE", help=text("command.help_remind_unit"))
    parser.add_argument("--as-of", metavar="DATE", help=text("command.help_trace_as_of"))
    parser.add_argument("--edition", choices=units.EDITIONS, help=text("command.help_trace_edition"))
    for name, options in (("level", LEVELS), ("stage", STAGES), ("issuer", ISSUERS)):
        parser.add_argument(f"--{name}", choices=options)
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 with the texts, or when it is kept; 1 without figures, or what is not kept; 2 for wrong words."""
    text = text_of(arguments)
    if arguments.done:
        return _keep(arguments, text)
    version = version_files.shown()
    if version is None:
        complain(text("command.no_data"))
        return 1
    database = Database(version_files.path_of(version))
    selection = selection_of(database, arguments, text)
    if selection is None:
        return 2
    parts = forecast.of_parts(database, selection)
    among = set(arguments.codes) or None
    found = work_list.of_parts(database, selection, parts, among)
    small_count = settings.load().small_count
    texts = [reminder.of_target(entry.forecast, selection, small_count, text) for entry in found.entries]
    say(reminder.together(texts) if texts else why_empty(found, selection.issuer, text))
    return 0


def _keep(arguments: argparse.Namespace, text: Text) -> int:
    if not arguments.codes:
        complain(text("command.remind_nobody"))
        return 2
    edition = arguments.edition or ("2025" if clock.now().date() >= units.REFORM_DAY else "2024")
    result = importer.remind(edition, arguments.codes)
    print_results([result], text, dry_run=False)
    return 1 if result.problems else 0

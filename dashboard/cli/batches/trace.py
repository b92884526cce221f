"""`trace`: where a unit's count comes from, in the words of the page."""

import argparse
import json
from dataclasses import asdict
from datetime import date

from dashboard import settings, units, version_files
from dashboard.briefing import trace
from dashboard.briefing.trace import Trace
from dashboard.cli.query_defaults import selection_of
from dashboard.console import add_language, complain, say, text_of
from dashboard.database import Database
from dashboard.selection import BASES, ISSUERS, LEVELS, STAGES, is_day
from dashboard.text import Text
from dashboard.wording import trace as wording


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_trace")
    parser = subparsers.add_parser("trace", help=words, description=words)
    parser.add_argument("--unit", metavar="CODE", help=text("command.help_trace_unit"))
    parser.add_argument("--as-of", metavar="DATE", help=text("command.help_trace_as_of"))
    parser.add_argument("--since", metavar="DATE", help=text("command.help_trace_since"))
    parser.add_argument("--edition", choices=units.EDITIONS, help=text("command.help_trace_edition"))
    for name, options in (("level", LEVELS), ("stage", STAGES), ("issuer", ISSUERS), ("base", BASES)):
        parser.add_argument(f"--{name}", choices=options)
    parser.add_argument("--json", action="store_true", help=text("command.help_json"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 with the sources, or with why there are none; 1 without figures; 2 for what does not exist."""
    text = text_of(arguments)
    version = version_files.shown()
    if version is None:
        complain(text("command.no_data"))
        return 1
    database = Database(version_files.path_of(version))
    figure = selection_of(database, arguments, text)
    if figure is None:
        return 2
    if arguments.since and not is_day(arguments.since):
        complain(text("command.wrong_parameter", value=arguments.since, name="since", type="DATE"))
        return 2
    since = date.fromisoformat(arguments.since) if arguments.since else None
    found = trace.of_figure(database, figure, since)
    say(as_json(found) if arguments.json else "\n".join(_lines(found, settings.load().small_count, text)))
    return 0


def _lines(found: Trace, small_count: int, text: Text) -> list[str]:
    lines = [wording.heading(found, text), wording.subject(found, text)]
    if why := wording.why_none(found, small_count, text):
        return [*lines, why]
    for section in wording.sections(found, small_count, text):
        lines += ["", section.title, *([section.note] if section.note else [])]
        lines += [f"  {line.lead}: {line.words}{_named(line)}" for line in section.lines]
    return lines


def _named(line: wording.Line) -> str:
    """How the command asks for the unit's own sources."""
    return (
        f"  [--unit {line.figure.unit} --edition {line.figure.edition} --as-of {line.figure.as_of}]"
        if line.figure
        else ""
    )


def as_json(found: Trace) -> str:
    """The facts as they are; days and times in ISO."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=2, default=str)

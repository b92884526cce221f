"""`trace`: where a unit's count comes from, in the words of the page."""

import argparse
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from dashboard import settings, units, version_files
from dashboard.briefing import trace
from dashboard.briefing.trace import Trace
from dashboard.cli.query_defaults import defaults
from dashboard.console import add_language, complain, say, text_of
from dashboard.database import Database
from dashboard.selection import BASES, ISSUERS, LEVELS, STAGES, Selection, is_day
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
    figure = _figure(database, arguments, text)
    if figure is None:
        return 2
    if arguments.since and not is_day(arguments.since):
        complain(text("command.wrong_parameter", value=arguments.since, name="since", type="DATE"))
        return 2
    since = date.fromisoformat(arguments.since) if arguments.since else None
    found = trace.of_figure(database, figure, since)
    say(as_json(found) if arguments.json else "\n".join(_lines(found, settings.load().small_count, text)))
    return 0


def _figure(database: Database, arguments: argparse.Namespace, text: Text) -> Selection | None:
    """The figure that the arguments name; None, with a complaint, where there is no such unit or day."""
    usual = defaults(database, arguments)
    given = {name: value for name, value in vars(arguments).items() if name in usual and value is not None}
    if "as_of" in given:
        try:
            given["as_of"] = date.fromisoformat(given["as_of"])
        except ValueError:
            complain(text("command.wrong_parameter", value=arguments.as_of, name="as-of", type="DATE"))
            return None
    asked: dict[str, Any] = usual | given
    if "as_of" not in asked or not units.exists(asked["edition"], asked.get("unit", "")):
        complain(text("command.template_unit_unknown", unit=asked.get("unit", ""), edition=asked["edition"]))
        return None
    names = ("unit", "edition", "as_of", "level", "stage", "issuer", "base")
    return Selection(**{name: asked[name] for name in names}, lang=text.language)


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

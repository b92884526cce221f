"""`grouping FILE`: loads an office's own groups of units, to be used wherever a district was."""

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from dashboard import settings
from dashboard.console import add_language, complain, say, text_of
from dashboard.text import Text
from dashboard.unit_tables import groupings
from dashboard.unit_tables.table_files import TableRefused


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_grouping")
    parser = subparsers.add_parser("grouping", help=words, description=words)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=text("command.help_grouping_file"))
    parser.add_argument("--remove", metavar="NAME", help=text("command.help_grouping_remove"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Without a file, lists the office's own groupings. Exit code 1 when the table or the new version is refused."""
    text = text_of(arguments)
    if not (arguments.file or arguments.remove):
        for (grouping, edition), count in groups_by_grouping().items():
            say(text("command.grouping_listed", grouping=grouping, edition=edition, n=count))
        return 0
    return change(arguments, text, groupings.load, groupings.forget)


def groups_by_grouping() -> Counter[tuple[str, str]]:
    """How many groups each of the office's own groupings has."""
    groups = dict.fromkeys((row["grouping"], row["edition"], row["group_code"]) for row in groupings.saved())
    return Counter((grouping, edition) for grouping, edition, _ in groups)


def change(
    arguments: argparse.Namespace,
    text: Text,
    load: Callable[[Path], str | None],
    forget: Callable[[str], str | None],
) -> int:
    """Loads the table of a command, or takes out what was loaded under a name, and says which version holds it now."""
    command, name = arguments.command, arguments.remove
    try:
        version = forget(name) if name else load(arguments.file)
    except KeyError:
        complain(text(f"command.{command}_unknown", name=name))
        return 1
    except TableRefused as refusal:
        complain_of(refusal, text)
        return 1
    say(text(f"command.{command}_taken_out" if name else f"command.{command}_taken_in"))
    say(text("command.version", version=version) if version else text("command.version_later"))
    return 0


def complain_of(refusal: TableRefused, text: Text) -> None:
    """Says where a table is wrong."""
    for fault in refusal.faults:
        why = text(f"table.{fault.reason}")
        cell = {"column": fault.column or "–", "value": fault.value or "–"}
        complain(f"{text('table.place', file=fault.file, row=fault.row, **cell)}: {why}")

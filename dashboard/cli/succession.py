"""`succession FILE`: loads a later resolution, by which units join, divide, begin or are called otherwise."""

import argparse
from pathlib import Path

from dashboard import settings
from dashboard.cli.grouping import complain_of, say_version
from dashboard.console import add_language, complain, say, text_of
from dashboard.text import Text
from dashboard.unit_tables import resolutions
from dashboard.unit_tables.table_files import TableRefused


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_succession")
    parser = subparsers.add_parser("succession", help=words, description=words)
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=text("command.help_succession_file"))
    parser.add_argument("--remove", metavar="NAME", help=text("command.help_succession_remove"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Without a file, lists what was loaded. Exit code 1 when the table or the new version is refused."""
    text = text_of(arguments)
    if not (arguments.file or arguments.remove):
        for path in resolutions.loaded():
            say(path.stem)
        return 0
    try:
        version = resolutions.forget(arguments.remove) if arguments.remove else resolutions.load(arguments.file)
    except KeyError:
        complain(text("command.succession_unknown", name=arguments.remove))
        return 1
    except TableRefused as refusal:
        complain_of(refusal, text)
        return 1
    say(text("command.succession_taken_out" if arguments.remove else "command.succession_taken_in"))
    say_version(version, text)
    return 0

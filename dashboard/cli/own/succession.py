"""`succession FILE`: loads a later resolution, by which units join, divide, begin or are called otherwise."""

import argparse
from pathlib import Path

from dashboard import settings
from dashboard.cli.own.grouping import change
from dashboard.console import add_language, say, text_of
from dashboard.text import Text
from dashboard.unit_tables import resolutions


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
    return change(arguments, text, resolutions.load, resolutions.forget)

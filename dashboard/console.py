"""What every command shares: the language it speaks, its answer, and what went wrong."""

import argparse
import sys

from dashboard import settings
from dashboard.text import LANGUAGES, Text


def text_of(arguments: argparse.Namespace) -> Text:
    """The language asked for with --lang, or else the settings'."""
    return Text(arguments.lang or settings.load().language)


def add_language(parser: argparse.ArgumentParser, text: Text) -> None:
    """Adds --lang to a command."""
    parser.add_argument("--lang", choices=LANGUAGES, default=None, help=text("command.help_lang"))


def say(words: str) -> None:
    """Writes a command's answer at once: a reader may wait for it at the other end of a pipe."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def complain(words: str) -> None:
    """Writes what went wrong to the error output."""
    sys.stderr.write(words + "\n")

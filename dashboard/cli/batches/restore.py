"""`restore BATCH`: brings a withdrawn batch back into the figures."""

import argparse

from dashboard import settings
from dashboard.cli.batches.withdraw import add_who, who_of
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import BatchUnknown, restore
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_restore")
    parser = subparsers.add_parser("restore", help=words, description=words)
    parser.add_argument("batch", metavar="BATCH", help=text("command.help_batch"))
    add_who(parser, text)
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the batch counts again, 1 for one that counts already or is unknown, and a refused version."""
    text = text_of(arguments)
    try:
        change = restore(arguments.batch, who=who_of(arguments))
    except BatchUnknown:
        complain(text("command.batch_unknown", batch=arguments.batch))
        return 1
    named = {"batch": change.batch.batch_id, "file": change.batch.source_name}
    if not change.is_new:
        complain(text("command.restored_before", **named))
        return 1
    say(text("command.restored", **named))
    say(text("command.version", version=change.version))
    return 0

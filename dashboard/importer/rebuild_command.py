"""`rebuild`: builds the warehouse again from the accepted batches."""

import argparse

from dashboard import importer, settings
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import WarehouseRefused
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds `rebuild` to the commands."""
    text = Text(settings.load().language)
    parser = subparsers.add_parser(
        "rebuild", help=text("command.help_rebuild"), description=text("command.help_rebuild")
    )
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the version in use is what the batches make, 1 when a check refused it."""
    text = text_of(arguments)
    try:
        version = importer.rebuild()
    except WarehouseRefused as refusal:
        complain(text("command.warehouse_refused", check=refusal.check, rows=" ".join(refusal.rows)))
        return 1
    say(text("command.rebuilt", version=version))
    return 0

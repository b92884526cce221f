"""`restore BATCH`: brings a withdrawn batch back into the figures."""

import argparse

from dashboard import settings
from dashboard.cli.withdraw import add_who, who_of
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import BatchUnknown, restore
from dashboard.text import Text
from dashboard.warehouse.build import WarehouseRefused


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_restore")
    parser = subparsers.add_parser("restore", help=words, description=words)
    parser.add_argument("batch", metavar="BATCH", help=text("command.help_batch"))
    add_who(parser, text)
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the batch counts (again), 1 for an unknown batch or a refused version."""
    text = text_of(arguments)
    try:
        change = restore(arguments.batch, who=who_of(arguments))
    except BatchUnknown:
        complain(text("command.batch_unknown", batch=arguments.batch))
        return 1
    except WarehouseRefused as refusal:
        complain(text("command.warehouse_refused", check=refusal.check, rows=" ".join(refusal.rows)))
        return 1
    words = "command.restored" if change.is_new else "command.restored_before"
    say(text(words, batch=change.batch.batch_id, file=change.batch.source_name))
    say(text("command.version", version=change.version))
    return 0

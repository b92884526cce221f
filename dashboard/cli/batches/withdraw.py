"""`withdraw BATCH --why …`: takes an accepted batch out of the figures; nothing is deleted."""

import argparse
import getpass

from dashboard import settings
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import BatchUnknown, give_up, withdraw
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_withdraw")
    parser = subparsers.add_parser("withdraw", help=words, description=words)
    parser.add_argument("batch", metavar="BATCH", help=text("command.help_batch"))
    parser.add_argument("--why", required=True, help=text("command.help_why"))
    add_who(parser, text)
    add_language(parser, text)


def add_who(parser: argparse.ArgumentParser, text: Text) -> None:
    """Adds --who to a command; without it, the account that runs the command is named."""
    parser.add_argument("--who", default=None, help=text("command.help_who"))


def who_of(arguments: argparse.Namespace) -> str:
    """Who is named as the one who decided."""
    if arguments.who is not None:
        return str(arguments.who).strip()
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        # An account without a name, as in some containers.
        return ""


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the batch does not count (any more), 1 for an unknown batch or a refused version."""
    text, why = text_of(arguments), arguments.why.strip()
    if not why:
        complain(text("command.why_is_empty"))
        return 2
    try:
        if arguments.batch.isdecimal():
            version = give_up(int(arguments.batch), why=why, who=who_of(arguments))
            say(text("command.given_up", number=int(arguments.batch)))
            say(text("command.version", version=version))
            return 0
        change = withdraw(arguments.batch, why=why, who=who_of(arguments))
    except BatchUnknown:
        complain(text("command.batch_unknown", batch=arguments.batch))
        return 1
    words = "command.withdrawn" if change.is_new else "command.withdrawn_before"
    say(text(words, batch=change.batch.batch_id, file=change.batch.source_name))
    say(text("command.version", version=change.version))
    return 0

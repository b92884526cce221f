"""`watch`: takes in whatever is put into the inbox, until it is stopped."""

import argparse
import signal
import sys
import threading

from dashboard import settings
from dashboard.cli.batches.progress import Steps
from dashboard.cli.own import own_lists
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer.inbox.watcher import Watcher
from dashboard.text import Text

# Seconds between two looks, and between the two of --once.
EVERY, ONCE = 10.0, 2.0


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_watch")
    parser = subparsers.add_parser("watch", help=words, description=words)
    parser.add_argument("--once", action="store_true", help=text("command.help_watch_once"))
    parser.add_argument("--every", type=seconds, default=None, metavar="SECONDS", help=text("command.help_watch_every"))
    add_language(parser, text)


def seconds(words: str) -> float:
    """A time to wait. Raises ArgumentTypeError for none."""
    try:
        found = float(words)
    except ValueError:
        found = 0.0
    if not 0 < found <= 86_400:
        raise argparse.ArgumentTypeError(words)
    return found


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when it is stopped; with --once, 1 when a file was refused or something went wrong."""
    text = text_of(arguments)
    stop = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stop.set())
    own_lists.complain_of_faults(text)
    watcher = Watcher(text, say_at_once, complain, lambda files: Steps(text, files).shown())
    say_at_once(text("watch.watching", folder=settings.inbox_folder()))
    if not arguments.once:
        watcher.watch(arguments.every or EVERY, stop)
        say_at_once(text("watch.stopped"))
        return 0
    watcher.look(stop)
    stop.wait(arguments.every or ONCE)
    left = watcher.look(stop)
    if left:
        say_at_once(text("watch.left", n=left))
    return 1 if watcher.has_failed else 0


def say_at_once(words: str) -> None:
    """Says it at once: whoever reads a log does not wait until it is full."""
    say(words)
    sys.stdout.flush()

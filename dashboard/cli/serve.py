"""`serve`: opens the pages on this machine, over figures that this software and these settings have built."""

import argparse
import os
import signal
import subprocess
import sys
import threading

import duckdb

from dashboard import queries, settings, version_files
from dashboard.batches import events, order, store
from dashboard.cli import copies
from dashboard.cli.own import own_lists
from dashboard.console import complain, say
from dashboard.database import Database
from dashboard.faults import OperatorFault
from dashboard.rows import VersionInUse, each_row
from dashboard.text import Text
from dashboard.warehouse import versions

MOST_COPIES = 32


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command's own options; HOST and PORT are read from the environment."""
    text = Text(settings.load().language)
    words = text("serve.help")
    parser = subparsers.add_parser("serve", help=words, description=words)
    parser.add_argument(
        "--copies", type=int, choices=range(1, MOST_COPIES + 1), default=1, metavar="N", help=text("serve.help_copies")
    )
    parser.add_argument("--one-of-copies", action="store_true", help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace) -> int:
    """Serves until it is stopped; exit code 1 when a port is taken or the figures may not be shown."""
    text = Text(settings.load().language)
    if not arguments.one_of_copies:
        own_lists.complain_of_faults(text)
    if not may_show(text, is_copy=arguments.one_of_copies):
        return 1
    if arguments.copies > 1:
        return copies.until_stopped(arguments.copies, text)
    if arguments.one_of_copies:
        threading.Thread(target=end_with_input, daemon=True).start()
    # The parent of copies serves nobody, and does without the memory of what pages are made with.
    from dashboard.ui.serving import serve

    return serve.until_stopped(text)


def end_with_input() -> None:
    """Ends this server when its parent is gone, which holds the other end of its input."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)


def may_show(text: Text, *, is_copy: bool) -> bool:
    """Whether there are figures that may be shown, which are built where they are due.

    A copy that is started again while others serve shows what they show: it does not wait for an import under way.
    """
    asked = settings.asked_version()
    if asked:
        return is_showable(asked, text)
    shown = version_files.current() if is_copy else None
    return (shown is not None and is_showable(shown, text)) or bring_up_to_date(text)


def bring_up_to_date(text: Text) -> bool:
    """Builds the version that is due, unless it is in use: after an upgrade, or after a setting that figures depend on.

    An old version is never shown in its place: it may hold counts that the present threshold hides, and the present
    queries may not find their tables in it. The build has a process of its own, whose memory goes when it ends.
    """
    try:
        manifests = store.manifests()
        order.check_numbers(manifests, events.happened())
        due = versions.due_version(manifests, events.happened())
    except OperatorFault as fault:
        # What was built while all was whole may be shown, where it hides what is to be hidden now.
        complain(fault.sentence(text))
        shown = version_files.current()
        return shown is not None and is_showable(shown, text)
    if not manifests or (due == version_files.current() and version_files.is_whole(due)):
        return True
    say(text("serve.building"))
    if subprocess.run([sys.executable, "-m", "dashboard", "rebuild"], cwd=settings.ROOT, check=False).returncode == 0:
        return True
    complain(text("serve.not_built"))
    return False


def is_showable(version: str, text: Text) -> bool:
    """Whether the version asked for is there, and hides what the present threshold hides; says so where it does not."""
    path = version_files.path_of(version)
    if not path.exists():
        complain(text("command.version_unknown", version=version))
        return False
    small_count = _small_count_of(version)
    if small_count == settings.load().small_count:
        return True
    complain(text("serve.other_rules", version=version, small=settings.load().small_count))
    return False


def _small_count_of(version: str) -> int | None:
    """The threshold that a version was built with; None for one of older software, which does not state it."""
    warehouse = Database(version_files.path_of(version))
    try:
        [row] = each_row(queries.version_in_use(warehouse), VersionInUse)
    except duckdb.Error:
        return None
    finally:
        warehouse.close()
    return row.small_count

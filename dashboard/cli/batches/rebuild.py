"""`rebuild`: builds the warehouse again from the accepted batches, as they stand now or as they stood at a moment."""

import argparse
from contextlib import closing, nullcontext
from datetime import datetime, time

from dashboard import clock, formats, importer, settings, version_files
from dashboard.cli.batches.progress import Steps
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import NothingYet, Workers
from dashboard.text import Text

# A process takes up to a gigabyte.
MOST_WORKERS = 64


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_rebuild")
    parser = subparsers.add_parser("rebuild", help=words, description=words)
    parser.add_argument("--as-of", default=None, metavar="TIME", help=text("command.help_rebuild_as_of"))
    by = parser.add_mutually_exclusive_group()
    at_once = range(1, MOST_WORKERS + 1)
    by.add_argument(
        "--workers", type=int, choices=at_once, default=1, metavar="N", help=text("command.help_rebuild_workers")
    )
    by.add_argument("--scheduler", default="", metavar="ADDRESS", help=text("command.help_rebuild_scheduler"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the version is there, 1 when a check refused it or nothing had come in, 2 for a wrong time."""
    text = text_of(arguments)
    workers = workers_of(arguments)
    try:
        with closing(workers) if workers else nullcontext(), Steps(text, []).shown():
            if arguments.as_of is None:
                version = importer.rebuild(workers=workers)
                say(text("command.rebuilt", version=version))
                say_in_one_go(version, text)
            else:
                rebuild_as_of(moment_of(arguments.as_of), text, workers)
        if workers and workers.left:
            say(text("command.parts_left", n=workers.left))
    except ValueError:
        complain(text("command.wrong_moment", value=arguments.as_of))
        return 2
    except NothingYet as nothing:
        complain(text("command.nothing_by_then", moment=formats.moment(nothing.moment)))
        return 1
    return 0


def workers_of(arguments: argparse.Namespace) -> Workers | None:
    """Who makes the parts of a nation, where it is not this process alone. Raises an OperatorFault."""
    if arguments.scheduler:
        return importer.Cluster(arguments.scheduler)
    return importer.Processes(arguments.workers) if arguments.workers > 1 else None


def say_in_one_go(version: str, text: Text) -> None:
    """Says why a nation was built in one go, which takes many times as long as one file needs."""
    if why := importer.why_in_one_go(version):
        say(text(f"command.in_one_go.{why}"))


def rebuild_as_of(moment: datetime, text: Text, workers: Workers | None) -> None:
    """Builds the version beside the one in use, and says how to look at it."""
    version = importer.rebuild(moment, workers)
    path = version_files.path_of(version)
    say(text("command.rebuilt_as_of", moment=formats.moment(moment), version=version, path=path))
    say_in_one_go(version, text)


def moment_of(written: str) -> datetime:
    """A moment on the installation's clock; a day alone means its end. Raises ValueError for anything else."""
    moment = datetime.fromisoformat(written)
    if moment.tzinfo:
        return clock.local(moment)
    return datetime.combine(moment.date(), time.max) if len(written) <= len("2024-05-06") else moment

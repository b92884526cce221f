"""The command line: names the commands, and loads only the one that was asked for."""

import argparse
import importlib
import io
import json
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from dashboard import settings
from dashboard.console import complain, say
from dashboard.disk import UNUSABLE, FolderUnusable
from dashboard.faults import OperatorFault
from dashboard.text import LANGUAGES, Text

# Each module offers add_parser(subparsers) and run(arguments) -> exit code. Loading all of them would take
# seconds (maps, web server), so only the named one is loaded.
MODULES = {
    "import": "dashboard.cli.batches.import_exports",
    "status": "dashboard.cli.status",
    "alias": "dashboard.cli.own.alias",
    "layout": "dashboard.cli.own.layout",
    "grouping": "dashboard.cli.own.grouping",
    "succession": "dashboard.cli.own.succession",
    "template": "dashboard.cli.template",
    "watch": "dashboard.cli.batches.watch",
    "query": "dashboard.cli.query",
    "trace": "dashboard.cli.batches.trace",
    "remind": "dashboard.cli.remind",
    "withdraw": "dashboard.cli.batches.withdraw",
    "restore": "dashboard.cli.batches.restore",
    "rebuild": "dashboard.cli.batches.rebuild",
    "boundaries": "dashboard.cli.boundaries",
    "demo": "dashboard.cli.demo",
    "serve": "dashboard.cli.serve",
}


def main(arguments: Sequence[str]) -> int:
    """Runs a command. Exit codes: 0 done, 1 refused, 2 called wrongly."""
    for stream in (sys.stdout, sys.stderr):
        # Windows consoles and pipes default to code pages without Vietnamese letters.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    try:
        code = run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output left (`… | head`): nothing more can be said, at exit neither.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OperatorFault as fault:
        return tell(fault, arguments)
    except OSError as problem:
        if problem.errno not in UNUSABLE:
            raise
        return tell(FolderUnusable(problem.filename or settings.data_folder()), arguments)
    return code


def tell(fault: OperatorFault, arguments: Sequence[str]) -> int:
    """Says what the operator has to mend, with --json as an object too; exit code 1."""
    words = fault.sentence(language_of(arguments))
    complain(words)
    if "--json" in arguments:
        say(json.dumps({"status": "refused", "reason": fault.reason, "message": words}, ensure_ascii=False, indent=2))
    return 1


def language_of(arguments: Sequence[str]) -> Text:
    """The language that the arguments ask for, else the settings'; Vietnamese where these cannot be read."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang" and after in LANGUAGES]
    try:
        return Text(asked[-1] if asked else settings.load().language)
    except settings.SettingsInvalid:
        return Text(LANGUAGES[0])


def run(arguments: Sequence[str]) -> int:
    """Parses the arguments with the parser of the command they name, and runs it."""
    text = Text(settings.load().language)
    parser = argparse.ArgumentParser(prog="python -m dashboard", description=text("command.description"))
    subparsers = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    named = next((word for word in arguments if not word.startswith("-")), None)
    for name, module in MODULES.items():
        if name == named:
            importlib.import_module(module).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=text(f"command.help_{name}"), add_help=False)
    parsed = parser.parse_args(arguments)
    return int(importlib.import_module(MODULES[parsed.command]).run(parsed))

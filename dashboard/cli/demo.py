"""`demo`: writes the simulated export files, then imports them as any export."""

import argparse
import hashlib
from datetime import datetime
from pathlib import Path

from dashboard import importer, settings
from dashboard.batches import events, store
from dashboard.cli.batches.progress import Steps
from dashboard.console import add_language, complain, say, text_of
from dashboard.demo import files, scenario
from dashboard.importer import ImportResult
from dashboard.text import Text

PUBLISHED = settings.DATA / "published_figures.csv"
FIGURES = ("summary", "detailed")
# Problems listed per file; the whole list lies in quarantine.
SHOWN = 5


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_demo")
    parser = subparsers.add_parser("demo", help=words, description=words)
    parser.add_argument("--seed", type=int, default=scenario.SEED, help=text("demo.help_seed"))
    parser.add_argument("--only-files", type=Path, metavar="FOLDER", help=text("demo.help_only_files"))
    parser.add_argument("--force", action="store_true", help=text("demo.help_force"))
    parser.add_argument("--if-empty", action="store_true", help=text("demo.help_if_empty"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the demo is in (or its files are written), 1 when it would mix with other figures."""
    text = text_of(arguments)
    if arguments.only_files:
        paths = files.write(arguments.only_files, arguments.seed)
        say(text("demo.written", n=len(paths), folder=arguments.only_files))
        return 0
    if arguments.if_empty and store.manifests():
        # An upgrade of the software may ask for another warehouse; where it does not, this costs next to nothing.
        importer.rebuild()
        if not events.in_force(store.manifests(), events.happened()):
            # No demo here either: what was withdrawn may be restored, and would be mixed with it.
            say(text("demo.all_withdrawn", n=len(store.manifests()), folder=settings.data_folder()))
        return 0
    other = None if arguments.force else _real_figures()
    if other:
        complain(text("demo.real_figures", name=other, folder=settings.data_folder()))
        return 1
    folder = settings.data_folder() / "exports" / "demo"
    sent = files.write(folder, arguments.seed)
    if not arguments.force and _is_another_demo_in(list(sent)):
        complain(text("demo.another_demo", folder=settings.data_folder()))
        return 1
    say(text("demo.written", n=len(sent), folder=folder))
    return _report(_bring_in(sent, text), text)


def _real_figures() -> str | None:
    """The name of a file of reports or detailed exports that is not simulated, if one is in."""
    real = (manifest for manifest in store.manifests() if not manifest.is_demo and manifest.kind in FIGURES)
    return next((manifest.source_name for manifest in real), None)


def _is_another_demo_in(paths: list[Path]) -> bool:
    """Whether simulated figures of another seed or of an older version were imported before."""
    ours = {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    return any(manifest.is_demo and manifest.sha256 not in ours for manifest in store.manifests())


def _bring_in(sent: dict[Path, datetime], text: Text) -> list[ImportResult]:
    """Imports the published figures as what they are, real and now, then the simulated files, each as of its moment."""
    paths, arrivals = list(sent), {path.name: arrived_at for path, arrived_at in sent.items()}
    steps = Steps(text, paths)
    published = importer.accept([PUBLISHED])
    with steps.shown():
        return published + importer.accept(paths, is_demo=True, arrivals=arrivals, progress=steps.show)


def _report(results: list[ImportResult], text: Text) -> int:
    """Prints what was accepted and what was not."""
    for result in results:
        for problem in result.problems[:SHOWN]:
            row = problem.row or "–"
            complain(text("demo.problem", file=result.file, row=row, problem=problem.message(text)))
    rows = sum(result.accepted_rows for result in results)
    say(text("demo.done", rows=rows, n=len(results), version=results[-1].version))
    return 1 if any(result.status == "refused" for result in results) else 0

"""`python -m dashboard boundaries PATH --edition 2025 [--province NAME] [--json]`: installs real boundaries."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from dashboard import formats, settings, units
from dashboard.console import say
from dashboard.geography.installation.install import install
from dashboard.geography.installation.reading import BoundariesRejected
from dashboard.geography.installation.report import InstallReport, LayerReport, Uncertain
from dashboard.text import Text

# Codes printed before "and so on"; --json has them all.
SHOWN = 20
LISTS = ("missing", "unknown", "mended", "fitted", "overlapping", "misplaced")


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    parser = subparsers.add_parser("boundaries", help=text("boundaries.help"), description=text("boundaries.help"))
    parser.add_argument("path", type=Path, metavar="FILE_OR_FOLDER", help=text("boundaries.help_path"))
    parser.add_argument("--edition", required=True, choices=units.EDITIONS, help=text("boundaries.help_edition"))
    parser.add_argument("--province", metavar="NAME", help=text("boundaries.help_province"))
    parser.add_argument("--json", action="store_true", help=text("boundaries.help_json"))
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Install, and say what was done: exit code 0, or 1 when the file was refused and nothing changed."""
    text = Text(settings.load().language)
    try:
        report = install(arguments.path, arguments.edition, arguments.province)
    except BoundariesRejected as rejected:
        sentence = text(f"boundaries.refused_{rejected.key}", **rejected.values)
        message = "\n".join([sentence, *_names(rejected.uncertain, text)])
        refusal = {"edition": arguments.edition, "layers": [], "refused": {"reason": rejected.key, "message": message}}
        say(_json(refusal) if arguments.json else message + "\n" + text("boundaries.nothing_changed"))
        return 1
    say(_json(report.as_json() | {"refused": None}) if arguments.json else "\n".join(_lines(report, text)))
    return 0


def _json(answer: dict[str, object]) -> str:
    return json.dumps(answer, ensure_ascii=False, indent=1)


def _lines(report: InstallReport, text: Text) -> list[str]:
    lines = []
    for layer in report.layers:
        lines.append(
            text(
                f"boundaries.installed_{layer.grain}",
                installed=formats.count(len(layer.installed), text.language),
                edition=report.edition,
                source=layer.source,
                column=text("boundaries.file_name") if layer.column == "file_name" else layer.column,
            )
        )
        lines += [_listed(layer, name, text) for name in LISTS if getattr(layer, name)]
        if layer.uncertain:
            lines.append("  " + text("boundaries.uncertain", count=formats.count(len(layer.uncertain), text.language)))
            lines += _names(layer.uncertain, text)
    return [*lines, text("boundaries.rest_schematic" if _incomplete(report) else "boundaries.all_real")]


def _listed(layer: LayerReport, name: str, text: Text) -> str:
    codes: tuple[str, ...] = getattr(layer, name)
    shown = ", ".join(codes[:SHOWN]) + (" …" if len(codes) > SHOWN else "")
    return "  " + text(f"boundaries.{name}", count=formats.count(len(codes), text.language), codes=shown)


def _names(uncertain: Sequence[Uncertain], text: Text) -> list[str]:
    """Each name that was left out, why, and what to do."""
    lines = [
        "    " + text(f"boundaries.uncertain_{one.reason}", name=one.name, units="; ".join(one.may_be))
        for one in uncertain[:SHOWN]
    ]
    return [*lines, "    …"] if len(uncertain) > SHOWN else lines


def _incomplete(report: InstallReport) -> bool:
    return any(layer.missing for layer in report.layers)

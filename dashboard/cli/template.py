"""`template --unit CODE --kind KIND`: makes a workbook with a unit's communes filled in, to send out for figures."""

import argparse
from pathlib import Path

from dashboard import settings, units
from dashboard.batches import store
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer import templates
from dashboard.importer.templates.columns import KINDS
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_template")
    parser = subparsers.add_parser("template", help=words, description=words)
    parser.add_argument("--unit", required=True, metavar="CODE", help=text("command.help_template_unit"))
    parser.add_argument("--kind", required=True, choices=KINDS, help=text("command.help_template_kind"))
    parser.add_argument("--edition", choices=units.EDITIONS, help=text("command.help_template_edition"))
    parser.add_argument("--out", type=Path, metavar="FILE.xlsx", help=text("command.help_template_out"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 0 when the file is written, 1 for an unknown unit or a file that is there or cannot be written."""
    text = text_of(arguments)
    edition = arguments.edition or templates.edition_of(arguments.unit)
    path = arguments.out or Path(f"vneid-{arguments.kind}-{edition}-{arguments.unit}.xlsx")
    try:
        content = templates.workbook_bytes(edition, arguments.unit, arguments.kind, text)
        with store.room_in(path.parent), path.open("xb") as file:
            file.write(content)
    except templates.UnitUnknown as unknown:
        complain(text("command.template_unit_unknown", unit=unknown.unit_code, edition=unknown.edition))
        return 1
    except templates.UnitTooLarge:
        complain(text("command.template_unit_too_large"))
        return 1
    except FileExistsError:
        complain(text("command.template_exists", path=path))
        return 1
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        complain(text("command.template_unwritable", path=path))
        return 1
    unit, filled = units.find(edition, arguments.unit), templates.communes(edition, arguments.unit)
    say(text("command.template_written", unit=unit.full_name, n=len(filled), edition=edition, path=path))
    return 0

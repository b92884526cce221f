"""`alias NAME --unit CODE --edition E --who W`: confirms once which unit an office means by a name."""

import argparse

from dashboard import clock, settings
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer.matching import aliases
from dashboard.text import Text


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_alias")
    parser = subparsers.add_parser("alias", help=words, description=words)
    parser.add_argument("name", nargs="?", metavar="NAME", help=text("command.help_alias_name"))
    parser.add_argument("--unit", metavar="CODE", help=text("command.help_alias_unit"))
    parser.add_argument("--edition", choices=("2024", "2025"), help=text("command.help_alias_edition"))
    parser.add_argument("--parent", default="", metavar="NAME", help=text("command.help_alias_parent"))
    parser.add_argument("--who", help=text("command.help_alias_who"))
    add_language(parser, text)


def run(arguments: argparse.Namespace) -> int:
    """Without a name, lists what is confirmed. Exit code 1 when there is no such unit, 2 when words are missing."""
    text = text_of(arguments)
    if not arguments.name:
        for alias in aliases.saved():
            say(
                " · ".join(
                    part for part in (alias.name, alias.parent, alias.edition, alias.unit_code, alias.who) if part
                )
            )
        return 0
    if not (arguments.unit and arguments.edition and arguments.who):
        complain(text("command.alias_incomplete"))
        return 2
    now = f"{clock.now():%Y-%m-%d %H:%M}"
    try:
        alias = aliases.save(
            arguments.name, arguments.edition, arguments.unit, parent=arguments.parent, who=arguments.who, when=now
        )
    except aliases.AliasRefused:
        complain(text("command.alias_refused", unit=arguments.unit, edition=arguments.edition))
        return 1
    say(text("command.alias_saved", name=alias.name, unit=alias.unit_code, edition=alias.edition))
    return 0

"""`layout list|show|export|import|forget`: how offices write, as readable files that another machine can take over."""

import argparse
from pathlib import Path

from dashboard import settings
from dashboard.console import add_language, complain, say, text_of
from dashboard.importer.layouts import saved
from dashboard.importer.layouts.saved.layout import Layout, LayoutUnreadable, as_toml, file_name, from_toml
from dashboard.text import Text

# More than this is no layout, whatever it is.
MOST_BYTES = 1_000_000


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    text = Text(settings.load().language)
    words = text("command.help_layout")
    parser = subparsers.add_parser("layout", help=words, description=words)
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    for name in ("list", "show", "export", "import", "forget"):
        action = actions.add_parser(name, help=text(f"command.help_layout_{name}"))
        if name == "import":
            action.add_argument(
                "files", nargs="+", type=Path, metavar="FILE.toml", help=text("command.help_layout_file")
            )
        elif name != "list":
            action.add_argument("name", metavar="NAME", help=text("command.help_layout_name"))
        if name == "export":
            action.add_argument("--out", type=Path, metavar="FILE.toml", help=text("command.help_layout_out"))
        add_language(action, text)


def run(arguments: argparse.Namespace) -> int:
    """Exit code 1 where there is no such layout, or a file is none or cannot be written."""
    text = text_of(arguments)
    if arguments.action == "list":
        return list_all(text)
    if arguments.action == "import":
        return max([take_over(path, text) for path in arguments.files])
    layout = saved.named(arguments.name)
    if layout is None:
        complain(text("command.layout_unknown", name=arguments.name))
        return 1
    if arguments.action == "show":
        say(as_toml(layout).rstrip())
        return 0
    if arguments.action == "forget":
        saved.forget(layout.name)
        say(text("command.layout_forgotten", name=layout.name))
        return 0
    return export(layout, arguments.out or Path(file_name(layout.name)), text)


def list_all(text: Text) -> int:
    """A line a layout; files among them that nobody can read are complained of."""
    for layout in saved.saved():
        said = sum(len(held) for held in layout.hints.held())
        parts = (layout.name, text("command.layout_said", n=said), layout.who, layout.when)
        say(" · ".join(part for part in parts if part))
    for path in saved.unreadable():
        complain(text("command.layout_unreadable", file=path))
    if not saved.saved():
        say(text("command.layout_none"))
    return 0


def take_over(path: Path, text: Text) -> int:
    """Takes one file over, in place of a layout of the same name."""
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
        layout = saved.take_over(from_toml(content.decode("utf-8-sig")))
    except (LayoutUnreadable, UnicodeDecodeError):
        complain(text("command.layout_unreadable", file=path))
        return 1
    except OSError as problem:
        complain(text("command.layout_not_opened", file=path, problem=type(problem).__name__))
        return 1
    say(text("command.layout_taken", name=layout.name))
    return 0


def export(layout: Layout, path: Path, text: Text) -> int:
    """Writes one layout; a file that exists is never overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(as_toml(layout))
    except FileExistsError:
        complain(text("command.layout_file_exists", file=path))
        return 1
    except OSError as problem:
        complain(text("command.layout_not_written", file=path, problem=type(problem).__name__))
        return 1
    say(text("command.layout_written", file=path))
    return 0

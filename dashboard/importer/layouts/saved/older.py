"""Layouts as earlier versions kept them, in one file for all: read for ever, and written only to forget one."""

import json
from pathlib import Path
from typing import Any

from dashboard import settings
from dashboard.batches import store
from dashboard.exports.source import Hints
from dashboard.importer.layouts.saved.layout import Layout


def path() -> Path:
    """Where they stand."""
    return settings.data_folder() / "layouts.json"


def saved() -> list[Layout]:
    """All of them, the oldest first."""
    return [layout_of(one) for one in listed()]


def listed() -> list[dict[str, Any]]:
    """The entries of the file."""
    if not path().exists():
        return []
    found: list[dict[str, Any]] = json.loads(path().read_text(encoding="utf-8"))
    return found


def layout_of(entry: dict[str, Any]) -> Layout:
    """A layout that knows its office's files by headings alone."""
    given, columns = (tuple((entry.get(name) or {}).items()) for name in ("given", "columns"))
    hints = Hints(entry.get("encoding"), given, columns)
    return Layout(
        entry["name"], hints, who=entry.get("who", ""), when=entry.get("when", ""), headings=tuple(entry["headings"])
    )


def forget(name: str) -> None:
    """Takes a layout out of the file."""
    left = [one for one in listed() if one["name"] != name]
    if len(left) < len(listed()):
        store.replace_file(path(), json.dumps(left, ensure_ascii=False, indent=2) + "\n")

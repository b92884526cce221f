"""A table whose columns are things compared and whose lines are what is known of them, in groups."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup.elements import element, join


@dataclass(frozen=True)
class Compared:
    """One cell: its words, what stands small below them, whether it is the best of its line, a dash, and its link."""

    words: str
    note: str = ""
    is_best: bool = False
    is_missing: bool = False
    link: str = ""
    title: str = ""


def side_by_side(
    first: str, columns: Sequence[Markup], groups: Sequence[tuple[str, Sequence[tuple[str, Sequence[Compared]]]]],
    caption: str,
) -> Markup:  # fmt: skip
    """first: above the names of the lines. Roles are written down, for on a phone rows are laid out as grids."""
    corner = element("th", first, scope="col", role="columnheader")
    heads = (element("th", words, scope="col", role="columnheader") for words in columns)
    head = element("thead", element("tr", corner, *heads, role="row"), role="rowgroup")
    bodies = (_group(name, lines, len(columns) + 1) for name, lines in groups)
    whole = element(
        "table", element("caption", caption), head, *bodies, kind="side-by-side", role="table",
        style=f"--columns:{len(columns)}",
    )  # fmt: skip
    return element("div", whole, kind="table-frame", tabindex="0")


def _group(name: str, lines: Sequence[tuple[str, Sequence[Compared]]], width: int) -> Markup:
    title = element("th", name, scope="rowgroup", role="rowheader", colspan=str(width))
    rows = join(
        element("tr", element("th", label, scope="row", role="rowheader"), *map(_cell, cells), role="row")
        for label, cells in lines
    )
    return element("tbody", element("tr", title, kind="group", role="row"), rows, role="rowgroup")


def _cell(cell: Compared) -> Markup:
    words: str = element("a", cell.words, href=cell.link, title=cell.title) if cell.link else cell.words
    note = [element("small", cell.note)] if cell.note else []
    kind = "missing" if cell.is_missing else "best" if cell.is_best else ""
    return element("td", element("b", words) if cell.is_best else words, *note, kind=kind, role="cell")

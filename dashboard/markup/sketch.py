"""A sheet as an HTML grid that can be walked through with arrows and picked from with Enter or a click."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard.markup.elements import element, join


@dataclass(frozen=True)
class GridCell:
    """A cell: its place as ``row,column``, its words, its role (a class), and what is said of it in words.

    ``note`` stands below its words, ``label`` is read aloud; one without a place cannot be picked.
    """

    place: str
    words: str
    role: str
    height: int = 1
    width: int = 1
    note: str = ""
    label: str = ""
    is_picked: bool = False


def grid(columns: Sequence[str], rows: Sequence[tuple[str, Sequence[GridCell]]], caption: str) -> Markup:
    """The grid: letters over its columns, a number before each row."""
    letters = element("tr", element("th"), *(element("th", letter, scope="col") for letter in columns))
    body = join(element("tr", element("th", number, scope="row"), *map(_cell, cells)) for number, cells in rows)
    whole = element(
        "table", element("caption", caption), element("thead", letters), element("tbody", body), role="grid"
    )
    return element("div", whole, kind="sheet")


def _cell(cell: GridCell) -> Markup:
    note = element("small", cell.note) if cell.note else ""
    return element(
        "td",
        element("span", cell.words),
        note,
        kind=f"{cell.role} picked" if cell.is_picked else cell.role,
        rowspan=str(cell.height) if cell.height > 1 else None,
        colspan=str(cell.width) if cell.width > 1 else None,
        tabindex="-1" if cell.place else None,
        data_place=cell.place or None,
        aria_label=cell.label or None,
        aria_selected="true" if cell.is_picked else None,
    )

"""Tables as real HTML tables: read aloud, printed, copied; numbers in the reader's own marks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from dashboard.markup.bars import bar
from dashboard.markup.elements import element, join


class Heading(NamedTuple):
    """The words above a column, whether it holds numbers, and a class of its own."""

    words: str
    is_number: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its words, whether it is a number, a link, a swatch, and a bar from 0 to 1 with a mark and what is due.

    ``title`` says where a link leads whose words do not; ``after`` is what stands behind the words.
    A swatch is named by its class on the map. Long words are broken into lines in a column that is wide enough to read,
    wrapped ones where the table has no more room; all others stay on one line.
    """

    words: str
    is_number: bool = False
    link: str = ""
    title: str = ""
    swatch: str = ""
    bar: float | None = None
    mark: float | None = None
    due: float | None = None
    is_muted: bool = False
    is_long: bool = False
    is_wrapped: bool = False
    after: str = ""


def table(headings: Sequence[Heading], rows: Iterable[Sequence[Cell]], caption: str, height: int = 0) -> Markup:
    """A table with a caption for screen readers; height in pixels, above which it scrolls."""
    head = element("tr", *(_heading(*heading) for heading in headings))
    body = join(element("tr", *map(_cell, row)) for row in rows)
    return _framed(element("caption", caption), head, body, "figures", height)


def matrix(first: str, columns: Sequence[str], rows: Iterable[tuple[str, Markup]], height: int) -> Markup:
    """A table whose cells are colours with a word each: first heading, others, each row's name and cells."""
    head = element("tr", _heading(first, is_number=False), *(_heading(words, is_number=True) for words in columns))
    body = join(element("tr", element("th", name, scope="row"), cells) for name, cells in rows)
    return _framed(Markup(), head, body, "figures weeks", height)


def _framed(caption: Markup, head: Markup, body: Markup, kind: str, height: int) -> Markup:
    whole = element("table", caption, element("thead", head), element("tbody", body), kind=kind)
    style = f"max-height:{height}px" if height else None
    return element("div", whole, kind="table-frame", tabindex="0", style=style)


def _heading(words: str, is_number: bool, kind: str = "") -> Markup:
    return element("th", words, kind=" ".join(filter(None, ["number" * is_number, kind])), scope="col")


def _cell(cell: Cell) -> Markup:
    words: str = cell.words
    if cell.link:
        words = element("a", words, href=cell.link, title=cell.title or None)
    if cell.swatch:
        words = element("span", kind=f"swatch {cell.swatch}") + words
    if cell.bar is not None:
        # A share of fixed width keeps the bars of all rows on one line.
        words = bar(cell.bar, cell.mark, cell.due) + element("span", words, kind="share")
    kinds = (
        ["number"] * cell.is_number
        + ["muted"] * cell.is_muted
        + ["long"] * cell.is_long
        + ["wrapped"] * cell.is_wrapped
    )
    return element("td", words, cell.after, kind=" ".join(kinds))


def folded(title: str, inside: Markup) -> Markup:
    """What is inside, shut until its title is clicked."""
    return element("details", element("summary", title), inside, kind="folded")

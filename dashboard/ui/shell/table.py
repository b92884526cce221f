"""Tables as real HTML tables: read aloud, printed, copied; numbers in the reader's own marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True)
class Cell:
    """One cell: its words, whether it is a number, a link, a swatch, and a bar from 0 to 1 with a mark.

    A swatch is named by its class on the map. Long words are broken into lines, all others stay on one.
    """

    words: str
    is_number: bool = False
    link: str = ""
    swatch: str = ""
    bar: float | None = None
    mark: float | None = None
    is_muted: bool = False
    is_long: bool = False


def html(columns: Sequence[tuple[str, bool]], rows: Sequence[Sequence[Cell]], caption: str, height: int = 0) -> str:
    """A table with a caption for screen readers. columns: heading and whether it holds numbers; height in pixels."""
    head = "".join(f'<th scope="col"{_number(is_number)}>{escape(words)}</th>' for words, is_number in columns)
    body = "".join(f"<tr>{''.join(_cell(cell) for cell in row)}</tr>" for row in rows)
    style = f' style="max-height:{height}px"' if height else ""
    return (
        f'<div class="table-frame" tabindex="0"{style}><table class="figures"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _number(is_number: bool) -> str:
    return ' class="number"' if is_number else ""


def _cell(cell: Cell) -> str:
    words = escape(cell.words)
    if cell.link:
        words = f'<a href="{escape(cell.link)}">{words}</a>'
    if cell.swatch:
        words = f'<span class="swatch {cell.swatch}"></span>{words}'
    kinds = [
        name for name, holds in (("number", cell.is_number), ("muted", cell.is_muted), ("long", cell.is_long)) if holds
    ]
    attributes = f' class="{" ".join(kinds)}"' if kinds else ""
    if cell.bar is not None:
        # A share of fixed width keeps the bars of all rows on one line.
        words = f'{_bar(cell.bar, cell.mark)}<span class="share">{words}</span>'
    return f"<td{attributes}>{words}</td>"


def _bar(length: float, mark: float | None) -> str:
    line = "" if mark is None else f'<i class="mark" style="left:{mark * 100:.1f}%"></i>'
    return f'<span class="bar" aria-hidden="true"><i class="fill" style="width:{length * 100:.1f}%"></i>{line}</span>'

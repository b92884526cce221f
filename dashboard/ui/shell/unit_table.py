"""A table of units from the declared columns: linked names, bars, colours of states."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import ranking
from dashboard.markup import Cell, Heading, table
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.shell import view
from dashboard.ui.shell.sources import Opener
from dashboard.wording import columns
from dashboard.wording.columns import Column, Look, Shown

# So many rows stand on a page at first; the others open below.
MOST_ROWS = 200
# Letters of the longest number, or pair of days, that stays on one line.
WIDEST = 14


@dataclass(frozen=True)
class Place:
    """Where a table stands: the page that its names link to, the selection, the share that bars end at.

    Without a share to end at, bars have no mark at 100 %.
    """

    page: str
    selection: Selection
    top: float | None = None


def unit_table(shown: Shown, rows: Sequence[ProgressByArea], place: Place, caption: str, height: int = 0) -> Markup:
    selection = place.selection
    text, of_table = Text(selection.lang), columns.of(shown, selection.base)
    headings = [Heading(column.heading(text, selection), column.is_number) for column in of_table]
    opener = Opener(place.page, selection)
    cells = [[_cell(column, row, (place, opener), text) for column in of_table] for row in rows]
    return table(headings, cells, caption, height)


def _cell(column: Column, row: ProgressByArea, links: tuple[Place, Opener], text: Text) -> Cell:
    words, look, (place, opener) = column.cell(row, text), column.look, links
    if look is Look.LINK:
        return Cell(words, link=view.link(place.page, place.selection, unit=row.unit_code))
    if look is Look.BAR:
        top = place.top
        return Cell(words, True, bar=float(row.share) / (top or 1), mark=None if top is None else 1 / top)
    if look is Look.SWATCH:
        return Cell(words, swatch=ranking.why_apart(row))
    if look is Look.QUIET_UNLESS_LATE:
        return Cell(words, is_muted=row.state != "late", is_wrapped=row.state == "late")
    opens = look is Look.SOURCES and not words.startswith(formats.NOTHING)
    link, title = (opener(unit=row.unit_code), text("trace.open")) if opens else ("", "")
    # Words in a column of numbers have several lines, or they would push the last columns out of sight.
    return Cell(words, column.is_number, link, title, is_wrapped=column.is_number and len(words) > WIDEST)

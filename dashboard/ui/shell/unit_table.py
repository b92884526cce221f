"""A table of units from the declared columns: linked names, bars, colours of states."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.comparison import ranking
from dashboard.briefing.forecast.facts import TargetForecast
from dashboard.markup import Cell, Heading, element, table
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.filters import pins
from dashboard.ui.shell import view
from dashboard.ui.shell.sources import Opener
from dashboard.wording import columns, forecast
from dashboard.wording.columns import Column, Look, Shown

# So many rows stand on a page at first; the others open below.
MOST_ROWS = 200
# Letters of the longest number, or pair of days, that stays on one line.
WIDEST = 14
# What only one of several units has.
OF_ONE = ("rank", "rank_change")


@dataclass(frozen=True)
class Beside:
    """A column that is no unit's own: after which column it stands, its heading, its words by unit, and its class."""

    after: str
    heading: str
    words: Mapping[str, str]
    kind: str = ""


@dataclass(frozen=True)
class Place:
    """Where a table stands: the page that its names link to, the selection, the share that bars end at.

    Without a share to end at, bars have no mark at 100 %. whole: the row of all units together, to be seen among them.
    parts: the units' forecasts by code: what is due by the day is marked on the bars, and a ranking has their words.
    beside: columns of other numbers, each after one of the table's own. headings: in the place of a column's own words.
    pins: what is pinned, where units can be; None where they cannot. since: the day from which changes are told, where
    that is not the build's fixed span.
    """

    page: str
    selection: Selection
    top: float | None = None
    whole: ProgressByArea | None = None
    parts: Mapping[str, TargetForecast] = field(default_factory=dict)
    beside: tuple[Beside, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    pins: tuple[str, ...] | None = None
    since: dt.date | None = None


def unit_table(shown: Shown, rows: Sequence[ProgressByArea], place: Place, caption: str, height: int = 0) -> Markup:
    selection = place.selection
    text, of_table = Text(selection.lang), columns.of(shown, selection.base)
    headings = [
        Heading(place.headings.get(column.name) or column.heading(text, selection), column.is_number)
        for column in of_table
    ]
    opener = Opener(place.page, selection)
    cells = [[_cell(column, row, (place, opener), text) for column in of_table] for row in rows]
    if Shown.MAIN in shown:
        cells = [_told_late(row, line, of_table, text) for row, line in zip(rows, cells, strict=True)]
    if place.whole is not None:
        # A rate that is better when it is low ranks from below.
        is_low = selection.indicator is not None and selection.indicator.direction == "down"
        after = sum((row.share <= place.whole.share if is_low else row.share >= place.whole.share) for row in rows)
        cells.insert(after, [_of_whole(column, place.whole, (place, opener), text) for column in of_table])
        rows = [*rows[:after], place.whole, *rows[after:]]
    if shown & (Shown.RANKING | Shown.MAIN) and any(found.outlook.verdict for found in place.parts.values()):
        headings.append(Heading(text("forecast.column_word")))
        for row, line in zip(rows, cells, strict=True):
            line.append(_word(place.parts.get(row.unit_code), text))
    names = [column.name for column in of_table]
    for column in place.beside:
        after = names.index(column.after) + 1
        names.insert(after, column.heading)
        headings.insert(after, Heading(column.heading, True, column.kind))
        # A column that paper leaves out is left out of every row.
        nothing = element("span", formats.NOTHING, kind=f"no-{column.kind}") if column.kind else formats.NOTHING
        for row, line in zip(rows, cells, strict=True):
            line.insert(after, Cell(column.words.get(row.unit_code, nothing), True))
    return table(headings, cells, caption, height)


def _told_late(row: ProgressByArea, line: list[Cell], of_table: Sequence[Column], text: Text) -> list[Cell]:
    """Beside the name that a unit is late, where the day of its report has no column."""
    if row.state != "late":
        return line
    late = element("small", f" {text('state.cell_late', days=int(row.days_late))}", kind="late")
    return [
        replace(cell, after=late + cell.after) if column.look is Look.LINK else cell
        for cell, column in zip(line, of_table, strict=True)
    ]


def _of_whole(column: Column, whole: ProgressByArea, links: tuple[Place, Opener], text: Text) -> Cell:
    """A cell of all units together, which has no place among them."""
    if column.name in OF_ONE:
        return Cell("")
    cell = _cell(column, whole, links, text)
    if column.look is Look.LINK:
        return replace(cell, words=element("b", text("compare.whole", unit=whole.unit_name)), link="")
    return cell


def _word(found: TargetForecast | None, text: Text) -> Cell:
    said = "" if found is None else found.outlook.verdict
    return Cell(verdict(said, text) if said else "")


def verdict(name: str, text: Text) -> Markup:
    """The word for a target's prospect, as a label."""
    return element("span", forecast.word(name, text).words, kind=f"verdict {name}")


def _cell(column: Column, row: ProgressByArea, links: tuple[Place, Opener], text: Text) -> Cell:
    words, look, (place, opener) = column.cell(row, text), column.look, links
    if look is Look.LINK:
        pin = "" if place.pins is None else pins.button(row.unit_code, row.unit_name, place.pins, text)
        link = view.link(place.page, place.selection, unit=row.unit_code)
        return Cell(words, link=link, after=pin)
    if look is Look.BAR:
        top = place.top
        found = place.parts.get(row.unit_code)
        due = None if found is None or found.due is None else min(found.due / (top or 1), 1.0)
        return Cell(words, True, bar=float(row.share) / (top or 1), mark=None if top is None else 1 / top, due=due)
    if look is Look.SWATCH:
        return Cell(words, swatch=ranking.why_apart(row))
    if look is Look.QUIET_UNLESS_LATE:
        return Cell(words, is_muted=row.state != "late", is_wrapped=row.state == "late")
    since = place.since if column.name == "share_change" else None
    # What some of the units gained is no difference of the two counts of all.
    is_of_some = since is not None and row.units_compared != row.units_reported
    opens = look is Look.SOURCES and not words.startswith(formats.NOTHING) and not is_of_some
    link, title = (opener(since, unit=row.unit_code), text("trace.open")) if opens else ("", "")
    # Words in a column of numbers have several lines, or they would push the last columns out of sight.
    return Cell(words, column.is_number, link, title, is_wrapped=column.is_number and len(words) > WIDEST)

"""The map as a list, reachable by keyboard."""

from dashboard import figures
from dashboard.figures import choropleth
from dashboard.frames import each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui import progress, session, table, unit_cells, view
from dashboard.ui.table import Cell


def show_list(chosen: Selection, grain: str, height: int) -> None:
    """The map as a list: every unit, its colour, its figures in words, reachable by keyboard."""
    unit_cells.show(session.remembered(_list, chosen, grain, height))


def _list(chosen: Selection, grain: str, height: int) -> tuple[str, list[str]]:
    text, small_count = Text(chosen.lang), session.measure().small_count
    rows = progress.within(chosen, grain).rows
    shown = rows.head(unit_cells.MOST_ROWS)
    cells = [
        [
            Cell(row.unit_name, link=view.link("map", chosen, unit=row.unit_code), swatch=name),
            Cell(figures.figure_in_words(row, text, small_count), True),
        ]
        for row, name in zip(each_row(shown), choropleth.classify(shown), strict=True)
    ]
    headings = [(text("column.unit_name"), False), (text("column.share"), True)]
    return table.html(headings, cells, text("map.list"), height), unit_cells.rest(len(shown), len(rows), text)

"""The map as a list, reachable by keyboard."""

from dashboard import figures
from dashboard.figures import classes
from dashboard.rows import ProgressByArea, each_row
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.map import area_map
from dashboard.ui.shell import progress, session, table, unit_cells, view
from dashboard.ui.shell.table import Cell


def show_list(selection: Selection, grain: str, paint: str, height: int) -> None:
    """The map as a list: every unit, its colour, its figures in words, reachable by keyboard."""
    unit_cells.show(session.remembered(_list, selection, grain, paint, height))


def _list(selection: Selection, grain: str, paint: str, height: int) -> tuple[str, list[str]]:
    text, small_count = Text(selection.lang), session.measure().small_count
    rows = area_map.painted(progress.within(selection, grain).rows, paint)
    shown = rows.head(unit_cells.MOST_ROWS)
    cells = [
        [
            Cell(row.unit_name, link=view.link("map", selection, unit=row.unit_code), swatch=name),
            Cell(_words(row, name, small_count, text), True),
        ]
        for row, name in zip(each_row(shown, ProgressByArea), classes.classify(shown), strict=True)
    ]
    headings = [(text("column.unit_name"), False), (text(f"map.paint_{paint}"), True)]
    return table.html(headings, cells, text("map.list"), height), unit_cells.rest(len(shown), len(rows), text)


def _words(row: ProgressByArea, name: str, small_count: int, text: Text) -> str:
    """What the unit's colour stands for: its pace beside what it needs, else its share, else its state."""
    is_pace = name.startswith("need") and row.required_per_day > 0
    return figures.need_in_words(row, text) if is_pace else figures.figure_in_words(row, text, small_count)

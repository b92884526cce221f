"""Who does well: the units by their share, with the change of rank and of points."""

import pandas as pd

from dashboard import formats
from dashboard.briefing import area, phrases
from dashboard.rows import ProgressByArea, each_row
from dashboard.wall import markup
from dashboard.wall.room import MOST_LINES, Room, Scene

MOST_NAMES = 6


def draw(room: Room) -> Scene | None:
    """All units where they fit, else the first and the last; nothing for fewer than two."""
    rows = area.within(room.warehouse.database, room.selection).rows
    ranked = [row for row in each_row(rows, ProgressByArea) if not pd.isna(row.share)]
    if len(ranked) < 2:
        return None
    top = max(1.0, ranked[0].share)
    lines = [_line(row, top, room) for row in ranked]
    how = room.text(
        "screen.ranking_how", base=phrases.base_words(room.selection, room.text), days=room.measure.period_days
    )
    return Scene(markup.box("listing", markup.words(how, "how"), _lists(lines, room), _apart(rows, room)))


def _lists(lines: list[str], room: Room) -> str:
    """All in one column or two; more than that, the first and the last."""
    text, fit, columns = room.text, MOST_LINES, 1 if room.size.is_upright else 2
    if len(lines) <= fit:
        return markup.box("lists one", _list("", lines))
    if len(lines) <= fit * columns:
        half = -(-len(lines) // 2)
        return markup.box("lists two", _list("", lines[:half]), _list("", lines[half:], half))
    # One below the other they share the height; each has a heading.
    each = fit - 1 if columns == 2 else fit // 2 - 1
    best = _list(text("screen.first"), lines[:each])
    worst = _list(text("screen.last"), lines[-each:], end="last")
    between = len(lines) - 2 * each
    return markup.box("lists two", best, worst) + markup.more("between", text("screen.between", n=between), between)


def _list(title: str, lines: list[str], places: int = 0, end: str = "first") -> str:
    return markup.box("column", markup.words(title, tag="h3"), markup.rows(lines, places, end))


def _line(row: ProgressByArea, top: float, room: Room) -> str:
    language, own = room.text.language, " own" if row.unit_code == room.selection.unit else ""
    points = "–" if pd.isna(row.share_before) else formats.points(row.share, row.share_before, language)
    return markup.box(
        f"row{own}",
        markup.words(formats.count(row.rank, language), "rank", "b"),
        _moved(row, room),
        markup.words(row.unit_name, "name", "span"),
        markup.words(formats.ratio(int(row.numerator), int(row.denominator), language), "share", "b"),
        markup.words(points, "points", "span"),
        markup.bar(row.share, top, mark=1.0),
        tag="li",
    )


def _moved(row: ProgressByArea, room: Room) -> str:
    """Places won or lost, by an arrow."""
    if pd.isna(row.rank_before):
        return markup.words(room.text("compare.new_rank"), "moved", "span")
    moved = int(row.rank_before) - int(row.rank)
    arrow, kind = ("▲", "good") if moved > 0 else ("▼", "bad") if moved < 0 else ("=", "")
    number = formats.count(abs(moved), room.text.language) if moved else ""
    return markup.words(f"{arrow} {number}".strip(), f"moved {kind}".strip(), "span")


def _apart(rows: pd.DataFrame, room: Room) -> str:
    """Those outside the ranking, by name where they are few."""
    names = [row.unit_name for row in each_row(rows, ProgressByArea) if pd.isna(row.share)]
    if not names:
        return ""
    told = room.text("screen.apart_many", n=len(names))
    if len(names) <= MOST_NAMES:
        told = room.text("screen.apart", names=", ".join(names))
    return markup.words(told, "note")

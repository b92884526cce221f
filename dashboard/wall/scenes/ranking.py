"""Who does well: the units by their share, with the change of rank and of points."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area, ranking
from dashboard.rows import ProgressByArea
from dashboard.wall import pieces
from dashboard.wall.room import MOST_LINES, Room, Scene
from dashboard.wall.scenes.listed import named
from dashboard.wording import units
from dashboard.wording.phrases import base_words


def draw(room: Room) -> Scene | None:
    """All units where they fit, else the first and the last; nothing for fewer than two."""
    among = ranking.of(area.within(room.warehouse.database, room.selection).units)
    if len(among.ranked) < 2:
        return None
    lines = [_line(row, among.top, room) for row in among.ranked]
    base, days = base_words(room.selection, room.text), room.measure.period_days
    how = pieces.words(room.text("screen.ranking_how", base=base, days=days), "how")
    return Scene(pieces.box("listing", how, _lists(lines, room), _apart(among.apart, room)))


def _lists(lines: Sequence[str], room: Room) -> Markup:
    """All in one column or two; more than that, the first and the last."""
    text, fit, columns = room.text, MOST_LINES, 1 if room.size.is_upright else 2
    if len(lines) <= fit:
        return pieces.box("lists one", _list("", lines))
    if len(lines) <= fit * columns:
        half = -(-len(lines) // 2)
        return pieces.box("lists two", _list("", lines[:half]), _list("", lines[half:], half))
    # One below the other they share the height; each has a heading.
    each = fit - 1 if columns == 2 else fit // 2 - 1
    best = _list(text("screen.first"), lines[:each])
    worst = _list(text("screen.last"), lines[-each:], end="last")
    between = len(lines) - 2 * each
    return pieces.box("lists two", best, worst) + pieces.more("between", text("screen.between", n=between), between)


def _list(title: str, lines: Sequence[str], places: int = 0, end: str = "first") -> Markup:
    return pieces.box("column", pieces.words(title, tag="h3"), pieces.rows(lines, places, end))


def _line(row: ProgressByArea, top: float, room: Room) -> Markup:
    text, moved = room.text, units.moved(row, room.text)
    return pieces.box(
        "row own" if row.unit_code == room.selection.unit else "row",
        pieces.words(formats.count(row.rank, text.language), "rank", "b"),
        pieces.words(moved.words, f"moved {moved.tone}".strip(), "span"),
        pieces.words(units.name(row, text), "name", "span"),
        pieces.words(units.share(row, text), "share", "b"),
        pieces.words(units.points(row, text), "points", "span"),
        pieces.bar(row.share, top, mark=1.0),
        tag="li",
    )


def _apart(rows: Sequence[ProgressByArea], room: Room) -> Markup:
    """Those outside the ranking, by name."""
    if not rows:
        return Markup()
    return pieces.words(room.text("screen.apart", names=named([row.unit_name for row in rows], room)), "note")

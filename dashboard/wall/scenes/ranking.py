"""Who does well: the units by their share, with the change of rank and of points."""

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area, forecast
from dashboard.briefing.comparison import ranking
from dashboard.briefing.forecast.facts import Parts, TargetForecast
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
    parts = _parts(room)
    lines = [_line(row, among.top, parts.get(row.unit_code), room) for row in among.ranked]
    base, days = base_words(room.selection, room.text), room.measure.period_days
    how = "screen.ranking_how" if room.selection.indicator is None else "screen.ranking_months"
    said = [room.text(how, base=base, days=days)]
    if any(one.due is not None for one in parts.values()):
        said.append(room.text("screen.ranking_due"))
    how = pieces.words(" ".join([*said, *_whole(room)]), "how")
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


def _parts(room: Room) -> dict[str, TargetForecast]:
    """What is forecast of each unit, for what is due by the day; none beside rates of another base."""
    if room.selection.divided_by != "target":
        return {}
    database, selection = room.warehouse.database, room.selection
    found: Parts = room.warehouse.remembered(forecast.of_parts, (database, selection, None, True), ("parts", selection))
    return found.by_unit


def _whole(room: Room) -> list[str]:
    """The rate of all together, against which each is seen."""
    database, selection = room.warehouse.database, room.selection
    whole = area.whole(database, selection, area.within(database, selection))
    if whole is None or pd.isna(whole.share):
        return []
    return [room.text("screen.ranking_whole", unit=whole.unit_name, share=units.share(whole, room.text))]


def _line(row: ProgressByArea, top: float, found: TargetForecast | None, room: Room) -> Markup:
    text, moved = room.text, units.moved(row, room.text)
    return pieces.box(
        "row own" if row.unit_code == room.selection.unit else "row",
        pieces.words(formats.count(row.rank, text.language), "rank", "b"),
        pieces.words(moved.words, f"moved {moved.tone}".strip(), "span"),
        pieces.words(units.name(row, text), "name", "span"),
        pieces.words(units.share(row, text), "share", "b"),
        pieces.words(units.points(row, text), "points", "span"),
        pieces.bar(row.share, top, mark=1.0, due=None if found is None else found.due),
        tag="li",
    )


def _apart(rows: Sequence[ProgressByArea], room: Room) -> Markup:
    """Those outside the ranking, by name."""
    if not rows:
        return Markup()
    return pieces.words(room.text("screen.apart", names=named([row.unit_name for row in rows], room)), "note")

"""What changed since the period before: the sum, who moved most, who reported first, what was corrected."""

import datetime as dt
from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area, headline, movement
from dashboard.briefing.headline import Change, NoFigures
from dashboard.rows import ProgressByArea, RestatementByBatch
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import named
from dashboard.wording import changes
from dashboard.wording import headline as wording
from dashboard.wording.phrases import base_words

MOST_MOVERS = {False: 5, True: 2}
MOST_CORRECTIONS = {False: 2, True: 1}


def draw(room: Room) -> Scene | None:
    """Nothing where nothing moved, nobody came and nothing was corrected."""
    database = room.warehouse.database
    whole = headline.of_unit(database, room.selection)
    change = None if isinstance(whole, NoFigures) else whole.change
    moves = movement.of(area.within(database, room.selection).units)
    lists, notes = _lists(moves.moved, room), _newcomers(moves.newcomers, room) + _corrections(room)
    if change is None and not lists and not notes:
        return None
    both = pieces.box("changes", _sum(change, room), pieces.box("lists two", *lists) if lists else "")
    days = room.measure.period_days
    before = formats.date(room.selection.as_of - dt.timedelta(days=days))
    how = pieces.words(room.text("compare.period", days=days, date=before), "how")
    return Scene(pieces.box("listing", how, both, pieces.box("notes", *notes) if notes else ""))


def _sum(change: Change | None, room: Room) -> Markup:
    text, language = room.text, room.text.language
    title, gained = text("overview.change", days=room.measure.period_days), wording.gained(change, text)
    if change is None:
        return pieces.box("sums", pieces.fact(title, gained, map(pieces.words, wording.change_lines(change, text))))
    facts = [pieces.fact(title, gained, [pieces.words(wording.counted(room.selection, text))])]
    if change.share is not None and change.share_before is not None:
        before, now = (formats.percent(share, language) for share in (change.share_before, change.share))
        against = text("screen.against", base=base_words(room.selection, text))
        line = pieces.words(text("screen.from_to", before=before, now=now))
        facts += [pieces.fact(against, points, [line]) for points in wording.change_lines(change, text)]
    return pieces.box("sums", *facts)


def _lists(moved: Sequence[ProgressByArea], room: Room) -> list[Markup]:
    """Who moved most and least; nobody stands in both."""
    most = min(MOST_MOVERS[room.size.is_upright], len(moved) // 2)
    if not most:
        return []
    both = (("screen.most", moved[:most], "good"), ("screen.least", moved[: -most - 1 : -1], ""))
    return [
        pieces.box(
            "column",
            pieces.words(room.text(key), tag="h3"),
            pieces.rows([_mover(row, kind, room) for row in rows], most),
        )
        for key, rows, kind in both
    ]


def _mover(row: ProgressByArea, kind: str, room: Room) -> Markup:
    language = room.text.language
    points = formats.points(row.share, row.share_before, language)
    kind = kind if row.share > row.share_before else "bad" if row.share < row.share_before else ""
    before, now = (formats.percent(share, language) for share in (row.share_before, row.share))
    return pieces.tall_row(
        row.unit_name, room.text("screen.from_to", before=before, now=now), points, room.text("screen.points"), kind
    )


def _newcomers(names: Sequence[str], room: Room) -> list[Markup]:
    """Who has figures now, and had none a period ago."""
    if not names:
        return []
    return [pieces.words(room.text("screen.new", names=named(names, room)))]


def _corrections(room: Room) -> list[Markup]:
    """Earlier figures that were changed within the period, the newest first."""
    found = movement.corrections(room.warehouse, room.selection)
    shown = found[: MOST_CORRECTIONS[room.size.is_upright]]
    lines = [pieces.words(_correction(row, room)) for row in shown]
    left = len(found) - len(shown)
    return lines + ([pieces.words(room.text("screen.corrections_more", n=left))] if left else [])


def _correction(row: RestatementByBatch, room: Room) -> str:
    before, after = changes.before_and_after(row, room.measure.small_count, room.text)
    return room.text(
        "screen.corrected",
        unit=row.unit_name,
        what=changes.brief_subject(row, room.text),
        day=formats.date(row.as_of),
        before=before,
        after=after,
    )

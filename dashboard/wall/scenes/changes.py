"""What changed over one period: the sum, who moved most and least, who has no change, what was corrected."""

import datetime as dt

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area, silence
from dashboard.briefing.change import movement
from dashboard.briefing.change.movement import Movement
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import Headline, NoFigures
from dashboard.rows import ProgressByArea, RestatementByBatch
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording import units
from dashboard.wording.change import changes
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import headline as wording

MOST_MOVERS = {False: 5, True: 2}
MOST_CORRECTIONS = {False: 2, True: 1}


def draw(room: Room) -> Scene | None:
    """Nothing where there are no figures, or no change and nothing to say of any unit."""
    database = room.warehouse.database
    whole = headline.of_unit(database, room.selection)
    inside = area.within(database, room.selection).units
    moves, left_out = movement.of(inside), units.unmeasured(silence.of(inside), room.text)
    notes = [*map(pieces.words, left_out), *_corrections(room)]
    if isinstance(whole, NoFigures) or (whole.change is None and not moves.moved and not notes):
        return None
    lists = _lists(moves, room)
    both = pieces.box("changes", _sum(whole, room), pieces.box("lists two", *lists) if lists else "")
    how = pieces.words(room.text("compare.period", days=room.measure.period_days), "how")
    return Scene(pieces.box("listing", how, both, pieces.box("notes", *notes) if notes else ""))


def _sum(whole: Headline, room: Room) -> Markup:
    text, language, change = room.text, room.text.language, whole.change
    title, gained = text("overview.change", days=room.measure.period_days), wording.gained(change, text)
    if change is None:
        return pieces.box(
            "sums", pieces.fact(title, gained, [pieces.words(wording.why_unmeasured(whole.standing, text))])
        )
    lines = [wording.counted(room.selection, text), *wording.measured_days(change.measured, text)]
    facts = [pieces.fact(title, gained, map(pieces.words, lines))]
    if change.share is not None and change.share_before is not None:
        before, now = (formats.percent(share, language) for share in (change.share_before, change.share))
        against = text("screen.against", base=base_words(room.selection, text))
        line = pieces.words(text("screen.from_to", before=before, now=now))
        facts += [pieces.fact(against, points, [line]) for points in wording.change_points(change, text)]
    return pieces.box("sums", *facts)


def _lists(moves: Movement, room: Room) -> list[Markup]:
    """Who moved most and least; nobody stands in both, and where all moved alike that is said instead."""
    moved = moves.moved
    most = min(MOST_MOVERS[room.size.is_upright], len(moved) // 2)
    if not most:
        return []
    if moves.is_alike:
        return [pieces.words(room.text("screen.alike", n=len(moved), points=units.points(moved[0], room.text)))]
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
    points, gained = units.points(row, room.text), movement.points(row)
    kind = kind if gained > 0 else "bad" if gained < 0 else ""
    before, now = (formats.percent(share, language) for share in (row.share_before, row.share_since))
    return pieces.tall_row(
        row.unit_name, room.text("screen.from_to", before=before, now=now), points, room.text("screen.points"), kind
    )


def _corrections(room: Room) -> list[Markup]:
    """Earlier figures that were changed within the period, the newest first."""
    first = room.selection.as_of - dt.timedelta(days=room.measure.period_days)
    found = movement.corrections(room.warehouse, room.selection, first)
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

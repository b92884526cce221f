"""Why accounts are not active: the reasons with their parts of all, the largest first."""

from dashboard import formats
from dashboard.briefing.work import reasons
from dashboard.briefing.work.reasons import Reason
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.work import reasons as wording


def draw(room: Room) -> Scene | None:
    """Nothing where no file speaks of the unit, or all that it counts is small."""
    found = reasons.of_unit(room.warehouse.database, room.selection)
    if found is None or not found.total:
        return None
    lines = [_line(one, room) for one in found.listed]
    return Scene(
        pieces.box(
            "listing",
            pieces.words(wording.answer(found, room.text), "how"),
            *listed(lines, room, left_out="more_lines"),
            pieces.words(" ".join(wording.communes(found, room.text)), "note"),
        ),
        counted_on=found.last,
    )


def _line(one: Reason, room: Room) -> str:
    text = room.text
    share = formats.percent(one.share, text.language) if one.count else formats.NOTHING
    return pieces.tall_row(
        wording.heading(one, text), wording.count(one, text), share, text("screen.reasons_share"), ""
    )

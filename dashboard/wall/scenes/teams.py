"""Who does the work and how: the channels with their parts of it."""

from dashboard import formats
from dashboard.briefing.work import hamlets, teams
from dashboard.briefing.work.teams import Part, Work
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording.work import hamlets as hamlets_wording
from dashboard.wording.work import teams as wording


def draw(room: Room) -> Scene | None:
    """Nothing where no export speaks of the unit, or all that it counts is small."""
    work = teams.of_unit(room.warehouse, room.selection, "month")
    if work is None or not work.total:
        return None
    said = wording.answer(work, room.selection.stage, room.text)
    lines = [_line(part, work, room) for part in work.channels]
    notes = wording.notes(work, room.measure.small_count, room.text)
    visited = hamlets.of_unit(room.warehouse.database, room.selection)
    notes = [*([hamlets_wording.answer(visited, room.text)] if visited else []), *notes]
    return Scene(
        pieces.box(
            "listing",
            pieces.words(said, "how"),
            pieces.box("lists", pieces.rows(lines)),
            pieces.words(" ".join(notes), "note"),
        )
    )


def _line(part: Part, work: Work, room: Room) -> str:
    share = formats.ratio(part.count, work.total, room.text.language) if part.count else formats.NOTHING
    name = wording.part_name("channel", part, room.text)
    return pieces.tall_row(name, wording.count(part, room.text), share, room.text("teams.share"), "")

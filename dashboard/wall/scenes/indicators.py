"""The unit's other indicators, each with its base, its day and what it rose by."""

from dashboard.briefing.goals import indicators
from dashboard.briefing.goals.indicators import Figure
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.goals import indicators as wording


def draw(room: Room) -> Scene | None:
    """Nothing where no file speaks of the unit."""
    found = indicators.of_unit(room.warehouse.database, room.selection)
    if not found:
        return None
    return Scene(
        pieces.box(
            "listing",
            pieces.words(wording.answer(found, room.text), "how"),
            *listed([_line(one, room) for one in found], room, left_out="more_lines"),
            pieces.words(room.text("screen.indicators_how"), "note"),
        ),
        counted_on=max(one.last for one in found),
    )


def _line(one: Figure, room: Room) -> str:
    text = room.text
    counted = text("screen.indicators_of", n=wording.numerator(one, text), base=wording.base(one, text))
    moved = [] if one.share_before is None else [wording.movement(one, text)]
    details = " · ".join([counted, *moved])
    return pieces.tall_row(
        wording.name(one.indicator, text), details, wording.share(one, text), wording.made_of(one, text), ""
    )

"""How units score over all: the first places with their totals and bands, how sure they are, and who has none."""

from dashboard import formats, units
from dashboard.briefing.goals import scorecard
from dashboard.briefing.goals.scorecard import Scored, Scores
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed, named
from dashboard.wording.goals import scorecard as wording


def draw(room: Room) -> Scene | None:
    """By the card in use on the day; nothing for fewer than two units with a place."""
    known, _ = scorecard.cards()
    selection = room.selection
    card = scorecard.in_use(known, selection.as_of)
    grain = units.grain_below(selection.edition, units.holder(selection.edition, selection.unit).unit_code)
    key = ("scorecard", selection, grain, card)
    found: Scores = room.warehouse.remembered(
        scorecard.of_units, (room.warehouse.database, selection, grain, card), key
    )
    if len(found.scored) < 2:
        return None
    apart = [one.unit_name for one in found.unscored]
    return Scene(
        pieces.box(
            "listing",
            pieces.words(wording.answer(found, selection.unit, room.text), "how"),
            *listed([_line(one, room) for one in found.scored], room),
            pieces.words(room.text("screen.scorecard_apart", names=named(apart, room)) if apart else "", "note"),
        )
    )


def _line(one: Scored, room: Room) -> str:
    text = room.text
    details = [text("screen.scorecard_band", band=one.band, points=wording.points(one.band_points, text))]
    if one.places is not None:
        details.append(text("screen.scorecard_places", places=wording.places(one.places)))
    name = f"{formats.count(one.place, text.language)}. {one.unit_name}"
    return pieces.tall_row(
        name, " · ".join(details), wording.points(one.total, text), text("screen.scorecard_total"), ""
    )

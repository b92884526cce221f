"""The paragraph of a report, to be read aloud from the wall."""

from dashboard.briefing.summary import paragraph
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording.summary import paragraph as wording


def draw(room: Room) -> Scene | None:
    """Nothing without figures."""
    facts = paragraph.of_unit(room.warehouse, room.selection)
    if facts is None:
        return None
    said = wording.sentences(facts, room.unit.full_name, room.selection, room.text)
    return Scene(pieces.filling([pieces.words(sentence) for sentence in said]))

"""Will the unit make it: the answer in a word, how likely it is, and what a day needs."""

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.forecast import answer
from dashboard.briefing.forecast.answer import JUDGED, Answer
from dashboard.briefing.summary.headline import Headline, NoFigures
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import answer as wording
from dashboard.wording.summary import headline


def draw(room: Room) -> Scene | None:
    """Nothing without figures: the headline says why."""
    found = answer.of_unit(room.warehouse, room.selection)
    chosen, text = found.chosen, room.text
    if isinstance(chosen.facts, NoFigures):
        return None
    tone = wording.tone_of(chosen)
    lines = [
        pieces.shrinking(wording.word(chosen, text), f"giant {tone}".strip()),
        pieces.words(_target(chosen, chosen.facts, room), "of"),
    ]
    facts = _facts(chosen, chosen.facts, room)
    notes = [wording.nearer(found.nearer, room.selection, text)] if found.nearer else []
    return Scene(
        pieces.box(
            "verdict",
            pieces.box("standing", *lines, tag="section"),
            pieces.box("facts", *facts) if facts else "",
            pieces.box("notes", *(pieces.words(note) for note in notes)) if notes else "",
        )
    )


def _target(chosen: Answer, facts: Headline, room: Room) -> str:
    if facts.need is not None and chosen.state != "uncovered":
        return wording.target_words(chosen, facts.need, room.selection, room.text)
    return wording.answer(chosen, room.unit.full_name, room.selection, room.measure, room.text).rest


def _facts(chosen: Answer, facts: Headline, room: Room) -> list[Markup]:
    """How likely, how much a day, at what pace; each where it says something of this answer."""
    text, need = room.text, facts.need
    if chosen.state == "uncovered" or need is None:
        return []
    found = []
    if chosen.state in JUDGED and (printed := wording.probability(chosen, text)):
        notes = [pieces.words(note, "of") for note in wording.chance_notes(chosen, text)]
        found.append(pieces.fact(text("answer.probability"), printed, notes))
    if need.required is not None and need.missing:
        found.append(pieces.fact(text("answer.required"), headline.required(need, text), []))
        pace = [] if facts.pace else [pieces.words(headline.why_unmeasured(facts.standing, text))]
        found.append(pieces.fact(text("overview.pace"), headline.pace(facts.pace, text), pace))
    share = facts.standing.share
    if share is not None:
        asked = room.selection.at(base="target", issuer=chosen.issuer)
        printed = formats.ratio(share.numerator, share.denominator, text.language)
        found.append(pieces.fact(text("answer.share"), printed, [pieces.words(base_words(asked, text), "of")]))
    return found

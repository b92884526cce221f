"""Collected, approved, activated: how many stand at each stage, and how many wait before the next."""

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing.summary import stages
from dashboard.briefing.summary.stages import Step, Waiting
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene


def draw(room: Room) -> Scene | None:
    """Nothing where fewer than two stages have a figure that may be shown."""
    facts = stages.of_unit(room.warehouse.database, room.selection)
    if facts is None:
        return None
    parts = [_step(facts.steps[0], facts.top, room)]
    for between, step in zip(facts.between, facts.steps[1:], strict=True):
        parts += [_waiting(between, room), _step(step, facts.top, room)]
    return Scene(pieces.box("stages", *parts))


def _step(step: Step, top: int, room: Room) -> Markup:
    text, language, kind = room.text, room.text.language, f"step {step.stage}"
    name = pieces.words(text(f"stage.{step.stage}"), tag="h3")
    if step.count is None:
        return pieces.box(kind, name, pieces.words(formats.NOTHING, "big"))
    since = ""
    if step.change is not None:
        gained, days = formats.signed(step.change.gained, language, 0), step.change.measured
        first, last = formats.day_month(days.first), formats.day_month(days.last)
        since = text("screen.gained", gained=gained, first=first, last=last)
    number = pieces.shrinking(formats.count(step.count, language), "big")
    return pieces.box(kind, name, number, pieces.bar(float(step.count), top), pieces.words(since, "of"))


def _waiting(facts: Waiting | None, room: Room) -> Markup:
    """How many passed one stage and not yet the next, and which part did."""
    if facts is None:
        return Markup()
    text, language = room.text, room.text.language
    passed = formats.ratio(facts.passed, facts.before, language)
    words = text(f"screen.waiting_{facts.stage}", n=formats.count(facts.waiting, language), passed=passed)
    return pieces.words(words, "between")

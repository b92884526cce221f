"""Where dossiers are stuck: before which stage, and the units in which most wait for activation."""

from dashboard import units
from dashboard.briefing.work import pipeline, waiting
from dashboard.rows import PipelineByArea
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.work import pipeline as wording
from dashboard.wording.work import waiting as waiting_wording


def draw(room: Room) -> Scene | None:
    """Nothing where no count of two stages may be shown."""
    facts = pipeline.of_unit(room.warehouse.database, room.selection)
    if facts.is_empty:
        return None
    small_count = room.measure.small_count
    said = wording.answer(facts.whole, small_count, room.text)
    most = [row for row in pipeline.in_order(facts.parts, "unactivated") if row.unactivated > 0]
    grain = units.find(room.selection.edition, room.selection.unit).grain
    ages = waiting_wording.ages(waiting.of_unit(room.warehouse.database, room.selection, grain), room.text)
    notes = wording.made_of(facts.whole, small_count, room.text) if facts.whole else []
    notes = [*ages, *notes]
    return Scene(
        pieces.box(
            "listing",
            pieces.words(said.words, f"how {said.tone}".strip()),
            *listed([_line(row, room) for row in most], room),
            pieces.words(" ".join(notes), "note"),
        )
    )


def _line(row: PipelineByArea, room: Room) -> str:
    text, small = room.text, room.measure.small_count
    known = wording.waiting(row.unapproved, bool(row.is_unapproved_few), small, text)
    details = [text("screen.pipeline_waits", unapproved=known)]
    if row.overdue > 0:
        details.append(text("screen.pipeline_overdue", n=wording.overdue(row, small, text)))
    more = pipeline.growth(row)
    if more is not None:
        details.append(text("screen.pipeline_growth", n=wording.growth(row, text), days=wording.growth_days(row)))
    number = wording.waiting(row.unactivated, False, small, text)
    kind = "bad" if (more or 0) > 0 or row.overdue > 0 else ""
    return pieces.tall_row(row.unit_name, " · ".join(details), number, text("screen.pipeline_number"), kind)

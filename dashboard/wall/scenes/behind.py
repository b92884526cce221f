"""Who is behind, and how many people a day each needs to make it."""

from dashboard import formats
from dashboard.briefing import area, behind, headline
from dashboard.briefing.behind import Behind
from dashboard.briefing.headline import NoFigures
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.phrases import base_words


def draw(room: Room) -> Scene | None:
    """The units that need most a day; nothing where no share is known, or where nobody lacks anything."""
    furthest = behind.furthest(area.within(room.warehouse.database, room.selection).units)
    if not furthest:
        return None
    lines = [_line(unit, room) for unit in furthest]
    return Scene(pieces.box("listing", pieces.words(_whole(room), "how"), *listed(lines, room)))


def _whole(room: Room) -> str:
    """What the unit as a whole lacks."""
    text, language, base = room.text, room.text.language, base_words(room.selection, room.text)
    facts = headline.of_unit(room.warehouse.database, room.selection)
    if isinstance(facts, NoFigures) or not facts.is_behind or facts.need is None:
        return text("screen.behind_how", base=base)
    need, pace = facts.need, None if facts.pace is None else facts.pace.seven
    return text(
        "screen.behind_whole",
        base=base,
        deadline=formats.date(need.deadline),
        missing=formats.count_or_dash(need.missing, language),
        required=formats.count_or_dash(need.required, language),
        pace=formats.count_or_dash(pace, language),
    )


def _line(unit: Behind, room: Room) -> str:
    text, language = room.text, room.text.language
    missing = formats.count(unit.missing, language)
    detail = text(
        "screen.behind_brief" if room.size.is_upright else "screen.behind_detail",
        share=formats.percent(unit.row.share, language),
        missing=missing,
        pace=formats.count_or_dash(unit.row.pace_7, language),
    )
    if unit.is_dated:
        number, what = formats.count(unit.row.required_per_day, language), text("screen.a_day")
    else:
        number, what = missing, text("screen.missing_words")
    return pieces.tall_row(unit.row.unit_name, detail, number, what, "bad" if unit.is_short else "good")

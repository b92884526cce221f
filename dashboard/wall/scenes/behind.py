"""Who is behind, and how many people a day each needs to make it."""

from dashboard import formats
from dashboard.briefing import area, behind, headline, silence
from dashboard.briefing.behind import Behind
from dashboard.briefing.headline import NoFigures
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording import headline as wording
from dashboard.wording import units
from dashboard.wording.phrases import base_words


def draw(room: Room) -> Scene | None:
    """The units that need most a day; nothing where no share is known, or where nobody lacks anything."""
    inside = area.within(room.warehouse.database, room.selection).units
    furthest = behind.furthest(inside)
    if not furthest:
        return None
    lines = [_line(unit, room) for unit in furthest]
    apart = [pieces.words(line, "note") for line in units.unmeasured(silence.of(inside), room.text)]
    return Scene(pieces.box("listing", pieces.words(_whole(room), "how"), *listed(lines, room), *apart))


def _whole(room: Room) -> str:
    """What the unit as a whole lacks to its target."""
    text, language = room.text, room.text.language
    base = text(f"base_of.target_{room.selection.issuer}")
    facts = headline.of_unit(room.warehouse.database, room.selection)
    if isinstance(facts, NoFigures) or not facts.is_behind or facts.need is None:
        return text("screen.behind_how", base=base_words(room.selection, text))
    need, pace = facts.need, None if facts.pace is None else facts.pace.seven
    return text(
        "screen.behind_whole",
        base=base,
        deadline=formats.date(need.deadline),
        missing=wording.missing(need, text),
        required=wording.required(need, text),
        pace=formats.count_or_dash(pace, language),
    )


def _line(unit: Behind, room: Room) -> str:
    text, language = room.text, room.text.language
    is_of_target = room.selection.base == "target"
    missing = units.missing(unit.row, text) if is_of_target else formats.count(unit.missing, language)
    lacking = "screen.missing_n" if is_of_target else f"screen.below_base_{room.selection.stage}"
    detail = text(
        "screen.behind_brief" if room.size.is_upright else "screen.behind_detail",
        share=formats.percent(unit.row.share, language),
        missing=text(lacking, n=missing, base=base_words(room.selection, text)),
        pace=formats.count_or_dash(unit.row.pace_7, language),
    )
    if unit.is_dated:
        number, what = units.required(unit.row, text), text("screen.a_day")
    else:
        number, what = missing, text("screen.missing_words")
    return pieces.tall_row(units.name(unit.row, text), detail, number, what, "bad" if unit.is_short else "good")

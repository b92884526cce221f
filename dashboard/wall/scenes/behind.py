"""Who is behind, and how many people a day each needs to make it."""

from dashboard import formats
from dashboard.briefing import area, silence
from dashboard.briefing.summary import behind, headline
from dashboard.briefing.summary.behind import Behind
from dashboard.briefing.summary.headline import Issuer, Need, NoFigures
from dashboard.text import Text
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording import units
from dashboard.wording.phrases import base_words
from dashboard.wording.summary import headline as wording


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
    """What the unit as a whole lacks to each of its targets in force."""
    text, base = room.text, base_words(room.selection, room.text)
    facts = headline.of_unit(room.warehouse.database, room.selection)
    if isinstance(facts, NoFigures) or facts.standing.share is None:
        return text("screen.behind_how", base=base)
    every = headline.needs(room.warehouse.database, room.selection)
    lacking = [(issuer, need) for issuer, need in every if need.verdict in ("short", "enough")]
    if not lacking:
        return text("screen.behind_how", base=base)
    targets = "; ".join(_lacking(issuer, need, text) for issuer, need in lacking)
    pace = formats.count_or_dash(None if facts.pace is None else facts.pace.seven, text.language)
    key = "screen.behind_whole" if len(lacking) == 1 else "screen.behind_whole_many"
    return text(key, targets=targets, pace=pace, base=base)


def _lacking(issuer: Issuer, need: Need, text: Text) -> str:
    return text(
        "screen.behind_target",
        base=text(f"base_of.target_{issuer}"),
        deadline=formats.date(need.deadline),
        missing=wording.missing(need, text),
        required=wording.required(need, text),
    )


def _pace(unit: Behind, room: Room) -> str:
    """What it counts a day now, or since when it is silent."""
    if silence.is_silent(unit.row):
        return room.text("screen.silent_since", date=formats.day_month(unit.row.reported_on))
    return room.text("screen.now", pace=formats.count_or_dash(unit.row.pace_7, room.text.language))


def _line(unit: Behind, room: Room) -> str:
    text, language = room.text, room.text.language
    is_of_target = room.selection.base == "target"
    missing = units.missing(unit.row, text) if is_of_target else formats.count(unit.missing, language)
    lacking = "screen.missing_n" if is_of_target else f"screen.below_base_{room.selection.stage}"
    detail = text(
        "screen.behind_brief" if room.size.is_upright else "screen.behind_detail",
        share=formats.percent(unit.row.share, language),
        missing=text(lacking, n=missing, base=base_words(room.selection, text)),
        pace=_pace(unit, room),
    )
    if unit.is_dated:
        number, what = units.required(unit.row, text), text("screen.a_day")
    else:
        number, what = missing, text("screen.missing_words")
    return pieces.tall_row(units.name(unit.row, text), detail, number, what, "bad" if unit.is_short else "good")

"""Who has not reported, and whose figures are old."""

from markupsafe import Markup

from dashboard import formats
from dashboard.briefing import area
from dashboard.briefing.summary import missing
from dashboard.briefing.summary.missing import LatePart, Missing
from dashboard.rows import ProgressByArea
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.phrases import lateness_words, now_words

STATES = ("on_time", "late", "missing", "open")


def draw(room: Room) -> Scene | None:
    """Nothing where all have reported in time."""
    facts = missing.of(area.within(room.warehouse.database, room.selection))
    if facts.is_nobody:
        return None
    lines = [
        *(_silent(name, room) for name in facts.silent_units),
        *(_late(row, room) for row in facts.late_units),
        *(_area(part, room) for part in facts.areas),
    ]
    listing = pieces.box("beside-sums", *listed(lines, room, is_narrow=True))
    both = pieces.box("changes", _sums(facts, room), listing)
    return Scene(pieces.box("listing", pieces.words(_due(room), "how"), both))


def _sums(facts: Missing, room: Room) -> Markup:
    text, language = room.text, room.text.language
    every = formats.count(facts.every, language)
    what = text("screen.communes_on", date=formats.date(room.selection.as_of))
    counts = (("not_reported", facts.not_reported), ("late", facts.late))
    return pieces.box(
        "sums",
        *(
            pieces.fact(
                text(f"state.{state}", days=room.measure.late_after_days),
                f"{formats.count(count, language)} / {every}",
                [pieces.words(what, "of")],
            )
            for state, count in counts
        ),
    )


def _silent(name: str, room: Room) -> Markup:
    return pieces.tall_row(name, "", room.text("state.cell_not_reported"), "", "bad words")


def _late(row: ProgressByArea, room: Room) -> Markup:
    text, days = room.text, int(row.days_late)
    newest = text("screen.newest", date=formats.date(row.reported_on))
    number = formats.count(days, text.language)
    return pieces.tall_row(row.unit_name, newest, number, text("screen.days", n=days), "warning")


def _area(part: LatePart, room: Room) -> Markup:
    text, language = room.text, room.text.language
    late = text("screen.late_parts", n=formats.count(part.late, language)) if part.late else ""
    number = f"{formats.count(part.silent, language)} / {formats.count(part.communes, language)}"
    return pieces.tall_row(part.unit_name, late, number, text("screen.silent"), "bad" if part.silent else "")


def _due(room: Room) -> str:
    """How the newest reports that were due came in."""
    due = missing.due(room.warehouse.database, room.selection, 1)
    if due is None:
        return ""
    states = ", ".join(lateness_words(due.counts, STATES, room.text))
    now = now_words(due.now, room.selection)
    return room.text("screen.due", due=formats.moment(due.times[0]), states=states, now=now)

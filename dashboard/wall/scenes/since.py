"""What changed since Monday, the last report, the last meeting or a day that the link names."""

from markupsafe import Markup

from dashboard.briefing.change import changed, since
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed
from dashboard.wording.change import changed as wording
from dashboard.wording.change.changed import Group

# Lists beside one another, and lines of each.
MOST_LISTS, MOST_LINES = 2, 5


def draw(room: Room) -> Scene | None:
    """Nothing where nothing can be told."""
    start = since.chosen(room.warehouse, room.selection, room.since)
    if start is None:
        return None
    facts = changed.of_unit(room.warehouse, room.selection, start)
    found = wording.groups(facts, room.measure, room.text)
    if facts.total is None and not found:
        return None
    title = room.text("changed.title", since=wording.since_words(start, room.text))
    said = wording.total(facts.total, room.selection, room.measure, room.text)
    lists = found[:MOST_LISTS]
    notes = [pieces.words(_counted(group)) for group in found[len(lists) :]]
    inside = [pieces.words(f"{title} {said}", "how")]
    if len(lists) == 1:
        inside += [pieces.words(lists[0].heading.words, tag="h3"), *listed(_lines(lists[0], room), room)]
    elif lists:
        inside.append(pieces.box("lists two", *(_list(one, room) for one in lists)))
    if notes:
        inside.append(pieces.box("notes", *notes))
    return Scene(pieces.box("listing", *inside))


def _list(group: Group, room: Room) -> Markup:
    lines = _lines(group, room)
    left = len(lines) - MOST_LINES
    return pieces.box(
        "column",
        pieces.words(group.heading.words, tag="h3"),
        pieces.rows(lines[:MOST_LINES], MOST_LINES),
        pieces.words(room.text("screen.more", n=left) if left > 0 else "", "note"),
    )


def _lines(group: Group, room: Room) -> list[Markup]:
    tone, unit = group.heading.tone, room.text("screen.points")
    return [
        pieces.tall_row(line.name, line.words, line.points, unit if line.points else "", tone) for line in group.lines
    ]


def _counted(group: Group) -> str:
    """A list for which there is no room: its heading, and whom it begins with."""
    return f"{group.heading.words}: {', '.join(list(dict.fromkeys(line.name for line in group.lines))[:3])}"

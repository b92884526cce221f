"""Lines two high, in as many columns as they need, and how many more there would be."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.wall import pieces
from dashboard.wall.room import Room

# Names in one sentence; a wall opens no list.
MOST_NAMES = 6


def named(names: Sequence[str], room: Room) -> str:
    """The first names, and how many other units there are."""
    first, left = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return f"{first} {room.text('screen.more', n=left)}" if left > 0 else first


def listed(lines: Sequence[str], room: Room, is_narrow: bool = False, left_out: str = "more") -> list[Markup]:
    """The lists, and a line that counts what does not fit. left_out: its words, which say of what the lines are."""
    fit = room.size.tall_lines
    columns = 1 if room.size.is_upright or len(lines) <= fit or is_narrow else 2
    shown = lines[: fit * columns]
    each = -(-len(shown) // columns)
    lists = [pieces.rows(shown[start : start + each], each) for start in range(0, len(shown), each)]
    left = len(lines) - len(shown)
    more = pieces.more(left_out, room.text(f"screen.{left_out}", n=left), left)
    return [pieces.box("lists two" if len(lists) > 1 else "lists", *lists), more]

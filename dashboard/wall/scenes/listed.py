"""Lines two high, in as many columns as they need, and how many more there would be."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard.wall import pieces
from dashboard.wall.room import Room


def listed(lines: Sequence[str], room: Room, is_narrow: bool = False) -> list[Markup]:
    """The lists, and a line that counts what does not fit."""
    fit = room.size.tall_lines
    columns = 1 if room.size.is_upright or len(lines) <= fit or is_narrow else 2
    shown = lines[: fit * columns]
    each = -(-len(shown) // columns)
    lists = [pieces.rows(shown[start : start + each], each) for start in range(0, len(shown), each)]
    left = len(lines) - len(shown)
    more = pieces.more("more", room.text("screen.more", n=left), left)
    return [pieces.box("lists two" if len(lists) > 1 else "lists", *lists), more]

"""Lines two high, in as many columns as they need, and how many more there would be."""

from dashboard.wall import markup
from dashboard.wall.room import Room


def listed(lines: list[str], room: Room, is_narrow: bool = False) -> list[str]:
    """The lists, and a line that counts what does not fit."""
    fit = room.size.tall_lines
    columns = 1 if room.size.is_upright or len(lines) <= fit or is_narrow else 2
    shown = lines[: fit * columns]
    each = -(-len(shown) // columns)
    lists = [markup.rows(shown[start : start + each], each) for start in range(0, len(shown), each)]
    left = len(lines) - len(shown)
    more = markup.more("more", room.text("screen.more", n=left), left)
    return [markup.box("lists two" if len(lists) > 1 else "lists", *lists), more]

"""Where it goes well and where it does not: the map of the units inside, with its legend."""

import pandas as pd

from dashboard import figures, formats, units
from dashboard.briefing import area, phrases
from dashboard.briefing.area import Within
from dashboard.geography import boundaries
from dashboard.rows import ProgressByArea, each_row
from dashboard.wall import markup
from dashboard.wall.room import Room, Scene

# The browser draws by its own rule of thumb: the layout's height is replaced by that of the place there is.
HEIGHT = 600


def draw(room: Room) -> Scene | None:
    """Nothing where no unit has a place on a map."""
    inside = area.within(room.warehouse.database, room.selection)
    if inside.rows.empty:
        return None
    shapes = boundaries(room.selection.edition, inside.parent, inside.grain, room.selection.as_of)
    if not shapes.unit_codes:
        return None
    frame = area.shapes_frame(shapes, inside.parent == units.NATION)
    rules = room.measure
    figure = figures.area_map(inside.there, frame, room.text, room.look, HEIGHT, rules.small_count)
    note = (
        room.text("screen.schematic") if shapes.quality == "schematic" else room.text("map.real", source=shapes.source)
    )
    beside = markup.box(
        "beside",
        markup.words(room.text("screen.against", base=phrases.base_words(room.selection, room.text)), "of"),
        _legend(inside, room),
        _ends(inside, room),
        markup.words(note, "note"),
        tag="aside",
    )
    return Scene(markup.box("map", markup.figure("map"), beside), {"map": figure}, _alt(inside, room))


def _alt(inside: Within, room: Room) -> str:
    selection, rules = room.selection, room.measure
    parent = units.find(selection.edition, inside.parent, selection.as_of).full_name
    names = (parent, phrases.base_words(selection, room.text), formats.date(selection.as_of))
    return figures.map_alt(inside.there, room.text, names, (rules.late_after_days, rules.small_count))


def _legend(inside: Within, room: Room) -> str:
    rules = room.measure
    items = figures.map_legend(inside.there, room.text, (rules.late_after_days, rules.small_count))
    return markup.legend([(item, formats.count(item.count, room.text.language)) for item in items])


def _ends(inside: Within, room: Room) -> str:
    """The highest and the lowest, by name."""
    ranked = [row for row in each_row(inside.rows, ProgressByArea) if not pd.isna(row.share)]
    if len(ranked) < 2:
        return ""
    text = room.text
    ends = (("screen.highest", ranked[0], "good"), ("screen.lowest", ranked[-1], "bad"))
    return markup.box("ends", *(_end(text(key), row, kind, room) for key, row, kind in ends))


def _end(title: str, row: ProgressByArea, kind: str, room: Room) -> str:
    share = formats.percent(row.share, room.text.language)
    return markup.box(
        "", markup.words(title, "of"), markup.words(row.unit_name, "name"), markup.words(share, f"big {kind}")
    )

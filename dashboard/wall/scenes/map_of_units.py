"""Where it goes well and where it does not: the map of the units inside, with its legend."""

from markupsafe import Markup

from dashboard import figures, formats, units
from dashboard.briefing import area
from dashboard.briefing.area import Within
from dashboard.briefing.comparison import ranking
from dashboard.figures import Scale
from dashboard.geography import Boundaries, boundaries
from dashboard.rows import ProgressByArea
from dashboard.wall import pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording.phrases import base_words

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
    scale = _scale(inside, room)
    drawing = figures.Drawing(HEIGHT, room.measure.small_count, scale)
    figure = figures.area_map(inside.there, _placed(shapes, inside, room), drawing, room.text, room.look)
    is_schematic, text = shapes.quality == "schematic", room.text
    beside = pieces.box(
        "beside",
        pieces.words(text("screen.against", base=base_words(room.selection, text)), "of"),
        _legend(inside, scale, room),
        _ends(inside, room),
        pieces.words(text("screen.schematic") if is_schematic else text("map.real", source=shapes.source), "note"),
        tag="aside",
    )
    return Scene(pieces.box("map", pieces.figure("map"), beside), {"map": figure}, _alt(inside, room))


def _scale(inside: Within, room: Room) -> Scale:
    """As on the map page: fifths with the whole's own rate, or the bounds that are the same on any day."""
    if room.scale == "fixed":
        return figures.FIXED
    whole = area.whole(room.warehouse.database, room.selection, inside)
    return figures.fifths(inside.there, None if whole is None else whole.share)


def _placed(shapes: Boundaries, inside: Within, room: Room) -> figures.Shapes:
    selection = room.selection
    # Without names: in letters that are read from six metres they cover each other, and the ends are named beside.
    own = "" if selection.unit == inside.parent else selection.unit
    return figures.Shapes(shapes.url, *shapes.frames(inside.parent == units.NATION), own=own)


def _alt(inside: Within, room: Room) -> str:
    selection, rules = room.selection, room.measure
    parent = units.find(selection.edition, inside.parent, selection.as_of).full_name
    names = (parent, base_words(selection, room.text), formats.date(selection.as_of))
    return figures.map_alt(inside.there, room.text, names, (rules.late_after_days, rules.small_count))


def _legend(inside: Within, scale: Scale, room: Room) -> Markup:
    rules, text = room.measure, room.text
    items = figures.map_legend(inside.there, text, (rules.late_after_days, rules.small_count), scale)
    legend = pieces.legend([(item, formats.count(item.count, text.language)) for item in items])
    if scale.whole is None:
        return legend
    unit = units.find(room.selection.edition, inside.parent, room.selection.as_of).full_name
    share = formats.percent(scale.whole / 100, text.language)
    return legend + pieces.words(text("map.fifths_whole", unit=unit, share=share), "of")


def _ends(inside: Within, room: Room) -> Markup:
    """The highest and the lowest, by name."""
    ranked = ranking.of(inside.units).ranked
    if len(ranked) < 2:
        return Markup()
    highest, lowest = room.text("screen.highest"), room.text("screen.lowest")
    return pieces.box("ends", _end(highest, ranked[0], "good", room), _end(lowest, ranked[-1], "bad", room))


def _end(title: str, row: ProgressByArea, kind: str, room: Room) -> Markup:
    share = formats.percent(row.share, room.text.language)
    return pieces.box(
        "", pieces.words(title, "of"), pieces.words(row.unit_name, "name"), pieces.words(share, f"big {kind}")
    )

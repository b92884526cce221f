"""What has been published of the nation, with its day and source, and the unit beside it."""

from markupsafe import Markup

from dashboard import figures, formats
from dashboard.briefing import published
from dashboard.briefing.summary import headline
from dashboard.briefing.summary.headline import NoFigures
from dashboard.rows import PublishedByMetric, each_row
from dashboard.wall import chart, pieces
from dashboard.wall.room import Room, Scene
from dashboard.wording.summary import headline as wording

POINTS_FOR_A_CURVE = 3


def draw(room: Room) -> Scene | None:
    """Nothing where no newspaper or office had published a count by the day."""
    rows = published.of_nation(room.warehouse.database, room.selection)
    points = figures.activated_points(rows)
    if points.empty:
        return None
    newest = list(each_row(points, PublishedByMetric))[-1]
    numbers = pieces.box("standing", *_published(newest, room), *_beside(newest, room), tag="section")
    if len(points) < POINTS_FOR_A_CURVE:
        return Scene(pieces.box("nation", numbers))
    figure = figures.published_curve(rows, room.text, room.look)
    key = figures.published_legend(rows, room.text, room.look)
    curve = chart.drawn("published", figure, key, room.size)
    return Scene(pieces.box("nation", numbers, curve), {"published": figure}, figures.published_alt(rows, room.text))


def _published(newest: PublishedByMetric, room: Room) -> list[Markup]:
    text, language = room.text, room.text.language
    source = text("screen.published", date=formats.date(newest.date), source=formats.printed_at(newest.source_url))
    return [
        pieces.words(text("screen.nation_of"), tag="h3"),
        pieces.shrinking(formats.count(newest.value, language), "pair"),
        pieces.words(text(f"metric.{newest.metric}"), "of"),
        pieces.words(source, "note published"),
    ]


def _beside(newest: PublishedByMetric, room: Room) -> list[Markup]:
    """The unit's own count, which part of the published one it is, and of which day; a simulated one never."""
    if room.warehouse.is_demo:
        return []
    facts = headline.of_unit(room.warehouse.database, room.selection)
    if room.selection.stage != "activated" or isinstance(facts, NoFigures):
        return []
    text, language, counted = room.text, room.text.language, facts.standing.counted
    share = text("screen.of_nation", share=formats.ratio(counted, int(newest.value), language, 2))
    return [
        pieces.words(room.unit.full_name, tag="h3"),
        pieces.shrinking(formats.count(counted, language), "pair own"),
        pieces.words(f"{wording.counted(room.selection, text)}, {wording.until(facts.standing, text)}", "of"),
        pieces.words(share, "of"),
    ]

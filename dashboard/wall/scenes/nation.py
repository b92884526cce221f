"""What has been published of the nation, with its day and source, and the unit beside it."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import figures, formats, queries, units
from dashboard.briefing import area, phrases
from dashboard.rows import ProgressByArea, PublishedByMetric, each_row
from dashboard.wall import chart, markup
from dashboard.wall.room import Room, Scene

POINTS_FOR_A_CURVE = 3


def draw(room: Room) -> Scene | None:
    """Nothing where no newspaper or office had published a count by the day."""
    rows = queries.published_by_metric(room.warehouse.database, unit=units.NATION, edition=None)
    rows = rows[rows["date"] <= pd.Timestamp(room.selection.as_of)]
    points = figures.activated_points(rows)
    if points.empty:
        return None
    newest = list(each_row(points, PublishedByMetric))[-1]
    told = markup.box("standing", *_published(newest, room), *_beside(newest, room), tag="section")
    if len(points) < POINTS_FOR_A_CURVE:
        return Scene(markup.box("nation", told))
    figure = figures.published_curve(rows, room.text, room.look)
    _make_room(figure, points["date"].max() - points["date"].min(), room)
    key = figures.published_legend(rows, room.text, room.look)
    curve = chart.drawn("published", figure, key, room.size)
    return Scene(markup.box("nation", told, curve), {"published": figure}, figures.published_alt(rows, room.text))


def _make_room(figure: go.Figure, span: pd.Timedelta, room: Room) -> None:
    """Labels of the first and the last point need room; on an upright wall the others would meet."""
    days = [day for trace in figure.data for day in trace.x]
    margin = span * room.look.label_room
    figure.layout.xaxis.range = [pd.Timestamp(min(days)) - margin, pd.Timestamp(max(days)) + 0.75 * margin]
    figure.layout.yaxis.range = [0, figure.layout.yaxis.range[1] * (1.3 if room.size.is_upright else 1.05)]
    for trace in figure.data if room.size.is_upright else ():
        last = len(trace.text) - 1
        trace.text = [told if place in (0, last) else "" for place, told in enumerate(trace.text)]


def _published(newest: PublishedByMetric, room: Room) -> list[str]:
    text, language = room.text, room.text.language
    source = text("screen.published", date=formats.date(newest.date), source=newest.source_url.split("/")[2])
    return [
        markup.words(text("screen.nation_of"), tag="h3"),
        markup.shrinking(formats.count(newest.value, language), "pair"),
        markup.words(text(f"metric.{newest.metric}"), "of"),
        markup.words(source, "note published"),
    ]


def _beside(newest: PublishedByMetric, room: Room) -> list[str]:
    """The unit's own count, which part of the published one it is, and of which day."""
    row = next(each_row(area.of_unit(room.warehouse.database, room.selection), ProgressByArea))
    if room.selection.stage != "activated" or pd.isna(row.counted):
        return []
    text, language = room.text, room.text.language
    share = text("screen.of_nation", share=formats.ratio(int(row.counted), int(newest.value), language, 2))
    day = text("overview.until", moment=phrases.report_time(row.reported_at))
    return [
        markup.words(room.unit.full_name, tag="h3"),
        markup.shrinking(formats.count(row.counted, language), "pair own"),
        markup.words(f"{text('counted.activated')}, {day}", "of"),
        markup.words(share, "of"),
    ]

"""Where the unit stands, what changed, at what pace, and the curve with the path to each target."""

import pandas as pd
import plotly.graph_objects as go

from dashboard import figures, formats
from dashboard.briefing import area, course, phrases
from dashboard.rows import ProgressByArea, each_row
from dashboard.wall import chart, markup
from dashboard.wall.room import Room, Scene


def draw(room: Room) -> Scene:
    """Large numbers and the curve; without figures, that there are none."""
    row = next(each_row(area.of_unit(room.warehouse.database, room.selection), ProgressByArea))
    if pd.isna(row.counted):
        return _without_figures(row, room)
    # An upright wall has room for two facts beside the curve.
    parts = "" if room.size.is_upright else _parts(row, room)
    facts = markup.box("facts", _change(row, room), _pace(row, room), parts)
    curve, figure, alt = _curve(room) or ("", None, "")
    return Scene(markup.box("headline", _standing(row, room), facts, curve), {"curve": figure} if figure else {}, alt)


def _without_figures(row: ProgressByArea, room: Room) -> Scene:
    text, day = room.text, formats.date(room.selection.as_of)
    told = text("overview.no_figures", unit=room.unit.full_name, as_of=day)
    if row.state == "suppressed":
        told = text("state.suppressed", small=room.measure.small_count)
    elif row.state in ("not_existing", "not_divisible"):
        told = text(f"state.{row.state}")
    return Scene(markup.box("message", markup.words(told)))


def _standing(row: ProgressByArea, room: Room) -> str:
    text, language = room.text, room.text.language
    base, counted = phrases.base_words(room.selection, text), text(f"counted.{room.selection.stage}")
    if pd.isna(row.share):
        lines = [
            markup.shrinking(formats.count(row.counted, language), "giant"),
            markup.words(counted, "of"),
            markup.words(text("overview.no_target", base=base, unit=room.unit.full_name), "note"),
        ]
        return markup.box("standing", *lines, *_warnings(row, room), tag="section")
    lines = [
        markup.shrinking(formats.ratio(int(row.numerator), int(row.denominator), language), "giant"),
        markup.box("of", markup.words(base), markup.words(counted, "of upright")),
        markup.bar(row.share, max(1.0, row.share), mark=1.0, kind="meter"),
        markup.shrinking(
            f"{formats.count(row.numerator, language)} / {formats.count(row.denominator, language)}", "pair"
        ),
        markup.words(counted, "of lying"),
        markup.words(text("overview.until", moment=phrases.report_time(row.reported_at)), "of until"),
    ]
    return markup.box("standing", *lines, *_warnings(row, room), tag="section")


def _warnings(row: ProgressByArea, room: Room) -> list[str]:
    """What must be known of the number: it is old, or that of a part."""
    text, language = room.text, room.text.language
    told = []
    if row.state == "late":
        told.append(text("overview.late", days=int(row.days_late)))
    if row.communes_reported < row.communes:
        numbers = {
            "reported": formats.count(row.communes_reported, language),
            "all": formats.count(row.communes, language),
        }
        told.append(text("overview.partial", **numbers))
    return [markup.words(words, "warning") for words in told]


def _change(row: ProgressByArea, room: Room) -> str:
    text = room.text
    title = text("overview.change", days=room.measure.period_days)
    if pd.isna(row.counted_before):
        return markup.fact(title, "–", [markup.words(text("overview.change_none"))])
    gained = int(row.counted_since) - int(row.counted_before)
    points = ""
    if not pd.isna(row.share) and not pd.isna(row.share_before):
        points = text("overview.change_points", points=formats.points(row.share, row.share_before, text.language))
    return markup.fact(title, formats.signed(gained, text.language, 0), [markup.words(points)])


def _pace(row: ProgressByArea, room: Room) -> str:
    text = room.text
    if pd.isna(row.pace_7):
        return markup.fact(text("overview.pace"), "–", [markup.words(text("overview.change_none"))])
    return markup.fact(text("overview.pace"), formats.count(row.pace_7, text.language), _required(row, room))


def _required(row: ProgressByArea, room: Room) -> list[str]:
    text, language = room.text, room.text.language
    if pd.isna(row.deadline):
        return [markup.words(text("overview.required_none"))]
    deadline = formats.date(row.deadline)
    if row.missing == 0:
        return [markup.words(text("overview.required_done"), "good")]
    if pd.isna(row.required_per_day):
        missing = formats.count(row.missing, language)
        return [markup.words(text("overview.required_passed", deadline=deadline, missing=missing), "bad")]
    gap = formats.round_half_up(row.required_per_day, 0) - formats.round_half_up(row.pace_7, 0)
    needed = formats.count(row.required_per_day, language)
    is_short = gap > 0
    verdict = text("screen.short", gap=formats.count(gap, language)) if is_short else text("screen.enough")
    return [
        markup.words(text("overview.required", required=needed, deadline=deadline)),
        markup.words(verdict, "bad" if is_short else "good"),
    ]


def _parts(row: ProgressByArea, room: Room) -> str:
    """How many of its communes have reached the base; a commune has no parts."""
    if room.unit.grain == "commune" or pd.isna(row.share):
        return ""
    text, language = room.text, room.text.language
    done, every = formats.count(row.communes_done, language), formats.count(row.communes, language)
    late = formats.count(row.communes_late, language)
    lines = [markup.words(text("screen.parts_late", late=late), "bad")] if row.communes_late else []
    return markup.fact(text("screen.parts_done"), f"{done} / {every}", lines)


def _curve(room: Room) -> tuple[str, go.Figure, str] | None:
    """Its place, the figure, and the sentence that says the same."""
    drawn, stage, text = course.of_unit(room.warehouse, room.selection), room.selection.stage, room.text
    if drawn is None:
        return None
    figure = figures.progress_curve(drawn.flow, drawn.targets, stage, text, room.look)
    lines = figures.curve_legend(drawn.targets, text, room.look)
    # Where there is little room, the line of what was done is told by its newest figure.
    place = chart.drawn("curve", figure, lines[1:] if room.size.is_upright else lines, room.size)
    return place, figure, figures.curve_alt(drawn.flow, drawn.targets, stage, text)

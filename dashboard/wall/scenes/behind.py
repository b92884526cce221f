"""Who is behind, and how many people a day each needs to make it."""

import pandas as pd

from dashboard import formats
from dashboard.briefing import area, phrases
from dashboard.rows import ProgressByArea, each_row
from dashboard.wall import markup
from dashboard.wall.room import Room, Scene
from dashboard.wall.scenes.listed import listed


def draw(room: Room) -> Scene | None:
    """The units that need most a day; nothing where no share is known, or where nobody lacks anything."""
    database = room.warehouse.database
    worst = area.furthest_behind(area.within(database, room.selection).rows)
    if not worst:
        return None
    whole = next(each_row(area.of_unit(database, room.selection), ProgressByArea))
    lines = [_line(row, missing, room) for row, missing in worst]
    return Scene(markup.box("listing", markup.words(_whole(whole, room), "how"), *listed(lines, room)))


def _whole(row: ProgressByArea, room: Room) -> str:
    """What the unit as a whole lacks."""
    text, language, base = room.text, room.text.language, phrases.base_words(room.selection, room.text)
    if pd.isna(row.share) or pd.isna(row.required_per_day) or not row.missing:
        return text("screen.behind_how", base=base)
    numbers = {"missing": row.missing, "required": row.required_per_day, "pace": row.pace_7}
    told = {name: "–" if pd.isna(value) else formats.count(value, language) for name, value in numbers.items()}
    return text("screen.behind_whole", base=base, deadline=formats.date(row.deadline), **told)


def _line(row: ProgressByArea, missing: float, room: Room) -> str:
    text, language = room.text, room.text.language
    pace = "–" if pd.isna(row.pace_7) else formats.count(row.pace_7, language)
    detail = text(
        "screen.behind_brief" if room.size.is_upright else "screen.behind_detail",
        share=formats.percent(row.share, language), missing=formats.count(missing, language), pace=pace,
    )  # fmt: skip
    if pd.isna(row.required_per_day):
        number, unit = formats.count(missing, language), text("screen.missing_words")
    else:
        number, unit = formats.count(row.required_per_day, language), text("screen.a_day")
    is_short = pd.isna(row.required_per_day) or pd.isna(row.pace_7) or row.required_per_day > row.pace_7
    return markup.tall_row(row.unit_name, detail, number, unit, "bad" if is_short else "good")

"""Collected, approved, activated: how many stand at each stage, and how many wait before the next."""

import datetime as dt

import pandas as pd

from dashboard import formats, queries
from dashboard.selection import STAGES
from dashboard.wall import markup
from dashboard.wall.room import Room, Scene

# From the first stage to the last.
COURSE = STAGES[::-1]
# Looked back for the newest day with figures of all stages.
DAYS_BACK = 400


def draw(room: Room) -> Scene | None:
    """Nothing where fewer than two stages have a figure that may be told."""
    now = _standing(room, room.selection.as_of)
    if now is None or sum(not pd.isna(now[stage]) for stage in COURSE) < 2:
        return None
    before = _standing(room, room.selection.as_of - dt.timedelta(days=room.measure.period_days))
    top = max(float(now[stage]) for stage in COURSE if not pd.isna(now[stage]))
    steps = []
    for place, stage in enumerate(COURSE):
        steps.append(_step(stage, now, before, top, room))
        if place + 1 < len(COURSE):
            steps.append(_waiting(stage, COURSE[place + 1], now, room))
    return Scene(markup.box("stages", *steps))


def _standing(room: Room, day: dt.date) -> pd.Series | None:
    """The newest cumulative counts of the unit by the end of a day."""
    selection = room.selection
    flow = queries.flow_by_period(
        room.warehouse.database,
        edition=selection.edition,
        unit=selection.unit,
        days=(day - dt.timedelta(days=DAYS_BACK), day),
        level=selection.level,
        step="month",
        small_count=room.measure.small_count,
    )
    return None if flow.empty else flow.iloc[-1]


def _step(stage: str, now: pd.Series, before: pd.Series | None, top: float, room: Room) -> str:
    text, language = room.text, room.text.language
    name = markup.words(text(f"stage.{stage}"), tag="h3")
    if pd.isna(now[stage]):
        return markup.box(f"step {stage}", name, markup.words("–", "big"), markup.words(""))
    since = ""
    if before is not None and not pd.isna(before[stage]):
        gained = formats.signed(int(now[stage]) - int(before[stage]), language, 0)
        since = text("screen.gained", gained=gained, days=room.measure.period_days)
    number = markup.shrinking(formats.count(int(now[stage]), language), "big")
    return markup.box(f"step {stage}", name, number, markup.bar(float(now[stage]), top), markup.words(since, "of"))


def _waiting(stage: str, after: str, now: pd.Series, room: Room) -> str:
    """How many passed one stage and not yet the next, and which part did."""
    if pd.isna(now[stage]) or pd.isna(now[after]) or not now[stage]:
        return ""
    text, language = room.text, room.text.language
    waiting = max(int(now[stage]) - int(now[after]), 0)
    if 0 < waiting < room.measure.small_count:
        return ""
    passed = formats.ratio(int(now[after]), int(now[stage]), language)
    told = text(f"screen.waiting_{after}", n=formats.count(waiting, language), passed=passed)
    return markup.words(told, "between")

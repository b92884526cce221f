"""One scene as the browser gets it: drawn, with the frame around it with unit, time and notes."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from dashboard import formats, queries, settings, version_files
from dashboard.briefing import area, opened
from dashboard.briefing.goals.indicators import LATE_AFTER_DAYS
from dashboard.briefing.opened import Warehouse
from dashboard.selection import Complaint, Selection, read_link
from dashboard.text import Text
from dashboard.wall import link
from dashboard.wall.room import Room, Scene, Size, look_for
from dashboard.wording import phrases

# After so many hours what comes in by the month is old, and very old.
MONTHLY = {"amberHours": 31 * 24, "redHours": LATE_AFTER_DAYS * 24}


def scene(
    name: str,
    draw: Callable[[Room], Scene | None],
    found: Warehouse,
    query: Mapping[str, str],
    size: Size,
    text: Text,
) -> dict[str, Any] | None:
    """The scene and its frame as JSON values, or None where it has nothing to show of the selection."""
    selection, complaints = read_link(query, found.known, text.language)
    asked = link.read(query)
    if name in link.OF_INDICATOR:
        selection = replace(selection, indicator=asked.indicator)
    measure, look = opened.measure(selection), look_for(asked.theme, size)
    room = Room(found, selection, measure, text, look, size, asked.scale, asked.since)
    drawn = draw(room)
    if drawn is None:
        return None
    return {
        "version": found.version,
        "title": _title(name, selection, text),
        "unit": room.unit.full_name,
        "isDemo": found.is_demo,
        "time": _time(room, drawn),
        "notes": _notes(room, complaints, asked),
        "html": drawn.html,
        "alt": drawn.alt,
        "figures": {place: json.loads(figure.to_json()) for place, figure in drawn.figures.items()},
    }


def _title(name: str, selection: Selection, text: Text) -> str:
    """The scene's name, and that of the indicator which it shows in the place of accounts."""
    title = text(f"screen.{name}")
    if selection.indicator is None:
        return title
    return text("screen.of_indicator", scene=title, indicator=selection.indicator.words(text.language))


def _time(room: Room, drawn: Scene) -> dict[str, Any] | None:
    """The moment of the newest figures shown, and in words; of what comes in by the month when it is old."""
    row = None if drawn.counted_on else area.of_unit(room.warehouse.database, room.selection)
    at = dt.datetime.combine(drawn.counted_on, dt.time(23, 59)) if drawn.counted_on else None
    if row is not None and not pd.isna(row.reported_at):
        at = row.reported_at
    if at is None:
        return None
    is_monthly = drawn.counted_on is not None or room.selection.indicator is not None
    return {"at": at.isoformat(), "words": formats.report_time(at), **(MONTHLY if is_monthly else {})}


def _notes(room: Room, complaints: tuple[Complaint, ...], asked: link.Asked) -> list[str]:
    """What the link asked wrongly, and that the figures are those of an older version."""
    text = room.text
    notes = [phrases.complaint_words(room.selection, complaint, text) for complaint in complaints]
    notes += [text(f"selection.{one.key}", value=one.value[:60], default=asked.seconds) for one in asked.complaints]
    if settings.asked_version() and room.warehouse.version != version_files.current():
        known_at = queries.version_in_use(room.warehouse.database)["known_at"].iloc[0]
        notes.append(text("screen.past", moment=formats.moment(known_at)))
    return notes

"""One scene as the browser gets it: drawn, with the frame around it with unit, time and notes."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from dashboard import formats, queries, settings, version_files
from dashboard.briefing import area, opened
from dashboard.briefing.opened import Warehouse
from dashboard.selection import Complaint, read_link
from dashboard.text import Text
from dashboard.wall import link
from dashboard.wall.room import Room, Scene, Size, look_for
from dashboard.wording import phrases


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
    measure, look = opened.measure(selection), look_for(asked.theme, size)
    room = Room(found, selection, measure, text, look, size, asked.scale, asked.since)
    drawn = draw(room)
    if drawn is None:
        return None
    return {
        "version": found.version,
        "title": text(f"screen.{name}"),
        "unit": room.unit.full_name,
        "isDemo": found.is_demo,
        "time": _time(room),
        "notes": _notes(room, complaints, asked),
        "html": drawn.html,
        "alt": drawn.alt,
        "figures": {place: json.loads(figure.to_json()) for place, figure in drawn.figures.items()},
    }


def _time(room: Room) -> dict[str, str] | None:
    """The moment of the newest figures shown, and in words."""
    row = area.of_unit(room.warehouse.database, room.selection)
    if row is None or pd.isna(row.reported_at):
        return None
    return {"at": row.reported_at.isoformat(), "words": formats.report_time(row.reported_at)}


def _notes(room: Room, complaints: tuple[Complaint, ...], asked: link.Asked) -> list[str]:
    """What the link asked wrongly, and that the figures are those of an older version."""
    text = room.text
    notes = [phrases.complaint_words(room.selection, complaint, text) for complaint in complaints]
    notes += [text(f"selection.{one.key}", value=one.value[:60], default=asked.seconds) for one in asked.complaints]
    if settings.asked_version() and room.warehouse.version != version_files.current():
        known_at = queries.version_in_use(room.warehouse.database)["known_at"].iloc[0]
        notes.append(text("screen.past", moment=formats.moment(known_at)))
    return notes

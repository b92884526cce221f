"""What happened beside the work, on an axis of dates: numbered strips and lines, which a list below names."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from dashboard.figures.look import Look
from dashboard.rows import EventByDate

# More than these would hide what they stand beside; the list below the chart has them all.
MOST = 12
# Of a long span only what lasts is drawn.
DAYS_WITH_ALL = 400
LASTING = ("campaign", "phase")
LANES = 3
# Reminders may come each week: where there is no room for all events, they are left to the list.
ROUTINE = "reminder"
# The height of a lane in pixels, and a number's room as a part of the chart's width.
LANE, ROOM = 16, 0.035
# What the axis of dates takes of a chart's height, in pixels.
AXIS = 34


def drawn_events(events: Sequence[EventByDate], first: pd.Timestamp, last: pd.Timestamp) -> list[EventByDate]:
    """Those that are drawn between two days, oldest first: of many the newest, of a long span what lasts."""
    is_long = (last - first).days > DAYS_WITH_ALL
    within = [
        event
        for event in events
        if event.end_date >= first and event.start_date <= last and (event.event_kind in LASTING or not is_long)
    ]
    if len(within) > MOST:
        within = [event for event in within if event.event_kind != ROUTINE]
    return within[-MOST:]


def event_marks(
    events: Sequence[EventByDate], first: pd.Timestamp, last: pd.Timestamp, look: Look, height: int
) -> dict[str, Any]:
    """Plotly's shapes and annotations, and the margin that they need: above the chart, in lanes, each with its number.

    What lasted is a strip, a day a line through the chart. height: of the whole figure, in pixels.
    """
    shapes: list[dict[str, Any]] = []
    numbers: list[dict[str, Any]] = []
    lanes = _lanes(events, first, last)
    margin = max(lanes, default=-1) * LANE + LANE + 8
    one = LANE / (height - margin - AXIS)
    for number, (event, lane) in enumerate(zip(events, lanes, strict=True), 1):
        start, end = max(event.start_date, first), min(event.end_date, last)
        middle, low = start + (end - start) / 2, 1 + lane * one
        place = {"xref": "x", "yref": "paper", "x0": f"{start:%Y-%m-%d}", "x1": f"{end:%Y-%m-%d}"}
        if start < end:
            strip = {"fillcolor": look.event, "line": {"width": 0}, "y0": low + one * 0.1, "y1": low + one * 0.9}
            shapes.append({"type": "rect", **place, **strip})
        else:
            line = {"color": look.muted, "width": 1, "dash": "dot"}
            shapes.append({"type": "line", **place, "y0": 0, "y1": low, "line": line, "layer": "below"})
        numbers.append(
            {
                "xref": "x", "yref": "paper", "x": f"{middle:%Y-%m-%d}", "y": low + one / 2, "xanchor": "center",
                "yanchor": "middle", "showarrow": False, "text": str(number),
                "font": {"size": 11, "color": look.ink},
            }
        )  # fmt: skip
    return {"shapes": shapes, "annotations": numbers, "margin": {"t": margin}}


def _lanes(events: Sequence[EventByDate], first: pd.Timestamp, last: pd.Timestamp) -> list[int]:
    """For each event the lowest lane that is free from its first day on; where none is, the topmost."""
    room = (last - first) * ROOM
    free, taken = [first - room] * LANES, []
    for event in events:
        start, end = max(event.start_date, first), min(event.end_date, last)
        middle = start + (end - start) / 2
        lane = next((lane for lane in range(LANES) if free[lane] <= min(start, middle - room / 2)), LANES - 1)
        free[lane] = max(end, middle + room / 2)
        taken.append(lane)
    return taken

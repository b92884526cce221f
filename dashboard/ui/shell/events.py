"""What happened beside the work, as a list below a chart that marks some of it by number."""

from collections.abc import Sequence

from markupsafe import Markup

from dashboard import formats
from dashboard.markup import element, folded
from dashboard.rows import EventByDate
from dashboard.text import Text


def event_list(events: Sequence[EventByDate], drawn: Sequence[EventByDate], text: Text) -> Markup:
    """All of them, oldest first; those on the chart with their numbers. Nothing where there are none."""
    if not events:
        return Markup()
    numbers = {event: number for number, event in enumerate(drawn, 1)}
    lines = [element("li", _line(event, numbers.get(event), text)) for event in events]
    return folded(text("event.title", n=len(events)), element("ul", *lines))


def _line(event: EventByDate, number: int | None, text: Text) -> str:
    """ "3 · 01/10/2026 – 31/12/2026: Campaign of autumn (campaign, Tỉnh Cà Mau)"."""
    said = text(
        "event.line",
        days=_days(event),
        name=event.name if text.language == "vi" else event.name_en,
        kind=text(f"importer.word.event_kind.{event.event_kind}"),
        unit=event.unit_name or text("event.all_units"),
    )
    return f"{number} · {said}" if number else said


def _days(event: EventByDate) -> str:
    if event.start_date.year == event.end_date.year:
        return formats.days(event.start_date, event.end_date)
    return f"{formats.date(event.start_date)}–{formats.date(event.end_date)}"

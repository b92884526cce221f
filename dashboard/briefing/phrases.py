"""The same facts in the same words on every page and wall."""

import datetime as dt

from dashboard import formats, units
from dashboard.selection import Complaint, Selection
from dashboard.text import Text


def base_words(selection: Selection, text: Text) -> str:
    """The base in the words of a headline: "chỉ tiêu Bộ giao"."""
    return text(f"base_of.target_{selection.issuer}" if selection.base == "target" else f"base_of.{selection.base}")


def complaint_words(selection: Selection, complaint: Complaint, text: Text) -> str:
    """What a link asked wrongly, and what is shown in its place."""
    words = {
        "unit": units.find(selection.edition, selection.unit, selection.as_of).full_name,
        "edition": selection.edition,
        "as_of": formats.date(selection.as_of),
        **{name: text(f"{name}.{getattr(selection, name)}") for name in ("level", "stage", "issuer", "base")},
    }
    return text(f"selection.{complaint.key}", value=complaint.value[:60], **words)


def report_time(time: dt.datetime) -> str:
    """A report's time; a detailed export speaks of the whole day, whose last minute is not printed."""
    return formats.date(time) if (time.hour, time.minute) == (23, 59) else formats.moment(time)

"""Reminders of units as an export of events: kept, read and taken back like any other file."""

import csv
import datetime as dt
import io
from collections.abc import Sequence

from dashboard.exports.source import Member
from dashboard.text import Text

COLUMNS = ("event_kind", "start_date", "event", "event_en", "edition", "unit_code")
KIND = "reminder"


def reminder_export(edition: str, unit_codes: Sequence[str], day: dt.date) -> Member:
    """One event for each unit. The same units on the same day make the same file, which comes in once."""
    names = [Text(language)(f"importer.word.event_kind.{KIND}") for language in ("vi", "en")]
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(COLUMNS)
    for code in sorted(set(unit_codes)):
        lines.writerow((KIND, day.isoformat(), *(name.capitalize() for name in names), edition, code))
    return Member(f"don-doc_{day.isoformat()}.csv", written.getvalue().encode())

"""When reports are due: the schedule of the settings, as points in time."""

from datetime import date, datetime, time, timedelta

from dashboard import settings

DAILY, NONE = "daily", "none"
# Wide enough for any campaign; the build keeps the span that the figures have.
FIRST, LAST = date(2015, 1, 1), date(2040, 12, 31)


def due_times() -> list[datetime]:
    """Every due time of the schedule, oldest first."""
    written = settings.load().report_due
    if written == NONE:
        return []
    day_name, _, hour = written.partition(" ")
    due = time.fromisoformat(hour)
    turn = None if day_name == DAILY else settings.WEEKDAYS.index(day_name)
    days = (FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return [datetime.combine(day, due) for day in days if turn is None or day.weekday() == turn]

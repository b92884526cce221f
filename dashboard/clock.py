"""The installation's clock: the one place that asks what time it is."""

import datetime as dt
import zoneinfo

from dashboard import settings

# Of later years the dates of holidays can be reckoned, but not which days are swapped: that is decided the year before.
HOLIDAY_YEARS = range(2021, 2028)


def now() -> dt.datetime:
    """The time in the installation's zone, without the zone: the times of figures are written in the same way."""
    asked = settings.asked_now()
    if asked is not None:
        return dt.datetime.fromisoformat(asked)
    return local(dt.datetime.now(dt.UTC))


def local(moment: dt.datetime) -> dt.datetime:
    """A moment of any zone as the installation's clock showed it."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.load().time_zone)).replace(tzinfo=None)

"""The installation's clock: the one place that asks what time it is."""

import datetime as dt
import zoneinfo

from dashboard import settings


def now() -> dt.datetime:
    """The time in the installation's zone, without the zone: the times of figures are written in the same way."""
    return local(dt.datetime.now(dt.UTC))


def local(moment: dt.datetime) -> dt.datetime:
    """A moment of any zone as the installation's clock showed it."""
    return moment.astimezone(zoneinfo.ZoneInfo(settings.load().time_zone)).replace(tzinfo=None)

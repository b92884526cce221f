"""What tests of forecasts share: communes that report every day, each at its own pace."""

import datetime as dt
from collections.abc import Iterator

FIRST = dt.date(2024, 1, 1)


def daily(unit: str, *counts: int, first: dt.date = FIRST) -> Iterator[str]:
    """Lines of a summary report, one for each day from the first on."""
    for number, count in enumerate(counts):
        yield f"{unit} {first + dt.timedelta(days=number)} all activated {count}"


def steady(pace: int, days: int, start: int = 100) -> list[int]:
    """Counts that grow by the same number every day."""
    return [start + pace * day for day in range(days)]

"""The targets that are in force on a day."""

import datetime as dt

import pandas as pd
import pytest

from dashboard.briefing.curves.curve import targets_in_force
from dashboard.rows import TargetByIssuer

TARGETS = pd.DataFrame(
    {
        "issuer": ["ministry", "province"],
        "stage": ["activated", "activated"],
        "start_date": pd.to_datetime(["2023-03-01", "2024-01-01"]),
        "deadline": pd.to_datetime(["2024-06-30", "2024-05-31"]),
        "value": [73000, 76650],
    }
).reindex(columns=list(TargetByIssuer._fields))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (dt.date(2023, 2, 28), []),
        (dt.date(2023, 12, 1), [73000]),
        (dt.date(2024, 5, 31), [73000, 76650]),
        (dt.date(2025, 1, 1), [73000, 76650]),
    ],
)
def test_targets_in_force_have_begun_and_stay_after_the_last_deadline(day: dt.date, expected: list[int]) -> None:
    assert list(targets_in_force(TARGETS, day, "activated")["value"]) == expected


def test_of_one_issuers_targets_the_nearest_open_one_is_in_force() -> None:
    second = TARGETS.assign(issuer="ministry")
    assert list(targets_in_force(second, dt.date(2024, 5, 31), "activated")["value"]) == [76650]
    assert list(targets_in_force(second, dt.date(2024, 6, 1), "activated")["value"]) == [73000]

"""Up to which day parts of a nation carry their figures."""

import datetime as dt

import duckdb
import pytest

from dashboard.warehouse.horizon import find_horizon

NEWEST, MONTH = dt.date(2026, 4, 20), dt.date(2026, 5, 31)


def found(*, newest: str = "2026-04-20", received: str = "2026-04-20", change: str = "9999-12-31") -> dt.date:
    """The horizon of a nation whose reports have grown old on 2 May; change: when a unit begins next."""
    with duckdb.connect() as connection:
        connection.execute(f"""
            CREATE TABLE coverage AS SELECT nullif('{newest}', '')::DATE AS last_day;
            CREATE TABLE later_day AS FROM (VALUES (DATE '2026-04-25'), (DATE '2026-05-02')) AS days (date);
            CREATE TABLE received_summary AS SELECT TIMESTAMP '{received} 09:00' AS as_of;
            CREATE TABLE received_detailed AS SELECT NULL::DATE AS date;
            CREATE TABLE unit AS SELECT DATE '2025-07-01' AS valid_from, NULL::DATE AS valid_to;
            CREATE TABLE era AS SELECT DATE '2025-07-01' AS first_day, DATE '9999-12-31' AS last_day;
            CREATE TABLE term AS SELECT DATE '0001-01-01' AS begun_on, DATE '9999-12-31' AS last_day;
            CREATE TABLE passage AS SELECT DATE '2025-07-01' AS day;
            CREATE TABLE succession AS SELECT DATE '{change}' AS effective_on;
        """)
        horizon = find_horizon(connection)
        assert horizon.newest == (dt.date.fromisoformat(newest) if newest else dt.date.min)
        return horizon.day


@pytest.mark.parametrize(
    ("given", "day"),
    [
        ({}, MONTH),
        # Two days before it, for a unit is handed over on the day after the last one.
        ({"change": "2026-05-20"}, dt.date(2026, 5, 18)),
        ({"change": "2026-05-04"}, dt.date(2026, 5, 2)),
        ({"change": "2026-05-03"}, NEWEST),
        ({"change": "2026-04-20"}, MONTH),
        ({"received": "2026-04-21"}, NEWEST),
        ({"newest": ""}, dt.date.min),
    ],
)
def test_parts_go_on_to_the_end_of_a_month_or_as_far_as_nothing_but_time_goes_on(
    given: dict[str, str], day: dt.date
) -> None:
    assert found(**given) == day

"""Flows that were counted over more than a period, and cumulative counts between reports."""

import math

import pandas as pd

from dashboard.briefing.curves import averaged


def flow(*days: tuple[str, int | None, str | None], until: str) -> pd.DataFrame:
    """Daily rows of flow_by_period up to a day: of some of them the flow, and since when it was counted."""
    told = {pd.Timestamp(day): (count, pd.Timestamp(since) if since else pd.NaT) for day, count, since in days}
    dates = list(pd.date_range(min(told), until))
    return pd.DataFrame(
        {
            "period_start": dates,
            "date": dates,
            "activated_new": pd.array([told.get(day, (None, None))[0] for day in dates], dtype="Int64"),
            "counted_from": [told.get(day, (None, pd.NaT))[1] for day in dates],
            "counted_until": [day if day in told and not pd.isna(told[day][1]) else pd.NaT for day in dates],
        }
    )


def test_a_weekly_report_is_shared_out_over_its_days_and_nothing_is_known_after_it() -> None:
    rows = flow(("2024-04-26", None, None), ("2024-05-03", 70, "2024-04-26"), until="2024-05-05")
    shown = averaged.flow(rows, "activated_new", "day")
    assert [None if pd.isna(count) else count for count in shown["count"]] == [None, *[10.0] * 7, None, None]
    assert shown["is_average"].tolist() == [False, *[True] * 7, False, False]
    assert shown["reported"].tolist()[7] == 70 and shown["since"].tolist()[7] == pd.Timestamp("2024-04-26")


def test_a_daily_report_is_of_its_day_and_a_hidden_one_stays_unknown() -> None:
    rows = flow(("2024-05-01", 12, "2024-04-30"), ("2024-05-02", None, "2024-05-01"), until="2024-05-02")
    shown = averaged.flow(rows, "activated_new", "day")
    assert shown["count"].tolist()[0] == 12 and pd.isna(shown["count"].tolist()[1])
    assert not shown["is_average"].any() and math.isclose(float(shown["count"].sum()), 12)


def test_a_weekly_report_is_no_average_of_its_week() -> None:
    rows = flow(("2024-05-03", 70, "2024-04-26"), until="2024-05-03")
    assert averaged.flow(rows, "activated_new", "week")["count"].tolist() == [70]


def test_a_curve_has_a_point_where_something_was_reported() -> None:
    rows = flow(("2024-04-26", None, None), ("2024-05-03", 0, "2024-04-26"), until="2024-05-05")
    rows = rows.assign(activated=pd.array([100] * len(rows), dtype="Int64"))
    points = averaged.reported(rows, "activated")
    assert [f"{day:%m-%d}" for day in points["date"]] == ["04-26", "05-03"]

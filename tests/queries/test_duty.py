"""Duty: team-days, the hours that are covered, and mobile days beside days alike, against plain twins."""

import datetime as dt
import random
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from dashboard import queries
from dashboard.statistics.resampled_weeks import range_of_mean
from tests.warehouse import batch, counted, detailed, opened, rows

APRIL = (dt.date(2024, 4, 1), dt.date(2024, 4, 30))
SPRING = (dt.date(2024, 3, 1), dt.date(2024, 5, 31))
# The Hùng Kings' day, and the days off around 30 April and 1 May.
HOLIDAYS = {dt.date(2024, 4, 18), dt.date(2024, 4, 29), dt.date(2024, 4, 30), dt.date(2024, 5, 1)}


def test_two_groups_are_two_team_days_and_two_shifts_of_one_are_one(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        batch(
            "duty", "32065 2024-04-02 commune 420 660 2 6", "32065 2024-04-02 commune 780 1020 1 3",
            "32068 2024-04-02 commune 420 660 1 3", "967 2024-04-03 district_mobile 420 660 1 4",
        ),
        # The same shift again: the later file counts.
        batch("duty", "32068 2024-04-02 commune 420 660 3 3"),
    )  # fmt: skip

    def days(unit: str) -> list[tuple[object, ...]]:
        table = queries.duty_by_kind(database, edition="2024", unit=unit, days=APRIL, stage="activated")
        return rows(table, "team_kind", "team_days", "shared_days", "counted")

    assert days("32065") == [("commune", 2, None, None)]
    assert days("967") == [("commune", 5, None, None), ("district_mobile", 1, None, None)]
    assert days("967") == days("96") == days("VN")
    assert days("32044") == []


def test_what_groups_counted_is_of_the_months_of_which_both_tell(tmp_path: Path) -> None:
    work = [
        counted("32065", on="2024-04-02", team="CAX-2024-32065", activated=40),
        counted("32065", on="2024-05-02", team="CAX-2024-32065", activated=900),
    ]
    database = opened(
        tmp_path,
        batch("team", "CAX-2024-32065 Công_an commune 32065"),
        detailed(*work),
        batch("duty", "32065 2024-03-04 commune 420 660 1 -", "32065 2024-04-02 commune 420 660 2 3",
              "32065 2024-04-03 commune 420 660 1 2", "32065 2024-04-03 district_mobile 420 540 1 -"),
    )  # fmt: skip
    table = queries.duty_by_kind(
        database, edition="2024", unit="32065", days=(dt.date(2024, 3, 1), APRIL[1]), stage="activated"
    )
    hours = ("shared_minutes", "person_minutes")
    assert rows(table, "team_kind", "team_days", "shared_days", "counted", *hours) == [
        ("commune", 4, 3, 40, 240 * 3, 240 * 5), ("district_mobile", 1, 1, 0, 120, None),
    ]  # fmt: skip


def test_shifts_at_the_same_time_cover_it_once_and_days_between_without_one_are_empty(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        batch(
            "duty", "32065 2024-04-01 commune 360 660 1 -", "32065 2024-04-01 district_mobile 600 720 1 -",
            "32065 2024-04-01 youth_union 610 650 1 -", "32065 2024-04-05 commune 1200 1440 1 -",
            "32065 2024-04-07 commune 420 1320 1 -", "967 2024-04-02 district_fixed 420 1320 1 -",
        ),
    )  # fmt: skip
    table = queries.duty_by_day(database, edition="2024", unit="967", days=APRIL)
    # From 7:00 to 12:00 on Monday, from 20:00 to 22:00 on Friday, all of Sunday; nobody on Saturday.
    assert rows(table, "day_kind", "minutes", "unit_days", "units") == [
        ("ordinary", 300 + 120, 5, 1), ("weekend", 900, 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(2))
def test_mobile_days_are_held_against_the_same_weekdays_around_them_as_a_plain_count_does(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)
    days = [SPRING[0] + dt.timedelta(days=turn) for turn in range(92)]
    counts = {day: chance.choice([0, 0, 6, 9, 14, 30]) for day in days}
    counts[days[0]] = counts[days[-1]] = 7
    mobile = sorted(chance.sample(days[1:-1], 20))
    database = opened(
        tmp_path,
        detailed(*(counted("32065", on=str(day), activated=count) for day, count in counts.items() if count)),
        batch("duty", *(f"32065 {day} district_mobile 420 660 1 -" for day in mobile),
              f"32068 {days[0]} commune 420 660 1 -", f"32068 {days[-1]} commune 420 660 1 -"),
    )  # fmt: skip
    expected: dict[dt.date, list[float]] = defaultdict(lambda: [0, 0, 0])
    for day in set(mobile) - HOLIDAYS:
        around = [
            counts[other]
            for other in days
            if abs((other - day).days) <= 28 and other.weekday() == day.weekday() and other not in {*mobile, *HOLIDAYS}
        ]
        if len(around) >= 2:
            week = expected[day - dt.timedelta(days=day.weekday())]
            week[0], week[1], week[2] = week[0] + 1, week[1] + counts[day], week[2] + sum(around) / len(around)
    told = [
        (str(week), int(each[0]), int(each[1]), pytest.approx(each[2], abs=0.002))
        for week, each in sorted(expected.items())
        if not 0 < each[1] < 5 and not 0 < each[2] < 5 and SPRING[0] <= week <= SPRING[1] - dt.timedelta(days=6)
    ]
    for unit in ("32065", "967", "96"):
        table = queries.mobile_by_week(database, edition="2024", unit=unit, days=SPRING, stage="activated")
        assert rows(table, "week", "days", "counted", "expected") == told
    assert len(told) > 4


def test_days_of_which_no_roster_tells_are_held_against_nothing(tmp_path: Path) -> None:
    days = [SPRING[0] + dt.timedelta(days=turn) for turn in range(60)]
    database = opened(
        tmp_path,
        detailed(*(counted("32065", on=str(day), activated=10) for day in days)),
        batch("duty", f"32065 {days[20]} district_mobile 420 660 1 -"),
    )
    table = queries.mobile_by_week(database, edition="2024", unit="32065", days=SPRING, stage="activated")
    assert rows(table, "week") == []


def test_the_range_of_a_mean_is_the_same_each_time_and_narrows_with_weeks_that_agree() -> None:
    alike = range_of_mean(np.array([10.0, 11, 9, 10]), np.array([2.0, 2, 2, 2]))
    assert alike == range_of_mean(np.array([10.0, 11, 9, 10]), np.array([2.0, 2, 2, 2]))
    assert alike[0] <= 5 <= alike[1]
    apart = range_of_mean(np.array([-40.0, 60, 0, 20]), np.array([2.0, 2, 2, 2]))
    assert apart[1] - apart[0] > alike[1] - alike[0]


def test_a_unit_of_the_other_edition_has_the_rosters_of_those_that_went_over_whole(tmp_path: Path) -> None:
    # 32065 and 32077 became 32065; 32008 is a part of 32025, and so is about half of 32017, which was divided.
    database = opened(
        tmp_path,
        batch(
            "duty", "32065 2025-06-02 commune 420 660 1 3", "32077 2025-06-02 commune 420 1320 2 3",
            "32008 2025-06-02 commune 420 660 1 3", "32017 2025-06-02 commune 420 660 1 3",
            "967 2025-06-03 district_mobile 420 660 1 4",
        ),
        batch("duty", "32065 2025-07-01 commune 420 660 5 3", "32092 2025-07-01 commune 420 660 1 3", edition="2025"),
    )  # fmt: skip
    june, july = ((dt.date(2025, month, 1), dt.date(2025, month, 30)) for month in (6, 7))

    def days(edition: str, unit: str, month: tuple[dt.date, dt.date]) -> list[tuple[object, ...]]:
        table = queries.duty_by_kind(database, edition=edition, unit=unit, days=month, stage="activated")
        return rows(table, "team_kind", "team_days")

    def divided(edition: str, unit: str) -> list[tuple[object, ...]]:
        where = {"edition": edition, "unit": unit, "days": june}
        return rows(queries.duty_divided_by_month(database, **where), "month", "units")

    assert days("2025", "32065", june) == [("commune", 3)]
    assert days("2025", "32065", july) == [("commune", 5)], "it has its own by then"
    assert days("2025", "32025", june) == [("commune", 1)], "of 32008 alone: nobody knows in which part of 32017"
    assert divided("2025", "32025") == [("2025-06-01", 1)]
    assert divided("2025", "32065") == []
    assert days("2025", "96", june) == days("2024", "VN", june) == [("commune", 5), ("district_mobile", 1)]
    assert days("2024", "32092", july) == [("commune", 1)], "it went on alone"
    assert days("2024", "32065", july) == [], "what is larger now is not parted"
    hours = queries.duty_by_day(database, edition="2025", unit="32065", days=june)
    assert rows(hours, "day_kind", "minutes", "unit_days") == [("ordinary", 240 + 900, 2)]

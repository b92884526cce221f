"""What waits before each stage, and how many dossiers wait beyond their legal time."""

import datetime as dt
import random
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.database import Database
from tests.queries import pipeline_twin
from tests.queries.test_twins import FIRST_DAY, random_world, written
from tests.queries.twins import LEVELS, World
from tests.sweep import IS_WHOLE, sampled
from tests.warehouse import counted, detailed, living_in, opened, population, reported, rows, summary

UNIT, DISTRICT = "32065", "967"
# Monday 29 April 2024 was off for Saturday 4 May, between a weekend and the holidays of 30 April and 1 May.
WAITING = ("unapproved", "unactivated", "overdue", "is_overdue_exact")


def asked(database: Database, as_of: str, grain: str = "commune", level: str = "all", unit: str = UNIT) -> pd.DataFrame:
    """The row of one unit."""
    table = queries.pipeline_by_area(
        database, edition="2024", as_of=dt.date.fromisoformat(as_of), parent=DISTRICT, grain=grain, level=level,
        least_coverage=50,
    )  # fmt: skip
    return table[table["unit_code"] == unit]


def test_two_stages_are_held_against_each_other(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        summary(reported(UNIT, on="2024-05-01", collected=90, approved=80, activated=60)),
        population(living_in(UNIT, 200)),
    )
    found = asked(database, "2024-05-01")
    assert rows(found, "collected", "approved", "activated", "approved_base", "activated_base") == [
        (90, 80, 60, 90, 80)
    ]
    assert rows(found, "approved_share", "activated_share", "unapproved", "unactivated", "unactivated_rate") == [
        (0.8889, 0.75, 10, 20, 100)
    ]


@pytest.mark.parametrize(
    ("level", "approved_at", "received_on", "is_counted"),
    [
        # Level 1, one working day: at the end of Friday what came in on Thursday is overdue, on Friday not.
        ("1", "2024-04-26T18:00", "2024-04-25T18:00", True),
        ("1", "2024-04-26T18:00", "2024-04-26T17:00", False),
        # Nobody works on the weekend, the day off and the two holidays: nothing more is overdue until Thursday.
        ("1", "2024-05-01T18:00", "2024-04-26T18:00", False),
        ("1", "2024-05-02T18:00", "2024-05-01T18:00", True),
        # Saturday 4 May was worked.
        ("1", "2024-05-04T18:00", "2024-05-03T18:00", True),
        ("1", "2024-05-05T18:00", "2024-05-04T18:00", False),
        # Level 2 and both levels together, three working days: 2, 3 and 4 May after what came in by 1 May.
        ("2", "2024-05-04T18:00", "2024-05-01T18:00", True),
        ("2", "2024-05-04T18:00", "2024-05-02T18:00", False),
        ("all", "2024-05-04T18:00", "2024-05-01T18:00", True),
        ("all", "2024-05-04T18:00", "2024-05-02T18:00", False),
        # The day of a report in the morning is not over.
        ("1", "2024-04-26T08:00", "2024-04-25T18:00", False),
        ("1", "2024-04-26T08:00", "2024-04-24T18:00", True),
    ],
)
def test_the_legal_time_runs_by_working_days(
    level: str, approved_at: str, received_on: str, is_counted: bool, tmp_path: Path
) -> None:
    database = opened(
        tmp_path,
        summary(
            f"{UNIT} 2024-04-01T18:00 {level} collected 10",
            f"{UNIT} {received_on} {level} collected 60",
            f"{UNIT} {approved_at} {level} approved 20",
        ),
    )
    found = asked(database, approved_at[:10], level=level)
    assert rows(found, "overdue", "is_overdue_exact") == [(40, level != "all") if is_counted else (None, False)]


def test_a_count_of_an_earlier_day_than_the_clock_s_gives_a_lower_bound(tmp_path: Path) -> None:
    """By Friday 3 May level 1 counts what came in until Thursday; the report before is of Tuesday."""
    database = opened(
        tmp_path,
        summary(f"{UNIT} 2024-04-30T18:00 1 collected 50", f"{UNIT} 2024-05-03T18:00 1 collected 90"),
        summary(f"{UNIT} 2024-05-03T18:00 1 approved 20"),
    )
    assert rows(asked(database, "2024-05-03", level="1"), "overdue", "is_overdue_exact") == [(30, False)]
    assert rows(asked(database, "2024-05-03"), "overdue") == [(None,)], "nothing is known of both levels together"


def test_approvals_of_an_old_report_say_nothing_of_today(tmp_path: Path) -> None:
    """What was approved since is not known: a report of another stage makes it no newer."""
    database = opened(
        tmp_path,
        summary(f"{UNIT} 2024-04-01T18:00 1 collected 90", f"{UNIT} 2024-04-10T18:00 1 approved 20"),
        summary(f"{UNIT} 2024-05-03T18:00 1 activated 10"),
    )
    assert rows(asked(database, "2024-04-10", level="1"), "overdue") == [(70,)]
    assert rows(asked(database, "2024-05-03", level="1"), "state", "overdue", "units_silent") == [("value", None, 0)]


def test_exports_by_day_make_it_exact(tmp_path: Path) -> None:
    days = [
        *(counted(UNIT, on=f"2024-04-{day}", level="1", collected=10) for day in (22, 23, 24, 25, 26)),
        counted(UNIT, on="2024-04-26", level="1", approved=15),
    ]
    found = asked(opened(tmp_path, detailed(*days)), "2024-04-26", level="1")
    assert rows(found, "overdue", "is_overdue_exact") == [(25, True)]


def test_a_lower_bound_of_zero_is_not_known_and_an_exact_zero_is_zero(tmp_path: Path) -> None:
    """One reports what it had collected until the very day, one a week before: more may have come in since."""
    columns = ("overdue", "is_overdue_exact", "overdue_units")
    database = opened(
        tmp_path,
        summary(
            "32065 2024-05-02T18:00 1 collected 90", "32065 2024-05-03T18:00 1 approved 90",
            "32068 2024-04-26T18:00 1 collected 90", "32068 2024-05-03T18:00 1 approved 90",
        ),
    )  # fmt: skip
    assert rows(asked(database, "2024-05-03", level="1"), *columns) == [(0, True, 1)]
    assert rows(asked(database, "2024-05-03", level="1", unit="32068"), *columns) == [(None, False, 1)]
    assert rows(asked(database, "2024-05-03", "district", "1", DISTRICT), *columns) == [(None, False, 2)]


def test_both_levels_are_the_sum_of_each_by_its_own_clock(tmp_path: Path) -> None:
    every = [f"{UNIT} 2024-04-25T18:00 {level} collected 50" for level in "12"]
    every += [f"{UNIT} 2024-04-26T18:00 {level} approved 20" for level in "12"]
    database = opened(tmp_path, summary(*every, f"{UNIT} 2024-04-22T18:00 2 collected 45"))
    assert rows(asked(database, "2024-04-26", level="1"), "overdue") == [(30,)]
    # By 23 April, three working days before, the newest report of level 2 is that of the 22nd.
    assert rows(asked(database, "2024-04-26", level="2"), "overdue") == [(25,)]
    assert rows(asked(database, "2024-04-26"), "overdue", "is_overdue_exact") == [(55, False)]


def test_a_sum_says_of_how_many_units_and_names_the_silent(tmp_path: Path) -> None:
    """One is sound, one has few, one fell silent, one never reported."""
    database = opened(
        tmp_path,
        summary(
            "32065 2024-04-01T18:00 1 collected 90", "32065 2024-05-03T18:00 1 approved 20",
            "32068 2024-04-01T18:00 1 collected 23", "32068 2024-05-03T18:00 1 approved 20",
            "32069 2024-03-01T18:00 1 collected 90", "32069 2024-03-10T18:00 1 approved 20",
        ),
    )  # fmt: skip
    found = asked(database, "2024-05-03", "district", "1", DISTRICT)
    assert rows(found, "overdue", "overdue_units", "overdue_few", "units", "units_silent") == [(70, 1, 1, 12, 10)]
    assert found["silent_units"].isna().all(), "too many to be named"
    assert rows(asked(database, "2024-05-03", level="1", unit="32068"), "overdue", "overdue_few") == [(None, 1)]
    silent = asked(database, "2024-05-03", level="1", unit="32069")
    assert rows(silent, "state", "overdue", "silent_units") == [("silent", None, "Xã Tân Bằng")]


def test_few_who_wait_are_not_counted_out(tmp_path: Path) -> None:
    found = asked(opened(tmp_path, summary(reported(UNIT, collected=90, approved=88, activated=40))), "2024-05-01")
    assert rows(found, "unapproved", "is_unapproved_few", "approved_share", "unactivated") == [(None, True, None, 48)]


def test_a_hidden_count_is_no_missing_stage(tmp_path: Path) -> None:
    database = opened(tmp_path, summary(reported(UNIT, approved=3, activated=60)))
    found = asked(database, "2024-05-01")
    assert rows(found, "collected", "approved", "activated") == [(None, None, 60)]
    assert rows(found, "has_collected", "has_approved", "has_activated") == [(False, True, True)]
    others = asked(database, "2024-05-01", unit="32068")
    assert rows(others, "has_collected", "has_approved", "has_activated") == [(False, False, False)]


def test_reports_that_count_more_at_a_later_stage_are_not_made_zero(tmp_path: Path) -> None:
    found = asked(opened(tmp_path, summary(reported(UNIT, approved=40, activated=60))), "2024-05-01")
    assert rows(found, "unactivated", "activated_share", "unapproved") == [(-20, 1.5, None)]


def test_what_waits_grows_between_own_reports(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", approved=80, activated=60),
            reported("32065", on="2024-05-01", approved=120, activated=70),
            # This one reports a day later, and is compared over its own days.
            reported("32068", on="2024-04-25", approved=80, activated=20),
            reported("32068", on="2024-05-02", approved=90, activated=60),
        ),
    )
    ends = ("unactivated_before", "unactivated_since", "changed_from", "changed_until", "units_compared")
    assert rows(asked(database, "2024-05-02"), *ends) == [(20, 50, "2024-04-24", "2024-05-01", 1)]
    assert rows(asked(database, "2024-05-02", unit="32068"), *ends) == [(60, 30, "2024-04-25", "2024-05-02", 1)]
    district = asked(database, "2024-05-02", "district", unit=DISTRICT)
    assert rows(district, *ends) == [(80, 80, "2024-04-24", "2024-05-02", 2)]


def test_where_a_unit_lacks_a_stage_the_others_are_compared(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        summary(reported("32065", approved=80, activated=60), reported("32068", activated=500)),
    )
    found = asked(database, "2024-05-01", "district", unit=DISTRICT)
    assert rows(found, "approved", "activated", "activated_base", "unactivated") == [(80, 560, 80, 20)]
    assert found["activated_share"].isna().all(), "two of twelve communes make no rate of the district"


@pytest.mark.parametrize("small", sampled([0, 5], 2))
def test_every_unit_is_what_its_twin_says(small: int, tmp_path: Path) -> None:
    """In one world; in three by `make sweep`."""
    seen = 0
    for seed in range(100, 103 if IS_WHOLE else 101):
        chance = random.Random(seed)
        world = random_world(chance)
        database = Database(written(tmp_path / str(seed), world, small_count=small))
        for _ in range(14):
            as_of, level = FIRST_DAY + dt.timedelta(days=chance.randint(5, 44)), chance.choice(LEVELS)
            if as_of <= world.last_day():
                seen += _agreed(database, world, as_of, level, small)
    # Of few accounts, as there are here, all that is overdue may be hidden.
    assert small or seen > (10 if IS_WHOLE else 3)


def _agreed(database: Database, world: World, as_of: dt.date, level: str, small: int) -> int:
    """How many numbers of overdue dossiers were held to the twin's."""
    seen = 0
    for grain in ("commune", "district"):
        table = queries.pipeline_by_area(
            database, edition="2024", as_of=as_of, parent="96", grain=grain, level=level, least_coverage=0
        )
        for row in table.itertuples(index=False):
            expected = pipeline_twin.row(world, row.unit_code, level, as_of, small)
            found = {name: None if pd.isna(getattr(row, name)) else getattr(row, name) for name in expected}
            assert found == expected, (as_of, level, row.unit_code)
            seen += expected["overdue"] is not None
    return seen

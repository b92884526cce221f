"""Flows by day, week and month: what was added, and where the unit stood."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from tests.warehouse import Batch, ask, counted, detailed, opened, reported, rows, summary

SPRING = (dt.date(2024, 4, 1), dt.date(2024, 5, 31))


def flow(
    folder: Path, *batches: Batch, step: str = "day", unit: str = "967", level: str = "all", small_count: int = 5
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    database = opened(folder, *batches, small_count=small_count)
    return queries.flow_by_period(database, edition="2024", unit=unit, days=SPRING, level=level, step=step)


def test_the_first_report_is_a_stock_and_a_day_without_a_report_has_no_flow(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-29", activated=100),
            reported("32065", activated=130),
            reported("32065", on="2024-05-02", activated=130),
        ),
    )
    assert rows(table, "period_start", "date", "activated", "activated_new") == [
        ("2024-04-29", "2024-04-29", 100, None),
        ("2024-04-30", "2024-04-30", 100, None),
        ("2024-05-01", "2024-05-01", 130, 30),
        ("2024-05-02", "2024-05-02", 130, 0),
    ]


def test_levels_that_are_summed_have_no_flow_either_where_neither_reported(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-29", level="1", activated=60),
            reported("32065", on="2024-04-29", level="2", activated=40),
            reported("32065", level="1", activated=80),
        ),
    )
    assert rows(table, "date", "activated", "activated_new", "collected_new") == [
        ("2024-04-29", 100, None, None),
        ("2024-04-30", 100, None, None),
        ("2024-05-01", 120, 20, None),
    ]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("week", [("2024-04-22", "2024-04-28", 100, None), ("2024-04-29", "2024-05-02", 150, 50)]),
        ("month", [("2024-04-01", "2024-04-30", 130, 30), ("2024-05-01", "2024-05-02", 150, 20)]),
    ],
)
def test_a_period_adds_its_flows_and_ends_at_its_last_day(
    tmp_path: Path, step: str, expected: list[tuple[object, ...]]
) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-28", activated=100),
            reported("32065", on="2024-04-29", activated=130),
            reported("32065", on="2024-05-02", activated=150),
        ),
        step=step,
    )
    assert rows(table, "period_start", "date", "activated", "activated_new") == expected


def test_an_area_adds_its_communes_and_says_how_many_report(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-29", activated=100),
            reported("32065", on="2024-04-30", activated=110),
            reported("32068", on="2024-04-30", activated=500),
        ),
    )
    assert rows(table, "date", "activated", "activated_new", "units_reported") == [
        ("2024-04-29", 100, None, 1),
        ("2024-04-30", 610, 10, 2),
    ]


def test_a_count_that_falls_was_corrected_and_what_that_changed_is_no_flow(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(reported("32065", on="2024-04-29", activated=100), reported("32065", on="2024-04-30", activated=90)),
    )
    assert rows(table, "activated", "activated_new") == [(100, None), (90, None)]


def test_what_a_marked_correction_added_is_no_flow_of_the_stage_that_it_corrects(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-28", activated=100, collected=200),
            reported("32065", on="2024-04-29", activated=110, collected=220),
        ),
        replace(summary(reported("32065", on="2024-04-30", activated=900)), is_correction=True),
        summary(reported("32065", on="2024-04-30", collected=250), reported("32065", activated=920, collected=251)),
        step="week",
    )
    assert rows(table, "activated", "activated_new", "collected_new") == [(100, None, None), (920, 30, 51)]


def test_a_period_ends_where_its_last_day_stood_not_at_its_highest(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(reported("32065", on="2024-04-29", activated=100), reported("32065", on="2024-04-30", activated=90)),
        step="week",
    )
    assert rows(table, "activated", "activated_new") == [(90, None)]


SINCE = ("date", "activated_new", "counted_from", "counted_until")


def test_a_flow_is_counted_since_the_report_before_and_by_the_day_where_an_export_counts_days(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(reported("32065", on="2024-04-26", activated=100), reported("32065", on="2024-05-03", activated=170)),
        detailed(counted("32068", on="2024-04-26", activated=40), counted("32068", on="2024-04-29", activated=6)),
        unit="32065",
    )
    assert rows(table[table["activated_new"].notna()], *SINCE) == [("2024-05-03", 70, "2024-04-26", "2024-05-03")]
    exported = flow(
        tmp_path / "exported",
        detailed(counted("32068", on="2024-04-26", activated=40), counted("32068", on="2024-04-29", activated=6)),
        unit="32068",
    )
    assert rows(exported[exported["counted_from"].notna()], "date", "counted_from") == [
        ("2024-04-26", "2024-04-25"),
        ("2024-04-29", "2024-04-28"),
    ]


@pytest.mark.parametrize(
    ("daily", "expected"), [(("32068",), "2024-05-02"), ((), "2024-04-26")], ids=["half of them daily", "all weekly"]
)
def test_a_sum_is_counted_by_the_day_where_half_of_its_units_are(
    tmp_path: Path, daily: tuple[str, ...], expected: str
) -> None:
    weekly = [
        reported("32065", on="2024-04-26", activated=100),
        reported("32065", on="2024-05-03", activated=170),
    ]
    by_day = [reported(unit, on=f"2024-05-0{day}", activated=100 + 10 * day) for unit in daily for day in (1, 2, 3)]
    table = flow(tmp_path, summary(*weekly, *by_day))
    assert rows(table, "date", "counted_from")[-1] == ("2024-05-03", expected)


def test_seven_days_are_reckoned_back_from_the_last_day_and_a_small_flow_within_leaves_no_hole(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        summary(
            reported("32065", on="2024-04-17", activated=100),
            reported("32065", on="2024-04-18", activated=103),
            reported("32065", on="2024-04-24", activated=130),
            reported("32065", activated=150),
        ),
    )
    table = queries.flow_by_period(
        database,
        edition="2024",
        unit="32065",
        days=(dt.date(2024, 4, 11), dt.date(2024, 5, 1)),
        level="all",
        step="seven_days",
    )
    assert rows(table, "period_start", "date", "activated", "activated_new") == [
        ("2024-04-11", "2024-04-17", 100, None),
        ("2024-04-18", "2024-04-24", 130, 30),
        ("2024-04-25", "2024-05-01", 150, 20),
    ]


def test_beside_the_sums_no_flow_tells_a_protected_count_that_was_corrected(tmp_path: Path) -> None:
    """Both communes are hidden once one is small; without what the correction took, the flow would be the other's."""
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-28", activated=14),
            reported("32068", on="2024-04-28", activated=20),
            reported("32071", on="2024-04-28", activated=500),
            reported("32065", on="2024-04-29", activated=3),
            reported("32068", on="2024-04-29", activated=40),
            reported("32071", on="2024-04-29", activated=510),
        ),
    )
    assert rows(table, *HIDDEN) == [
        ("2024-04-28", 534, None, None, None),
        ("2024-04-29", 553, None, None, "beside"),
    ]


def newcomer() -> Batch:
    """32068 begins with 3 while 32065, the next smallest, works on; 32071 is large."""
    return summary(
        reported("32065", on="2024-04-28", activated=14),
        reported("32071", on="2024-04-28", activated=500),
        reported("32065", on="2024-04-29", activated=20),
        reported("32071", on="2024-04-29", activated=510),
        reported("32068", on="2024-04-30", activated=3),
        reported("32065", on="2024-04-30", activated=24),
        reported("32071", on="2024-04-30", activated=530),
        reported("32068", activated=30),
        reported("32065", activated=31),
        reported("32071", activated=540),
    )


def test_beside_the_sums_no_flow_tells_a_newcomer_s_small_count(tmp_path: Path) -> None:
    """557 of 30 April less the 530 of the eve and a flow of 24 would be the 3 with which it began."""
    table = flow(tmp_path, newcomer())
    assert rows(table, *HIDDEN) == [
        ("2024-04-28", 514, None, None, None),
        ("2024-04-29", 530, None, 16, None),
        ("2024-04-30", 557, None, None, "beside"),
        ("2024-05-01", 601, None, 44, None),
    ]


def test_a_week_with_a_protected_flow_is_hidden_for_less_its_days_it_would_be_that_flow(tmp_path: Path) -> None:
    """The days 29 April and 1 May are shown: the week's 84 less their 16 and 44 would be the hidden 24."""
    week = flow(tmp_path, newcomer(), step="week")
    assert rows(week, *HIDDEN) == [
        ("2024-04-28", 514, None, None, None),
        ("2024-05-01", 601, None, None, "beside"),
    ]


def test_detailed_exports_give_the_flow_of_every_day_the_first_included(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        detailed(
            counted("32065", on="2024-04-29", activated=4),
            counted("32065", on="2024-04-29", hours="17-22", channel="mobile", team="T1", activated=6),
            counted("32065", channel="home_visit", activated=5),
        ),
    )
    assert rows(table, "date", "activated", "activated_new") == [
        ("2024-04-29", 10, 10),
        ("2024-04-30", 10, None),
        ("2024-05-01", 15, 5),
    ]


def test_a_unit_without_figures_has_no_rows(tmp_path: Path) -> None:
    reports = summary(reported("32065", on="2024-04-29", activated=100))
    assert flow(tmp_path / "unit", reports, unit="966").empty
    assert flow(tmp_path / "level", reports, level="2").empty


HIDDEN = ("date", "activated", "activated_why", "activated_new", "activated_new_why")


def test_a_small_flow_is_hidden_and_what_the_unit_stood_at_is_not(tmp_path: Path) -> None:
    reports = summary(
        reported("32065", on="2024-04-28", activated=100),
        reported("32065", on="2024-04-29", activated=101),
        reported("32065", on="2024-04-30", activated=105),
        reported("32065", activated=110),
        reported("32065", on="2024-05-02", activated=110),
        reported("32065", on="2024-05-03", activated=107),
    )
    for unit in ("32065", "967"):
        assert rows(flow(tmp_path / unit, reports, unit=unit), *HIDDEN) == [
            ("2024-04-28", 100, None, None, None),
            ("2024-04-29", 101, None, None, "small"),
            ("2024-04-30", 105, None, None, "small"),
            ("2024-05-01", 110, None, 5, None),
            ("2024-05-02", 110, None, 0, None),
            ("2024-05-03", 107, None, None, None),
        ]
    week = flow(tmp_path / "week", reports, step="week")
    assert rows(week, *HIDDEN) == [
        ("2024-04-28", 100, None, None, None),
        ("2024-05-03", 107, None, 10, None),
    ]


def test_a_small_count_and_the_flow_that_leads_away_from_it_are_hidden(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-28", activated=3),
            reported("32065", on="2024-04-29", activated=9),
            reported("32065", on="2024-04-30", activated=19),
        ),
    )
    assert rows(table, *HIDDEN) == [
        ("2024-04-28", None, "beside", None, None),
        ("2024-04-29", 9, None, None, "beside"),
        ("2024-04-30", 19, None, 10, None),
    ]


def test_a_period_that_ends_with_a_hidden_count_shows_none_from_before(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-29", activated=0),
            reported("32065", on="2024-05-02", activated=3),
        ),
        step="week",
    )
    assert rows(table, "period_start", "date", "activated", "activated_why", "activated_new_why") == [
        ("2024-04-29", "2024-05-02", None, "beside", "beside"),
    ]


def test_what_is_hidden_beside_a_small_count_is_hidden_over_time_too(tmp_path: Path) -> None:
    reports = summary(
        reported("32065", on="2024-04-28", activated=3),
        reported("32065", on="2024-04-29", activated=30),
        reported("32068", on="2024-04-28", activated=20),
        reported("32068", on="2024-04-29", activated=40),
        reported("32068", on="2024-04-30", activated=50),
    )
    assert rows(flow(tmp_path / "commune", reports, unit="32068"), *HIDDEN) == [
        ("2024-04-28", None, "beside", None, None),
        ("2024-04-29", 40, None, None, "beside"),
        ("2024-04-30", 50, None, 10, None),
    ]
    district = flow(tmp_path / "district", reports)
    assert rows(district, "activated", "activated_new") == [(23, None), (70, 47), (80, 10)]


def test_an_unknown_flow_after_hidden_days_is_missing_and_not_hidden(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-27", activated=2),
            reported("32065", on="2024-04-28", activated=4),
            reported("32068", on="2024-04-29", activated=500),
        ),
    )
    assert rows(table, *HIDDEN) == [
        ("2024-04-27", None, "beside", None, None),
        ("2024-04-28", None, "beside", None, "beside"),
        ("2024-04-29", 504, None, None, None),
    ]


def test_a_flow_after_hidden_days_on_which_others_began_does_not_lead_back_to_a_hidden_count(tmp_path: Path) -> None:
    reports = summary(
        reported("32065", on="2024-04-27", activated=100),
        # The other district is small for a day, on which another commune begins here.
        reported("32044", on="2024-04-28", activated=3),
        reported("32068", on="2024-04-28", activated=50),
        reported("32044", on="2024-04-29", activated=30),
        reported("32065", on="2024-04-29", activated=120),
        reported("32068", on="2024-04-29", activated=51),
    )
    question = """
        SELECT strftime(date, '%m-%d'), count, flow, is_flow_hidden FROM area_standing
        WHERE edition = '2024' AND unit_code = '967' AND level = 'all' ORDER BY date
    """
    assert ask(tmp_path, question, reports) == [
        ("04-27", 100, None, False),
        ("04-28", None, None, False),
        ("04-29", 171, None, True),
    ]


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        ("1", [(None, "beside"), (6, None), (None, "small")]),
        ("2", [(None, "beside"), (50, None), (0, None)]),
        ("all", [(43, None), (56, None), (None, "small")]),
    ],
)
def test_the_flow_of_one_level_is_hidden_beside_a_small_one_of_the_other(
    tmp_path: Path, level: str, expected: list[tuple[object, ...]]
) -> None:
    table = flow(
        tmp_path,
        summary(
            *(
                reported("32065", on="2024-04-28", level="1", activated=100),
                reported("32065", on="2024-04-28", level="2", activated=200),
            ),
            *(
                reported("32065", on="2024-04-29", level="1", activated=103),
                reported("32065", on="2024-04-29", level="2", activated=240),
            ),
            *(
                reported("32065", on="2024-04-30", level="1", activated=109),
                reported("32065", on="2024-04-30", level="2", activated=290),
            ),
            *(reported("32065", level="1", activated=111), reported("32065", level="2", activated=290)),
        ),
        level=level,
    )
    assert rows(table, "activated_new", "activated_new_why")[1:] == expected


def test_who_waits_between_two_stages_is_counted_and_hidden_where_few(tmp_path: Path) -> None:
    table = flow(
        tmp_path,
        summary(
            reported("32065", on="2024-04-28", collected=30, approved=27, activated=10),
            reported("32065", on="2024-04-29", collected=40, approved=27, activated=27),
            reported("32065", on="2024-04-30", collected=40, approved=44, activated=27),
        ),
    )
    assert rows(table, "date", "approved_waiting", "activated_waiting") == [
        ("2024-04-28", None, 17),
        ("2024-04-29", 13, 0),
        # Of more approved than collected nobody waits.
        ("2024-04-30", 0, 17),
    ]


def test_where_nothing_is_small_nothing_is_hidden(tmp_path: Path) -> None:
    reports = summary(reported("32065", on="2024-04-28", activated=3), reported("32065", on="2024-04-29", activated=5))
    assert rows(flow(tmp_path, reports, small_count=0), *HIDDEN) == [
        ("2024-04-28", 3, None, None, None),
        ("2024-04-29", 5, None, 2, None),
    ]

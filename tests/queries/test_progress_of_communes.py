"""Progress by commune: rows in, rows out, on a real warehouse. Communes of Thới Bình district (967), 2024."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.selection import Measure
from tests.warehouse import Batch, living_in, opened, population, reported, rows, set_for, summary, target

THOI_BINH, BIEN_BACH, TAN_BANG, TRI_PHAI, TRI_LUC = "32065", "32068", "32069", "32071", "32072"
MAY_DAY = dt.date(2024, 5, 1)
HUNDREDS = target(
    *(f"{unit} ministry all activated 2024-01-01 2024-06-30 100" for unit in (32065, 32068, 32069, 32071, 32072))
)


def progress(
    folder: Path, *batches: Batch, as_of: dt.date = MAY_DAY, parent: str = "967", edition: str = "2024", **how: object
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    rules = {name: how.pop(name) for name in ("small_count", "period_days") if name in how}
    measure = Measure(**how)  # type: ignore[arg-type]
    return queries.progress_by_area(
        opened(folder, *batches, **rules),  # type: ignore[arg-type]
        edition=edition,
        as_of=as_of,
        parent=parent,
        grain="commune",
        measure=measure,
    )


def only(table: pd.DataFrame, *units: str) -> pd.DataFrame:
    """The rows of the named units, in the query's order."""
    return table[table["unit_code"].isin(units)]


@pytest.mark.parametrize("as_of", [dt.date(2024, 4, 30), MAY_DAY])
def test_a_unit_that_did_not_report_is_not_zero(tmp_path: Path, as_of: dt.date) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-30T23:00", activated=40),
            reported("32068", on="2024-04-30T23:00", activated=0),
        ),
        HUNDREDS,
        as_of=as_of,
    )
    columns = ("unit_code", "state", "counted", "denominator", "share", "rank", "reported_on")
    assert rows(only(table, THOI_BINH, BIEN_BACH, TAN_BANG), *columns) == [
        (THOI_BINH, "value", 40, 100, 0.4, 1, "2024-04-30"),
        (BIEN_BACH, "zero", 0, 100, 0, 2, "2024-04-30"),
        (TAN_BANG, "not_reported", None, 100, None, None, None),
    ]


def test_every_commune_of_the_parent_has_one_row_and_no_other_has(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("31825", on="2024-04-30", activated=40)))
    assert len(table) == 12
    assert set(table["parent_name"]) == {"Huyện Thới Bình"}
    assert set(table["state"]) == {"not_reported"}


def test_a_report_is_late_when_it_is_older_than_late_after_days(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", activated=50),
            reported("32068", on="2024-04-24", activated=40),
            reported("32069", on="2024-04-23", activated=30),
            reported("32071", on="2024-04-23", activated=0),
        ),
        HUNDREDS,
        late_after_days=7,
    )
    assert rows(table.head(4), "unit_code", "state", "counted", "share", "days_late") == [
        (THOI_BINH, "value", 50, 0.5, 0),
        (BIEN_BACH, "value", 40, 0.4, 7),
        (TAN_BANG, "late", 30, 0.3, 8),
        (TRI_PHAI, "late", 0, 0, 8),
    ]


def test_a_small_count_is_suppressed_and_every_trace_of_it_hidden(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=1),
            reported("32065", activated=4),
            reported("32068", on="2024-04-24", activated=0),
            reported("32068", activated=5),
            reported("32069", activated=3),
        ),
        HUNDREDS,
        small_count=5,
    )
    shown = (
        "unit_code",
        "state",
        "activated",
        "counted",
        "target_share",
        "share",
        "rank",
        "pace_7",
        "required_per_day",
    )
    assert rows(only(table, THOI_BINH, BIEN_BACH), *shown) == [
        (BIEN_BACH, "value", 5, 5, 0.05, 0.05, 1, 0.7143, 1.5833),
        (THOI_BINH, "suppressed", None, None, None, None, None, None, None),
    ]
    assert rows(only(table, THOI_BINH), "share_before", "rank_before", "pace_14") == [(None, None, None)]


def test_a_small_count_of_the_period_before_cannot_be_reckoned_back(tmp_path: Path) -> None:
    table = progress(
        tmp_path, summary(reported("32065", on="2024-04-17", activated=3), reported("32065", activated=50)), HUNDREDS
    )
    columns = ("counted", "share", "share_before", "rank_before", "pace_7", "pace_14")
    assert rows(only(table, THOI_BINH), *columns) == [(50, 0.5, None, None, None, None)]


@pytest.mark.parametrize("base", ["collected", "approved"])
def test_a_small_count_is_not_shown_as_another_stages_denominator(tmp_path: Path, base: str) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=2), f"32065 2024-05-01 all {base} 3"),
        base=base,
    )
    assert rows(only(table, THOI_BINH), "state", "counted", "denominator", "share") == [
        ("suppressed", None, None, None)
    ]


def test_a_small_count_of_activations_stays_hidden_beside_a_large_count_of_another_stage(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=2), reported("32065", collected=80)),
        HUNDREDS,
        stage="collected",
    )
    assert rows(only(table, THOI_BINH), "state", "counted", "share", "activated", "target_share") == [
        ("value", 80, 0.8, None, None)
    ]


def test_beside_a_single_small_count_the_next_is_hidden_for_the_total_would_give_it_back(tmp_path: Path) -> None:
    reports = (
        "32065 2024-05-01 all activated 3",
        "32068 2024-05-01 all activated 0",
        "32069 2024-05-01 all activated 90",
        "32071 2024-05-01 all activated 20",
        "31825 2024-05-01 all activated 6",
    )
    states = [(THOI_BINH, "suppressed"), (BIEN_BACH, "zero"), (TAN_BANG, "value"), (TRI_PHAI, "suppressed")]
    for parent in ("967", "96", "32071"):
        table = progress(tmp_path / parent, summary(*reports), HUNDREDS, parent=parent)
        found = only(table, THOI_BINH, BIEN_BACH, TAN_BANG, TRI_PHAI).sort_values("unit_code")
        assert rows(found, "unit_code", "state") == [each for each in states if parent != "32071" or each[0] == "32071"]
    assert rows(only(table, TRI_PHAI), "counted", "activated", "share", "target_share", "pace_7", "rank") == [
        (None,) * 6
    ]
    two = progress(tmp_path / "two", summary(*reports, reported("32072", activated=4)), HUNDREDS)
    assert rows(only(two, TRI_PHAI), "state", "counted") == [("value", 20)]


def test_what_was_hidden_beside_a_small_count_stays_hidden_as_the_period_before(tmp_path: Path) -> None:
    then = (
        "32065 2024-04-20 all activated 3",
        "32068 2024-04-20 all activated 30",
        "32069 2024-04-20 all activated 90",
    )
    now = (
        "32065 2024-05-01 all activated 50",
        "32068 2024-05-01 all activated 60",
        "32069 2024-05-01 all activated 95",
    )
    table = progress(tmp_path, summary(*then, *now), HUNDREDS, period_days=9)
    columns = ("unit_code", "counted", "share", "share_before", "pace_7", "pace_14")
    assert rows(only(table, THOI_BINH, BIEN_BACH, TAN_BANG), *columns) == [
        (TAN_BANG, 95, 0.95, 0.9, None, 0.4545),
        (BIEN_BACH, 60, 0.6, None, None, None),
        (THOI_BINH, 50, 0.5, None, None, None),
    ]


def test_a_small_level_hides_the_other_and_the_levels_of_the_next_smallest_unit(tmp_path: Path) -> None:
    reports = summary(
        *(reported("32065", level="1", activated=3), reported("32065", level="2", activated=60)),
        *(reported("32068", level="1", activated=0), reported("32068", level="2", activated=80)),
        *(reported("32069", level="1", activated=30), reported("32069", level="2", activated=40)),
        *(reported("32071", level="1", activated=50), reported("32071", level="2", activated=70)),
    )
    # Of 32065 alone, each level of the district less those that are shown would tell the level that is hidden.
    expected = {
        "all": ["value", "value", "value", "value"],
        "1": ["suppressed", "zero", "suppressed", "value"],
        "2": ["suppressed", "value", "suppressed", "value"],
    }
    for level, states in expected.items():
        table = progress(tmp_path / level, reports, level=level).sort_values("unit_code")
        assert only(table, THOI_BINH, BIEN_BACH, TAN_BANG, TRI_PHAI)["state"].tolist() == states


@pytest.mark.parametrize(("small_count", "state"), [(40, "value"), (41, "suppressed")])
def test_a_second_count_is_hidden_by_the_setting_too(tmp_path: Path, small_count: int, state: str) -> None:
    reports = summary(reported("32065", activated=40), reported("32068", activated=70))
    table = progress(tmp_path, reports, small_count=small_count)
    assert set(only(table, THOI_BINH, BIEN_BACH)["state"]) == {state}


def test_a_unit_whose_ground_went_into_a_larger_one_is_not_divisible_after_the_reform(tmp_path: Path) -> None:
    reports = summary(reported("32065", activated=40))
    present = summary(reported("32065", on="2025-08-01", activated=60), edition="2025")
    later = progress(tmp_path / "1", reports, present, HUNDREDS, as_of=dt.date(2025, 8, 1))
    assert rows(only(later, THOI_BINH), "state", "counted", "share", "rank", "reported_on") == [
        ("not_divisible", None, None, None, None)
    ]
    last_day = progress(tmp_path / "3", reports, present, HUNDREDS, as_of=dt.date(2025, 6, 30))
    assert rows(only(last_day, THOI_BINH), "state", "counted") == [("late", 40)]


def test_more_than_a_hundred_percent_is_not_capped(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("32065", activated=124)), HUNDREDS)
    columns = ("state", "share", "target_share", "required_per_day")
    assert rows(only(table, THOI_BINH), *columns) == [("value", 1.24, 1.24, 0)]


def test_equal_shares_share_a_rank_and_the_next_is_skipped(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", activated=40),
            reported("32068", activated=60),
            reported("32069", activated=40),
            reported("32071", activated=30),
        ),
        HUNDREDS,
    )
    assert rows(table.head(5), "unit_name", "share", "rank") == [
        ("Xã Biển Bạch", 0.6, 1),
        ("Thị trấn Thới Bình", 0.4, 2),
        ("Xã Tân Bằng", 0.4, 2),
        ("Xã Trí Phải", 0.3, 4),
        ("Xã Biển Bạch Đông", None, None),
    ]


def test_without_a_target_there_is_a_count_but_no_share_and_no_rank(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("32065", activated=40)))
    columns = ("state", "counted", "denominator", "share", "rank", "deadline", "required_per_day")
    assert rows(only(table, THOI_BINH), *columns) == [("value", 40, None, None, None, None, None)]


def test_a_target_of_nothing_gives_no_share(tmp_path: Path) -> None:
    nothing = target(set_for("32065", 0, deadline="2024-06-30"))
    table = progress(tmp_path, summary(reported("32065", activated=40)), nothing)
    assert rows(only(table, THOI_BINH), "target", "share", "target_share", "rank") == [(0, None, None, None)]


def test_a_unit_whose_first_report_lies_in_between_has_no_change_rather_than_a_jump(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-20", activated=30),
            reported("32065", activated=44),
            reported("32068", on="2024-04-28", activated=60),
        ),
        HUNDREDS,
        period_days=7,
    )
    columns = ("unit_code", "share", "share_before", "rank", "rank_before", "pace_7", "pace_14")
    assert rows(only(table, THOI_BINH, BIEN_BACH), *columns) == [
        (BIEN_BACH, 0.6, None, 1, None, None, None),
        (THOI_BINH, 0.44, None, 2, None, None, 1.2727),
    ]


def test_a_day_after_the_last_report_shows_the_newest_figures_and_their_age(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=30), reported("32065", on="2024-05-01T23:00", activated=44)
        ),
        HUNDREDS,
        as_of=dt.date(2024, 5, 6),
    )
    columns = ("state", "counted", "reported_at", "days_late", "pace_7", "required_per_day")
    assert rows(only(table, THOI_BINH), *columns) == [("value", 44, "2024-05-01T23:00", 5, 2, round(56 / 60, 4))]


@pytest.mark.parametrize(
    ("as_of", "denominator", "deadline", "required"),
    [
        (dt.date(2024, 2, 29), None, None, None),
        (dt.date(2024, 3, 1), 100, "2024-05-31", 0.5),
        (dt.date(2024, 5, 30), 100, "2024-05-31", 0.5),
        (dt.date(2024, 5, 31), 100, "2024-05-31", 0.5),
        (dt.date(2024, 6, 1), 200, "2024-12-31", 0.479),
        (dt.date(2025, 2, 1), 200, "2024-12-31", None),
    ],
)
def test_of_several_targets_the_nearest_open_deadline_counts_and_after_the_last_the_last(
    tmp_path: Path, as_of: dt.date, denominator: int, deadline: str, required: float
) -> None:
    """What is needed a day is of the days after the report, that of the deadline included, and unknown after it."""
    table = progress(
        tmp_path,
        summary(reported("32065", on="2024-02-01", activated=40)),
        target(
            set_for("32065", 100, start="2024-03-01", deadline="2024-05-31"),
            set_for("32065", 200, start="2024-03-01"),
        ),
        as_of=as_of,
    )
    columns = ("counted", "denominator", "deadline", "required_per_day")
    assert rows(only(table, THOI_BINH), *columns) == [(40, denominator, deadline, required)]


def test_a_running_target_counts_before_a_nearer_one_begins(tmp_path: Path) -> None:
    year_and_peak = target(
        set_for("32065", 200),
        set_for("32065", 100, start="2024-04-20", deadline="2024-05-31"),
    )
    database = opened(tmp_path, summary(reported("32065", on="2024-02-01", activated=40)), year_and_peak)
    found = [
        rows(
            only(
                queries.progress_by_area(
                    database,
                    edition="2024",
                    as_of=day,
                    parent="967",
                    grain="commune",
                    measure=Measure(late_after_days=99),
                ),
                THOI_BINH,
            ),
            "denominator",
            "deadline",
        )[0]
        for day in (dt.date(2024, 3, 1), dt.date(2024, 4, 20), dt.date(2024, 6, 1))
    ]
    assert found == [(200, "2024-12-31"), (100, "2024-05-31"), (200, "2024-12-31")]


def test_each_issuers_target_stands_apart(tmp_path: Path) -> None:
    reports = summary(reported("32065", activated=40))
    asked = target(
        set_for("32065", 100, deadline="2024-06-30"),
        set_for("32065", 80, issuer="province", deadline="2024-05-31"),
    )
    found = {
        issuer: rows(only(progress(tmp_path / issuer, reports, asked, issuer=issuer), THOI_BINH), "target", "share")[0]
        for issuer in ("ministry", "province", "district")
    }
    assert found == {"ministry": (100, 0.4), "province": (80, 0.5), "district": (None, None)}


def test_dossiers_collected_are_held_against_the_activation_target_unless_they_have_their_own(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", collected=90),
            reported("32065", activated=40),
            reported("32068", collected=90),
            reported("32068", activated=40),
        ),
        HUNDREDS,
        target(set_for("32068", 120, stage="collected", deadline="2024-05-31")),
        stage="collected",
    )
    columns = ("unit_code", "counted", "denominator", "share", "deadline", "activated", "target", "target_share")
    assert rows(only(table, THOI_BINH, BIEN_BACH), *columns) == [
        (THOI_BINH, 90, 100, 0.9, "2024-06-30", 40, 100, 0.4),
        (BIEN_BACH, 90, 120, 0.75, "2024-05-31", 40, 100, 0.4),
    ]


@pytest.mark.parametrize(
    ("base", "denominator", "share"),
    [
        ("target", 100, 0.4),
        ("eligible", 160, 0.25),
        ("permanent_residents", 200, 0.2),
        ("approved", 50, 0.8),
        ("collected", 80, 0.5),
    ],
)
def test_a_share_is_of_the_chosen_base(tmp_path: Path, base: str, denominator: int, share: float) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", activated=40),
            reported("32065", approved=50),
            reported("32065", collected=80),
        ),
        HUNDREDS,
        population(living_in("32065", 160), living_in("32065", 200, base="permanent_residents")),
        base=base,
    )
    assert rows(only(table, THOI_BINH), "counted", "denominator", "share") == [(40, denominator, share)]


def test_a_rate_of_approved_accounts_compares_with_what_was_approved_then(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=40),
            reported("32065", on="2024-04-24", approved=50),
            reported("32065", activated=80),
            reported("32065", approved=100),
        ),
        base="approved",
        period_days=7,
    )
    assert rows(only(table, THOI_BINH), "share", "share_before") == [(0.8, 0.8)]


def test_a_new_target_is_no_progress(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", on="2024-04-24", activated=40), reported("32065", activated=40)),
        target(
            set_for("32065", 50, deadline="2024-04-28"),
            set_for("32065", 100, deadline="2024-06-30"),
        ),
        period_days=7,
    )
    assert rows(only(table, THOI_BINH), "share", "share_before") == [(0.4, 0.4)]


def test_both_levels_together_are_known_only_where_both_are(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", level="1", activated=30),
            reported("32065", level="2", activated=10),
            reported("32068", level="2", activated=90),
            reported("32069", activated=20),
        ),
        HUNDREDS,
        level="all",
    )
    assert rows(only(table, THOI_BINH, BIEN_BACH, TAN_BANG), "unit_code", "state", "counted") == [
        (THOI_BINH, "value", 40),
        (TAN_BANG, "value", 20),
        (BIEN_BACH, "not_reported", None),
    ]


def test_one_level_counts_for_itself(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", level="1", activated=30), reported("32065", level="2", activated=10)),
        target(set_for("32065", 40, level="2", deadline="2024-06-30")),
        level="2",
    )
    assert rows(only(table, THOI_BINH), "counted", "denominator", "share") == [(10, 40, 0.25)]


def test_equal_names_sort_as_vietnamese_does_with_d_bar_after_d(tmp_path: Path) -> None:
    table = progress(
        tmp_path, summary(reported("32065", activated=9)), parent="96", edition="2025", as_of=dt.date(2026, 1, 1)
    )
    names = [name.removeprefix("Xã ") for name in table["unit_name"] if name.startswith("Xã ")]
    assert names.index("Cái Nước") < names.index("Đá Bạc") < names.index("Đất Mũi") < names.index("Năm Căn")
    assert names[-1] not in ("Đá Bạc", "Đầm Dơi", "Đất Mũi", "Đất Mới")


def paced(tmp_path: Path, *rows_of_reports: str, on: str = "2024-05-01") -> tuple[object, ...]:
    """Pace of 7 and 14 days of Thị trấn Thới Bình on a day, and the days between which it was measured."""
    everywhere = "32068 2024-06-30 all activated 500"
    table = progress(tmp_path, summary(*rows_of_reports, everywhere), HUNDREDS, as_of=dt.date.fromisoformat(on))
    return rows(only(table, THOI_BINH), "pace_7", "pace_14", "paced_from", "paced_until")[0]


def test_a_pace_is_measured_between_two_reports_of_the_unit_itself(tmp_path: Path) -> None:
    weekly = ("32065 2024-04-18 all activated 100", "32065 2024-04-25 all activated 140")
    assert paced(tmp_path, *weekly) == (5.7143, None, "2024-04-18", "2024-04-25")


def test_of_two_reports_as_close_to_a_week_before_the_earlier_counts(tmp_path: Path) -> None:
    days = (
        "32065 2024-04-21 all activated 100",
        "32065 2024-04-23 all activated 110",
        "32065 2024-04-29 all activated 140",
    )
    assert paced(tmp_path, *days) == (5, None, "2024-04-21", "2024-04-29")


def test_a_report_of_the_fortnight_before_makes_a_pace_of_14_days_only(tmp_path: Path) -> None:
    days = ("32065 2024-04-16 all activated 100", "32065 2024-04-30 all activated 170")
    assert paced(tmp_path, *days) == (None, 5, None, None)


def test_a_unit_that_has_not_sent_what_was_due_last_is_silent_and_has_no_pace(tmp_path: Path) -> None:
    weekly = ("32065 2024-04-11 all activated 100", "32065 2024-04-18 all activated 170")
    # Of what was due on Friday 19 April, silent only when the one of 26 April is missing too.
    assert paced(tmp_path / "friday", *weekly, on="2024-04-26") == (10, None, "2024-04-11", "2024-04-18")
    assert paced(tmp_path / "saturday", *weekly, on="2024-04-27") == (None, None, None, None)


def test_what_a_correction_takes_off_is_no_work(tmp_path: Path) -> None:
    days = [f"32065 2024-04-{day} all activated {count}" for day, count in ((20, 200), (24, 220), (29, 90))]
    corrected = replace(summary(days[2]), is_correction=True)
    table = progress(tmp_path, summary(*days[:2]), corrected, HUNDREDS)
    assert rows(only(table, THOI_BINH), "counted", "pace_7") == [(90, None)]


def test_a_day_that_was_lowered_alone_begins_anew_and_those_that_were_lowered_together_go_on(tmp_path: Path) -> None:
    days = [f"32065 2024-04-{day} all activated {count}" for day, count in ((20, 500), (24, 520), (29, 560))]
    alone = replace(summary("32065 2024-04-29 all activated 90"), is_correction=True)
    table = progress(tmp_path / "alone", summary(*days), alone, HUNDREDS)
    assert rows(only(table, THOI_BINH), "counted", "pace_7") == [(90, None)]
    lower = [f"32065 2024-04-{day} all activated {count}" for day, count in ((20, 200), (24, 220), (29, 260))]
    together = replace(summary(*lower), is_correction=True)
    table = progress(tmp_path / "together", summary(*days), together, HUNDREDS)
    assert rows(only(table, THOI_BINH), "counted", "pace_7") == [(260, 6.6667)]

"""Progress by area: communes summed, those without figures beside the sum. Thới Bình is district 967 of Cà Mau (96)."""

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.selection import Measure
from tests.warehouse import Batch, living_in, opened, population, reported, rows, set_for, summary, target

MAY_DAY = dt.date(2024, 5, 1)
RATE = ("counted", "numerator", "denominator", "share")


def progress(
    folder: Path, *batches: Batch, parent: str = "967", grain: str = "district", as_of: dt.date = MAY_DAY, **how: object
) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    rules = {name: how.pop(name) for name in ("small_count", "period_days") if name in how}
    # Few of the district's twelve communes report in a test: it has its rate all the same.
    measure = Measure(**{"least_coverage": 0, **how})  # type: ignore[arg-type]
    return queries.progress_by_area(
        opened(folder, *batches, **rules),  # type: ignore[arg-type]
        edition="2024",
        as_of=as_of,
        parent=parent,
        grain=grain,
        measure=measure,
    )


def asked(unit: int, value: int, stage: str = "activated") -> str:
    """A Ministry target of a unit until the end of June."""
    return f"{unit} ministry all {stage} 2024-01-01 2024-06-30 {value}"


def test_a_rate_sums_only_units_that_reported_and_have_a_denominator(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=40), reported("32068", activated=30)),
        # 32068 reported without a target, 32069 has a target without a report.
        target(asked(32065, 100), asked(32069, 500)),
    )
    assert rows(table, *RATE) == [(70, 40, 100, 0.4)]
    assert rows(table, "communes", "communes_reported", "activated", "target", "target_share") == [
        (12, 2, 70, 100, 0.4)
    ]


def test_an_area_is_measured_against_its_own_target_where_its_communes_have_none(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=25000), reported("32068", on="2024-05-01T23:00", activated=15012)),
        target(asked(967, 73000)),
    )
    assert rows(table, *RATE) == [(40012, 40012, 73000, 0.5481)]
    assert rows(table, "reported_at", "deadline", "required_per_day") == [
        ("2024-05-01T23:00", "2024-06-30", round(32988 / 60, 4))
    ]


def test_an_area_whose_communes_did_not_report_is_not_zero(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("31825", activated=40)), target(asked(967, 100)), parent="96")
    thoi_binh = table[table["unit_code"] == "967"]
    assert rows(thoi_binh, "state", *RATE, "rank", "communes_reported") == [
        ("not_reported", None, None, 100, None, None, 0)
    ]


def test_a_true_zero_of_an_area_is_a_zero(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("32065", activated=0)), target(asked(32065, 100)))
    assert rows(table, "state", *RATE, "rank") == [("zero", 0, 0, 100, 0, 1)]


def test_an_area_is_late_only_when_its_newest_report_is_and_its_late_communes_are_counted(tmp_path: Path) -> None:
    reports = summary(
        reported("32065", on="2024-04-20", activated=40), reported("32068", on="2024-04-30", activated=30)
    )
    today = progress(tmp_path / "today", reports)
    assert rows(today, "state", "days_late", "communes_reported", "communes_late") == [("value", 1, 2, 1)]
    later = progress(tmp_path / "later", reports, as_of=dt.date(2024, 5, 8))
    assert rows(later, "state", "days_late", "communes_reported", "communes_late") == [("late", 8, 2, 2)]


def test_a_district_that_reports_as_a_whole_stands_for_its_communes_once(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("967", activated=1000),
            reported("32065", activated=40),
            # A commune of another district of the province.
            reported("32044", activated=60),
        ),
        parent="96",
    )
    districts = table[table["counted"].notna()]
    columns = ("unit_code", "counted", "communes", "communes_reported")
    assert rows(districts, *columns) == [("967", 1000, 12, 12), ("966", 60, 8, 1)]


def test_a_district_s_single_old_report_does_not_hold_its_figure_still(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("967", on="2024-04-01", activated=1000),
            reported("32065", on="2024-04-01", activated=40),
            reported("32065", activated=70),
            reported("32068", activated=30),
        ),
    )
    assert rows(table, "counted", "communes_reported", "state") == [(100, 2, "value")]


def test_a_province_counts_each_person_once_and_covers_what_its_whole_districts_cover(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("967", activated=1000),
            reported("32065", activated=40),
            reported("32044", activated=60),
        ),
        parent="96",
        grain="province",
    )
    assert rows(table, "unit_code", "counted", "communes_reported") == [("96", 1060, 13)]


def test_a_district_late_as_a_whole_is_late_for_each_of_its_communes(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("967", on="2024-04-01", activated=1000), reported("32044", activated=60)),
        parent="96",
        grain="province",
    )
    assert rows(table, "state", "communes_reported", "communes_late") == [("value", 13, 12)]


def test_a_commune_is_done_at_its_denominator(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", activated=100),
            reported("32068", activated=99),
            reported("32069", activated=130),
        ),
        target(asked(32065, 100), asked(32068, 100), asked(32069, 100)),
    )
    assert rows(table, "communes_done", "share", "required_per_day") == [(2, 1.0967, 0)]


def test_the_period_before_counts_the_units_that_had_reported_by_then(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=30),
            reported("32065", activated=44),
            reported("32068", on="2024-04-28", activated=90),
        ),
        target(asked(32065, 100), asked(32068, 100)),
    )
    columns = ("counted", "share", "share_before", "counted_before", "counted_since", "pace_7")
    assert rows(table, *columns) == [(134, 0.67, 0.3, 30, 44, 2)]


def test_a_newcomer_is_no_progress_against_the_areas_own_target(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=30),
            reported("32065", activated=44),
            reported("32068", on="2024-04-28", activated=90),
        ),
        target(asked(967, 200)),
    )
    columns = ("share", "share_before", "counted_before", "counted_since")
    assert rows(table, *columns) == [(0.67, None, 30, 44)]


def test_a_rate_of_collected_dossiers_compares_with_what_was_collected_then(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", on="2024-04-24", activated=30),
            reported("32065", on="2024-04-24", collected=40),
            reported("32065", activated=60),
            reported("32065", collected=80),
        ),
        base="collected",
    )
    assert rows(table, "share", "share_before") == [(0.75, 0.75)]


@pytest.mark.parametrize(
    ("base", "denominator", "share"),
    [("eligible", 250, 0.2), ("permanent_residents", 400, 0.125), ("approved", 80, 0.625), ("collected", 100, 0.5)],
)
def test_an_areas_share_is_of_the_chosen_base(tmp_path: Path, base: str, denominator: int, share: float) -> None:
    table = progress(
        tmp_path,
        summary(
            *(
                f"{unit} 2024-05-01 all {stage} {count}"
                for unit in (32065, 32068)
                for stage, count in (("activated", 25), ("approved", 40), ("collected", 50))
            )
        ),
        population(living_in("32065", 125), living_in("32068", 125), living_in("967", 400, base="permanent_residents")),
        base=base,
    )
    assert rows(table, "numerator", "denominator", "share") == [(50, denominator, share)]


def test_districts_with_equal_shares_share_a_rank(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(
            reported("32065", activated=40),
            reported("32044", activated=60),
            reported("32098", activated=40),
            reported("32128", activated=30),
        ),
        target(asked(967, 100), asked(966, 100), asked(968, 100), asked(969, 100)),
        parent="96",
    )
    assert rows(table.head(5), "unit_name", "rank") == [
        ("Huyện U Minh", 1),
        ("Huyện Thới Bình", 2),
        ("Huyện Trần Văn Thời", 2),
        ("Huyện Cái Nước", 4),
        ("Huyện Đầm Dơi", None),
    ]


def test_names_sort_with_d_bar_after_d_and_not_after_z(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("32065", activated=40)), parent="96")
    names = [name for name in table["unit_name"] if name.startswith("Huyện")]
    assert names[:3] == ["Huyện Cái Nước", "Huyện Đầm Dơi", "Huyện Năm Căn"]


def test_a_small_sum_is_suppressed_and_a_small_part_of_it_is_not_told(tmp_path: Path) -> None:
    small = progress(tmp_path / "small", summary(reported("32065", activated=3)), target(asked(967, 100)))
    assert rows(small, "state", "activated", *RATE, "target_share") == [
        ("suppressed", None, None, None, 100, None, None)
    ]
    part = progress(
        tmp_path / "part",
        summary(reported("32065", activated=3), reported("32068", activated=300)),
        target(asked(32065, 100)),
    )
    assert rows(part, "state", *RATE, "target_share") == [("value", 303, None, 100, None, None)]


def test_an_area_is_hidden_beside_a_single_small_one_and_what_holds_both_stays_true(tmp_path: Path) -> None:
    reports = summary(
        reported("32065", activated=3),
        reported("32044", activated=20),
        reported("32098", activated=90),
        reported("32098", collected=99),
    )
    states = {
        code: (state, counted)
        for code, state, counted in rows(
            progress(tmp_path / "districts", reports, parent="96", grain="district"), "unit_code", "state", "counted"
        )
        if state != "not_reported"
    }
    assert states == {"967": ("suppressed", None), "966": ("suppressed", None), "968": ("value", 90)}
    whole = progress(tmp_path / "whole", reports, parent="96", grain="province")
    assert rows(whole, "state", "counted") == [("value", 113)]


def test_a_commune_that_is_hidden_beside_another_is_hidden_on_its_own_too(tmp_path: Path) -> None:
    reports = summary(reported("32065", activated=3), reported("32068", activated=20))
    table = progress(tmp_path, reports, parent="32068", grain="commune")
    assert rows(table, "unit_code", "state", "counted", "activated") == [("32068", "suppressed", None, None)]


def test_the_nearest_open_deadline_of_the_communes_counts(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=40), reported("32068", activated=40)),
        target(
            set_for("32065", 100, deadline="2024-03-31"),
            set_for("32068", 100, deadline="2024-05-11"),
        ),
    )
    assert rows(table, "deadline", "missing", "required_per_day") == [("2024-05-11", 120, 6)]


def test_what_is_missing_is_of_the_stage_and_known_after_the_deadline_too(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=40), reported("32065", collected=90)),
        target(set_for("967", 120, stage="collected", deadline="2024-04-30")),
        stage="collected",
    )
    columns = ("target", "target_share", "deadline", "missing", "required_per_day")
    assert rows(table, *columns) == [(None, None, "2024-04-30", 30, None)]
    without = progress(tmp_path / "without", summary(reported("32065", activated=40)))
    assert rows(without, "missing", "required_per_day") == [(None, None)]


def test_the_nation_holds_its_provinces(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=40), reported("31825", activated=20)),
        parent="VN",
        grain="nation",
    )
    assert rows(table, "unit_code", "parent_name", "counted") == [("VN", None, 60)]


def test_a_sum_is_paced_by_those_that_have_a_pace_and_says_of_how_many(tmp_path: Path) -> None:
    reports = (
        "32065 2024-04-24 all activated 100", "32065 2024-05-01 all activated 170",
        "32068 2024-04-21 all activated 50", "32068 2024-04-30 all activated 95",
        "32069 2024-03-01 all activated 900",
    )  # fmt: skip
    table = progress(tmp_path, summary(*reports), grain="district", parent="967")
    assert rows(table, "pace_7", "units_paced", "units_reported", "paced_from", "paced_until") == [
        (15, 2, 3, "2024-04-21", "2024-05-01")
    ]


def test_the_change_of_a_sum_is_that_of_the_units_that_have_one_and_says_how_many(tmp_path: Path) -> None:
    """Of a unit that is silent, and one that reported once, the count stands in the sum and not in its change."""
    table = progress(
        tmp_path,
        summary(
            *(f"32065 2024-{day} all activated {count}" for day, count in (("04-22", 30), ("05-01", 44))),
            *(f"32068 2024-{day} all activated {count}" for day, count in (("04-01", 50), ("04-08", 60))),
            reported("32069", activated=20),
        ),
        target(*(asked(unit, 100) for unit in (32065, 32068, 32069))),
    )
    columns = ("counted", "counted_before", "counted_since", "changed_from", "changed_until", "units_compared")
    assert rows(table, *columns, "units_reported") == [(124, 30, 44, "2024-04-22", "2024-05-01", 1, 3)]
    assert rows(table, "share", "share_since", "share_before") == [(round(124 / 300, 4), 0.44, 0.3)]


@pytest.mark.parametrize("as_of", ["2024-05-01", "2024-05-04", "2024-05-10", "2024-05-11"])
def test_beyond_the_newest_day_of_all_silence_is_told_against_the_day_looked_at(tmp_path: Path, as_of: str) -> None:
    """The report of 1 May answers Friday 3 May; that of Friday 10 May may come on its day, and is missed after it."""
    days = summary(reported("32065", on="2024-04-24", activated=30), reported("32065", activated=79))
    table = progress(tmp_path, days, as_of=dt.date.fromisoformat(as_of))
    expected = (None, None, None, True) if as_of == "2024-05-11" else (30, 79, 7, False)
    assert rows(table, "counted_before", "counted_since", "pace_7", "is_silent") == [expected]


def test_the_need_is_of_the_whole_by_the_day_of_each_report_and_names_who_never_sent_any(tmp_path: Path) -> None:
    table = progress(
        tmp_path,
        summary(reported("32065", activated=40), reported("32068", on="2024-04-11", activated=120)),
        target(asked(32065, 100), asked(32068, 40), asked(32069, 600)),
        small_count=0,
    )
    # 60 of 1 May, 80 too many of 11 April, and 600 of whom nothing is known.
    required = round(60 / 60 - 80 / 80 + 600 / 60, 4)
    assert rows(table, "whole_target", "missing", "required_per_day") == [(740, 580, required)]
    assert rows(table, "units_unknown", "unknown_units") == [(1, "Xã Tân Bằng")]
    assert rows(table, "target", "counted") == [(140, 160)]


def test_all_that_an_area_counts_goes_to_its_own_target_and_of_a_sum_what_those_asked_count(tmp_path: Path) -> None:
    """32068 was asked for nothing. Its 50 accounts, and 5 more a day, count for the district's own target alone."""
    reports = summary(
        *(f"32065 {day} all activated {count}" for day, count in (("2024-04-24", 30), ("2024-05-01", 100))),
        *(f"32068 {day} all activated {count}" for day, count in (("2024-04-24", 15), ("2024-05-01", 50))),
    )
    columns = ("whole_target", "missing", "required_per_day", "pace_7", "units_paced")
    summed = progress(tmp_path / "summed", reports, target(asked(32065, 700)))
    assert rows(summed, *columns) == [(700, 600, 10, 10, 1)]
    own = progress(tmp_path / "own", reports, target(asked(32065, 700), asked(967, 750)))
    assert rows(own, *columns) == [(750, 600, 10, 15, 2)]
    assert rows(own, "numerator", "denominator", "counted", "units_unknown") == [(100, 700, 150, 10)]


def test_an_own_target_that_has_passed_does_not_go_before_one_of_the_parts_that_has_not(tmp_path: Path) -> None:
    passed = "967 ministry all activated 2024-01-01 2024-04-30 90"
    table = progress(tmp_path, summary(reported("32065", activated=40)), target(passed, asked(32065, 100)))
    assert rows(table, "whole_target", "deadline", "missing") == [(100, "2024-06-30", 60)]


def test_a_late_unit_lacks_what_it_lacked_at_its_last_report(tmp_path: Path) -> None:
    reports = summary(reported("32065", on="2024-04-01", activated=40), reported("32068", activated=1))
    table = progress(tmp_path, reports, target(asked(32065, 100)), grain="commune", small_count=0)
    late = table[table["unit_code"] == "32065"]
    assert rows(late, "state", "missing", "required_per_day") == [("late", 60, round(60 / 90, 4))]


def test_a_unit_that_never_reported_lacks_all_on_the_day_looked_at(tmp_path: Path) -> None:
    table = progress(tmp_path, summary(reported("32068", activated=1)), target(asked(32065, 120)), grain="commune")
    silent = table[table["unit_code"] == "32065"]
    assert rows(silent, "state", "counted", "missing", "required_per_day", "units_unknown") == [
        ("not_reported", None, 120, 2, 1)
    ]


@pytest.mark.parametrize(
    ("targets", "coverage", "is_covered"),
    [
        # Two of the district's twelve communes.
        ((), 2 / 12, False),
        # All that are asked for anything are the two, and ten others without a base count by their number.
        ((("32065", 100), ("32068", 100)), 2 / 12, False),
        # The two hold nine tenths of the base of the three that have one.
        ((("32065", 500), ("32068", 400), ("32069", 100)), 3 * 0.9 / 12, False),
        (tuple((unit, 900 if unit in ("32065", "32068") else 1) for unit in (
            "32065", "32068", "32069", "32071", "32072", "32074", "32077", "32080", "32083", "32086", "32089", "32092",
        )), 1800 / 1810, True),
    ],
)  # fmt: skip
def test_a_whole_has_a_rate_only_where_the_parts_with_figures_hold_enough_of_its_base(
    tmp_path: Path, targets: tuple[tuple[str, int], ...], coverage: float, is_covered: bool
) -> None:
    said = summary(reported("32065", activated=40), reported("32068", on="2024-04-01", activated=30))
    asked_of = [target(*(asked(int(unit), value) for unit, value in targets))] if targets else []
    table = progress(tmp_path, said, *asked_of, least_coverage=50)
    assert rows(table, "coverage", "is_covered", "counted") == [(round(coverage, 4), is_covered, 70)]
    assert rows(table, "share", "target_share", "rank") == (
        [(round(70 / 1800, 4),) * 2 + (1,)] if is_covered else [(None,) * 3]
    )

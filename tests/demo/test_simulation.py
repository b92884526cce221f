"""What happens in the simulated campaign is possible, and is what life is like."""

import numpy as np
import pandas as pd
import pytest

from dashboard.demo import scenario
from dashboard.demo.seasonality import approvals_reach, day_names
from dashboard.demo.simulation import STAGES, Simulation
from dashboard.demo.whole_numbers import apportion, follow

Courses = tuple[Simulation, Simulation]


def activated_by_day(simulation: Simulation, first: str, last: str) -> "pd.Series[int]":
    total = pd.Series(simulation.counts["activated"].sum(axis=(0, 1)), index=simulation.days)
    return total.diff()[first:last]


def share_of_target(simulation: Simulation, code: str, day: str) -> float:
    position = simulation.codes.index(code)
    activated = simulation.counts["activated"][position, :, simulation.days.get_loc(pd.Timestamp(day))].sum()
    return float(activated / simulation.communes["target"].iloc[position])


@pytest.mark.parametrize("edition", [0, 1])
def test_collected_is_never_below_approved_nor_approved_below_activated(simulations: Courses, edition: int) -> None:
    collected, approved, activated = (simulations[edition].counts[stage] for stage in STAGES)
    assert (collected >= approved).all()
    assert (approved >= activated).all()


@pytest.mark.parametrize("edition", [0, 1])
@pytest.mark.parametrize("stage", STAGES)
def test_cumulative_counts_never_fall(simulations: Courses, edition: int, stage: str) -> None:
    assert (np.diff(simulations[edition].counts[stage]) >= 0).all()


def test_a_commune_of_each_edition_passes_its_target(simulations: Courses) -> None:
    former, present = simulations
    assert share_of_target(former, "32065", "2024-05-01") > 1
    assert share_of_target(former, "32005", "2025-06-30") > 1
    assert share_of_target(present, "32248", "2026-11-20") > 1


def test_the_question_of_2026_is_still_open(simulations: Courses) -> None:
    present = simulations[1]
    shares = present.counts["activated"][..., -1].sum(axis=1) / present.communes["target"].to_numpy()
    whole = present.counts["activated"][..., -1].sum() / present.communes["target"].sum()
    assert 0.8 < whole < 0.93
    assert (shares < 0.8).sum() >= 4
    left = present.communes["target"].sum() - present.counts["activated"][..., -1].sum()
    needed, pace = left / 41, activated_by_day(present, "2026-11-07", "2026-11-20").mean()
    assert 0.6 < pace / needed < 1.1


def test_weekends_are_quiet_except_while_a_campaign_runs(simulations: Courses) -> None:
    quiet = activated_by_day(simulations[0], "2024-07-01", "2024-08-31")
    peak = activated_by_day(simulations[0], "2024-04-06", "2024-05-31")
    assert quiet[quiet.index.day_of_week >= 5].mean() < 0.4 * quiet[quiet.index.day_of_week < 5].mean()
    assert peak[peak.index.day_of_week >= 5].mean() > 0.8 * peak[peak.index.day_of_week < 5].mean()


def test_nothing_is_registered_at_tet_and_little_on_other_holidays(simulations: Courses) -> None:
    tet = activated_by_day(simulations[0], "2024-02-08", "2024-02-14")
    assert (tet == 0).all()
    national_day = activated_by_day(simulations[0], "2024-09-02", "2024-09-03")
    assert national_day.max() < 0.2 * activated_by_day(simulations[0], "2024-09-04", "2024-09-13").mean()


def activated_of(simulation: Simulation, *codes: str) -> "pd.Series[int]":
    """What the communes activated on each day, together."""
    members = np.isin(simulation.codes, codes)
    return pd.Series(simulation.counts["activated"][members].sum(axis=(0, 1)), index=simulation.days).diff()


def test_some_communes_stall_and_two_stop_at_92_percent_of_their_target(simulations: Courses) -> None:
    former, present = simulations
    assert activated_of(former, "32122")["2024-10-01":"2025-01-31"].sum() == 0
    assert activated_of(present, "32137")["2026-10-12":].sum() == 0
    for code in ("32104", "31900"):
        assert activated_of(present, code)["2026-08-15":].sum() == 0
        assert share_of_target(present, code, "2026-11-20") == pytest.approx(0.92, abs=0.001)


def test_a_storm_slows_the_coast_and_an_outage_stops_everybody(simulations: Courses) -> None:
    former, present = simulations
    coast = former.communes[former.communes["parent_code"].isin(["972", "973"])]["unit_code"]
    storm, before = (
        activated_of(former, *coast)[span].mean()
        for span in (slice("2024-09-05", "2024-09-19"), slice("2024-08-23", "2024-09-01"))
    )
    assert storm < 0.5 * before
    assert activated_by_day(present, "2026-09-21", "2026-09-23").sum() == 0
    assert (
        activated_by_day(present, "2026-09-24", "2026-09-25").mean()
        > 1.2 * activated_by_day(present, "2026-09-17", "2026-09-18").mean()
    )


def test_orders_from_above_hurry_the_last_days_before_a_deadline(simulations: Courses) -> None:
    last, after = (
        activated_by_day(simulations[1], "2026-06-22", "2026-06-26"),
        activated_by_day(simulations[1], "2026-07-06", "2026-07-10"),
    )
    before = activated_by_day(simulations[1], "2026-06-08", "2026-06-12")
    assert last.mean() > 1.5 * before.mean()
    assert after.mean() < 0.4 * last.mean()


def test_where_hardly_anybody_is_left_the_work_fades(simulations: Courses) -> None:
    present = simulations[1]
    faded, all_others = (
        activated_of(present, *scenario.SATURATED["2025"]),
        activated_of(present, *set(present.codes) - set(scenario.SATURATED["2025"])),
    )
    share = faded / all_others
    assert share["2026-10-15":"2026-11-20"].mean() < 0.6 * share["2026-01-05":"2026-02-10"].mean()


def test_the_holiday_of_30_april_2024_is_a_peak_in_thoi_binh(simulations: Courses) -> None:
    former = simulations[0]
    members = (former.communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    daily = pd.Series(former.counts["activated"][members].sum(axis=(0, 1)), index=former.days).diff()
    assert daily["2024-04-29":"2024-05-01"].min() > 1.5 * daily["2024-04-19":"2024-04-28"].mean()


def test_approvals_keep_the_legal_clock_and_rest_on_days_off() -> None:
    days = pd.date_range("2024-04-26", "2024-05-07")
    assert pd.Timestamp("2024-04-29") in day_names(days)
    #        Fri Sat Sun  off  off  off  Thu Fri Sat Sun Mon Tue
    assert approvals_reach(days, 1).tolist() == [-1, -1, -1, -1, -1, -1, 5, 6, 6, 6, 9, 10]
    assert approvals_reach(days, 2).tolist() == [-1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 6, 7]


def test_new_communes_start_with_what_the_old_ones_had(simulations: Courses) -> None:
    former, present = simulations
    old = (former.communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    new = present.communes["unit_code"].isin(scenario.THOI_BINH_SUCCESSORS).to_numpy()
    for stage in STAGES:
        assert former.counts[stage][old][..., -1].sum() == present.counts[stage][new][..., 0].sum()


def test_residents_and_targets_have_the_size_of_the_real_ones(simulations: Courses) -> None:
    former, present = simulations
    thoi_binh = former.communes[former.communes["parent_code"] == scenario.THOI_BINH]
    assert 130_000 < thoi_binh["residents"].sum() < 140_000
    assert 1_150_000 < former.communes["residents"].sum() < 1_250_000
    assert 640_000 < former.communes["target"].sum() < 700_000
    assert 2_100_000 < present.communes["residents"].sum() < 2_610_000
    assert 1_500_000 < present.communes["eligible"].sum() < 1_600_000


def test_parts_add_up_and_paths_meet_their_milestones() -> None:
    assert apportion(10, np.array([1, 1, 1])).tolist() == [4, 3, 3]
    path = follow(np.array([[0, 10, 12]]), [0, 2, 4], np.array([[9, 1, 3, 1, 1]]))
    assert path.tolist() == [[0, 2, 10, 11, 12]]

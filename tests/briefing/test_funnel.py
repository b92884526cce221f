"""Who lies outside the limits of a funnel, who is no point of it, and who is held against whom."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from dashboard.briefing.comparison import funnel, peers
from dashboard.rows import ProgressByArea
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.comparison import funnel as words
from tests.briefing.rows import unit

VIETNAMESE = Text("vi")
SURGERY = ((0, 47), (18, 148), (8, 119), (46, 810), (8, 211), (13, 196), (9, 148), (31, 215), (14, 207), (8, 97),
           (29, 256), (24, 360))  # fmt: skip


def counted(name: str, count: int, size: int, **known: object) -> ProgressByArea:
    """A unit with a rate."""
    return unit(name, numerator=count, counted=count, denominator=size, share=count / size, **known)


def paced(name: str, gain: int, size: int, days: int = 7, **known: object) -> ProgressByArea:
    """A unit that reports for itself, with a change over some days."""
    until = pd.Timestamp("2024-05-01")
    change = {
        "counted_before": 1000, "counted_since": 1000 + gain, "units_compared": 1, "units_reported": 1,
        "changed_from": until - pd.Timedelta(days=days), "changed_until": until,
    }  # fmt: skip
    return counted(name, 1000 + gain, size, **(change | known))


def test_the_published_example_has_its_published_outlier() -> None:
    """Hospitals of the BUGS example Surgical: only the eighth lies outside 95 % once the spread is counted in."""
    found = funnel.of([counted(str(place), *each) for place, each in enumerate(SURGERY, 1)], "level", "eligible")
    assert [point.row.unit_name for point in found.points if point.beyond] == ["8"]
    assert found.centre == pytest.approx(0.073916, abs=5e-7)
    assert found.between == pytest.approx(0.0004966**0.5, abs=1e-6)
    assert found.by_chance(funnel.INNER) == pytest.approx(0.6)


def test_a_share_of_a_target_may_pass_a_hundred_per_cent_and_has_the_limits_of_counts_over_what_is_expected() -> None:
    rng = np.random.default_rng(4)
    rows = [counted(str(place), int(rng.poisson(1200)), 1000) for place in range(40)]
    found = funnel.of(rows, "level", "target")
    assert found.centre > 1
    assert found.between == 0, "chance is all there is"
    # By the normal approximation: 1.2 ± 1.96 · √1200 / 1000.
    assert found.limits is not None
    low, high = (edge[0] for edge in found.limits.inner)
    assert (low, high) == pytest.approx((1.2 - 0.068, 1.2 + 0.068), abs=0.01)


def test_an_office_that_counted_more_than_it_has_people_breaks_no_limit() -> None:
    rows = [counted(str(place), 90 + place, 100) for place in range(12)]
    assert funnel.of(rows, "level", "eligible").limits is not None


@pytest.mark.parametrize("measure", funnel.MEASURES)
def test_limits_narrow_with_size_and_the_order_of_units_changes_nothing(measure: str) -> None:
    rng = np.random.default_rng(5)
    rows = [paced(str(n), int(rng.integers(5, 90)), int(rng.integers(2000, 90000)), 5 + n % 4) for n in range(30)]
    found = funnel.of(rows, measure, "target")
    assert found.limits is not None
    for low, high in (found.limits.inner, found.limits.outer):
        assert (np.diff(np.array(high) - np.array(low)) <= 1e-12).all()
    shuffled = funnel.of(rows[::-1], measure, "target")
    assert {p.row.unit_name: p.beyond for p in shuffled.points} == {p.row.unit_name: p.beyond for p in found.points}
    assert shuffled.between == pytest.approx(found.between)


def test_who_says_nothing_or_is_hidden_or_late_is_no_point_and_stands_apart() -> None:
    rows = [counted(str(place), 50 + place, 100) for place in range(10)]
    rows += [
        unit("mute", state="not_reported"),
        unit("hidden", state="suppressed"),
        unit("aimless", numerator=30),
        counted("late", 1, 100, state="late"),
        counted("silent", 1, 100, is_silent=True),
        counted("zero", 0, 100, state="zero"),
    ]
    found = funnel.of(rows, "level", "target")
    names = {why: [row.unit_name for row in apart] for why, apart in found.apart.items()}
    assert names == {
        "not_reported": ["mute"], "suppressed": ["hidden"], "no_denominator": ["aimless"], "late": ["late"],
        "silent": ["silent"],
    }  # fmt: skip
    assert [point.row.unit_name for point in found.points][-1] == "zero", "a zero that was reported is a point"
    assert words.apart(found, VIETNAMESE) == [
        "Không vẽ vì báo cáo chậm, số liệu là của ngày khác: late.",
        "Không vẽ vì chưa báo cáo đúng kỳ: silent.",
    ]


def test_a_pace_is_over_the_days_really_between_two_reports_of_one_unit() -> None:
    rows = [paced(str(place), 70, 1000, days=7) for place in range(10)]
    rows += [
        paced("slow", 70, 1000, days=14),
        paced("corrected", -3, 1000),
        paced("several", 70, 1000, units_compared=3),
    ]
    rows.append(counted("once", 70, 1000))
    found = funnel.of(rows, "pace", "target")
    rates = {point.row.unit_name: (point.rate, point.days) for point in found.points}
    assert rates["0"] == (pytest.approx(0.07), 7)
    assert rates["slow"] == (pytest.approx(0.035), 14)
    assert {why: [row.unit_name for row in apart] for why, apart in found.apart.items()} == {
        "fallen": ["corrected"], "several": ["several"], "no_change": ["once"],
    }  # fmt: skip


def test_under_ten_peers_there_is_a_sentence_and_no_limit() -> None:
    found = funnel.of([counted(str(place), 50 + place, 100) for place in range(9)], "level", "target")
    assert found.limits is None
    assert words.summary(found, VIETNAMESE) == [
        "Mới có 9 đơn vị so được với nhau; dưới 10 đơn vị thì chưa biết mức chênh thông thường nên không vẽ giới hạn."
    ]


def test_where_nobody_counted_any_there_is_nothing_to_hold_units_against() -> None:
    found = funnel.of([counted(str(place), 0, 100) for place in range(12)], "level", "target")
    assert found.limits is None
    assert words.summary(found, VIETNAMESE)[0].startswith("Chưa đơn vị nào trong 12 đơn vị")


def test_how_many_would_lie_outside_by_chance_is_printed_and_the_spread_is_told_in_points() -> None:
    rows = [counted(str(place), 30000 + 1000 * place, 100000) for place in range(20)]
    first, second = words.summary(funnel.of(rows, "level", "target"), VIETNAMESE)
    assert "Chỉ do ngẫu nhiên thì cũng có khoảng 0,0 và 1,0 đơn vị" in first
    assert second.startswith("Các đơn vị thường chênh nhau ± 5,")
    assert "ngẫu nhiên chỉ là phần nhỏ" in second


CA_MAU = Selection("964", "2024", dt.date(2024, 5, 1))


def test_peers_are_of_one_kind_or_of_one_third_by_size() -> None:
    # Of Năm Căn: a township and two communes.
    rows = [counted("32191", 1, 30), counted("32194", 1, 10), counted("32197", 1, 20)]
    assert peers.choices(rows, CA_MAU) == ["all", "xa", "thi_tran"]
    assert [row.unit_code for row in peers.of(rows, "thi_tran", CA_MAU)] == ["32191"]
    many = [counted("32194", 1, size) for size in range(1, 32)]
    assert peers.choices(many, CA_MAU) == ["all", *peers.SIZES]
    thirds = [[int(row.denominator) for row in peers.of(many, third, CA_MAU)] for third in peers.SIZES]
    assert [len(third) for third in thirds] == [10, 10, 11]
    assert [size for third in thirds for size in third] == list(range(1, 32))


RUNNING, DISCOVERY = funnel.Rule(False, funnel.INNER, 0.05), funnel.Rule(True, funnel.INNER, 0.05)


def both(name: str, now: int, before: int, **known: object) -> ProgressByArea:
    """A unit of 10,000 with its counts at two reports."""
    change = {
        "counted_before": before, "counted_since": now, "share_before": before / 10000, "units_compared": 1,
        "units_reported": 1,
    }  # fmt: skip
    return counted(name, now, 10000, **(change | known))


def crowd() -> list[ProgressByArea]:
    """Thirty units that lie close together at both reports."""
    return [both(f"usual {place}", 5000 + 20 * place, 4500 + 20 * place) for place in range(30)]


def names(points: tuple[funnel.Point, ...]) -> list[str]:
    return [point.row.unit_name for point in points]


def test_a_list_takes_a_unit_only_when_it_was_outside_on_the_same_side_at_two_reports() -> None:
    rows = [
        *crowd(),
        both("always high", 7900, 7400),
        both("always low", 2500, 2300),
        both("once low", 2600, 4700),
        both("unknown before", 2400, 0, counted_before=float("nan")),
        both("without a rate before", 2400, 2300, share_before=float("nan")),
        both("silent", 1000, 900, is_silent=True),
        both("of others", 2500, 2300, units_compared=2, units_reported=3),
    ]
    found = funnel.lists(rows, "target", RUNNING)
    assert found is not None
    assert (names(found.praised), names(found.urged)) == (["always high"], ["always low"])
    again = funnel.lists(rows[::-1], "target", RUNNING)
    assert again == found


def test_a_list_by_false_discovery_needs_one_report_and_names_nobody_where_all_are_alike() -> None:
    found = funnel.lists([*crowd(), both("high", 9000, 0), both("low", 1000, 0)], "eligible", DISCOVERY)
    assert found is not None
    assert (names(found.praised), names(found.urged)) == (["high"], ["low"])
    assert funnel.lists(crowd(), "eligible", DISCOVERY) == funnel.Lists((), ())
    assert funnel.lists(crowd()[:9], "eligible", DISCOVERY) is None

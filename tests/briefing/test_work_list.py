"""Who is on the work list, in which order, who stands apart, and who is not on it."""

import itertools

import pytest

from dashboard.briefing.forecast import work_list, work_rows
from dashboard.briefing.forecast.reminders import Moved, Reminded
from tests.briefing.forecasts import DAY, NEVER, SILENT, forecast


def codes(entries) -> list[str]:
    return [entry.forecast.unit_code for entry in entries]


def test_who_needs_most_more_a_day_stands_first_and_who_is_well_is_not_listed() -> None:
    given = [
        forecast("a", pace=50.0),
        forecast("b", pace=10.0),
        forecast("c", verdict="on_course", probability=0.9),
        forecast("d", verdict="reached", probability=1.0),
        forecast("e", verdict="not_on_course", required=300.0),
    ]
    found = work_list.listed(given, {})
    assert (codes(found.short), codes(found.apart), found.well) == (["e", "b", "a"], [], 2)
    assert [entry.forecast.stand.gap for entry in found.short] == [265, 50, 10]


def test_the_gap_is_that_of_both_numbers_as_printed() -> None:
    [entry] = work_list.listed([forecast(required=60.5, pace=35.4)], {}).short
    assert entry.forecast.stand.gap == 61 - 35


@pytest.mark.parametrize(
    ("unit", "why"),
    [
        (forecast(**NEVER), "never"),
        (forecast(**SILENT), "silent"),
        (forecast(verdict="on_course", **SILENT), "silent"),
        (forecast(state="suppressed", counted=None, missing=None, required=None, pace=None), "hidden"),
        (forecast(days_left=-3, required=None, verdict="not_on_course"), "passed"),
        (forecast(pace=None), "too_few"),
        (forecast(verdict="too_little_data", probability=None), "too_few"),
    ],
)
def test_who_cannot_be_judged_stands_apart_with_the_reason(unit, why) -> None:
    found = work_list.listed([unit], {})
    assert (codes(found.short), [entry.why for entry in found.apart], found.well) == ([], [why], 0)


def test_who_has_reached_the_target_is_well_however_long_it_is_silent_or_the_deadline_past() -> None:
    done = [forecast(verdict="reached", **SILENT), forecast(verdict="reached", days_left=-40)]
    assert (work_list.listed(done, {}).entries, work_list.listed(done, {}).well) == ((), 2)


def test_a_unit_at_risk_whose_pace_is_enough_stands_last_of_those_judged() -> None:
    given = [forecast("a", pace=80.0), forecast("b", pace=60.0)]
    assert codes(work_list.listed(given, {}).short) == ["b", "a"]


def test_nothing_depends_on_the_order_of_units() -> None:
    given = [forecast("a"), forecast("b"), forecast("c", **NEVER), forecast("d", **SILENT), forecast("e", pace=None)]
    orders = {tuple(codes(work_list.listed(some, {}).entries)) for some in itertools.permutations(given)}
    assert orders == {("a", "b", "c", "d", "e")}


def test_every_unit_is_on_the_list_once_or_well() -> None:
    kinds = [{}, NEVER, SILENT, {"pace": None}, {"verdict": "reached"}, {"verdict": "on_course"}, {"days_left": -1}]
    given = [forecast(str(n), **kind) for n, kind in enumerate(kinds)]
    found = work_list.listed(given, {})
    assert len(found.entries) + found.well == len(given) == len({*codes(found.entries)}) + 2


def test_no_units_are_an_empty_list() -> None:
    assert work_list.listed([], {}) == work_list.WorkList((), (), 0, 0)
    assert work_rows.of_list(work_list.listed([], {}), 5).columns.tolist() == work_rows.NAMES


def test_who_was_reminded_and_is_well_since_has_left_the_list_and_is_followed_all_the_same() -> None:
    reminded = {code: Reminded(DAY, 1) for code in "abx"}
    given = [forecast("a"), forecast("b", verdict="on_course"), forecast("c", verdict="on_course")]
    found = work_list.listed(given, reminded)
    assert (codes(found.entries), codes(found.followed), found.well) == (["a"], ["a", "b"], 2)


MOVED = Moved(DAY, 30.0, 42.5, 7, (-3.0, 2.0, 11.0))


def test_the_rows_say_the_same_as_the_list_with_plain_numbers() -> None:
    reminded = {"a": Reminded(DAY, 2, moved=MOVED), "b": Reminded(DAY, 1)}
    rows = work_rows.of_list(
        work_list.listed([forecast("b"), forecast("a", pace=1.0), forecast("c", **NEVER)], reminded), 5
    )
    told = rows.astype(object).where(rows.notna(), None).to_dict("records")
    assert [(row["unit_code"], row["gap"], row["apart"], row["reminders"]) for row in told] == [
        ("a", 59, "", 2), ("b", 25, "", 1), ("c", None, "never", 0),
    ]  # fmt: skip
    first, second = told[0], told[1]
    assert (first["pace_before"], first["pace_after"], first["others"], first["others_p90"]) == (30.0, 42.5, 7, 11.0)
    assert (second["reminded_on"], second["moved_since"], second["others"]) == (DAY, None, None)


@pytest.mark.parametrize(("waiting", "told"), [(0, 0), (1, None), (4, None), (5, 5), (None, None)])
def test_so_few_who_wait_that_they_could_be_pointed_at_are_not_told(waiting, told) -> None:
    rows = work_rows.of_list(work_list.listed([forecast(backlog=waiting)], {}), 5)
    found = rows["backlog"].iloc[0]
    assert (None if found is rows["backlog"].dtype.na_value else found) == told


def test_of_a_hidden_count_nothing_is_told_that_gives_it_away() -> None:
    hidden = forecast(state="suppressed", counted=3, missing=12_342, required=300.0, pace=0.3)
    rows = work_rows.of_list(work_list.listed([hidden], {}), 5)
    told = {"counted", "missing", "required_per_day", "pace_7", "gap", "probability", "backlog", "eligible_left"}
    assert told < set(rows.columns[rows.isna().all()])

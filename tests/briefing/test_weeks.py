"""What each week brought, how sure places are, and both against other ways to reckon them."""

import datetime as dt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from dashboard import queries, version_files
from dashboard.briefing.comparison import ranking
from dashboard.briefing.curves import weeks
from dashboard.database import Database
from dashboard.rows import CountByWeek
from dashboard.selection import Measure, Selection
from tests.briefing.rows import unit
from tests.warehouse import opened, reported, summary

NOTHING = float("nan")


def end(ago: int, counted: float, reported_ago: int | None = None, units: int = 1) -> CountByWeek:
    """The end of a week; its report is of that day unless it is older."""
    day = pd.Timestamp("2024-05-08") - pd.Timedelta(weeks=ago if reported_ago is None else reported_ago)
    return CountByWeek("32065", ago, counted, day, units)  # type: ignore[arg-type]


def gained(*ends: CountByWeek) -> list[float | None]:
    """The last four weeks, None where nothing is known."""
    found = weeks.weekly(ends, 5)
    assert np.isnan(found[:-4]).all()
    return [None if np.isnan(gain) else float(gain) for gain in found[-4:]]


def test_a_week_brought_what_lies_between_its_ends_and_weeks_without_a_report_share_it() -> None:
    assert gained(end(4, 100), end(3, 110), end(2, 110, 3), end(1, 170), end(0, 170, 0)) == [10, 30, 30, 0]


def test_after_the_last_report_and_before_the_first_nothing_is_known() -> None:
    assert gained(end(3, 100), end(2, 150), end(1, 150, 2), end(0, 150, 2)) == [None, 50, None, None]


def test_a_correction_a_newcomer_a_hidden_count_and_a_small_gain_are_not_told() -> None:
    fallen = gained(end(4, 100), end(3, 90), end(2, 120), end(1, 124), end(0, 140))
    assert fallen == [None, 30, None, 16]
    assert gained(end(3, 100), end(2, 900, units=2), end(1, 930, units=2), end(0, NOTHING)) == [None, None, 30, None]


def test_the_weeks_of_reports_that_came_in_are_found(tmp_path: Path) -> None:
    counts = ((10, 100), (17, 150), (24, 170), (31, 260))
    rows = [row for day, count in counts for row in reported("32065", on=f"2024-05-{day}", activated=count)]
    database = opened(tmp_path, summary(*rows))
    found = weeks.gains(database, Selection("967", "2024", dt.date(2024, 5, 31)), "commune")
    assert found["32065"][-3:].tolist() == [50, 20, 90]
    assert set(found) == {"32065"}, "who never reported has no weeks, and no zeros"


@pytest.mark.parametrize("grain", ["commune", "district"])
def test_the_ends_of_weeks_are_what_the_ranking_shows_on_those_days(grain: str, demo_data: Path) -> None:
    """The twin: the question of the ranking, asked again for the end of each week."""
    database = Database(version_files.path_of(str(version_files.shown())))
    last = dt.date(2024, 5, 1)
    days = (last - dt.timedelta(weeks=3), last)
    table = queries.count_by_week(
        database, edition="2024", parent="96", grain=grain, days=days, level="all", stage="activated"
    )
    found = {(row.unit_code, row.weeks_ago): row.counted for row in table.itertuples() if not pd.isna(row.counted)}
    expected = {}
    for ago in range(4):
        rows = queries.progress_by_area(
            database, edition="2024", as_of=last - dt.timedelta(weeks=ago), parent="96", grain=grain,
            measure=Measure(),
        )  # fmt: skip
        expected |= {(row.unit_code, ago): row.counted for row in rows.itertuples() if not pd.isna(row.counted)}
    assert found == expected


def test_units_close_together_have_ranges_that_overlap_and_one_without_weeks_has_none() -> None:
    rng = np.random.default_rng(7)
    rows = [
        unit(name, numerator=count, denominator=1000, share=count / 1000, rank=place)
        for place, (name, count) in enumerate((("a", 500), ("b", 495), ("far", 300), ("new", 20)), 1)
    ]
    known = {name: rng.choice([0.0, 40.0], weeks.WEEKS) for name in ("a", "b", "far")}
    ranges = weeks.rank_ranges(ranking.of(rows).ranked, known)
    assert ranges == {"a": (1, 2), "b": (1, 2), "far": (3, 3)}
    assert weeks.rank_ranges(ranking.of(rows[::-1]).ranked, known) == ranges, "blind to the order of the rows"


def test_all_bars_end_at_one_gain_that_nearly_all_weeks_fit_below() -> None:
    rows = [unit("a", denominator=100, share=0.5), unit("b", denominator=1000, share=0.5), unit("c", share=0.1)]
    known = {"a": np.full(weeks.WEEKS, 5.0), "b": np.full(weeks.WEEKS, 10.0)}
    assert weeks.common_top(rows, known) == pytest.approx(0.05)
    assert weeks.common_top(rows, {}) == 0

"""Curves by day of the campaign: a late starter beside where others stood, and a campaign beside the one before."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import units
from dashboard.briefing.comparison import campaigns
from dashboard.briefing.comparison.campaigns import Campaign
from dashboard.selection import Edition, Known, Selection
from dashboard.text import Text
from dashboard.wording.comparison import campaigns as wording
from tests.briefing.opening import warehouse
from tests.warehouse import Batch, reported, set_for, summary, target
from tests.warehouse import opened as rows_opened

EARLY, LATE, SMALL, WITHOUT = "32071", "32072", "32068", "32069"
NOW = dt.date(2024, 6, 10)
STARTS = dt.date(2024, 5, 1)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def found(folder: Path, *batches: Batch, codes: tuple[str, ...], **asked: str) -> tuple[Campaign, ...]:
    version = warehouse(rows_opened(folder, *batches))
    known = Known({"2024": Edition(dt.date(2024, 4, 1), NOW, "967")}, units.exists, units.REFORM_DAY)
    selection = Selection("967", "2024", NOW, **asked)  # type: ignore[arg-type]
    return campaigns.of_units(replace(version, known=known), selection, codes)


def on(unit: str, **counts: int) -> list[str]:
    """Reports of a unit: days as d0520 for the 20th of May."""
    return [
        row for day, count in counts.items() for row in reported(unit, on=f"2024-{day[1:3]}-{day[3:]}", activated=count)
    ]


def asked(*of_units: str) -> Batch:
    return target(*(set_for(unit, 1000, start="2024-05-01", deadline="2024-12-31") for unit in of_units))


REPORTS = summary(
    *on(EARLY, d0420=100, d0501=200, d0511=300, d0521=400, d0610=600),
    *on(LATE, d0520=150, d0530=350, d0610=500),
    *on(SMALL, d0501=3, d0520=40),
    *on(WITHOUT, d0501=70, d0520=90),
)


def test_day_0_is_the_start_of_the_target_or_the_first_report_of_who_came_later(tmp_path: Path) -> None:
    early, late = found(tmp_path, REPORTS, asked(EARLY, LATE), codes=(EARLY, LATE))
    assert (early.begins, early.is_late) == (STARTS, False)
    assert (late.begins, late.is_late) == (dt.date(2024, 5, 20), True)
    assert [(early.day(point), point.share) for point in early.points] == [(0, 0.2), (10, 0.3), (20, 0.4), (40, 0.6)]
    assert [late.at(day) for day in (0, 10, 21)] == [0.15, 0.35, 0.5]
    assert early.at(9) == 0.2, "between two reports nothing newer is known"
    said = wording.same_day((early, late), Text("vi"))
    assert "Ngày thứ 21" in said and "40,0%" in said and "50,0%" in said
    assert "muộn hơn ngày bắt đầu chỉ tiêu (01/05/2024)" in wording.begun((early, late), Text("vi"))


def test_where_it_stood_at_the_start_is_known_from_the_report_before(tmp_path: Path) -> None:
    reports = summary(*on(EARLY, d0420=100, d0511=300))
    [one] = found(tmp_path, reports, asked(EARLY), codes=(EARLY,))
    assert [(one.day(point), point.share) for point in one.points] == [(0, 0.1), (10, 0.3)]


def test_an_area_of_which_parts_have_no_target_is_drawn_against_its_own(tmp_path: Path) -> None:
    rest = [each.unit_code for each in units.children("2024", "967") if each.unit_code != EARLY][:5]
    reports = summary(*on(EARLY, d0501=200, d0610=600), *(row for unit in rest for row in on(unit, d0501=20, d0610=40)))
    own = target(set_for("967", 1600, start="2024-05-01", deadline="2024-12-31"))
    assert found(tmp_path / "summed", reports, asked(EARLY), codes=("967",)) == ()
    [one] = found(tmp_path / "own", reports, asked(EARLY), own, codes=("967",))
    assert (one.own, one.points[-1].share) == (1600, 0.5)
    assert "1.600" in wording.begun((one,), Text("vi"))


def test_the_campaign_before_is_held_against_its_own_target(tmp_path: Path) -> None:
    before = target(set_for(EARLY, 500, start="2024-04-10", deadline="2024-05-15"))
    now, earlier = found(tmp_path, REPORTS, before, asked(EARLY), codes=(EARLY,))
    # Of both in force on a day the nearer deadline counts: by now that is the later target.
    assert (now.is_earlier, earlier.is_earlier) == (False, True)
    assert earlier.begins == dt.date(2024, 4, 20), "its first report came after it had begun"
    assert [(earlier.day(point), point.share) for point in earlier.points] == [(0, 0.2)]
    assert "15/05/2024" in wording.name(earlier, Text("vi"))


def test_without_a_base_or_a_count_that_may_be_shown_there_is_no_curve(tmp_path: Path) -> None:
    told = found(tmp_path, REPORTS, asked(EARLY, SMALL), codes=(EARLY, SMALL, WITHOUT, "32065"))
    assert [one.unit.unit_code for one in told] == [EARLY, SMALL]
    assert [point.share for point in told[1].points] == [None, 0.04], "three may not be pointed at"

"""Two days beside each other: the change of each unit's own rate, with its sign, and why one has none."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing import area, opened
from dashboard.briefing.change import difference, since
from dashboard.briefing.change.difference import Difference, Differences, why_none
from dashboard.briefing.change.pairs import Both
from dashboard.briefing.change.since import Since
from dashboard.rows import known_count
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.change import difference as words
from tests.briefing.opening import warehouse
from tests.briefing.test_changed import BEFORE, DISTRICT, NOW, TARGETS, A, B, C, on
from tests.warehouse import Batch, set_for, summary, target
from tests.warehouse import opened as rows_opened

VIETNAMESE = Text("vi")


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def found(folder: Path, *batches: Batch, day: dt.date = BEFORE, unit: str = DISTRICT) -> Differences:
    version, selection = warehouse(rows_opened(folder, *batches)), Selection(unit, "2024", NOW)
    inside = area.within(version.database, selection)
    return difference.of_units(version, selection, inside, Since("day", day))


def points(told: Differences) -> dict[str, float]:
    return {one.both.now.unit_code: one.points for one in told.units if one.points is not None}


def reasons(told: Differences) -> dict[str, str]:
    return {one.both.now.unit_code: one.why for one in told.units if one.why}


def said(told: Differences, unit: str) -> str:
    [one] = [one for one in told.units if one.both.now.unit_code == unit]
    selection = Selection(DISTRICT, "2024", NOW)
    return words.words(one, told.since, opened.measure(selection), VIETNAMESE)


def test_a_change_is_of_the_unit_s_own_reports_and_whoever_rose_most_comes_first(tmp_path: Path) -> None:
    reports = summary(on("2024-04-28", _32071=500, _32072=300), on("2024-05-01", _32071=520, _32072=330, _32068=90))
    told = found(tmp_path, reports, TARGETS)
    assert points(told) == {B: 3.0, A: 2.0}
    assert list(points(told)) == [B, A]
    assert reasons(told)[C] == "not_reported", "a first report is no rise"
    assert said(told, B) == "30,0% → 33,0%; +30 trong 3 ngày (28/04–01/05)"
    assert said(told, C) == "ngày 29/04/2024: chưa phát sinh số liệu"
    assert told.total is not None
    assert (told.total.gained, told.total.units, told.total.rated) == (50, 2, 2)
    assert (told.total.share_before, told.total.share) == (pytest.approx(0.4), pytest.approx(0.425))


def test_swapping_the_two_days_swaps_the_signs(demo_data: Path) -> None:
    version = opened.in_use()
    assert version is not None
    selection = Selection("96", "2025", dt.date(2026, 11, 20))
    start = since.chosen(version, selection, "meeting")
    assert start is not None
    told = difference.of_units(version, selection, area.within(version.database, selection), start)
    known = [one for one in told.units if one.points is not None]
    assert len(known) > 50
    for one in known:
        turned = Difference(Both(one.both.now, one.both.before))
        assert turned.points == -one.points, one.both.now.unit_name
        assert turned.days == -one.days
        assert why_none(turned.both, set()) == ""


def test_without_a_newer_report_or_when_silent_there_is_no_change(tmp_path: Path) -> None:
    reports = summary(on("2024-04-12", _32071=500), on("2024-04-26", _32072=300), on("2024-05-01", _32068=90))
    told = found(tmp_path, reports, TARGETS, day=dt.date(2024, 4, 27))
    assert points(told) == {}
    assert reasons(told)[A] == "silent"
    assert reasons(told)[B] == "not_newer"
    assert said(told, B) == "không có báo cáo mới sau ngày 26/04/2024"
    assert told.total is None


def test_a_protected_count_is_worked_out_from_no_difference(tmp_path: Path) -> None:
    reports = summary(
        on("2024-04-29", _32071=3, _32072=300, _32068=800), on("2024-05-01", _32071=100, _32072=340, _32068=802)
    )
    told = found(tmp_path, reports, TARGETS)
    assert [reasons(told)[unit] for unit in (A, B)] == ["suppressed", "suppressed"], "nor the one beside it"
    assert said(told, A) == said(told, B) == "ngày 29/04/2024: Ẩn theo quy tắc dưới 5"
    assert "<5 trong 2 ngày" in said(told, C), "a small gain is told as a small count is"


def test_another_target_in_between_both_ends_are_of_today_s(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500, _32072=300), on("2024-05-01", _32071=520, _32072=330))
    targets = target(set_for(A, 1000), set_for(B, 1000), set_for(B, 2000, start="2024-04-30", deadline="2024-11-30"))
    told = found(tmp_path, reports, targets)
    assert points(told) == {A: 2.0, B: 1.5}
    assert said(told, B) == "15,0% → 16,5% (cùng mẫu số 2.000); +30 trong 2 ngày (29/04–01/05)"


def test_without_a_base_there_is_no_change_of_a_rate_but_one_of_the_count(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500, _32072=300), on("2024-05-01", _32071=520, _32072=330))
    told = found(tmp_path, reports, target(set_for(A, 1000)))
    assert reasons(told)[B] == "no_denominator"
    assert told.total is not None
    assert (told.total.units, told.total.gained, told.total.rated) == (2, 50, 1)


def test_nothing_at_all_is_nothing_to_compare(tmp_path: Path) -> None:
    told = found(tmp_path, summary(on("2024-05-01", _32071=500)), TARGETS)
    assert points(told) == {}
    assert set(reasons(told).values()) == {"not_reported"}


def test_across_the_reform_units_of_today_carry_what_their_parts_counted(demo_data: Path) -> None:
    version = opened.in_use()
    assert version is not None
    selection = Selection("96", "2025", dt.date(2025, 7, 10), base="eligible")
    start = Since("day", dt.date(2025, 6, 20))
    told = difference.of_units(version, selection, area.within(version.database, selection), start)
    known = [one for one in told.units if not one.why]
    assert len(known) > 30
    for one in known:
        before, now = one.both
        assert before.parts == before.parts_reported, "all parts, or none"
        assert one.is_rebased == (before.denominator != now.denominator)
        assert one.points is not None
        assert abs(one.points) < 5, "three weeks are no campaign"
    befores = {one: one.both.before for one in told.units if known_count(one.both.before.parts)}
    partial = [one for one, row in befores.items() if known_count(row.parts_reported) != known_count(row.parts)]
    assert {one.why for one in partial} <= {"other_units", "not_reported"}


def test_the_day_that_was_seen_last_is_offered_by_the_link_that_keeps_it(demo_data: Path) -> None:
    version, selection = opened.in_use(), Selection("96", "2025", dt.date(2026, 11, 20))
    assert version is not None
    kinds = [one.kind for one in since.offered(version, selection, "2026-11-13")]
    assert kinds == ["monday", "report", "meeting", "target", "seen"]
    assert since.chosen(version, selection, "seen", "2026-11-13") == Since("seen", dt.date(2026, 11, 13))
    for seen in ("", "2026-11-20", "2027-01-01", "tet"):
        assert [one.kind for one in since.offered(version, selection, seen)] == kinds[:-1]
        assert since.chosen(version, selection, "seen", seen) == since.chosen(version, selection, "")

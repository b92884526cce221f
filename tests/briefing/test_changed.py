"""What changed since a day: only what units say of themselves at both ends, each kind of change in its own list."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing import area, opened
from dashboard.briefing.change import changed, difference, since
from dashboard.briefing.change.changed import Changed
from dashboard.briefing.change.pairs import Both
from dashboard.briefing.change.since import Since
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording.change import changed as wording
from tests.briefing.opening import warehouse
from tests.warehouse import Batch, reported, set_for, summary, target
from tests.warehouse import opened as rows_opened

DISTRICT = "967"
A, B, C = "32071", "32072", "32068"
BEFORE, NOW = dt.date(2024, 4, 29), dt.date(2024, 5, 1)
TARGETS = target(set_for(A, 1000), set_for(B, 1000), set_for(C, 1000))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def found(folder: Path, *batches: Batch, day: dt.date = BEFORE, unit: str = DISTRICT) -> Changed:
    version = warehouse(rows_opened(folder, *batches))
    return changed.of_unit(version, Selection(unit, "2024", NOW), Since("day", day))


def names(pairs: tuple[Both, ...]) -> list[str]:
    return [both.now.unit_code for both in pairs]


def on(day: str, **counts: int) -> tuple[str, ...]:
    return tuple(row for unit, count in counts.items() for row in reported(unit[1:], on=day, activated=count))


def test_the_sum_is_of_units_that_speak_at_both_ends(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500, _32072=300), on("2024-05-01", _32071=520, _32072=330, _32068=90))
    told = found(tmp_path, reports, TARGETS)
    assert told.total is not None
    assert (told.total.gained, told.total.units, told.total.rated) == (50, 2, 2)
    assert told.total.share_before == pytest.approx(0.4)
    assert told.total.share == pytest.approx(0.425)
    assert names(told.rose) == [B, A]
    assert names(told.begun) == [C], "a first report is a stock, and no rise"


def test_a_unit_that_passes_its_target_is_named(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=990, _32072=1000), on("2024-05-01", _32071=1000, _32072=1010))
    assert names(found(tmp_path, reports, TARGETS).passed) == [A]


def test_who_fell_silent_has_no_change_and_is_told_apart(tmp_path: Path) -> None:
    reports = summary(on("2024-04-12", _32071=500, _32072=500), on("2024-05-01", _32072=530))
    told = found(tmp_path, reports, TARGETS, day=dt.date(2024, 4, 16))
    assert names(told.silent) == [A]
    assert names(told.rose) == [B]
    assert told.total is not None
    assert (told.total.units, told.total.gained) == (1, 30)


def test_a_count_that_was_lowered_falls_and_adds_nothing_when_it_is_a_correction(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500, _32072=300), on("2024-05-01", _32071=480, _32072=310))
    told = found(tmp_path, reports, TARGETS)
    assert names(told.fell) == [A]
    assert names(told.rose) == [B]


def test_a_target_that_begins_between_is_told_and_makes_no_rate_comparable(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500, _32072=300), on("2024-05-01", _32071=520, _32072=330))
    targets = target(set_for(A, 1000), set_for(B, 1000), set_for(B, 2000, start="2024-04-30", deadline="2024-11-30"))
    told = found(tmp_path, reports, targets)
    assert B in names(told.targets)
    assert names(told.rose) == [A]
    assert told.total is not None
    assert (told.total.gained, told.total.units, told.total.rated) == (50, 2, 2), "both ends of today's base"
    assert told.total.share_before == pytest.approx(800 / 3000)


def test_a_unit_without_a_newer_report_is_in_no_sum(tmp_path: Path) -> None:
    reports = summary(on("2024-04-28", _32071=500, _32072=300), on("2024-05-01", _32072=330))
    told = found(tmp_path, reports, TARGETS)
    assert told.total is not None
    assert (told.total.gained, told.total.units, told.total.rated) == (30, 1, 1)


def test_the_sum_is_the_one_that_the_maps_of_two_days_print(demo_data: Path) -> None:
    version = opened.in_use()
    assert version is not None
    for selection in (
        Selection("96", "2025", dt.date(2026, 11, 20)),
        Selection("96", "2024", dt.date(2025, 7, 20)),
        Selection("967", "2024", dt.date(2024, 5, 1), base="approved"),
    ):
        start = since.chosen(version, selection, "monday")
        assert start is not None
        inside = area.within(version.database, selection)
        wanted = difference.of_units(version, selection, inside, start).total
        assert changed.of_unit(version, selection, start).total == wanted


def test_against_another_stage_the_base_grows_from_day_to_day(tmp_path: Path) -> None:
    rows = (
        *reported(A, on="2024-04-29", activated=500, approved=1000),
        *reported(A, on="2024-05-01", activated=660, approved=1100),
    )
    version = warehouse(rows_opened(tmp_path, summary(rows)))
    told = changed.of_unit(version, Selection(A, "2024", NOW, base="approved"), Since("day", BEFORE))
    assert names(told.rose) == [A]
    assert told.total is not None
    assert (told.total.share_before, told.total.share) == (pytest.approx(0.5), pytest.approx(0.6))


def test_of_a_unit_that_never_reported_nothing_is_asked(tmp_path: Path) -> None:
    version = warehouse(rows_opened(tmp_path, summary(on("2024-05-01", _32071=500)), TARGETS))
    for asked in ("", "monday", "2024-04-01"):
        assert since.chosen(version, Selection(B, "2024", NOW), asked) is None


def test_from_the_other_end_all_signs_are_turned(tmp_path: Path) -> None:
    up = (on("2024-04-29", _32071=500, _32072=700), on("2024-05-01", _32071=520, _32072=600))
    down = (on("2024-04-29", _32071=520, _32072=600), on("2024-05-01", _32071=500, _32072=700))
    one, other = (found(tmp_path, summary(*rows), TARGETS) for rows in (up, down))
    assert [both.points for both in one.rose] == [-both.points for both in other.fell] == [2.0]
    assert [both.points for both in one.fell] == [-both.points for both in other.rose] == [-10.0]


def test_a_commune_is_told_of_itself(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500), on("2024-05-01", _32071=520))
    told = found(tmp_path, reports, TARGETS, unit=A)
    assert told.total is not None
    assert (told.total.gained, told.total.every) == (20, 1)


def test_a_small_change_is_told_as_small(tmp_path: Path) -> None:
    reports = summary(on("2024-04-29", _32071=500), on("2024-05-01", _32071=503))
    selection, text = Selection(A, "2024", NOW), Text("vi")
    said = wording.total(found(tmp_path, reports, TARGETS, unit=A).total, selection, opened.measure(selection), text)
    assert said == "<5 tài khoản."


def test_the_beginnings_are_before_the_day_and_a_monday_begins_a_week_earlier(demo_data: Path) -> None:
    version = opened.in_use()
    assert version is not None
    friday = {one.kind: one.day for one in since.offered(version, Selection("96", "2025", dt.date(2026, 11, 20)))}
    assert friday == {
        "monday": dt.date(2026, 11, 16),
        "report": dt.date(2026, 11, 19),
        "meeting": dt.date(2026, 11, 9),
        "target": dt.date(2026, 1, 1),
    }
    monday = since.chosen(version, Selection("96", "2025", dt.date(2026, 11, 16)), "monday")
    assert monday == Since("monday", dt.date(2026, 11, 9))


@pytest.mark.parametrize("asked", ["2026-11-20", "2027-01-01", "hom qua", ""])
def test_a_beginning_that_cannot_be_is_the_usual_one(asked: str, demo_data: Path) -> None:
    version = opened.in_use()
    assert version is not None
    found_since = since.chosen(version, Selection("96", "2025", dt.date(2026, 11, 20)), asked)
    assert found_since is not None
    assert found_since.kind == "monday"

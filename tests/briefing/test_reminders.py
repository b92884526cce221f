"""How paces moved after reminders, beside units alike, from real reports."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing import area
from dashboard.briefing.forecast import reminders
from dashboard.briefing.forecast.reminders import Reminded
from dashboard.selection import Selection
from tests.warehouse import batch, opened, reported, set_for, summary, target

# Nine communes of the district of Thới Bình; each has 1,000 to reach and stood at 500 on 8 May.
COMMUNES = ("32065", "32068", "32069", "32071", "32072", "32074", "32077", "32080", "32083")
DISTRICT, REMINDED = "967", "32065"
# What each did in the week before 8 May, and in the week after 10 May.
BEFORE = dict.fromkeys(COMMUNES, 70)
AFTER = dict(zip(COMMUNES, (140, 70, 77, 84, 91, 98, 105, 70, 70), strict=True))


def campaign(communes=COMMUNES):
    rows = []
    for code in communes:
        counts = {1: 500 - BEFORE[code], 8: 500, 12: 520, 19: 520 + AFTER[code]}
        rows += [
            row for day, count in counts.items() for row in reported(code, on=f"2024-05-{day:02d}", activated=count)
        ]
    return summary(*rows), target(*(set_for(code, 1000) for code in communes))


def found(folder: Path, *batches, as_of="2024-05-19", edition="2024", unit=DISTRICT):
    database = opened(folder, *batches)
    selection = Selection(unit, edition, dt.date.fromisoformat(as_of))
    inside = area.within(database, selection, "commune")
    return reminders.of_units(database, selection, inside)


def of(*rows: str, edition: str = "2024"):
    return batch("event", *(f"{row} - Đôn_đốc Reminder" for row in rows), edition=edition)


def test_the_pace_is_told_before_and_since_beside_the_others_that_were_not_reminded(tmp_path: Path) -> None:
    told = found(tmp_path, *campaign(), of("32065 reminder 2024-05-08"))
    # The others moved by 0, 1, 2, 3, 4, 5, 0, 0 a day: P10 is 0, P50 1.5, P90 0.3 of the way from 4 to 5.
    assert told == {"32065": Reminded(dt.date(2024, 5, 8), 1, "", told["32065"].moved)}
    moved = told["32065"].moved
    assert (moved.since, moved.before, moved.after, moved.others) == (dt.date(2024, 5, 8), 10.0, 20.0, 8)
    assert moved.alike == pytest.approx((0.0, 1.5, 4.3))


def test_who_was_reminded_too_is_nobody_to_compare_with(tmp_path: Path) -> None:
    told = found(tmp_path, *campaign(), of("32065 reminder 2024-05-08", "32083 reminder 2024-05-15"))
    assert told["32065"].moved.others == 7
    assert told["32083"] == Reminded(dt.date(2024, 5, 15), 1, "", None), "no pace lies wholly after it yet"


def test_too_few_others_give_no_range(tmp_path: Path) -> None:
    moved = found(tmp_path, *campaign(COMMUNES[:5]), of("32065 reminder 2024-05-08"))["32065"].moved
    assert (moved.others, moved.alike) == (4, None)


def test_of_several_reminders_the_last_is_told_and_the_newest_with_a_pace_after_it_measured(tmp_path: Path) -> None:
    days = ("2024-05-01", "2024-05-08", "2024-05-18")
    told = found(tmp_path, *campaign(), of(*(f"32065 reminder {day}" for day in days)))["32065"]
    assert (told.last, told.times, told.moved.since) == (dt.date(2024, 5, 18), 3, dt.date(2024, 5, 8))


def test_reminders_after_the_day_looked_at_are_not_known(tmp_path: Path) -> None:
    given = (*campaign(), of("32065 reminder 2024-05-16"))
    assert found(tmp_path, *given, as_of="2024-05-15") == {}
    assert found(tmp_path, *given, as_of="2024-05-19").keys() == {"32065"}


def test_of_the_newest_figures_reminders_after_them_are_told_up_to_now(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("DASHBOARD_NOW", "2024-05-22T08:00")
    told = found(tmp_path, *campaign(), of("32065 reminder 2024-05-21", "32068 reminder 2024-05-23"))
    assert told == {"32065": Reminded(dt.date(2024, 5, 21), 1)}


def test_a_silent_unit_has_no_pace_to_have_moved(tmp_path: Path) -> None:
    reports, targets = campaign()
    told = found(tmp_path, reports, targets, of("32065 reminder 2024-05-08"), as_of="2024-06-30")
    assert told["32065"].moved is None


def test_without_reminders_nothing_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, *campaign()) == {}


def test_after_the_reform_the_reminder_of_a_part_names_it_and_is_not_measured(tmp_path: Path) -> None:
    told = found(tmp_path, *campaign(), of("32065 reminder 2024-05-08"), as_of="2024-05-19", edition="2025", unit="96")
    assert told == {"32065": Reminded(dt.date(2024, 5, 8), 1, "Thị trấn Thới Bình", None)}


def test_a_unit_reminded_itself_names_no_other_beside_one_that_is_named(tmp_path: Path) -> None:
    own = of("31858 reminder 2026-05-08", edition="2025")
    told = found(
        tmp_path, *campaign(), of("32065 reminder 2024-05-08"), own, as_of="2026-06-01", edition="2025", unit="96"
    )
    assert {code: one.other_name for code, one in told.items()} == {"31858": "", "32065": "Thị trấn Thới Bình"}


def test_the_same_day_twice_by_two_files_is_one_reminder(tmp_path: Path) -> None:
    again = batch("event", "32065 reminder 2024-05-08 - Nhắc_lại Again")
    assert found(tmp_path, *campaign(), of("32065 reminder 2024-05-08"), again)["32065"].times == 1

"""Reports are due on Fridays at 17:00. Here the first batch arrives on Monday 1 January 2024 at 8, then one an hour."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries, settings
from dashboard.warehouse.schedule import due_times
from tests.warehouse import Batch, counted, detailed, opened, reported, rows, summary, withdrawn


def lateness(folder: Path, *batches: Batch, as_of: str = "2024-01-12", dues: int = 3, now: str = "") -> pd.DataFrame:
    """The query's rows for two communes and their district, over a warehouse of these batches."""
    day = dt.date.fromisoformat(as_of)
    now = dt.datetime.fromisoformat(now) if now else dt.datetime.combine(day, dt.time.min)
    table = queries.lateness_by_due(
        opened(folder, *batches), edition="2024", parent="967", as_of=day, now=now, dues=dues
    )
    return table[table["unit_code"].isin(["32065", "32068", "967"])]


def states(table: pd.DataFrame) -> list[tuple[object, ...]]:
    """Unit, due day, state and days late."""
    return [
        (unit, due[:10], state, late)
        for unit, due, state, late in rows(table, "unit_code", "due", "state", "days_late")
    ]


def test_a_report_is_on_time_late_by_days_begun_or_missing(tmp_path: Path) -> None:
    found = lateness(
        tmp_path,
        summary(reported("32068", on="2023-12-25", activated=1)),
        arriving(summary(reported("32068", on="2024-01-05T15:00", activated=2)), "2024-01-05T16:59"),
        arriving(summary(reported("32065", on="2024-01-04", activated=2)), "2024-01-05T17:30"),
        arriving(detailed(counted("32065", on="2024-01-06", channel="mobile", activated=2)), "2024-01-15T18:00"),
        as_of="2024-01-13",
    )
    assert states(found) == [
        ("32065", "2023-12-29", "missing", None),
        ("32065", "2024-01-05", "late", 1),
        ("32065", "2024-01-12", "late", 4),
        ("32068", "2023-12-29", "backfilled", None),
        ("32068", "2024-01-05", "on_time", None),
        ("32068", "2024-01-12", "missing", None),
    ]


def arriving(batch: Batch, received_at: str) -> Batch:
    """The same batch, come in at another time."""
    return replace(batch, received_at=received_at)


def test_a_correction_does_not_make_a_punctual_report_late_and_a_withdrawal_makes_it_missing(tmp_path: Path) -> None:
    first = summary(reported("32065", on="2024-01-05", activated=2))
    corrected = arriving(
        replace(summary(reported("32065", on="2024-01-05", activated=1)), is_correction=True), "2024-01-09T08:00"
    )
    found = lateness(tmp_path / "a", first, corrected, dues=2)
    assert states(found[found["unit_code"] == "32065"])[0] == ("32065", "2024-01-05", "on_time", None)
    found = lateness(tmp_path / "b", withdrawn(first, "wrong"), corrected, dues=2)
    assert states(found[found["unit_code"] == "32065"])[0] == ("32065", "2024-01-05", "late", 4)


def test_a_report_due_on_the_day_itself_is_open_and_a_district_that_reports_is_expected_too(tmp_path: Path) -> None:
    found = lateness(tmp_path, summary(reported("967", on="2024-01-05", activated=2)), dues=2)
    assert states(found) == [("967", "2024-01-05", "on_time", None), ("967", "2024-01-12", "open", None)]


@pytest.mark.parametrize(("now", "state"), [("2024-01-12T17:00", "open"), ("2024-01-12T17:01", "missing")])
def test_what_is_still_to_come_is_told_of_now(tmp_path: Path, now: str, state: str) -> None:
    found = lateness(tmp_path, summary(reported("967", on="2024-01-05", activated=2)), dues=1, now=now)
    assert states(found) == [("967", "2024-01-12", state, None)]


@pytest.mark.parametrize(
    ("written", "first"), [("daily 08:00", "2015-01-01T08:00:00"), ("monday 12:30", "2015-01-05T12:30:00")]
)
def test_the_schedule_is_a_setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, first: str) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text(f'report_due = "{written}"', encoding="utf-8")
    assert due_times()[0].isoformat() == first


@pytest.mark.parametrize("written", ["fridays 17:00", "friday", "friday 25:00", ""])
def test_a_schedule_that_cannot_be_read_is_the_operator_s_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text(f'report_due = "{written}"', encoding="utf-8")
    with pytest.raises(settings.SettingsInvalid, match="report_due"):
        due_times()


def test_without_a_schedule_nothing_is_due(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('report_due = "none"', encoding="utf-8")
    assert lateness(tmp_path, summary(reported("32065", on="2024-01-05", activated=2))).empty

"""That units were reminded is kept as any export of events is."""

import datetime as dt

import pytest

from dashboard import importer, queries, version_files
from dashboard.batches import store
from dashboard.database import Database
from dashboard.importer.reminding import reminder_export
from tests.queries.test_reminders import END
from tests.warehouse import rows

pytestmark = pytest.mark.usefixtures("small_reference")


@pytest.fixture
def today(data_folder, monkeypatch):
    monkeypatch.setenv("DASHBOARD_NOW", "2026-11-29T08:00")
    return data_folder


def reminded(edition="2025", parent="96"):
    database = Database(version_files.path_of(version_files.current()))
    return rows(
        queries.reminder_by_unit(database, edition=edition, parent=parent, date_to=END), "unit_code", "reminded_on"
    )


def test_reminders_are_a_batch_of_events_with_the_day_and_the_units_and_nothing_else(today):
    result = importer.remind("2025", ["32065", "31858", "32065"])
    assert (result.status, result.kind, result.accepted_rows, result.version) == (
        "accepted", "event", 2, version_files.current(),
    )  # fmt: skip
    assert reminded() == [("31858", "2026-11-29"), ("32065", "2026-11-29")]
    [manifest] = store.manifests()
    assert (manifest.kind, manifest.source_name, manifest.is_demo) == ("event", "don-doc_2026-11-29.csv", False)


def test_the_same_units_on_the_same_day_are_kept_once_and_others_are_added(today):
    importer.remind("2025", ["32065", "31858"])
    assert importer.remind("2025", ["31858", "32065"]).status == "known"
    importer.remind("2025", ["32065", "32185"])
    assert [code for code, _ in reminded()] == ["31858", "32065", "32185"]


def test_a_unit_that_is_no_more_or_never_was_is_not_kept(today):
    result = importer.remind("2025", ["32065", "99999"])
    assert (result.accepted_rows, [problem.reason for problem in result.problems]) == (1, ["unit_is_known"])
    former = importer.remind("2024", ["32065"])
    assert (former.status, [problem.reason for problem in former.problems]) == (
        "refused", ["unit_existed_at_that_date"],
    )  # fmt: skip


def test_reminders_can_be_taken_back_and_brought_again(today):
    batch = importer.remind("2025", ["32065"]).batch
    importer.withdraw(batch, why="nhầm đơn vị", who="Lan")
    assert reminded() == []
    importer.restore(batch, who="Lan")
    assert reminded() == [("32065", "2026-11-29")]


def test_a_version_that_was_kept_does_not_know_of_later_reminders(today, monkeypatch):
    first = importer.remind("2025", ["32065"]).version
    monkeypatch.setenv("DASHBOARD_NOW", "2026-12-01T08:00")
    importer.remind("2025", ["32065"])
    assert len(reminded()) == 2
    past = Database(version_files.path_of(first))
    assert len(queries.reminder_by_unit(past, edition="2025", parent="96", date_to=END)) == 1


def test_the_export_is_the_same_for_any_order_of_units():
    day = dt.date(2026, 11, 29)
    one = reminder_export("2025", ["32065", "31858"], day)
    assert one == reminder_export("2025", ["31858", "32065", "31858"], day)
    assert one.content.decode().splitlines() == [
        "event_kind,start_date,event,event_en,edition,unit_code",
        "reminder,2026-11-29,Đôn đốc,Reminder,2025,31858",
        "reminder,2026-11-29,Đôn đốc,Reminder,2025,32065",
    ]

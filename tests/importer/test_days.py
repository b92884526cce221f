"""Several detailed exports of one day: what is new is added, what contradicts is set aside, a correction replaces."""

import json

import pytest

from dashboard import settings
from dashboard.batches import store
from dashboard.importer import fast_path, pipeline

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count,correction"
REASON = "accepted_day_changes_only_by_correction"


@pytest.fixture
def detailed(bring):
    """Imports rows of one day of 967: hour_band,level,stage,channel,team_code,count,correction."""

    def accept(*rows, name="day.csv"):
        return bring(HEADER, *(f"2024,967,2024-05-01,{row}" for row in rows), name=name)

    return accept


@pytest.fixture
def counted(ask):
    return lambda: ask("SELECT hour_band, team_code, count FROM activity ORDER BY ALL")


def test_a_second_export_of_a_day_adds_what_is_new_and_takes_nothing_away(detailed, counted):
    detailed("07-11,1,activated,mobile,,10,", "11-13,1,activated,mobile,,2,")
    second = detailed("07-11,1,activated,mobile,,10,", "17-22,1,activated,mobile,,5,", name="evening.csv")
    assert second.problems == ()
    assert counted() == [("07-11", None, 10), ("11-13", None, 2), ("17-22", None, 5)]


def test_a_contradiction_is_quarantined_with_what_was_accepted(detailed, counted, reasons):
    detailed("07-11,1,activated,mobile,T1,10,")
    second = detailed("07-11,1,activated,mobile,T1,12,", "07-11,1,activated,mobile,T2,3,", name="b.csv")
    assert reasons(second) == [(2, "count", REASON)]
    assert second.problems[0].detail == "10"
    assert counted() == [("07-11", "T1", 10), ("07-11", "T2", 3)]


def test_a_correction_replaces_its_row_and_no_other(detailed, counted):
    detailed("07-11,1,activated,mobile,T1,10,", "07-11,1,activated,mobile,T2,3,")
    assert detailed("07-11,1,activated,mobile,T1,12,x", name="b.csv").problems == ()
    assert counted() == [("07-11", "T1", 12), ("07-11", "T2", 3)]


@pytest.mark.parametrize(("first", "second"), [("", "T1"), ("T1", "")])
def test_people_counted_by_team_are_not_counted_again_without(detailed, counted, reasons, first, second):
    detailed(f"07-11,1,activated,mobile,{first},10,")
    again = detailed(f"07-11,1,activated,mobile,{second},10,", "11-13,1,activated,mobile,,1,", name="b.csv")
    assert reasons(again) == [(2, "count", REASON)]
    assert sum(count for *_, count in counted()) == 11
    assert detailed(f"07-11,1,activated,mobile,{second},9,x", name="c.csv").problems == ()
    assert counted() == [("07-11", second or None, 9), ("11-13", None, 1)]


def test_a_long_export_of_days_told_before_is_judged_row_by_row(detailed, monkeypatch, file, reasons):
    detailed("07-11,1,activated,mobile,T1,10,")
    monkeypatch.setattr(fast_path, "LONG", 0)
    lines = [HEADER.removesuffix(",correction"), "2024,967,2024-05-01,07-11,1,activated,mobile,T1,11"]
    other_day = [*lines[:1], lines[1].replace("05-01", "05-02")]
    steps: list[str] = []
    circumstances = pipeline.present_circumstances(is_demo=False, dry_run=False)
    assert pipeline.accept_file(file("new.csv", *other_day), circumstances, {}, steps.append).status == "accepted"
    assert steps == ["reading"]
    refused = pipeline.accept_file(file("old.csv", *lines), circumstances, {}, steps.append)
    assert reasons(refused) == [(2, "count", REASON)]


def test_a_batch_from_before_there_were_corrections_still_counts(detailed, counted):
    import duckdb

    result = detailed("07-11,1,activated,mobile,T1,10,")
    path = store.rows_file(result.batch)
    duckdb.execute(f"COPY (SELECT * EXCLUDE is_correction FROM '{path}') TO '{path}.old' (FORMAT parquet)")
    path.with_name(path.name + ".old").replace(path)
    # Nor was there a digest of the rows, or a counter.
    manifest = path.with_name("manifest.json")
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({k: v for k, v in facts.items() if k not in ("rows_sha256", "number")}), "utf-8")
    (settings.data_folder() / "counter").unlink()
    assert counted() == [("07-11", "T1", 10)]

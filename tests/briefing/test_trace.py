"""A count's sources: its reports, what goes on top of them, the units that it is a sum of, and what was handed over."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing import trace
from dashboard.selection import Selection
from dashboard.units import files
from tests.warehouse import (
    accepted,
    counted,
    detailed,
    living_in,
    opened,
    population,
    reported,
    resolved,
    set_for,
    summary,
    target,
)

DISTRICT, TOWN, COMMUNE = "967", "32065", "32068"
MAY = dt.date(2024, 5, 5)
REGIONS = [row for row in files.rows("groupings.csv") if row["grouping"] == "region"]


def traced(folder: Path, monkeypatch: pytest.MonkeyPatch, *batches, unit=TOWN, day=MAY, edition="2024", **measure):
    """The trace of a figure in a warehouse of these batches."""
    database = opened(folder, *batches)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    # A trace looks into the batches themselves.
    accepted(*batches)
    return trace.of_figure(database, Selection(unit, edition, day, **measure))


def told(found: trace.Trace) -> list[tuple[object, ...]]:
    """Level, day, batch and value of each report."""
    return [(one.level, str(one.date), one.file.batch_id, one.value) for one in found.reports]


def test_both_levels_are_two_reports_and_the_newest_of_each_counts(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, on="2024-05-01T23:00", level="1", activated=100)),
        summary(
            reported(TOWN, on="2024-05-03T17:00", level="1", activated=110),
            reported(TOWN, on="2024-05-03T23:00", level="1", activated=120),
            reported(TOWN, on="2024-05-02T23:00", level="2", activated=50),
        ),
    )
    assert (found.count, told(found)) == (
        170,
        [("1", "2024-05-03", "01-summary", 120), ("2", "2024-05-02", "01-summary", 50)],
    )
    assert (found.parts, found.pieces, found.exports) == ((), (), ())


def test_of_a_printed_sum_and_the_levels_the_newer_is_the_source(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(
            reported(TOWN, on="2024-05-01", level="1", activated=100),
            reported(TOWN, on="2024-05-01", level="2", activated=50),
        ),
        summary(reported(TOWN, on="2024-05-02", activated=160)),
    )
    assert (found.count, told(found)) == (160, [("all", "2024-05-02", "01-summary", 160)])


def test_a_corrected_figure_is_that_of_the_correction_and_says_what_it_was(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, on="2024-05-01", activated=160)),
        summary(reported(TOWN, on="2024-05-01", activated=140)),
    )
    assert told(found) == [("all", "2024-05-01", "01-summary", 140)]
    assert [(one.numbers, one.source_name, one.reason) for one in found.changes] == [
        ((160, 140), "01-summary.csv", "later_report")
    ]


def test_exports_since_the_report_are_added_with_their_files(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, on="2024-05-01", activated=100)),
        detailed(counted(TOWN, on="2024-05-01", activated=7), counted(TOWN, on="2024-05-02", activated=8)),
        detailed(counted(TOWN, on="2024-05-04", activated=9), counted(TOWN, on="2024-05-06", activated=30)),
    )
    assert (found.count, told(found)) == (117, [("all", "2024-05-01", "00-summary", 100)])
    assert [(one.file.batch_id, *map(str, one.days)) for one in found.exports] == [
        ("01-detailed", "2024-05-02", "2024-05-02"),
        ("02-detailed", "2024-05-04", "2024-05-05"),
    ]


def test_before_the_first_report_a_count_is_reckoned_back_from_it(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        detailed(counted(TOWN, on="2024-05-02", activated=8), counted(TOWN, on="2024-05-06", activated=10)),
        summary(reported(TOWN, on="2024-05-06", activated=118)),
    )
    assert found.count == 108
    assert [(one.is_later, str(one.date)) for one in found.reports] == [(True, "2024-05-06")]


def test_a_sum_opens_to_the_units_right_below_it(tmp_path, monkeypatch):
    batches = (
        summary(
            reported(TOWN, activated=100),
            reported(COMMUNE, activated=50),
            reported("32071", on="2024-05-09", activated=5),
        ),
        target(set_for(TOWN, 200), set_for(COMMUNE, 100)),
    )
    district = traced(tmp_path / "a", monkeypatch, *batches, unit=DISTRICT)
    assert (district.count, [(one.figure.unit, one.count) for one in district.parts]) == (
        150,
        [(TOWN, 100), (COMMUNE, 50)],
    )
    assert district.reports == ()
    province = traced(tmp_path / "b", monkeypatch, *batches, unit="96")
    assert [(one.figure.unit, one.count) for one in province.parts] == [(DISTRICT, 150)]


def test_a_district_that_reports_as_a_whole_is_no_sum(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, on="2024-05-01", activated=100), reported(DISTRICT, on="2024-05-02", activated=900)),
        unit=DISTRICT,
    )
    assert (found.count, found.parts, told(found)) == (900, (), [("all", "2024-05-02", "00-summary", 900)])


def test_a_rate_names_the_document_of_its_target_and_the_table_of_its_people(tmp_path, monkeypatch):
    batches = (
        summary(reported(TOWN, activated=100)),
        target(set_for(TOWN, 200)),
        population(living_in(TOWN, 4000)),
    )
    found = traced(tmp_path / "a", monkeypatch, *batches)
    assert [(one.value, one.document, str(one.deadline), one.file.batch_id) for one in found.bases] == [
        (200, "KH-06", "2024-12-31", "01-target")
    ]
    found = traced(tmp_path / "b", monkeypatch, *batches, base="eligible")
    assert [(one.value, one.document, str(one.counted_on)) for one in found.bases] == [(4000, "office", "2024-01-01")]


def test_before_the_reform_a_new_commune_is_made_of_the_former_ones(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, activated=100), reported("32077", activated=40)),
        edition="2025",
    )
    assert (found.name, found.count, found.handed_over_on) == ("Xã Thới Bình", 140, None)
    assert [(one.figure.edition, one.figure.unit, one.count, one.share) for one in found.pieces] == [
        ("2024", TOWN, 100, 1.0),
        ("2024", "32077", 40, 1.0),
    ]


def test_after_it_what_was_handed_over_counts_until_the_first_report(tmp_path, monkeypatch):
    batches = (
        summary(reported(TOWN, on="2025-06-20", activated=100), reported("32077", on="2025-06-20", activated=40)),
        summary(reported(TOWN, on="2025-07-20", activated=150), edition="2025"),
    )
    found = traced(tmp_path / "a", monkeypatch, *batches, edition="2025", day=dt.date(2025, 7, 10))
    assert (found.count, found.handed_over_on, len(found.pieces)) == (140, dt.date(2025, 7, 1), 2)
    assert {one.figure.as_of for one in found.pieces} == {dt.date(2025, 6, 30)}
    found = traced(tmp_path / "b", monkeypatch, *batches, edition="2025", day=dt.date(2025, 7, 20))
    assert (found.pieces, told(found)) == ((), [("all", "2025-07-20", "01-summary", 150)])


def test_a_unit_that_took_over_within_an_edition_names_what_came_from_whom(tmp_path, monkeypatch):
    resolved(tmp_path, f"2024 {COMMUNE} {TOWN} 1 2024-05-03")
    found = traced(
        tmp_path,
        monkeypatch,
        summary(
            reported(TOWN, on="2024-05-01", activated=100),
            reported(COMMUNE, on="2024-05-01", activated=40),
            reported("32092", on="2024-05-09", activated=1000),
        ),
    )
    assert (found.count, str(found.handed_over_on), told(found)) == (140, "2024-05-03", [])
    assert [(one.figure.unit, one.count, str(one.figure.as_of)) for one in found.pieces] == [
        (TOWN, 100, "2024-05-02"),
        (COMMUNE, 40, "2024-05-02"),
    ]


def test_a_protected_count_has_no_trace(tmp_path, monkeypatch):
    found = traced(tmp_path, monkeypatch, summary(reported(TOWN, activated=3)))
    assert (found.state, found.count, found.reports, found.bases) == ("suppressed", None, (), ())


def test_with_one_protected_piece_no_piece_is_told(tmp_path, monkeypatch):
    # Beside the small count the next smallest of the district is protected, which is no piece.
    counts = {TOWN: 100, "32077": 3, COMMUNE: 50, "32071": 900}
    reports = [reported(unit, activated=count) for unit, count in counts.items()]
    found = traced(tmp_path, monkeypatch, summary(*reports), edition="2025")
    assert (found.count, found.is_told_apart) == (103, False)
    assert [one.count for one in found.pieces] == [None, None]


def test_what_was_not_reported_has_nothing_to_show(tmp_path, monkeypatch):
    found = traced(tmp_path, monkeypatch, summary(reported(TOWN, activated=30)), unit=COMMUNE)
    assert (found.state, found.count, found.reports) == ("not_reported", None, ())


def test_after_the_reform_a_former_commune_stands_on_the_one_that_it_became(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported("32092", on="2025-06-20", activated=100)),
        summary(reported("32092", on="2025-07-20", activated=150), edition="2025"),
        unit="32092",
        day=dt.date(2025, 7, 20),
    )
    assert (found.count, found.reports) == (150, ())
    assert [(one.figure.edition, one.figure.unit, one.count) for one in found.pieces] == [("2025", "32092", 150)]


def test_a_region_is_the_sum_of_its_provinces_and_a_former_district_that_of_its_communes(tmp_path, monkeypatch):
    batches = (
        summary(
            reported("32065", on="2025-07-20", activated=150),
            reported("31825", on="2025-07-20", activated=70),
            edition="2025",
        ),
    )
    (region,) = [row["group_code"] for row in REGIONS if row["unit_code"] == "96" and row["edition"] == "2025"]
    day = dt.date(2025, 7, 20)
    found = traced(tmp_path / "a", monkeypatch, *batches, unit=region, edition="2025", day=day)
    assert [(one.figure.unit, one.count) for one in found.parts] == [("96", 220)]
    found = traced(tmp_path / "b", monkeypatch, *batches, unit=DISTRICT, edition="2025", day=day)
    assert [(one.figure.unit, one.count) for one in found.parts] == [("32065", 150)]


def test_people_that_were_taken_over_are_named_by_the_table_of_the_former_units(tmp_path, monkeypatch):
    found = traced(
        tmp_path,
        monkeypatch,
        summary(reported(TOWN, on="2025-06-20", activated=100), reported("32077", on="2025-06-20", activated=40)),
        summary(reported(TOWN, on="2025-07-20", activated=150), edition="2025"),
        population(living_in(TOWN, 4000), living_in("32077", 3000)),
        edition="2025",
        day=dt.date(2025, 7, 20),
        base="eligible",
    )
    assert [(one.value, one.document, one.is_inherited, one.file.batch_id) for one in found.bases] == [
        (7000, "office", True, "02-population_base")
    ]

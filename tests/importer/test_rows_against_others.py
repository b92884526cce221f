"""Rules between rows: repeated, contradicting, falling, out of order, in one file and against what was accepted."""

import pytest

from dashboard import importer
from dashboard.importer.staging import Staging

pytestmark = pytest.mark.usefixtures("small_reference")

GOOD = "2024,967,2024-05-01 23:00,all,activated,40012,"


def test_a_repeated_row_counts_once(summary, reasons):
    result = summary(GOOD, GOOD, GOOD)
    assert result.accepted_rows == 1
    assert reasons(result) == [(3, None, "row_is_given_once"), (4, None, "row_is_given_once")]
    assert {problem.against for problem in result.problems} == {(None, 2, None)}


def test_rows_that_contradict_each_other_are_both_quarantined(summary, reasons):
    result = summary(GOOD, "2024,967,2024-05-03,1,activated,5,", "2024,967,2024-05-03,1,activated,6,")
    assert reasons(result) == [(3, None, "rows_agree"), (4, None, "rows_agree")]


def test_a_count_that_falls_within_the_file_is_quarantined(summary, reasons):
    result = summary(
        "2024,967,2024-05-01,1,activated,100,",
        "2024,967,2024-05-08,1,activated,90,",
        "2024,967,2024-05-15,1,activated,95,",
        "2024,967,2024-05-22,1,activated,110,",
    )
    assert reasons(result) == [(3, "count", "count_does_not_go_down"), (4, "count", "count_does_not_go_down")]
    assert result.problems[0].detail == "100 (01/05/2024 00:00)"


def test_a_count_below_an_earlier_report_is_quarantined(summary, reasons):
    summary("2024,967,2024-05-01,1,activated,100,")
    result = summary("2024,967,2024-05-08,1,activated,90,", "2024,967,2024-05-08,2,activated,90,", name="b.csv")
    assert reasons(result) == [(2, "count", "count_does_not_go_down")]


def test_a_late_report_above_a_newer_one_is_quarantined(summary, reasons):
    summary("2024,967,2024-05-08,1,activated,100,")
    result = summary("2024,967,2024-05-01,1,activated,120,", "2024,967,2024-05-01,2,activated,1,", name="b.csv")
    assert reasons(result) == [(2, "count", "count_does_not_go_down")]


def test_a_correction_may_go_down_and_the_comparison_starts_anew(summary, ask):
    summary("2024,967,2024-05-01,1,activated,100,")
    result = summary("2024,967,2024-05-08,1,activated,90,có", "2024,967,2024-05-15,1,activated,95,", name="b.csv")
    assert (result.accepted_rows, result.problems) == (2, ())
    later = summary("2024,967,2024-05-22,1,activated,94,", "2024,967,2024-05-23,1,activated,96,", name="c.csv")
    assert [problem.row for problem in later.problems] == [2]
    assert ask("SELECT count FROM observation ORDER BY as_of") == [(100,), (90,), (95,), (96,)]


def test_an_accepted_figure_is_replaced_only_by_a_correction(summary, reasons, ask):
    summary("2024,967,2024-05-01,1,activated,100,")
    result = summary("2024,967,2024-05-01,1,activated,101,", "2024,967,2024-05-02,1,activated,102,", name="b.csv")
    assert reasons(result) == [(2, "count", "accepted_count_changes_only_by_correction")]
    assert ask("SELECT count FROM observation ORDER BY as_of") == [(100,), (102,)]
    assert summary("2024,967,2024-05-01,1,activated,99,x", name="c.csv").problems == ()
    assert ask("SELECT count FROM observation ORDER BY as_of") == [(99,), (102,)]


def test_the_same_figure_again_adds_nothing(summary, ask):
    summary("2024,967,2024-05-01,1,activated,100,")
    result = summary("2024,967,2024-05-01,1,activated,100,", "2024,967,2024-05-02,1,activated,100,", name="b.csv")
    assert result.problems == ()
    assert ask("SELECT count(*) FROM observation") == [(2,)]


def test_stages_out_of_order_are_quarantined_together(summary, reasons):
    result = summary(
        "2024,967,2024-05-01,1,collected,100,",
        "2024,967,2024-05-01,1,approved,90,",
        "2024,967,2024-05-01,1,activated,95,",
        "2024,967,2024-05-01,2,activated,95,",
    )
    assert reasons(result) == [(3, "count", "stages_are_in_order"), (4, "count", "stages_are_in_order")]
    assert result.problems[0].detail == "95 ≤ 90 ≤ 100"


def test_a_stage_is_compared_with_what_was_accepted_for_the_moment(summary, reasons):
    summary("2024,967,2024-05-01,1,approved,90,")
    result = summary("2024,967,2024-05-01,1,activated,95,", "2024,967,2024-05-02,1,activated,80,", name="b.csv")
    assert reasons(result) == [(2, "count", "stages_are_in_order")]


def test_a_quarantined_row_is_no_measure_for_the_next_ones(summary, reasons):
    result = summary(
        "2024,967,2024-05-01,1,approved,50,",
        "2024,967,2024-05-01,1,activated,400,",
        "2024,967,2024-05-08,1,activated,45,",
    )
    assert reasons(result) == [(2, "count", "stages_are_in_order"), (3, "count", "stages_are_in_order")]


def test_a_long_file_is_judged_in_shares_as_in_one_go(file, tmp_path, monkeypatch, accepted):
    day = "2024,967,2024-05-0{},07-11,1,activated,mobile,T1,{}"
    rows = [day.format(*one) for one in ((1, 3), (2, "x"), (1, 3), (4, 5), (5, 6), (4, 7))]
    rows += ["2024,99999,2024-05-06,07-11,1,activated,mobile,T1,1", "2024,96,2024-05-07,07-11,1,activated,mobile,T1,"]
    export = file("days.csv", "edition,unit_code,date,hour_band,level,stage,channel,team_code,count", *rows)

    def taken(folder):
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / folder))
        [result] = importer.accept_files([export], dry_run=False, is_demo=False, progress=None)
        return accepted(result), result.problems, result.quarantined

    in_one_go = taken("whole")
    monkeypatch.setattr(Staging, "at_once", 2)
    assert taken("shares") == in_one_go
    assert len(in_one_go[0]) == 2
    assert [problem.row for problem in in_one_go[1]] == [3, 4, 5, 7, 8, 9]

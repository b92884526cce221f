"""Every rule that a row can break: the rows that go in, and exactly what is said of them."""

import pytest

from dashboard import importer
from dashboard.importer import Hints
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")

GOOD = "2024,967,2024-05-01 23:00,all,activated,40012,"


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    sampled(
        [
            ("2024,967,2024-05-02,all,activated,,", "count", "value_is_given"),
            ("2024,967,,all,activated,5,", "as_of", "value_is_given"),
            ("2024,967,2024-05-02,3,activated,5,", "level", "word_is_known"),
            ("2024,967,2024-05-02,1,printed,5,", "stage", "word_is_known"),
            ("2023,967,2024-05-02,1,activated,5,", "edition", "word_is_known"),
            ("2024,967,2024-05-02,1,activated,5,perhaps", "correction", "word_is_known"),
            ("2024,967,2024-02-30,1,activated,5,", "as_of", "date_exists"),
            ("2024,967,31/04/2024,1,activated,5,", "as_of", "date_exists"),
            ("2024,967,05-01-2024,1,activated,5,", "as_of", "date_is_readable"),
            ("2024,967,2024-05-02,1,activated,12.5,", "count", "count_is_a_whole_number"),
            ("2024,967,2024-05-02,1,activated,54%,", "count", "count_is_no_percentage"),
            ("2024,967,2024-05-02,1,activated,007,", "count", "count_is_a_whole_number"),
            ('2024,967,2024-05-02,1,activated,"1,24",', "count", "count_is_a_whole_number"),
            ('2024,967,2024-05-02,1,activated,"1.240,500",', "count", "count_is_a_whole_number"),
            ("2024,967,2024-05-02,1,activated,-3,", "count", "count_is_not_negative"),
            ("2024,967,2024-05-02,1,activated,123456789,", "count", "count_is_no_identity_number"),
            (",,2024-05-02,1,activated,5,", "unit_code", "unit_is_given"),
            ("2024,99999,2024-05-02,1,activated,5,", "unit_code", "unit_is_known"),
            ("2025,967,2025-07-02,1,activated,5,", "unit_code", "unit_existed_at_that_date"),
            ("2024,967,2025-07-02,1,activated,5,", "unit_code", "unit_existed_at_that_date"),
            (",967,2025-07-02,1,activated,5,", "unit_code", "unit_existed_at_that_date"),
            ("2025,96,2025-06-30,1,activated,5,", "unit_code", "unit_existed_at_that_date"),
            ("2025,96,2199-01-01,1,activated,5,", "as_of", "date_is_not_in_the_future"),
        ],
        2,
    ),
)
def test_a_row_that_breaks_a_rule_is_quarantined_and_says_why(summary, reasons, row, column, reason):
    result = summary(GOOD, row)
    assert (result.status, result.accepted_rows, result.quarantined_rows) == ("accepted", 1, 1)
    assert reasons(result) == [(3, column, reason)]


def test_a_row_with_several_faults_names_each(summary, reasons):
    result = summary(GOOD, "2024,99999,2024-05-02,9,activated,-1,")
    assert result.quarantined_rows == 1
    assert set(reasons(result)) == {
        (3, "level", "word_is_known"),
        (3, "count", "count_is_not_negative"),
        (3, "unit_code", "unit_is_known"),
    }


def test_thousands_are_read_only_as_clear_groups_of_three(summary, accepted):
    result = summary(
        "2024,967,2024-05-01,1,activated,1.240,",
        '2024,967,2024-05-02,1,activated,"1,241",',
        "2024,967,2024-05-03,1,activated,12.345.678,",
    )
    assert [row[5] for row in accepted(result)] == [1240, 1241, 12345678]


def test_only_the_nation_counts_a_hundred_million(bring, reasons):
    result = bring(
        "unit_code,base,as_of,count,source",
        "VN,thường trú,2024-12-31,101343800,x",
        "96,eligible,2024-12-31,101343800,x",
    )
    assert (result.kind, result.accepted_rows) == ("population_base", 1)
    assert reasons(result) == [(3, "count", "count_is_no_identity_number")]


def test_a_target_below_zero_or_due_before_it_starts_is_quarantined(bring, reasons):
    result = bring(
        "unit_code,issuer,level,stage,start_date,deadline,value,document,phase",
        "967,ministry,all,activated,2024-01-01,2024-12-31,73000,,",
        "967,ministry,all,activated,2024-01-01,2023-12-31,73000,,",
        "967,province,all,activated,2024-01-01,2024-12-31,-1,,",
    )
    assert reasons(result) == [(3, "deadline", "deadline_is_after_start"), (4, "value", "target_is_not_negative")]


def test_what_was_said_for_all_rows_by_hand_is_no_figure(file):
    path = file("a.csv", "unit_code,level,stage,count", "967,all,activated,5", "964,,,")
    hints = Hints(given=(("as_of", "2024-05-01"),))
    result = importer.accept_files([path], dry_run=True, is_demo=False, progress=None, hints=hints)[0]
    assert (result.accepted_rows, result.problems) == (1, ())
    assert [notice.notice for notice in result.notices] == ["units_alone"]


def test_a_row_that_names_a_unit_and_nothing_else_has_no_figure_yet(summary, reasons):
    result = summary(GOOD, "2024,964,,,,,", ",,,,,,", "2024,963,,all,,,")
    assert (result.accepted_rows, result.quarantined_rows) == (1, 1)
    assert {row for row, *_ in reasons(result)} == {5}
    assert [(notice.notice, notice.detail) for notice in result.notices] == [("units_alone", "1")]

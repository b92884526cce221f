"""What came in, newest first."""

from pathlib import Path

from dashboard import queries
from tests.warehouse import demo, opened, reported, rows, set_for, summary, target, withdrawn


def test_batches_come_newest_first_and_simulated_ones_are_marked(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        summary(reported("32065", activated=1), reported("32068", activated=2)),
        demo(target(set_for("967", 70, start="2024-01-05", deadline="2024-06-30"))),
    )
    columns = ("batch_id", "kind", "source_name", "received_at", "accepted_rows", "quarantined_rows", "is_demo")
    assert rows(queries.batch_by_arrival(database), *columns) == [
        ("01-target", "target", "01-target.csv", "2024-01-01T09:00", 1, 0, True),
        ("00-summary", "summary", "00-summary.csv", "2024-01-01T08:00", 2, 0, False),
    ]


def test_a_withdrawn_batch_stays_in_the_list_with_when_by_whom_and_why(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        withdrawn(summary(reported("32065", activated=1)), "wrong unit"),
        summary(reported("32068", activated=2)),
    )
    columns = ("batch_id", "withdrawn_at", "withdrawn_by", "withdrawn_why")
    assert rows(queries.batch_by_arrival(database), *columns) == [
        ("01-summary", None, None, None),
        ("00-summary", "2024-01-01T10:00", "office", "wrong unit"),
    ]

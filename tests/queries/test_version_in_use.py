"""The version of the figures."""

from pathlib import Path

from dashboard import queries
from tests.warehouse import VERSION, demo, opened, reported, rows, summary

FIGURES = summary(reported("32065", activated=1))


def test_one_row_names_the_version(tmp_path: Path) -> None:
    table = queries.version_in_use(opened(tmp_path, FIGURES))
    assert rows(table, "version", "is_demo") == [(VERSION, False)]
    assert table["built_at"].notna().all()


def test_one_simulated_batch_marks_the_whole(tmp_path: Path) -> None:
    table = queries.version_in_use(opened(tmp_path, FIGURES, demo(FIGURES)))
    assert rows(table, "is_demo") == [(True,)]

"""Published figures of one unit, each with its address."""

from pathlib import Path

from dashboard import queries
from tests.warehouse import Batch, batch, opened, rows

SOURCE = "https://example.org"
PRINTED = (
    f"Thới_Bình 967 2024-05-01 accounts_activated 40000 - 73000 54 {SOURCE}/b",
    f"Thới_Bình 967 2024-03-01 accounts_activated - - - 50 {SOURCE}/a",
    f"U_Minh 966 2024-05-01 accounts_activated 10000 12000 - - {SOURCE}/c",
)


def published(*lines: str, edition: str = "2024") -> Batch:
    """A batch of published figures."""
    return batch("published", *lines, edition=edition)


def test_figures_of_the_unit_come_in_order_of_date_and_what_was_not_printed_is_empty(tmp_path: Path) -> None:
    table = queries.published_by_metric(opened(tmp_path, published(*PRINTED)), unit="967", edition="2024")
    columns = ("unit_printed", "date", "metric", "value", "value_high", "denominator", "percent", "source_url")
    assert rows(table, *columns) == [
        ("Thới_Bình", "2024-03-01", "accounts_activated", None, None, None, 50, f"{SOURCE}/a"),
        ("Thới_Bình", "2024-05-01", "accounts_activated", 40000, None, 73000, 54, f"{SOURCE}/b"),
    ]


def test_without_an_edition_the_figures_of_both_are_given(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        published(f"Cà_Mau 96 2024-05-01 accounts_issued 1 - - - {SOURCE}/a"),
        published(f"Cà_Mau 96 2026-05-01 accounts_issued 2 - - - {SOURCE}/b", edition="2025"),
    )
    both = queries.published_by_metric(database, unit="96", edition=None)
    assert rows(both, "value") == [(1,), (2,)]
    assert rows(queries.published_by_metric(database, unit="96", edition="2025"), "value") == [(2,)]


def test_a_later_batch_replaces_the_same_printed_figure(tmp_path: Path) -> None:
    database = opened(
        tmp_path,
        published(f"Cà_Mau 96 2024-05-01 accounts_issued 1 - - - {SOURCE}/a"),
        published(f"Cà_Mau 96 2024-05-01 accounts_issued 7 - - - {SOURCE}/a"),
    )
    assert rows(queries.published_by_metric(database, unit="96", edition=None), "value") == [(7,)]

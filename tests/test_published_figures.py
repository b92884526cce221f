"""Every percentage that the sources print is recomputed with our own rounding, or explained."""

import csv
from decimal import ROUND_DOWN, Decimal
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.formats import rounded_percent

PUBLISHED = settings.DATA / "published_figures.csv"
CONSISTENCY = settings.DATA / "figures_consistency.csv"


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def verdict(printed: str, value: int, denominator: str) -> str:
    """What a printed percentage turns out to be when numerator and denominator are divided again."""
    if not denominator:
        return "denominator not printed"
    percentage = Decimal(printed)
    digits = max(0, -int(percentage.as_tuple().exponent))
    if rounded_percent(value, int(denominator), digits) == percentage:
        return "match (rounded)"
    truncated = (Decimal(100 * value) / int(denominator)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_DOWN)
    return "match (truncated)" if truncated == percentage else "MISMATCH"


CHECKED = rows_of(CONSISTENCY)


@pytest.mark.parametrize("row", CHECKED, ids=[f"{row['unit']} {row['metric']}" for row in CHECKED])
def test_a_printed_percentage_is_what_its_counts_give_or_is_explained(row: dict[str, str]) -> None:
    found = verdict(row["printed_percent"], int(row["value"]), row["denominator"])
    is_settled = found == row["verdict"] and found != "MISMATCH"
    assert is_settled != bool(row["explanation"]), "what does not agree is explained, and nothing else needs to be"


@pytest.mark.parametrize("row", [row for row in CHECKED if row["denominator"]], ids=lambda row: row["unit"])
def test_four_decimals_come_out_as_recorded(row: dict[str, str]) -> None:
    computed = rounded_percent(int(row["value"]), int(row["denominator"]), 4)
    assert computed == Decimal(row["computed_percent_4dp"])


@pytest.mark.parametrize("row", [row for row in CHECKED if not row["denominator"]], ids=lambda row: row["unit"])
def test_a_missing_denominator_is_implied_by_count_and_percentage(row: dict[str, str]) -> None:
    implied = (Decimal(100 * int(row["value"])) / Decimal(row["printed_percent"])).quantize(Decimal(1))
    assert implied == Decimal(row["implied_denominator"])
    digits = max(0, -int(Decimal(row["printed_percent"]).as_tuple().exponent))
    assert rounded_percent(int(row["value"]), int(implied), digits) == Decimal(row["printed_percent"])


def test_every_checked_percentage_stands_in_the_published_figures() -> None:
    published = {
        (row["unit"], row["date"], row["metric"], row["value"], row["denominator"], row["percent"])
        for row in rows_of(PUBLISHED)
    }
    names = ("unit", "date", "metric", "value", "denominator", "printed_percent")
    assert [row["unit"] for row in CHECKED if tuple(row[name] for name in names) not in published] == []


def test_every_published_percentage_with_its_count_is_checked() -> None:
    checked = {(row["unit"], row["date"], row["metric"]) for row in CHECKED}
    with_count = [row for row in rows_of(PUBLISHED) if row["percent"] and row["value"]]
    assert [row["unit"] for row in with_count if (row["unit"], row["date"], row["metric"]) not in checked] == []


def test_every_published_figure_names_its_source() -> None:
    assert [row["unit"] for row in rows_of(PUBLISHED) if not row["source_url"].startswith("http")] == []

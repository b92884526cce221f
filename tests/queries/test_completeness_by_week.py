"""On how many days of a week each commune reported. 1 May 2024 is a Wednesday."""

import datetime as dt
from pathlib import Path

import pandas as pd

from dashboard import queries
from tests.warehouse import Batch, counted, detailed, opened, reported, rows, summary


def completeness(folder: Path, *batches: Batch, weeks: int = 2) -> pd.DataFrame:
    """The query's rows over a warehouse of these batches."""
    return queries.completeness_by_week(
        opened(folder, *batches), edition="2024", parent="967", as_of=dt.date(2024, 5, 1), weeks=weeks
    )


def test_days_with_a_report_are_counted_by_week_and_a_hole_is_a_zero(tmp_path: Path) -> None:
    table = completeness(
        tmp_path,
        summary(
            reported("32065", on="2024-04-22T08:00", activated=1),
            reported("32065", on="2024-04-22T23:00", activated=2),
            reported("32065", on="2024-04-28", collected=2),
            reported("32065", on="2024-04-29", activated=2),
            reported("32068", on="2024-05-02", activated=2),
        ),
        detailed(counted("32065", level="2", channel="mobile", activated=5)),
    )
    found = rows(table[table["unit_code"].isin(["32065", "32068"])], "unit_code", "week_start", "days_reported", "days")
    assert found == [
        ("32065", "2024-04-22", 2, 7),
        ("32065", "2024-04-29", 2, 3),
        ("32068", "2024-04-22", 0, 7),
        ("32068", "2024-04-29", 0, 3),
    ]


def test_every_commune_has_every_week_in_vietnamese_order(tmp_path: Path) -> None:
    table = completeness(tmp_path, summary(reported("32065", activated=1)), weeks=3)
    assert len(table) == 12 * 3
    names = list(dict.fromkeys(table["unit_name"]))
    assert names[:3] == ["Thị trấn Thới Bình", "Xã Biển Bạch", "Xã Biển Bạch Đông"]
    assert list(table["week_start"].dt.strftime("%d/%m")[:3]) == ["15/04", "22/04", "29/04"]

"""What was published of the nation, beside which a forecast is seen."""

import datetime as dt
from pathlib import Path

from dashboard.briefing import published
from dashboard.selection import Selection
from tests.warehouse import batch, opened


def test_the_nation_s_published_counts_have_their_pace_since_the_one_before(tmp_path: Path) -> None:
    def point(day: str, value: str, metric: str = published.ACTIVATED) -> str:
        return f"Nation VN {day} {metric} {value} - - - https://example.org/{day}"

    rows = batch(
        "published",
        point("2024-01-01", "1000"), point("2024-01-11", "-"), point("2024-01-21", "1500"),
        point("2024-01-31", "1400"), point("2024-01-31", "9", "dossiers_rejected"), point("2024-02-10", "2400"),
    )  # fmt: skip
    found = published.points(opened(tmp_path, rows), Selection("VN", "2024", dt.date(2024, 2, 9)))
    assert [(point.day.isoformat(), point.accounts, point.a_day) for point in found] == [
        ("2024-01-01", 1000, None),
        ("2024-01-21", 1500, 25.0),
        ("2024-01-31", 1400, None),
    ]
    assert found[0].source_url == "https://example.org/2024-01-01"

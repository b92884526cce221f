"""The days of a data folder that have figures."""

import datetime as dt
from pathlib import Path

import duckdb


def days_with_figures(folder: Path) -> list[dt.date]:
    """From the first to the last."""
    version = (folder / "warehouse" / "current").read_text(encoding="utf-8").split()[0]
    with duckdb.connect(str(folder / "warehouse" / f"warehouse-{version}.duckdb"), read_only=True) as connection:
        found = connection.execute(
            "SELECT DISTINCT date FROM area_standing WHERE unit_code = '96' ORDER BY date"
        ).fetchall()
    return [day for (day,) in found]

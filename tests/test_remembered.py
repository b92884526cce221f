"""What is kept in memory stays within a number of bytes, however much is asked for."""

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard import queries, remembered, version_files
from dashboard.database import Database
from dashboard.remembered import Remembered, size_of


def test_what_is_asked_for_again_is_not_made_again_and_the_longest_unasked_goes_first() -> None:
    kept, made = Remembered(5_000), list[int]()

    def make(number: int) -> str:
        made.append(number)
        return "x" * 1_000

    for number in (1, 2, 1, 3, 1, 2):
        kept(number, lambda number=number: make(number))
        assert kept.bytes <= 5_000
    assert made == [1, 2, 3, 2]


def test_what_is_larger_than_all_room_is_made_each_time_and_drives_nothing_out() -> None:
    kept, made = Remembered(5_000), list[str]()

    def make(name: str, size: int) -> bytes:
        made.append(name)
        return bytes(size)

    for name, size in (("small", 10), ("large", 9_000), ("large", 9_000), ("small", 10)):
        assert len(kept(name, lambda name=name, size=size: make(name, size))) == size
    assert made == ["small", "large", "large"]


@dataclass(frozen=True)
class Drawn:
    """As pages keep it."""

    figure: go.Figure
    table: pd.DataFrame
    words: tuple[str, ...]


def test_tables_figures_and_words_within_others_count() -> None:
    table = pd.DataFrame({"number": np.arange(10_000), "name": ["Xã Biển Bạch"] * 10_000})
    figure = go.Figure({"data": [{"type": "bar", "y": list(range(5_000))}]}, _validate=False)
    least = int(table.memory_usage(deep=True).sum()) + 5_000 * 8 + 3 * 1_000
    size = size_of({"one": [Drawn(figure, table, ("x" * 1_000, "y" * 1_000, "z" * 1_000))]})
    assert least < size < 4 * least


def test_many_rows_weigh_what_each_of_them_does() -> None:
    rows = tuple((number, f"Xã {number}", None, 0.5) for number in range(5_000))
    alone = sum(size_of(row) for row in rows[:100]) / 100
    assert size_of(rows) == pytest.approx(5_000 * alone + sys.getsizeof(rows), rel=0.05)


def test_many_other_questions_keep_to_the_setting(
    built_demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(built_demo))
    path = version_files.path_of(str(version_files.current()))
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text("memory_mb = 1\n", encoding="utf-8")
    database, largest, answered = Database(path), 0, 0
    first = dt.date(2024, 3, 1)
    for week in range(50):
        days = first, first + dt.timedelta(days=7 * week + 60)
        answer = queries.flow_by_period(database, edition="2024", unit="96", days=days, level="all", step="day")
        answered += size_of(answer)
        largest = max(largest, remembered.shared().bytes)
    assert answered > 2 * 1_048_576, "far more than there is room for"
    assert 500_000 < largest <= 1_048_576
    monkeypatch.setenv("DASHBOARD_DATA", str(built_demo))
    assert remembered.shared().bytes == 0
    database.close()

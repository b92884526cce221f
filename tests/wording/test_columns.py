"""A column of a table of units is declared once: for the page, the files, and with the names of the query."""

import pandas as pd
import pytest

from dashboard import sql
from dashboard.formats import Format
from dashboard.text import LANGUAGES, Text
from dashboard.wording import columns, forecast, units
from dashboard.wording.columns import Column, Shown
from tests.briefing import forecasts
from tests.briefing.rows import NOTHING, unit

QUERY = {column.name: column.type for column in sql.load("report", "progress_by_area").columns}
KINDS = {Format.COUNT: ("BIGINT", "DOUBLE", "INTEGER"), Format.SHARE: ("DOUBLE",), Format.DAY: ("DATE",)}


def test_a_column_of_a_file_is_one_that_query_prints_in_its_own_format() -> None:
    for column in columns.of(Shown.FILE):
        assert QUERY[column.name] in KINDS.get(column.format, ("VARCHAR",)), column.name


@pytest.mark.parametrize("table", Shown)
def test_no_table_shows_a_column_twice(table: Shown) -> None:
    names = [column.name for column in columns.of(table)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_is_a_dash_and_never_a_zero(language: str) -> None:
    for column in columns.ALL:
        if column.words is None and column.format is not Format.TEXT:
            nothing = unit("a", communes=NOTHING, communes_reported=NOTHING)
            assert column.cell(nothing, Text(language)) == "–"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (Format.COUNT, 1234.5, "1.235"),
        (Format.SHARE, 0.548, "54,8%"),
        (Format.DAY, pd.Timestamp("2024-05-01"), "01/05/2024"),
        (Format.TEXT, "a", "a"),
    ],
)
def test_a_cell_is_written_in_its_column_s_format(kind: Format, value: object, words: str) -> None:
    assert Column("counted", kind, Shown.FILE).cell(unit("x", counted=value), Text("vi")) == words


@pytest.mark.parametrize(("required", "short", "shown"), [(60.2, 24, "24"), (36.4, 0, "đủ"), (0.0, -36, "đủ")])
def test_a_pace_that_is_enough_is_called_so_for_nobody_reads_a_gap_below_zero(
    required: float, short: int, shown: str
) -> None:
    one = forecasts.forecast(required=required, pace=36.4)
    assert one.stand.gap == short
    assert forecast.gap(one, Text("vi")) == shown
    assert units.gap(unit("a", required_per_day=required, pace_7=36.4), Text("vi")) == shown
    # Of parts that never reported the need is known at most: a pace that is enough for that is enough.
    most = forecasts.forecast(required=required, pace=36.4, units_unknown=1)
    assert forecast.gap(most, Text("vi")) == ("đủ" if short <= 0 else f"tối đa {shown}")


def test_a_gap_that_is_not_known_is_a_dash() -> None:
    assert forecast.gap(forecasts.forecast(pace=None), Text("vi")) == "–"
    assert units.gap(unit("a", required_per_day=3.0), Text("vi")) == "–"

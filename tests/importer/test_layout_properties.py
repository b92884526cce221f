"""Any table of counts comes back as the same counts, however it is laid out; any bytes are answered in words."""

import os
import unicodedata
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard import importer
from dashboard.text import Text
from tests.importer import office
from tests.importer.office import TITLE, UNITS, expected, table, text, xlsx

pytestmark = pytest.mark.usefixtures("small_reference")
CODES = {unit: code for unit, (code, _) in UNITS.items()} | {"Xã Trí Lực": "32072", "Xã Tân Phú": "32080"}
WRITERS = {
    "xlsx": xlsx,
    "xls": office.xls,
    "ods": office.ods,
    "comma.csv": lambda sheet: text(sheet).encode(),
    "semicolon.csv": lambda sheet: text(sheet, ";").encode("utf-16"),
    "tab.tsv": lambda sheet: text(sheet, "\t").encode("utf-8-sig"),
    "windows.csv": lambda sheet: office.windows_1258(text(sheet)),
    "tcvn3.csv": lambda sheet: office.tcvn3(text(sheet)),
}
TIMES = (
    "Tính đến 23h00 ngày 01/5/2024",
    "(Số liệu đến 23 giờ 00 phút ngày 01 tháng 5 năm 2024)",
    "Đến 23:00 ngày 1-5-2024",
)
SOUP = ["csv", "xlsx", "xls", "ods", "xlsm", "parquet", "zip"]
SPOILT = ["xlsx", "xls", "ods", "tcvn3.csv"]
LEVELS = (("Mức 1", "Mức 2", "Tổng"), ("Mức độ 1", "Mức độ 2", "Cộng"), ("MĐ1", "MĐ2"), ("Mức 1", "Mức 2", "Tổng số"))
# `make soak` tries more.
EXAMPLES = int(os.environ.get("SOAK_EXAMPLES", "14"))
MANY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def counts_of_a_unit(draw):
    """Six counts in the order of the stages: what is activated was approved, what is approved was collected."""
    found = [None] * 6
    for level in range(2):
        if draw(st.booleans()) or level == 0:
            collected = draw(st.integers(0, 99_999))
            approved = draw(st.integers(0, collected))
            found[level::2] = [collected, approved, draw(st.integers(0, approved))]
    return tuple(found)


FIGURES = st.dictionaries(st.sampled_from(sorted(CODES)), counts_of_a_unit(), min_size=1).map(
    lambda figures: {unit: (CODES[unit], counts) for unit, counts in figures.items()}
)


def taken(name, content, *, dry_run=True):
    """The result of a file in a data folder of its own, and the rows that were accepted."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", f"{folder}/data")
        path = Path(folder) / name
        path.write_bytes(content)
        result = importer.accept_files([path], dry_run=dry_run, is_demo=False, progress=None)[0]
        rows = f"SELECT * FROM read_parquet('{folder}/data/batches/*/rows.parquet')"
        return result, duckdb.execute(rows).fetchall() if result.batch else []


@MANY
@given(
    figures=FIGURES,
    ending=st.sampled_from(sorted(WRITERS)),
    time=st.sampled_from(TIMES),
    levels=st.sampled_from(LEVELS),
    total=st.sampled_from(("Tổng cộng", "Cộng", "TỔNG SỐ", "")),
    is_decomposed=st.booleans(),
)
def test_any_table_of_counts_comes_back_as_the_same_counts(
    accepted, figures, ending, time, levels, total, is_decomposed
):
    sheet = table(figures, title=(TITLE[0], time), levels=levels, total=total)
    if is_decomposed and ending not in ("windows.csv", "tcvn3.csv"):
        sheet.rows = [[unicodedata.normalize("NFD", c) if isinstance(c, str) else c for c in row] for row in sheet.rows]
    result, rows = taken(f"a.{ending}", WRITERS[ending](sheet), dry_run=False)
    assert result.problems == ()
    assert {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in rows} == expected(
        figures, has_sums=len(levels) == 3
    )


@MANY
@given(
    content=st.binary(min_size=1, max_size=400),
    ending=st.sampled_from(SOUP),
)
def test_any_bytes_are_answered_in_words_and_change_nothing(data_folder, content, ending):
    result, _ = taken(f"soup.{ending}", content)
    assert result.status == "refused"
    assert all(problem.message(Text("vi")) for problem in result.problems)
    assert not data_folder.exists()


@MANY
@given(place=st.integers(0, 6000), byte=st.integers(0, 255), ending=st.sampled_from(SPOILT))
def test_a_spoilt_file_is_taken_or_refused_in_words(place, byte, ending):
    content = bytearray(WRITERS[ending](table()))
    content[place % len(content)] = byte
    result, _ = taken(f"a.{ending}", bytes(content))
    assert result.status in ("accepted", "refused")
    assert all(problem.message(Text("en")) for problem in result.problems)

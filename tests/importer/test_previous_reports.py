"""What is laid out of the past is little, and judges as the whole past would."""

import os
import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from dashboard import importer, sql
from dashboard.exports.kinds import SUMMARY
from dashboard.importer.judging import previous_reports
from dashboard.importer.staging import Staging

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count,correction"
# `make soak` tries more.
SEEDS = int(os.environ.get("SOAK_SEEDS", "6"))
# The obvious twin: every accepted count of the incoming units.
WHOLE = """
SELECT edition, unit_code, level, stage, as_of, count, is_correction
FROM read_parquet($files, filename = true)
WHERE (edition, unit_code) IN (SELECT DISTINCT (edition, unit_code) FROM incoming)
QUALIFY row_number() OVER (PARTITION BY edition, unit_code, level, stage, as_of ORDER BY filename DESC) = 1
"""


def random_rows(chance, days, number):
    """Rows that mostly rise, some of them corrections."""
    rows = {}
    for _ in range(number):
        day, unit = chance.choice(days), chance.choice(("967", "964"))
        rows[day, unit] = (
            f"2024,{unit},{date(2024, 1, 1) + timedelta(day)},all,activated,{day * 2 + chance.randint(0, 9)},"
        )
    return [row + ("x" if chance.random() < 0.15 else "") for row in rows.values()]


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_file_is_judged_as_it_would_be_by_the_whole_past(seed, file, monkeypatch):
    chance = random.Random(seed)
    for number in range(3):
        rows = random_rows(chance, range(60), 12)
        importer.accept_files([file(f"{number}.csv", HEADER, *rows)], dry_run=False, is_demo=False, progress=None)
    path = file("new.csv", HEADER, *random_rows(chance, range(20, 40), 15))
    judged, load = [], sql.load
    for previous_count in (load("import", "previous_count").sql, WHOLE):
        query = replace(load("import", "previous_count"), sql=previous_count)
        monkeypatch.setattr(sql, "load", lambda kind, name, of=query: of if name == of.name else load(kind, name))
        (result,) = importer.accept_files([path], dry_run=True, is_demo=False, progress=None)
        judged.append([(problem.row, problem.reason) for problem in result.problems])
    assert judged[0] == judged[1]


def test_of_what_lies_outside_the_file_s_span_two_rows_a_series_are_laid_out(file):
    rows = [f"2024,967,{date(2024, 1, 1) + timedelta(day)},all,activated,{day}," for day in range(100)]
    importer.accept_files([file("past.csv", HEADER, *rows)], dry_run=False, is_demo=False, progress=None)
    with Staging() as staging:
        staging.execute(
            "CREATE TEMP TABLE incoming AS SELECT '2024' AS edition, '967' AS unit_code, unnest($days) AS as_of",
            {"days": [date(2024, 2, 1), date(2024, 2, 3)]},
        )
        previous_reports.lay_out_previous_reports(staging, SUMMARY)
        found = staging.execute("SELECT as_of::DATE::VARCHAR, count FROM previous_count ORDER BY as_of").fetchall()
    assert found == [("2024-01-31", 30), ("2024-02-01", 31), ("2024-02-02", 32), ("2024-02-03", 33), ("2024-02-04", 34)]

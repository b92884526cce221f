"""Every office file of the corpus comes in as its counts, or says why not."""

import pytest

from dashboard import importer
from dashboard.text import LANGUAGES, Text
from tests.importer.corpus import CASES

pytestmark = pytest.mark.usefixtures("small_reference")


def take(path):
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]


def test_the_corpus_is_large_enough():
    assert len({case.name for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_office_file_comes_in_as_its_counts_or_says_why_not(tmp_path, accepted, case):
    path = tmp_path / case.name
    path.write_bytes(case.content)
    result = take(path)
    rows = accepted(result) if result.batch else []
    assert {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in rows} == case.rows
    assert len(rows) == len(case.rows)
    assert sorted(problem.reason for problem in result.problems) == sorted(case.reasons)
    assert [notice.notice for notice in result.notices] == list(case.notices)
    for language in LANGUAGES:
        assert all(said.message(Text(language)) for said in (*result.problems, *result.notices))


def test_columns_of_targets_and_people_are_named_with_the_way_to_bring_them_in(tmp_path):
    (case,) = (case for case in CASES if case.name == "yardsticks.xlsx")
    (tmp_path / case.name).write_bytes(case.content)
    notices = take(tmp_path / case.name).notices
    assert [notice.detail for notice in notices] == ["L (KH giao)", "M (Công dân từ 14 tuổi)"]
    for language in LANGUAGES:
        assert [
            "--targets-as" in notices[0].message(Text(language), "command"),
            "--kind population_base" in notices[1].message(Text(language), "command"),
        ] == [True] * 2

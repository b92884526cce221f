"""Reports that broke the importer come in as they are true, or are asked about; they lie beside the repository."""

import json
import shlex
from dataclasses import dataclass
from functools import cache

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.batches import store
from tests.sweep import IS_WHOLE

CASES = settings.ROOT.parent / "shared" / "cases"
# How many of the readable files of each folder must come in whole without a question.
AIMS = {"offices": 14, "office": 50 if IS_WHOLE else 7, "documents": 6}

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")


def truth(folder):
    """By file: what must come of it. Of the largest folder every sixth file, by `make sweep` all."""
    told = json.loads((CASES / folder / "truth.json").read_text(encoding="utf-8"))
    return told if IS_WHOLE or folder != "office" else dict(sorted(told.items())[::6])


@dataclass(frozen=True)
class Taken:
    """What came in of a file, and whether it asks its clerk anything."""

    rows: set[tuple[str, ...]]
    asks: bool


@pytest.fixture(scope="module")
def taken(tmp_path_factory):
    """What came in of the files of a folder, by name, each in a data folder of its own; judged once."""

    @cache
    def files_of(folder):
        place = tmp_path_factory.mktemp(folder)
        with pytest.MonkeyPatch.context() as environment:
            found = {}
            for number, name in enumerate(truth(folder)):
                environment.setenv("DASHBOARD_DATA", str(place / str(number)))
                found[name] = take(CASES / folder / name)
            return found

    return files_of


def take(path):
    result = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]
    asks = any(problem.answer for problem in result.problems)
    if not result.batch:
        return Taken(set(), asks)
    dated = "date" if result.kind == "detailed" else "as_of"
    rows = duckdb.execute(
        f"SELECT unit_code, {dated}, level, stage, count FROM read_parquet(?)", [str(store.rows_file(result.batch))]
    ).fetchall()
    return Taken({tuple(map(str, row)) for row in rows}, asks)


def sums(true):
    """The sums of both levels: printed, they are true as well."""
    by_level = {(unit, at, stage, level): int(count) for unit, at, level, stage, count in true}
    return {
        (unit, at, "all", stage, str(count + by_level[unit, at, stage, "2"]))
        for (unit, at, stage, level), count in by_level.items()
        if level == "1" and (unit, at, stage, "2") in by_level
    }


@pytest.mark.parametrize("folder", AIMS)
def test_nothing_comes_in_wrong_and_most_comes_in_whole(folder, taken):
    right, wrong = [], []
    for name, want in truth(folder).items():
        true, also = ({tuple(map(str, row)) for row in want.get(key, [])} for key in ("rows", "also"))
        got = taken(folder)[name].rows
        if got - true - also - sums(true):
            wrong.append(name)
        elif true and true <= got:
            right.append(name)
    assert wrong == []
    assert len(right) >= AIMS[folder]


# What the clerk who sent a file knows and the file does not say.
KNOWN = {
    "tong hop dinh danh.xlsx": {"time_is_given": "as_of=2024-04-22"},
    "BC DDDT Tan Bien.xlsx": {"time_is_certain": "as_of=2024-04-22"},
    "Hau Giang - TX Long My co chu thich.xlsx": {"remark_is_understood": "leave"},
    "My Tho - to mau.xlsx": {"remark_is_understood": "leave"},
}
# Reports of which nothing says the time but the clerk: with it they come in.
TIMELESS = ("tong hop dinh danh.xlsx", "BC DDDT Tan Bien.xlsx")


@pytest.mark.parametrize("name", KNOWN)
def test_an_offices_file_is_right_after_at_most_ten_answers(name, run, tmp_path, monkeypatch):
    said: list[str] = []
    for _ in range(11):
        answer = json.loads(run("import", CASES / "offices" / name, "--dry-run", "--json", *said)[1])
        asked = [problem for problem in answer["problems"] if problem["answer"]]
        new = [argument for problem in asked if (argument := known(name, problem)) not in said]
        if not new:
            break
        said += ["--set", new[0]]
    assert len(said) / 2 <= 10
    want = truth("offices")[name]
    assert answer["accepted_rows"] == len(want["rows"]) or name in TIMELESS
    assert bool(answer["accepted_rows"]) == bool(want["rows"] or name in TIMELESS)


def known(name, problem):
    """The argument by which its clerk answers a question."""
    means = KNOWN[name].get(problem["reason"])
    printed = shlex.split(problem["answer"])[1]
    return means if means and "=" in means else f"{printed.rpartition('=')[0]}={means}" if means else printed


def test_the_files_that_ask_are_those_whose_clerks_answer(taken):
    assert {name for name, file in taken("offices").items() if file.asks} == set(KNOWN)

"""Reports that broke the importer come in as they are true, or are asked about; they lie beside the repository."""

import json
import os

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.batches import store

CASES = settings.ROOT.parent / "shared" / "cases"
# `make corpus` takes them all; every third comes in with the other tests.
EVERY = int(os.environ.get("EVERY_CASE", "3"))
# How many of the readable files of each folder must come in whole without a question: of all, and of every third.
AIMS = {"offices": (14, 6), "office": (50, 17), "documents": (6, 2)}

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the cases are not beside the repository")


def truth(folder):
    return json.loads((CASES / folder / "truth.json").read_text(encoding="utf-8"))


def rows_of(path, data_folder, monkeypatch):
    """What came in of a file, in a data folder of its own."""
    monkeypatch.setenv("DASHBOARD_DATA", str(data_folder))
    result = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]
    if not result.batch:
        return set()
    dated = "date" if result.kind == "detailed" else "as_of"
    rows = duckdb.execute(
        f"SELECT unit_code, {dated}, level, stage, count FROM read_parquet(?)", [str(store.rows_file(result.batch))]
    ).fetchall()
    return {tuple(map(str, row)) for row in rows}


def sums(true):
    """The sums of both levels: printed, they are true as well."""
    by_level = {(unit, at, stage, level): int(count) for unit, at, level, stage, count in true}
    return {
        (unit, at, "all", stage, str(count + by_level[unit, at, stage, "2"]))
        for (unit, at, stage, level), count in by_level.items()
        if level == "1" and (unit, at, stage, "2") in by_level
    }


@pytest.mark.parametrize("folder", AIMS)
def test_nothing_comes_in_wrong_and_most_comes_in_whole(folder, tmp_path, monkeypatch):
    right, wrong = [], []
    for number, (name, want) in enumerate(list(truth(folder).items())[::EVERY]):
        true, also = ({tuple(map(str, row)) for row in want.get(key, [])} for key in ("rows", "also"))
        got = rows_of(CASES / folder / name, tmp_path / str(number), monkeypatch)
        if got - true - also - sums(true):
            wrong.append(name)
        elif true and true <= got:
            right.append(name)
    assert wrong == []
    assert len(right) >= AIMS[folder][EVERY > 1]

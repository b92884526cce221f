"""A data folder of its own for each test, and short words for writing files and bringing them in."""

from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard import importer
from dashboard.importer import ImportResult, store, warehouse

SUMMARY = "edition,unit_code,as_of,level,stage,count,correction"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file of lines: file("week.csv", "a,b", "1,2")."""

    def write(name: str, *lines: str) -> Path:
        path = tmp_path / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def bring(file: Callable[..., Path]) -> Callable[..., ImportResult]:
    """Keeps one file made of a header and rows; the warehouse is built when a test asks it."""

    def accept(*lines: str, name: str = "week.csv") -> ImportResult:
        return importer.accept_files([file(name, *lines)], dry_run=False, is_demo=False, progress=None)[0]

    return accept


@pytest.fixture
def summary(bring: Callable[..., ImportResult]) -> Callable[..., ImportResult]:
    """Imports summary rows: edition,unit_code,as_of,level,stage,count,correction."""

    def accept(*rows: str, name: str = "week.csv") -> ImportResult:
        return bring(SUMMARY, *rows, name=name)

    return accept


@pytest.fixture
def reasons() -> Callable[[ImportResult], list[tuple[int | None, str | None, str]]]:
    """What a result complains about: row, column and reason."""
    return lambda result: [(problem.row, problem.column, problem.reason) for problem in result.problems]


@pytest.fixture
def accepted() -> Callable[[ImportResult], list[tuple[object, ...]]]:
    """The accepted rows of a result's batch, in order."""

    def rows(result: ImportResult) -> list[tuple[object, ...]]:
        with duckdb.connect() as connection:
            path = str(store.rows_file(str(result.batch)))
            return connection.execute("SELECT * FROM read_parquet(?) ORDER BY ALL", [path]).fetchall()

    return rows


@pytest.fixture
def ask() -> Callable[[str], list[tuple[object, ...]]]:
    """Brings the warehouse up to date and asks it."""

    def answer(question: str) -> list[tuple[object, ...]]:
        path = warehouse.path_of(importer.rebuild())
        with duckdb.connect(str(path), read_only=True) as connection:
            return connection.execute(question).fetchall()

    return answer

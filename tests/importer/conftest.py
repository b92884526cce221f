"""A data folder of its own for each test, and short words for writing files and bringing them in."""

import csv
import multiprocessing
import shutil
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import duckdb
import pytest

from dashboard import cli, importer, settings
from dashboard.batches import store
from dashboard.importer import ImportResult
from tests.warehouse import ask_anew, with_tables_of

SUMMARY = "edition,unit_code,as_of,level,stage,count,correction"


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


def key(row: dict[str, str]) -> tuple[str, str]:
    """A unit's key."""
    return row["edition"], row["unit_code"]


@pytest.fixture(scope="session")
def units_of_ca_mau(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference tables with the units of Cà Mau alone, and no population; written once, for all tests to read."""
    folder = tmp_path_factory.mktemp("reference")
    for name in ("vocabulary.csv", "forecast_prior.json"):
        (folder / name).write_bytes((settings.DATA / name).read_bytes())
    population = (settings.DATA / "population.csv").read_text(encoding="utf-8").splitlines()
    (folder / "population.csv").write_text(population[0] + "\n", encoding="utf-8")
    with (settings.DATA / "units.csv").open(encoding="utf-8", newline="") as units:
        rows = list(csv.DictReader(units))
    within = {("2024", "96"), ("2025", "96")}
    while more := {key(row) for row in rows if (row["edition"], row["parent_code"]) in within} - within:
        within |= more
    with (folder / "units.csv").open("w", encoding="utf-8", newline="") as few:
        writer = csv.DictWriter(few, rows[0])
        writer.writeheader()
        writer.writerows(row for row in rows if key(row) in within or row["unit_code"] == "VN")
    of_units = dict.fromkeys(("succession.csv", "units_ended.csv", "unit_changes.csv"), (0, 1))
    for name, place in {**of_units, "groupings.csv": (1, 6)}.items():
        header, *lines = (settings.DATA / name).read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if tuple(line.split(",")[column] for column in place) in within]
        (folder / name).write_text("\n".join([header, *kept]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture
def small_reference(units_of_ca_mau: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The units of Cà Mau alone: the same builds on fewer rows, for tests that build often, and their commands."""
    monkeypatch.setattr(settings, "DATA", units_of_ca_mau)
    for name, value in with_tables_of(units_of_ca_mau).items():
        monkeypatch.setenv(name, value)
    return units_of_ca_mau


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


@pytest.fixture(scope="session")
def folders_kept() -> dict[object, tuple[Path, list[ImportResult]]]:
    """Data folders as files left them that came in, and the results."""
    return {}


@pytest.fixture
def came_in(
    file: Callable[..., Path],
    data_folder: Path,
    folders_kept: dict[object, tuple[Path, list[ImportResult]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., list[ImportResult]]:
    """Lets files come in, each a name and its lines, and builds; the next test with the same files gets a copy."""

    def results(*files: tuple[str, ...]) -> list[ImportResult]:
        paths = [file(*lines) for lines in files]
        made_of = (settings.DATA, files)
        if made_of in folders_kept:
            shutil.copytree(folders_kept[made_of][0], data_folder)
        else:
            found = importer.accept(paths)
            kept = tmp_path_factory.mktemp("came-in") / "data"
            shutil.copytree(data_folder, kept)
            folders_kept[made_of] = kept, found
        return folders_kept[made_of][1]

    return results


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
    """Brings the warehouse up to date, with its checks, and asks the tables that its batches make."""

    def answer(question: str) -> list[tuple[object, ...]]:
        importer.rebuild()
        return ask_anew(question)

    return answer


@pytest.fixture(scope="session")
def forked() -> ForkServerContext:
    """Processes forked from a server that has all loaded: each costs what it does, and not Python's start."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dashboard.importer", "dashboard.queries", "holidays", "pyarrow"])
    return context


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[object, str, str]]:
    """Runs a command in this process: its exit code, output and error output."""

    def answer(*arguments):
        try:
            code = cli.main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
        return code, *capsys.readouterr()

    return answer

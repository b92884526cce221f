"""How fast an import reads, against DuckDB alone on the same file, and how much memory it takes.

The rate of acceptance (read, typed, checked, written, made durable) over the rate of a bare
CREATE TABLE AS SELECT * FROM read_csv. Each run is a fresh process, the kinds by turns; best of the runs.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from dashboard import importer, settings
from dashboard.importer import fast_path, pipeline
from tests.benchmarks.import_files import CADENCE, DOSSIERS, OF_THE_NATION, write_csv, write_xlsx
from tests.benchmarks.result import Result


def bare(path: Path) -> float:
    """Seconds that DuckDB alone takes."""
    with duckdb.connect() as connection:
        begun = time.perf_counter()
        connection.execute("CREATE TABLE bare AS SELECT * FROM read_csv($path)", {"path": str(path)})
        return time.perf_counter() - begun


def accept(path: Path, *, careful: bool = False, doubtful: int = 0) -> float:
    """Seconds from the file, of which as many rows are doubtful, to the batch."""
    if careful:
        fast_path.LONG = sys.maxsize
    circumstances = pipeline.present_circumstances(is_demo=False, dry_run=False)
    begun = time.perf_counter()
    result = pipeline.accept_file(path, circumstances, {}, lambda step: None)
    taken = time.perf_counter() - begun
    assert len(result.problems) == doubtful, result.problems[:3]
    return taken


def rebuild(path: Path) -> float:
    """Seconds from the batch to the pointer."""
    accept(path)
    begun = time.perf_counter()
    importer.rebuild()
    return time.perf_counter() - begun


KINDS = {
    "bare": bare,
    "accept": accept,
    "doubtful": lambda path: accept(path, doubtful=1),
    "careful": lambda path: accept(path, careful=True),
    "rebuild": rebuild,
}


def measured(what: str, path: Path) -> tuple[float, float]:
    """Seconds, and megabytes at the highest, of one run in a fresh process with a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DASHBOARD_DATA": folder, "PYTHONPATH": str(settings.ROOT)}
        command = [sys.executable, __file__, "--measure", what, "--file", str(path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    seconds, megabytes = done.stdout.split()
    return float(seconds), float(megabytes)


def turns(path: Path, kinds: Sequence[str], runs: int) -> dict[str, tuple[float, float]]:
    """The best seconds and the most megabytes of each kind, measured by turns."""
    found = [{kind: measured(kind, path) for kind in kinds} for _ in range(runs)]
    return {kind: (min(turn[kind][0] for turn in found), max(turn[kind][1] for turn in found)) for kind in kinds}


def detailed(path: Path, rows: int, runs: int) -> Iterator[Result]:
    """A clean list of detailed rows as CSV."""
    write_csv(CADENCE, path, rows)
    found = turns(path, ["bare", "accept", "careful", "rebuild"], runs)
    name = f"import, {rows:,} detailed rows, {megabytes(path)}"
    yield Result(name, "rate against DuckDB's bare read", found["bare"][0] / found["accept"][0], "×", at_least=0.5)
    yield Result(name, "the same with every check in full", found["bare"][0] / found["careful"][0], "×")
    yield Result(name, "DuckDB's bare read", found["bare"][0], "s")
    yield Result(name, "acceptance", found["accept"][0], "s")
    yield Result(name, "rebuild of the warehouse", found["rebuild"][0], "s")
    yield Result(name, "memory at its highest", found["accept"][1], "MB")
    yield Result(name, "memory of the bare read", found["bare"][1], "MB")


def nation(path: Path, rows: int) -> Iterator[Result]:
    """Detailed rows of all communes as CSV, of which all are right, and with one more that is doubtful."""
    write_csv(OF_THE_NATION, path, rows)
    name = f"import, {rows:,} detailed rows of the nation, {megabytes(path)}"
    yield from acceptance_of(name, rows, measured("accept", path))
    with path.open("a", encoding="utf-8") as file:
        file.write("2025,31825,2025-07-05,07-11,1,collected,headquarters,T1,x\n")
    yield from acceptance_of(f"{name}, one doubtful", rows, measured("doubtful", path))


def dossiers(path: Path, rows: int, runs: int) -> Iterator[Result]:
    """A list of dossiers with three times each, as CSV."""
    write_csv(DOSSIERS, path, rows)
    found = turns(path, ["bare", "accept"], runs)
    name = f"import, {rows:,} dossiers with three times each, {megabytes(path)}"
    yield Result(name, "rate against DuckDB's bare read", found["bare"][0] / found["accept"][0], "×")
    yield Result(name, "DuckDB's bare read", found["bare"][0], "s")
    yield from acceptance_of(name, rows, found["accept"])
    yield Result(name, "memory of the bare read", found["bare"][1], "MB")


def workbook(path: Path, rows: int, runs: int) -> Iterator[Result]:
    """Detailed rows as XLSX."""
    write_xlsx(path, rows)
    name = f"import, {rows:,} detailed rows from XLSX, {megabytes(path)}"
    yield from acceptance_of(name, rows, turns(path, ["accept"], runs)["accept"])


def acceptance_of(name: str, rows: int, found: tuple[float, float]) -> Iterator[Result]:
    """What an acceptance took."""
    seconds, most = found
    yield Result(name, "acceptance", seconds, "s")
    yield Result(name, "rows a second", rows / seconds, "")
    yield Result(name, "memory at its highest", most, "MB", at_most=1000)


def megabytes(path: Path) -> str:
    """The size of a file."""
    return f"{path.stat().st_size / 1e6:.0f} MB"


def run(rows: int = 1_000_000, runs: int = 5) -> Iterator[Result]:
    """The rows of the table."""
    with tempfile.TemporaryDirectory() as folder:
        yield from detailed(Path(folder) / "detailed.csv", rows, runs)
        yield from nation(Path(folder) / "nation.csv", rows * 10)
        yield from dossiers(Path(folder) / "dossiers.csv", rows, runs)
        yield from workbook(Path(folder) / "detailed.xlsx", rows // 10, runs)


def most_memory() -> float:
    """Megabytes of this process at its highest; the usual count of it begins with that of its parent."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1000
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def main() -> None:
    """Prints the seconds and megabytes of one run: what `measured` asks a fresh process for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--measure", choices=KINDS, required=True)
    parser.add_argument("--file", type=Path, required=True)
    arguments = parser.parse_args()
    print(KINDS[arguments.measure](arguments.file), most_memory())


if __name__ == "__main__":
    main()

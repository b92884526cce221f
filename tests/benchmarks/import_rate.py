"""How fast an import reads, against DuckDB alone on the same file: a million detailed rows, printed as JSON.

    python tests/benchmarks/import_rate.py [--rows 1000000] [--runs 5]

`ratio` is the rate of acceptance (read, typed, checked, written, made durable) over the rate of a bare
CREATE TABLE AS SELECT * FROM read_csv. Each run is a fresh process, the two kinds by turns; best of the runs.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb

from dashboard import importer, settings
from dashboard.importer import acceptance, straight
from tests.benchmarks.result import Result

CADENCE = """
COPY (
    SELECT
        '2025' AS edition,
        unit_code,
        DATE '2025-07-01' + day::INTEGER AS date,
        ['00-07', '07-11', '11-13', '13-17', '17-22', '22-24'][1 + turn % 6] AS hour_band,
        1 + turn // 6 % 2 AS level,
        ['collected', 'approved', 'activated'][1 + turn // 12 % 3] AS stage,
        ['headquarters', 'mobile', 'home_visit'][1 + turn // 36 % 3] AS channel,
        'T' || (turn // 108 % 5) AS team_code,
        hash(unit_code, day, turn) % 40 AS count
    FROM (SELECT unit_code FROM read_csv($units, all_varchar = true) WHERE edition = '2025' AND parent_code = '96'),
        range(500) AS days (day),
        range(108) AS turns (turn)
    LIMIT {rows}
) TO '{path}'
"""


def bare(path: Path) -> float:
    """Seconds that DuckDB alone takes."""
    with duckdb.connect() as connection:
        begun = time.perf_counter()
        connection.execute("CREATE TABLE bare AS SELECT * FROM read_csv($path)", {"path": str(path)})
        return time.perf_counter() - begun


def accept(path: Path, *, careful: bool) -> float:
    """Seconds from the file to the batch."""
    if careful:
        straight.LONG = sys.maxsize
    around = acceptance.circumstances(is_demo=False, dry_run=False)
    begun = time.perf_counter()
    result = acceptance.accept_file(path, around, {}, lambda step: None)
    taken = time.perf_counter() - begun
    assert result.problems == (), result.problems[:3]
    return taken


def rebuild(path: Path) -> float:
    """Seconds from the batch to the pointer."""
    accept(path, careful=False)
    begun = time.perf_counter()
    importer.rebuild()
    return time.perf_counter() - begun


KINDS = {
    "bare": bare,
    "accept": lambda path: accept(path, careful=False),
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


def figures(rows: int, runs: int) -> dict[str, float]:
    """Writes the file and measures each kind on it by turns."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "detailed.csv"
        with duckdb.connect() as connection:
            query = CADENCE.format(rows=rows, path=path)
            connection.execute(query, {"units": str(settings.DATA / "units.csv")})
        turns = [{kind: measured(kind, path) for kind in KINDS} for _ in range(runs)]
        best = {kind: min(turn[kind][0] for turn in turns) for kind in KINDS}
        return {f"{kind}_seconds": round(seconds, 3) for kind, seconds in best.items()} | {
            "rows": rows,
            "megabytes": round(path.stat().st_size / 1e6, 1),
            "ratio": round(best["bare"] / best["accept"], 2),
            "ratio_careful": round(best["bare"] / best["careful"], 2),
            "accept_peak_megabytes": max(turn["accept"][1] for turn in turns),
            "bare_peak_megabytes": max(turn["bare"][1] for turn in turns),
        }


def run(rows: int = 1_000_000, runs: int = 5) -> Iterator[Result]:
    """The rows of the table."""
    found = figures(rows, runs)
    name = f"import, {rows:,} detailed rows, {found['megabytes']:.0f} MB"
    yield Result(name, "rate against DuckDB's bare read", found["ratio"], "×", at_least=0.5)
    yield Result(name, "the same with every check in full", found["ratio_careful"], "×")
    yield Result(name, "DuckDB's bare read", found["bare_seconds"], "s")
    yield Result(name, "acceptance", found["accept_seconds"], "s")
    yield Result(name, "rebuild of the warehouse", found["rebuild_seconds"], "s")
    yield Result(name, "memory at its highest", found["accept_peak_megabytes"], "MB")
    yield Result(name, "memory of the bare read", found["bare_peak_megabytes"], "MB")


def main() -> None:
    """Prints the figures, or (with --measure) those of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", choices=KINDS)
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    if arguments.measure:
        print(KINDS[arguments.measure](arguments.file), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
        return
    print(json.dumps(figures(arguments.rows, arguments.runs), indent=2))


if __name__ == "__main__":
    main()

"""How fast an import reads, against DuckDB alone on the same file: a million detailed rows, printed as JSON.

    python tests/benchmarks/import_rate.py [--rows 1000000] [--runs 5]

`ratio` is the rate of acceptance (read, typed, checked, written, made durable) over the rate of a bare
CREATE TABLE AS SELECT * FROM read_csv. Each run is a fresh process, the two kinds by turns; best of the runs.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

from dashboard import importer, settings
from dashboard.importer import acceptance, straight

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


def measured(what: str, path: Path) -> float:
    """Seconds of one run in a fresh process with a data folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DASHBOARD_DATA": folder, "PYTHONPATH": str(settings.ROOT)}
        command = [sys.executable, __file__, "--measure", what, "--file", str(path)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> None:
    """Prints the figures, or (with --measure) those of one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--measure", choices=("bare", "accept", "careful", "rebuild"))
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    kinds = {
        "bare": bare,
        "accept": lambda path: accept(path, careful=False),
        "careful": lambda path: accept(path, careful=True),
        "rebuild": rebuild,
    }
    if arguments.measure:
        print(kinds[arguments.measure](arguments.file))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "detailed.csv"
        with duckdb.connect() as connection:
            query = CADENCE.format(rows=arguments.rows, path=path)
            connection.execute(query, {"units": str(settings.DATA / "units.csv")})
        turns = [{kind: measured(kind, path) for kind in kinds} for _ in range(arguments.runs)]
        best = {kind: min(turn[kind] for turn in turns) for kind in kinds}
        figures = {f"{kind}_seconds": round(seconds, 3) for kind, seconds in best.items()}
        figures |= {"rows": arguments.rows, "megabytes": round(path.stat().st_size / 1e6, 1)}
        figures |= {"ratio": round(best["bare"] / best["accept"], 2)}
        figures |= {"ratio_careful": round(best["bare"] / best["careful"], 2)}
        print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()

"""What a nation built by parts costs, against one in one go: from nothing, and after a file of one commune.

python -m tests.benchmarks.nation_parts FOLDER [PROVINCES [DAYS [STEP…]]]: steps are whole, workers (parts from nothing,
in two processes), parts, same, next (a file of the newest day, one of the day after it). Each is a process of its own,
for memory is that of a process.
"""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dashboard import settings, version_files
from dashboard.batches import store
from dashboard.batches.events import Event
from dashboard.warehouse import build as tables
from dashboard.warehouse import by_parts, versions
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.workers.processes import Processes
from tests.benchmarks import nation
from tests.benchmarks.import_rate import most_memory

STEPS = ("whole", "workers", "parts", "same", "next")
FILE = """
COPY (
    SELECT
        '2025' AS edition, '{unit}' AS unit_code, TIMESTAMP '{day} 22:00' AS as_of, level::VARCHAR AS level,
        ['collected', 'approved', 'activated'][stage] AS stage, 40000::BIGINT AS count, false AS is_correction
    FROM range(1, 3) AS levels (level), range(1, 4) AS stages (stage)
) TO '{path}' (FORMAT parquet)
"""


def provinces(count: int) -> list[str]:
    """The first so many provinces of 2025."""
    with duckdb.connect() as connection:
        rows = connection.execute(f"""
            SELECT unit_code FROM read_csv('{settings.DATA / "units.csv"}', all_varchar = true)
            WHERE edition = '2025' AND grain = 'province' ORDER BY unit_code LIMIT {count}
        """).fetchall()
    return [code for (code,) in rows]


def prepare(folder: Path, count: int, days: int) -> tuple[list[store.Manifest], list[Event]]:
    """The batches of so many provinces and days, made where there are none."""
    nation.DAYS = days
    codes = provinces(count)
    named = ", ".join(f"'{code}'" for code in codes)
    manifests = []
    for sent in sorted(nation.post(), key=lambda sent: sent.batch_id):
        if sent.kind == "detailed" and (nation.DETAIL_PROVINCE not in codes or days < nation.DETAIL_TO):
            continue
        path = store.rows_file(sent.batch_id)
        is_new = not path.exists()
        manifest = nation.accept(sent)
        if is_new and count < 34:
            column = "unit_code" if sent.kind == "published" else "unit_code[1:0] || unit_code"
            kept = f"{column} IN (SELECT unit_code FROM read_csv('{settings.DATA / 'units.csv'}', all_varchar = true)"
            kept += f" WHERE edition = '2025' AND (parent_code IN ({named}) OR unit_code IN ({named})))"
            with duckdb.connect() as connection:
                connection.execute(f"CREATE TABLE kept AS FROM read_parquet('{path}') WHERE {kept}")
                connection.execute(f"COPY kept TO '{path}' (FORMAT parquet)")
            manifest = nation.accept(sent)
        manifests.append(manifest)
    return manifests, [nation.withdrawal(manifests)]


def one_file(count: int, days: int, later: int) -> store.Manifest:
    """A commune's own file, of the newest day or later."""
    with duckdb.connect() as connection:
        [(unit,)] = connection.execute(f"""
            SELECT min(unit_code) FROM read_csv('{settings.DATA / "units.csv"}', all_varchar = true)
            WHERE edition = '2025' AND grain = 'commune' AND parent_code = '{provinces(count)[-1]}'
        """).fetchall()
    # The last week may end before the last day.
    number = max(sent.day_to for sent in nation.post() if sent.kind == "summary") + later
    day = nation.FIRST_DAY + dt.timedelta(days=number)
    at = dt.datetime.combine(day, dt.time(23)) + dt.timedelta(days=9)
    sent = nation.Sent("summary", number, number, at)
    path = store.rows_file(sent.batch_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as connection:
        connection.execute(FILE.format(unit=unit, day=day, path=path))
    return nation.accept(sent)


def take(step: str, folder: Path, count: int, days: int) -> dict[str, object]:
    """One step: what it took."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        manifests, happened = prepare(folder, count, days)
        if step in ("same", "next"):
            manifests.append(one_file(count, days, 0))
        if step == "next":
            manifests.append(one_file(count, days, 1))
        environment.setattr(by_parts, "LEAST_PARTS", 99 if step == "whole" else 1)
        foresee, of_forecasts = tables._foresee, [0.0]

        def measured(*given: Any) -> tuple[Collection[str], Mapping[str, int]]:
            since = time.process_time()
            found = foresee(*given)
            of_forecasts[0] += time.process_time() - since
            return found

        environment.setattr(tables, "_foresee", measured)
        version = versions.due_version(manifests, happened)
        if step in ("workers", "parts"):
            shutil.rmtree(version_files.folder(), ignore_errors=True)
        since, begun = sum(os.times()[:4]), time.perf_counter()
        versions.build(version, manifests, happened, Processes(2) if step == "workers" else None)
        # Of the processes that it began, too.
        spent, waited = sum(os.times()[:4]) - since, time.perf_counter() - begun
        if step == "whole":
            size = version_files.path_of(version).stat().st_size
            version_files.path_of(version).unlink()
        else:
            versions.point_to(version)
            size = version_files.path_of(version).stat().st_size
            versions.forget_old(version)
        parts = sum(path.stat().st_size for path in parts_folder().glob("*.duckdb"))
        return {
            "step": step, "processor": round(spent, 1), "of_forecasts": round(of_forecasts[0], 1),
            "seconds": round(waited, 1), "memory_mb": round(most_memory()), "size_mb": size >> 20,
            "parts_mb": parts >> 20,
        }  # fmt: skip


if __name__ == "__main__":
    place, provinces_of, days_of, *steps = sys.argv[1:]
    if len(steps) == 1 and steps[0].startswith("only-"):
        step = steps[0].removeprefix("only-")
        print(json.dumps(take(step, Path(place), int(provinces_of), int(days_of))), flush=True)
    else:
        shutil.rmtree(Path(place) / "warehouse", ignore_errors=True)
        for step in steps or STEPS:
            command = [sys.executable, "-m", "tests.benchmarks.nation_parts", place, provinces_of, days_of]
            subprocess.run([*command, f"only-{step}"], check=True)

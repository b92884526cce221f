"""An import killed at any moment loses nothing, doubles nothing, and leaves readers a whole version."""

import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import duckdb

from dashboard import importer, settings
from dashboard.importer import store, warehouse

KILLS = 50
HEADER = "edition,unit_code,as_of,level,stage,count"


def bring_in(folder, reference, paths):
    """Runs in a process of its own, which may be killed."""
    os.environ["DASHBOARD_DATA"] = folder
    settings.DATA = reference
    importer.accept(paths)


def started(context, path):
    process = context.Process(target=bring_in, args=(os.environ["DASHBOARD_DATA"], settings.DATA, [path]))
    process.start()
    return process


def shown():
    """What a reader of the pointer's version sees: its batches, and every figure with its batch."""
    with duckdb.connect(str(warehouse.path_of(warehouse.current())), read_only=True) as connection:
        batches = [row[0] for row in connection.execute("SELECT source_name FROM batch").fetchall()]
        figures = connection.execute("SELECT as_of::DATE::VARCHAR, count FROM observation").fetchall()
        connection.execute("SELECT count(*) FROM standing").fetchall()
    return sorted(batches), sorted(figures)


def test_killed_at_any_moment_an_import_loses_nothing_and_doubles_nothing(tmp_path: Path, small_reference: Path):
    # Forked from a server that has the importer loaded: the kills fall on the import, not on Python's start.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["dashboard.importer"])
    rows = [(f"{2023 + day // 336}-{1 + day % 336 // 28:02}-{1 + day % 28:02}", 100 + day) for day in range(3 * KILLS)]
    files = []
    for number, (date, count) in enumerate(rows):
        path = tmp_path / f"{number:03}.csv"
        path.write_text(f"{HEADER}\n2024,967,{date},all,activated,{count}\n")
        files.append(path)
    begun = time.monotonic()
    first = started(context, files[0])
    first.join()
    first = started(context, files[1])
    begun = time.monotonic()
    first.join()
    duration = time.monotonic() - begun
    chance, kills, turn, halfway = random.Random(1), 0, 2, 0
    while kills < KILLS:
        before = shown()
        process = started(context, files[turn])
        # Spread over the whole import, a little beyond its end.
        time.sleep(duration * 1.1 * (kills + chance.random()) / KILLS)
        process.kill()
        process.join()
        kills += process.exitcode == -signal.SIGKILL
        came_in = files[turn].name in [manifest.source_name for manifest in store.manifests()]
        expected = [path.name for path in files[: turn + 1]], sorted(rows[: turn + 1])
        assert shown() in (before, expected)
        halfway += came_in and shown() == before
        turn += came_in
        assert turn < len(files)
    importer.accept(files[: turn + 1])
    assert shown() == ([path.name for path in files[: turn + 1]], sorted(rows[: turn + 1]))
    assert halfway, "no kill fell between the batch and the pointer"
    folders = [
        path.name for path in (store.batches_folder(), store.quarantine_folder(), warehouse.folder()) if path.exists()
    ]
    leftovers = [path for folder in folders for path in (store.batches_folder().parent / folder).glob("*partial*")]
    assert not leftovers
    assert not list(store.batches_folder().glob(".*"))

"""Imports while many readers read: no read fails, none is wrong, none goes back in time."""

import datetime as dt
import os
import threading
import time

import pytest

from dashboard import importer, queries, settings, version_files
from dashboard.database import Database

# `make soak` brings in more, while twenty read.
IMPORTS = int(os.environ.get("SOAK_IMPORTS", "2"))
PROCESSES, THREADS = (4, 5) if "SOAK_IMPORTS" in os.environ else (2, 2)
HEADER = "edition,unit_code,as_of,level,stage,count"
FIRST = dt.date(2024, 1, 1)


def line(number):
    return f"2024,967,{FIRST + dt.timedelta(number)},all,activated,{100 + number}"


def look(version):
    """What a reader sees of one version, in several questions: its own name, batches, newest figure."""
    door = Database(version_files.path_of(version))
    try:
        (named,) = queries.version_in_use(door)["version"]
        count = len(queries.batch_by_arrival(door))
        days = (FIRST, FIRST + dt.timedelta(500))
        how = {"level": "all", "step": "day"}
        flow = queries.flow_by_period(door, edition="2024", unit="967", days=days, **how)
        return named, count, int(flow["activated"].max())
    finally:
        door.close()


def read(ended, wrong, seen):
    """Follows the pointer and compares what each version says of itself; notes whatever does not fit."""
    newest = 0
    while not ended.is_set():
        version = version_files.shown()
        named, count, activated = look(version)
        if named != version or activated != 99 + count or count < newest:
            wrong.put((version, named, count, activated, newest))
        newest = count
        seen.put(count)


def readers(folder, ended, wrong, seen):
    """Several readers in one process, as threads of a server are; an error in one of them is noted."""
    os.environ["DASHBOARD_DATA"] = folder
    threading.excepthook = lambda failure: wrong.put(repr(failure.exc_value))
    threads = [threading.Thread(target=read, args=(ended, wrong, seen)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def wait_for_reads(wrong, seen):
    """Until each reader has read about once more, or one of them has failed."""
    enough = seen.qsize() + PROCESSES * THREADS
    while wrong.empty() and seen.qsize() < enough:
        time.sleep(0.05)


def drain(queue):
    found = []
    while not queue.empty():
        found.append(queue.get())
    return found


@pytest.mark.usefixtures("small_reference")
def test_readers_read_on_while_files_come_in(file, forked):
    importer.accept([file("000.csv", HEADER, line(0))])
    with forked.Manager() as manager:
        ended, wrong, seen = manager.Event(), manager.Queue(), manager.Queue()
        arguments = (str(settings.data_folder()), ended, wrong, seen)
        processes = [forked.Process(target=readers, args=arguments) for _ in range(PROCESSES)]
        for process in processes:
            process.start()
        wait_for_reads(wrong, seen)
        for number in range(1, IMPORTS + 1):
            importer.accept([file(f"{number:03}.csv", HEADER, line(number))])
            wait_for_reads(wrong, seen)
        ended.set()
        for process in processes:
            process.join()
        assert drain(wrong) == []
        assert set(drain(seen)) >= {1, IMPORTS + 1}
    assert [process.exitcode for process in processes] == [0] * PROCESSES

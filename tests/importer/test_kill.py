"""An import killed at any moment loses nothing, doubles nothing, and leaves readers a whole version."""

import os
import random
import signal
import sys
import time

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.batches import store
from dashboard.warehouse import versions
from tests.warehouse import REPORTED

# `make soak` kills more often, and before each change of a file; here before every fourth one.
KILLS = int(os.environ.get("SOAK_KILLS", "3"))
STEP = 1 if "SOAK_KILLS" in os.environ else 4
HEADER = "edition,unit_code,as_of,level,stage,count"
# What Python reports before it changes a folder; a file opened for writing is reported as "open".
CHANGES = ("os.rename", "os.mkdir", "os.remove", "os.rmdir")


def bring_in(folder, reference, path, killed_at):
    """Imports one file in a process of its own, which kills itself before its n-th change of the data folder."""
    os.environ["DASHBOARD_DATA"] = folder
    settings.DATA = reference
    changes = 0

    def watch(event, arguments):
        nonlocal changes
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if (writes or event in CHANGES) and folder in str(arguments[0]):
            changes += 1
            if changes == killed_at:
                os.kill(os.getpid(), signal.SIGKILL)

    if killed_at:
        sys.addaudithook(watch)
    importer.accept([path])


class Campaign:
    """Files that come in one after the other, each with one figure, and what readers must see of them."""

    def __init__(self, folder, context):
        # The kills fall on the import, not on Python's start.
        self.context = context
        self.folder, self.files, self.rows = folder, [], []
        self.next_file()
        self.started().join()
        self.next_file()

    def next_file(self):
        number = len(self.files)
        self.rows.append((f"{2023 + number // 336}-{1 + number % 336 // 28:02}-{1 + number % 28:02}", 100 + number))
        self.files.append(self.folder / f"{number:03}.csv")
        date, count = self.rows[-1]
        self.files[-1].write_text(f"{HEADER}\n2024,967,{date},all,activated,{count}\n")

    def started(self, killed_at=0):
        arguments = (os.environ["DASHBOARD_DATA"], settings.DATA, self.files[-1], killed_at)
        process = self.context.Process(target=bring_in, args=arguments)
        process.start()
        return process

    def shown(self):
        """What a reader of the pointer's version sees: its batches, and every figure."""
        with duckdb.connect(str(versions.path_of(str(versions.current()))), read_only=True) as connection:
            batches = [name for (name,) in connection.execute("SELECT source_name FROM batch").fetchall()]
            figures = connection.execute(REPORTED).fetchall()
        return sorted(batches), sorted(figures)

    def everything(self):
        return [path.name for path in self.files], self.rows

    def check(self, before):
        """Readers see what was there before or the whole of what came in; True when the batch waits for its version."""
        came_in = self.files[-1].name in [manifest.source_name for manifest in store.manifests()]
        shown = self.shown()
        assert shown in (before, self.everything())
        assert came_in or shown == before
        if came_in:
            self.next_file()
        return came_in and shown == before

    def finish(self):
        """A last import brings in what is missing, doubles nothing and sweeps everything else away."""
        importer.accept(self.files)
        assert self.shown() == self.everything()
        folders = (store.batches_folder(), store.quarantine_folder(), versions.folder())
        assert not [path for folder in folders for pattern in (".*", "*partial*") for path in folder.glob(pattern)]


@pytest.fixture
def campaign(tmp_path, forked, small_reference):
    """A first file that is in, and a second one that is not."""
    return Campaign(tmp_path, forked)


def test_killed_at_random_moments_an_import_loses_nothing_and_doubles_nothing(campaign):
    begun = time.monotonic()
    campaign.started().join()
    duration = time.monotonic() - begun
    campaign.next_file()
    chance, kills = random.Random(1), 0
    while kills < KILLS:
        before = campaign.shown()
        process = campaign.started()
        time.sleep(duration * (kills + chance.random()) / KILLS)
        process.kill()
        process.join()
        was_killed = process.exitcode == -signal.SIGKILL
        kills += was_killed
        # It was done before: the machine has become quicker, and so must the kills.
        duration *= 1 if was_killed else 0.95
        campaign.check(before)
    campaign.finish()


def test_killed_before_any_change_of_a_file_an_import_loses_nothing_and_doubles_nothing(campaign):
    change, waiting, exitcode = 1 - STEP, 0, -signal.SIGKILL
    while exitcode == -signal.SIGKILL:
        change += STEP
        before = campaign.shown()
        process = campaign.started(killed_at=change)
        process.join()
        exitcode = process.exitcode
        waiting += campaign.check(before)
    assert exitcode == 0
    assert change > 8
    assert waiting, "no kill fell between the batch and the pointer"
    campaign.finish()

"""A nation whose build is killed or has no room, in a part or while they are put together, is the one before."""

import multiprocessing
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path

import duckdb
import psutil
import pytest

from dashboard import settings, version_files
from dashboard.batches.events import Event
from dashboard.batches.store import Manifest
from dashboard.warehouse import by_parts, versions
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.workers.processes import begin
from tests.queries.test_by_parts import CAO_BANG, LAI_CHAU, YEAR, differences
from tests.warehouse import accepted, in_use, summary, target

# `make soak` kills at more moments.
KILLS = int(os.environ.get("SOAK_KILLS", "0")) // 10
BEFORE = (
    summary("01273 2026-02-01 all activated 900", "03388 2026-03-10 all activated 90", edition="2025"),
    target(f"03388 {YEAR} 900", edition="2025"),
)
LATER = summary("03388 2026-03-11 all activated 99", edition="2025")
Received = tuple[list[Manifest], list[Event]]


def build(folder: str, reference: Path, received: Received, room: int, least: int) -> None:
    """Builds the version of what came in, in a process of its own; room: what a file may grow to, 0 without end."""
    os.environ["DASHBOARD_DATA"] = folder
    settings.DATA = reference
    by_parts.LEAST_PARTS = least
    if room:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    version = versions.due_version(*received)
    versions.build(version, *received)
    versions.point_to(version)


class Nation:
    """Two provinces, of which one has reported anew."""

    def __init__(self, context: ForkServerContext) -> None:
        self._context = context
        self.received = accepted(*BEFORE, LATER)
        self.before = self.received[0][:-1], self.received[1]
        assert self.run(self.before) == 0
        self.first = str(version_files.current())
        self.parts = self.names()

    def run(
        self, received: Received, until: Callable[[], bool] | None = None, room: int = 0, least: int = 2
    ) -> int | None:
        """Builds; kills it as soon as something is so. Returns its exit code."""
        given = (os.environ["DASHBOARD_DATA"], settings.DATA, received, room, least)
        process = self._context.Process(target=build, args=given)
        process.start()
        while until is not None and process.is_alive():
            if until():
                process.kill()
                break
            time.sleep(0.002)
        process.join()
        return process.exitcode

    def names(self) -> set[str]:
        return {path.name for path in parts_folder().glob("part-*.duckdb")}

    def is_as_before(self) -> bool:
        """Readers see the first version, whole."""
        with duckdb.connect(str(version_files.path_of(self.first)), read_only=True) as connection:
            days = connection.execute("SELECT max(date) FROM area_standing WHERE unit_code = '03388'").fetchall()
        return version_files.current() == self.first and str(days[0][0]) == "2026-03-10"

    def is_in_a_part(self) -> bool:
        return any(parts_folder().glob("part-*.partial-*"))

    def is_put_together(self) -> bool:
        return any(versions.folder().glob("*.among"))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit on the size of files, and no fork")
def test_a_build_by_parts_that_is_cut_off_leaves_the_version_before_and_the_next_one_is_whole(
    tmp_path: Path, forked: ForkServerContext
) -> None:
    with in_use(tmp_path, frozenset(CAO_BANG | LAI_CHAU)):
        nation = Nation(forked)
        for moment in (nation.is_in_a_part, nation.is_put_together) if KILLS else (nation.is_put_together,):
            assert nation.run(nation.received, until=moment) == -signal.SIGKILL
            assert nation.is_as_before()
        assert nation.run(nation.received, room=200_000) not in (0, -signal.SIGKILL)
        assert nation.is_as_before()
        for number in range(KILLS):
            until = time.monotonic() + 0.05 * number
            nation.run(nation.received, until=lambda until=until: time.monotonic() > until)
        assert nation.run(nation.received) == 0
        version = str(version_files.current())
        assert version != nation.first
        versions.forget_old(version)
        assert not list(versions.folder().rglob("*partial*"))
        assert len(nation.names() - nation.parts) == 1
        parted = version_files.path_of(version).rename(tmp_path / "parted.duckdb")
        assert nation.run(nation.received, least=99) == 0
        assert differences(version_files.path_of(version), parted) == {}


def hold(place: Path) -> None:
    """Keeps a process at hand, and tells its number."""
    given = str(place), str(settings.DATA)
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), begin, given) as pool:
        (place / "number").write_text(str(pool.submit(os.getpid).result()), encoding="utf-8")
        time.sleep(60)


def test_its_processes_end_with_a_build_that_is_killed(tmp_path: Path, forked: ForkServerContext) -> None:
    building = forked.Process(target=hold, args=(tmp_path,))
    building.start()
    until = time.monotonic() + 60
    while not (tmp_path / "number").exists() or not (number := (tmp_path / "number").read_text(encoding="utf-8")):
        assert time.monotonic() < until
        time.sleep(0.05)
    building.kill()
    building.join()
    while psutil.pid_exists(int(number)) and psutil.Process(int(number)).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < until
        time.sleep(0.05)

"""Parts that a cluster of Dask makes over TCP are those that the build makes itself: `make cluster`, with the extra."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from dashboard import cli, settings
from dashboard.warehouse import by_parts
from dashboard.warehouse.workers import cluster
from dashboard.warehouse.workers.cluster import Cluster, WorkerDiffers, WorkersMissing
from dashboard.warehouse.workers.task import Task
from tests.queries.test_by_parts import differences, made, parts
from tests.queries.test_workers import BATCHES, TWO
from tests.warehouse import few_units, in_use

pytest.importorskip("distributed")
HERE = ("--host", "127.0.0.1", "--dashboard-address", "127.0.0.1:0")
# Too little for Python with its libraries: whoever has no more is ended as soon as it begins with a part.
TOO_LITTLE = "130MB"


class Servers:
    """A scheduler and its workers, each a process of its own as an operator starts them."""

    def __init__(self, folder: Path, data: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        self._folder, self._started = folder, list[subprocess.Popen[bytes]]()
        self._environment = os.environ | few_units(TWO) | {"DASHBOARD_DATA": str(data)}
        _, _, port = self.address.rpartition(":")
        self._start("scheduler", *HERE, "--port", port)

    def worker(self, memory: str = "2GB", **environment: str) -> psutil.Process:
        """A worker with a limit of memory; it is begun anew when it ends."""
        place = self._folder / f"worker-{len(self._started)}"
        arguments = (
            "--host",
            "127.0.0.1",
            "--nthreads",
            "1",
            "--memory-limit",
            memory,
            "--dashboard-address",
            "127.0.0.1:0",
        )
        return self._start("worker", self.address, *arguments, "--local-directory", str(place), **environment)

    def _start(self, command: str, *arguments: str, **environment: str) -> psutil.Process:
        words = (sys.executable, "-m", f"distributed.cli.dask_{command}", *arguments)
        log = (self._folder / f"{command}-{len(self._started)}.log").open("wb")
        started = subprocess.Popen(words, cwd=settings.ROOT, env=self._environment | environment, stderr=log)
        log.close()
        self._started.append(started)
        return psutil.Process(started.pid)

    def stop(self) -> None:
        for started in self._started:
            children = psutil.Process(started.pid).children(recursive=True) if started.poll() is None else []
            for process in (*children, started):
                process.kill()
            started.wait()


@contextmanager
def servers(folder: Path, data: Path) -> Iterator[Servers]:
    folder.mkdir()
    started = Servers(folder, data)
    try:
        yield started
    finally:
        started.stop()


@contextmanager
def client(address: str) -> Iterator[Cluster]:
    found = Cluster(address)
    try:
        yield found
    finally:
        found.close()


class Watched(Cluster):
    """Kills a worker's process once a part is being made."""

    asked, killed = 0, 0
    victim: psutil.Process

    def make(self, tasks: Sequence[Task]) -> None:
        self.asked += len(tasks)
        killing = threading.Thread(target=self._kill)
        killing.start()
        super().make(tasks)
        killing.join()

    def _kill(self) -> None:
        until = time.monotonic() + 60
        while not self.killed and time.monotonic() < until:
            for child in self.victim.children():
                if any("part-" in file.path for file in child.open_files()):
                    self.killed = child.pid
                    os.kill(child.pid, signal.SIGKILL)
            time.sleep(0.002)


def test_a_worker_killed_and_one_at_its_limit_of_memory_leave_the_version_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 2)
    alone = made(tmp_path / "alone", *BATCHES, provinces=TWO)
    data = tmp_path / "together"
    with servers(tmp_path / "cluster", data) as started:
        with in_use(data, TWO):
            victim = started.worker()
            workers = Watched(started.address)
            workers.victim = victim
            # It comes later, for it could not even be asked what it builds by.
            started.worker(TOO_LITTLE)
            workers._client.wait_for_workers(2, timeout=60)
        together = made(data, *BATCHES, provinces=TWO, workers=workers)
        workers.close()
        said = "".join(log.read_text(errors="replace") for log in (tmp_path / "cluster").glob("*.log"))
    assert differences(alone, together) == {}
    assert parts(tmp_path / "alone") == parts(data)
    assert workers.killed and workers.asked == 3
    assert "95% memory budget" in said or "Restarting" in said, said


def test_a_cluster_that_cannot_be_used_is_refused_before_anything_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "ANSWER", 2)
    assert cli.main(["rebuild", "--scheduler", "tcp://127.0.0.1:1", "--lang", "vi"]) == 1
    assert "Không có bộ điều phối Dask nào trả lời tại tcp://127.0.0.1:1" in capsys.readouterr().err
    with in_use(tmp_path / "data", TWO), servers(tmp_path / "cluster", tmp_path / "data") as started:
        monkeypatch.setattr(cluster, "ANSWER", 60)
        monkeypatch.setattr(cluster, "JOIN", 2)
        with pytest.raises(WorkersMissing):
            Cluster(started.address)
        monkeypatch.setattr(cluster, "JOIN", 60)
        # It does not see this data folder.
        started.worker(DASHBOARD_DATA=str(tmp_path / "elsewhere"))
        with pytest.raises(WorkerDiffers):
            Cluster(started.address)

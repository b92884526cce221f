"""Makes parts on the machines of a cluster of Dask that share the data folder; an extra, requirements-cluster.txt."""

import os
import socket
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dashboard import progress
from dashboard.faults import OperatorFault
from dashboard.warehouse import rules
from dashboard.warehouse.making import MEMORY
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.workers.task import Task, make

# Seconds: for the scheduler to answer; for a first worker; without any at all, until the build goes on by itself.
ANSWER, JOIN, PATIENCE = 10, 30, 60
MB = 1_000_000


class ClusterMissing(OperatorFault):
    """The extra is not installed."""

    reason, key = "cluster_is_installed", "command.cluster_missing"


class SchedulerUnreachable(OperatorFault):
    """Nobody answers at the address of the scheduler."""

    reason, key = "scheduler_answers", "command.scheduler_unreachable"

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class WorkersMissing(OperatorFault):
    """The scheduler has no workers."""

    reason, key = "scheduler_has_workers", "command.workers_missing"

    def __init__(self, address: str) -> None:
        super().__init__(address=address)


class WorkerDiffers(OperatorFault):
    """A worker has another data folder, other settings or another software."""

    reason, key = "workers_are_alike", "command.worker_differs"

    def __init__(self, worker: str) -> None:
        super().__init__(worker=worker)


class Cluster:
    """The workers of one scheduler. Raises an OperatorFault where they cannot be used."""

    def __init__(self, address: str) -> None:
        try:
            from distributed import Client, Security
        except ModuleNotFoundError:
            raise ClusterMissing from None
        # A client that cannot begin says so at length, once more when it is thrown away.
        has_certificates = Security().get_connection_args("client").get("ssl_context") is not None
        if not address.startswith("tls://" if has_certificates else "tcp://"):
            raise SchedulerUnreachable(address)
        try:
            self._client: Any = Client(address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError) as problem:
            raise SchedulerUnreachable(address) from problem
        self.left = 0
        try:
            self._client.wait_for_workers(1, timeout=JOIN)
            self._compare()
        except TimeoutError:
            self.close()
            raise WorkersMissing(address) from None
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Leaves the scheduler; its workers go on for others."""
        self._client.close()

    def make(self, tasks: Sequence[Task]) -> None:
        """Makes what it can of the tasks. Whoever is killed, the scheduler gives its part to another one, thrice."""
        waiting = {self._client.submit(run, task, pure=False) for task in tasks}
        seen = time.monotonic()
        while waiting:
            done = {future for future in waiting if future.done()}
            self.left += sum(future.status != "finished" for future in done)
            waiting -= done
            for _ in done:
                progress.done(progress.PROVINCES)
            if self._client.status == "running" and self._client.scheduler_info().get("workers"):
                seen = time.monotonic()
            if time.monotonic() - seen > PATIENCE:
                self.left += len(waiting)
                self._client.cancel(list(waiting))
                return
            time.sleep(0.1)

    def _compare(self) -> None:
        """Each worker finds a file that was put into the data folder, and builds by the same rules."""
        parts_folder().mkdir(parents=True, exist_ok=True)
        sign = parts_folder() / f"sign.partial-{socket.gethostname()}-{os.getpid()}"
        sign.touch()
        try:
            found = self._client.run(is_alike, sign.name, rules.digest(), on_error="return")
        finally:
            sign.unlink()
        for worker, answer in found.items():
            if answer is not True:
                raise WorkerDiffers(worker)


def is_alike(sign: str, digest: str) -> bool:
    """Whether this worker sees the file, and builds as the one that asks."""
    return (parts_folder() / sign).exists() and rules.digest() == digest


def run(task: Task) -> str:
    """Makes a part on a worker: in its own folder, for the data folder lies on another machine."""
    from distributed import get_worker

    worker = get_worker()
    limit = worker.memory_manager.memory_limit
    # Beside the rows stand Python and the libraries.
    memory = f"{max(limit // 2 // MB, 50)}MB" if limit and limit // 2 < 1000 * MB else MEMORY
    return make(task, memory=memory, threads=worker.state.nthreads, room=Path(worker.local_directory))

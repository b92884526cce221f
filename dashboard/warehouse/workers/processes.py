"""Makes parts in processes of this machine."""

import atexit
import multiprocessing
import os
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from dashboard import progress, settings
from dashboard.warehouse.workers.task import Task, make

# When one process is killed the others end as well; the parts that they lacked are made by new ones, so often.
TRIES = 2


class Processes:
    """So many at once, each of them with a share of the cores."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.left = 0

    def make(self, tasks: Sequence[Task]) -> None:
        """Makes what it can of the tasks."""
        waiting = list(tasks)
        for _ in range(TRIES):
            if waiting:
                waiting = self._killed_at(waiting)
        self.left += len(waiting)

    def close(self) -> None:
        """They ended with what they made."""

    def _killed_at(self, tasks: Sequence[Task]) -> list[Task]:
        """Makes the tasks; returns those that were cut off. What failed by itself would fail again."""
        threads = max((os.cpu_count() or 1) // self._count, 1)
        # A fork would share what DuckDB's threads hold.
        context = multiprocessing.get_context("spawn")
        given = str(settings.data_folder()), str(settings.DATA)
        with ProcessPoolExecutor(self._count, context, begin, given) as pool:
            futures = {}
            for task in tasks:
                try:
                    future = pool.submit(partial(make, threads=threads), task)
                    future.add_done_callback(lambda _: progress.done(progress.PROVINCES))
                    futures[future] = task
                except BrokenProcessPool:
                    break
            cut_off = [task for future, task in futures.items() if self._was_cut_off(future)]
        return cut_off + list(tasks[len(futures) :])

    def _was_cut_off(self, future: "Future[str]") -> bool:
        problem = future.exception()
        if problem is not None and not isinstance(problem, BrokenProcessPool):
            self.left += 1
        return isinstance(problem, BrokenProcessPool)


def begin(data: str, reference: str) -> None:
    """Prepares a process: it serves this data folder, and ends when the one that began it does."""
    settings.use(data, reference)
    # DuckDB lists what it leaves behind in a process that ends by itself.
    atexit.register(os._exit, 0)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)

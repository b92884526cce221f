"""Parts that workers make are those that the build makes itself, also where a worker is killed."""

import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from dashboard import cli
from dashboard.warehouse import by_parts
from dashboard.warehouse.part import parts_folder
from dashboard.warehouse.workers.processes import Processes
from dashboard.warehouse.workers.task import Task
from tests.queries.test_by_parts import CAO_BANG, LAI_CHAU, YEAR, differences, made, parts
from tests.warehouse import Batch, summary, target

TWO = frozenset(CAO_BANG | LAI_CHAU)
# Cao Bằng's small count has Lai Châu hide another one: its part is made a second time.
BATCHES: tuple[Batch, ...] = (
    summary("01273 2026-02-01 all activated 3", "03388 2026-02-02 all activated 90", edition="2025"),
    summary("03408 2026-02-03 1 activated 7", "01279 2026-02-03 all activated 40", edition="2025"),
    target(f"03388 {YEAR} 900", edition="2025"),
)


class Killed(Processes):
    """The first process that is seen at work is killed."""

    asked, killed = 0, 0

    def make(self, tasks: Sequence[Task]) -> None:
        self.asked += len(tasks)
        killing = threading.Thread(target=self._kill)
        killing.start()
        super().make(tasks)
        killing.join()

    def _kill(self) -> None:
        until = time.monotonic() + 60
        while not self.killed and time.monotonic() < until:
            if any(parts_folder().glob("part-*.partial-*")):
                self.killed = next(child.pid for child in psutil.Process().children() if is_worker(child))
                os.kill(self.killed, signal.SIGKILL)
            time.sleep(0.01)


def is_worker(process: psutil.Process) -> bool:
    return "spawn_main" in " ".join(process.cmdline())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_part_whose_process_is_killed_is_made_again_and_the_version_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 2)
    alone = made(tmp_path / "alone", *BATCHES, provinces=TWO)
    workers = Killed(2)
    together = made(tmp_path / "together", *BATCHES, provinces=TWO, workers=workers)
    assert differences(alone, together) == {}
    assert parts(tmp_path / "alone") == parts(tmp_path / "together")
    # One of them twice: with what is hidden among both.
    assert workers.killed and (workers.asked, workers.left) == (3, 0)


@pytest.mark.parametrize(("language", "words"), [("vi", "Chưa cài phần bổ sung"), ("en", "extra for a cluster")])
def test_a_scheduler_without_the_extra_is_refused_in_words(
    language: str, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # As Python knows a package that is not there.
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert cli.main(["rebuild", "--scheduler", "tcp://127.0.0.1:1", "--lang", language]) == 1
    assert words in capsys.readouterr().err

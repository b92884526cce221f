"""What the reading of one file may cost, and the watch that ends the process that passes it."""

import os
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

MB = 1024 * 1024
# With the pages that it shares with other programs a process stays below 1 GB.
MEMORY = 850 * MB
# Seconds of processor time: honest files take a tenth of it. The clock's are for a process that waits.
SECONDS, SECONDS_A_MB = 7.0, 3.0
WAITED, WAITED_A_SECOND = 60.0, 20.0
# How a process says that it got no more memory.
OUT_OF_MEMORY = 4
# Bytes of cells. An honest table of columns that hardly change may have shrunk to a fiftieth.
ANSWER, ANSWER_A_BYTE = 64 * MB, 50
# Between two looks at a process, in seconds: it cannot use much more meanwhile.
EVERY = 0.02


@dataclass(frozen=True)
class Limits:
    """What a file may cost by its size: bytes of memory, seconds of the processor and of the clock, bytes of answer."""

    memory: int
    seconds: float
    waited: float
    answer: int


def limits_of(size: int) -> Limits:
    """The limits for a file of so many bytes."""
    seconds = SECONDS + SECONDS_A_MB * size / MB
    return Limits(MEMORY, seconds, WAITED + WAITED_A_SECOND * seconds, ANSWER + ANSWER_A_BYTE * size)


@dataclass(frozen=True)
class Usage:
    """What a process has in memory, in bytes, and how long processors have worked for it, in seconds."""

    memory: int
    seconds: float


def usage_of(number: int) -> Usage:
    """What a process of this number uses. Raises LookupError for one that is gone."""
    if os.name == "posix" and Path("/proc/self/stat").exists():
        try:
            words = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
        except OSError as problem:
            raise LookupError(number) from problem
        # Behind the name, which may hold blanks: the times are the 14th and 15th word, the pages the 24th.
        facts = words.rpartition(")")[2].split()
        ticks = int(facts[11]) + int(facts[12])
        return Usage(int(facts[21]) * os.sysconf("SC_PAGE_SIZE"), ticks / os.sysconf("SC_CLK_TCK"))
    # Loaded on other systems alone: on Linux it needs what Windows has not.
    import psutil

    try:
        process = psutil.Process(number)
        times = process.cpu_times()
        return Usage(process.memory_info().rss, float(times.user + times.system))
    except psutil.Error as problem:
        raise LookupError(number) from problem


def reserved_by(number: int) -> int:
    """Bytes that count against the system's limit of a process; 0 where the system sets none (see `limit_memory`)."""
    try:
        pages = int(Path(f"/proc/{number}/statm").read_text(encoding="ascii").split()[5])
    except (OSError, ValueError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


class Watch:
    """Looks at a process while it reads one file, and ends it when it passes a limit; ``passed`` says which."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits) -> None:
        self._process, self._limits = process, limits
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self.passed = ""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over.set()
        self._thread.join()

    def _look(self) -> None:
        limits, looks = self._limits, 0
        try:
            before = usage_of(self._process.pid).seconds
            while not self._is_over.wait(EVERY):
                looks += 1
                used = usage_of(self._process.pid)
                if used.memory > limits.memory:
                    self.passed = "memory"
                elif used.seconds - before > limits.seconds or looks * EVERY > limits.waited:
                    self.passed = "time"
                if self.passed:
                    self._process.kill()
                    return
        except LookupError:
            # It ended by itself; what it leaves unanswered says so.
            return

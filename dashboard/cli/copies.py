"""Several servers over one data folder, each a process with a port of its own: what ends is started again."""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence

from dashboard import ports, settings
from dashboard.console import complain
from dashboard.text import Text
from dashboard.ui.serving import cookie_secret

# What a copy is started with; it ends when its input does, which is when the parent is gone, however that ended.
COMMAND = (sys.executable, "-m", "dashboard", "serve", "--one-of-copies")
# Seconds between two looks at the copies, and for which a copy may finish its answers when all are stopped.
EVERY, MOST_TO_END = 0.2, 10.0
# A copy that ends sooner than this after its start, in seconds, is given more and more time before the next.
SOON, LONGEST_PAUSE = 30.0, 30.0


def until_stopped(copies: int, text: Text) -> int:
    """Serves on PORT and those that follow it; exit code 1 when one of them is taken."""
    host, first = settings.address()
    wanted = range(first, first + copies)
    for port in wanted:
        if not ports.is_free(host, port):
            complain(text("serve.taken", port=port))
            return 1
    cookie_secret.kept()
    stopping = threading.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, lambda *_: stopping.set())
    running = [Copy(port) for port in wanted]
    try:
        while not stopping.wait(EVERY):
            for copy in running:
                copy.start_again_if_ended(text)
    finally:
        _end(running)
    return 0


class Copy:
    """One server: the process that stands for it now, and when the next one is to be started, once that has ended."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.ended_soon = 0
        self.due: float | None = None
        self._start()

    def _start(self) -> None:
        self.started = time.monotonic()
        # A session of its own: Ctrl+C is for the parent, which ends the copies in their turn.
        self.process = subprocess.Popen(
            COMMAND, cwd=settings.ROOT, env=settings.environment_at(self.port), stdin=subprocess.PIPE,
            start_new_session=True,
        )  # fmt: skip

    def start_again_if_ended(self, text: Text) -> None:
        """At once, or after a pause where it ended soon several times running."""
        ended = self.process.poll()
        if ended is None:
            return
        now = time.monotonic()
        if self.due is None:
            complain(text("serve.copy_ended", port=self.port, code=ended))
            self.ended_soon = self.ended_soon + 1 if now - self.started < SOON else 0
            self.due = now + min(2.0**self.ended_soon - 1, LONGEST_PAUSE)
        if now >= self.due:
            self.due = None
            assert self.process.stdin
            self.process.stdin.close()
            self._start()


def _end(running: Sequence[Copy]) -> None:
    """Ends all copies together; one that does not end by itself is killed."""
    until = time.monotonic() + MOST_TO_END
    for copy in running:
        copy.process.terminate()
    for copy in running:
        try:
            copy.process.wait(timeout=max(0.0, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            copy.process.kill()
            copy.process.wait()

"""The product's server and the one of constant pages, each in a process of its own whose CPU seconds can be read."""

import os
import pickle
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from dashboard import settings
from tests.benchmarks.recording import Step

CONSTANT = Path(__file__).parent / "constant"


@dataclass(frozen=True)
class Server:
    """A running server: its address and its process."""

    address: str
    process: subprocess.Popen[bytes]

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.address.rpartition(":")[2])

    def cpu(self) -> float:
        """CPU seconds used so far, by the clock that Linux keeps of each process: finer than hundredths."""
        return time.clock_gettime(~self.process.pid << 3 | 2)


@contextmanager
def product(data: Path, root: Path = settings.ROOT) -> Iterator[Server]:
    """The dashboard as `make run` serves it, of this checkout or another one."""
    port = free_port()
    variables = {"DASHBOARD_DATA": str(data), "PORT": str(port)}
    with running(["-m", "dashboard", "serve"], port, variables, root) as server:
        yield server


@contextmanager
def plain(data: Path) -> Iterator[Server]:
    """The dashboard without first screens and compressed files."""
    port = free_port()
    command = ["-m", "tests.benchmarks.plain_serve"]
    with running(command, port, {"DASHBOARD_DATA": str(data), "PORT": str(port)}) as server:
        yield server


@contextmanager
def constant(views: dict[str, dict[str, list[Step]]], folder: Path) -> Iterator[Server]:
    """Recorded calls, replayed. The app stands beside its static files, so a folder of its own holds both."""
    folder.mkdir(parents=True)
    for name in ("app.py", "replay.py"):
        shutil.copy(CONSTANT / name, folder)
    (folder / "static").symlink_to(settings.STATIC)
    (folder / "views.pickle").write_bytes(pickle.dumps(views))
    port = free_port()
    command = [str(CONSTANT / "serve.py"), str(folder / "app.py"), str(port)]
    with running(command, port, {"CONSTANT_VIEWS": str(folder / "views.pickle")}) as server:
        yield server


@contextmanager
def running(command: list[str], port: int, variables: dict[str, str], root: Path = settings.ROOT) -> Iterator[Server]:
    """A Python process that serves on the port; ended at the end."""
    environment = {**os.environ, "PYTHONPATH": str(root), **variables}
    environment.pop("HOST", None)
    process = subprocess.Popen(
        [sys.executable, *command], cwd=root, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_until_up(port)
        yield Server(f"http://localhost:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=30)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_up(port: int) -> None:
    """Returns once the server answers; raises after a minute."""
    until = time.monotonic() + 60
    while True:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5):
                return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)

"""What tests of several copies share: copies of a server with their parent, and the documented proxies before them."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from dashboard import ports
from dashboard.settings import ROOT

READY = re.compile(r"localhost:(\d+)")
PROXY = ROOT / "docs" / "proxy"
NGINX, CADDY = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"), shutil.which("caddy")
# What stands around Debian's `conf.d`, with all that is written in a folder of the test's own.
AROUND = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{ }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    {servers}
}}
"""


class Copies:
    """A parent with its copies, what they have printed, and their ports."""

    def __init__(self, data: Path, log: Path, copies: int = 2, **environment: str) -> None:
        first = free_ports(copies)
        self.ports = [first + further for further in range(copies)]
        self.log = log
        given = {**os.environ, "DASHBOARD_DATA": str(data), "PORT": str(first), "PYTHONUNBUFFERED": "1", **environment}
        with log.open("w", encoding="utf-8") as printed:
            self.parent = subprocess.Popen(
                [sys.executable, "-m", "dashboard", "serve", "--copies", str(copies)],
                cwd=ROOT, env=given, stdout=printed, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def wait(self) -> None:
        """Until all are ready."""
        wait_for(lambda: len(set(READY.findall(self.said()))) == len(self.ports))

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def copy_at(self, port: int) -> psutil.Process:
        """The process that stands for a copy."""
        return next(copy for copy in psutil.Process(self.parent.pid).children() if port_of(copy) == port)

    def version_at(self, port: int) -> str:
        with urlopen(f"http://localhost:{port}/screen/state", timeout=10) as answer:
            return str(json.load(answer)["version"])

    def is_healthy(self, port: int, path: str = "") -> bool:
        try:
            with urlopen(f"http://localhost:{port}{path}/_stcore/health", timeout=10) as answer:
                return bool(answer.read() == b"ok")
        except (URLError, ConnectionError):
            return False

    def end(self) -> int:
        """The parent's exit code."""
        if self.parent.poll() is None:
            self.parent.terminate()
        return self.parent.wait(timeout=30)


def port_of(process: psutil.Process) -> int | None:
    """The port that a copy was given; None for one that has ended."""
    try:
        return int(process.environ().get("PORT", 0))
    except (psutil.Error, OSError):
        return None


def free_ports(count: int) -> int:
    """The first of so many free ones in a row."""
    begun = 21_000 + os.getpid() % 500 * 10
    return next(
        port for port in range(begun, 60_000, 10)
        if all(ports.is_free("127.0.0.1", port + further) for further in range(count))
    )  # fmt: skip


def wait_for(is_so: Callable[[], bool], seconds: float = 60) -> float:
    """How many seconds it took until it was so."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() - began < seconds
        time.sleep(0.05)
    return time.monotonic() - began


@contextmanager
def nginx(folder: Path, copies: Sequence[int], path: str = "") -> Iterator[str]:
    """The documented nginx before the copies, below a path; yields its address."""
    assert NGINX
    port = free_ports(1)
    servers = _for(PROXY / "nginx.conf", copies).replace("listen 80;", f"listen 127.0.0.1:{port};")
    if path:
        servers = servers.replace("location / {", f"location {path}/ {{")
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, servers=servers), encoding="utf-8")
    with _running([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")], port):
        yield f"http://localhost:{port}{path}"


@contextmanager
def caddy(folder: Path, copies: Sequence[int], path: str = "") -> Iterator[str]:
    """The documented Caddy before the copies, below a path; yields its address."""
    assert CADDY
    port = free_ports(1)
    written = _for(PROXY / "Caddyfile", copies).replace("http://vneid.example.vn", f"http://localhost:{port}")
    if path:
        written = written.replace("\treverse_proxy ", f"\treverse_proxy {path}/* ")
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + written, encoding="utf-8")
    command = [CADDY, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    with _running(command, port, XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder)):
        yield f"http://localhost:{port}{path}"


def _for(configuration: Path, copies: Sequence[int]) -> str:
    """A configuration of docs/ with the test's ports."""
    written = configuration.read_text(encoding="utf-8")
    for documented, port in zip((8501, 8502), copies, strict=True):
        written = written.replace(str(documented), str(port))
    return written


@contextmanager
def _running(command: Sequence[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(
        command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(lambda: process.poll() is not None or not ports.is_free("127.0.0.1", port), 20)
        assert process.poll() is None, "the proxy does not take its configuration"
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)

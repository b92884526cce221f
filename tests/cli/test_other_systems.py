"""Readers use Windows PCs: nothing needs what Windows has not. Nothing was tried on Windows itself."""

import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from dashboard.settings import ROOT
from tests.cli.test_serve import EXAMPLE
from tests.warehouse import few_units

# What only Unix has, gone before anything is imported.
WITHOUT = """
import os, sys
for name in ("resource", "fcntl", "pwd", "grp", "termios"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "getuid", "geteuid", "getpgid", "killpg", "sched_getaffinity"):
    if hasattr(os, name):
        delattr(os, name)
"""
EVERY_MODULE = """
import importlib, pkgutil, dashboard
for module in pkgutil.walk_packages(dashboard.__path__, "dashboard."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
"""
TAKE_IN = """
import shutil
from dashboard import cli, settings
settings.inbox_folder().mkdir(parents=True)
shutil.copy({example!r}, settings.inbox_folder())
assert cli.main(["watch", "--once", "--every", "0.2"]) == 0
assert cli.main(["import", {example!r}]) == 0
assert cli.main(["status"]) == 0
"""
SERVE = """
from dashboard import cli
sys.exit(cli.main(["serve"]))
"""


def answer_without(script: str, data: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a script in a process that lacks what only Unix has."""
    return subprocess.run(
        [sys.executable, "-c", WITHOUT + script], cwd=ROOT, text=True, capture_output=True, timeout=300, check=False,
        env={**os.environ, "DASHBOARD_DATA": str(data), **environment},
    )  # fmt: skip


def test_every_module_is_imported(tmp_path: Path) -> None:
    done = answer_without(EVERY_MODULE, tmp_path)
    assert done.returncode == 0, done.stderr


def test_a_report_comes_in_by_watch_and_command_and_is_served(tmp_path: Path) -> None:
    done = answer_without(TAKE_IN.format(example=str(EXAMPLE)), tmp_path, **few_units())
    assert done.returncode == 0, done.stdout + done.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    serving = subprocess.Popen(
        [sys.executable, "-c", WITHOUT + SERVE], cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "DASHBOARD_DATA": str(tmp_path), "PORT": port, "PYTHONUNBUFFERED": "1", **few_units()},
    )  # fmt: skip
    assert serving.stdout is not None
    try:
        said = []
        for line in serving.stdout:
            said.append(line)
            if "Ctrl+C" in line:
                break
        with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=30) as answer:
            assert answer.status == 200, said
    finally:
        serving.terminate()
        serving.communicate(timeout=30)

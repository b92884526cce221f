"""What tests of several folders share: the simulated campaign, brought in once by its own command."""

import argparse
import os
from pathlib import Path

import pytest
from filelock import FileLock

from dashboard.cli import demo


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the demo was brought by its command; tests read it and change nothing."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        # Several processes test at once, each below the same folder: the first one makes it for all.
        shared = shared.parent
    folder = shared / "demo"
    with FileLock(shared / "demo.lock"), pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        if not (folder / "warehouse" / "current").exists():
            assert run_demo() == 0
    return folder


@pytest.fixture
def demo_data(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder with the demo, as the one in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(built_demo))
    return built_demo


def run_demo(*options: str) -> int:
    """Runs the command as the command line would."""
    parser = argparse.ArgumentParser()
    demo.add_parser(parser.add_subparsers())
    return demo.run(parser.parse_args(["demo", *options]))

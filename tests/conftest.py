"""What tests of several folders share: the simulated campaign, built once for all."""

import argparse
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from dashboard.cli import demo
from dashboard.settings import ROOT
from tests import campaign

CACHE = ROOT / ".pytest_cache" / "campaign"


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Makes a folder for all processes that test at once, each below the same folder: the first one makes it."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = shared / name, shared / f"{name}.done"
        with FileLock(shared / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def built_demo(made_once) -> Path:
    """A data folder with the simulated campaign; tests read it and change nothing."""
    CACHE.parent.mkdir(exist_ok=True)

    def copied(folder: Path) -> None:
        with FileLock(CACHE.with_suffix(".lock")):
            shutil.copytree(campaign.built(CACHE), folder)

    return made_once("demo", copied)


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

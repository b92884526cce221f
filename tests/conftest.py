"""What tests of several folders share: the simulated campaign, built once for all."""

import argparse
import datetime as dt
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from dashboard.cli import demo
from dashboard.demo import files
from dashboard.settings import ROOT
from tests import campaign

CACHE = ROOT / ".pytest_cache" / "campaign"
# These begin: a long file that ends last leaves the other core without work. The first one has the campaign built, and
# the three after it do without.
LONGEST = (
    "briefing/test_followed_back.py", "importer/test_watch.py", "importer/test_hostile.py",
    "importer/test_fast_path.py", "upgrade/test_upgrade.py", "browser/test_pages.py", "demo/test_importing.py",
    "browser/test_explaining.py", "browser/test_clerk.py", "browser/test_access.py", "browser/test_screen_loss.py",
    "queries/test_twins.py", "queries/test_disclosure.py", "sweep/test_printed_figures.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; within a file tests keep their order."""
    turns = {ROOT / "tests" / name: turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


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


@pytest.fixture(scope="session")
def demo_sent(made_once) -> dict[Path, dt.datetime]:
    """The export files of the simulated campaign, each with the moment at which it comes in; tests read them alone."""

    def written(folder: Path) -> None:
        sent = files.write(folder / "files")
        moments = {path.name: moment.isoformat() for path, moment in sent.items()}
        (folder / "moments.json").write_text(json.dumps(moments), encoding="utf-8")

    folder = made_once("demo sent", written)
    moments = json.loads((folder / "moments.json").read_text(encoding="utf-8"))
    return {folder / "files" / name: dt.datetime.fromisoformat(moment) for name, moment in moments.items()}


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

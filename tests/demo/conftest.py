"""The simulated campaign, simulated, written and imported once for all tests."""

import argparse
from pathlib import Path

import numpy as np
import pytest

from dashboard.demo import command, files, scenario
from dashboard.demo.simulation import Course


@pytest.fixture(scope="session")
def built_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the demo was brought by its command; tests read it and change nothing."""
    folder = tmp_path_factory.mktemp("demo")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        assert run_demo() == 0
    return folder


@pytest.fixture
def demo_data(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder with the demo, as the one in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(built_demo))
    return built_demo


@pytest.fixture(scope="session")
def demo_files(built_demo: Path) -> dict[str, Path]:
    """The export files by name without ending."""
    return {path.stem: path for path in (built_demo / "exports" / "demo").iterdir()}


@pytest.fixture(scope="session")
def courses() -> tuple[Course, Course]:
    """What happened in both editions, before any report is written."""
    return files.both_editions(np.random.Generator(np.random.PCG64(scenario.SEED)))


def run_demo(*options: str) -> int:
    """Runs the command as the command line would."""
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    return command.run(parser.parse_args(["demo", *options]))

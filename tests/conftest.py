"""What tests of several folders share: the simulated campaign, brought in once by its own command."""

import argparse
from pathlib import Path

import pytest

from dashboard.demo import command


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


def run_demo(*options: str) -> int:
    """Runs the command as the command line would."""
    parser = argparse.ArgumentParser()
    command.add_parser(parser.add_subparsers())
    return command.run(parser.parse_args(["demo", *options]))

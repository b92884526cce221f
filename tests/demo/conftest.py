"""The simulated campaign, simulated, written and imported once for all tests."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.demo import files, scenario
from dashboard.demo.simulation import Simulation
from tests.conftest import run_demo


@pytest.fixture(scope="session")
def built_demo(made_once) -> Path:
    """A data folder into which the demo was brought by its command; tests read it and change nothing."""

    def brought_in(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("DASHBOARD_DATA", str(folder))
            assert run_demo() == 0

    return made_once("imported_demo", brought_in)


@pytest.fixture(scope="session")
def demo_files(made_once) -> dict[str, Path]:
    """The export files by name without ending; nobody waits for their import."""
    folder = made_once("demo_files", lambda folder: run_demo("--only-files", str(folder)))
    return {path.stem: path for path in folder.iterdir()}


@pytest.fixture(scope="session")
def simulations() -> tuple[Simulation, Simulation]:
    """What happened in both editions, before any report is written."""
    return files.both_editions(np.random.Generator(np.random.PCG64(scenario.SEED)))

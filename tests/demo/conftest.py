"""The simulated campaign, simulated, written and imported once for all tests."""

from pathlib import Path

import numpy as np
import pytest

from dashboard.demo import files, scenario
from dashboard.demo.simulation import Simulation


@pytest.fixture(scope="session")
def demo_files(built_demo: Path) -> dict[str, Path]:
    """The export files by name without ending."""
    return {path.stem: path for path in (built_demo / "exports" / "demo").iterdir()}


@pytest.fixture(scope="session")
def simulations() -> tuple[Simulation, Simulation]:
    """What happened in both editions, before any report is written."""
    return files.both_editions(np.random.Generator(np.random.PCG64(scenario.SEED)))

"""What the simulated campaign holds, for the tests of this folder."""

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from dashboard.demo import files, scenario
from dashboard.demo.simulation import Simulation


@pytest.fixture(scope="session")
def demo_files(demo_sent: dict[Path, dt.datetime]) -> dict[str, Path]:
    """The export files by name without ending."""
    return {path.stem: path for path in sorted(demo_sent)}


@pytest.fixture(scope="session")
def simulations() -> tuple[Simulation, Simulation]:
    """What happened in both editions, before any report is written."""
    return files.both_editions(np.random.Generator(np.random.PCG64(scenario.SEED)))

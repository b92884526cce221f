"""Tests have the same names whenever and wherever they are collected: two workers must agree on them."""

import os
import subprocess
import sys

import pytest

from dashboard.settings import ROOT

# Not --assert=plain: the modules that this run has compiled are read, where another kind would be compiled anew.
COLLECT = ("-m", "pytest", "--collect-only", "--quiet", "-p", "no:xdist", "-p", "no:cacheprovider")


def test_no_name_of_a_test_depends_on_the_clock_or_on_the_order_of_hashing(request: pytest.FixtureRequest) -> None:
    """This run's names against those of a process that began later and hashes otherwise; alone, only this file's."""
    ours = [item.nodeid for item in request.session.items]
    files = dict.fromkeys(str(item.path) for item in request.session.items)
    seed = "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2"
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    later = subprocess.run(
        [sys.executable, *COLLECT, *files], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert later.returncode == 0, later.stdout + later.stderr
    collected = set(ours)
    assert [name for name in later.stdout.splitlines() if name in collected] == ours

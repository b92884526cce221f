"""Many readers at once on two copies of the server, with ten seconds to think; prints the README's rows."""

import argparse
import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.benchmarks import data
from tests.copies import Copies
from tests.load import costs, memory, readers
from tests.load.days import days_with_figures
from tests.load.readers import Plan

# The time in which a view is to be there for nearly all; and by how many readers more it is tried.
MOST_SECONDS, STEP, MOST_READERS = 1.0, 25, 400


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.load", description=__doc__)
    parser.add_argument("--copies", type=int, default=2)
    parser.add_argument("--views", type=int, default=6, help="how many views each reader looks at")
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two views of a reader")
    parser.add_argument("--only", choices=("costs", "units", "days", "one", "most", "memory"), default=None)
    parser.add_argument("--beside", type=Path, help="a checkout whose costs of a view are measured beside")
    parser.add_argument("--turns", type=int, default=24, help="how many views of each kind")
    parser.add_argument("--minutes", type=float, default=60, help="how long other views are looked at for `memory`")
    asked = parser.parse_args()
    print(f"load average {os.getloadavg()[0]:.1f}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        # The copies write their secret into the data folder.
        place = Path(shutil.copytree(data.province(), Path(folder) / "data"))
        if asked.only in (None, "costs"):
            print(*costs.lines(place, asked.beside, asked.turns), sep="\n", flush=True)
        if asked.only == "memory":
            print(*memory.lines(place, Path(folder), asked.minutes), sep="\n", flush=True)
            return
        if asked.only == "costs":
            return
        copies = Copies(place, Path(folder) / "log", asked.copies)
        try:
            copies.wait()
            run(copies, place, Plan(asked.views, asked.think), asked.only)
        finally:
            copies.end()


def run(copies: Copies, place: Path, plan: Plan, only: str | None) -> None:
    """Prints a row for each setting, and one for how many readers are served in time."""
    addresses = [f"http://localhost:{port}" for port in copies.ports]
    processes = [copies.copy_at(port) for port in copies.ports]
    days = days_with_figures(place)
    settings = {
        "units": readers.other_units(days[-1], 100),
        "days": readers.other_days(days[:-1], 50),
        "one": readers.one_view(days[-1], 100),
    }
    for name, setting in settings.items():
        if only in (None, name):
            print(readers.measure(setting, addresses, processes, plan).line(), flush=True)
    if only in (None, "most"):
        setting = settings["units"]
        for count in range(STEP, MOST_READERS + 1, STEP):
            measured = readers.measure(replace(setting, readers=count, aim=None), addresses, processes, plan)
            print(measured.line(), file=sys.stderr, flush=True)
            if measured.within(0.95) > MOST_SECONDS:
                break
        print(f"| p95 passes {MOST_SECONDS:.0f} s at | {count} readers | |", flush=True)


if __name__ == "__main__":
    main()

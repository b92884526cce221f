"""What one reader's views cost the processor of a server: kept ones, other units of the newest day, new days."""

import asyncio
import datetime as dt
import itertools
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

from dashboard import settings, units
from tests.benchmarks import servers
from tests.benchmarks.servers import Server
from tests.load.days import days_with_figures
from tests.load.reader import Reader, View
from tests.load.readers import EDITION, HOME, linked

PAGES = ("overview", "map", "compare")
# Seconds of the processor at most, by kind of view; a new day takes some of a first opening.
AIMS = {"kept": 0.06, "another unit of the newest day": 0.06, "a new day": 0.12}
# What a server does after a run, it does within this time.
REST = 0.2


def views(days: Sequence[dt.date], turns: int) -> Iterator[tuple[str, View]]:
    """Each kind in turn, so that what disturbs one disturbs all; the first ones open the pages."""
    newest = days[-1]
    others = [unit.unit_code for unit in units.children(EDITION, HOME)]
    others += [unit.unit_code for code in others for unit in units.children(EDITION, code)]
    # Every seventh day back: neither its eve nor its Monday was asked for before.
    past = days[-8::-7]
    for page in PAGES:
        yield "", linked(page, HOME, newest)
    for turn, page in zip(range(turns), itertools.cycle(PAGES), strict=False):
        yield "kept", linked(page, HOME, newest)
        yield "another unit of the newest day", linked(page, others[turn % len(others)], newest)
        yield "a new day", linked(page, HOME, past[turn])


def measure(place: Path, roots: Sequence[Path], turns: int) -> dict[str, list[list[float]]]:
    """Kind of view → seconds of each view by the software in each of the folders, asked of one after the other."""
    found: dict[str, list[list[float]]] = {}
    with ExitStack() as stack, asyncio.Runner() as runner:
        opened = [stack.enter_context(servers.product(place, root)) for root in roots]
        readers = [(server, Reader(server.address)) for server in opened]
        time.sleep(3)
        for kind, view in views(days_with_figures(place), turns):
            for number, (server, reader) in enumerate(readers):
                seconds = runner.run(_cost(server, reader, view))
                found.setdefault(kind, [[] for _ in roots])[number].append(seconds)
        for _, reader in readers:
            runner.run(reader.leave())
    return found


async def _cost(server: Server, reader: Reader, view: View) -> float:
    before = server.cpu()
    seen = await (reader.see(view) if reader.socket else reader.open(view))
    assert not seen.failed, view
    await asyncio.sleep(REST)
    return server.cpu() - before


def lines(place: Path, beside: Path | None, turns: int) -> Iterator[str]:
    """Rows of the README's table; with another checkout's costs beside them, in the same run."""
    found = measure(place, [settings.ROOT, *([beside] if beside else [])], turns)
    for kind, aim in AIMS.items():
        own, *other = (statistics.mean(each) for each in found[kind])
        against = f", {own / other[0]:.2f} × of {other[0]:.3f} s" if other else ""
        missed = " ✗" if own > aim else ""
        yield f"| processor time of a view, {kind} ({turns}) | {own:.3f} s{against}{missed} | ≤ {aim} s |"

"""What the server's processor takes for a view of several days or units: asked for the first time, and once more."""

import asyncio
import statistics
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks import data, servers
from tests.benchmarks.result import Result
from tests.benchmarks.servers import Server
from tests.load.reader import Reader, View

ROUNDS, AGAIN = 2, 3
PLACE = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}
# The reader comes from the overview of the same day.
BEFORE = View("overview", tuple(PLACE.items()))
VIEWS = {
    "map of two days, with their difference": ("map", {"maps": "days", "since": "meeting"}),
    "small maps of the three stages": ("map", {"maps": "stages"}),
    "small maps of twelve months": ("map", {"maps": "months"}),
    "compare, the ranking": ("compare", {}),
    "compare, the ranking since the last meeting": ("compare", {"since": "meeting"}),
    "compare, the funnel": ("compare", {"view": "funnel"}),
    "compare, two communes side by side": ("compare", {"view": "pins", "pins": "32065,32071"}),
    "compare, a commune, its district and its province": ("compare", {"view": "pins", "pins": "32065,967,96"}),
    "pipeline since the last meeting": ("pipeline", {"since": "meeting"}),
}
# Seconds: of a view that nobody has asked for, and of one that is kept.
FIRST, KEPT = 0.6, 0.06


def run() -> Iterator[Result]:
    """The median of each view, each round on a server of its own."""
    folder = data.province()
    for what, (page, own) in VIEWS.items():
        view = View(page, tuple((PLACE | own).items()))
        first, kept = zip(*(asyncio.run(_measured(folder, view)) for _ in range(ROUNDS)), strict=True)
        section = "views of several days or units, the simulated province, processor"
        yield Result(section, f"{what}: asked for the first time", statistics.median(first), "s", at_most=FIRST)
        yield Result(section, f"{what}: once more", statistics.median(kept), "s", at_most=KEPT)


async def _measured(folder: Path, view: View) -> tuple[float, float]:
    with servers.product(folder) as server:
        reader = Reader(server.address)
        await reader.open(BEFORE)
        first = await _cost(server, reader, view)
        again = [await _cost(server, reader, each) for _ in range(AGAIN) for each in (BEFORE, view)]
        return first, statistics.median(again[1::2])


async def _cost(server: Server, reader: Reader, view: View) -> float:
    begun = server.cpu()
    assert not (await reader.see(view)).failed, view
    return server.cpu() - begun

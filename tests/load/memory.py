"""What a server's memory does while readers look at one view after the other that nobody has looked at before."""

import asyncio
import datetime as dt
import itertools
import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import psutil

from tests.benchmarks import servers
from tests.benchmarks.servers import Server
from tests.load import readers
from tests.load.days import days_with_figures
from tests.load.reader import Reader, View

# So few megabytes of kept answers are full within minutes; a server keeps four times as much.
KEPT_MB = 50
AT_ONCE, QUARTERS = 2, 4


def lines(place: Path, folder: Path, minutes: float) -> Iterator[str]:
    """A row of the README's table: the most memory in each quarter of the time, which is not to grow at the end."""
    data = Path(shutil.copytree(place, folder / "kept"))
    (data / "settings.toml").write_text(f"memory_mb = {KEPT_MB}\n", encoding="utf-8")
    days = days_with_figures(data)
    views = _distinct(days)
    with servers.product(data) as server:
        seen, sizes = asyncio.run(_read(server, views, 60 * minutes))
    most = [max(quarter) for quarter in _quarters(sizes)]
    missed = " ✗" if most[-1] > 1.05 * most[-2] else ""
    said = ", ".join(f"{each:.0f}" for each in most)
    yield (
        f"| memory of a server that keeps {KEPT_MB} MB of answers, {seen:,} views of {minutes:.0f} minutes, each "
        f"another one: at most in each quarter | {said} MB{missed} | the last ≤ 1.05 of the third |"
    )


def _distinct(days: Sequence[dt.date]) -> Iterator[View]:
    """Every unit and page on every day, the days mixed: first the newest, then older ones."""
    for day in reversed(days):
        yield from readers.other_units(day, 1).views[:40]


async def _read(server: Server, views: Iterator[View], seconds: float) -> tuple[int, list[float]]:
    """How many views were seen, and the megabytes of the server from second to second."""
    process, sizes, end = psutil.Process(server.process.pid), list[float](), time.monotonic() + seconds
    seen = itertools.count()

    async def look() -> None:
        reader = Reader(server.address)
        for view in views:
            came = await (reader.see(view) if reader.socket else reader.open(view))
            assert not came.failed, view
            next(seen)
            if time.monotonic() > end:
                break
        await reader.leave()

    async def weigh() -> None:
        while time.monotonic() < end:
            sizes.append(process.memory_info().rss / readers.MEGABYTE)
            await asyncio.sleep(1)

    await asyncio.gather(weigh(), *(look() for _ in range(AT_ONCE)))
    return next(seen), sizes


def _quarters(sizes: list[float]) -> Iterator[list[float]]:
    step = max(len(sizes) // QUARTERS, 1)
    for number in range(QUARTERS):
        yield sizes[number * step : (number + 1) * step]

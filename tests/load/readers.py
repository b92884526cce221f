"""Many readers at once, each with a time to think between two views, over the copies of a server."""

import asyncio
import datetime as dt
import itertools
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import psutil

from dashboard import units
from dashboard.ui.shell import navigation
from tests.load.reader import Reader, Seen, View

HOME, EDITION = "96", "2024"
# Not the room's page: the wall in it is a page of its own.
PAGES = tuple(page for page in navigation.PAGES if page != "room")
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Setting:
    """How many readers, the views that they ask for in turn, and the aim for p95 in seconds."""

    name: str
    readers: int
    views: Sequence[View]
    aim: float | None


@dataclass(frozen=True)
class Plan:
    """How many views each reader looks at after the first one, and how many seconds it thinks before each."""

    views: int
    think: float


@dataclass(frozen=True)
class Measured:
    """What came of a setting; processor time in seconds, memory in bytes."""

    setting: Setting
    seen: tuple[Seen, ...]
    lasted: float
    cpu: float
    own_cpu: float
    memory: tuple[int, ...]

    def within(self, share: float) -> float:
        """The time within which such a share of the views was whole."""
        ordered = sorted(one.seconds for one in self.seen)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def errors(self) -> int:
        return sum(one.failed for one in self.seen)

    def line(self) -> str:
        """A row of the README's table."""
        p95, aim = self.within(0.95), self.setting.aim
        missed = " ✗" if self.errors or (aim is not None and p95 >= aim) else ""
        size = statistics.median(one.size for one in self.seen) / 1024
        memory = " + ".join(f"{each / MEGABYTE:.0f}" for each in self.memory)
        cost = f"{self.cpu / len(self.seen):.3f} s of the processor a view, {self.cpu / self.lasted:.2f} cores"
        return (
            f"| {self.setting.name}: {self.setting.readers} readers, {len(self.seen)} views, {self.errors} errors; "
            f"{cost} (the readers' own {self.own_cpu / self.lasted:.2f}); {size:.0f} kB; {memory} MB "
            f"| p50 {self.within(0.5):.2f} s, p95 {p95:.2f} s{missed} | {f'p95 < {aim} s' if aim else ''} |"
        )


def other_units(newest: dt.date, readers: int) -> Setting:
    """Each view another unit and page of the newest day."""
    codes, above = [HOME], [HOME]
    while above:
        above = [unit.unit_code for code in above for unit in units.children(EDITION, code)]
        codes += above
    views = [linked(page, code, newest) for code, page in itertools.product(codes, PAGES)]
    random.Random(0).shuffle(views)
    return Setting("each another unit and page of the newest day", readers, views, 1.0)


def other_days(days: Sequence[dt.date], readers: int) -> Setting:
    """Each view another day."""
    shuffled, pages = random.Random(1).sample(days, len(days)), itertools.cycle(("overview", "map", "compare"))
    views = [linked(next(pages), HOME, day) for day in shuffled]
    return Setting("each another day", readers, views, 1.5)


def one_view(newest: dt.date, readers: int) -> Setting:
    """All the same view."""
    return Setting("all on one view", readers, [linked("overview", HOME, newest)], 0.3)


def linked(page: str, unit: str, day: dt.date) -> View:
    return View(page, (("unit", unit), ("edition", EDITION), ("as_of", day.isoformat())))


def measure(setting: Setting, addresses: Sequence[str], processes: Sequence[psutil.Process], plan: Plan) -> Measured:
    """Lets the readers read, and says how long they waited and what it cost."""
    before, began, own = used(processes), time.monotonic(), time.process_time()
    seen = asyncio.run(_all(setting, addresses, plan))
    memory = tuple(process.memory_info().rss for process in processes)
    lasted = time.monotonic() - began
    return Measured(setting, tuple(seen), lasted, used(processes) - before, time.process_time() - own, memory)


def used(processes: Sequence[psutil.Process]) -> float:
    """Processor seconds of the copies so far."""
    return sum(sum(process.cpu_times()[:2]) for process in processes)


async def _all(setting: Setting, addresses: Sequence[str], plan: Plan) -> list[Seen]:
    views = itertools.cycle(setting.views)
    each = (_reads(setting, address, plan, views, turn) for turn, address in enumerate(_dealt(setting, addresses)))
    return [seen for views in await asyncio.gather(*each) for seen in views]


def _dealt(setting: Setting, addresses: Sequence[str]) -> Iterator[str]:
    """A copy for each reader, as a proxy deals them out."""
    return itertools.islice(itertools.cycle(addresses), setting.readers)


async def _reads(setting: Setting, address: str, plan: Plan, views: Iterator[View], turn: int) -> list[Seen]:
    """One reader: opens the page, which is not counted, thinks, looks on."""
    chance = random.Random(turn)
    # Readers come one after the other, within the time that one thinks.
    await asyncio.sleep(plan.think * turn / setting.readers)
    reader = Reader(address)
    seen = []
    await reader.open(next(views))
    for _ in range(plan.views):
        await asyncio.sleep(plan.think * chance.uniform(0.5, 1.5))
        seen.append(await reader.see(next(views)))
    await reader.leave()
    return seen

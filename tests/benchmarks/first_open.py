"""The first open of a page in a cold browser: bytes, requests, when its numbers can be read, when all is painted.

Beside it stands the same server without what `ui/first` and `ui/serving/compressed.py` add, in turn.
"""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.benchmarks import data, servers
from tests.benchmarks.line import Line
from tests.benchmarks.result import Result
from tests.browser.conftest import CHROMIUM, FLAGS

PAGES = ("overview", "map", "compare")
VIEW = "unit=96&edition=2024&as_of=2024-05-01"
ROUNDS = 4
MEGABITS, MILLISECONDS = 20, 20
# Readable is what stands in the frame after it came; painted, after which nothing changes any more.
WATCH = """
window.readable = 0; window.painted = 0;
new MutationObserver(() => requestAnimationFrame(() => {
    window.painted = performance.now();
    const found = document.querySelector('.card.head .big, table.figures td');
    if (!window.readable && found?.getClientRects().length) window.readable = performance.now();
})).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
"""
AT_REST = """
() => window.readable && performance.now() - window.painted > 700
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton], #first')
"""


@dataclass
class Opened:
    """Milliseconds to the numbers and to the last paint, bytes sent, and requests, of each open."""

    readable: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    requests: list[float] = field(default_factory=list)


def one_open(browser: Browser, address: str, page: str, found: Opened) -> None:
    """Opens the page in a browser that holds nothing."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", bypass_csp=True)
    context.add_init_script(WATCH)
    tab = context.new_page()
    asked: list[object] = []
    tab.on("request", lambda request: asked.append(request))
    tab.goto(f"{address}/{page}?{VIEW}")
    tab.wait_for_function(AT_REST, timeout=60_000)
    readable, painted = tab.evaluate("[window.readable, window.painted]")
    found.readable.append(readable)
    found.painted.append(painted)
    found.requests.append(len(asked))
    context.close()


def measure(folder: Path, rounds: int) -> dict[tuple[str, bool, bool], Opened]:
    """Page, whether it is ours or the plain server's, whether over the line → what its opens took."""
    found: dict[tuple[str, bool, bool], Opened] = {}
    plain = servers.plain(folder)
    with servers.product(folder) as ours, plain as theirs, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with Line(ours.port, MEGABITS, MILLISECONDS) as fast, Line(theirs.port, MEGABITS, MILLISECONDS) as slow:
            # The first round warms servers and browser, and is not counted.
            for number in range(rounds + 1):
                for page in PAGES:
                    for is_ours in (True, False) if number % 2 else (False, True):
                        for is_on_line in (False, True):
                            server, line = (ours, fast) if is_ours else (theirs, slow)
                            line.down.sent, taken = 0, Opened()
                            one_open(browser, line.address if is_on_line else server.address, page, taken)
                            if is_on_line:
                                taken.sent.append(line.down.sent)
                            if number:
                                kept = found.setdefault((page, is_ours, is_on_line), Opened())
                                for name in vars(kept):
                                    getattr(kept, name).extend(getattr(taken, name))
        browser.close()
    return found


def run() -> Iterator[Result]:
    """Megabytes and requests, and ratios of medians."""
    opens = measure(data.province(), ROUNDS)
    for page in PAGES:
        on_line, plain = opens[page, True, True], opens[page, False, True]
        name = "the first open, against the same without what is sent first and compressed"
        before = f"({statistics.median(plain.sent) / 1e6:.1f} MB in {statistics.median(plain.requests):.0f} requests)"
        yield Result(name, f"{page}: sent {before}", statistics.median(on_line.sent) / 1e6, "MB", at_most=2.6)
        yield Result(name, f"{page}: requests", statistics.median(on_line.requests), "")
        for is_on_line, where in ((False, "bare"), (True, f"{MEGABITS} Mbit/s and {MILLISECONDS} ms")):
            ours, theirs = opens[page, True, is_on_line], opens[page, False, is_on_line]
            for what, aim in (("readable", 0.35), ("painted", 0.75 if is_on_line else 0.9)):
                mine, base = (statistics.median(getattr(each, what)) for each in (ours, theirs))
                words = "numbers readable" if what == "readable" else "all painted"
                yield Result(name, f"{page}, {where}: {words} ({base:,.0f} ms)", mine / base, "×", at_most=aim)

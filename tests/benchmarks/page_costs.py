"""What a page costs beside the same elements with constant data: server CPU of a rerun, and click to painted."""

import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.selection import CHOICES
from dashboard.ui.shell import navigation
from tests.benchmarks import data, recording, servers
from tests.benchmarks.constant import replay
from tests.benchmarks.result import Result
from tests.benchmarks.servers import Server
from tests.browser.conftest import CHROMIUM, FLAGS

# Not the room's page: the wall in it is a page of its own, which asks the same server all the time.
PAGES = tuple(page for page in navigation.PAGES if page != "room")
ROUNDS = 2
UNIT = {"unit": "96", "edition": "2024", "as_of": "2024-05-01"}
# A round trip through twelve views, each one filter away from the next.
STEPS = [
    ("level", "1"), ("level", "2"), ("base", "eligible"), ("level", "1"), ("level", "all"), ("stage", "approved"),
    ("level", "1"), ("level", "2"), ("base", "target"), ("level", "1"), ("level", "all"), ("stage", "activated"),
]  # fmt: skip
# The clock starts at the click; the page is painted at the frame after its last change.
WATCH = """
() => {
    window.begun = 0; window.painted = 0;
    addEventListener('click', () => { window.begun = performance.now(); }, true);
    new MutationObserver(() => requestAnimationFrame(() => { window.painted = performance.now(); }))
        .observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}
"""
AT_REST = """
() => window.painted > window.begun && performance.now() - window.painted > 400
    && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
"""


@dataclass
class Cost:
    """Milliseconds of CPU and to the paint, of one rerun or of many."""

    cpu: list[float] = field(default_factory=list)
    painted: list[float] = field(default_factory=list)


def links() -> list[dict[str, str]]:
    """The address of each view of the round trip."""
    found = [{**UNIT, "level": "all", "stage": "activated", "base": "target"}]
    for name, value in STEPS[:-1]:
        found.append({**found[-1], name: value})
    return found


def views(folder: Path) -> dict[str, dict[str, list[recording.Step]]]:
    """Every page's calls at every view of the round trip."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        return {page: {replay.key(link): recording.record(page, link) for link in links()} for page in PAGES}


def measure(folder: Path, rounds: int) -> dict[str, dict[str, Cost]]:
    """Page → kind → costs. Kinds: "new" (a view not asked for before), "seen" (asked for again), each also constant."""
    with tempfile.TemporaryDirectory() as beside, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with servers.constant(views(folder), Path(beside) / "constant") as constant:
            costs: dict[str, dict[str, Cost]] = {page: {} for page in PAGES}
            for _ in range(rounds):
                for page in PAGES:
                    # Another page may have asked the same: a view is new to a fresh server only.
                    with servers.product(folder) as product:
                        for kind, cost in one_round(browser, page, product, constant):
                            kept = costs[page].setdefault(kind, Cost())
                            kept.cpu += cost.cpu
                            kept.painted += cost.painted
        browser.close()
    return costs


def one_round(browser: Browser, page: str, product: Server, constant: Server) -> Iterator[tuple[str, Cost]]:
    """Takes the round trip twice, each step on both servers one after the other: what disturbs one disturbs both."""
    with opened(browser, product, page) as left, opened(browser, constant, page) as right:
        for kind in ("new", "seen"):
            for name, value in STEPS:
                yield kind, choose(left, product, name, value)
                yield f"{kind} constant", choose(right, constant, name, value)


class opened:  # noqa: N801
    """A page in a browser context of its own, at rest."""

    def __init__(self, browser: Browser, server: Server, page: str) -> None:
        self.context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", bypass_csp=True)
        self.link = f"{server.address}/{page}?{urlencode(links()[0])}"

    def __enter__(self) -> Page:
        page = self.context.new_page()
        page.goto(self.link)
        page.locator("h1").first.wait_for(timeout=30_000)
        page.wait_for_timeout(1500)
        page.evaluate(WATCH)
        return page

    def __exit__(self, *_: object) -> None:
        self.context.close()


def choose(page: Page, server: Server, name: str, value: str) -> Cost:
    """Sets a filter: CPU milliseconds of the server, and milliseconds from the click to the paint."""
    if not page.locator(".st-key-filters").is_visible():
        page.locator(".st-key-change button").click()
        page.locator(".st-key-filters").wait_for()
    before = server.cpu()
    page.locator(f".st-key-filter_{name}").get_by_role("combobox").click()
    page.get_by_role("option").nth(CHOICES[name].index(value)).click()
    page.wait_for_function(AT_REST, timeout=60_000)
    assert f"{name}={value}" in page.url
    return Cost([(server.cpu() - before) * 1000], [float(page.evaluate("window.painted - window.begun"))])


def run() -> Iterator[Result]:
    """CPU and paint of each page as ratios of medians, the constant page's own beside them."""
    for page, costs in measure(data.province(), ROUNDS).items():
        cpu = {kind: statistics.median(cost.cpu) for kind, cost in costs.items()}
        painted = {kind: statistics.median(cost.painted) for kind, cost in costs.items()}
        own = f"of {cpu['seen constant']:.0f} ms CPU, {painted['seen constant']:.0f} ms to the paint"
        for kind, words, aim in (("seen", f"a rerun ({own})", 1.5), ("new", "a view nobody asked for yet", None)):
            against = f"{kind} constant"
            name = "pages, against the same elements with constant data"
            yield Result(name, f"{page}, {words}: CPU", cpu[kind] / cpu[against], "×", at_most=aim)
            yield Result(name, f"{page}, {words}: click to painted", painted[kind] / painted[against], "×", at_most=aim)

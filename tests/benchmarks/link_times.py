"""What a link costs that changes the view in place, beside the same link as a real load."""

import statistics
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks import data, servers
from tests.benchmarks.result import Result
from tests.browser.conftest import CHROMIUM, FLAGS

ROUNDS = 8
VIEW = "overview?unit=96&edition=2024&as_of=2024-05-01"
# Moments stand where the next page finds them. What is painted counts at the frame after the last change.
WATCH = """
addEventListener('click', () => { sessionStorage.begun = Date.now(); sessionStorage.headline = 0; }, true);
new MutationObserver(() => requestAnimationFrame(() => {
    sessionStorage.painted = Date.now();
    const title = document.querySelector('h1')?.textContent;
    if (title && title !== sessionStorage.left && sessionStorage.headline === '0') sessionStorage.headline = Date.now();
})).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
"""
AT_REST = """
() => sessionStorage.headline > 0 && Date.now() - sessionStorage.painted > 600
    && document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'
    && !document.querySelector('[data-testid=stSkeleton]')
"""
# While the server is away a link is left to the browser; nothing else asks whether it is.
REAL_LOAD = "document.documentElement.classList.add('lost')"


def click(page: Page, number: int, *, in_place: bool) -> tuple[float, float]:
    """Milliseconds from the click on a district to its headline, and until nothing changes any more."""
    page.goto(VIEW)
    page.locator("table.figures a:not([title])").first.wait_for(timeout=30_000)
    page.wait_for_timeout(1500)
    page.evaluate("sessionStorage.left = document.querySelector('h1').textContent")
    if not in_place:
        page.evaluate(REAL_LOAD)
    links = page.locator("table.figures a:not([title])")
    links.nth(number % links.count()).click()
    page.wait_for_function(AT_REST, timeout=60_000)
    headline, painted = page.evaluate(
        "[sessionStorage.headline - sessionStorage.begun, sessionStorage.painted - sessionStorage.begun]"
    )
    return float(headline), float(painted)


def measure(folder: Path) -> dict[bool, list[tuple[float, float]]]:
    """In place or not → headline and painted of each click; the two in turn, on the same districts."""
    found: dict[bool, list[tuple[float, float]]] = {True: [], False: []}
    with servers.product(folder) as product, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        size = {"width": 1366, "height": 768}
        context = browser.new_context(base_url=f"{product.address}/", viewport=size, locale="vi-VN", bypass_csp=True)
        context.add_init_script(WATCH)
        page = context.new_page()
        # The first round warms both, and is not counted.
        for number in range(-1, ROUNDS):
            for in_place in (False, True) if number % 2 else (True, False):
                cost = click(page, max(number, 0), in_place=in_place)
                if number >= 0:
                    found[in_place].append(cost)
        browser.close()
    return found


def run() -> Iterator[Result]:
    """Ratios of medians."""
    costs = measure(data.province())
    for place, what in enumerate(("headline", "painted")):
        loaded, placed = (statistics.median(cost[place] for cost in costs[kind]) for kind in (False, True))
        words = f"a click on a unit to its {what}" if what == "headline" else "a click on a unit until all is painted"
        name = "links in place, against a real load"
        yield Result(name, f"{words} ({loaded:,.0f} ms loaded anew)", placed / loaded, "×", at_most=0.6)

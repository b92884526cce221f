"""Takes the pictures: a browser on each core, each page opened once for a width and then seen at its whole length."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, Watched, start_server, stop_server
from tests.gallery.shots import Shot

BROWSERS = 2
# Beyond this many pixels a picture shows the same rows over and over.
TALLEST = 4000


@contextmanager
def serving(folders: dict[str, Path]) -> Iterator[dict[str, str]]:
    """A server for each amount of figures; gives their addresses."""
    with ExitStack() as stack:
        addresses = {}
        for amount, folder in folders.items():
            process, addresses[amount] = start_server(folder)
            stack.callback(stop_server, process)
        yield addresses


def take(shots: Sequence[Shot], addresses: dict[str, str], folder: Path) -> None:
    """Writes a PNG for each shot."""
    folder.mkdir(parents=True, exist_ok=True)
    # Sizes of one view stay together, for they share a visit.
    views = sorted({(shot.amount, shot.link) for shot in shots})
    parts = [
        [shot for shot in shots if views.index((shot.amount, shot.link)) % BROWSERS == turn] for turn in range(BROWSERS)
    ]
    with ThreadPoolExecutor(BROWSERS) as pool:
        # list() lets the first failure be told.
        list(pool.map(lambda part: _take_part(part, addresses, folder), parts))


def _take_part(shots: Sequence[Shot], addresses: dict[str, str], folder: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for _, alike in _grouped(shots, lambda shot: (shot.scheme, shot.is_phone)):
            context = new_context(browser, alike[0])
            for (amount, link), sizes in _grouped(alike, lambda shot: (shot.amount, shot.link)):
                watched = Watched(context.new_page(), addresses[amount])
                watched.open(link)
                for shot in sizes:
                    (folder / f"{shot.name}.png").write_bytes(_whole(watched.page, shot))
                watched.page.close()
            context.close()
        browser.close()


def _grouped(
    shots: Iterable[Shot], key: Callable[[Shot], tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], list[Shot]]]:
    for kind, alike in groupby(sorted(shots, key=key), key):
        yield kind, list(alike)


def new_context(browser: Browser, shot: Shot, height: int = 0) -> BrowserContext:
    """A visitor of their own, with a window of the shot's size or of another height."""
    width, shown = shot.size
    return browser.new_context(
        viewport={"width": width, "height": height or shown}, color_scheme=shot.scheme, locale="vi-VN"
    )


def _whole(page: Page, shot: Shot) -> bytes:
    """The page at its whole length: Streamlit scrolls within it, so the window must be as long as that."""
    width, shown = shot.size
    page.set_viewport_size({"width": width, "height": shown})
    page.wait_for_timeout(400)
    longest = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(shown, min(longest, TALLEST))})
    page.wait_for_timeout(150)
    return still(page)


def still(page: Page) -> bytes:
    """A PNG of the window, nothing moving in it."""
    return page.screenshot(animations="disabled", caret="hide")

"""Takes the pictures: a browser on each core, each page opened once for a width and then seen at its whole length."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from itertools import groupby
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, TimeoutError, sync_playwright

from tests.browser.conftest import CHROMIUM, FLAGS, Watched, start_server, stop_server
from tests.gallery.shots import Shot

BROWSERS = 2
# The clock of the pictures: a week after the newest figures of the simulated campaign.
NOW = "2026-11-28T08:00"
# Beyond this many pixels a picture shows the same rows over and over.
TALLEST = 4000


@contextmanager
def serving(folders: dict[str, Path]) -> Iterator[dict[str, str]]:
    """A server for each amount of figures; gives their addresses."""
    with ExitStack() as stack:
        addresses = {}
        for amount, folder in folders.items():
            process, addresses[amount] = start_server(folder, DASHBOARD_NOW=NOW)
            stack.callback(stop_server, process)
        yield addresses


@contextmanager
def browser() -> Iterator[Browser]:
    """The tests' Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


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
    with browser() as chromium:
        for _, alike in _grouped(shots, lambda shot: (shot.scheme, shot.is_phone)):
            context = new_context(chromium, alike[0])
            for (amount, link), sizes in _grouped(alike, lambda shot: (shot.amount, shot.link)):
                watched = Watched(context.new_page(), addresses[amount])
                if not sizes[0].is_wall:
                    watched.open(link)
                for shot in sizes:
                    taken = _scene(watched, shot) if shot.is_wall else _whole(watched.page, shot)
                    (folder / f"{shot.name}.png").write_bytes(taken)
                watched.page.close()
            context.close()


def _grouped(
    shots: Iterable[Shot], key: Callable[[Shot], tuple[Any, ...]]
) -> Iterator[tuple[tuple[Any, ...], list[Shot]]]:
    for kind, alike in groupby(sorted(shots, key=key), key):
        yield kind, list(alike)


def new_context(chromium: Browser, shot: Shot) -> BrowserContext:
    """A visitor of their own, with a window of the shot's size."""
    width, height = shot.size
    return chromium.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, locale="vi-VN", reduced_motion="reduce"
    )


def _whole(page: Page, shot: Shot) -> bytes:
    """The page at its whole length: Streamlit scrolls within it, so the window must be as long as that."""
    width, shown = shot.size
    page.set_viewport_size({"width": width, "height": shown})
    page.wait_for_timeout(400)
    longest = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(shown, min(longest, TALLEST))})
    page.wait_for_timeout(150)
    return page.screenshot(caret="hide")


def _scene(watched: Watched, shot: Shot) -> bytes:
    """A scene of the wall; a frame that says so where it has nothing to show of the view."""
    width, height = shot.size
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.page.goto(f"{watched.address}/{shot.link}")
    with suppress(TimeoutError):
        watched.page.locator(".sheet.shown > *").first.wait_for(timeout=15_000)
    watched.page.wait_for_timeout(500)
    return watched.page.screenshot()


def window(watched: Watched, shot: Shot) -> bytes:
    """What the shot's window shows, as a PNG; the wall's preview, whose clock runs, is covered."""
    page = watched.open(shot.link)
    return page.screenshot(caret="hide", mask=[page.locator("iframe")])


def new_window(chromium: Browser, address: str, shot: Shot) -> bytes:
    """The same, by a visitor of their own."""
    context = new_context(chromium, shot)
    taken = window(Watched(context.new_page(), address), shot)
    context.close()
    return taken

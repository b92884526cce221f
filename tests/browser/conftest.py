"""A real server and a real Chromium that can reach nothing but that server.

A new tab compiles the scripts of Streamlit and Plotly anew, which takes two seconds of a core. So tests one after the
other use the same tabs, emptied of what they kept, and servers one after the other stand at the same address.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from dashboard.settings import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Every other host is refused, names and all.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
ARTEFACTS = ROOT / "tests" / "artefacts"
# Whether no script runs, nothing moves and nothing has changed for a quarter of a second; asked for two seconds.
AT_REST = """() => new Promise(resolve => {
  const began = performance.now();
  let changed = began;
  const observer = new MutationObserver(() => { changed = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const moves = one => one.playState === 'running' && one.effect.getComputedTiming().endTime < Infinity;
  const look = () => {
    const isRunning = !document.querySelector('[data-testid=stApp][data-test-script-state=notRunning]');
    // What an element is drawn with may still be on its way.
    const isAwaited = document.querySelector('[data-testid=stSkeleton], #first') || document.fonts.status === 'loading';
    if (isRunning || isAwaited || document.getAnimations().some(moves)) changed = performance.now();
    const isAtRest = performance.now() - changed >= 250;
    if (!isAtRest && performance.now() - began < 2000) return setTimeout(look, 30);
    observer.disconnect();
    resolve(isAtRest);
  };
  look();
})"""


@dataclass
class Watched:
    """A browser page, with what it asked of other hosts and what it complained of."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    under_way: set[Request] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.page.on("request", self.on_request)
        self.page.on("console", self.on_console)
        for over in ("requestfinished", "requestfailed"):
            self.page.on(over, self.on_answer)

    def open(self, link: str) -> Page:
        """Opens a link and waits until the page has a title and Streamlit is at rest."""
        self.page.goto(f"{self.address}/{link}")
        self.page.locator("h1").first.wait_for(timeout=60_000)
        self.rest()
        return self.page

    def rest(self, seconds: int = 60) -> None:
        """Waits for the running script to end and for charts to be painted."""
        ends = time.monotonic() + seconds
        is_at_rest = False
        while not is_at_rest or self.under_way:
            assert time.monotonic() < ends, f"no rest; under way: {[request.url for request in self.under_way]}"
            try:
                is_at_rest = self.page.evaluate(AT_REST)
            except Error:
                # Another page came in between.
                self.page.wait_for_timeout(50)

    def change(self) -> Page:
        """Opens the filters, which a sentence stands for."""
        if not self.page.locator(".st-key-filters").is_visible():
            self.page.locator(".st-key-change button").click()
            self.page.locator(".st-key-filters").wait_for()
        return self.page

    def until(self, condition: str, seconds: int = 20) -> None:
        """Waits for a JavaScript condition. Playwright's own wait runs it in the page, where the policy forbids it."""
        ends = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < ends, condition
            self.page.wait_for_timeout(50)

    def on_request(self, request: Request) -> None:
        """Notes requests to other hosts, and parts of the page that are under way."""
        if request.resource_type in ("script", "stylesheet", "font", "image", "fetch", "xhr"):
            self.under_way.add(request)
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def on_answer(self, request: Request) -> None:
        """A part of the page has come, or never will."""
        self.under_way.discard(request)

    def on_console(self, message: ConsoleMessage) -> None:
        """Notes complaints."""
        if message.type == "error":
            self.errors.append(message.text)

    def leave(self) -> None:
        """Leaves the tab as new: nothing kept, nothing allowed, nothing listened to."""
        for event, listener in (("request", self.on_request), ("console", self.on_console)):
            self.page.remove_listener(event, listener)
        for over in ("requestfinished", "requestfailed"):
            self.page.remove_listener(over, self.on_answer)
        self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        self.page.goto("about:blank")
        self.page.unroute_all()
        self.page.mouse.move(0, 0)
        self.page.context.clear_cookies()
        self.page.context.clear_permissions()


def free_port(wanted: int) -> int:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", wanted))
        return int(probe.getsockname()[1])


# Where servers stood: the browser knows what it had from there.
ports: list[int] = []
# What runs on when this process has done its tests.
KEPT: list[subprocess.Popen[str]] = []


def start_server(
    data: Path, port: int = 0, log: Path | None = None, **environment: str
) -> tuple[subprocess.Popen[str], str]:
    """Starts the server as `make run` does, and returns it with its address once it has announced itself.

    What it prints goes to a file: it would wait for ever at a pipe that is full and that nobody reads.
    """
    for wanted in (port,) if port else (*ports, 0):
        try:
            port = free_port(wanted)
            break
        except OSError:
            continue
    if port not in ports:
        ports.append(port)
    environment = {**os.environ, **environment, "DASHBOARD_DATA": str(data), "PORT": str(port)}
    environment.pop("HOST", None)
    with log.open("wb+") if log else tempfile.TemporaryFile() as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "dashboard", "serve"],
            cwd=ROOT, env=environment, stdout=printed, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        while True:
            has_ended = process.poll() is not None
            # Read without moving the place at which the server writes.
            said = os.pread(printed.fileno(), 1_000_000, 0).decode(errors="replace")
            if f"localhost:{port}" in said:
                return process, f"http://localhost:{port}"
            assert not has_ended, f"the server ended before it was ready: {said}"
            time.sleep(0.05)


def stop_server(process: subprocess.Popen[str]) -> None:
    """Ends the server."""
    process.terminate()
    process.wait(timeout=30)


@pytest.fixture(scope="session")
def server(built_demo: Path, for_all: Path) -> str:
    """One server with the simulated campaign for the browser tests of all processes; it ends with the last of them.

    A server and its first view take twelve seconds of a core.
    """
    address = for_all / "server.address"
    with FileLock(for_all / "server.lock"):
        if not address.exists():
            process, started = start_server(built_demo)
            for_all.joinpath("server.process").write_text(str(process.pid), encoding="utf-8")
            address.write_text(started, encoding="utf-8")
            KEPT.append(process)
    return address.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, a new profile each time."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: `make test` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def tabs() -> list[Page]:
    """The tabs that no test uses at the moment."""
    return []


@pytest.fixture
def watch(browser: Browser, tabs: list[Page]) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages, each as a visitor who was never there; `is_new`: in a browser that holds nothing yet."""
    used: list[tuple[Watched, bool]] = []

    def opened(
        address: str, width: int = 1366, height: int = 768, scheme: str = "light", *, is_new: bool = False
    ) -> Watched:
        page = tabs.pop() if tabs and not is_new else browser.new_context(locale="vi-VN").new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(media="null", color_scheme=scheme, reduced_motion="null")
        used.append((Watched(page, address), is_new))
        return used[-1][0]

    yield opened
    for watched, is_new in used:
        try:
            watched.leave()
        except Error:
            is_new = True
        if is_new:
            watched.page.context.close()
        else:
            tabs.append(watched.page)


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a picture among the artefacts, out of git."""
    ARTEFACTS.mkdir(exist_ok=True)

    def kept(page: Page, name: str) -> None:
        page.screenshot(path=ARTEFACTS / f"{name}.png")

    return kept

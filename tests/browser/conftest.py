"""A real server and a real Chromium that can reach nothing but that server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

from dashboard.settings import ROOT

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    # Every other host is refused, names and all.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]  # fmt: skip
ARTEFACTS = ROOT / "tests" / "artefacts"


@dataclass
class Watched:
    """A browser page, with what it asked of other hosts and what it complained of."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def open(self, link: str) -> Page:
        """Opens a link and waits until the page has a title and Streamlit is at rest."""
        self.page.goto(f"{self.address}/{link}")
        self.page.locator("h1").first.wait_for(timeout=30_000)
        self.rest()
        return self.page

    def rest(self) -> None:
        """Waits for the running script to end and for charts to be painted."""
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(timeout=30_000)
        # What an element is drawn with may still be on its way.
        self.page.locator("[data-testid=stSkeleton]").first.wait_for(state="detached", timeout=30_000)
        self.page.wait_for_timeout(700)

    def until(self, condition: str, seconds: int = 20) -> None:
        """Waits for a JavaScript condition. Playwright's own wait runs it in the page, where the policy forbids it."""
        ends = time.monotonic() + seconds
        while not self.page.evaluate(condition):
            assert time.monotonic() < ends, condition
            self.page.wait_for_timeout(50)

    def on_request(self, request: Request) -> None:
        """Notes requests to other hosts."""
        if not request.url.startswith((self.address, self.address.replace("http", "ws"), "data:", "blob:")):
            self.outside.append(request.url)

    def on_console(self, message: ConsoleMessage) -> None:
        """Notes complaints."""
        if message.type == "error":
            self.errors.append(message.text)


def start_server(data: Path, port: int = 0) -> tuple[subprocess.Popen[str], str]:
    """Starts the server as `make run` does, and returns it with its address once it has announced itself."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    environment = {**os.environ, "DASHBOARD_DATA": str(data), "PORT": str(port)}
    environment.pop("HOST", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "serve"],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    for line in process.stdout:
        if f"localhost:{port}" in line:
            return process, f"http://localhost:{port}"
    raise AssertionError("the server ended before it was ready")


def stop_server(process: subprocess.Popen[str]) -> None:
    """Ends the server and what it printed."""
    process.terminate()
    process.communicate(timeout=30)


@pytest.fixture(scope="session")
def server(built_demo: Path) -> Iterator[str]:
    """One server with the simulated campaign for all browser tests."""
    process, address = start_server(built_demo)
    yield address
    stop_server(process)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, a new profile each time."""
    if not Path(CHROMIUM).exists():
        pytest.skip("Chromium is not installed: `make test` installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[..., Watched]]:
    """Opens watched pages in contexts of their own, closed at the end of the test."""
    contexts = []

    def opened(address: str, width: int = 1366, height: int = 768, scheme: str = "light") -> Watched:
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme, locale="vi-VN")
        contexts.append(context)
        watched = Watched(context.new_page(), address)
        watched.page.on("request", watched.on_request)
        watched.page.on("console", watched.on_console)
        return watched

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def picture(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keeps a picture among the artefacts, out of git."""
    ARTEFACTS.mkdir(exist_ok=True)

    def kept(page: Page, name: str) -> None:
        page.screenshot(path=ARTEFACTS / f"{name}.png")

    return kept

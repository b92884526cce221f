"""What a click on the map sends to the browser: messages, the tables in them, and the fetched shapes apart."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page, Response, WebSocket, sync_playwright
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.benchmarks import data, servers
from tests.benchmarks.result import Result
from tests.benchmarks.tap import Tap
from tests.browser.conftest import CHROMIUM, FLAGS

CLICKS = {
    "a province on the nation's map": ("map?unit=VN&edition=2025", "96"),
    "a district on the province's map": ("map?unit=96&edition=2024&as_of=2024-05-01", "967"),
}
# A point inside the shape of a unit, for the middle of its frame may lie in a neighbour.
POINT = """
unit => {
    const path = [...document.querySelectorAll('.choroplethlayer path')].find(each => each.__data__.loc === unit);
    path.scrollIntoView({ block: 'center' });
    const frame = path.getBoundingClientRect(), inverse = path.getScreenCTM().inverse();
    for (let step = 1; step < 400; step++) {
        const x = frame.left + frame.width * (step * 0.618 % 1), y = frame.top + frame.height * (step / 400);
        if (path.isPointInFill(new DOMPoint(x, y).matrixTransform(inverse))) return [x, y];
    }
}
"""


@dataclass
class Sent:
    """Messages of the server, and kilobytes of shapes fetched by address."""

    messages: list[bytes] = field(default_factory=list)
    shapes: float = 0.0

    def listen(self, socket: WebSocket) -> None:
        """Keeps what the server says."""
        socket.on("framereceived", lambda payload: self.messages.append(payload))

    def note(self, response: Response) -> None:
        """Counts a file of shapes."""
        if ".geojson" in response.url:
            self.shapes += len(response.body()) / 1000

    def kilobytes(self) -> tuple[float, float]:
        """Everything, and the tables in it."""
        whole = sum(len(message) for message in self.messages)
        tables = sum(table_bytes(message) for message in self.messages)
        return whole / 1000, tables / 1000


def table_bytes(message: bytes) -> int:
    """The HTML of a table, if the message holds one."""
    parsed = ForwardMsg()
    parsed.ParseFromString(message)
    body: str = parsed.delta.new_element.html.body
    return len(body.encode()) if "<table" in body else 0


def run() -> Iterator[Result]:
    """Kilobytes of each click."""
    for what, (wire, whole, tables, shapes) in measure(data.province()).items():
        name = "a click on the map sends"
        yield Result(name, f"{what}: on the wire, its tables included", wire, "kB", at_most=10)
        yield Result(name, f"{what}: before compression, beside its tables", whole - tables, "kB")
        yield Result(name, f"{what}: before compression, its tables", tables, "kB")
        yield Result(name, f"{what}: shapes, fetched once", shapes, "kB")


def measure(folder: Path) -> dict[str, tuple[float, float, float, float]]:
    """Click → kilobytes on the wire, of all messages before compression, of the tables in them, of the shapes."""
    with servers.product(folder) as server, Tap(server.port) as tap, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        found = {}
        for what, (link, unit) in CLICKS.items():
            sent = Sent()
            page = browser.new_page(viewport={"width": 1366, "height": 768})
            page.on("websocket", sent.listen)
            page.on("response", sent.note)
            page.goto(f"{tap.address}/{link}")
            page.locator(".choroplethlayer path").first.wait_for(timeout=60_000)
            page.wait_for_timeout(1500)
            sent.messages, sent.shapes, tap.sent = [], 0.0, 0
            click(page, unit)
            found[what] = (tap.sent / 1000, *sent.kilobytes(), sent.shapes)
            page.close()
        browser.close()
    return found


def click(page: Page, unit: str) -> None:
    """Clicks on a unit's shape and waits until its own map has been drawn."""
    page.mouse.click(*page.evaluate(POINT, unit))
    page.wait_for_url(f"**unit={unit}**", timeout=60_000)
    page.wait_for_timeout(3000)

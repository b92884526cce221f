"""All communes of the nation on one map: a click until it is painted, beside bare plotly with the full geometry.

The polygons stand beside the checkout and belong to nobody's product: where they are not there, nothing is measured.
"""

import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import shapely
from playwright.sync_api import Page, sync_playwright

from dashboard import settings, units
from dashboard.geography import geojson, installed, mosaic
from tests.benchmarks import data, servers
from tests.benchmarks.page_costs import AT_REST, WATCH, Cost
from tests.benchmarks.result import Result
from tests.benchmarks.servers import CONSTANT, Server
from tests.browser.conftest import CHROMIUM, FLAGS

ROUNDS = 6
POLYGONS = settings.ROOT.parent / "shared" / "geo" / "communes_2025.parquet"
VIEW = f"map?unit={units.NATION}&edition=2025&as_of={data.LAST_DAY}&grain=commune&base=approved&level=2"


@contextmanager
def bare(folder: Path) -> Iterator[tuple[Server, int]]:
    """The page of one plotly map with every vertex of the installed shapes, and how many these are."""
    static = folder / "static"
    static.mkdir(parents=True)
    # Copies, not links: Streamlit sends no file that lies elsewhere.
    for path in settings.STATIC.glob("*.json"):
        shutil.copy(path, static)
    shapes = mosaic.shapes("2025", "commune", installed.pointer("2025"))["geometry"]
    wound = shapes.set_axis(shapes.index).map(lambda shape: shapely.orient_polygons(shape, exterior_cw=True))
    full = static / "full.geojson"
    full.write_bytes(geojson.text(wound))
    script = shutil.copy(CONSTANT / "full_map.py", folder / "app.py")
    port = servers.free_port()
    with servers.running([str(CONSTANT / "serve.py"), str(script), str(port)], port, {"FULL_MAP": str(full)}) as server:
        yield server, int(shapely.get_num_coordinates(shapes.to_numpy()).sum())


def click(page: Page, server: Server, number: int) -> Cost:
    """Chooses the other scale, or the other values."""
    before = server.cpu()
    page.locator(".st-key-choice_scale button").nth((number + 1) % 2).click()
    page.wait_for_function(AT_REST, timeout=90_000)
    return Cost([(server.cpu() - before) * 1000], [float(page.evaluate("window.painted - window.begun"))])


def measure(place: Path) -> tuple[dict[str, Cost], int]:
    """Product and bare → costs of clicks, the two in turn; and the vertices of the bare map."""
    costs = {"product": Cost(), "bare": Cost()}
    with tempfile.TemporaryDirectory() as beside, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        with servers.product(place) as product, bare(Path(beside) / "bare") as (other, vertices):
            pages = {}
            for name, address in (("product", f"{product.address}/{VIEW}"), ("bare", other.address)):
                context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN", bypass_csp=True)
                page = pages[name] = context.new_page()
                page.goto(address)
                page.locator(".choroplethlayer path").nth(3000).wait_for(state="attached", timeout=90_000)
                page.wait_for_timeout(2000)
                page.evaluate(WATCH)
            # The first round is not counted: the other scale is asked for the first time.
            for number in range(-2, ROUNDS):
                for name, server in (("product", product), ("bare", other)):
                    cost = click(pages[name], server, number)
                    if number >= 0:
                        costs[name].cpu += cost.cpu
                        costs[name].painted += cost.painted
        browser.close()
    return costs, vertices


def run() -> Iterator[Result]:
    """The ratio of medians, and the server's own part."""
    if not POLYGONS.exists():
        print("no polygons of communes beside the checkout: their map is not measured", file=sys.stderr)
        return
    place = data.newest_nation(POLYGONS)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(place))
        costs, vertices = measure(place)
    painted = {name: statistics.median(cost.painted) for name, cost in costs.items()}
    words = f"a click until all is painted ({painted['bare']:,.0f} ms bare, {vertices:,} vertices)"
    name = "all communes of the nation on one map, against bare plotly with the full geometry"
    yield Result(name, words, painted["product"] / painted["bare"], "×", at_most=1.0)
    cpu = statistics.median(costs["product"].cpu)
    yield Result(name, "processor time of such a click at the server", cpu, "ms", at_most=None)

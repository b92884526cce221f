"""Maps beside one another: of the same shapes, on a phone and on a screen, to be heard, and lit by their list."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.browser.test_every_page import MAIN, findings
from tests.browser.test_phone import LOST, PHONE, SPOILT

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
DRAWN = "[...document.querySelectorAll('.small-map')].map(map => map.querySelectorAll('path').length)"
SIZES = """[...document.querySelectorAll('.small-map path')].every(path => {
  const box = path.getBoundingClientRect(), map = path.closest('.small-map').getBoundingClientRect();
  return box.width > 3 && box.width * box.height < .6 * map.width * map.height;
})"""


def test_several_maps_fit_phone_and_screen_and_can_be_heard(server: str, watch: Callable[..., Watched]):
    watched = watch(server, **PHONE, scheme="dark")
    fetched: list[str] = []
    watched.page.on("request", lambda request: fetched.append(request.url) if ".geojson" in request.url else None)
    for shown, maps in (("days", 2), ("months", 12)):
        page = watched.open(f"map?{VIEW}&maps={shown}&since=meeting")
        for size in (PHONE, {"width": 1366, "height": 768}):
            page.set_viewport_size(size)
            watched.rest()
            assert page.evaluate(DRAWN) == [12] * maps
            assert page.evaluate(SIZES), "a ring wound the wrong way would fill the frame"
            assert page.evaluate(f"{MAIN}.scrollWidth <= {MAIN}.clientWidth + 1")
            assert page.evaluate(LOST) == []
            assert page.evaluate(SPOILT) == []
        assert findings(page) == []
        names = page.locator(".small-map").evaluate_all("maps => maps.map(map => map.ariaLabel)")
        assert len(set(names)) == maps
    assert page.locator(".small-map path title").first.text_content().startswith("Thị trấn Thới Bình: ")
    page.locator("table.figures a", has_text="Xã Tân Lộc").first.hover()
    lit = "[...document.querySelectorAll('.small-map path.lit')].map(path => path.__data__.loc)"
    assert page.evaluate(lit) == ["32086"] * 12
    assert watched.errors == []
    assert watched.outside == []
    assert len(set(fetched)) == 1, "the shapes come once"
    page.locator(".small-maps a", has_text="31/03/2024").click()
    watched.until("new URLSearchParams(location.search).get('as_of') === '2024-03-31'")
    watched.rest()
    assert page.locator(".choroplethlayer path").count() == 12

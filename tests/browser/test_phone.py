"""Every page in a window as narrow as a phone's, or as small as a laptop's when all is drawn twice as large."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from dashboard.ui.shell.navigation import PAGES
from tests.browser.conftest import Watched
from tests.browser.test_every_page import VIEWS

pytestmark = pytest.mark.browser
PHONE, TWICE = {"width": 390, "height": 844}, {"width": 683, "height": 384}
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
MASK = "getComputedStyle(document.querySelector('.table-frame')).maskImage"
# Words that do not fit: cut off by their own box, or by the window. A wide table scrolls in its frame.
LOST = """() => [...document.querySelectorAll('[data-testid=stMain] *')].filter(element => {
  const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  if (!own || element.closest('.table-frame, .js-plotly-plot, svg') || !element.checkVisibility()) return false;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const isCut = style.overflow !== 'visible' && element.scrollWidth > element.clientWidth + 1;
  return isCut || box.right > innerWidth + 1 || box.left < -1;
}).map(element => element.outerHTML.slice(0, 200))"""
# Words of charts that leave their chart, or dates of an axis that run into each other or into its zero.
SPOILT = """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap(chart => {
  const frame = chart.getBoundingClientRect(), boxes = found => [...chart.querySelectorAll(found)]
    .map(text => [text.textContent, text.getBoundingClientRect()]).filter(([, box]) => box.width);
  const outside = boxes('text').filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1);
  const ticks = boxes('.xtick text').sort(([, one], [, other]) => one.left - other.left);
  const touching = ticks.filter(([, box], turn) => turn && box.left < ticks[turn - 1][1].right + 2);
  const crossing = boxes('.ytick text').filter(([, box]) => ticks.some(([, other]) =>
    box.bottom > other.top + 3 && box.top < other.bottom && box.right > other.left && box.left < other.right));
  return [...outside, ...touching, ...crossing].map(([words]) => words);
})"""


def _a_table_fades_on_the_side_where_more_of_it_lies(page: Page) -> None:
    assert "gradient" in page.evaluate(MASK)
    page.evaluate("document.querySelector('.table-frame').scrollLeft = 10000")
    page.wait_for_timeout(200)
    assert page.evaluate(MASK) == "none"
    # The unit's name stays beside its figures.
    name = page.locator(".table-frame td a").first.bounding_box()
    frame = page.locator(".table-frame").first.bounding_box()
    assert frame["x"] <= name["x"] < frame["x"] + 30
    # Nothing that passes by is painted over it.
    on_top = "box => document.elementFromPoint(box.x + 3, box.y + 3).matches('td a')"
    for each in page.locator("td a:not([title])").all()[:4]:
        # Choices and sentences stand above the table.
        each.scroll_into_view_if_needed()
        assert page.evaluate(on_top, each.bounding_box())
    page.evaluate("document.querySelector('.table-frame').scrollLeft = 0")


def _a_table_that_fits_does_not_fade(page: Page) -> None:
    assert page.evaluate(MASK) == "none"


# What is looked at beside, on a phone, of the page that it is seen on.
BESIDE = {"compare": _a_table_fades_on_the_side_where_more_of_it_lies, "map": _a_table_that_fits_does_not_fade}


@pytest.mark.parametrize("page", [*PAGES, "pins"])
def test_a_small_window_shows_every_page_whole_with_the_menu_shut(
    page: str, server: str, watch: Callable[..., Watched]
):
    watched = watch(server, **PHONE)
    opened = watched.open(f"{VIEWS.get(page, f'{page}?')}{VIEW}")
    for size in (PHONE, TWICE):
        opened.set_viewport_size(size)
        watched.rest()
        assert opened.locator("h1").bounding_box()["x"] < 30
        assert opened.locator("[data-testid=stSidebar]").get_attribute("aria-expanded") != "true"
        assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert opened.evaluate(
            "(main => main.scrollWidth <= main.clientWidth)(document.querySelector('[data-testid=stMain]'))"
        )
        assert opened.evaluate(LOST) == []
        assert opened.evaluate(SPOILT) == []
        if size is PHONE and page in BESIDE:
            BESIDE[page](opened)
    # What opens over the page does not leave it either.
    box = watched.change().locator("[data-testid=stPopoverBody]").bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= TWICE["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= TWICE["height"]
    if page == "overview":
        opened.keyboard.press("Escape")
        opened.set_viewport_size(PHONE)
        watched.rest()
        _the_menu_opens_by_a_button_that_says_so(opened)


def _the_menu_opens_by_a_button_that_says_so(page: Page) -> None:
    button = page.get_by_role("button", name="Mở trình đơn")
    assert button.bounding_box()["height"] >= 24
    assert "Mở trình đơn" in page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stExpandSidebarButton]'), '::after').content"
    )
    button.click()
    page.get_by_role("link", name="Bản đồ", exact=True).click()
    page.locator("h1", has_text="nơi nào nhanh").wait_for()


def test_of_weeks_that_do_not_fit_the_newest_are_seen_first_beside_the_names(
    server: str, watch: Callable[..., Watched]
):
    page = watch(server, **PHONE).open("data?unit=96&edition=2025&as_of=2026-11-20")
    frame = page.locator(".table-frame:has(> .weeks)").first
    first, last, whole = (
        each.bounding_box() for each in (frame.locator("th[scope=row]").first, frame.locator("thead th").last, frame)
    )
    assert last["x"] + last["width"] <= whole["x"] + whole["width"] + 2
    assert abs(first["x"] - whole["x"]) < 3

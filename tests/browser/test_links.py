"""Links between the pages change the view in place, and do everything else that a link does."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
VIEW = "unit=96&edition=2024&as_of=2024-05-01"
# A mark that a new page would not have.
MARK = "window.isTheSamePage = true"
IS_SAME = "window.isTheSamePage === true"
HEADING = "document.activeElement === document.querySelector('h1')"
MAIN = "document.querySelector('[data-testid=stMain]')"
MAIN_PART = "[data-testid=stMain]"


def asked(page: Page) -> dict[str, str]:
    """The page and the parts of the address."""
    address = urlsplit(page.url)
    return {"page": address.path[1:], **{name: values[0] for name, values in parse_qs(address.query).items()}}


def test_links_of_unit_page_and_way_back_change_the_view_in_place(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"overview?{VIEW}&base=eligible&lang=en")
    page.evaluate(MARK)
    page.evaluate(f"{MAIN}.scrollTop = 10000")
    page.wait_for_timeout(300)
    top = page.evaluate(f"{MAIN}.scrollTop")
    assert top > 100
    # A name in a table, by mouse.
    link = page.locator("table.figures a:not([title])").first
    name, wanted = link.inner_text(), link.get_attribute("href") or ""
    link.click()
    assert page.url == f"{server}/{wanted}", "the address is right at once"
    page.locator("h1", has_text=name).wait_for()
    watched.rest()
    watched.until(HEADING, 5)
    assert page.evaluate(f"{MAIN}.scrollTop") == 0
    district = asked(page)
    assert {"base": "eligible", "lang": "en", "as_of": "2024-05-01"}.items() <= district.items()
    # A page of the menu, by keyboard.
    menu = page.get_by_role("link", name="Compare", exact=True)
    menu.focus()
    page.keyboard.press("Enter")
    page.locator("h1", has_text="doing well").wait_for()
    watched.rest()
    assert asked(page) == district | {"page": "compare"}
    watched.until(HEADING, 5)
    # The way up.
    page.locator(".crumbs a", has_text="Cà Mau").click()
    page.locator("h1", has_text="Cà Mau").wait_for()
    watched.rest()
    assert asked(page) == district | {"page": "compare", "unit": "96"}
    # Back, over all of it, to the place that was left; and forward.
    for unit in (name, name, "Cà Mau"):
        page.evaluate("history.back()")
        page.locator("h1", has_text=unit).wait_for()
        watched.rest()
    assert asked(page)["page"] == "overview"
    watched.until(f"Math.abs({MAIN}.scrollTop - {top}) < 3", 5)
    page.evaluate("history.forward()")
    page.locator("h1", has_text=name).wait_for()
    watched.rest()
    assert asked(page) == district
    assert page.evaluate(IS_SAME)
    assert watched.outside == []
    assert watched.errors == []


def test_keys_and_the_middle_button_open_another_tab(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"map?{VIEW}")
    page.evaluate(MARK)
    here = page.url
    for link, how in (
        (page.get_by_role("link", name="Huyện Thới Bình"), {"modifiers": ["Control"]}),
        (page.get_by_role("link", name="Huyện Thới Bình"), {"button": "middle"}),
        (page.get_by_role("link", name="So sánh", exact=True), {"modifiers": ["Control"]}),
    ):
        with page.context.expect_page() as opened:
            link.click(**how)
        assert opened.value.url == link.evaluate("each => each.href")
        opened.value.close()
    assert page.url == here
    assert page.evaluate(IS_SAME)


def test_the_bare_address_leads_to_the_overview_and_quick_clicks_end_at_the_last_one(
    server: str, watch: Callable[..., Watched]
):
    watched = watch(server)
    page = watched.open("")
    assert "/overview" in page.url
    assert page.locator("h1").inner_text().startswith("Tỉnh Cà Mau")
    page.evaluate(MARK)
    for name in ("Bản đồ", "So sánh", "Xu hướng", "So sánh"):
        page.get_by_role("link", name=name, exact=True).click()
        page.wait_for_timeout(60)
    page.locator("h1", has_text="đơn vị nào làm tốt").wait_for()
    watched.rest()
    assert asked(page)["page"] == "compare"
    assert page.evaluate(IS_SAME)
    watched.until(HEADING, 5)


def test_a_click_on_a_district_opens_its_communes_and_the_way_back_leads_to_the_map_as_it_was(
    server: str, watch: Callable[..., Watched]
):
    watched = watch(server)
    page = watched.open(f"map?{VIEW}")
    shapes = page.locator(".choroplethlayer path")
    # A unit that was looked for is forgotten with the next one that is opened.
    search = page.get_by_label("Tìm đơn vị")
    search.fill("dam doi")
    search.press("Enter")
    page.locator("[class*=st-key-found_]").first.wait_for()
    for _ in range(2):
        box = shapes.nth(2).bounding_box()
        assert box is not None
        # As a hand does it: the pointer comes over the area, then presses.
        page.mouse.move(box["x"] + box["width"] / 2 - 3, box["y"] + box["height"] / 2)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_timeout(300)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.wait_for_url(re.compile("unit=9[0-9]{2}&"))
        watched.until("document.querySelectorAll('.choroplethlayer path').length !== 9")
        watched.rest()
        assert "as_of=2024-05-01" in page.url
        assert re.search("Huyện|Thành phố", page.locator("h1").inner_text())
        assert search.input_value() == ""
        page.evaluate("history.back()")
        page.wait_for_url("**unit=96&**")
        watched.until("document.querySelectorAll('.choroplethlayer path').length === 9")
        watched.rest()
        assert shapes.evaluate_all("all => all.map(each => getComputedStyle(each).opacity)") == ["1"] * 9


def test_a_unit_is_pinned_where_its_row_stands_and_the_way_back_lets_it_go(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"compare?{VIEW}")
    page.evaluate(MARK)
    button = page.locator(f"{MAIN_PART} button.pin").nth(6)
    unit = button.get_attribute("data-unit")
    button.scroll_into_view_if_needed()
    watched.rest()
    top = page.evaluate(f"{MAIN}.scrollTop")
    button.press("Enter")
    pressed = page.locator(f"{MAIN_PART} button.pin[aria-pressed=true]")
    pressed.wait_for()
    watched.rest()
    assert asked(page)["pins"] == unit == pressed.get_attribute("data-unit")
    assert abs(page.evaluate(f"{MAIN}.scrollTop") - top) < 80, "the strip of what is pinned stands above the table"
    assert page.evaluate("document.activeElement.dataset.unit") == unit
    assert page.evaluate(IS_SAME)
    page.go_back()
    page.locator(f"{MAIN_PART} nav.pinned").wait_for(state="detached")
    assert "pins" not in asked(page)

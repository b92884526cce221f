"""The pages without eyes or mouse: the way of the keyboard, and words for what is drawn; test_every_page audits."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
# Where the keyboard is.
STOP = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), copy = element.cloneNode(true);
  for (const unsaid of copy.querySelectorAll('[aria-hidden=true]')) unsaid.remove();
  return {
    words: element.ariaLabel || copy.textContent.trim(), isMain: element.matches('[data-testid=stMain]'),
    isInMenu: !!element.closest('[data-testid=stSidebar]'), isSeen: box.width > 0 && box.top < innerHeight,
  };
}"""


def test_keyboard_words_and_tables_lead_through_an_overview_and_on(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"overview?{VIEW}&base=eligible")
    _the_keyboard_passes_menu_filters_and_page_in_turn(page)
    _the_first_stop_leads_past_the_menu(page)
    assert page.get_by_role("region", name="Trình đơn").count() == 1
    _what_is_drawn_can_be_had_as_a_table(watched)
    _another_language_leaves_the_view_and_names_the_frame_s_controls(watched)
    page = watched.open(f"trend?{VIEW}")
    page.locator("summary", has_text="Bảng số liệu").press("Enter")
    page.locator("table.figures tbody tr").first.wait_for()


def _the_keyboard_passes_menu_filters_and_page_in_turn(page: Page) -> None:
    found = []
    while not found or found[-1]["words"] != "Cà Mau":
        page.keyboard.press("Tab")
        found.append(page.evaluate(STOP))
        assert len(found) < 40
    assert [stop["words"] for stop in found if not stop["isSeen"]] == []
    words = [stop["words"] for stop in found]
    assert words[0] == "Đến nội dung chính"
    in_turn = ["Tổng quan", "Giới thiệu", "Tìm đơn vị", "Xem số liệu mới nhất", "Đổi", "Việt Nam"]
    assert [each for each in words if each in in_turn] == in_turn
    in_menu = [stop["isInMenu"] for stop in found[1:]]
    assert in_menu == sorted(in_menu, reverse=True), "the menu first, and never again"


def _the_first_stop_leads_past_the_menu(page: Page) -> None:
    page.get_by_text("Đến nội dung chính").focus()
    assert page.get_by_text("Đến nội dung chính").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(STOP)["isMain"]
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["words"] == "Xem số liệu mới nhất"


def _what_is_drawn_can_be_had_as_a_table(watched: Watched) -> None:
    page = watched.page
    page.get_by_text("Bảng số liệu", exact=True).press("Enter")
    newest = page.locator("details.folded tbody tr").first
    assert newest.inner_text().split() == ["01/05/2024", "40.012"]
    page.get_by_role("link", name="Bản đồ lớn và bảng số liệu của từng đơn vị").click()
    page.locator("h1", has_text="nơi nào nhanh").wait_for()
    watched.rest()
    assert page.locator("table.figures tbody tr").count() == 12
    assert "edition=2024" in page.url


def _another_language_leaves_the_view_and_names_the_frame_s_controls(watched: Watched) -> None:
    page = watched.page
    page.get_by_role("link", name="So sánh").click()
    page.locator("h1", has_text="đơn vị nào làm tốt").wait_for()
    page.get_by_text("English", exact=True).click()
    page.locator("h1", has_text="which units are doing well").wait_for()
    watched.rest()
    for part in ("/compare", "unit=967", "edition=2024", "as_of=2024-05-01", "base=eligible", "lang=en"):
        assert part in page.url
    assert "eligible citizens" in page.locator("p.how").inner_text()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("region", name="Menu").count() == 1
    assert page.get_by_role("link", name="Skip to main content").count() == 1

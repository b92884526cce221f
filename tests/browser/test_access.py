"""The pages without eyes or mouse: an audit by axe-core, the way of the keyboard, and words for what is drawn."""

import os
from collections.abc import Callable
from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from dashboard.selection import LANGUAGES
from dashboard.ui.shell.navigation import PAGES
from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
# Each page in each scheme and in each language; in all four ways by `make sweep`.
IS_WHOLE = os.environ.get("SWEEP") == "whole"
WAYS = [*product(("light", "dark"), LANGUAGES)] if IS_WHOLE else [*zip(("light", "dark"), LANGUAGES, strict=True)]
# What is Streamlit's own and cannot be changed from here: selector → why. Nothing, so far.
STREAMLITS_OWN: dict[str, str] = {}
# Beside what is serious: these are ours to keep, whatever axe calls them.
OURS = ("heading-order", "region", "landmark-one-main", "landmark-unique", "page-has-heading-one", "skip-link", "list")
# Where the keyboard is.
STOP = """() => {
  const element = document.activeElement, box = element.getBoundingClientRect(), copy = element.cloneNode(true);
  for (const unsaid of copy.querySelectorAll('[aria-hidden=true]')) unsaid.remove();
  return {
    words: element.ariaLabel || copy.textContent.trim(), isMain: element.matches('[data-testid=stMain]'),
    isInMenu: !!element.closest('[data-testid=stSidebar]'), isSeen: box.width > 0 && box.top < innerHeight,
  };
}"""
# Whatever can hold the focus and shows no ring when it does, around itself or around the field that it is part of.
RINGLESS = """() => {
  const ring = node => {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')];
  return all.filter(element => {
    const isShown = element.checkVisibility({ visibilityProperty: true });
    if (element.tabIndex < 0 || element.disabled || !isShown) return false;
    element.focus();
    const field = element.parentElement;
    return document.activeElement === element && ![element, field, field.parentElement].some(ring);
  }).map(element => element.outerHTML.slice(0, 160));
}"""


def findings(page: Page) -> list[str]:
    """What axe finds serious or critical, and what we hold for it."""
    page.evaluate(AXE)
    hidden = [[selector] for selector in STREAMLITS_OWN]
    told = page.evaluate("exclude => axe.run({ exclude }, { resultTypes: ['violations'] })", hidden)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['html'][:120]}"
        for rule in told["violations"]
        if rule["impact"] in ("serious", "critical") or rule["id"] in OURS
        for node in rule["nodes"]
    ]


@pytest.mark.parametrize("page", PAGES)
def test_an_audit_finds_nothing_serious_and_every_focus_has_a_ring(
    page: str, server: str, watch: Callable[..., Watched]
):
    # One visitor for all: what a browser keeps need not be fetched again.
    watched = watch(server)
    for scheme, language in WAYS:
        watched.page.emulate_media(color_scheme=scheme)
        opened = watched.open(f"{page}?{VIEW}&lang={language}")
        assert opened.evaluate("document.documentElement.lang") == language
        assert (scheme, language, findings(opened)) == (scheme, language, [])
    # A focus that a script moves shows as that of the keyboard, where the keyboard was used last.
    opened.keyboard.press("Tab")
    assert opened.evaluate(RINGLESS) == []


def test_the_keyboard_passes_menu_filters_and_page_in_turn(server: str, watch: Callable[..., Watched]):
    page = watch(server).open(f"overview?{VIEW}")
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


def test_the_first_stop_leads_past_the_menu(server: str, watch: Callable[..., Watched]):
    page = watch(server).open(f"overview?{VIEW}")
    page.keyboard.press("Tab")
    assert page.get_by_text("Đến nội dung chính").bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(STOP)["isMain"]
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["words"] == "Xem số liệu mới nhất"


def test_controls_of_the_frame_speak_the_readers_language(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"overview?{VIEW}")
    assert page.get_by_role("region", name="Trình đơn").count() == 1
    page.get_by_text("English", exact=True).click()
    page.locator("h1", has_text="stand against").wait_for()
    watched.rest()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.get_by_role("region", name="Menu").count() == 1
    assert page.get_by_role("link", name="Skip to main content").count() == 1


def test_what_is_drawn_can_be_had_as_a_table(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"overview?{VIEW}")
    page.get_by_text("Bảng số liệu", exact=True).press("Enter")
    newest = page.locator("details.folded tbody tr").first
    assert newest.inner_text().split() == ["01/05/2024", "40.012"]
    page.get_by_role("link", name="Bản đồ lớn và bảng số liệu của từng đơn vị").click()
    page.locator("h1", has_text="nơi nào nhanh").wait_for()
    watched.rest()
    assert page.locator("table.figures tbody tr").count() == 12
    assert "edition=2024" in page.url
    page = watched.open(f"trend?{VIEW}")
    page.locator("summary", has_text="Bảng số liệu").press("Enter")
    page.locator("table.figures tbody tr").first.wait_for()

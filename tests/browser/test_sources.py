"""The sources of a count, in a real browser: by mouse, by keyboard and on a phone; the page behind stays as it is."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.browser.test_links import IS_SAME, MAIN, MARK, asked

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
IN_DIALOG = "document.querySelector('[role=dialog]')?.contains(document.activeElement)"


def test_a_count_opens_its_sources_over_the_page_and_escape_shuts_them(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.open(f"compare?{VIEW}&sort=change")
    watched.rest()
    page.evaluate(MARK)
    page.evaluate(f"{MAIN}.scrollTop = 150")
    page.wait_for_timeout(300)
    top, before = page.evaluate(f"{MAIN}.scrollTop"), asked(page)
    assert top > 50
    page.locator("table.figures a[title]", has_text="5.706").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("dòng 3112, cột E").wait_for()
    watched.rest()
    assert page.evaluate(IN_DIALOG), "the keyboard is in the dialog"
    assert asked(page).items() >= (before | {"trace": "2024.32065.2024-05-01.activated.all"}).items()
    assert dialog.get_by_role("button", name="Đóng").is_visible()
    page.keyboard.press("Escape")
    dialog.wait_for(state="hidden")
    watched.rest()
    page.wait_for_url(lambda address: "trace=" not in address)
    assert abs(page.evaluate(f"{MAIN}.scrollTop") - top) < 3
    assert page.evaluate(IS_SAME)
    assert (watched.outside, watched.errors) == ([], [])


def test_a_sum_s_part_opens_in_its_place_and_back_leads_to_the_sum(server: str, watch: Callable[..., Watched]):
    watched = watch(server, width=390, height=844)
    page = watched.open(f"overview?{VIEW}")
    watched.rest()
    page.locator(".big a.source").first.click()
    dialog = page.get_by_role("dialog")
    part = dialog.get_by_role("link", name="Xã Tân Phú")
    part.wait_for()
    watched.rest()
    box = dialog.bounding_box()
    assert box is not None
    assert (box["x"] >= 0, box["x"] + box["width"] <= 390) == (True, True)
    part.click()
    dialog.get_by_text("Xã Tân Phú: 4.318").wait_for()
    watched.rest()
    page.go_back()
    dialog.get_by_text("Huyện Thới Bình: 40.012").wait_for()
    watched.rest()
    dialog.get_by_role("button", name="Đóng").click()
    dialog.wait_for(state="hidden")
    page.wait_for_url(lambda address: "trace=" not in address)
    watched.rest()
    assert watched.errors == []

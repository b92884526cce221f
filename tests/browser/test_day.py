"""The day, chosen without a mouse and with one: typed, from the quick choices, from the calendar, and back again."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched
from tests.browser.test_every_page import findings

pytestmark = pytest.mark.browser
SENTENCE = ".st-key-chosen .stHtml p"


def test_a_day_is_typed_or_picked_and_the_calendar_speaks_the_page_s_language(
    server: str, watch: Callable[..., Watched], picture: Callable[..., None]
):
    watched = watch(server)
    page = watched.open("map?unit=96&edition=2025&paint=need&lang=en")
    said = page.locator(SENTENCE)

    def tells(words: str) -> None:
        watched.until(f"document.querySelector('{SENTENCE}').innerText.includes('{words}')")
        watched.rest()

    # On opening, one sentence; the controls come by a click.
    assert "as of the newest day (20/11/2026, " in said.inner_text()
    assert page.get_by_role("combobox").count() == 0
    assert page.locator(".crumbs a").first.evaluate("each => each.search").count("as_of=newest") == 1
    field = watched.change().get_by_label("As of", exact=True)
    field.fill("17/11/2026")
    field.press("Enter")
    page.wait_for_url("**as_of=2026-11-17**")
    tells("as of 17/11/2026")
    assert "There are newer figures, until 20/11/2026." in said.inner_text()
    assert "paint=need" in page.url
    # What is no day changes nothing, and is told beside the field.
    field.fill("17/13/2026")
    field.press("Enter")
    page.get_by_role("alert").filter(has_text="There is no day “17/13/2026”").wait_for()
    assert "as_of=2026-11-17" in page.url
    # The calendar: a month back, and a day of it.
    page.get_by_role("button", name="Open the calendar").click()
    page.locator("table.month caption", has_text="November 2026").wait_for()
    page.get_by_role("button", name="October 2026").click()
    page.locator("table.month caption", has_text="October 2026").wait_for()
    assert page.locator("table.month th").all_inner_texts() == ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]
    watched.rest()
    picture(page, "calendar-en")
    assert findings(page) == []
    page.get_by_role("link", name="05/10/2026", exact=True).click()
    assert "as_of=2026-10-05" in page.url
    assert "paint=need" in page.url
    tells("as of 05/10/2026")
    assert page.locator(".st-key-filters").count() == 0, "what was open over the page is shut"
    assert page.evaluate("document.activeElement === document.querySelector('h1')")
    # One click leads to the newest figures, and Back to where the reader was.
    page.get_by_role("link", name="See the newest figures").click()
    assert "as_of=newest" in page.url
    tells("as of the newest day (20/11/2026, ")
    page.evaluate("history.back()")
    tells("as of 05/10/2026")
    watched.change()
    monday = page.get_by_role("navigation", name="Quick choice of the day").get_by_role("link", name="Monday")
    monday.click()
    assert "as_of=2026-11-16" in page.url
    tells("as of 16/11/2026")
    assert watched.errors == []

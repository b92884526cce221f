"""Words go to the clipboard by a button, over plain HTTP too, where the browser keeps its clipboard shut."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Watched

pytestmark = pytest.mark.browser
VIEW = "forecast?unit=96&edition=2025&issuer=province"
# As over plain HTTP from another machine; what goes to the clipboard the older way is seen in the event.
SHUT = """() => {
  Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
  document.addEventListener('copy', () => { window.copied = document.activeElement.value; });
}"""


def test_a_reminder_is_copied_with_its_lines_and_all_of_them_at_once(server: str, watch: Callable[..., Watched]):
    watched = watch(server, is_new=True)
    page = watched.open(VIEW)
    watched.rest()
    page.evaluate(SHUT)
    button = page.locator("table.figures button.copy").first
    button.click()
    page.get_by_text("Đã sao chép", exact=True).wait_for()
    one = page.evaluate("window.copied")
    assert one.startswith("Kính gửi Công an") and len(one.splitlines()) > 3
    assert one == button.get_attribute("data-words")
    page.get_by_text("Lời nhắc cho từng đơn vị").click()
    every = page.locator(".reminders > button.copy")
    every.click()
    page.wait_for_timeout(200)
    copied = page.evaluate("window.copied")
    assert copied.count("Kính gửi") > 30 and copied.startswith(one)
    page.wait_for_timeout(2200)
    assert button.inner_text() == "Sao chép"
    assert page.locator("body > textarea").count() == 0
    assert (watched.outside, watched.errors) == ([], [])

"""A page whose server is away says so in the reader's words, and comes back whole: the first choice counts."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import Watched, start_server, stop_server

pytestmark = pytest.mark.browser
WORDS = {"vi": ("Mất kết nối với máy chủ", "Tốc độ so với yêu cầu"), "en": ("The server cannot be reached", "Pace")}


@pytest.fixture
def own_server(built_demo: Path) -> Iterator[tuple[list[subprocess.Popen[str]], str]]:
    """A server that the test may stop: the processes that stand for it one after the other, and its address."""
    process, address = start_server(built_demo)
    processes = [process]
    yield processes, address
    stop_server(processes[-1])


def _a_fresh_server_answers_a_deep_link_whole(watched: Watched) -> None:
    """Its first request may be any."""
    page = watched.page
    shapes = page.locator(".choroplethlayer path")
    shapes.first.wait_for(timeout=20_000)
    assert page.locator("h1").inner_text().startswith("Huyện Thới Bình")
    assert page.locator(".demo").inner_text().startswith("Số liệu mô phỏng")
    assert page.locator(".st-key-chosen .stHtml p").count() == 1
    assert page.get_by_role("link", name="Bản đồ").count() == 1
    assert shapes.count() == 12
    assert watched.outside == []


def test_a_lost_server_is_told_and_the_first_choice_after_it_counts(
    own_server: tuple[list[subprocess.Popen[str]], str], built_demo: Path, watch: Callable[..., Watched]
):
    """To two readers of each language; a third one clicks on a link while the server is away: it is a real load."""
    processes, address = own_server
    readers = {language: watch(address) for language in WORDS}
    for language, watched in readers.items():
        watched.open(f"map?unit=967&edition=2024&as_of=2024-05-01&lang={language}")
        if language == "vi":
            _a_fresh_server_answers_a_deep_link_whole(watched)
    other = watch(address)
    other.open("overview?unit=96&edition=2024&as_of=2024-05-01")
    stop_server(processes[-1])
    for language, watched in readers.items():
        page = watched.page
        page.locator("#lost").wait_for(timeout=15_000)
        assert page.locator("#lost").inner_text().startswith(WORDS[language][0])
        # Streamlit's own dialog comes some seconds later.
        page.locator("[role=dialog]").first.wait_for(state="attached", timeout=60_000)
        page.wait_for_timeout(500)
        assert not page.locator("[role=dialog]").first.is_visible()
    other.page.locator("#lost").wait_for(timeout=15_000)
    processes.append(start_server(built_demo, int(address.rpartition(":")[2]))[0])
    # No word of the server is awaited: the reader clicks while the page still says that it is away.
    other.errors.clear()
    other.page.evaluate("document.documentElement.classList.add('lost')")
    other.page.evaluate("window.isTheSamePage = true")
    other.page.get_by_role("link", name="So sánh", exact=True).click()
    # What a real load shows first has a heading too, until the page has taken its place.
    other.page.locator("h1", has_text="đơn vị nào làm tốt").first.wait_for()
    assert not other.page.evaluate("window.isTheSamePage === true")
    other.rest()
    for language, watched in readers.items():
        page = watched.page
        page.locator("#lost").wait_for(state="detached", timeout=60_000)
        watched.rest()
        choices = page.locator("[data-testid=stSegmentedControl], [data-testid=stButtonGroup]")
        choices.get_by_text(WORDS[language][1]).first.click()
        page.wait_for_url("**paint=need**", timeout=20_000)
        watched.rest()
        assert f"lang={language}" in page.url

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


@pytest.mark.parametrize("language", WORDS)
def test_a_lost_server_is_told_and_the_first_choice_after_it_counts(
    language: str,
    own_server: tuple[list[subprocess.Popen[str]], str],
    built_demo: Path,
    watch: Callable[..., Watched],
):
    processes, address = own_server
    watched = watch(address)
    page = watched.open(f"map?unit=96&edition=2025&lang={language}")
    told, choice = WORDS[language]
    stop_server(processes[-1])
    page.locator("#lost").wait_for(timeout=15_000)
    assert page.locator("#lost").inner_text().startswith(told)
    # Streamlit's own dialog comes some seconds later.
    page.locator("[role=dialog]").first.wait_for(state="attached", timeout=60_000)
    page.wait_for_timeout(500)
    assert not page.locator("[role=dialog]").first.is_visible()
    processes.append(start_server(built_demo, int(address.rpartition(":")[2]))[0])
    page.locator("#lost").wait_for(state="detached", timeout=60_000)
    watched.rest()
    page.locator("[data-testid=stSegmentedControl], [data-testid=stButtonGroup]").get_by_text(choice).first.click()
    page.wait_for_url("**paint=need**", timeout=20_000)
    watched.rest()
    assert f"lang={language}" in page.url

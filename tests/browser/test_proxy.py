"""Readers of two copies behind the documented proxies: each stays with one, and is on the other when that ends."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.cli.test_serve import EXAMPLE
from tests.copies import CADDY, NGINX, Copies, caddy, nginx, wait_for
from tests.sweep import IS_WHOLE
from tests.warehouse import few_units

pytestmark = pytest.mark.browser
PATH = "/vneid"
# Whether the page has a connection again; the frame's script marks the page while it has none.
CONNECTED = "!document.documentElement.classList.contains('lost')"


@pytest.fixture(scope="module")
def copies(built_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copies]:
    """Two copies below a path."""
    log = tmp_path_factory.mktemp("copies") / "log"
    running = Copies(built_demo, log, BASE_PATH=PATH)
    running.wait()
    yield running
    running.end()


def holder(page: Page, copies: Copies) -> int:
    """The port of the copy that holds the page, by its cookie: nginx's names the port."""
    [value] = [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "vneid_copy"]
    assert int(value) in copies.ports
    return int(value)


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
def test_behind_nginx_a_reader_whose_copy_is_killed_is_on_the_other_and_chooses_on(
    copies: Copies, tmp_path: Path, watch: Callable[..., Watched]
) -> None:
    with nginx(tmp_path, copies.ports, PATH) as address:
        watched = watch(address)
        page = watched.open("map?unit=96&edition=2025&as_of=2026-06-30")
        held = holder(page, copies)
        copies.copy_at(held).kill()
        assert wait_for(lambda: holder(page, copies) != held, 5) < 2
        watched.until(CONNECTED, 10)
        watched.rest()
        page.locator("[data-testid=stSegmentedControl], [data-testid=stButtonGroup]").get_by_text(
            "Tốc độ so với yêu cầu"
        ).first.click()
        page.wait_for_url("**paint=need**", timeout=20_000)
        watched.rest()
        assert "unit=96" in page.url
        assert not watched.outside
        # The copy is back: the reader stays where the page is, and so do what it downloads and hands in.
        wait_for(lambda: copies.is_healthy(held, PATH))
        page.reload()
        watched.rest()
        assert holder(page, copies) != held


@pytest.mark.skipif(not CADDY, reason="Caddy is not installed")
def test_behind_caddy_a_reader_stays_with_one_copy_until_it_is_killed(copies: Copies, tmp_path: Path) -> None:
    def asked(cookie: str = "") -> tuple[str, str]:
        request = Request(f"{address}/screen/state", headers={"Cookie": cookie} if cookie else {})
        with urlopen(request, timeout=10) as answer:
            given = re.match(r"vneid_copy=[^;]+", answer.headers["Set-Cookie"] or "")
            return given[0] if given else "", answer.read().decode()

    with caddy(tmp_path, copies.ports, PATH) as address:
        given, state = asked()
        assert given
        assert '"version"' in state
        assert {asked(given)[0] for _ in range(5)} <= {"", given}
        for port in copies.ports:
            wait_for(lambda: all(copies.is_healthy(each, PATH) for each in copies.ports))
            copies.copy_at(port).kill()
            began = time.monotonic()
            moved, _ = asked(given)
            assert time.monotonic() - began < 2
            if moved:
                return
        pytest.fail("neither copy held the reader")


@pytest.mark.skipif(not NGINX, reason="nginx is not installed")
@pytest.mark.skipif(not IS_WHOLE, reason="two copies of its own")
def test_of_a_file_half_sent_to_a_killed_copy_nothing_comes_in_and_wall_downloads_and_the_next_file_go_on(
    tmp_path: Path, watch: Callable[..., Watched], bring_in: Callable[..., object]
) -> None:
    data = tmp_path / "data"
    bring_in(data, EXAMPLE)
    (data / "settings.toml").write_text('upload_from = "anyone"\n', encoding="utf-8")
    further = EXAMPLE.read_text(encoding="utf-8").replace("01/05/2024", "02/05/2024").encode()
    files = [{"name": "further.csv", "mimeType": "text/csv", "buffer": further}]
    running = Copies(data, tmp_path / "log", **few_units())
    try:
        running.wait()
        with nginx(tmp_path, running.ports) as address:
            wall, clerk = watch(address), watch(address)
            wall.page.goto(f"{address}/screen?unit=967&edition=2024&scenes=headline&seconds=2")
            wall.until("document.body.innerText.includes('23:00 01/05/2024')", 30)
            page = clerk.open("data?unit=967&edition=2024")
            page.locator(".st-key-clerk summary").click()
            held = holder(page, running)
            # It takes the file no further, and then no more.
            copy = running.copy_at(held)
            copy.suspend()
            page.locator("input[type=file]").set_input_files(files)
            page.wait_for_timeout(500)
            copy.kill()
            assert wait_for(lambda: holder(page, running) != held, 8) < 5
            clerk.until(CONNECTED, 10)
            clerk.rest()
            assert page.locator("#unsent").inner_text().endswith("hãy chọn lại tệp.")
            with page.expect_download(timeout=20_000) as saved:
                page.locator(".st-key-clerk [data-testid=stDownloadButton] button").click()
            assert saved.value.failure() is None
            page.locator("input[type=file]").set_input_files(files)
            assert page.locator("#unsent").count() == 0
            page.get_by_role("button", name="Nhập 1 tệp").click(timeout=30_000)
            page.get_by_text("đã nhận 3 dòng").first.wait_for(timeout=60_000)
            wall.until("document.body.innerText.includes('23:00 02/05/2024')", 15)
            assert len(list((data / "batches").iterdir())) == 2
    finally:
        running.end()

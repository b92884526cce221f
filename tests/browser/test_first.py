"""What is read before Streamlit has come: the numbers, where they will stand, and once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

from tests.browser.conftest import Watched
from tests.sweep import IS_WHOLE

pytestmark = pytest.mark.browser
VIEW = "?unit=96&edition=2024&as_of=2024-05-01"
MARKS = ["h1", ".crumbs", ".how", ".said .answer", ".card.head", "table.figures", "table.figures td:nth-child(2)"]
PLACES = """([within, marks]) => marks.map(mark => {
  const found = document.querySelector(`${within} ${mark}`)?.getBoundingClientRect();
  return found && found.top < innerHeight ? [found.left, found.top, found.width].map(Math.round) : null;
})"""
# The overview on a screen and on a phone, the others on one of them; all on both by `make sweep`.
SCREEN, PHONE = (1366, "light"), (390, "dark")
WAYS = [("overview", *SCREEN), ("overview", *PHONE), ("map", *PHONE), ("compare", *SCREEN)]
WAYS += [("map", *SCREEN), ("compare", *PHONE)] if IS_WHOLE else []
SCRIPTS = re.compile(r"/static/js/")


def places(page: Page, within: str) -> list[list[int] | None]:
    """Where the marks lie that are in sight."""
    return page.evaluate(PLACES, [within, MARKS])


@pytest.mark.parametrize(("name", "width", "scheme"), WAYS)
def test_the_first_html_gives_way_without_a_jump(
    server: str, watch: Callable[..., Watched], name: str, width: int, scheme: str
):
    watched = watch(server, width, 768, scheme)
    page = watched.open(f"{name}{VIEW}")
    page.goto("about:blank")
    page.route(SCRIPTS, lambda route: route.abort())
    page.goto(f"{server}/{name}{VIEW}")
    page.evaluate("document.fonts.ready.then(() => 0)")
    assert page.locator("#first").inner_text().count("53,2") or name == "map"
    ground = page.locator("#first").evaluate("each => getComputedStyle(each).backgroundColor")
    assert ground == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 23, 31)")
    before = places(page, "#first")
    page.unroute(SCRIPTS)
    page.goto("about:blank")
    watched.open(f"{name}{VIEW}")
    after = places(page, "[data-testid=stMain]")
    for mark, old, new in zip(MARKS, before, after, strict=True):
        assert old is None or new is None or all(abs(a - b) <= 2 for a, b in zip(old, new, strict=True)), (
            mark,
            old,
            new,
        )
    assert before[0]


def test_it_is_said_once_and_only_what_is_seen_can_be_reached(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    page = watched.page
    # A server's first view may take longer than the frame waits for it.
    watched.open(f"overview{VIEW}")
    held: list[Route] = []
    page.route(SCRIPTS, lambda route: held.append(route))
    page.goto(f"{server}/overview{VIEW}&lang=en", wait_until="commit")
    page.locator("#first h1").wait_for()
    tree = page.locator("body").aria_snapshot()
    assert tree.count("[level=1]") == 1
    assert page.locator("#root").evaluate("each => each.inert")
    # What was held goes on.
    page.unroute(SCRIPTS)
    page.locator("#first").wait_for(state="detached", timeout=30_000)
    assert not page.locator("#root").evaluate("each => each.inert")
    assert page.locator("body").aria_snapshot().count("[level=1]") == 1
    watched.rest()
    # Scripts that the policy forbids, or a heading twice, would be complained of.
    assert not watched.errors

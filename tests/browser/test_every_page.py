"""Each page at rest, looked at in all respects while it is open: to open one takes seconds of a core.

Light in Vietnamese and dark in English in turn; in all four ways by `make sweep`.
"""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from dashboard.selection import LANGUAGES
from dashboard.ui.shell.navigation import PAGES
from tests.browser.conftest import Watched
from tests.browser.test_paper import comes_onto_paper_whole, is_printed_dark_on_white
from tests.sweep import IS_WHOLE

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
# Views that are as much as a page of their own.
VIEWS = {"pins": "compare?view=pins&pins=967,32065,32068&"}
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
SEEN = [*PAGES, *VIEWS]
WAYS = [*product(SEEN, ("light", "dark"), LANGUAGES)]
if not IS_WHOLE:
    WAYS = [(page, *(("light", "vi"), ("dark", "en"))[turn % 2]) for turn, page in enumerate(SEEN)]
# What is Streamlit's own and cannot be changed from here: selector → why. Nothing, so far.
STREAMLITS_OWN: dict[str, str] = {}
# Beside what is serious: these are ours to keep, whatever axe calls them.
OURS = ("heading-order", "region", "landmark-one-main", "landmark-unique", "page-has-heading-one", "skip-link", "list")
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
MAIN = "document.querySelector('[data-testid=stMain]')"
GROUND = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
SURFACE = "getComputedStyle(document.documentElement).getPropertyValue('--surface')"


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


@pytest.mark.parametrize(("page", "scheme", "language"), WAYS)
def test_a_page_is_sound_in_every_respect(
    page: str, scheme: str, language: str, server: str, watch: Callable[..., Watched]
):
    watched = watch(server, scheme=scheme)
    opened = watched.open(f"{VIEWS.get(page, f'{page}?')}{VIEW}&lang={language}")
    assert opened.evaluate("document.documentElement.lang") == language
    # It fits, asks nothing outside and complains of nothing.
    for width, height in ((1920, 1080), (1366, 768)):
        opened.set_viewport_size({"width": width, "height": height})
        watched.rest()
        assert opened.evaluate(f"{MAIN}.scrollWidth <= {MAIN}.clientWidth + 1"), width
    assert watched.outside == []
    assert watched.errors == []
    assert opened.locator(".stException, .stAlert:has-text('lỗi')").count() == 0
    assert findings(opened) == []
    if scheme == "dark":
        assert opened.evaluate(GROUND) == "rgb(18, 23, 31)"
        assert opened.evaluate(SURFACE) == "#12171f"
        # A focus that a script moves shows as that of the keyboard, where the keyboard was used last.
        opened.keyboard.press("Tab")
        assert opened.evaluate(RINGLESS) == []
        if page == "trend":
            is_printed_dark_on_white(opened)
    elif language == "vi":
        comes_onto_paper_whole(page, opened)

"""Every page printed: a clean A4; each page alone is printed by test_every_page."""

import re
from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page

from dashboard.selection import LANGUAGES
from dashboard.ui.shell import session
from tests.browser.conftest import ARTEFACTS, Watched
from tests.sweep import IS_WHOLE

pytestmark = pytest.mark.browser
VIEW = "unit=967&edition=2024&as_of=2024-05-01"
# A district before the reform and a province after it, each in one language; in both by `make sweep`.
VIEWS = (VIEW, "unit=96&edition=2025&as_of=2026-11-20")
WAYS = [*product(VIEWS, LANGUAGES)] if IS_WHOLE else [*zip(VIEWS, LANGUAGES, strict=True)]
# A4 less the margins of print.css, in pixels of 1/96 inch.
PAPER = 711
# The forecast: the unit and its targets, and from the second sheet on the lists of its parts.
MOST_SHEETS = {"data": 3, "about": 2, "forecast": 2, "targets": 3, "pipeline": 3, "teams": 2, "pins": 2}
CUT = """() => [...document.querySelectorAll('.stMain *, .stSidebar *')].filter(element => {
  if (!element.checkVisibility() || element.closest('caption, .main-svg *')) return false;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const isClipped = style.overflow !== 'visible' && !element.closest('svg, .svg-container') &&
    (element.scrollWidth > element.clientWidth + 2 || element.scrollHeight > element.clientHeight + 2);
  return box.width && (box.right > innerWidth + 2 || box.left < -2 || (isClipped && element.innerText?.trim()));
}).map(element => element.outerHTML.slice(0, 160))"""
# Where the next thing begins before a chart ends, words and lines are printed over each other.
UNDER = """() => [...document.querySelectorAll('.js-plotly-plot .main-svg')].filter(drawing => {
  const holder = drawing.closest('[data-testid=stElementContainer]').getBoundingClientRect();
  const box = drawing.getBoundingClientRect();
  return box.bottom > holder.bottom + 2 || box.right > holder.right + 2 || box.width < holder.width / 3;
}).length"""


def comes_onto_paper_whole(page: str, opened: Page) -> None:
    """A page of Thới Bình that is open on a screen: nothing is cut off on paper, and all that it needs is there."""
    ARTEFACTS.mkdir(exist_ok=True)
    sheets = opened.pdf(path=ARTEFACTS / f"paper-{page}.pdf", format="A4", prefer_css_page_size=True)
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= MOST_SHEETS.get(page, 1)

    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": PAPER, "height": 1000})
    opened.wait_for_timeout(600)
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.evaluate(CUT) == []
    assert opened.evaluate(UNDER) == 0
    # Nothing to press; what was chosen, and of when the figures are, in words.
    assert opened.locator("button:visible:not([aria-checked=true])").count() == 0
    assert opened.locator(".stSidebar a:visible").count() == 0
    head = opened.locator(".stSidebar").inner_text()
    assert "Số liệu đến" in head
    assert "Phiên bản số liệu" in head
    measured = "Tài khoản đã kích hoạt, mức độ 1 và 2, đến ngày 01/05/2024, so với chỉ tiêu Bộ giao, "
    told = "ến ngày 01/05/2024, " if page in session.HEEDED else measured
    assert opened.locator(".st-key-chosen").inner_text().strip().endswith(f"{told}theo địa giới trước 01/7/2025.")


def is_printed_dark_on_white(page: Page) -> None:
    """A page with a chart that is open in the dark."""
    page.emulate_media(media="print", color_scheme="dark")
    colours = """where => { const style = getComputedStyle(document.querySelector(where));
      return [style.backgroundColor, style.color, style.fill]; }"""
    assert page.evaluate(colours, ".stApp")[:2] == ["rgb(255, 255, 255)", "rgb(27, 35, 48)"]
    assert page.evaluate(colours, "h1")[1] == "rgb(27, 35, 48)"
    assert page.evaluate(colours, ".xtick text")[2] == "rgb(27, 35, 48)"


@pytest.mark.parametrize(("view", "language"), WAYS)
def test_the_overview_is_one_sheet_with_answer_paragraph_cards_curve_map_and_who_is_behind(
    view: str, language: str, server: str, watch: Callable[..., Watched]
):
    opened = watch(server).open(f"overview?{view}&lang={language}")
    sheets = opened.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) == 1
    opened.emulate_media(media="print")
    behind = ":not(details) > .table-frame tbody tr"
    for part in (".said .answer", ".said .report", ".st-key-cards .card", ".stPlotlyChart", behind):
        assert opened.locator(part).first.is_visible(), part
    assert opened.locator(".copy:visible").count() == 0
    if "unit=96" in view:
        _map_stands_beside_its_curve(opened)


def _map_stands_beside_its_curve(opened: Page) -> None:
    opened.set_viewport_size({"width": PAPER, "height": 1000})
    opened.wait_for_timeout(600)
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    curve, small = (chart.bounding_box() for chart in opened.locator(".stPlotlyChart").all()[:2])
    assert curve["x"] + curve["width"] <= small["x"]
    assert small["y"] < curve["y"] + curve["height"] / 2
    # Both within the first sheet: A4 less its margins.
    assert max(one["y"] + one["height"] for one in (curve, small)) < 1027


def test_of_a_province_s_long_tables_paper_gets_the_trouble_and_says_what_is_left(
    server: str, watch: Callable[..., Watched]
):
    opened = watch(server).open("data?unit=96&edition=2025&as_of=2026-11-20")
    sheets = opened.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", sheets)) <= 3
    assert opened.locator(".on-paper:visible").count() == 0
    opened.emulate_media(media="print")
    lateness = opened.locator(".first-rows").first
    assert lateness.locator("tbody tr:visible").count() == 18
    assert lateness.locator("tbody tr:visible").first.locator(".missing").count() > 0
    assert "Còn 46 dòng nữa, xem trên màn hình." in opened.locator(".on-paper").first.inner_text()


def test_a_row_of_a_ranking_takes_one_line_on_paper(server: str, watch: Callable[..., Watched]):
    opened = watch(server).open("compare?unit=96&edition=2025&as_of=2026-11-20")
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": PAPER, "height": 1000})
    table = opened.locator("table.figures").first
    rows = table.locator("tbody tr")
    heights = rows.evaluate_all("all => all.map(row => row.getBoundingClientRect().height)")
    # But for the few that say why they have no change, or are late, and the row of the whole.
    assert sum(height > min(heights) + 4 for height in heights) < 5
    # Each heading above its own column, the names among them.
    shown = "all => all.map(row => [...row.children].filter(cell => cell.checkVisibility()).length)"
    assert set(rows.evaluate_all(shown)) == {table.locator("th:visible").count()}
    assert "Xã Đất Mũi" in rows.first.inner_text()
    assert opened.evaluate(CUT) == []


def test_asked_by_keyboard_charts_draw_themselves_anew_for_the_paper(server: str, watch: Callable[..., Watched]):
    watched = watch(server, width=1920, height=1080)
    page = watched.open(f"trend?{VIEW}")
    width = "document.querySelector('.main-svg').width.baseVal.value"
    assert page.evaluate(width) > 1000
    page.evaluate(f"() => {{ window.print = () => {{ window.printed = {width} }} }}")
    page.keyboard.press("Control+p")
    watched.until("window.printed", 5)
    assert page.evaluate("window.printed") <= PAPER
    watched.until(f"{width} > 1000", 5)

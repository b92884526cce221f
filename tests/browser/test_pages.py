"""Every page in a real browser that can reach no other host."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Watched
from tests.sweep import IS_WHOLE

pytestmark = pytest.mark.browser
THOI_BINH = "unit=967&edition=2024&as_of=2024-05-01"
SHAPES = ".choroplethlayer path"
NATION = "map?unit=VN&edition=2024&as_of=2024-05-01"
MAPS = [
    ("map?unit=967&edition=2024&as_of=2024-05-01", 12),
    (NATION, 63),
    ("overview?unit=VN&edition=2024&as_of=2024-05-01", 63),
    ("map?unit=96&edition=2024&as_of=2024-05-01", 9),
    ("map?unit=96&edition=2025", 64),
    ("map?unit=VN&edition=2025", 34),
]


@pytest.mark.parametrize(("link", "units"), MAPS if IS_WHOLE else MAPS[:2])
def test_a_map_draws_as_many_polygons_as_there_are_units(
    link: str, units: int, server: str, watch: Callable[..., Watched]
):
    page = watch(server).open(link)
    page.locator(SHAPES).first.wait_for(timeout=20_000)
    assert page.locator(SHAPES).count() == units
    # A ring wound the wrong way would fill the whole frame.
    frame = page.locator(".js-plotly-plot:has(.choroplethlayer)").bounding_box()
    assert frame is not None
    for shape in page.locator(SHAPES).all():
        box = shape.bounding_box()
        assert box is not None
        assert box["width"] * box["height"] < 0.6 * frame["width"] * frame["height"]
    if units == 12:
        _a_row_of_the_list_lights_its_shape(page)
    if link == NATION:
        _units_without_figures_are_hatched_on_the_map_and_in_its_legend(page)


def _a_row_of_the_list_lights_its_shape(page: Page) -> None:
    lit = "[...document.querySelectorAll('.choroplethlayer path.lit')].map(each => each.__data__.loc)"
    assert page.evaluate(lit) == []
    page.locator("table.figures a", has_text="Xã Tân Lộc").first.hover()
    assert page.evaluate(lit) == ["32086"]
    page.locator("table.figures a", has_text="Thị trấn Thới Bình").focus()
    assert page.evaluate(lit) == ["32065"]
    page.locator("h1").hover()
    assert page.evaluate(lit) == []


def _units_without_figures_are_hatched_on_the_map_and_in_its_legend(page: Page) -> None:
    fills = page.evaluate(
        "[...document.querySelectorAll('.choroplethlayer path')].map(each => getComputedStyle(each).fill)"
    )
    assert [fill for fill in fills if "hatch" not in fill] == ["rgb(104, 188, 187)"]
    assert sum("#hatch-not_reported" in fill for fill in fills) == 62
    assert page.locator("#hatch-not_reported").count() == 1
    swatch = page.locator(".legend .swatch.not_reported").evaluate("each => getComputedStyle(each).backgroundImage")
    assert swatch.startswith("url(")


def test_an_overview_has_its_own_font_and_its_words_are_taken_along_over_plain_http_too(
    server: str, watch: Callable[..., Watched]
):
    watched = watch(server, is_new=True)
    # Where a page comes over plain HTTP from another machine, the browser has no clipboard for scripts.
    watched.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
        "document.execCommand = () => { window.taken = document.activeElement.value; return true; };"
    )
    page = watched.open("overview?unit=967&edition=2024&as_of=2024-05-01")
    page.locator(".said .report button.copy").click()
    page.locator("button.copy", has_text="Đã sao chép").wait_for(timeout=5_000)
    answer, report = page.evaluate("window.taken").split("\n")
    assert answer.startswith("Không kịp chỉ tiêu Bộ giao (hạn 30/06/2024): cần 550 tài khoản/ngày")
    assert report.startswith("Tính đến 23 giờ ngày 01/05/2024, Huyện Thới Bình có 40.012 tài khoản")
    loaded = page.evaluate(
        "[...document.fonts].filter(f => f.family.includes('Be Vietnam') && f.status === 'loaded')"
        ".map(f => f.unicodeRange)"
    )
    assert any("U+1EA0" in each for each in loaded), "with its Vietnamese letters"
    page.get_by_text("Ba câu về từng đơn vị cấp dưới").click()
    watched.until("document.querySelectorAll('.said li').length === 12")
    copied = page.locator(".said button.copy", has_text="Sao chép tất cả").get_attribute("data-words")
    assert len(copied.split("\n")) == 12
    assert page.get_by_role("button", name="Tải tệp văn bản").is_visible()


def test_a_map_s_shapes_are_kept_its_link_is_copied_with_its_choices_and_its_list_leads_on_by_keyboard(
    server: str, watch: Callable[..., Watched]
):
    watched = watch(server, is_new=True)
    answers = []
    watched.page.on("response", lambda response: answers.append(response) if ".geojson" in response.url else None)
    watched.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = watched.open("map?unit=96&edition=2024&as_of=2024-05-01")
    page.locator(SHAPES).first.wait_for(timeout=20_000)
    assert "immutable" in answers[0].headers["cache-control"]
    page.get_by_text("Tốc độ so với yêu cầu").click()
    watched.rest()
    page.locator("a.copy").click()
    page.locator("a.copy", has_text="Đã sao chép liên kết").wait_for(timeout=5_000)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{server}/map?")
    assert {"paint=need", "unit=96", "edition=2024", "as_of=2024-05-01"} <= set(copied.partition("?")[2].split("&"))
    other = watch(server).open(copied.removeprefix(f"{server}/"))
    assert other.get_by_text("Tốc độ so với yêu cầu").last.is_visible()
    assert other.locator(".legend .swatch.need_0").count() == 1
    page.get_by_role("link", name="Huyện Thới Bình").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**unit=967**")
    page.locator("h1", has_text="Huyện Thới Bình").wait_for()
    assert "edition=2024" in page.url


def test_a_filter_changes_address_and_figures_together(server: str, watch: Callable[..., Watched]):
    watched = watch(server)
    watched.open(f"overview?{THOI_BINH}")
    page = watched.change()
    page.locator(".st-key-filter_issuer").get_by_role("combobox").click()
    page.get_by_role("option", name="Công an tỉnh").click()
    page.locator(".card.head", has_text="chỉ tiêu tỉnh giao").wait_for()
    assert "issuer=province" in page.url
    assert "chỉ tiêu Bộ giao" not in page.locator(".card.head").inner_text()
    assert "so với chỉ tiêu tỉnh giao" in page.locator(".st-key-chosen .stHtml p").inner_text()
    assert page.locator(".st-key-filters").is_visible(), "another choice can follow"


def test_the_table_on_the_page_can_be_taken_along(server: str, watch: Callable[..., Watched], tmp_path: Path):
    page = watch(server).open(f"compare?{THOI_BINH}")
    for button, ending in (("Tải bảng (Excel)", ".xlsx"), ("Tải bảng (CSV)", ".csv")):
        with page.expect_download() as download:
            page.get_by_role("button", name=button).click()
        assert download.value.suggested_filename == f"so-sanh_967_2024-05-01{ending}"
        download.value.save_as(tmp_path / f"taken{ending}")
    lines = (tmp_path / "taken.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 13
    assert lines[1].startswith("1;Thị trấn Thới Bình;Huyện Thới Bình;")
    table = pd.read_excel(tmp_path / "taken.xlsx", engine="calamine", header=1)
    assert list(table["Đơn vị"][:2]) == ["Thị trấn Thới Bình", "Xã Tân Lộc"]

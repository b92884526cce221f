"""The briefing-room wall: each scene can be read from six metres, and the wall is never empty nor speaks English."""

from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from dashboard.wall.link import SCENES
from tests.browser.conftest import Watched, start_server, stop_server
from tests.browser.wall import SIZES, Wall, english_in, wall_in
from tests.copies import wait_for
from tests.printed import MAY_DAY
from tests.sweep import IS_WHOLE

pytestmark = pytest.mark.browser
CA_MAU = "unit=96&edition=2025&seconds=3600"
# Each size once, and each theme on a lying wall and on others; all ways by `make sweep`.
THEMES = ("dark", "light", "light", "dark")
WAYS = [*product(SIZES, ("dark", "light"))] if IS_WHOLE else [*zip(SIZES, THEMES, strict=True)]
LINKS = ("unit=967&edition=2024&as_of=2024-05-01", "unit=VN&edition=2025", "unit=32069&edition=2024")
SAMPLE = [*zip(LINKS, ("small", "upright", "small"), strict=True)]
Open = Callable[..., Wall]


@pytest.fixture
def wall(watch: Callable[..., Watched], server: str) -> Open:
    """Opens walls on the simulated campaign."""

    def opening(link: str, size: str = "small", address: str = server) -> Wall:
        opened = wall_in(watch(address, *SIZES[size]), link)
        opened.ready()
        return opened

    return opening


def each_scene(shown: Wall) -> list[str]:
    """Measures each scene in turn; returns their questions."""
    questions: list[str] = []
    while shown.text("title") not in questions:
        questions.append(shown.text("title"))
        assert shown.measured() == [], questions[-1]
        words = shown.page.locator("body").inner_text()
        assert not english_in(words), questions[-1]
        assert "Số liệu mô phỏng" in shown.text("demo")
        assert "undefined" not in words
        if len(questions) < len(SCENES):
            shown.step()
    return questions


@pytest.mark.parametrize(("size", "theme"), WAYS)
def test_every_scene_can_be_read_from_six_metres(size: str, theme: str, wall: Open, picture: Callable[..., None]):
    shown = wall(f"{CA_MAU}&theme={theme}", size)
    assert len(each_scene(shown)) == len(SCENES)
    picture(shown.page, f"screen-{size}-{theme}")
    assert shown.watched.outside == []
    assert shown.watched.errors == []


@pytest.mark.parametrize(("link", "size"), [*product(LINKS, ("small", "upright"))] if IS_WHOLE else SAMPLE)
def test_a_district_the_nation_and_a_commune_can_be_read_too(link: str, size: str, wall: Open):
    shown = wall(f"{link}&seconds=3600&scenes=headline,verdict,paragraph,map,ranking,stages,nation", size)
    seen = set()
    for _ in range(7):
        seen.add(shown.text("title"))
        assert shown.measured() == []
        if len(seen) < (6 if "VN" in link else 7):
            shown.step()
    assert shown.watched.errors == []


def test_english_is_spoken_where_it_is_asked_for(wall: Open):
    shown = wall(f"{CA_MAU}&lang=en")
    assert shown.text("title") == "Where do we stand, will we make it?"
    assert "days ago" in shown.text("age") or "hours ago" in shown.text("age")
    assert shown.text("demo") == "Simulated figures"


def test_a_map_hatches_the_units_without_figures(wall: Open):
    shown = wall(f"{CA_MAU}&scenes=map")
    fills = shown.page.evaluate(
        "[...document.querySelectorAll('.sheet.shown .choroplethlayer path')].map(one => getComputedStyle(one).fill)"
    )
    assert len(fills) == 64
    assert sum("hatch-not_reported" in fill for fill in fills) == 1


def test_a_unit_without_figures_says_so_in_large_words(wall: Open):
    shown = wall("unit=01&edition=2025&seconds=3600&scenes=headline")
    assert "chưa phát sinh số liệu" in shown.scene()
    assert shown.text("moment") == "Chưa có số liệu"
    assert shown.page.locator(".plot").count() == 0
    assert shown.measured() == []


def test_wrong_values_give_a_sensible_wall_and_a_quiet_sentence(wall: Open):
    shown = wall("unit=xx&edition=1999&seconds=soon&scenes=map,toilet&theme=pink&as_of=yesterday")
    notes = shown.text("notes")
    for words in ("“xx”", "“1999”", "“soon” giây", "“toilet”", "“pink”", "“yesterday”"):
        assert words in notes
    assert shown.text("title") == "Nơi nào nhanh, nơi nào chậm?"
    assert "Diễn tập" not in shown.text("data"), "a day that cannot be read is none to rehearse"
    assert shown.measured() == []


def test_a_rehearsal_says_that_it_is_one(wall: Open):
    shown = wall("unit=967&edition=2024&as_of=2024-05-01&seconds=3600")
    assert shown.text("moment") == f"Diễn tập · số liệu của {MAY_DAY}"
    assert shown.text("age") == "", "old figures are meant"


def test_the_time_of_the_figures_takes_its_colour_from_their_age(wall: Open):
    shown = wall(CA_MAU)
    assert shown.page.locator("#data").get_attribute("class") in ("red", "amber", "green")
    # The same page ten years on: its clock is the server's, whose answer is put forward here.
    shown.page.route("**/screen/state*", lambda route: route.fulfill(json=later(route.fetch().json())))
    shown.until("document.getElementById('data').className === 'red'", 30)
    shown.until("/ngày trước/.test(document.getElementById('age').textContent)", 5)


def later(state: dict[str, object]) -> dict[str, object]:
    """The server's state, ten years on."""
    return {**state, "now": "2036" + str(state["now"])[4:]}


def test_space_holds_the_wall_and_arrows_turn_it(wall: Open):
    shown = wall("unit=96&edition=2025&seconds=1&scenes=headline,stages,ranking")
    shown.page.keyboard.press(" ")
    held = shown.text("title")
    assert "Đang dừng" in shown.text("paused")
    shown.page.wait_for_timeout(2_000)
    assert shown.text("title") == held
    forward = shown.step()
    assert shown.step("ArrowLeft") == held
    assert forward != held
    shown.page.keyboard.press(" ")
    assert not shown.page.locator("#paused").is_visible()
    shown.until(f"document.getElementById('title').textContent !== {held!r}", 4)


def test_keys_in_a_row_add_up(wall: Open):
    shown = wall(f"{CA_MAU}&scenes=headline,map,ranking,behind")
    for _ in range(3):
        shown.page.keyboard.press("ArrowRight")
    shown.until("document.getElementById('title').textContent.startsWith('Đơn vị nào còn chậm')", 30)


def test_another_window_size_gets_a_scene_of_its_own(wall: Open):
    shown = wall(CA_MAU, "full")
    shown.page.set_viewport_size({"width": 1080, "height": 1920})
    wait_for(lambda: shown.measured() == [], 20)


def test_without_figures_the_wall_says_what_to_do(wall: Open, tmp_path: Path):
    process, address = start_server(tmp_path)
    try:
        shown = wall("unit=967&edition=2024", address=address)
        assert "Chưa có số liệu nào" in shown.scene()
        assert not english_in(shown.page.locator("body").inner_text())
        assert shown.measured() == []
        assert shown.watched.errors == []
    finally:
        stop_server(process)

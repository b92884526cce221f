"""A file that is not understood is shown once: six kinds, each right after at most ten clicks or keys that choose."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Watched, start_server, stop_server
from tests.browser.test_clerk import SLOW, hand_in, take, words, write
from tests.importer.office import expected, table, xlsx
from tests.importer.test_answers import ASKED, LEVELS, OFFICE, TIME
from tests.importer.test_layouts import NEXT, week, with_head
from tests.warehouse import few_units

pytestmark = pytest.mark.browser
MOST = 10
ACCEPTED = "sẽ nhận {n} dòng"
# The colour of an element's words, and of what they stand on.
INK_AND_GROUND = """one => {
  const words = one.querySelector('p');
  for (let under = words; under; under = under.parentElement) {
    const ground = getComputedStyle(under).backgroundColor;
    if (!ground.endsWith(', 0)')) return [getComputedStyle(words).color, ground];
  }
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One server without any figures for all these files, and its data folder."""
    data = tmp_path_factory.mktemp("explaining") / "data"
    process, address = start_server(data, **few_units())
    yield address, data
    stop_server(process)


@dataclass
class Clerk:
    """A clerk at the page, whose clicks are counted."""

    watched: Watched
    clicks: int = 0

    @property
    def page(self) -> Page:
        return self.watched.page

    def hands_in(self, name: str, content: bytes) -> None:
        page = self.watched.open("data")
        if not page.locator(".st-key-clerk details[open]").count():
            # Once there are figures, the upload is folded up.
            page.locator(".st-key-clerk summary").first.click()
        hand_in(self.watched, name, content)

    def clicks_on(self, what: Locator) -> None:
        self.clicks += 1
        what.click(timeout=SLOW)
        self.watched.rest()

    def answers(self, *choices: str) -> None:
        """Answers the first question with each of these in turn."""
        for choice in choices:
            asked = self.page.locator("[class*='st-key-asked_']").first
            question = asked.get_by_role("radiogroup").get_attribute("aria-label", timeout=SLOW) or ""
            self.clicks_on(pill(asked, choice))
            expect(self.page.get_by_role("radiogroup", name=question, exact=True)).to_have_count(0, timeout=SLOW)

    def picks(self, cell: str) -> None:
        """Picks a cell of the grid: row,column from 0."""
        self.clicks_on(self.page.locator(f"td[data-place='{cell}']"))

    def says(self, meaning: str) -> None:
        """Says what the picked cell means."""
        self.clicks_on(pill(self.page.locator("[class*='st-key-explain_']"), meaning))

    def sees(self, rows: int) -> None:
        """The file may come in with so many rows, and nothing is asked any more."""
        expect(self.page.get_by_text(ACCEPTED.format(n=rows)).first).to_be_visible(timeout=SLOW)
        expect(self.page.locator("[class*='st-key-asked_']")).to_have_count(0, timeout=SLOW)
        assert self.clicks <= MOST
        assert self.watched.outside == self.watched.errors == []


def pill(within: Locator, label: str) -> Locator:
    return within.get_by_role("radio", name=label, exact=True)


@pytest.fixture
def clerk(place: tuple[str, Path], watch: Callable[..., Watched]) -> Clerk:
    return Clerk(watch(place[0]))


@pytest.mark.parametrize(
    ("case", "choices", "rows"),
    [
        ("two times", ["23:00 01/05/2024"], 18),
        ("a comment", ["bỏ số này"], 17),
        ("a span over a column", ["lũy kế"], 3),
        ("columns that say the same", ["Đã kích hoạt"], 3),
    ],
    ids=["two times", "a comment", "months", "two columns"],
)
def test_a_question_is_answered_by_a_click(case, choices, rows, clerk):
    clerk.hands_in("bao cao.xlsx", ASKED[case][1])
    clerk.answers(*choices)
    clerk.sees(rows)


def test_an_office_s_own_words_are_explained_once_and_its_next_file_comes_in(clerk, place, picture):
    page = clerk.page
    clerk.hands_in("tuan 1.xlsx", xlsx(week()))
    picture(page, "explaining-asked")
    clerk.answers("Thu nhận", "Phê duyệt", "Kích hoạt")
    clerk.sees(18)
    write(clerk.watched, "Người nhập", "Lê Văn Cán")
    write(clerk.watched, "Lần sau đọc như vậy cho tệp của", "Công an huyện Thới Bình")
    clerk.clicks_on(page.get_by_role("button", name="Nhớ cách ghi này"))
    expect(page.get_by_text("Đã nhớ cách ghi của Công an huyện Thới Bình.")).to_be_visible(timeout=SLOW)
    assert clerk.clicks < MOST
    clerk.hands_in("tuan 2.xlsx", xlsx(week("08/5/2024", NEXT)))
    clerk.sees(24)
    take(page)
    (rows,) = place[1].glob("batches/*/rows.parquet")
    stored = duckdb.execute("SELECT * EXCLUDE (is_correction) FROM read_parquet(?)", [str(rows)]).fetchall()
    came = {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in stored}
    assert came == expected(NEXT, as_of="2024-05-08 23:00", has_sums=False)
    clerk.hands_in("tuan 3.xlsx", xlsx(with_head(week("15/5/2024"), 8, "Ô mới")))
    assert "+ Ô mới" in words(page)
    expect(page.get_by_role("button", name="Nhập 0 tệp")).to_be_disabled()


def test_what_nobody_asks_is_shown_in_the_grid_by_keys_alone(clerk, picture):
    """A title that speaks of something else makes all numbers none of ours; the clerk knows better."""
    title = (OFFICE, "KẾT QUẢ CẤP TÀI KHOẢN THEO DIỆN TÍCH", TIME)
    clerk.hands_in("dien tich.xlsx", xlsx(table(levels=LEVELS, total="", title=title)))
    page = clerk.page
    shut = page.get_by_role("button", name="Nhập 0 tệp")
    expect(shut).to_be_disabled()
    ink, ground = shut.evaluate(INK_AND_GROUND)
    assert ink != ground, "a button that cannot be pressed has its words"
    first = page.locator("td[tabindex='0']")
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("td[data-place='1,0']")).to_be_focused()
    page.keyboard.press("Enter")
    clerk.watched.rest()
    picture(page, "explaining-picked")
    chosen = pill(page.locator("[class*='st-key-explain_']"), "không nói gì về số liệu")
    chosen.focus()
    page.keyboard.press("Enter")
    clerk.watched.rest()
    clerk.sees(18)


def test_names_of_people_are_never_drawn(clerk):
    signed = week(signer="Nguyễn Văn Giấu")
    clerk.hands_in("ky ten.xlsx", xlsx(signed))
    assert clerk.page.locator("td[data-place]").count() > 10
    assert "Giấu" not in clerk.page.content()

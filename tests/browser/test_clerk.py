"""A clerk at the data page, in a real browser: files are seen first, mended there, taken in or left."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, TimeoutError, expect

from dashboard.ui.serving.cookie_secret import NAME
from tests.browser.conftest import Watched, start_server, stop_server
from tests.importer.office import UNITS, table, xlsx
from tests.importer.test_explained import strange
from tests.importer.test_privacy import SECRETS
from tests.importer.test_targets_beside import report
from tests.printed import MAY_DAY
from tests.warehouse import few_units

pytestmark = pytest.mark.browser
COUNTS = (120, 80, 110, 70, 100, 60)
SLOW = 30_000
# What turns while a file is read would take half a core from what reads it: the browser here paints without a card.
STILL = """() => {
  const still = new CSSStyleSheet();
  still.replaceSync('*, *::before, *::after { animation: none !important }');
  document.adoptedStyleSheets.push(still);
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One server for all these tests, and the folder of its data."""
    data = tmp_path_factory.mktemp("clerk") / "data"
    process, address = start_server(data, **few_units())
    yield address, data
    stop_server(process)


@pytest.fixture
def desk(place: tuple[str, Path], watch: Callable[..., Watched]) -> Iterator[tuple[Watched, Path]]:
    """The page of a server without any figures, and the folder of its data."""
    address, data = place
    yield watch(address), data
    shutil.rmtree(data, ignore_errors=True)


def hand_in(watched: Watched, name: str, content: bytes) -> None:
    watched.page.evaluate(STILL)
    kind = "application/octet-stream"
    files = watched.page.locator("input[type=file]")
    files.set_input_files([{"name": name, "mimeType": kind, "buffer": content}])
    watched.page.get_by_role("button", name="Bỏ, không nhập").wait_for(timeout=SLOW)
    watched.rest()


def pick(watched: Watched, label: str, option: str) -> None:
    """Chooses from a list by its words; they are lost, and typed again, where the page is drawn anew meanwhile."""
    offered = watched.page.get_by_role("option", name=option, exact=True)
    for waits in (3_000, 3_000, SLOW):
        watched.rest()
        field = watched.page.get_by_role("combobox", name=re.compile(f"^{label}"))
        # Leaving the field before has the page drawn anew as well.
        field.focus(timeout=SLOW)
        watched.rest()
        field.fill("")
        field.press_sequentially(option, timeout=SLOW)
        try:
            offered.click(timeout=waits)
            break
        except TimeoutError:
            if waits == SLOW:
                raise
    watched.rest()


def write(watched: Watched, label: str, words: str) -> None:
    watched.rest()
    watched.page.get_by_label(label).fill(words, timeout=SLOW)


def words(page: Page) -> str:
    return " ".join(page.locator(".st-key-clerk").inner_text().split())


def kept(data: Path) -> list[str]:
    """What stands in the data folder beside the server's own secret."""
    return sorted(path.name for path in data.glob("*") if not path.name.startswith(NAME))


def take(page: Page) -> None:
    page.get_by_role("button", name="Nhập 1 tệp").click()
    expect(page.locator(".st-key-clerk .stAlert").first).to_be_visible(timeout=SLOW)


def test_a_file_is_seen_taken_in_and_shown_without_a_restart_and_can_be_taken_back(desk, lay_maps, picture):
    watched, data = desk
    page = watched.open("data?unit=967&edition=2024")
    hand_in(watched, "tuan_1.xlsx", xlsx(table()))
    expect(page.get_by_text("Nhận ra 3 đơn vị; 0 đơn vị cần xác nhận")).to_be_visible(timeout=SLOW)
    assert MAY_DAY in words(page)
    assert "1.210" in words(page), "the total of activated accounts of level 1"
    assert kept(data) == [], "nothing is kept before the clerk says so"
    picture(page, "clerk-preview")
    lay_maps(data)
    take(page)
    expect(page.get_by_text("3 đơn vị lần đầu có số liệu")).to_be_visible(timeout=SLOW)
    assert "chưa có → 1.900" in words(page), "nothing was known before, which is not zero"
    leads = page.locator(".st-key-clerk").get_by_role("link", name="Xã Trí Phải").get_attribute("href")
    assert "unit=32071" in leads
    assert "as_of=2024-05-01" in leads
    picture(page, "clerk-changes")
    other = watched.page.context.new_page()
    other.goto(f"{watched.address}/overview?unit=967&edition=2024&as_of=2024-05-01")
    expect(other.get_by_text("2.070", exact=False).first).to_be_visible(timeout=SLOW)
    other.close()
    page.get_by_text("Rút lại tệp này").click()
    write(watched, "Lý do rút", "nhầm tuần")
    write(watched, "Người rút", "Lê Văn Cán")
    page.get_by_role("button", name="Rút lại", exact=True).click()
    expect(page.get_by_text("Đã rút tuan_1.xlsx")).to_be_visible(timeout=SLOW)
    assert len(list((data / "events").iterdir())) == 1
    assert watched.outside == watched.errors == []


def test_a_column_of_targets_is_taken_by_one_click_that_names_who_sets_them_and_until_when(desk, picture):
    watched, data = desk
    page = watched.open("data?unit=967&edition=2024")
    hand_in(watched, "tuan_1.xlsx", xlsx(report()))
    expect(page.get_by_text("Trong tệp có cột chỉ tiêu “Chỉ tiêu giao”: 2 đơn vị, tổng 3.480")).to_be_visible(
        timeout=SLOW
    )
    named = page.get_by_role("button", name="Nhập làm chỉ tiêu")
    expect(named).to_have_count(0)
    pick(watched, "Ai giao", "Bộ Công an")
    pick(watched, "Chỉ tiêu về", "Kích hoạt")
    write(watched, "Từ ngày", "01/01/2024")
    write(watched, "Đến hết ngày", "31/12/2024")
    page.keyboard.press("Tab")
    expect(named).to_have_text("Nhập làm chỉ tiêu của Bộ Công an, từ 01/01/2024 đến hết 31/12/2024", timeout=SLOW)
    watched.rest()
    assert "So với chỉ tiêu đang giao: 2 chỉ tiêu cấp này giao lần đầu" in words(page)
    assert "Xã Trí Phải chưa có 2.200" in words(page)
    assert kept(data) == [], "nothing is kept before the click that names the terms"
    picture(page, "clerk-targets")
    named.click()
    expect(page.get_by_text("Cột này đã nhập làm chỉ tiêu")).to_be_visible(timeout=SLOW)
    assert [path.name.split("-")[1] for path in (data / "batches").iterdir()] == ["target"]
    page.get_by_role("button", name="Nhập 1 tệp").click()
    expect(page.get_by_text("3 đơn vị lần đầu có số liệu")).to_be_visible(timeout=SLOW)
    assert sorted(path.name.split("-")[1] for path in (data / "batches").iterdir()) == ["summary", "target"]
    assert watched.outside == watched.errors == []


def test_a_file_that_is_left_leaves_nothing(desk):
    watched, data = desk
    page = watched.open("data")
    hand_in(watched, "tuan_1.xlsx", xlsx(table()))
    page.get_by_role("button", name="Bỏ, không nhập").click(timeout=SLOW)
    expect(page.get_by_text("tuan_1.xlsx")).to_have_count(0, timeout=SLOW)
    assert not data.exists()


def test_a_name_is_confirmed_once_and_then_known(desk):
    watched, data = desk
    page = watched.open("data")
    figures = {**UNITS, "Xã Trí Phãi": ("", COUNTS)}
    del figures["Xã Trí Phải"]
    hand_in(watched, "tuan_1.xlsx", xlsx(table(figures, total="")))
    write(watched, "Người xác nhận", "Lê Văn Cán")
    pick(watched, "Xã Trí Phãi", "32071 Xã Trí Phải (Huyện Thới Bình)")
    page.get_by_role("button", name="Xác nhận tên").click()
    expect(page.get_by_text("Nhận ra 3 đơn vị; 0 đơn vị cần xác nhận")).to_be_visible(timeout=SLOW)
    assert "tri phai" in (data / "aliases.csv").read_text(encoding="utf-8")
    take(page)
    assert len(list((data / "batches").iterdir())) == 1


def test_columns_are_explained_and_remembered(desk, picture):
    watched, data = desk
    page = watched.open("data")
    hand_in(watched, "la.xlsx", strange())
    page.get_by_text("Bổ sung thông tin còn thiếu, sửa ý nghĩa cột").click(timeout=SLOW)
    for column, meaning in {
        "C": "Thu nhận · Mức độ 1",
        "D": "Thu nhận · Mức độ 2",
        "G": "Kích hoạt · Mức độ 1",
    }.items():
        pick(watched, f"{column} “", meaning)
    page.get_by_role("button", name="Xem lại").click()
    expect(page.get_by_text("Nhận ra 3 đơn vị; 0 đơn vị cần xác nhận")).to_be_visible(timeout=SLOW)
    write(watched, "Người nhập", "Lê Văn Cán")
    write(watched, "Lần sau đọc như vậy cho tệp của", "Công an huyện Thới Bình")
    page.get_by_role("button", name="Nhớ cách ghi này").click()
    expect(page.get_by_text("Đã nhớ cách ghi của Công an huyện Thới Bình.")).to_be_visible(timeout=SLOW)
    picture(page, "clerk-explained")
    page.reload()
    hand_in(watched, "la_2.xlsx", strange())
    expect(page.get_by_text("Đọc theo cách ghi đã lưu: Công an huyện Thới Bình")).to_be_visible(timeout=SLOW)
    assert [path.name for path in data.glob("layouts/*")] == ["cong-an-huyen-thoi-binh.toml"]


def test_a_refused_file_says_why_and_offers_what_can_be_sent_back(desk):
    watched, _ = desk
    page = watched.open("data")
    figures = {unit: (code, (*counts[:5], "2.5")) for unit, (code, counts) in UNITS.items()}
    hand_in(watched, "le.xlsx", xlsx(table(figures, total="", levels=("Mức 1", "Mức 2"))))
    with page.expect_download(timeout=SLOW) as caught:
        page.get_by_role("button", name="Tải tệp trả lại người gửi (Excel)").click(timeout=SLOW)
    assert caught.value.suggested_filename == "tra_lai_le.xlsx"
    assert Path(caught.value.path()).read_bytes().startswith(b"PK")
    assert "2.5" in words(page)
    page.set_viewport_size({"width": 390, "height": 844})
    watched.rest()
    place, value, message = (box_of(page.locator(".st-key-clerk td.long").locator("..").first, n) for n in range(3))
    assert message["x"] + message["width"] <= 390, "the reason is on the screen"
    assert message["y"] >= max(one["y"] + one["height"] for one in (place, value)) - 1, "below where it is"


def box_of(row: Locator, number: int) -> FloatRect:
    """Where a cell of a row stands on the screen."""
    box = row.locator("th, td").nth(number).bounding_box()
    assert box
    return box


def test_a_list_of_people_becomes_counts_and_nobody_is_named(desk, tmp_path):
    watched, data = desk
    page = watched.open("data")
    rows = [f"{secret};32071;Mức 1;Trụ sở;Kích hoạt;01/05/2024 09:00" for secret in SECRETS]
    # Over a megabyte, a form's parser would put the upload on the disk.
    rows = ["Họ và tên;ma_don_vi;muc_do;kenh;giai_doan;ngay", *rows * (1_300_000 // sum(map(len, rows)))]
    hand_in(watched, "danh_sach.csv", "\n".join(rows).encode())
    expect(page.get_by_role("button", name="Nhập 1 tệp")).to_be_enabled(timeout=SLOW)
    shown = page.content()
    take(page)
    written = {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}
    assert written
    for secret in SECRETS:
        assert secret not in shown
        assert not [path for path, content in written.items() if secret.encode() in content]

"""The wall cannot lie: it says when server or network is gone, goes on meanwhile, and comes back by itself."""

import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser

from dashboard.settings import ROOT
from tests.browser.conftest import start_server, stop_server
from tests.browser.wall import Wall, english_in, open_wall, wall_in
from tests.printed import NEWEST
from tests.warehouse import few_units

pytestmark = pytest.mark.browser
THREE_SCENES, SCENES = "unit=96&edition=2025&seconds=1&scenes=headline,stages,map", 3
IS_LOST = "document.getElementById('lost').offsetHeight > 0"
IS_HEARD = "document.getElementById('lost').hidden"
SAID_WITHIN, BACK_WITHIN = 5, 10
# The soak holds new figures to 10 seconds; beside other tests an import and a drawing may take longer.
NEW_WITHIN = 30
EXAMPLES = ROOT / "docs" / "examples"


@contextmanager
def walled(browser: Browser, data: Path, link: str, **environment: str) -> Iterator[tuple[Wall, subprocess.Popen[str]]]:
    """A wall on a server of its own, both ended at last."""
    process, address = start_server(data, **environment)
    shown = open_wall(browser, address, link)
    try:
        shown.ready()
        if link == THREE_SCENES:
            goes_round(shown)
        yield shown, process
    finally:
        shown.context.close()
        process.send_signal(signal.SIGCONT)
        stop_server(process)


def goes_round(shown: Wall) -> None:
    """Waits until each of the scenes was shown: from then on all are held."""
    seen: set[str] = set()
    for _ in range(300):
        seen.add(shown.text("title"))
        if len(seen) == SCENES:
            return
        shown.page.wait_for_timeout(100)
    raise AssertionError(f"only these came: {seen}")


def loss_is_shown(shown: Wall) -> None:
    """The band is there in time, in Vietnamese, with the time and the age of what is shown; the scenes go on."""
    shown.until(IS_LOST, SAID_WITHIN)
    words = shown.text("lost")
    assert words.startswith("Mất kết nối máy chủ từ ")
    assert NEWEST in words
    assert words.endswith("trước")
    assert not english_in(shown.page.locator("body").inner_text())
    assert shown.text("demo") == "Số liệu mô phỏng"
    seen = {shown.text("title")}
    for _ in range(60):
        if len(seen) == SCENES:
            break
        shown.page.wait_for_timeout(100)
        seen.add(shown.text("title"))
    assert len(seen) == SCENES, "what is held is shown in turn"


def test_a_cut_network_a_frozen_server_and_a_killed_one_are_told_and_their_ends_found(
    browser: Browser, built_demo: Path
):
    with walled(browser, built_demo, THREE_SCENES) as (shown, process):
        shown.context.set_offline(True)
        loss_is_shown(shown)
        shown.context.set_offline(False)
        shown.until(IS_HEARD, BACK_WITHIN)
        process.send_signal(signal.SIGSTOP)
        loss_is_shown(shown)
        process.send_signal(signal.SIGCONT)
        shown.until(IS_HEARD, BACK_WITHIN)
        process.kill()
        loss_is_shown(shown)
        assert shown.measured() == []
        process.wait(timeout=30)
        successor, _ = start_server(built_demo, int(shown.watched.address.rpartition(":")[2]))
        try:
            shown.until(IS_HEARD, BACK_WITHIN)
            assert shown.never_reloaded()
        finally:
            stop_server(successor)


def test_new_figures_show_without_a_reload(browser: Browser, tmp_path: Path, bring_in: Callable[..., object]):
    with walled(browser, tmp_path, "unit=967&edition=2024&seconds=3600", **few_units()) as (shown, _):
        assert "Chưa có số liệu nào" in shown.scene()
        bring_in(tmp_path, EXAMPLES / "target.csv", EXAMPLES / "summary.csv")
        shown.until("document.querySelector('.sheet.shown').innerText.includes('40.012')", NEW_WITHIN)
        later = tmp_path / "later.csv"
        later.write_text(
            "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n967,2024-05-02 23:00,all,activated,40500\n",
            encoding="utf-8",
        )
        bring_in(tmp_path, later)
        shown.until("document.querySelector('.sheet.shown').innerText.includes('40.500')", NEW_WITHIN)
        assert "02/05/2024" in shown.text("moment")
        assert shown.never_reloaded()


def test_a_scene_that_cannot_be_drawn_is_left_out_and_logged(browser: Browser, built_demo: Path, tmp_path: Path):
    data = tmp_path / "data"
    version = (built_demo / "warehouse" / "current").read_text(encoding="utf-8").split()[0]
    for name in ("current", f"warehouse-{version}.duckdb"):
        (data / "warehouse").mkdir(parents=True, exist_ok=True)
        shutil.copy(built_demo / "warehouse" / name, data / "warehouse" / name)
    with duckdb.connect(str(data / "warehouse" / f"warehouse-{version}.duckdb")) as broken:
        broken.execute("DROP TABLE restatement")
    log = tmp_path / "log"
    process, address = start_server(data, log=log)
    shown = open_wall(browser, address, "unit=96&edition=2025&seconds=3600&scenes=stages,changes,ranking")
    try:
        shown.ready()
        assert shown.step() == "Đơn vị nào làm tốt?", "the scene between is left out"
        assert shown.step() == "Thu nhận, phê duyệt, kích hoạt"
        assert shown.measured() == []
        _says_so_in_words_where_none_can(wall_in(shown.watched, "unit=96&edition=2025&seconds=3600&scenes=changes"))
    finally:
        shown.context.close()
        stop_server(process)
    logged = log.read_text(encoding="utf-8")
    assert "Traceback" in logged
    assert "restatement" in logged


def _says_so_in_words_where_none_can(shown: Wall) -> None:
    shown.ready()
    assert "Chưa vẽ được cảnh nào" in shown.scene()
    assert not english_in(shown.page.locator("body").inner_text())
    assert shown.measured() == []

"""The wall for hours, by `make soak`: it neither grows nor dies, misses no figures, and always shows a whole scene.

SOAK_MINUTES says how long. What was measured is printed, for the README.
"""

import datetime as dt
import os
import shutil
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest
from playwright.sync_api import Browser, CDPSession

from dashboard import importer
from tests.browser.conftest import start_server, stop_server
from tests.browser.wall import Wall, open_wall

MINUTES = float(os.environ.get("SOAK_MINUTES", "0"))
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not MINUTES, reason="`make soak` runs it: SOAK_MINUTES is not set"),
    pytest.mark.timeout(MINUTES * 60 + 600),
]
SECONDS = 6
# In minutes and seconds.
NEW_EVERY, NEW_WITHIN = 5, 10
FIRST_REPORT = dt.datetime(2026, 11, 21, 0, 15)
LINK = f"unit=96&edition=2025&seconds={SECONDS}"
FLAT = 1.1
# Counts the scenes that come, and notes each moment at which less than a whole one was shown.
WATCH = """
window.turns = 0; window.wrong = [];
let last = document.getElementById('title').textContent;
const look = () => {
  const shown = document.querySelectorAll('.sheet.shown'), title = document.getElementById('title').textContent;
  if (shown.length !== 1 || !shown[0].innerText.trim()) window.wrong.push(`${Date()} ${shown.length}`);
  if (title !== last) { window.turns += 1; last = title; }
  setTimeout(look, 250);
};
look();
"""


@dataclass
class Memory:
    """Megabytes of the page's script after a collection, of the browser's renderers, and of the server."""

    heap: list[float] = field(default_factory=list)
    renderers: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)

    def note(self, session: CDPSession, server: psutil.Process) -> None:
        """One measurement."""
        session.send("HeapProfiler.collectGarbage")
        metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
        self.heap.append(metrics["JSHeapUsedSize"] / 1e6)
        self.renderers.append(sum(one.memory_info().rss for one in renderers()) / 1e6)
        self.server.append(server.memory_info().rss / 1e6)

    def growth(self) -> dict[str, float]:
        """The last quarter's median over that of the second, once all is warm."""
        return {name: quarter(taken, 3) / quarter(taken, 1) for name, taken in vars(self).items()}


def quarter(taken: list[float], which: int) -> float:
    """The median of a quarter of the measurements."""
    size = len(taken) // 4
    return statistics.median(taken[which * size : (which + 1) * size])


def renderers() -> list[psutil.Process]:
    """The renderers of the browser that this process started."""
    return [
        one
        for one in psutil.Process().children(recursive=True)
        if any("--type=renderer" in arg for arg in one.cmdline())
    ]


def new_figures(folder: Path, turn: int) -> str:
    """Brings in a later report of one commune; returns its time as the wall writes it."""
    moment = FIRST_REPORT + turn * dt.timedelta(minutes=15)
    path = folder / f"report-{turn}.csv"
    path.write_text(
        f"ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n32069,{moment:%Y-%m-%d %H:%M},all,activated,{16_137 + turn}\n",
        encoding="utf-8",
    )
    [result] = importer.accept([path])
    assert result.status == "accepted", result.problems
    return f"{moment:%H:%M %d/%m/%Y}"


def soak(shown: Wall, server: psutil.Process, folder: Path) -> tuple[Memory, list[float], int]:
    """Memory, the seconds after which new figures were seen, and how many scenes came."""
    session, memory, seen = shown.context.new_cdp_session(shown.page), Memory(), []
    session.send("Performance.enable")
    shown.page.evaluate(WATCH)
    began = time.monotonic()
    for minute in range(round(MINUTES)):
        if minute % NEW_EVERY == NEW_EVERY - 1:
            told = new_figures(folder, len(seen))
            seen.append(shown.until(f"document.getElementById('told').textContent.includes('{told}')", NEW_WITHIN))
        memory.note(session, server)
        while time.monotonic() < began + 60 * (minute + 1):
            shown.page.wait_for_timeout(250)
    assert shown.page.evaluate("window.wrong") == [], "at each moment one whole scene is shown"
    assert shown.never_reloaded()
    return memory, seen, int(shown.page.evaluate("window.turns"))


def test_a_wall_neither_grows_nor_dies(
    browser: Browser,
    built_demo: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    data = tmp_path / "data"
    shutil.copytree(built_demo, data)
    monkeypatch.setenv("DASHBOARD_DATA", str(data))
    process, address = start_server(data)
    shown = open_wall(browser, address, LINK, (1920, 1080))
    try:
        shown.ready()
        memory, seen, turns = soak(shown, psutil.Process(process.pid), tmp_path)
    finally:
        shown.context.close()
        stop_server(process)
    growth = memory.growth()
    lines = [f"{MINUTES:.0f} minutes, {turns} scenes; new figures {len(seen)} times, after {max(seen):.1f} s at most"]
    for name, taken in vars(memory).items():
        lines.append(f"{name}: {taken[0]:.0f} MB at first, {max(taken):.0f} at most, at the end {growth[name]:.2f} x")
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert turns >= 0.8 * MINUTES * 60 / SECONDS
    assert max(growth.values()) <= FLAT, growth
    assert shown.watched.errors == []

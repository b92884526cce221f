"""How far a build has come: told in order, noted for other processes, and gone with the build, however it ended."""

import os
import subprocess
import sys
import time

import pytest

from dashboard import importer, progress, settings
from dashboard.cli.batches.progress import Steps
from dashboard.exports.progress import Told, in_words
from dashboard.progress import Progress
from dashboard.text import Text
from tests import warehouse

ROWS = "edition,unit_code,as_of,level,stage,count\n2024,967,2024-05-{:02} 23:00,all,activated,40012\n"
KILLED = """
import os, signal, time
from dashboard import progress
progress.RENEWED = 0.01
with progress.of_build(is_noted=True):
    progress.plan([progress.of_table("a"), progress.FORECASTS])
    while progress.noted() is None:
        time.sleep(0.01)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "warehouse").mkdir()
    monkeypatch.setattr(progress, "RENEWED", 0.01)
    monkeypatch.setattr(progress, "TELLING", 0.0)
    return tmp_path / "warehouse"


def build(seconds: float) -> list[Progress]:
    """What other processes read at each step of a build of four steps, each of so many seconds."""
    found = []
    with progress.of_build(is_noted=True):
        steps = [progress.PROVINCES] * 2 + [progress.TOGETHER, progress.FORECASTS]
        progress.plan(steps)
        for step in steps:
            time.sleep(seconds)
            found.append(progress.noted())
            progress.done(step)
    return found


def test_a_build_notes_what_is_done_and_the_next_one_what_is_left(folder):
    first, second = build(0.1), build(0.1)
    counted = [(one.what, one.done, one.of) for one in first]
    assert counted == [("provinces", 0, 2), ("provinces", 1, 2), ("together", 0, 0), ("forecasts", 0, 0)]
    assert {one.seconds_left for one in first} == {None}
    left = [one.seconds_left for one in second]
    assert left == sorted(left, reverse=True)
    assert 0.1 < left[0] < 2
    assert progress.noted() is None
    assert [path.name for path in folder.iterdir()] == ["took"]


def test_nobody_is_told_more_is_left_than_before(folder):
    build(0.05)
    left = [one.seconds_left for one in build(0.2)]
    assert left == sorted(left, reverse=True)


def test_a_build_that_failed_keeps_no_times_and_leaves_no_note(folder):
    with pytest.raises(KeyError), progress.of_build(is_noted=True):
        progress.plan([progress.FORECASTS])
        while progress.noted() is None:
            time.sleep(0.01)
        raise KeyError
    assert list(folder.iterdir()) == []


def test_the_note_of_a_killed_build_is_no_build_after_a_while(folder, monkeypatch):
    killed = subprocess.run([sys.executable, "-c", KILLED], env={**os.environ}, cwd=settings.ROOT)
    assert killed.returncode == -9
    assert (folder / "progress").exists()
    monkeypatch.setattr(progress, "STALE", 0.0)
    assert progress.noted() is None
    monkeypatch.undo()
    (folder / "progress").write_text("half of a no", encoding="utf-8")
    assert progress.noted() is None


def test_an_import_tells_its_steps_and_the_tables_on_a_terminal_alone(tmp_path, monkeypatch, capsys):
    files = [tmp_path / f"{day}.csv" for day in (1, 2)]
    for day, file in enumerate(files, start=1):
        file.write_text(ROWS.format(day), encoding="utf-8")
    with warehouse.in_use(tmp_path):
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        steps = Steps(Text("vi"), files)
        with steps.shown():
            importer.accept(files, progress=steps.show)
        told = capsys.readouterr()
        monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
        steps = Steps(Text("vi"), files)
        with steps.shown():
            importer.rebuild()
    assert told.out == ""
    lines = [line.strip() for line in told.err.split("\r") if line.strip()]
    numbers = [int(line.split()[1]) for line in lines]
    assert numbers == sorted(numbers)
    assert numbers[-1] == 7
    assert lines[0] == "Bước 1 trên 7 · Đang đọc 1.csv …"
    assert "Bước 7 trên 7 · Đang tính dự báo" in lines[-1]
    assert any("Đang dựng số liệu: xong 10 trên" in line for line in lines)
    assert capsys.readouterr() == ("", "")


def test_the_share_never_falls_and_folders_have_no_number():
    told = []
    words = Told(Text("vi"), 0, lambda line, share: told.append((line, share)))
    for file in ("a.csv", "b.csv"):
        for step in ("reading", "checking", "saving"):
            words.step(step, file)
    words.step("building", "")
    for done in (0, 5, 3):
        words.build(Progress("tables", done, 10, 130.0))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert told[0][0] == "Đang đọc a.csv"
    assert told[-1][0] == "Đang dựng số liệu: xong 3 trên 10 bảng · còn khoảng 3 phút"
    assert in_words(Progress("forecasts", seconds_left=59.0), Text("en")) == (
        "Working out forecasts · less than a minute left"
    )

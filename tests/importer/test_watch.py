"""The inbox: what is put in comes in and is put away, whatever happens meanwhile."""

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import openpyxl
import pytest

from dashboard import importer, settings
from dashboard.batches import store
from dashboard.cli.batches import progress
from dashboard.cli.batches.progress import Steps
from dashboard.importer.inbox import folder
from dashboard.importer.inbox.watcher import Watcher
from dashboard.text import Text
from dashboard.warehouse import versions
from tests.importer.office import packed
from tests.sweep import sampled
from tests.warehouse import REPORTED

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count"
NAME = "Nguyễn Thị Bí Mật"
# `make soak` kills more often.
KILLS = int(os.environ.get("SOAK_KILLS", "3"))
FILES = 8 if KILLS > 3 else 4

SCRIPT = """
import pathlib, sys
from dashboard import cli, settings
settings.DATA = pathlib.Path(sys.argv[1])
sys.exit(cli.main(sys.argv[2:]))
"""


def week(number):
    return f"2024,967,2024-05-{number:02},all,activated,{40000 + number}"


BAD = "2024,967,2024-05-30,all,activated,12%"


@pytest.fixture
def box(data_folder):
    """The inbox."""
    folder = data_folder / "inbox"
    folder.mkdir(parents=True)
    return folder


def put(folder, name, *rows):
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return path


class Looking:
    """A watcher whose words are kept."""

    def __init__(self):
        self.said, self.complaints, self.stop = [], [], threading.Event()
        self.watcher = Watcher(Text("vi"), self.said.append, self.complaints.append)

    def look(self, times=2):
        for _ in range(times):
            left = self.watcher.look(self.stop)
        return left


@pytest.fixture
def looking():
    return Looking()


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def shown():
    """The figures of the version in use."""
    with duckdb.connect(str(versions.path_of(str(versions.current()))), read_only=True) as connection:
        return [count for _, count in connection.execute(REPORTED).fetchall()]


def test_what_arrived_comes_in_and_is_put_away_with_what_goes_back_beside_it(box, looking):
    put(box, "tuần 1.csv", week(1))
    put(box, "tuần 2.csv", week(2), BAD)
    put(box, "xấu.csv", BAD)
    (box / "thư.docx").write_bytes(b"x")
    looking.look()
    assert names(box) == [
        "accepted/tuần 1.csv",
        "accepted/tuần 2 (trả lại).xlsx",
        "accepted/tuần 2.csv",
        "refused/thư (trả lại).xlsx",
        "refused/thư.docx",
        "refused/xấu (trả lại).xlsx",
        "refused/xấu.csv",
    ]
    assert shown() == [40001, 40002]
    assert len(looking.said) == 4
    line = next(line for line in looking.said if "tuần 2.csv" in line)
    assert "1 dòng không nhận được" in line
    assert "accepted/tuần 2 (trả lại).xlsx" in line
    returned = openpyxl.load_workbook(box / "accepted" / "tuần 2 (trả lại).xlsx")
    assert returned.worksheets[1]["G2"].value == "12%"
    assert looking.complaints == []


def test_a_known_file_is_put_away_too_and_a_taken_name_gets_a_number(box, looking):
    for _ in range(3):
        put(box, "a.csv", week(1))
        looking.look()
    put(box, "a.csv", week(2))
    looking.look()
    assert names(box) == ["accepted/a-2.csv", "accepted/a-3.csv", "accepted/a-4.csv", "accepted/a.csv"]
    assert (box / "accepted" / "a-4.csv").read_text().splitlines()[1] == week(2)
    assert len(store.manifests()) == 2


def test_files_are_renamed_never_copied(box, looking):
    path = put(box, "a.csv", week(1))
    before = path.stat().st_ino
    looking.look()
    assert (box / "accepted" / "a.csv").stat().st_ino == before


def test_a_file_that_grows_is_left_until_it_has_stopped(box, looking):
    path = put(box, "a.csv", week(1))
    for number in range(2, 5):
        assert looking.look(1) == 1
        with path.open("a") as file:
            file.write(week(number) + "\n")
    assert looking.look(1) == 1
    assert store.manifests() == []
    assert looking.look(1) == 0
    assert shown() == [40001, 40002, 40003, 40004]


def test_a_file_of_the_same_size_that_was_written_again_is_left_too(box, looking):
    path = put(box, "a.csv", week(1))
    looking.look(1)
    put(box, "a.csv", week(2))
    os.utime(path, ns=(1, 1))
    looking.look(1)
    assert store.manifests() == []


@pytest.mark.parametrize("lock", sampled(["~$báo cáo.csv", "~$o cáo.csv", ".~lock.báo cáo.csv#"], 2))
def test_a_file_that_is_open_in_an_office_program_waits(box, looking, lock):
    put(box, "báo cáo.csv", week(1))
    (box / lock).write_text("")
    assert looking.look(4) == 1
    assert names(box) == sorted([lock, "báo cáo.csv"])
    (box / lock).unlink()
    looking.look(1)
    assert names(box) == ["accepted/báo cáo.csv"]


def test_what_programs_leave_and_what_lies_in_folders_is_let_alone(box, looking, tmp_path):
    left = ["~$a.xlsx", ".DS_Store", "Thumbs.db", "a.csv.crdownload", "b.xlsx.part", "c.tmp"]
    for name in left:
        (box / name).write_text("x")
    (box / "folder").mkdir()
    put(box / "folder", "a.csv", week(1))
    outside = put(tmp_path, "outside.csv", week(1))
    (box / "link.csv").symlink_to(outside)
    assert looking.look(3) == 0
    assert names(box) == sorted([*left, "folder/a.csv", "link.csv"])
    assert outside.exists()
    assert looking.said == []


def test_an_archive_is_put_away_whole_each_file_of_it_has_its_line(box, looking):
    good, bad = ("\n".join([HEADER, row]) for row in (week(1), BAD))
    (box / "a.zip").write_bytes(packed(("good.csv", good), ("bad.csv", bad)))
    looking.look()
    assert names(box) == ["accepted/a.zip", "accepted/a.zip_bad (trả lại).xlsx"]
    assert len(looking.said) == 2
    assert shown() == [40001]


def test_a_changed_file_is_not_put_away_under_the_result_of_the_old_one(box, looking, monkeypatch):
    path = put(box, "a.csv", week(1))
    report = looking.watcher._report

    def changed_meanwhile(*arguments):
        report(*arguments)
        if len(looking.said) == 1:
            put(box, "a.csv", week(2), week(3))

    monkeypatch.setattr(looking.watcher, "_report", changed_meanwhile)
    looking.look()
    assert path.exists()
    looking.look()
    assert shown() == [40001, 40002, 40003]


def test_a_file_that_another_watcher_took_meanwhile_is_no_refused_one(box, looking, monkeypatch):
    put(box, "a.csv", week(1))

    def taken_meanwhile(path):
        path.unlink()
        return True

    monkeypatch.setattr(folder, "has_arrived", taken_meanwhile)
    looking.look()
    assert (looking.said, looking.complaints, looking.watcher.has_failed) == ([], [], False)


def test_what_came_in_is_told_and_goes_back_also_where_another_watcher_has_moved_the_file(box, looking, monkeypatch):
    put(box, "a.csv", week(1), BAD)
    accept = importer.accept_files

    def moved_meanwhile(paths, **rules):
        results = accept(paths, **rules)
        folder.move(paths[0], box / "accepted")
        return results

    monkeypatch.setattr(importer, "accept_files", moved_meanwhile)
    looking.look()
    assert [said for said in looking.said if "a.csv: đã nhận 1 dòng" in said] == looking.said != []
    assert names(box) == ["accepted/a (trả lại).xlsx", "accepted/a.csv"]
    assert shown() == [40001]


def test_a_file_that_grew_while_another_import_was_awaited_is_left(box, looking, monkeypatch):
    path = put(box, "a.csv", week(1))

    def grown_meanwhile(_):
        put(box, "a.csv", week(1), week(2))
        return True

    monkeypatch.setattr(folder, "has_arrived", grown_meanwhile)
    looking.look()
    assert (path.exists(), store.manifests()) == (True, [])


def test_stopped_between_two_files_it_finishes_the_one_and_leaves_the_other(box, looking):
    put(box, "a.csv", week(1))
    put(box, "b.csv", week(2))
    looking.watcher._say = lambda words: looking.stop.set()
    looking.look()
    assert names(box) == ["accepted/a.csv", "b.csv"]
    assert shown() == [40001]


def test_a_file_that_cannot_be_moved_is_judged_once_told_once_and_moved_when_it_can(box, looking, monkeypatch):
    put(box, "a.csv", week(1))
    move = folder.move

    def held(*_):
        raise PermissionError(13, "held")

    monkeypatch.setattr(folder, "move", held)
    looking.look(5)
    assert (len(looking.said), len(looking.complaints)) == (1, 1)
    monkeypatch.setattr(folder, "move", move)
    looking.look(1)
    assert names(box) == ["accepted/a.csv"]
    assert len(looking.said) == 1


def test_nothing_comes_in_while_it_could_not_be_put_away(box, looking):
    put(box, "a.csv", week(1))
    (box / "accepted").write_text("in the way")
    looking.look(5)
    assert (looking.said, len(looking.complaints), store.manifests()) == ([], 1, [])
    (box / "accepted").unlink()
    looking.look(1)
    assert names(box) == ["accepted/a.csv"]


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of files")
@pytest.mark.parametrize("limit", sampled([0, 100_000], 2, first=1))
def test_a_full_disk_is_told_once_and_the_file_comes_in_when_there_is_room(box, looking, limit):
    put(box, "a.csv", week(1))
    process = started("--every", "0.1", before=LIMITED.format(limit=limit))
    try:
        assert "hết chỗ" in process.stderr.readline()
        time.sleep(1)
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=30)
    # Where only the warehouse had no room, the file is in and put away, and its version follows.
    assert (process.returncode, errors) == (0, "")
    assert names(box) == (["a.csv"] if limit == 0 else ["accepted/a.csv"])
    looking.look()
    assert names(box) == ["accepted/a.csv"]
    assert shown() == [40001]


def test_figures_that_break_a_check_are_told_once_and_the_next_file_still_comes(box, looking, tmp_path, monkeypatch):
    queries = tmp_path / "queries"
    shutil.copytree(settings.QUERIES, queries)
    monkeypatch.setattr(settings, "QUERIES", queries)
    broken = queries / "check" / "nothing_is_reported.sql"
    broken.write_text("-- None.\n--\n-- on:     warehouse\n\nSELECT observation.unit_code FROM observation")
    put(box, "a.csv", week(1))
    looking.look(4)
    assert names(box) == ["accepted/a.csv"]
    assert len(looking.complaints) == 1
    assert "nothing_is_reported" in looking.complaints[0]
    broken.unlink()
    put(box, "b.csv", week(2))
    looking.look(2)
    assert shown() == [40001, 40002]


def test_what_was_brought_in_before_a_kill_gets_its_version_and_its_place(box, looking):
    path = put(box, "a.csv", week(1), BAD)
    importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    assert versions.current() is None
    looking.look()
    assert names(box) == ["accepted/a (trả lại).xlsx", "accepted/a.csv"]
    assert shown() == [40001]
    assert len(store.manifests()) == 1


def test_another_inbox_may_be_named_and_is_never_made(data_folder, looking, tmp_path):
    data_folder.mkdir()
    share = tmp_path / "share"
    (data_folder / "settings.toml").write_text(f"inbox = '{share.as_posix()}'")
    looking.look(3)
    assert (len(looking.complaints), share.exists()) == (1, False)
    share.mkdir()
    put(share, "a.csv", week(1))
    looking.look()
    assert names(share) == ["accepted/a.csv"]


LIMITED = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))"


def started(*arguments, before=""):
    call = [sys.executable, "-c", before + SCRIPT, str(settings.DATA), "watch", *arguments]
    return subprocess.Popen(
        call, cwd=settings.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )


def until(condition, seconds=60):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("sign", sampled([signal.SIGINT, signal.SIGTERM], 2, first=1))
def test_the_command_watches_until_it_is_stopped_and_leaves_cleanly(box, sign):
    process = started("--every", "0.1")
    try:
        assert "Đang theo dõi" in process.stdout.readline()
        put(box, "a.csv", week(1))
        assert "a.csv: đã nhận 1 dòng" in process.stdout.readline()
        until(lambda: names(box) == ["accepted/a.csv"])
    finally:
        process.send_signal(sign)
        output, errors = process.communicate(timeout=30)
    assert (process.returncode, errors, output.strip()) == (0, "", "Đã dừng theo dõi.")
    assert shown() == [40001]


def test_once_handles_what_is_there_and_tells_by_its_exit_code(box):
    put(box, "a.csv", week(1))
    process = started("--once", "--every", "0.1", "--lang", "en")
    output, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, "")
    assert "1 rows accepted" in output
    put(box, "b.csv", BAD)
    (box / "c.csv").write_text(HEADER)
    (box / "~$c.csv").write_text("")
    process = started("--once", "--every", "0.1", "--lang", "en")
    output, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "1 file was left" in output
    assert names(box) == ["accepted/a.csv", "c.csv", "refused/b (to correct).xlsx", "refused/b.csv", "~$c.csv"]


def test_of_a_large_file_each_step_is_told_while_it_comes_in(box, monkeypatch, capsys):
    put(box, "a.csv", week(1))
    text, said = Text("vi"), []
    watcher = Watcher(text, said.append, said.append, lambda files: Steps(text, files).shown())
    for large in (progress.LARGE, 10):
        monkeypatch.setattr(progress, "LARGE", large)
        for _ in range(2):
            watcher.look(threading.Event())
        told = capsys.readouterr().err
        assert ("Đang đọc b.csv …\nĐang kiểm tra b.csv" in told) == (large == 10)
        put(box, "b.csv", week(2))
    assert len(said) == 2


@pytest.mark.parametrize("every", ["0", "-1", "soon", "nan"])
def test_a_wrong_time_to_wait_is_a_wrong_call(run, every):
    assert run("watch", "--once", "--every", every)[0] == 2


def test_two_watchers_take_each_file_once(box):
    for number in range(1, 13):
        put(box, f"{number:02}.csv", week(number))
    both = [started("--once", "--every", "0.1") for _ in range(2)]
    said = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert [errors for _, errors in said] == ["", ""]
    assert sum(output.count("đã nhận 1 dòng") for output, _ in said) == 12, said
    assert names(box) == [f"accepted/{number:02}.csv" for number in range(1, 13)]
    assert shown() == [40000 + number for number in range(1, 13)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_killed_at_any_moment_it_loses_nothing_and_doubles_nothing(box):
    for number in range(1, FILES + 1):
        put(box, f"{number:02}.csv", week(number), BAD)
    for step in range(KILLS):
        process = started("--every", "0.05")
        process.stdout.readline()
        time.sleep(0.15 + 0.7 * step / KILLS)
        process.kill()
        process.communicate()
        everywhere = [Path(name).name for name in names(box) if name.endswith(".csv")]
        assert sorted(everywhere) == [f"{number:02}.csv" for number in range(1, FILES + 1)]
    process = started("--once", "--every", "0.1")
    process.communicate(timeout=120)
    assert [name for name in names(box) if name.endswith(".csv")] == [
        f"accepted/{number:02}.csv" for number in range(1, FILES + 1)
    ]
    assert len([name for name in names(box) if name.endswith("(trả lại).xlsx")]) == FILES
    assert shown() == [40000 + number for number in range(1, FILES + 1)]
    assert len(store.manifests()) == FILES


def test_nothing_of_a_file_is_told_but_its_masked_name(box, looking):
    path = box / "ds 096085001234.csv"
    path.write_text(f"Họ tên,CCCD\n{NAME},096085001234\n", encoding="utf-8")
    looking.look()
    told = "\n".join([*looking.said, *looking.complaints, *(name for name in names(box) if name.endswith(".xlsx"))])
    assert "096085001234" not in told
    assert NAME not in told
    assert "refused/ds 096085001234.csv" in names(box)

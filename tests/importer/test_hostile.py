"""Files made, or damaged, so that programs fail on them cost little, and are answered with a sentence."""

import io
import os
import re
import resource
import struct
import tempfile
import threading
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import duckdb
import psutil
import pytest

from dashboard import cli, importer, settings
from dashboard.batches import store
from dashboard.exports.results import ImportResult
from dashboard.importer import pipeline
from dashboard.importer.reading import client, limits
from dashboard.text import LANGUAGES, Text
from tests.importer import office
from tests.importer.corpus import PERCENT
from tests.importer.office import Sheet
from tests.importer.test_marks import rewritten
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")

SHEET = "xl/worksheets/sheet1.xml"
HEADER = "edition,unit_code,as_of,level,stage,count"
ROW = "2024,967,2024-05-01 23:00,all,activated,40012"


def take(path) -> ImportResult:
    return importer.accept_files([path], dry_run=False, is_demo=False, progress=None)[0]


def written(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return path


def worded(result):
    """Whether every problem has its sentence in both languages."""
    return all(len(problem.message(Text(language))) > 20 for problem in result.problems for language in LANGUAGES)


def far_cell(quote, place):
    """A workbook of which one cell lies far away; ``quote`` surrounds its attributes."""
    cell = f'<row r="999999"><c r="{place}" t="n"><v>1</v></c></row></sheetData>'.replace('"', quote)
    return rewritten(office.xlsx(office.table()), SHEET, lambda xml: xml.replace("</sheetData>", cell))


def repeated_rows():
    def swell(xml):
        return xml.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="9000000">')

    return rewritten(office.ods(PERCENT), "content.xml", swell)


def entities():
    """The old trap: each entity is ten of the one before."""
    names = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    declared = f'<!DOCTYPE worksheet [<!ENTITY a0 "ha">{names}]><worksheet'
    return rewritten(office.xlsx(office.table()), SHEET, lambda xml: xml.replace("<worksheet", declared, 1))


def equal_rows():
    """Eight million rows that are all the same take nearly no room."""
    columns = ", ".join(f"'{cell}' AS {name}" for name, cell in zip(HEADER.split(","), ROW.split(","), strict=True))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.parquet"
        duckdb.sql(f"COPY (SELECT {columns} FROM range(8_000_000)) TO '{file}' (FORMAT parquet)")
        return file.read_bytes()


def zipped(name, content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return file.getvalue()


TRAPS = {
    "far.xlsx": lambda: far_cell('"', "XFD999999"),
    "single-quotes.xlsx": lambda: far_cell("'", "XFD999999"),
    "lower-case.xlsx": lambda: far_cell('"', "xfd999999"),
    "entities.xlsx": entities,
    "rows.ods": repeated_rows,
    "rows.parquet": equal_rows,
    "cell.csv": lambda: f'{HEADER}\n{ROW[:-5]}"{"x" * 20_000_000}"\n'.encode(),
    "blanks.csv": lambda: f"{HEADER}\n".encode() + b"\n" * 30_000_000,
}


class Peak:
    """The most memory that any process which reads has had, heard while it lives.

    That of getrusage is of all children that this process ever had, those of other tests too.
    """

    def __init__(self):
        self.kilobytes = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._is_over.set()
        self._thread.join()

    def _listen(self):
        reading = None
        while not self._is_over.wait(0.005):
            # To look through all processes takes longer than that.
            reading = reading if reading and reading.is_running() else self._reader()
            with suppress(OSError):
                status = Path(f"/proc/{reading.pid}/status").read_text("ascii", "replace") if reading else ""
                found = re.search(r"VmHWM:\s+(\d+) kB", status)
                self.kilobytes = max(self.kilobytes, int(found[1]) if found else 0)

    def _reader(self):
        for child in psutil.Process().children():
            with suppress(psutil.Error):
                if "dashboard.importer.reading.worker" in child.cmdline():
                    return child
        return None


def listing(entries):
    """An archive that lists one small file so many times: a list of a hundred bytes a file is read as a whole."""
    one = b"PK\1\2" + struct.pack("<4B4HL2L5H2L", 20, 0, 20, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    listed = one * entries
    large = b"PK\6\6" + struct.pack("<Q2H2L4Q", 44, 45, 45, 0, 0, entries, entries, len(listed), 0)
    where = b"PK\6\7" + struct.pack("<LQL", 0, len(listed), 1)
    return listed + large + where + b"PK\5\6" + struct.pack("<4H2LH", 0, 0, 0xFFFF, 0xFFFF, 2**32 - 1, 2**32 - 1, 0)


@pytest.mark.parametrize("name", sampled(["many.zip", "many.xlsx", "many.ods", "many.docx"], 2))
def test_an_archive_that_lists_millions_of_files_is_refused_before_the_list_is_read(tmp_path, name):
    path = written(tmp_path, name, listing(3_000_000))
    begun = time.process_time()
    result = take(path)
    assert (result.status, worded(result)) == ("refused", True)
    assert time.process_time() - begun < 2
    if name == "many.zip":
        assert "3000000" in result.problems[0].message(Text("vi"))


@pytest.mark.parametrize("name", sampled(TRAPS, 3, first=1))
def test_a_trap_is_answered_with_a_sentence_within_its_limits(tmp_path, name):
    path = written(tmp_path, name, TRAPS[name]())
    client.READER.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with Peak() as peak:
        result = take(path)
    client.READER.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (result.status, worded(result)) == ("refused", True)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < limits.limits_of(0).seconds + 3
    assert 0 < peak.kilobytes < 1_000_000


def test_a_trap_in_an_archive_does_not_hide_what_lies_beside_it(tmp_path):
    file = io.BytesIO(zipped("a.xlsx", far_cell("'", "XFD999999")))
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("b.csv", f"{HEADER}\n{ROW}\n")
    archive_path = written(tmp_path, "week.zip", file.getvalue())
    results = importer.accept_files([archive_path], dry_run=False, is_demo=False, progress=None)
    assert [result.status for result in results] == ["refused", "accepted"]


def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "week.csv")
    assert [problem.reason for problem in take(tmp_path / "week.csv").problems] == ["file_is_a_file"]


def test_a_file_that_takes_too_long_is_refused_and_the_next_one_comes_in(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(limits, "SECONDS", 0.0)
        patch.setattr(limits, "SECONDS_A_MB", 0.0)
        slow = written(tmp_path, "slow.txt", b"a;b\n" * 200_000)
        assert [problem.reason for problem in take(slow).problems] == ["reading_is_affordable"]
    assert take(written(tmp_path, "week.csv", f"{HEADER}\n{ROW}\n".encode())).status == "accepted"


def test_what_the_files_before_left_in_the_process_is_not_charged_to_the_next_one(tmp_path):
    assert take(written(tmp_path, "one.csv", f"{HEADER}\n{ROW}\n".encode())).status == "accepted"
    reading = psutil.Process(client.READER.start().pid)
    # As if they had left no memory to get.
    reading.rlimit(psutil.RLIMIT_DATA, (1, 1))
    notes = "".join(f"{ROW.replace('05-01', f'05-0{day}')},{' ' * 1_000_000}\n" for day in range(2, 10))
    result = take(written(tmp_path, "two.csv", f"{HEADER},link\n{notes}".encode()))
    assert result.status == "accepted"
    assert not reading.is_running()


def test_a_table_of_two_thousand_columns_is_refused_at_once(tmp_path):
    wide = Sheet("Tuần 1", [["Đơn vị", *["Kích hoạt mức 1"] * 2000], ["Xã Trí Phải", *range(2000)]])
    path = written(tmp_path, "wide.xlsx", office.xlsx(wide))
    client.READER.stop()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [problem.reason for problem in take(path).problems] == ["sheet_is_not_too_large"]
    client.READER.stop()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 5


def test_a_long_list_in_an_archive_is_taken_or_refused_with_the_advice_to_unpack_it(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(limits, "MEMORY", 64 * 1024 * 1024)
        rows = "".join(f"2024,967,{day}-05-01 23:00,all,activated,{day * 7919}\n" for day in range(1000, 200_000))
        content = f"{HEADER}\n{rows}".encode()
        packed = written(tmp_path, "week.zip", zipped("list.csv", content))
        [problem] = take(packed).problems
    assert problem.reason == "packed_file_is_affordable"
    assert "giải nén" in problem.message(Text("vi"))


def test_a_reader_that_is_killed_in_the_middle_refuses_its_file_alone(tmp_path):
    path = written(tmp_path, "week.csv", f"{HEADER}\n{ROW}\n".encode())
    process = psutil.Process(client.READER.start().pid)
    process.suspend()
    killer = threading.Timer(1.0, process.kill)
    killer.start()
    result = take(path)
    killer.join()
    assert (result.status, worded(result)) == ("refused", True)
    assert take(path).status == "accepted"


def test_rows_that_contradict_one_another_and_unknown_names_cost_no_more_than_their_number(tmp_path):
    rows = "\n".join(f"2024,967,2024-05-01 23:00,all,activated,{count}" for count in range(100_000))
    names = "\n".join(f"2024,Xã Không Có {number},2024-05-01 23:00,all,activated,1" for number in range(10_000))
    for name, content in (("rows.csv", f"{HEADER}\n{rows}\n"), ("names.csv", f"{HEADER}\n{names}\n")):
        content = content if name == "rows.csv" else content.replace("unit_code", "unit_name", 1)
        begun = time.process_time()
        assert take(written(tmp_path, name, content.encode())).status == "refused"
        # Seconds of one processor: every pair of these rows would be ten thousand million.
        assert time.process_time() - begun < 10


def test_what_came_in_while_a_file_was_judged_is_compared_before_it_is_kept(tmp_path, monkeypatch):
    first = written(tmp_path, "first.csv", f"{HEADER}\n{ROW}\n".encode())
    second = written(tmp_path, "second.csv", f"{HEADER}\n{ROW.replace('40012', '40013')}\n".encode())
    judge, judged = pipeline.judge_cells, []

    def judge_and_wait(staging, export, source, circumstances):
        found = judge(staging, export, source, circumstances)
        judged.append(export.name)
        if judged == ["second.csv"]:
            assert take(first).status == "accepted"
        return found

    monkeypatch.setattr(pipeline, "judge_cells", judge_and_wait)
    result = take(second)
    assert judged == ["second.csv", "first.csv", "second.csv"]
    assert [problem.reason for problem in result.problems] == ["accepted_count_changes_only_by_correction"]


def test_the_same_file_brought_in_twice_at_once_counts_once(tmp_path, monkeypatch):
    path = written(tmp_path, "week.csv", f"{HEADER}\n{ROW}\n".encode())
    judge, results = pipeline.judge_cells, []

    def judge_and_wait(staging, export, source, circumstances):
        found = judge(staging, export, source, circumstances)
        if not results:
            results.append(None)
            results.append(take(path))
        return found

    monkeypatch.setattr(pipeline, "judge_cells", judge_and_wait)
    results.append(take(path))
    assert [result.status for result in results[1:]] == ["accepted", "known"]
    assert len(store.manifests()) == 1


NAMES = (b"tu\xe2n.csv", b"a\nb.csv", b"\x1b[2J.csv", "đảo\u202etuần.csv".encode())


@pytest.mark.parametrize("name", sampled(NAMES, 2))
def test_a_name_that_no_terminal_should_see_is_shown_without_its_signs(tmp_path, capsys, name):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    path.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    assert cli.main(["import", str(path), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "\N{REPLACEMENT CHARACTER}" in said
    assert all(letter.isprintable() or letter == "\n" for letter in said)
    assert store.manifests() == []


def test_watch_goes_on_behind_a_trap(tmp_path, capsys):
    inbox = settings.inbox_folder()
    inbox.mkdir(parents=True)
    (inbox / "a.xlsx").write_bytes(far_cell("'", "XFD999999"))
    (inbox / "b.csv").write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    os.mkfifo(inbox / "c.csv")
    assert cli.main(["watch", "--once", "--every", "0.1"]) == 1
    assert (inbox / "refused" / "a.xlsx").exists()
    assert (inbox / "accepted" / "b.csv").exists()

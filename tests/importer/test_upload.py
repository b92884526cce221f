"""The page of the upload and the upload worker, a real process, understand each other."""

import io
import os
import re
import signal
import subprocess
import sys
import time

import openpyxl
import pytest

from dashboard import settings
from dashboard.exports import upload
from dashboard.exports.forms import Form, TableForm
from dashboard.exports.source import Hints
from dashboard.exports.targets import Terms
from dashboard.exports.upload import ConfirmedName, FileSent, Total
from dashboard.importer.layouts import saved
from dashboard.importer.matching import aliases
from dashboard.ui.upload import requests
from dashboard.ui.upload.requests import HandedIn, Refused

pytestmark = pytest.mark.usefixtures("small_reference")

HEADER = "edition,unit_name,as_of,level,stage,count"
ROWS = ("2024,Huyện Thới Bình,2024-05-01,1,activated,5", "2024,Vùng Thới Bình,2024-05-01,1,activated,7")
FORM = Form(((TableForm(("Đơn vị", "Kích hoạt"), ("activated",)),),), ("96", "967"))
EXPORT = HandedIn("tuần 1.csv", "\n".join([HEADER, *ROWS, ""]).encode())


@pytest.mark.parametrize(
    "request_",
    [
        upload.Preview("vi", (FileSent("a.csv", 3, Hints("tcvn3", (("as_of", "2024-05-01"),), (("KH / M1", ""),))),)),
        upload.Import("vi", (FileSent("a.csv", 3, Hints(targets=Terms("province", "2026-01-01", "2026-12-31"))),)),
        upload.ConfirmNames("en", (ConfirmedName("Vùng", "", "2024", "32071"),), "Lan"),
        upload.SaveLayout("vi", "PC06", FORM, Hints(), "Lan"),
        upload.MakeTemplate("vi", "2025", "96", "summary"),
        upload.Remind("en", "2025", ("32065", "31858")),
    ],
    ids=lambda one: type(one).__name__,
)
def test_a_request_comes_back_from_its_line_as_it_was(request_):
    assert upload.request_from_json(upload.request_as_json(request_)) == request_


def test_a_file_is_previewed_mended_and_taken_in(data_folder):
    [seen] = requests.preview(EXPORT, "en")
    assert (seen.status, seen.accepted_rows, seen.quarantined_rows, seen.known_units) == ("accepted", 1, 1, 1)
    assert [(unit.written, unit.unit_code) for unit in seen.units] == [("Vùng Thới Bình", None)]
    assert seen.totals == (Total("activated", "1", 5, None, 1, 0),)
    assert [problem.reason for problem in seen.problems] == ["unit_is_certain"]
    assert openpyxl.load_workbook(io.BytesIO(seen.returned)).sheetnames
    assert not data_folder.exists(), "nothing is kept before the clerk says so"

    requests.confirm([ConfirmedName("Vùng Thới Bình", "", "2024", "32071")], "Lan", "en")
    assert [(alias.unit_code, alias.who) for alias in aliases.saved()] == [("32071", "Lan")]
    steps = []
    [taken] = requests.take_in([EXPORT], "en", lambda words, share: steps.append((share, words)))
    assert (taken.status, taken.accepted_rows, taken.problems, taken.returned) == ("accepted", 2, (), b"")
    assert [words.split(" · ")[0] for _, words in steps[:4]] == [f"Step {number} of 4" for number in (1, 2, 3, 4)]
    assert any("tables done" in words for _, words in steps)
    assert steps == sorted(steps, key=lambda step: step[0])
    assert re.findall(r"\d{8}T\d{12}|Batch", taken.headline) == [], "the sender knows the file by its name"


def test_what_else_a_process_prints_is_no_part_of_its_answer():
    """DuckDB drew a bar into the answer where a build took seconds: the page failed though the file had come in."""
    printing = (
        "import os; from dashboard.importer.upload import worker; worker.keep_answers_apart(); "
        "os.write(1, b'\\r  2% |##'); worker.reply(answer=1)"
    )
    done = subprocess.run([sys.executable, "-c", printing], cwd=settings.ROOT, capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b'{"answer": 1}\n', b"\r  2% |##")


def test_one_process_answers_what_is_asked_next_until_the_settings_change(data_folder):
    ask_anything()
    [worker] = waiting()
    ask_anything()
    assert waiting() == [worker]
    (data_folder / "settings.toml").write_text("max_file_mb = 7\n", encoding="utf-8")
    ask_anything()
    assert waiting() != [worker]
    assert not worker.is_alive()


def test_a_process_that_ended_is_replaced(data_folder):
    ask_anything()
    [worker] = waiting()
    os.kill(worker.number, signal.SIGTERM)
    until(lambda: not worker.is_alive())
    ask_anything()
    assert waiting() != [worker]


def test_a_process_does_not_wait_for_long_nor_with_a_large_file_in_its_memory(data_folder, monkeypatch):
    monkeypatch.setattr(requests, "KEPT_SECONDS", 0.05)
    ask_anything()
    until(lambda: waiting() == [])
    monkeypatch.setattr(requests, "KEPT_SECONDS", 60.0)
    monkeypatch.setattr(requests, "KEPT_BYTES", 10)
    requests.preview(EXPORT, "en")
    assert waiting() == []


def ask_anything():
    """A request that needs no file to be read."""
    requests.confirm([ConfirmedName("Vùng Thới Bình", "", "2024", "32071")], "Lan", "en")


def waiting():
    return [worker for worker, _ in requests.WAITING]


def until(condition, seconds=30):
    ends = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < ends
        time.sleep(0.02)


def test_a_layout_is_remembered_and_a_template_made(data_folder):
    requests.save_layout("PC06", FORM, Hints(given=(("channel", "mobile"),)), "Lan", "vi")
    assert [(one.name, one.form, one.hints.given) for one in saved.saved()] == [
        ("PC06", FORM, (("channel", "mobile"),))
    ]
    book = openpyxl.load_workbook(io.BytesIO(requests.template("2025", "96", "summary", "vi")))
    assert len(book.sheetnames) == 2


def test_settings_that_became_wrong_while_the_server_runs_are_a_sentence(data_folder):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text('small_count = "five"\n', encoding="utf-8")
    for ask in (lambda: requests.preview(EXPORT, "en"), lambda: requests.take_in([EXPORT], "en", print)):
        with pytest.raises(Refused, match=r"settings\.toml has a value that cannot be used: small_count = five"):
            ask()


def test_that_units_were_reminded_is_kept_step_by_step(data_folder):
    requests.take_in([HandedIn("a.csv", (HEADER + "\n" + ROWS[0]).encode())], "en", print)
    steps = []
    kept = requests.remind("2025", ["32065", "31858"], "en", lambda words, share: steps.append((share, words)))
    assert (kept.status, kept.accepted_rows, kept.problems) == ("accepted", 2, ())
    assert len(steps) == 4
    assert requests.remind("2025", ["31858", "32065"], "en", lambda *_: None).status == "known"

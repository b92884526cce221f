"""A batch can be withdrawn and restored: it leaves the figures, stays on disk, and is told with why, who and when."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys

import pytest

from dashboard import clock, importer, settings
from dashboard.batches import events, store
from dashboard.warehouse import versions
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count,correction"


@pytest.fixture
def two_batches(came_in):
    """A report, and a second one that corrects it and goes on."""
    first = ("first.csv", HEADER, "2024,967,2024-05-01,all,activated,100,")
    second = ("second.csv", HEADER, "2024,967,2024-05-01,all,activated,90,x", "2024,967,2024-05-02,all,activated,95,")
    return [result.batch for result in came_in(first, second)]


def figures(ask):
    return ask("SELECT as_of::DATE::VARCHAR, count FROM observation ORDER BY as_of")


def test_a_withdrawn_batch_leaves_the_figures_and_restore_brings_it_back(two_batches, run, ask):
    before = versions.current()
    kept = store.rows_file(two_batches[1]).read_bytes()
    code, output, _ = run("withdraw", two_batches[1], "--why", "sent by mistake", "--who", "Công an huyện")
    assert (code, "second.csv" in output, versions.current() in output) == (0, True, True)
    withdrawn = versions.current()
    assert figures(ask) == [("2024-05-01", 100)]
    assert store.rows_file(two_batches[1]).read_bytes() == kept
    assert run("restore", two_batches[1])[0] == 0
    assert figures(ask) == [("2024-05-01", 90), ("2024-05-02", 95)]
    assert len({before, withdrawn, versions.current()}) == 3


def test_status_and_the_warehouse_say_who_withdrew_what_when_and_why(two_batches, run, ask):
    run("withdraw", two_batches[0], "--why", "sai đơn vị 079123456789", "--who", "Đội QLHC")
    facts = json.loads(run("status", "--json")[1])
    told = {batch["batch_id"]: batch["withdrawn"] for batch in facts["batches"]}
    assert told[two_batches[1]] is None
    assert (told[two_batches[0]]["by"], told[two_batches[0]]["why"]) == ("Đội QLHC", "sai đơn vị *********")
    assert "sai đơn vị *********" in run("status")[1]
    assert ask("SELECT batch_id, withdrawn_by FROM batch ORDER BY batch_id") == [
        (two_batches[0], "Đội QLHC"),
        (two_batches[1], None),
    ]


def test_events_are_only_ever_added_and_a_second_one_of_the_same_changes_nothing(two_batches, run, data_folder):
    for command in (("withdraw", "--why", "x"), ("withdraw", "--why", "y"), ("restore",)):
        assert run(command[0], two_batches[0], *command[1:])[0] == 0
    code, _, errors = run("restore", two_batches[0])
    assert (code, two_batches[0] in errors) == (1, True)
    assert [(event.what, event.why) for event in events.happened()] == [("withdraw", "x"), ("restore", "")]
    assert len(list((data_folder / "events").iterdir())) == 2


@pytest.mark.parametrize(("command", "code"), [(("--why", "x"), 1), (("--why", " "), 2), ((), 2)])
def test_a_wrong_call_is_told_and_changes_nothing(two_batches, run, command, code, data_folder):
    before = versions.current()
    assert run("withdraw", "no-such-batch", *command)[0] == code
    assert versions.current() == before
    assert not (data_folder / "events").exists()


@pytest.mark.parametrize(("language", "words"), [("vi", "không còn được tính"), ("en", "no longer counts")])
def test_it_is_said_in_both_languages(two_batches, run, language, words):
    assert words in run("withdraw", two_batches[0], "--why", "x", "--lang", language)[1]


def test_what_was_withdrawn_no_longer_judges_what_comes_in(two_batches, run, summary):
    run("withdraw", two_batches[1], "--why", "x")
    assert summary("2024,967,2024-05-02,all,activated,94,").problems[0].reason == "count_does_not_go_down"
    assert summary("2024,967,2024-05-02,all,activated,101,", name="next.csv").problems == ()


def test_the_file_of_a_withdrawn_batch_is_refused_with_the_way_back(two_batches, run, file):
    run("withdraw", two_batches[0], "--why", "x")
    again = file("again.csv", HEADER, "2024,967,2024-05-01,all,activated,100,")
    code, output, _ = run("import", again)
    assert (code, f"restore {two_batches[0]}" in output) == (1, True)
    assert len(store.manifests()) == 2
    run("restore", two_batches[0])
    assert run("import", again)[0] == 0


def test_all_batches_may_be_withdrawn(two_batches, run, ask):
    for batch in two_batches:
        assert run("withdraw", batch, "--why", "x")[0] == 0
    assert figures(ask) == []


SCRIPT = """
import os, signal, sys
from dashboard.importer import withdrawal
killed_at, changes = int(sys.argv[2]), 0
def watch(event, arguments):
    global changes
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if (writes or event in ("os.rename", "os.mkdir")) and os.environ["DASHBOARD_DATA"] in str(arguments[0]):
        changes += 1
        if changes == killed_at:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
withdrawal.withdraw(sys.argv[1], why="x", who="y")
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no signals to kill with")
@pytest.mark.parametrize("killed_at", sampled(range(2, 6), 2))
def test_a_withdrawal_killed_at_any_moment_happened_or_did_not(two_batches, ask, killed_at):
    before = figures(ask)
    arguments = [sys.executable, "-c", SCRIPT, two_batches[1], str(killed_at)]
    done = subprocess.run(arguments, cwd=settings.ROOT, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    is_out = two_batches[1] in events.withdrawn(events.happened())
    assert figures(ask) == ([("2024-05-01", 100)] if is_out else before)


def test_a_clock_that_was_set_back_changes_no_order(file, run, ask, monkeypatch):
    noon = dt.datetime(2026, 3, 5, 12)
    batches = []
    for hour, name, count, correction in ((0, "a", 100, ""), (-2, "b", 150, "x"), (-1, "c", 160, "x")):
        monkeypatch.setattr(clock, "now", lambda hour=hour: noon + dt.timedelta(hours=hour))
        row = f"2024,967,2024-05-01,all,activated,{count},{correction}"
        [result] = importer.accept([file(f"{name}.csv", HEADER, row)])
        batches.append(result.batch)
    assert [manifest.batch_id for manifest in store.manifests()] == batches
    assert figures(ask) == [("2024-05-01", 160)]
    assert ask("SELECT count FROM figure_state ORDER BY happened_at") == [(100,), (150,), (160,)]
    monkeypatch.setattr(clock, "now", lambda: noon - dt.timedelta(hours=3))
    assert run("withdraw", batches[2], "--why", "wrong")[0] == 0
    assert figures(ask) == [("2024-05-01", 150)]
    assert run("restore", batches[2])[0] == 0
    assert figures(ask) == [("2024-05-01", 160)]
    assert [event.what for event in events.happened()] == ["withdraw", "restore"]

"""What lies in the data folder is damaged or cannot be used: it is named, nothing leaves the figures in silence."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard import settings, version_files
from dashboard.batches import events, order, store
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count"


@pytest.fixture
def two_batches(came_in):
    """Two reports, a day each."""
    days = [(f"{day}.csv", HEADER, f"2024,967,2024-05-0{day},all,activated,{day}00") for day in (1, 2)]
    return [result.batch for result in came_in(*days)]


def edit(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"units": 1', b'"units": 2'))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def change_a_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


DAMAGE: dict[str, tuple[str, Callable[[Path], None]]] = {
    "no_manifest": ("manifest.json", Path.unlink),
    "cut_manifest": ("manifest.json", cut),
    "no_rows": ("rows.parquet", Path.unlink),
    "cut_rows": ("rows.parquet", cut),
    "changed_rows": ("rows.parquet", change_a_byte),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_batch_is_named_and_the_figures_stay(damage, two_batches, run, ask, file):
    name, harm = DAMAGE[damage]
    before = version_files.current()
    harm(store.batches_folder() / two_batches[0] / name)
    later = file("3.csv", HEADER, "2024,967,2024-05-03,all,activated,300")
    for command in (("rebuild",), ("import", later)):
        code, output, errors = run(*command)
        assert code == 1
        assert two_batches[0] in errors and name in errors and "Traceback" not in errors + output
        assert version_files.current() == before
        assert version_files.is_whole(before)


def test_the_manifest_s_folder_may_not_be_another_s(two_batches, run):
    shutil.copytree(store.batches_folder() / two_batches[0], store.batches_folder() / "copy")
    code, _, errors = run("rebuild")
    assert (code, "copy" in errors) == (1, True)


@pytest.mark.parametrize("content", sampled([b"", b"{", b"[]", b'{"what": "withdraw"}'], 2, first=1), ids=repr)
def test_a_damaged_decision_is_named_and_the_figures_stay(content, two_batches, run):
    run("withdraw", two_batches[0], "--why", "x")
    before = version_files.current()
    [path] = events.folder().iterdir()
    path.write_bytes(content)
    code, _, errors = run("rebuild")
    assert (code, path.name in errors, version_files.current()) == (1, True, before)


def remove_warehouse() -> None:
    version_files.path_of(version_files.current()).unlink()


def cut_warehouse() -> None:
    path = version_files.path_of(version_files.current())
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty_warehouse() -> None:
    version_files.path_of(version_files.current()).write_bytes(b"")


def remove_pointer() -> None:
    version_files.pointer().unlink()


def empty_pointer() -> None:
    version_files.pointer().write_text("")


def spoil_pointer() -> None:
    version_files.pointer().write_bytes(b"\xff\xfe\x00")


HARM = (remove_warehouse, cut_warehouse, empty_warehouse, remove_pointer, empty_pointer, spoil_pointer)


@pytest.mark.parametrize("harm", sampled(HARM, 2), ids=lambda harm: harm.__name__)
def test_a_damaged_warehouse_is_told_and_built_again(harm, two_batches, run):
    before, units = version_files.current(), json.loads(run("status", "--json")[1])["units"]
    harm()
    code, output, errors = run("status", "--json")
    assert (code, json.loads(output)["reason"]) == (1, "figures_are_readable")
    assert "rebuild" in errors and "Traceback" not in errors
    assert run("rebuild")[0] == 0
    assert version_files.current() == before
    assert json.loads(run("status", "--json")[1])["units"] == units


@pytest.mark.parametrize("command", [("status",), ("rebuild",), ("import", "x.csv"), ("query", "coverage_by_edition")])
def test_a_data_folder_that_cannot_be_one_is_told(command, run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "file" / "data"))
    code, output, errors = run(*command)
    assert "Traceback" not in errors + output
    assert code in (0, 1)


@pytest.mark.parametrize("command", [("import", "x.csv", "--json"), ("rebuild",)])
def test_where_nothing_can_be_written_it_is_told(command, run, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "file" / "data"))
    code, output, errors = run(*command)
    assert (code, "DASHBOARD_DATA" in errors) == (1, True)
    if "--json" in command:
        assert json.loads(output)["problems"][0]["reason"] == "folder_is_usable"


@pytest.mark.parametrize("gone", sampled([0, 1, 2], 2))
def test_a_batch_or_decision_that_is_gone_is_named_by_its_number_and_the_figures_stay(gone, two_batches, run, file):
    run("withdraw", two_batches[0], "--why", "x")
    places = [*(store.batches_folder() / batch for batch in two_batches), *events.folder().iterdir()]
    before, aside = version_files.current(), places[gone].rename(settings.data_folder() / "aside")
    later = file("3.csv", HEADER, "2024,967,2024-05-03,all,activated,300")
    for command in (("rebuild",), ("import", later), ("status",), ("rebuild", "--as-of", "2199-01-01")):
        code, output, errors = run(*command)
        assert (code, f" {gone + 1}" in errors, "Traceback" in errors + output) == (1, True, False), command
        assert version_files.current() == before
    # What is copied back is there again.
    aside.rename(places[gone])
    assert run("rebuild")[0] == 0
    assert version_files.current() == before


def test_what_is_lost_for_good_is_given_up_by_its_number_and_may_come_in_again(two_batches, run, file, ask):
    shutil.rmtree(store.batches_folder() / two_batches[1])
    assert run("withdraw", "1", "--why", "x")[0] == 1
    assert run("withdraw", "2", "--why", "hỏng ổ đĩa", "--who", "Lan")[0] == 0
    assert ask("SELECT date, count FROM reported_standing WHERE count IS NOT NULL ORDER BY ALL LIMIT 1")[0][1] == 100
    assert run("import", file("2.csv", HEADER, "2024,967,2024-05-02,all,activated,200"))[0] == 0
    assert [manifest.number for manifest in store.manifests()] == [1, 4]
    assert run("status")[0] == 0


def test_batches_of_before_there_were_numbers_leave_no_gap(two_batches, run):
    for batch in two_batches:
        path = store.batches_folder() / batch / store.MANIFEST
        facts = json.loads(path.read_text(encoding="utf-8"))
        path.write_text(json.dumps({name: facts[name] for name in facts if name not in ("number", "rows_sha256")}))
    order.counter().unlink()
    shutil.rmtree(store.batches_folder() / two_batches[0])
    assert run("rebuild")[0] == 0


@pytest.mark.parametrize("content", sampled([b"", b"x", b"\xff", b"1"], 2, first=1), ids=repr)
def test_a_counter_that_is_damaged_or_behind_changes_nothing(content, two_batches, run, file):
    order.counter().write_bytes(content)
    assert run("import", file("3.csv", HEADER, "2024,967,2024-05-03,all,activated,300"))[0] == 0
    assert [manifest.number for manifest in store.manifests()] == [1, 2, 3]
    assert order.counter().read_text() == "3\n"

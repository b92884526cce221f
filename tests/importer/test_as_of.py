"""Any past briefing can be built again: what had come in and been decided by then, row by row."""

import re
import shutil
from datetime import datetime, timedelta

import duckdb
import pytest

from dashboard import cli, clock, importer, settings, sql, version_files
from dashboard.batches import store
from dashboard.warehouse import versions

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count,correction"
DETAILED = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count"


def everything(version):
    """All rows of all published tables of a version; when it was built is not part of what it says."""
    with duckdb.connect(str(versions.path_of(version)), read_only=True) as connection:
        tables = {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY ALL').fetchall()
            for name in sql.names("build")
            if sql.load("build", name).is_published
        }
        columns = [name for name, *_ in connection.execute("DESCRIBE build").fetchall()]
    tables["build"] = [
        row[: columns.index("built_at")] + row[columns.index("built_at") + 1 :] for row in tables["build"]
    ]
    return tables


@pytest.fixture(scope="module")
def made(tmp_path_factory, units_of_ca_mau):
    """Five moments of a campaign, each with the version and everything in it: three imports, a withdrawal, its end."""
    folder = tmp_path_factory.mktemp("history")
    files = {
        "1.csv": (HEADER, "2024,967,2024-05-01,all,activated,100,", "2024,967,2024-05-02,all,activated,120,"),
        "2.csv": (DETAILED, "2024,967,2024-05-03,07-11,all,activated,mobile,,5"),
        "3.csv": (HEADER, "2024,967,2024-05-02,all,activated,110,x"),
    }
    told = []

    def step(*arguments):
        assert cli.main(list(arguments)) == 0
        told.append((clock.now(), versions.current(), everything(versions.current())))

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder / "data"))
        environment.setattr(settings, "DATA", units_of_ca_mau)
        for name, lines in files.items():
            (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
            step("import", str(folder / name))
        step("withdraw", store.manifests()[1].batch_id, "--why", "x")
        step("restore", store.manifests()[1].batch_id)
    return folder / "data", told


@pytest.fixture
def history(made, data_folder):
    """That campaign as the data folder in use."""
    folder, told = made
    shutil.copytree(folder, data_folder)
    return told


def forget(version):
    if version != versions.current():
        versions.path_of(version).unlink(missing_ok=True)


def test_a_rebuild_as_of_a_moment_equals_row_by_row_what_the_warehouse_held_then(history):
    in_use = versions.current()
    for _, version, _ in history:
        forget(version)
    for moment, version, rows in history:
        assert importer.rebuild(moment) == version
        assert everything(version) == rows
    assert versions.current() == in_use
    assert history[0][2]["area_standing"] != history[2][2]["area_standing"]


def test_the_command_leaves_the_version_in_use_and_says_how_to_look(history, run):
    in_use = versions.current()
    moment, version, _ = history[0]
    forget(version)
    code, output, _ = run("rebuild", "--as-of", moment.isoformat())
    assert (code, versions.current()) == (0, in_use)
    assert version in output
    assert str(versions.path_of(version)) in output
    asked = ("query", "version_in_use", "--csv", "--version", version)
    assert run(*asked)[1].splitlines()[1].startswith(version)
    assert run("query", "version_in_use", "--csv")[1].splitlines()[1].startswith(in_use)
    assert run("rebuild")[0] == 0
    assert versions.current() == in_use


def test_the_version_asked_for_by_the_environment_is_shown_and_none_else(history, run, monkeypatch):
    version = history[0][1]
    monkeypatch.setenv("DASHBOARD_VERSION", version)
    assert (version_files.shown(), version_files.current()) == (version, history[-1][1])
    monkeypatch.setenv("DASHBOARD_VERSION", "0" * 12)
    code, _, errors = run("query", "version_in_use", "--lang", "en")
    assert (code, "There is no version 000000000000" in errors) == (1, True)


def test_a_moment_is_read_by_the_installation_s_clock_and_a_day_means_its_end(history, run):
    moment, version, _ = history[2]
    utc = f"{moment - timedelta(hours=7):%Y-%m-%dT%H:%M:%S.%f}+00:00"
    assert version in run("rebuild", "--as-of", utc)[1]
    assert versions.current() in run("rebuild", "--as-of", f"{moment:%Y-%m-%d}")[1]


@pytest.mark.parametrize(("moment", "code"), [("yesterday", 2), ("2024-13-01", 2), ("2001-01-01", 1)])
def test_a_moment_that_cannot_be_built_is_told_and_changes_nothing(history, run, moment, code):
    files = sorted(versions.folder().iterdir())
    got, _, errors = run("rebuild", "--as-of", moment)
    assert got == code
    assert re.search(moment if code == 2 else "01/01/2001", errors)
    assert sorted(versions.folder().iterdir()) == files


def test_a_batch_received_at_that_very_moment_is_in(file):
    result = importer.accept([file("1.csv", HEADER, "2024,967,2024-05-01,all,activated,100,")])[0]
    received = datetime.fromisoformat(store.manifests()[0].received_at)
    assert importer.rebuild(received) == result.version
    with pytest.raises(importer.NothingYet):
        importer.rebuild(received - timedelta(microseconds=1))

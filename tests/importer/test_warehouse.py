"""The warehouse: built beside, checked, moved into place; a version that breaks a check never reaches a reader."""

import json
import os
import shutil
from graphlib import CycleError

import duckdb
import pytest

from dashboard import cli, importer, settings, sql
from dashboard.batches import store
from dashboard.importer import WarehouseRefused
from dashboard.importer.judging.checking import STEPS
from dashboard.tables import in_order
from dashboard.warehouse import build, versions
from tests.warehouse import REPORTED

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count"


def day(number):
    return f"2024,967,2024-05-{number:02},all,activated,{40000 + number}"


@pytest.fixture
def own_queries(tmp_path, monkeypatch):
    """A copy of queries/ that a test may break."""
    shutil.copytree(settings.QUERIES, tmp_path / "queries")
    monkeypatch.setattr(settings, "QUERIES", tmp_path / "queries")
    sql.load.cache_clear()
    yield tmp_path / "queries"
    sql.load.cache_clear()


def test_a_version_that_breaks_a_check_leaves_the_old_one_in_place(file, own_queries, capsys):
    old = importer.accept([file("a.csv", HEADER, day(1))])[0].version
    broken = "-- No figure is allowed.\n--\n-- on:     warehouse\n\nSELECT observation.unit_code FROM observation"
    (own_queries / "check" / "nothing_is_reported.sql").write_text(broken)
    with pytest.raises(WarehouseRefused, match="nothing_is_reported"):
        importer.accept([file("b.csv", HEADER, day(2))])
    assert versions.current() == old
    assert len(list(versions.folder().glob("warehouse-*.duckdb"))) == 1
    assert cli.main(["rebuild"]) == 1
    assert "nothing_is_reported" in capsys.readouterr().err
    assert cli.main(["import", str(file("c.csv", HEADER, day(3))), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["reason"] == "nothing_is_reported"
    (own_queries / "check" / "nothing_is_reported.sql").unlink()
    assert importer.rebuild() != old
    assert len(store.manifests()) == 3


def test_a_new_build_query_makes_a_new_version(file, own_queries):
    old = importer.accept([file("a.csv", HEADER, day(1))])[0].version
    (own_queries / "build" / "extra.sql").write_text(
        "-- One more table.\n--\n-- grain:  one row\n-- after:  unit\n\nSELECT 1 AS one"
    )
    sql.load.cache_clear()
    assert importer.rebuild() != old


def test_a_rebuild_without_news_changes_nothing(file):
    importer.accept([file("a.csv", HEADER, day(1))])
    path = versions.path_of(versions.current())
    before = path.stat().st_mtime_ns
    importer.rebuild()
    assert path.stat().st_mtime_ns == before


def test_a_version_whose_file_is_lost_is_built_again(file):
    importer.accept([file("a.csv", HEADER, day(1))])
    versions.path_of(versions.current()).unlink()
    assert versions.path_of(importer.rebuild()).exists()


def test_only_the_newest_versions_are_kept_and_one_in_use_may_stay(file, data_folder, monkeypatch):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text("keep_versions = 1")
    for number in range(1, 4):
        importer.accept([file(f"{number}.csv", HEADER, day(number))])
    assert len(list(versions.folder().glob("warehouse-*.duckdb"))) == 2


def test_a_reader_of_the_old_version_is_not_disturbed(file):
    importer.accept([file("a.csv", HEADER, day(1))])
    with duckdb.connect(str(versions.path_of(versions.current())), read_only=True) as reader:
        importer.accept([file("b.csv", HEADER, day(2))])
        assert len(reader.execute(REPORTED).fetchall()) == 1
    with duckdb.connect(str(versions.path_of(versions.current())), read_only=True) as reader:
        assert len(reader.execute(REPORTED).fetchall()) == 2


def test_nothing_but_what_is_published_stays_in_the_warehouse(file):
    importer.accept([file("a.csv", HEADER, day(1))])
    with duckdb.connect(str(versions.path_of(versions.current())), read_only=True) as reader:
        tables = {name for (name,) in reader.execute("SELECT table_name FROM information_schema.tables").fetchall()}
    assert tables == {name for name in sql.names("build") if sql.load("build", name).is_published}
    assert [path.name for path in versions.folder().iterdir() if "partial" in path.name] == []


def test_the_holidays_are_in_in_both_languages(ask):
    assert ask("SELECT name_vi, name_en FROM holiday WHERE date = DATE '2024-05-01'")[0] != (None, None)
    assert ask("SELECT count(*) FROM holiday WHERE year(date) = 2027")[0][0] > 5


def test_build_queries_that_wait_for_one_another_are_our_bug(own_queries):
    for name, other in (("one", "two"), ("two", "one")):
        (own_queries / "build" / f"{name}.sql").write_text(f"-- X.\n--\n-- after:  {other}\n\nSELECT 1")
    with pytest.raises(CycleError):
        in_order("build")


@pytest.mark.skipif(os.name == "nt", reason="folders cannot be made read-only there")
def test_every_check_states_where_it_is_put_to(own_queries):
    steps = {*STEPS, "warehouse"}
    for name in sql.names("check"):
        check = sql.load("check", name)
        assert check.on.split()[0] in steps, name
        assert check.description.endswith("."), name


def test_a_build_in_which_the_engine_stumbles_is_made_once_more(file, monkeypatch):
    stumbled = []
    sound = build.check

    def check(connection):
        if not stumbled:
            stumbled.append(True)
            raise duckdb.InternalException("changed identity after being seeded for dictionary caching")
        sound(connection)

    monkeypatch.setattr(build, "check", check)
    result = importer.accept([file("a.csv", HEADER, day(1))])[0]
    assert stumbled
    with duckdb.connect(str(versions.path_of(result.version)), read_only=True) as published:
        assert published.execute("SELECT max(count) FROM area_standing").fetchone() == (40001,)

"""An office's own groups of units: loaded from a file, refused cell by cell, seen by pages and warehouse alike."""

import duckdb
import pytest

from dashboard import units
from dashboard.batches import store
from dashboard.warehouse import versions

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "grouping,edition,group_code,full_name,parent_code,unit_code"
CLUSTERS = (
    "cluster,2025,C1,Cụm số 1,96,32065",
    "cluster,2025,C1,Cụm số 1,96,32069",
    "cluster,2025,C2,Cụm số 2,96,32092",
)


@pytest.fixture
def clusters(file):
    """A file of two clusters of communes."""
    return file("clusters.csv", HEADER, *CLUSTERS)


def asked(question):
    with duckdb.connect(str(versions.path_of(versions.current())), read_only=True) as connection:
        return connection.execute(question).fetchall()


def test_a_grouping_is_seen_by_the_pages_and_in_the_warehouse(run, bring, clusters):
    bring("unit_code,as_of,level,stage,count", "32065,2025-08-01,all,activated,50", "32069,2025-08-01,all,activated,7")
    code, output, _ = run("grouping", clusters)
    assert (code, versions.current() in output) == (0, True)
    assert units.find("2025", "C1").full_name == "Cụm số 1"
    assert [unit.unit_code for unit in units.children("2025", "C1")] == ["32065", "32069"]
    assert units.groupings("2025", "96") == ["former_district", "cluster"]
    assert [unit.unit_code for unit in units.search("cụm số 1", "2025")][:1] == ["C1"]
    assert asked("SELECT count FROM area_standing WHERE unit_code = 'C1'") == [(57,)]
    assert asked("SELECT DISTINCT grain, kind FROM unit WHERE unit_code = 'C2'") == [("cluster", "group")]
    assert run("grouping")[1] == "cluster · 2025 · 2 nhóm\n"


def test_a_grouping_makes_another_version_and_leaves_with_it(run, bring, clusters):
    bring("unit_code,as_of,level,stage,count", "32065,2025-08-01,all,activated,50")
    run("rebuild")
    before = versions.current()
    run("grouping", clusters)
    assert versions.current() != before
    assert run("grouping", "--remove", "cluster")[0] == 0
    assert versions.current() == before
    assert not units.exists("2025", "C1")
    assert run("grouping", "--remove", "cluster")[0] == 1


def test_a_file_replaces_the_grouping_of_its_name_and_no_other(run, file, clusters):
    run("grouping", clusters)
    run("grouping", file("own.csv", HEADER, "zone,2025,Z,Vùng ven,96,32071"))
    assert run("grouping", file("clusters.csv", HEADER, CLUSTERS[2]))[0] == 0
    assert not units.exists("2025", "C1")
    assert units.groupings("2025", "96") == ["former_district", "zone", "cluster"]


def test_before_the_first_import_a_grouping_waits(run, clusters):
    code, output, _ = run("grouping", clusters)
    assert (code, "lần nhập đầu tiên" in output) == (0, True)
    assert store.manifests() == []


def test_what_may_be_left_out_is_filled_in(run, file):
    header = "grouping;edition;group_code;full_name;unit_code"
    assert run("grouping", file("a.csv", header, "zone;2025;Z;Vùng;96"))[0] == 0
    assert [unit.full_name for unit in units.lineage("2025", "Z")] == ["Việt Nam", "Vùng"]
    assert units.grain_below("2025", "Z") == "province"
    assert units.members("2025", "Z")[0].share == 1


@pytest.mark.parametrize(
    ("row", "column", "value", "words"),
    [
        ("cluster,2025,C1,Cụm 1,96,99999", "unit_code", "99999", "danh mục không có đơn vị này"),
        ("cluster,2025,C1,Cụm 1,96,967", "unit_code", "967", "danh mục không có đơn vị này"),
        ("cluster,2026,C1,Cụm 1,96,32065", "edition", "2026", "2024 hoặc 2025"),
        ("cluster,2025,C1,Cụm 1,95,32065", "parent_code", "95", "bao trùm"),
        ("cluster,2025,967,Cụm 1,96,32065", "group_code", "967", "mã nhóm"),
        ("cluster,2025,096085001234,Cụm 1,96,32065", "group_code", "*********", "mã nhóm"),
        ("former_district,2025,C1,Cụm 1,96,32065", "grouping", "former_district", "có sẵn"),
        ("commune,2025,C1,Cụm 1,96,32065", "grouping", "commune", "có sẵn"),
        ("Cụm,2025,C1,Cụm 1,96,32065", "grouping", "Cụm", "chữ thường"),
        ("cluster,2025,V6,Cụm 1,96,32065", "group_code", "V6", "cách chia nhóm khác"),
        ("cluster,2025,C1,,96,32065", "full_name", "–", "phải ghi"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(run, file, row, column, value, words):
    code, _, errors = run("grouping", file("clusters.csv", HEADER, row))
    assert code == 1
    assert f"clusters.csv, dòng 2, cột {column}, giá trị {value}: " in errors
    assert words in errors
    assert run("grouping")[1] == ""


@pytest.mark.parametrize(
    ("second", "column", "words"),
    [
        ("cluster,2025,C2,Cụm 2,96,32065", "unit_code", "đã ở một nhóm"),
        ("cluster,2025,C1,Cụm khác,96,32069", "full_name", "khác với dòng trước"),
        ("cluster,2025,C2,Cụm 2,VN,96", "unit_code", "đã ở một nhóm"),
    ],
)
def test_rows_that_disagree_are_told(run, file, second, column, words):
    code, _, errors = run("grouping", file("clusters.csv", HEADER, "cluster,2025,C1,Cụm 1,96,32065", second))
    assert code == 1
    assert ("cột " + column in errors and words in errors) or "bao trùm" in errors


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("a,b", "1,2"), "cột grouping"),
        ((HEADER + ",note", CLUSTERS[0] + ",x"), "cột note"),
        ((HEADER,), "không có dòng nào"),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(run, file, lines, words):
    code, _, errors = run("grouping", file("clusters.csv", *lines))
    assert (code, words in errors) == (1, True)


def test_a_file_that_is_not_there_is_refused(run, tmp_path):
    assert run("grouping", tmp_path / "nowhere.csv")[0] == 1

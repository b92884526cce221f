"""What is kept: append-only batches with their facts, a file only once, nothing of a dry run."""

import os
from pathlib import Path

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.batches import store
from dashboard.warehouse import versions
from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count,ghi chú"
ROW = "2024,967,2024-05-01 23:00,all,activated,40012,x"


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_batch_carries_its_facts(file, data_folder):
    path = file("tuần 1.csv", HEADER, ROW, "2024,967,2024-05-08,all,activated,x,x")
    result = importer.accept([path])[0]
    manifest = store.manifests()[0]
    assert result.version == versions.current()
    assert manifest.batch_id == result.batch
    assert manifest.batch_id.endswith(f"-summary-{manifest.sha256[:8]}")
    assert (manifest.kind, manifest.source_name) == ("summary", "tuần 1.csv")
    assert (manifest.period_from, manifest.period_to) == ("2024-05-01", "2024-05-01")
    assert (manifest.accepted_rows, manifest.quarantined_rows, manifest.units) == (1, 1, 1)
    assert (manifest.is_demo, manifest.superseded_by, manifest.dropped_columns) == (False, None, ("ghi chú",))
    kept = data_folder / "quarantine" / manifest.batch_id / "rows.parquet"
    rows = duckdb.execute(f"SELECT row, unit_code, count, reasons FROM '{kept}'").fetchall()
    assert rows == [(1, "967", "x", ["count_is_a_whole_number"])]


def test_the_same_file_again_adds_nothing(file, ask):
    path = file("a.csv", HEADER, ROW)
    copy = file("copy.csv", HEADER, ROW)
    first, twice = importer.accept([path, path])
    again = importer.accept([copy])[0]
    assert (first.status, twice.status, again.status) == ("accepted", "known", "known")
    assert first.batch == twice.batch == again.batch
    assert first.version == again.version
    assert (again.accepted_rows, len(store.manifests())) == (0, 1)
    assert ask("SELECT count(*) FROM observation") == [(1,)]


def test_a_dry_run_says_everything_and_writes_nothing(file, data_folder):
    path = file("a.csv", HEADER, ROW, "2024,967,2024-05-08,all,activated,x,x")
    result = importer.accept([path, path], dry_run=True)[0]
    assert (result.status, result.accepted_rows, result.quarantined_rows) == ("accepted", 1, 1)
    assert (result.batch, result.version) == (None, None)
    assert not data_folder.exists()


def test_a_refused_file_leaves_the_others_alone(file):
    results = importer.accept([file("bad.csv", "x,y", "1,2"), file("good.csv", HEADER, ROW)])
    assert [result.status for result in results] == ["refused", "accepted"]
    assert [manifest.source_name for manifest in store.manifests()] == ["good.csv"]


def test_only_refused_files_make_no_version(file, data_folder):
    result = importer.accept([file("bad.csv", "x,y", "1,2")])[0]
    assert (result.version, versions.current()) == (None, None)
    assert everything(data_folder) == ["importer.lock"]


def test_what_a_killed_import_left_is_swept_away(file, data_folder):
    importer.accept([file("a.csv", HEADER, ROW)])
    for leftover in ("batches/.incoming-x", "quarantine/.incoming-x", "quarantine/never-accepted"):
        (data_folder / leftover).mkdir(parents=True)
        (data_folder / leftover / "rows.parquet").write_bytes(b"half")
    (data_folder / "warehouse" / "warehouse-abc.duckdb.partial-1").write_bytes(b"half")
    importer.accept([file("b.csv", HEADER, ROW.replace("05-01", "05-02"))])
    left = everything(data_folder)
    assert not [path for path in left if "incoming" in path or "never" in path or "partial" in path]


def test_files_of_one_command_know_each_other(file, reasons):
    later = file(
        "b.csv", HEADER, ROW.replace("05-01", "05-08").replace("40012", "39000"), ROW.replace("05-01", "05-09")
    )
    results = importer.accept([file("a.csv", HEADER, ROW), later])
    assert reasons(results[1]) == [(2, "count", "count_does_not_go_down")]


def test_simulated_figures_may_lie_in_the_future_and_are_marked(file, ask):
    path = file("a.csv", HEADER, ROW.replace("2024,967,2024", "2025,96,2199"))
    assert importer.accept([path], is_demo=True)[0].status == "accepted"
    assert store.manifests()[0].is_demo
    assert ask("SELECT is_demo FROM build") == [(True,)]


def bring_in(folder, reference, path):
    os.environ["DASHBOARD_DATA"] = folder
    settings.DATA = reference
    importer.accept([path])


def test_two_imports_at_once_wait_for_each_other(file, ask, forked):
    days = ("05-01", "05-02", "05-03")
    paths = [file(f"{day}.csv", HEADER, ROW.replace("05-01", day)) for day in days]
    processes = [
        forked.Process(target=bring_in, args=(os.environ["DASHBOARD_DATA"], settings.DATA, path)) for path in paths
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert len(store.manifests()) == 3
    assert versions.current() == versions.due_version(store.manifests())
    assert ask("SELECT count(*), count(DISTINCT as_of) FROM observation") == [(3, 3)]


@pytest.mark.parametrize(
    ("lines", "kind", "columns"),
    [
        (
            [
                "unit_code,date,hour_band,level,stage,channel,team_code,count",
                "967,2024-05-01,17h-22h,2,Kích hoạt,tại nhà,T1,3",
            ],
            "detailed",
            ("2024", "967", "17-22", "2", "activated", "home_visit", "T1", 3),
        ),
        (
            [
                "ma_don_vi,cap_giao,muc_do,giai_doan,ngay_bat_dau,thoi_han,chi_tieu,van_ban",
                "967,Bộ,tổng,kích hoạt,1/1/2024,31/12/2024,73.000,KH 12",
            ],
            "target",
            ("2024", "967", "ministry", "all", "activated", 73000, "KH 12"),
        ),
        (
            ["unit_code,base,as_of,count,source", "967,đủ điều kiện,2024-01-01,98000,sổ thường trú"],
            "population_base",
            ("2024", "967", "eligible", 98000, "sổ thường trú"),
        ),
        (
            ["team_code,name,kind,edition,unit_code", "T1,Tổ lưu động số 1,tổ lưu động,2024,967"],
            "team",
            ("T1", "Tổ lưu động số 1", "district_mobile", "2024", "967"),
        ),
    ],
)
def test_each_kind_is_recognised_from_its_header(bring, accepted, lines, kind, columns):
    result = bring(*lines)
    assert (result.kind, result.problems) == (kind, ())
    row = accepted(result)[0]
    assert [value for value in row if value in columns] == list(columns)


@pytest.mark.parametrize("count", sampled(range(40010, 40018), 4))
def test_batches_that_arrive_within_one_second_keep_their_order(file, count):
    header = "edition,unit_code,as_of,level,stage,count,correction"
    report = file("report.csv", header, f"2024,967,2024-05-01 23:00,all,activated,{count},")
    lower = file("lower.csv", header, f"2024,967,2024-05-01 23:00,all,activated,{count - 500},yes")
    after = file("after.csv", header, f"2024,967,2024-05-02 23:00,all,activated,{count - 300},")
    results = importer.accept_files([report, lower, after], dry_run=False, is_demo=False, progress=None)
    assert [result.quarantined_rows for result in results] == [0, 0, 0]
    assert [manifest.source_name for manifest in store.manifests()] == ["report.csv", "lower.csv", "after.csv"]

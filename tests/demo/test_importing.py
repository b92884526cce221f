"""The demo goes in by the ordinary door: nothing set aside, published figures as real, no mixing with real reports.

Other tests stand on the batches that its command made once. In each test run the command brings a fixed sample of its
files in again, those until February 2024, and the door that it uses the later ones of the sample: a build of all days
takes twenty seconds. The same must come of them. SOAK_DEMO=whole, by `make soak`: the command brings in all.
"""

import datetime as dt
import hashlib
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import importer, queries, settings, version_files
from dashboard.batches import store
from dashboard.cli import demo
from dashboard.database import Database
from dashboard.demo import scenario
from dashboard.importer import withdrawal
from tests import campaign, warehouse
from tests.conftest import run_demo

RENEWED = "`python -m tests.campaign` keeps the new ones"
# Of the reports a few of each time, with those around a correction, and the last ones; of all else every file.
REPORTS = (
    "2023-Q1", "2024-05-03", "2024-05-06", "2025-06-27", "cuoi_cung_2025-06-30", "2026-09-18", "2026-09-21",
    "2026-09-25", "2026-Q3", "2026-11-20", "cuoi_cung_2026-11-20",
)  # fmt: skip
SAMPLE = {f"tong_hop_{name}" for name in REPORTS}
EARLY = dt.datetime(2024, 3, 1)

SUMMARY = """ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong
32065,2024-05-01 23:00,1,activated,10
"""


@pytest.fixture(scope="module")
def built(built_demo: Path) -> Path:
    """The version of the campaign, as the app opens it."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(built_demo))
        return version_files.path_of(str(version_files.current()))


@pytest.fixture(scope="module")
def brought_in(demo_sent: dict[Path, dt.datetime], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder into which the command brought the sample."""
    data = tmp_path_factory.mktemp("brought in") / "data"
    is_whole = os.environ.get("SOAK_DEMO") == "whole"
    later: dict[Path, dt.datetime] = {}

    def written(folder: Path, _: int) -> dict[Path, dt.datetime]:
        folder.mkdir(parents=True)
        names = [path for path in demo_sent if is_whole or path.stem in SAMPLE or not path.stem.startswith("tong_hop")]
        sent = {Path(shutil.copy(path, folder)): demo_sent[path] for path in names}
        later.update({path: moment for path, moment in sent.items() if moment >= EARLY and not is_whole})
        return {path: moment for path, moment in sent.items() if path not in later}

    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(data))
        environment.setattr(demo.files, "write", written)
        assert run_demo() == 0
        arrivals = {path.name: moment for path, moment in later.items()}
        importer.accept_files([*later], dry_run=False, is_demo=True, progress=None, arrivals=arrivals)
    return data


@pytest.fixture
def own_data(brought_in: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That data folder, in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(brought_in))
    return brought_in


def rows(built: Path, question: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(built), read_only=True) as connection:
        return connection.execute(question).fetchall()


@pytest.fixture
def file_of_a_report(tmp_path: Path) -> Iterator[Path]:
    """A real report of one row, beside an empty data folder in use."""
    report = tmp_path / "bao_cao.csv"
    report.write_text(SUMMARY, encoding="utf-8")
    with warehouse.in_use(tmp_path / "data"):
        yield report


def test_every_row_of_every_file_is_accepted(own_data: Path) -> None:
    manifests = store.manifests()
    assert sum(manifest.quarantined_rows for manifest in manifests) == 0
    assert not (own_data / "quarantine").exists()
    assert {manifest.kind for manifest in manifests} == {
        "summary", "detailed", "target", "population_base", "team", "event", "published", "reason", "duty", "hamlet",
        "indicator",
    }  # fmt: skip


def test_the_batches_that_other_tests_stand_on_are_of_the_files_that_the_demo_writes(
    demo_data: Path, demo_sent: dict[Path, dt.datetime]
) -> None:
    manifests = store.manifests()
    written = {hashlib.sha256(path.read_bytes()).hexdigest() for path in (*demo_sent, demo.PUBLISHED)}
    assert {manifest.sha256 for manifest in manifests} == written, RENEWED
    assert sum(manifest.quarantined_rows for manifest in manifests) == 0
    assert sum(manifest.accepted_rows for manifest in manifests if manifest.kind == "summary") > 650_000


def test_the_batches_that_other_tests_stand_on_are_those_of_the_command(own_data: Path, tmp_path: Path) -> None:
    with tarfile.open(campaign.KEPT) as archive:
        archive.extractall(tmp_path, filter="data")
    ours, theirs = kept_in(tmp_path), kept_in(own_data)
    assert len(theirs) > 20
    with duckdb.connect() as connection:
        for digest, (folder, manifest) in theirs.items():
            kept, same = ours[digest]
            assert same == manifest, RENEWED
            one, other = (f"FROM read_parquet('{place}/rows.parquet')" for place in (kept, folder))
            for rows_of, without in ((one, other), (other, one)):
                assert connection.execute(f"{rows_of} EXCEPT ALL {without} LIMIT 5").fetchall() == [], RENEWED


def kept_in(folder: Path) -> dict[str, tuple[Path, dict[str, object]]]:
    """By the digest of a file: the folder of its batch, and its manifest but for a real file's time of arrival.

    The digest of the rows' file may differ where their order or the writer does: the rows themselves are compared.
    """
    arrival, passing = ("batch_id", "received_at"), ("rows_sha256",)
    found = {}
    for path in folder.glob("batches/*/manifest.json"):
        facts = json.loads(path.read_text("utf-8"))
        compared = {k: v for k, v in facts.items() if k not in passing and (facts["is_demo"] or k not in arrival)}
        found[str(facts["sha256"])] = path.parent, compared
    return found


def test_only_the_published_figures_are_not_marked_as_simulated(demo_data: Path) -> None:
    assert {manifest.kind for manifest in store.manifests() if not manifest.is_demo} == {"published"}


def test_the_warehouse_says_40012_of_73000_for_thoi_binh(built: Path) -> None:
    activated = rows(
        built,
        "SELECT count, units_reported FROM area_standing WHERE edition = '2024' AND unit_code = '967' "
        "AND date = '2024-05-01' AND level = 'all' AND stage = 'activated'",
    )
    target = rows(
        built,
        "SELECT value FROM in_force WHERE edition = '2024' AND unit_code = '967' AND issuer = 'ministry' "
        "AND level = 'all' AND stage = 'activated' AND DATE '2024-05-01' BETWEEN first_day AND last_day",
    )
    assert (activated, target) == ([(40_012, 12)], [(73_000,)])


def test_the_correction_stands_and_the_figures_go_on_from_it(built: Path) -> None:
    of_the_commune = "edition = '2025' AND unit_code = '32110' AND level = '2' AND stage = 'activated'"
    corrected = rows(
        built,
        "SELECT min(as_of)::DATE::VARCHAR, max(as_of)::DATE::VARCHAR, min(count_before - count_after), "
        f"max(count_before - count_after) FROM restatement WHERE reason = 'correction' AND {of_the_commune}",
    )
    assert corrected == [("2026-09-07", "2026-09-24", 320, 320)]
    counts = rows(
        built,
        f"SELECT count FROM area_standing WHERE {of_the_commune} "
        "AND date IN ('2026-09-06', '2026-09-24', '2026-09-25') ORDER BY date",
    )
    before, last, after = (int(str(count)) for [count] in counts)
    assert before <= last <= after
    assert last - before < 320


def test_detailed_exports_agree_with_the_summary_in_the_warehouse(built: Path) -> None:
    compared = rows(
        built,
        "SELECT edition, count(*) FILTER (is_different) FROM reconciliation WHERE comparison = 'detailed' "
        "AND stage = 'activated' GROUP BY edition HAVING count(*) > 800 ORDER BY edition",
    )
    assert compared == [("2024", 0), ("2025", 0)]


def test_published_units_are_found_in_the_edition_of_their_date(built: Path) -> None:
    unknown = rows(built, "SELECT DISTINCT unit_printed FROM published_figure WHERE unit_code IS NULL ORDER BY 1")
    # Nông Sơn was merged into Quế Sơn on 1 January 2025, before the state that edition 2024 records; O2 is a village.
    assert unknown == [("Nông Sơn (Quảng Nam)",), ("làng O2, xã Vĩnh Sơn (Gia Lai)",)]
    assert rows(
        built,
        "SELECT DISTINCT unit_printed, edition, unit_code, full_name FROM published_figure "
        "JOIN unit USING (edition, unit_code) WHERE unit_printed IN ('Thới Bình (Cà Mau)', 'TP. Hồ Chí Minh', "
        "'TP Lào Cai', 'TX Bỉm Sơn (Thanh Hóa)', 'An Lão (Hải Phòng)', 'xã Hà Đông, Đak Đoa (Gia Lai)') ORDER BY 1, 2",
    ) == [
        ("An Lão (Hải Phòng)", "2024", "313", "Huyện An Lão"),
        ("TP Lào Cai", "2024", "080", "Thành phố Lào Cai"),
        ("TP. Hồ Chí Minh", "2024", "79", "Thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "2025", "79", "Thành phố Hồ Chí Minh"),
        ("TX Bỉm Sơn (Thanh Hóa)", "2024", "381", "Thị xã Bỉm Sơn"),
        ("Thới Bình (Cà Mau)", "2024", "967", "Huyện Thới Bình"),
        ("xã Hà Đông, Đak Đoa (Gia Lai)", "2024", "23680", "Xã Hà Đông"),
    ]


def test_a_range_that_a_source_prints_keeps_both_ends(built: Path) -> None:
    found = rows(built, "SELECT value, value_high FROM published_figure WHERE metric = 'target_vneid_users'")
    assert found == [(3_000_000, 5_000_000)]


@pytest.mark.parametrize(("edition", "as_of"), [("2024", "2024-05-03"), ("2024", "2025-06-28"), ("2025", "2026-11-20")])
def test_most_reports_came_in_time_some_late_and_some_not_at_all(demo_data: Path, edition: str, as_of: str) -> None:
    door = Database(version_files.path_of(str(version_files.shown())))
    day = dt.date.fromisoformat(as_of)
    now = dt.datetime.combine(day, dt.time.min)
    table = queries.lateness_by_due(door, edition=edition, parent="96", as_of=day, now=now, dues=8)
    shares = table["state"].value_counts(normalize=True)
    assert 0.85 < shares["on_time"] < 0.97
    assert shares["late"] > 0.02
    assert 0.005 < shares["missing"] < 0.05
    assert set(table["days_late"].dropna()) == {3, 7}


def test_the_simulated_files_come_in_at_the_same_moments_on_every_machine(demo_data: Path) -> None:
    came = {manifest.source_name: manifest.received_at for manifest in store.manifests() if manifest.is_demo}
    assert came["tong_hop_2024-05-03.csv"] == "2024-05-03T16:20:00"
    assert came["tong_hop_2023-Q1.xlsx"] == "2024-02-29T09:00:00"
    assert max(came.values()) == "2026-11-20T23:45:00"


def test_what_is_real_comes_in_when_it_comes(own_data: Path) -> None:
    published = [manifest.received_at for manifest in store.manifests() if not manifest.is_demo]
    assert published[0] > f"{dt.datetime.now() - dt.timedelta(days=2):%Y-%m-%d}"


def test_a_past_briefing_of_the_demo_shows_what_was_known_then(own_data: Path) -> None:
    with warehouse.in_use(own_data):
        version = importer.rebuild(dt.datetime(2024, 2, 29, 12))
    try:
        door = Database(version_files.path_of(version))
        coverage = queries.coverage_by_edition(door)
        door.close()
    finally:
        version_files.path_of(version).unlink()
    assert list(coverage["edition"]) == ["2024"]
    assert coverage["newest_report"].item().date() == dt.date(2023, 3, 31)


def test_a_real_file_never_comes_in_at_another_moment_than_now(file_of_a_report: Path) -> None:
    [result] = importer.accept([file_of_a_report], arrivals={file_of_a_report.name: dt.datetime(2024, 5, 2)})
    assert result.status == "accepted"
    assert store.manifests()[0].received_at > "2024-05-03"


def test_a_demo_of_another_seed_is_noticed(own_data: Path) -> None:
    assert demo._is_another_demo_in([demo.PUBLISHED])
    assert not demo._is_another_demo_in(sorted((own_data / "exports" / "demo").iterdir()))


def test_the_demo_twice_adds_nothing(own_data: Path) -> None:
    exports = own_data / "exports" / "demo"
    results = importer.accept([exports / "chi_tieu_2024.csv", demo.PUBLISHED], is_demo=True, dry_run=True)
    assert [result.status for result in results] == ["known", "known"]


def test_real_reports_and_the_demo_are_not_mixed(file_of_a_report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    importer.accept([file_of_a_report])
    assert run_demo() == 1
    assert "bao_cao.csv" in capsys.readouterr().err
    assert not (settings.data_folder() / "exports").exists()
    assert [manifest.is_demo for manifest in store.manifests()] == [False]


def test_where_all_batches_were_withdrawn_no_demo_is_made_and_the_way_out_is_told(
    file_of_a_report: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [result] = importer.accept([file_of_a_report])
    assert run_demo("--if-empty") == 0
    assert capsys.readouterr().out == ""
    withdrawal.withdraw(str(result.batch), why="sent in error", who="")
    assert run_demo("--if-empty") == 0
    assert "python -m dashboard restore" in capsys.readouterr().out
    assert len(store.manifests()) == 1, "a demo would be mixed with what is restored"


def test_only_files_imports_nothing(
    demo_sent: dict[Path, dt.datetime], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written anew is the same each time: the files of this run have the digests that were kept, above."""

    def written(folder: Path, seed: int) -> dict[Path, dt.datetime]:
        assert seed == scenario.SEED
        folder.mkdir()
        return {Path(shutil.copy(path, folder)): moment for path, moment in demo_sent.items()}

    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(demo.files, "write", written)
    assert run_demo("--only-files", str(tmp_path / "files")) == 0
    assert {path.name for path in (tmp_path / "files").iterdir()} == {path.name for path in demo_sent}
    assert len(demo_sent) == 108
    assert not (tmp_path / "data").exists()

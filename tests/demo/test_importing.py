"""The demo goes in by the ordinary door: nothing set aside, published figures as real, no mixing with real reports."""

from pathlib import Path

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.demo import command, scenario
from dashboard.importer import store
from tests.conftest import run_demo

SUMMARY = """ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong
32065,2024-05-01 23:00,1,activated,10
"""


def rows(demo_data: Path, question: str) -> list[tuple[object, ...]]:
    version = (demo_data / "warehouse" / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(demo_data / "warehouse" / f"warehouse-{version}.duckdb"), read_only=True) as connection:
        return connection.execute(question).fetchall()


def test_every_row_of_every_file_is_accepted(demo_data: Path) -> None:
    manifests = store.manifests()
    assert sum(manifest.quarantined_rows for manifest in manifests) == 0
    assert not (demo_data / "quarantine").exists()
    assert {manifest.kind for manifest in manifests} == {
        "summary", "detailed", "target", "population_base", "team", "published",
    }  # fmt: skip
    assert sum(manifest.accepted_rows for manifest in manifests if manifest.kind == "summary") > 650_000


def test_only_the_published_figures_are_not_marked_as_simulated(demo_data: Path) -> None:
    assert {manifest.kind for manifest in store.manifests() if not manifest.is_demo} == {"published"}


def test_the_warehouse_says_40012_of_73000_for_thoi_binh(demo_data: Path) -> None:
    activated = rows(
        demo_data,
        "SELECT sum(activated)::BIGINT, count(*) FROM standing JOIN unit_ancestor USING (edition, unit_code) "
        "WHERE edition = '2024' AND ancestor_code = '967' AND date = '2024-05-01' AND level = 'all'",
    )
    target = rows(
        demo_data,
        "SELECT value FROM denominator WHERE edition = '2024' AND unit_code = '967' AND issuer = 'ministry' "
        "AND level = 'all' AND stage = 'activated' AND DATE '2024-05-01' BETWEEN in_force_from AND in_force_to",
    )
    assert (activated, target) == ([(40_012, 12)], [(73_000,)])


def test_the_correction_stands_and_the_figures_go_on_from_it(demo_data: Path) -> None:
    before_after = rows(
        demo_data,
        "SELECT as_of::DATE::VARCHAR, is_correction, count FROM observation WHERE unit_code = '32110' AND level = '2' "
        "AND edition = '2025' AND stage = 'activated' AND as_of::DATE IN ('2026-09-06', '2026-09-30', '2026-10-01') "
        "ORDER BY as_of",
    )
    assert [row[:2] for row in before_after] == [("2026-09-06", False), ("2026-09-30", True), ("2026-10-01", False)]
    counts = [int(str(row[2])) for row in before_after]
    assert counts == sorted(counts)
    assert counts[1] - counts[0] < scenario.CORRECTED_SURPLUS


def test_detailed_exports_agree_with_the_summary_in_the_warehouse(demo_data: Path) -> None:
    differences = rows(
        demo_data,
        "WITH told AS (SELECT edition, unit_code, date, level, sum(count) FILTER (stage = 'activated') AS activated "
        "FROM activity GROUP BY ALL) SELECT * FROM told JOIN standing USING (edition, unit_code, date, level) "
        "WHERE coalesce(told.activated, 0) <> standing.activated_new",
    )
    assert differences == []


def test_published_units_are_found_in_the_edition_of_their_date(demo_data: Path) -> None:
    unknown = rows(demo_data, "SELECT DISTINCT unit_printed FROM published_figure WHERE unit_code IS NULL ORDER BY 1")
    # Nông Sơn was merged into Quế Sơn on 1 January 2025, before the state that edition 2024 records; O2 is a village.
    assert unknown == [("Nông Sơn (Quảng Nam)",), ("làng O2, xã Vĩnh Sơn (Gia Lai)",)]
    assert rows(
        demo_data,
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


def test_a_range_that_a_source_prints_keeps_both_ends(demo_data: Path) -> None:
    found = rows(demo_data, "SELECT value, value_high FROM published_figure WHERE metric = 'target_vneid_users'")
    assert found == [(3_000_000, 5_000_000)]


def test_a_demo_of_another_seed_is_noticed(demo_data: Path) -> None:
    assert command._is_another_demo_in([command.PUBLISHED])
    assert not command._is_another_demo_in(sorted((demo_data / "exports" / "demo").iterdir()))


def test_the_demo_twice_adds_nothing(demo_data: Path) -> None:
    exports = demo_data / "exports" / "demo"
    results = importer.accept([exports / "chi_tieu_2024.csv", command.PUBLISHED], is_demo=True, dry_run=True)
    assert [result.status for result in results] == ["known", "known"]


def test_real_reports_and_the_demo_are_not_mixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    report = tmp_path / "bao_cao.csv"
    report.write_text(SUMMARY, encoding="utf-8")
    importer.accept([report])
    assert run_demo() == 1
    assert "bao_cao.csv" in capsys.readouterr().err
    assert not (settings.data_folder() / "exports").exists()
    assert [manifest.is_demo for manifest in store.manifests()] == [False]


def test_only_files_imports_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    assert run_demo("--only-files", str(tmp_path / "files")) == 0
    assert len(list((tmp_path / "files").iterdir())) == 24
    assert not (tmp_path / "data").exists()

"""Each accepted value of a report remembers where it stood; of people's lists nothing but the file is known."""

import datetime as dt
import json

import duckdb
import pytest

from dashboard import importer
from dashboard.batches import positions, store
from dashboard.importer import fast_path
from tests import following
from tests.importer import office

pytestmark = pytest.mark.usefixtures("small_reference")


LIST = "ma_don_vi;thoi_diem;muc_do;giai_doan;so_luong"
DETAILED = "edition,unit_code,date,hour_band,level,stage,channel,count"
DAYS = [f"2024,967,2024-05-0{day},07-11,1,activated,mobile,{day}" for day in range(1, 6)]


def kept(batch):
    """The positions of a batch with the value of each: level, stage, count, sheet, line, letter, heading."""
    places = store.rows_file(batch).with_name(positions.POSITIONS)
    question = (
        "SELECT level, stage, count, sheet, line, letter, heading FROM read_parquet($places) AS place "
        "INNER JOIN read_parquet($rows) AS row USING (edition, unit_code, as_of, level, stage) ORDER BY line, letter"
    )
    return duckdb.execute(question, {"places": str(places), "rows": str(store.rows_file(batch))}).fetchall()


def came_in(path):
    (result,) = importer.accept_files([path], dry_run=False, is_demo=False, progress=None)
    assert result.status == "accepted", result.problems
    return result.batch


def test_each_count_of_an_office_s_table_is_found_again_in_its_cell(tmp_path):
    path = tmp_path / "tuan.xlsx"
    path.write_bytes(office.xlsx(office.table(name="Tuần 1")))
    rows = kept(came_in(path))
    assert len(rows) >= 12
    for _, _, count, sheet, line, letter, _ in rows:
        assert following.number(following.cell(path, sheet, line, letter)) == count
    assert {(stage, level, heading) for level, stage, *_, heading in rows if stage == "activated"} >= {
        ("activated", "1", "Kích hoạt / Mức 1"),
        ("activated", "2", "Kích hoạt / Mức 2"),
    }


def test_lines_of_a_list_are_counted_as_people_see_them(file):
    path = file(
        "tuan.csv", LIST, "967;2024-05-01 23:00;1;Kích hoạt;40", "", "967;2024-05-01 23:00;2;Kích hoạt;50", "",
    )  # fmt: skip
    rows = kept(came_in(path))
    assert [row[2:] for row in rows] == [(40, None, 2, "E", "so_luong"), (50, None, 4, "E", "so_luong")]
    assert [following.cell(path, None, row[4], row[5]) for row in rows] == ["40", "50"]


@pytest.mark.parametrize("long", [0, 10**12])
@pytest.mark.parametrize("blank", [[], [""]])
def test_a_detailed_export_has_its_first_and_last_line(file, monkeypatch, long, blank):
    monkeypatch.setattr(fast_path, "LONG", long)
    batch = came_in(file("ngay.csv", DETAILED, *DAYS[:2], *blank, *DAYS[2:], *blank))
    (manifest,) = store.manifests()
    assert (manifest.first_row, manifest.last_row, manifest.accepted_rows) == (2, 6 + len(blank), 5)
    assert not store.rows_file(batch).with_name(positions.POSITIONS).exists()


def test_of_dossiers_only_their_number_is_kept(file):
    header = "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Thời gian,Trạng thái,Hình thức"
    rows = [f"A{n},Xã Trí Phải,Thới Bình,1,01/05/2024 08:00,Đã kích hoạt,trụ sở" for n in range(7)]
    batch = came_in(file("ho so.csv", header, *rows))
    (manifest,) = store.manifests()
    assert (manifest.dossiers, manifest.first_row, manifest.last_row) == (7, 0, 0)
    assert sorted(path.name for path in store.rows_file(batch).parent.iterdir()) == ["manifest.json", "rows.parquet"]


def test_the_value_of_a_day_is_found_with_its_position(file):
    batch = came_in(
        file("tuan.csv", LIST, "967;2024-05-01 17:00;1;Kích hoạt;30", "967;2024-05-01 23:00;1;Kích hoạt;40")
    )
    key = {"edition": "2024", "unit_code": "967", "level": "1", "stage": "activated"}
    found = positions.reported(batch, key, dt.date(2024, 5, 1))
    assert found == positions.Accepted(40, dt.datetime(2024, 5, 1, 23), positions.Position(None, 3, "E", "so_luong"))
    assert positions.reported(batch, key, dt.date(2024, 5, 2)) is None


def test_a_batch_of_an_older_software_stays_readable_and_has_no_positions(file):
    batch = came_in(file("tuan.csv", LIST, "967;2024-05-01 23:00;1;Kích hoạt;40"))
    folder = store.rows_file(batch).parent
    (folder / positions.POSITIONS).unlink()
    facts = json.loads((folder / store.MANIFEST).read_text(encoding="utf-8"))
    for name in ("first_row", "last_row", "dossiers"):
        del facts[name]
    store.write_json(folder / store.MANIFEST, facts)
    assert store.read_manifest(folder).last_row == 0
    key = {"edition": "2024", "unit_code": "967", "level": "1", "stage": "activated"}
    found = positions.reported(batch, key, dt.date(2024, 5, 1))
    assert found is not None
    assert (found.value, found.position) == (40, None)
    importer.rebuild()

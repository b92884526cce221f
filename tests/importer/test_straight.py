"""The quick way accepts exactly what the careful way accepts, and leaves everything unusual to it."""

import pytest

from dashboard import importer
from dashboard.importer import fast_path, pipeline

HEADER = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count"
CLEAN = [
    "2024,967,2024-05-01,07-11,1,activated,mobile,T1,3",
    "2024,967,2024-05-01,07-11,1,activated,mobile,,4",
    "2024,32065,2024-05-02,22-24,all,collected,home_visit,T2,0",
]


@pytest.fixture
def both_ways(file, monkeypatch, tmp_path, accepted):
    """What each way makes of a file: (went straight, rows or problems)."""

    def take(way, long, path):
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / way))
        monkeypatch.setattr(fast_path, "LONG", long)
        told = []
        around = pipeline.circumstances(is_demo=False, dry_run=False)
        result = pipeline.accept_file(path, around, {}, told.append)
        rows = sorted(map(str, accepted(result))) if result.batch else []
        left = [found.name for found in (tmp_path / way).rglob(".incoming*")]
        facts = (
            result.status,
            result.kind,
            result.accepted_rows,
            result.unit_keys,
            result.period,
            result.dropped_columns,
        )
        return told == ["reading"], facts, rows, [problem.reason for problem in result.problems], left

    def compare(*lines):
        path = file("long.csv", *lines)
        was_straight, *quick = take("quick", 0, path)
        _, *careful = take("careful", 10**12, path)
        assert quick == careful
        assert not quick[-1]
        return was_straight

    return compare


@pytest.mark.parametrize(
    "lines",
    [
        [HEADER, *CLEAN],
        # The same but for the day, 32 days on and 20,000 days back: no row is told twice.
        [HEADER, *CLEAN, *(CLEAN[0].replace("2024-05-01", day) for day in ("2024-06-02", "1969-07-30"))],
        [HEADER.replace(",", ";"), *(row.replace(",", ";") for row in CLEAN)],
        ["\ufeff" + HEADER, *CLEAN, ""],
        [f"{HEADER},ghi chú", *(f"{row},x" for row in CLEAN)],
        [HEADER.removeprefix("edition,"), *(row.removeprefix("2024,") for row in CLEAN)],
        [HEADER.replace("team_code,", ""), "2024,967,2024-05-01,07-11,1,activated,mobile,3"],
        [HEADER, *(row.replace("activated", "kích hoạt").replace("07-11", "7h-11h") for row in CLEAN)],
        ["phien_ban,ma_don_vi,ngay,khung_gio,muc_do,giai_doan,kenh,to_cong_tac,so_luong", *CLEAN],
    ],
)
def test_a_clean_file_goes_straight(both_ways, lines):
    assert both_ways(*lines)


@pytest.mark.parametrize(
    "row",
    [
        "2024,967,01/05/2024,07-11,1,activated,mobile,T1,5",
        "2024,967,2024-5-03,07-11,1,activated,mobile,T1,5",
        "2024,967,2024-02-30,07-11,1,activated,mobile,T1,5",
        "2024,967,2199-01-01,07-11,1,activated,mobile,T1,5",
        "2024,967,2025-07-01,07-11,1,activated,mobile,T1,5",
        "2025,967,2025-07-01,07-11,1,activated,mobile,T1,5",
        "2024,99999,2024-05-03,07-11,1,activated,mobile,T1,5",
        "2024,,2024-05-03,07-11,1,activated,mobile,T1,5",
        "2024,967,,07-11,1,activated,mobile,T1,5",
        "2024,967,2024-05-03,,1,activated,mobile,T1,5",
        "2024,967,2024-05-03,07-11,1,,mobile,T1,5",
        "2024,967,2024-05-03,07-11,1,activated,bicycle,T1,5",
        "2024,967,2024-05-03,07-11,1,activated,mobile,0912345678,5",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,5.7",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,1.240",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,1e3",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,007",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,-1",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,123456789",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1",
        "2024,967,2024-05-03,07-11,1,activated,mobile,T1,5,6",
        ",,,,,,,,",
        CLEAN[0],
        CLEAN[0].replace(",3", ",4"),
    ],
)
def test_anything_unusual_is_left_to_the_careful_way(both_ways, row):
    assert not both_ways(HEADER, *CLEAN, row)


def test_a_short_file_and_a_dry_run_never_go_straight(file, data_folder):
    importer.accept([file("a.csv", HEADER, *CLEAN)], dry_run=True)
    assert not data_folder.exists()

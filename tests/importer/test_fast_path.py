"""The fast path accepts exactly what the careful way accepts, and leaves everything unusual to it."""

import pytest

from dashboard import importer
from dashboard.importer import fast_path, pipeline
from dashboard.importer.judging.checking import STEPS, checks
from tests.sweep import IS_WHOLE

SMALL = pytest.mark.usefixtures("small_reference")


HEADER = "edition,unit_code,date,hour_band,level,stage,channel,team_code,count"
CLEAN = [
    "2024,967,2024-05-01,07-11,1,activated,mobile,T1,3",
    "2024,967,2024-05-01,07-11,1,activated,mobile,,4",
    "2024,32065,2024-05-02,22-24,all,collected,home_visit,T2,0",
]


@pytest.fixture
def both_ways(file, monkeypatch, tmp_path, accepted):
    """Whether the fast path took a file, and why rows were set aside; both ways must make the same of it."""

    def take(way, long, path, before):
        monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / way))
        monkeypatch.setattr(fast_path, "LONG", long)
        if before:
            importer.accept_files([file("before.csv", *before)], dry_run=False, is_demo=False, progress=None)
        steps = []
        circumstances = pipeline.present_circumstances(is_demo=False, dry_run=False)
        result = pipeline.accept_file(path, circumstances, {}, steps.append)
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
        return steps == ["reading"], facts, rows, [problem.reason for problem in result.problems], left

    def compare(*lines, before=()):
        path = file("long.csv", *lines)
        was_fast, *found = take("fast", 0, path, before)
        # What the fast path left was judged by the careful way just now.
        if was_fast or IS_WHOLE:
            _, *careful = take("careful", 10**12, path, before)
            assert found == careful
        assert not found[-1]
        return was_fast, set(found[2])

    return compare


@SMALL
@pytest.mark.parametrize(
    "lines",
    [
        [HEADER, *CLEAN],
        # The same but for the day, 32 days on and 640 days back: no row is told twice.
        [HEADER, *CLEAN, *(CLEAN[0].replace("2024-05-01", day) for day in ("2024-06-02", "2022-07-31"))],
        [HEADER.replace(",", ";"), *(row.replace(",", ";") for row in CLEAN)],
        ["\ufeff" + HEADER, *CLEAN, ""],
        [f"{HEADER},ghi chú", *(f"{row},x" for row in CLEAN)],
        [HEADER.removeprefix("edition,"), *(row.removeprefix("2024,") for row in CLEAN)],
        [HEADER.replace("team_code,", ""), "2024,967,2024-05-01,07-11,1,activated,mobile,3"],
        [HEADER, *(row.replace("activated", "kích hoạt").replace("07-11", "7h-11h") for row in CLEAN)],
        ["phien_ban,ma_don_vi,ngay,khung_gio,muc_do,giai_doan,kenh,to_cong_tac,so_luong", *CLEAN],
    ],
)
def test_a_clean_file_takes_the_fast_path(both_ways, lines):
    assert both_ways(*lines) == (True, set())


@SMALL
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
    assert not both_ways(HEADER, *CLEAN, row)[0]


def changed(**cells: str) -> list[str]:
    """A clean file with one more row, which differs from a clean one in these cells."""
    usual = dict(zip(HEADER.split(","), CLEAN[0].replace("05-01", "05-03").split(","), strict=True))
    return [HEADER, *CLEAN, ",".join((usual | cells).values())]


# For every check of a detailed row, a file that breaks this check and no other.
BREAKING = {
    "code_keeps_its_zeros": [HEADER, *CLEAN, *(CLEAN[0].replace("967", code) for code in ("00004", "25"))],
    "accepted_day_changes_only_by_correction": changed(),
    "count_is_a_whole_number": changed(count="5.7"),
    "count_is_no_identity_number": changed(count="123456789"),
    "count_is_no_percentage": changed(count="50%"),
    "count_is_not_negative": changed(count="-1"),
    "date_is_not_in_the_future": changed(edition="2025", unit_code="32065", date="2199-01-01"),
    "date_is_not_before_vneid": changed(date="2020-12-31"),
    "day_stands_before_month": changed(date="04/25/2024"),
    "date_exists": changed(date="2024-02-30"),
    "date_is_readable": changed(date="hôm qua"),
    "days_are_not_over_three_times_the_people": changed(count="99999999"),
    "hour_is_given": changed(hour_band=""),
    "numbers_are_counts": [f"{HEADER},Loại", *(f"{row},kết quả" for row in CLEAN), f"{changed()[-1]},chỉ tiêu"],
    "remark_is_understood": [f"{HEADER},Ghi chú", *(f"{row},x" for row in CLEAN), f"{changed()[-1]},nhập nhầm"],
    "words_are_understood": [f"{HEADER},Loại", *(f"{row},lũy kế" for row in CLEAN), f"{changed()[-1]},B2"],
    "row_is_given_once": [HEADER, *CLEAN, CLEAN[0]],
    "rows_agree": [HEADER, *CLEAN, CLEAN[0].replace(",3", ",4")],
    "unit_existed_at_that_date": changed(date="2025-07-01"),
    "unit_is_certain": [f"{HEADER},unit_name", *(f"{row}," for row in CLEAN), f"{CLEAN[0]},Huyện Cái Nước"],
    "unit_is_given": changed(unit_code=""),
    "unit_is_known": changed(unit_code="99999"),
    "unit_is_no_group": changed(edition="2025", unit_code="V6", date="2025-07-02"),
    "value_is_given": changed(level=""),
    "word_is_known": changed(channel="bicycle"),
}
# What must have come in before.
BEFORE = {
    "accepted_day_changes_only_by_correction": changed(count="6"),
    "days_are_not_over_three_times_the_people": [
        "edition,unit_code,base,as_of,count",
        "2024,967,eligible,2024-01-01,9",
    ],
}


@pytest.mark.parametrize("check", sorted({check.name for step in STEPS for check in checks(step, "detailed")}))
def test_what_a_check_refuses_never_takes_the_fast_path(both_ways, check, request):
    # No code of Cà Mau begins with a zero.
    if check != "code_keeps_its_zeros":
        request.getfixturevalue("small_reference")
    assert both_ways(*BREAKING[check], before=BEFORE.get(check, ())) == (False, {check})


def test_a_short_file_and_a_dry_run_never_take_the_fast_path(file, data_folder):
    importer.accept([file("a.csv", HEADER, *CLEAN)], dry_run=True)
    assert not data_folder.exists()

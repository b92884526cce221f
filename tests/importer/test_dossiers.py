"""Lists of people become counts in memory: times in any form, words as people write them, nobody's data anywhere."""

import random
from collections import Counter
from itertools import product

import pytest

from tests.sweep import sampled

pytestmark = pytest.mark.usefixtures("small_reference")

HEADER = "STT,Họ và tên,Số CCCD,Đơn vị,Cấp trên,Mức,Thời gian,Trạng thái,Hình thức,Tổ"
NAME, NUMBER = "Nguyễn Thị Bí Mật", "096085001234"


def row(unit="TT. Thới Bình", level="Mức 2", time="01/05/2024 08:15", stage="Đã kích hoạt", channel="tại nhà"):
    return f"1,{NAME},{NUMBER},{unit},Thới Bình,{level},{time},{stage},{channel},T1"


def counts(rows):
    return [(str(found[2]), *found[3:9]) for found in rows]


TIMES = ("01/05/2024 08:15", "1/5/2024 8:15", "2024-05-01T08:15:00", "45413.34375")
LEVELS = ("Mức 2", "MĐ2", "02", "2")


@pytest.mark.parametrize(("time", "level"), sampled(product(TIMES, LEVELS), 5))
def test_a_time_and_a_level_mean_the_same_however_they_are_written(bring, accepted, time, level):
    result = bring(HEADER, row(time=time, level=level))
    assert counts(accepted(result)) == [("2024-05-01", "07-11", "2", "activated", "home_visit", "T1", 1)]


def test_spellings_of_one_unit_are_counted_together(bring, accepted):
    units = ("TT. Thới Bình", "Thị trấn Thới Bình", "CATT Thới Bình", "công an thị trấn thới bình")
    result = bring(HEADER, *(row(unit=unit) for unit in units))
    assert [found[1:2] + found[8:9] for found in accepted(result)] == [("32065", 4)]
    assert [notice.notice for notice in result.notices] == ["dossiers"]


@pytest.mark.parametrize(
    ("hour", "band"),
    [
        ("00:00", "00-07"), ("06:59", "00-07"), ("07:00", "07-11"), ("11:00", "11-13"), ("13:00", "13-17"),
        ("17:00", "17-22"), ("21:59", "17-22"), ("22:00", "22-24"), ("23:59", "22-24"),
    ],
)  # fmt: skip
def test_an_hour_falls_into_its_band(bring, accepted, hour, band):
    assert accepted(bring(HEADER, row(time=f"01/05/2024 {hour}")))[0][3] == band


def test_each_stage_may_have_a_time_of_its_own(bring, accepted):
    result = bring(
        "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Ngày thu nhận,Ngày phê duyệt,Ngày kích hoạt,Hình thức",
        "A1,Xã Trí Phải,Thới Bình,1,01/05/2024 08:00,01/05/2024 15:00,02/05/2024 20:00,trụ sở",
        "A2,Xã Trí Phải,Thới Bình,1,01/05/2024 09:00,,,trụ sở",
    )
    assert sorted(counts(accepted(result))) == [
        ("2024-05-01", "07-11", "1", "collected", "headquarters", None, 2),
        ("2024-05-01", "13-17", "1", "approved", "headquarters", None, 1),
        ("2024-05-02", "17-22", "1", "activated", "headquarters", None, 1),
    ]


# What a dossier may say, in several spellings of each meaning.
SPELLED = {
    "32065": ("TT. Thới Bình", "CATT Thới Bình"),
    "32071": ("Xã Trí Phải", "xa tri phai"),
    "2": ("Mức 2", "MĐ2"),
    "1": ("1", "Mức 1"),
    "activated": ("Kích hoạt", "Đã kích hoạt"),
    "collected": ("Thu nhận", "collected"),
    "mobile": ("lưu động", "Lưu động "),
    "home_visit": ("tại nhà", "home_visit"),
    "pick_up": ("đưa đón", "pick_up"),
    "07-11": ("07-11", "7h-11h"),
    "17-22": ("17-22", "17h-22h"),
}
AT = {"07-11": ("08:15", "10:59"), "17-22": ("17:00", "21:30")}


@pytest.mark.parametrize("seed", sampled(range(6), 3))
def test_dossiers_are_counted_as_a_plain_loop_counts_them(bring, accepted, seed):
    chance = random.Random(seed)
    lines, expected = [], Counter()
    for number in range(80):
        unit, level, stage = (chance.choice(of) for of in (("32065", "32071"), "12", ("activated", "collected")))
        channel, team, day = (
            chance.choice(("mobile", "home_visit", "pick_up")),
            chance.choice(("T1", "")),
            chance.choice("123"),
        )
        band, clock_band = chance.choice(("07-11", "17-22")), chance.choice(("07-11", "17-22"))
        # Hours that a column gives stand before those of the time.
        is_given = chance.random() < 0.4
        said = [chance.choice(SPELLED[word]) for word in (unit, level, stage, channel, band)]
        time = f"0{day}/05/2024 {chance.choice(AT[clock_band])}"
        lines.append(
            f"{number},{said[0]},Thới Bình,{said[1]},{said[2]},{said[3]},{said[4] if is_given else ''},{team},{time}"
        )
        expected[
            "2024", unit, f"2024-05-0{day}", band if is_given else clock_band, level, stage, channel, team or None
        ] += 1
    header = "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Trạng thái,Hình thức,Khung giờ,Tổ,Thời gian"
    result = bring(header, *lines)
    assert result.problems == ()
    assert {(*row[:2], str(row[2]), *row[3:8]): row[8] for row in accepted(result)} == expected


def test_a_dossier_that_cannot_be_counted_is_told_where_it_stands(bring, reasons):
    result = bring(
        HEADER, row(), row(time="01/05/2024"), row(time="31/02/2024 08:00"), row(unit="Xã Không Hề Có"), row()
    )
    assert reasons(result) == [
        (3, "Thời gian", "hour_is_given"),
        (4, "Thời gian", "date_exists"),
        (5, "Đơn vị", "unit_is_known"),
    ]
    assert (result.accepted_rows, result.quarantined_rows) == (1, 3)


def test_a_detailed_list_without_counts_is_not_taken_for_dossiers(bring):
    result = bring("Đơn vị,Mức,Thời gian,Trạng thái,Hình thức", "Huyện Thới Bình,1,01/05/2024 08:00,Kích hoạt,trụ sở")
    assert [problem.reason for problem in result.problems] == ["header_is_recognised"]


def test_a_list_of_people_that_lacks_a_column_is_told_which_one(bring):
    [problem] = bring(HEADER.replace("Đơn vị", "Đơn vị lạ"), row()).problems
    assert (problem.reason, dict(problem.parts)["fields"]) == ("headings_are_understood", "unit_code | unit_name")


def test_nobody_is_found_in_anything_that_is_written(bring, data_folder, ask):
    bring(HEADER, row(), row(time="31/02/2024"), row(unit="xã lạ"))
    ask("SELECT 1")
    for path in data_folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert NAME.encode() not in content, path
            assert NUMBER.encode() not in content, path

"""Times in words: what a line says of the time of its figures, and what looks like a time and is none."""

import datetime as dt

import pytest

from dashboard.importer.layouts.words.moments import Moment, moments_in, one_time

DAY = dt.datetime(2024, 5, 1)


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Tính đến 23g00 ngày 01-05-2024", DAY.replace(hour=23)),
        ("Tính đến 23 giờ ngày 1/5/2024", DAY.replace(hour=23)),
        ("Đến 17h 01.05.2024", DAY.replace(hour=17)),
        ("Tính đến 5h chiều ngày 01/5/2024", DAY.replace(hour=17)),
        ("Số lũy kế đến hết ngày 01 tháng 5 năm 2024", DAY),
        ("(Số liệu đến 17 giờ 00 phút ngày 01 tháng 5 năm 2024)", DAY.replace(hour=17)),
        ("mức độ 2 - lũy kế đến 11h00, 01/5/2024", DAY.replace(hour=11)),
        ("chốt số liệu lúc 16h30 ngày 1/5/2024", DAY.replace(hour=16, minute=30)),
        ("Lũy kế đến 0h40 ngày 01/5/2024", DAY.replace(minute=40)),
        ("Số liệu đến 24h00 ngày 01/5/2024", DAY.replace(hour=23, minute=59)),
        ("tính đến ngày 1/5/2024, 17h30", DAY.replace(hour=17, minute=30)),
        ("Tính đến ngày 31/04/2024", None),
        ("Tính đến 25h00 ngày 01/5/2024", None),
    ],
)
def test_the_time_of_the_figures_is_read(words, at):
    assert [(moment.role, moment.at) for moment in moments_in(words)] == [("until", at)]


@pytest.mark.parametrize(
    "words", ["T4/2024", "KQ 10-6", "MỨC 2 THÁNG 5/2024", "Số: 15/BC-PC06", "từ 6 đến 13 tuổi", "1.234"]
)
def test_what_looks_like_a_time_is_none(words):
    assert moments_in(words) == []


@pytest.mark.parametrize("words", ["Thới Bình, ngày 02 tháng 5 năm 2024", "Báo cáo số 45/BC ngày 02/5/2024"])
def test_the_date_of_a_letter_is_not_the_time_of_its_figures(words):
    assert [moment.role for moment in moments_in(words)] == ["alone"]


@pytest.mark.parametrize(
    "words",
    [
        "từ 24/4 đến 01/5/2024", "tuần 18 (27/4 - 03/5/2024)", "Từ ngày: 24/04/2024 - Đến ngày: 01/05/2024",
        "Giai đoạn 24/4/2024 đến hết ngày 01/5/2024", "Từ ngày (24/04/2024) đến ngày (01/05/2024)",
    ],
)  # fmt: skip
def test_a_span_has_a_first_day(words):
    assert "since" in [moment.role for moment in moments_in(words)]


def test_a_day_takes_its_year_from_elsewhere():
    (moment,) = moments_in("Lũy kế đến 15/10")
    assert (moment.at, moment.in_year(2023).at) == (None, dt.datetime(2023, 10, 15))


def test_a_day_and_an_hour_of_that_day_are_one_time():
    day, hour = Moment("", "until", DAY), Moment("", "until", DAY.replace(hour=17), True)
    assert one_time([day, hour]) == [hour]
    assert len(one_time([hour, Moment("", "until", DAY.replace(day=2))])) == 2

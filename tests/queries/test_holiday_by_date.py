"""Public holidays between two days."""

import datetime as dt
from pathlib import Path

from dashboard import queries
from tests.warehouse import opened, reported, rows, summary


def test_holidays_of_the_span_have_names_in_both_languages_the_last_day_included(tmp_path: Path) -> None:
    database = opened(tmp_path, summary(reported("32065", activated=1)))
    spring = queries.holiday_by_date(database, days=(dt.date(2024, 4, 30), dt.date(2024, 5, 1)))
    assert [day for day, *_ in rows(spring, "date", "name_vi", "name_en")] == ["2024-04-30", "2024-05-01"]
    assert spring["name_vi"].str.len().gt(0).all()
    assert (spring["name_vi"] != spring["name_en"]).all()
    assert queries.holiday_by_date(database, days=(dt.date(2024, 5, 5), dt.date(2024, 5, 31))).empty


def test_the_lunar_new_year_is_a_holiday(tmp_path: Path) -> None:
    database = opened(tmp_path, summary(reported("32065", activated=1)))
    february = queries.holiday_by_date(database, days=(dt.date(2024, 2, 1), dt.date(2024, 2, 29)))
    assert "2024-02-10" in [day for (day,) in rows(february, "date")]


def test_a_swapped_day_off_bears_its_date_in_the_reader_s_order_and_the_worked_day_is_marked(tmp_path: Path) -> None:
    database = opened(tmp_path, summary(reported("32065", activated=1)))
    spring = queries.holiday_by_date(database, days=(dt.date(2024, 4, 29), dt.date(2024, 5, 4)))
    found = {row[0]: row[1:] for row in rows(spring, "date", "name_vi", "name_en", "is_worked")}
    assert found["2024-04-29"] == (
        "Ngày nghỉ (thay cho ngày 04/05/2024)", "Day off (in place of 04/05/2024)", False,
    )  # fmt: skip
    assert found["2024-05-04"] == ("Làm bù", "Worked in place of a day off", True)
    assert [day for day, (*_, is_worked) in found.items() if is_worked] == ["2024-05-04"]

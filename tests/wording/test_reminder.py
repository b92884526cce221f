"""The text of a reminder, word by word."""

import datetime as dt

import pandas as pd
import pytest

from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.wording import reminder
from tests.briefing.forecasts import DAY, NEVER, SILENT, forecast
from tests.briefing.rows import unit

VI, EN = Text("vi"), Text("en")
SELECTION = Selection("96", "2025", DAY)


def said(text: Text, **stand: object) -> list[str]:
    return reminder.of_target(forecast(**stand), SELECTION, 5, text).splitlines()


def test_it_says_what_was_asked_where_the_unit_stands_what_is_missing_by_when_and_how_many_a_day() -> None:
    assert said(VI) == [
        "Kính gửi Công an xã Thới Bình.",
        "Chỉ tiêu Bộ Công an giao theo Kế hoạch 12/KH-CA: 12.345 tài khoản đã kích hoạt (mức độ 1 và 2), "
        "hạn 31/12/2026.",
        "Đến 20/11/2026, đơn vị đã thực hiện 9.876 (80,0%), còn thiếu 2.469.",
        "Để đạt đúng hạn, mỗi ngày cần 60 (còn 41 ngày, trong đó 29 ngày làm việc); bình quân gần đây 35/ngày, "
        "cần thêm 25/ngày.",
        "Đã phê duyệt nhưng chưa kích hoạt: 1.200 tài khoản; đề nghị ưu tiên hướng dẫn kích hoạt.",
        "Đề nghị đơn vị tập trung thực hiện và báo cáo đúng kỳ.",
    ]
    assert said(EN)[:4] == [
        "To the police of Xã Thới Bình.",
        "Target set by the Ministry (Kế hoạch 12/KH-CA): 12,345 accounts activated (levels 1 and 2) by 31/12/2026.",
        "By 20/11/2026 you had 9,876 (80.0%); 2,469 remain.",
        "To meet the deadline, 60 per day are needed (41 days left, 29 of them working days); your recent average is "
        "35 per day, so 25 more per day are needed.",
    ]


def test_a_silent_unit_is_asked_to_report_and_told_where_it_stood() -> None:
    assert said(VI, reported_on=dt.date(2026, 11, 5), **SILENT)[2:] == [
        "Đến 05/11/2026, đơn vị đã thực hiện 9.876 (80,0%), còn thiếu 2.469.",
        "Để đạt đúng hạn, mỗi ngày cần 60 (còn 41 ngày, trong đó 29 ngày làm việc).",
        "Đã phê duyệt nhưng chưa kích hoạt: 1.200 tài khoản; đề nghị ưu tiên hướng dẫn kích hoạt.",
        "Báo cáo gần nhất của đơn vị là ngày 05/11/2026, cách đây 15 ngày. Đề nghị đơn vị gửi ngay báo cáo mới.",
    ]


def test_a_unit_that_never_reported_is_told_what_was_asked_and_nothing_is_counted_as_zero() -> None:
    lines = said(VI, **NEVER)
    assert lines[2:] == ["Đến 20/11/2026 chưa nhận được báo cáo nào của đơn vị. Đề nghị đơn vị gửi ngay báo cáo."]
    assert "12.345" in lines[1]


def test_a_hidden_count_is_not_told_nor_what_would_give_it_away() -> None:
    lines = said(VI, state="suppressed", counted=3, missing=12_342, required=301.0, pace=0.4, backlog=2)
    assert len(lines) == 4
    assert not any(number in "\n".join(lines) for number in ("12.342", "301", "đã thực hiện 3"))
    assert "nhỏ hơn 5" in lines[2]


@pytest.mark.parametrize(("waiting", "is_told"), [(4, False), (5, True), (None, False), (0, False)])
def test_so_few_who_wait_that_they_could_be_pointed_at_are_not_told(waiting, is_told) -> None:
    assert any("chưa kích hoạt: " in line for line in said(VI, backlog=waiting)) is is_told


def test_parts_that_never_reported_make_the_need_the_most() -> None:
    lines = said(VI, units_unknown=1)
    assert "còn thiếu tối đa 2.469" in lines[2] and "mỗi ngày cần tối đa 60" in lines[3]


def test_a_deadline_of_today_and_one_that_has_passed_are_said_so() -> None:
    assert "mỗi ngày cần 60 (hôm nay là hạn)" in said(VI, days_left=0)[3]
    assert said(VI, days_left=-3, required=None)[3] == "Hạn 17/11/2026 đã qua."


def test_who_is_at_risk_at_a_pace_that_is_enough_is_asked_to_keep_it() -> None:
    assert said(VI, pace=70.0)[3].endswith("bình quân gần đây 70/ngày, cần giữ vững nhịp này.")


def test_over_a_hundred_per_cent_is_not_cut() -> None:
    assert "(124,6%)" in said(VI, counted=15_382, missing=0)[2]


def test_a_reminder_to_report_alone_is_of_a_unit_that_is_silent_or_never_reported() -> None:
    silent = unit(
        "32065", is_silent=True, reported_at=pd.Timestamp("2026-11-05 23:00"), reported_on=pd.Timestamp("2026-11-05")
    )
    assert reminder.to_report(silent, SELECTION, VI).splitlines() == [
        "Kính gửi Công an xã Thới Bình.",
        "Báo cáo gần nhất của đơn vị là ngày 05/11/2026, cách đây 15 ngày. Đề nghị đơn vị gửi ngay báo cáo mới.",
    ]
    never = unit("32065", state="not_reported")
    assert reminder.to_report(never, SELECTION, EN).splitlines()[1] == (
        "By 20/11/2026 no report had been received from you. Please send one now."
    )


def test_all_of_them_are_told_apart_by_an_empty_line() -> None:
    assert reminder.together(["a\nb", "c"]) == "a\nb\n\nc"

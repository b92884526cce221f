"""The page of the teams: channels, kinds of groups, hours by kind of day; what no file gives is not zero."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard import formats
from dashboard.briefing import opened
from dashboard.briefing.work import duty, teams
from dashboard.formats import Format
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.teams import duty as duty_listed
from dashboard.ui.teams import work
from tests.pages.test_pages import THOI_BINH, figure, open_page, seen, words

THOI_BINH_DAY = dt.date(2024, 5, 1)
CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def answer(app) -> str:
    """The first sentence."""
    return next(one.proto.body for one in app.get("html") if 'class="answer' in one.proto.body)


def test_the_first_sentence_says_how_and_when(demo_data: Path) -> None:
    app = open_page("teams", **THOI_BINH)
    assert "Làm nhiều nhất tại trụ sở: 49,0% trong 5.120 tài khoản đã kích hoạt (01/04–30/04/2024)." in answer(app)
    assert "Đông nhất: Ngày lễ, 17:00–22:00." in answer(app)
    assert "ngày thường ≥159,5; cuối tuần ≥156,9; ngày lễ ≥272,3" in answer(app)
    shown = words(app)
    assert "Tại trụ sở 2.509 49,0% Lưu động 1.397 27,3% Tại nhà 974 19,0% Đưa đón 240 4,7%" in shown
    assert "4.790 trong 16.594 người cao tuổi đã kích hoạt (28,9%), 30/04/2024." in shown
    assert "54/112 ấp đã có buổi lưu động (48,2%), tính đến 30/04/2024." in shown
    assert "Tổ do đội trưởng phụ trách 809 16,0%" in shown
    assert "Xem riêng từng đơn vị (12)" in shown
    [drawn] = figure(app)["data"]
    assert drawn["x"] == ["07:00–11:00", "11:00–13:00", "13:00–17:00", "17:00–22:00"]
    assert drawn["y"][0] == "Thứ Hai"
    assert drawn["y"][-1] == "Ngày lễ"
    assert app.get("plotly_chart")[0].proto.alt.startswith("Bình quân một ngày theo giờ; nhiều nhất: Ngày lễ, 17:00")


def test_a_sum_says_of_how_many_communes_it_is(demo_data: Path) -> None:
    assert "Có dữ liệu chi tiết của 12 xã; các xã khác không có trong những số này." in words(
        seen("teams", **THOI_BINH)
    )


def test_no_group_and_no_officer_is_named(demo_data: Path) -> None:
    for link in (THOI_BINH, CA_MAU):
        assert "số 1" not in words(seen("teams", **link))


def test_the_address_keeps_the_period(demo_data: Path) -> None:
    longer = open_page("teams", **THOI_BINH, months="quarter")
    assert not longer.warning
    assert "–30/04/2024)" in answer(longer)
    assert "(01/04–30/04/2024)" not in answer(longer)


def test_divisions_sum_to_one_whole_where_nothing_is_withheld(demo_data: Path) -> None:
    """And to no more than it where something is."""
    warehouse = opened.in_use()
    found = teams.of_unit(warehouse, Selection("967", "2024", THOI_BINH_DAY), "year")
    sums = [sum(part.count for part in parts) for parts in (found.channels, found.groups, found.hours.values())]
    assert max(sums) - min(sums) < max(sums) / 50
    assert sum(found.days.values()) == (found.last - found.first).days + 1
    table = work.of_file(found, "activated", Text("vi"))
    assert len(table.rows) == len(found.channels) + len(found.groups) + len(found.hours)
    days = f"{formats.date(found.first)}–{formats.date(found.last)}"
    assert table.told == [("Số được đếm", "tài khoản đã kích hoạt"), ("Thời gian", days)]


def test_the_file_of_duty_keeps_its_decimals_and_names_no_column_as_its_note_does(demo_data: Path) -> None:
    text = Text("vi")
    found = duty.of_unit(opened.in_use(), Selection("967", "2024", THOI_BINH_DAY), "month")
    table = duty_listed.of_file(found, text)
    for heading, (name, values) in zip(table.columns, table.rows.items(), strict=True):
        assert heading.heading != text("filters.as_of")
        if heading.format is Format.COUNT:
            assert all(value == int(value) for value in values.dropna()), f"{name} would be cut"


def test_a_month_that_was_not_over_is_left_out(demo_data: Path) -> None:
    warehouse = opened.in_use()
    for day, last in (("2024-04-29", "2024-03-31"), ("2024-04-30", "2024-04-30"), ("2024-05-01", "2024-04-30")):
        selection = Selection("967", "2024", dt.date.fromisoformat(day))
        assert teams.last_whole_day(warehouse, selection) == dt.date.fromisoformat(last)


@pytest.mark.parametrize("unit", ["VN", "96", "32149"])
def test_every_size_opens(unit: str, demo_data: Path) -> None:
    shown = words(seen("teams", unit=unit, edition="2025", as_of="2026-11-20"))
    assert "nan" not in shown.split()


def test_summaries_alone_say_which_file_would_bring_it_and_offer_the_form(
    tmp_path: Path, monkeypatch, bring_in
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "settings.toml").write_text('upload_from = "anyone"\n', encoding="utf-8")
    report = tmp_path / "report.csv"
    report.write_text("unit_code,as_of,level,stage,count\n32069,2024-05-03 23:00,1,activated,300\n", encoding="utf-8")
    bring_in(tmp_path / "data", report)
    app = open_page("teams", unit="967", edition="2024", as_of="2024-05-03")
    assert "Chưa có dữ liệu chi tiết của đơn vị này" in app.info[0].value
    assert not app.get("plotly_chart")
    forms = [button.label.removesuffix(" cho Huyện Thới Bình (Excel)") for button in app.get("download_button")]
    assert forms == [
        "Tải mẫu Dữ liệu chi tiết", "Tải mẫu Lịch trực", "Tải mẫu Chỉ số khác", "Tải mẫu Ấp, khóm đã có buổi lưu động",
    ]  # fmt: skip
    assert "Chưa có tệp nào cho biết bao nhiêu ấp, khóm, thôn của đơn vị này" in app.info[3].value
    files = {
        "elderly.csv": "unit_code,as_of,indicator,numerator,denominator\n"
        "32069,2024-04-30,người cao tuổi,120,300\n32071,2024-04-30,elderly,3,80\n",
        "hamlets.csv": "unit_code,as_of,hamlets,visited\n32069,2024-04-30,15,12\n32071,2024-04-29,8,8\n",
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for result in bring_in(tmp_path / "data", *(tmp_path / name for name in files)):
        assert (result.status, result.accepted_rows) == ("accepted", 2)
    shown = words(open_page("teams", unit="967", edition="2024", as_of="2024-05-03"))
    assert "20/23 ấp đã có buổi lưu động (87,0%), tính đến 30/04/2024." in shown
    assert "Xã Tân Bằng 15 12 3 80,0% 30/04/2024 Xã Trí Phải 8 8 0 100,0% 29/04/2024" in shown
    assert "≥120 trong 300 người cao tuổi đã kích hoạt (40,0%)" in shown, "what is hidden of a commune is in no sum"


def test_duty_tells_what_a_team_day_brings_and_claims_no_cause_for_mobile_days(demo_data: Path) -> None:
    shown = words(open_page("teams", **CA_MAU, months="quarter"))
    assert "425 ngày tổ trực (03/09–20/11/2026); nhiều nhất là công an cấp xã: 355." in shown
    assert "Công an cấp xã 355 8.018 22,6 2,0 0,7 Tổ lưu động cấp huyện, tỉnh 70 1.352 19,3 1,9 0,5" in shown
    assert "Ngày thường 73,3% 285 Cuối tuần 63,6% 110" in shown
    assert "một xã làm bình quân 46,2 tài khoản đã kích hoạt; các ngày cùng thứ quanh đó không có tổ: 21,3" in shown
    assert "Khoảng 80%: từ +15,1 đến +34,6." in shown
    assert "không chứng minh nguyên nhân" in shown
    assert "Chưa thấy khác rõ rệt." in words(open_page("teams", **THOI_BINH))


def test_without_a_roster_the_page_offers_the_form_for_one(demo_data: Path) -> None:
    app = open_page("teams", unit="967", edition="2024", as_of="2024-05-31", months="month", lang="en")
    assert "There are rosters of 12 communes" in words(app)
    none = duty.of_unit(opened.in_use(), Selection("32071", "2024", dt.date(2024, 1, 31)), "month")
    assert none is None

"""The overview's cards: how the last days and weeks went beside what a day needs, and how the communes are spread."""

import re
from pathlib import Path

import pytest

from dashboard.markup import sparkline
from dashboard.settings import ROOT
from tests.pages.test_pages import THOI_BINH, open_page, seen, words

UNKNOWN = float("nan")


def heights(drawn: str) -> list[float]:
    return [float(height) for height in re.findall(r'<i style="height:([\d.]+)%"', drawn)]


def cards(**link: str) -> list[str]:
    bodies = [element.proto.body for element in seen("overview", **link).get("html")]
    return [body for body in bodies if body.startswith('<section class="card')]


def test_bars_stand_from_zero_and_the_highest_is_the_top():
    assert heights(sparkline([50, 0, 100, -20, UNKNOWN], "lời")) == [50, 0, 100, 0, 0]


def test_a_count_above_zero_can_be_seen_and_is_not_taken_for_none():
    assert heights(sparkline([1, 1000], "lời")) == [2, 100]


def test_what_a_day_needs_is_a_line_at_its_own_height():
    drawn = sparkline([50, 25], "lời", needed=200)
    assert 'style="bottom:100.0%"' in drawn
    assert heights(drawn) == [25, 12.5]


def test_nothing_is_drawn_where_nothing_is_known():
    assert sparkline([UNKNOWN, UNKNOWN], "lời") == ""
    assert sparkline([0, 0], "lời") == ""


def test_the_cards_show_the_last_days_and_weeks_and_say_the_same_in_words(demo_data: Path):
    _, change, pace, communes = cards(**THOI_BINH)
    assert len(heights(change)) == 12 and 0 not in heights(change)[1:], "the campaign began in the first of them"
    assert "12 tuần qua" in change
    assert 'aria-label="14 ngày qua, mỗi cột một ngày: thấp nhất 144, cao nhất 349, ngày cuối 349"' in pace
    assert 'style="bottom:100.0%"' in pace, "1.221 a day are needed, and no day had as many"
    assert "<svg" not in change + pace + communes, "Streamlit would take it out"


def test_each_target_in_force_has_a_line_with_what_it_asks_a_day_the_nearer_one_first(demo_data: Path):
    head, *_ = cards(**THOI_BINH)
    province = head.index("Công an tỉnh, đến hết 31/05/2024: phải đạt 1.221/ngày, thiếu")
    assert province < head.index("Bộ Công an, đến hết 30/06/2024: phải đạt 550/ngày, thiếu")
    english, *_ = cards(**THOI_BINH, lang="en")
    assert "Provincial police, by 31/05/2024: 1,221 per day needed" in english


def test_a_weekly_reports_days_are_hatched_averages(demo_data: Path):
    """Xã Tạ An Khương Đông sends one report a week."""
    *_, pace, _ = cards(unit="32158", edition="2024", as_of="2024-05-03")
    assert pace.count('<i class="average"') > 5
    assert "không rõ từng ngày" in pace


def test_the_strip_has_a_part_for_each_class_as_wide_as_its_communes(demo_data: Path):
    *_, communes = cards(**THOI_BINH)
    parts = [(name, int(wide)) for name, wide in re.findall(r'class="swatch (\w+)" style="flex-grow:(\d+)"', communes)]
    assert sum(wide for _, wide in parts) == 12
    assert parts[0][0] == "band_4", "the highest first"


def test_the_strip_and_the_small_map_give_a_colour_one_meaning(demo_data: Path):
    """On both the classes are those of the map's legend, with as many communes in each."""
    app = open_page("overview", **THOI_BINH)
    bodies = [element.proto.body for element in app.get("html")]
    [strip] = [body for body in bodies if 'class="strip"' in body]
    [legend] = [body for body in bodies if 'class="legend"' in body and "swatch band" in body]
    of_map = re.findall(r'swatch (\w+)"></span>([^<]*)<b>(\d+)', legend)
    said = re.search(r'class="strip" role="img" aria-label="([^"]*)"', strip).group(1)
    assert len(of_map) >= 5
    assert {f"{label.strip()}: {count}" for _, label, count in of_map if count != "0"} == set(said.split(", "))


def test_a_commune_has_its_rank_in_the_place_of_a_strip(demo_data: Path):
    *_, last = cards(unit="32069", edition="2024", as_of="2024-05-01")
    assert "strip" not in last


def test_communes_that_their_district_speaks_for_are_not_said_to_be_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in
):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    bring_in(tmp_path, *(ROOT / "docs" / "examples" / name for name in ("target.csv", "summary.csv")))
    head, *_, communes = cards(**THOI_BINH)
    assert "12/12 xã có số liệu" in communes
    assert "Chưa tính" not in head


def test_where_no_commune_has_a_target_none_is_said_to_have_reached_it_or_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in
):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    bring_in(tmp_path, ROOT / "docs" / "examples" / "summary.csv")
    *_, communes = cards(**THOI_BINH)
    assert "Chưa xã nào có chỉ tiêu Bộ giao" in communes
    assert "đạt từ 100%" not in communes


def test_a_whole_of_which_few_communes_have_figures_has_no_rate(demo_data: Path):
    standing, *_ = cards(unit="VN", edition="2025", as_of="2026-11-20")
    assert "Mới có 63/3.321 xã, chưa tính tỷ lệ" in standing
    assert "%" not in re.sub(r'style="[^"]*"', "", standing)


def test_the_need_of_the_whole_is_the_most_where_a_commune_never_reported_and_names_it(demo_data: Path):
    shown = words(seen("overview", unit="96", edition="2025", as_of="2026-11-20"))
    assert "phải đạt tối đa 2.764/ngày" in shown
    assert "Chưa rõ số của Xã Vĩnh Lộc, tính bằng 0" in shown

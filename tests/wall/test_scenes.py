"""Each scene of the wall, from a real warehouse: what it shows, and what it must not."""

import datetime as dt
import html
import re
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.briefing import opened
from dashboard.forecasts.by_unit import forecast_by_unit
from dashboard.selection import read_link
from dashboard.text import Text
from dashboard.wall.link import SCENES
from dashboard.wall.room import Room, Size, look_for
from dashboard.wall.scenes import nation
from tests.printed import MAY_DAY
from tests.wall.asking import ask, scene

THOI_BINH = {"unit": "967", "edition": "2024", "as_of": "2024-05-01"}
CA_MAU = {"unit": "96", "edition": "2025"}


def words(shown: dict[str, str]) -> str:
    """The scene's words, tags taken off."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", shown["html"])).split())


def test_the_headline_names_numerator_denominator_base_and_date(demo_data: Path):
    shown = scene("headline", **THOI_BINH)
    for part in ("54,8%", "chỉ tiêu Bộ giao", "40.012 / 73.000", "tài khoản đã kích hoạt", "23 giờ ngày 01/05/2024"):
        assert part in words(shown)
    assert shown["unit"] == "Huyện Thới Bình"
    assert shown["time"] == {"at": "2024-05-01T23:00:00", "words": MAY_DAY}
    assert shown["isDemo"]
    assert "40.012" in shown["alt"]


def test_beside_each_targets_line_stands_what_it_asks_a_day(demo_data: Path):
    shown = words(scene("headline", **THOI_BINH))
    assert "Công an tỉnh: 76.648 đến 31/05/2024 · phải đạt 1.221/ngày, thiếu" in shown
    assert "Bộ Công an: 73.000 đến 30/06/2024 · phải đạt 550/ngày, thiếu" in shown


def test_letters_of_a_figure_grow_with_the_wall(demo_data: Path):
    sizes = [
        ask("/screen/scene/headline", width=str(width), height=str(height), **THOI_BINH).json()["figures"]["curve"][
            "layout"
        ]["font"]["size"]
        / height
        for width, height in ((1366, 768), (3840, 2160))
    ]
    assert sizes[0] == pytest.approx(sizes[1])
    assert sizes[0] >= 0.022


def test_the_words_beside_the_reform_have_room_on_the_smallest_wall(demo_data: Path):
    drawn = ask("/screen/scene/headline", **CA_MAU, as_of="2026-11-20").json()["figures"]["curve"]["layout"]
    [mark] = [one["text"] for one in drawn["annotations"] if one["text"].startswith("01/07/2025")]
    # As one line they reached beyond the edge of the preview.
    assert len(mark.split("<br>")) == 2
    assert mark.replace("<br>", " ") == "01/07/2025: bỏ cấp huyện, sắp xếp xã"


def test_the_verdict_is_a_word_with_its_probability_and_need(demo_data: Path):
    shown = words(scene("verdict", **CA_MAU, as_of="2026-11-20"))
    found = opened.in_use()
    assert found is not None
    rows = forecast_by_unit(found.database, edition="2025", parent="96", as_of=dt.date(2026, 11, 20))
    [row] = rows[
        (rows["unit_code"] == "96") & (rows["level"] == "all") & (rows["deadline"] == "2026-12-31")
    ].itertuples()
    assert row.verdict == "not_on_course"
    chance = f"{int(row.probability * 100 + 0.5)}%"
    assert shown.startswith(
        f"Không kịp chỉ tiêu Bộ giao (hạn 31/12/2026) Khả năng đạt {chance} Phải đạt/ngày tối đa 2.764"
    )
    assert "Bình quân/ngày 1.953" in shown
    assert "Hạn gần hơn: không kịp chỉ tiêu tỉnh giao (hạn 15/12/2026), cần tối đa 6.050 tài khoản/ngày" in shown


def test_a_verdict_of_a_whole_under_the_coverage_has_no_numbers_but_how_far_it_is_covered(demo_data: Path):
    assert words(scene("verdict", unit="VN", edition="2025")) == "Chưa đủ số liệu mới có 63/3.321 xã có số liệu."


def test_the_paragraph_is_that_of_the_overview_a_line_for_each_sentence(demo_data: Path):
    shown = scene("paragraph", **THOI_BINH)
    assert shown["html"].count("<p>") == 5
    assert words(shown).startswith("Tính đến 23 giờ ngày 01/05/2024, Huyện Thới Bình có 40.012 tài khoản đã kích hoạt")


def test_the_map_sends_values_and_asks_for_shapes_by_their_address(demo_data: Path):
    shown = scene("map", **CA_MAU)
    [trace] = shown["figures"]["map"]["data"]
    assert len(trace["locations"]) == 64
    assert trace["geojson"].startswith("app/static/geo/")
    assert "Chưa phát sinh số liệu" in words(shown)
    assert "Bản đồ sơ họa" in words(shown)


def test_the_wall_s_map_has_the_pages_classes_and_the_fixed_ones_where_the_address_asks(demo_data: Path):
    shown = scene("map", **THOI_BINH)
    assert "Mốc 54,8% là tỷ lệ chung của Huyện Thới Bình." in words(shown)
    assert [trace["type"] for trace in shown["figures"]["map"]["data"]] == ["choropleth"]
    assert "Từ 100% trở lên" in words(scene("map", **THOI_BINH, scale="fixed"))


def test_equal_shares_share_a_rank_and_the_silent_are_named_outside(demo_data: Path):
    shown = scene("ranking", **CA_MAU)
    ranks = re.findall(r'class="rank">(\d+)<', shown["html"])
    assert ranks[:9] == ["1", "2", "3", "4", "5", "5", "5", "8", "8"]
    assert "Không xếp hạng: Xã An Trạch, Xã Vĩnh Lộc" in words(shown)
    assert "Xã Vĩnh Lộc" not in " ".join(re.findall(r'class="name">([^<]+)<', shown["html"]))


def test_all_units_are_ranked_where_they_fit(demo_data: Path):
    shown = scene("ranking", **THOI_BINH)
    assert len(re.findall('class="rank"', shown["html"])) == 12
    assert "data-more" not in shown["html"]


def test_who_needs_most_a_day_stands_first(demo_data: Path):
    shown = scene("behind", **CA_MAU)
    needed = [int(number.replace(".", "")) for number in re.findall(r'class="number bad">([\d.]+)<', shown["html"])]
    assert len(needed) == 12
    assert needed == sorted(needed, reverse=True)
    assert "ngày đến hết 31/12/2026" in words(shown)


def test_each_target_in_force_is_named_with_what_it_needs(demo_data: Path):
    shown = words(scene("behind", **THOI_BINH))
    assert "so với chỉ tiêu tỉnh giao: phải đạt 1.221/ngày đến hết 31/05/2024; còn thiếu" in shown
    assert "so với chỉ tiêu Bộ giao: phải đạt 550/ngày đến hết 30/06/2024; nay" in shown
    assert "Xếp theo chỉ tiêu Bộ giao." in shown


def test_where_all_are_silent_they_still_stand_among_those_who_must_speed_up(demo_data: Path):
    """Nobody has reported since 20 November."""
    shown = words(scene("behind", **CA_MAU | {"as_of": "2026-12-15"}))
    assert "chưa báo cáo từ 20/11" in shown
    assert "nay –/ngày" not in shown.partition("Xếp theo")[2]


def test_changes_tell_the_sum_and_who_moved(demo_data: Path):
    shown = words(scene("changes", **CA_MAU))
    assert "+13.673" in shown
    assert "Tăng nhiều nhất" in shown
    assert "Tăng ít nhất" in shown


def test_changes_tell_what_was_corrected_since_the_period_before(demo_data: Path):
    shown = words(scene("changes", **CA_MAU, as_of="2026-10-02"))
    assert "Số đã sửa: Xã Khánh Bình" in shown


def test_what_changed_since_a_day_is_told_by_kinds(demo_data: Path):
    shown = words(scene("since", **CA_MAU, since="target"))
    assert "từ khi giao chỉ tiêu, ngày 01/01/2026?" in shown
    assert "Đạt 100%: 3 đơn vị" in shown
    assert "Mới ngừng báo cáo: 1 đơn vị: Xã Vĩnh Mỹ" in shown
    assert "từ hết thứ Hai 16/11/2026?" in words(scene("since", **CA_MAU))


def test_a_rehearsal_knows_nothing_of_what_was_corrected_later(demo_data: Path):
    assert "Số đã sửa" not in words(scene("changes", **CA_MAU, as_of="2026-06-01"))


def test_the_stages_are_told_with_what_waits_between_them(demo_data: Path):
    shown = words(scene("stages", **CA_MAU))
    for part in ("Thu nhận 1.228.894", "Phê duyệt 1.224.784", "Kích hoạt 1.151.645", "4.110 đang chờ"):
        assert part in shown


def test_the_pipeline_says_where_dossiers_are_stuck_and_who_has_most_waiting(demo_data: Path):
    shown = words(scene("pipeline", **CA_MAU))
    assert shown.startswith("Vướng nhất ở khâu kích hoạt: tính đến 20/11/2026 có 73.139 tài khoản đã phê duyệt")
    assert "Ít nhất 162 hồ sơ đã quá hạn phê duyệt." in shown
    assert "Phường Bạc Liêu 2.951 73 chờ phê duyệt · +46 (13/11–20/11) chờ kích hoạt" in shown
    assert "Chưa báo cáo đúng kỳ nên không tính quá hạn: Xã Vĩnh Lộc, Xã Vĩnh Mỹ." in shown
    assert "Một nửa số tài khoản chờ kích hoạt ngày 20/11/2026 đã chờ từ 16 ngày trở lên." in shown


def test_teams_tell_the_channels_with_their_parts(demo_data: Path):
    shown = words(scene("teams", **THOI_BINH))
    assert shown.startswith("Làm nhiều nhất tại trụ sở: 49,0% trong 5.120 tài khoản đã kích hoạt (01/04–30/04/2024).")
    assert "Lưu động 27,3% 1.397 tỷ lệ" in shown.replace("Tỷ lệ", "tỷ lệ")


def test_the_scorecard_tells_the_first_places_with_band_range_and_who_has_none(demo_data: Path):
    shown = words(scene("scorecard", **CA_MAU))
    assert shown.startswith("Đứng đầu: Xã Tân Ân, tổng 15 điểm; 60/64 đơn vị đủ số liệu để xếp hạng.")
    assert "1. Xã Tân Ân 15 nhóm 1, 12 điểm nhóm · khoảng hạng " in shown
    assert "Không xếp hạng vì thiếu số liệu: " in shown
    assert ask("/screen/scene/scorecard", unit="01", edition="2025", as_of="2026-11-20").status == 204


def test_the_silent_and_the_late_are_named_with_their_days(demo_data: Path):
    shown = words(scene("missing", **CA_MAU))
    assert "Xã Vĩnh Lộc chưa phát sinh số liệu" in shown
    assert "Xã Vĩnh Mỹ 31 Báo cáo mới nhất: 20/10/2026 ngày chậm" in shown
    assert "1 / 64" in shown


def test_where_all_have_reported_there_is_nobody_to_name(demo_data: Path):
    assert ask("/screen/scene/missing", **THOI_BINH).status == 204


def test_published_figures_are_labelled_with_day_and_source_and_none_is_of_later(demo_data: Path):
    shown = words(scene("nation", **THOI_BINH))
    assert "16.500.000" in shown
    assert "Đã công bố 19/06/2023 · en.sggp.org.vn" in shown
    assert "67.000.000" not in shown
    assert "0,24%" not in shown and "Huyện Thới Bình" not in shown, "a simulated count never stands beside a real one"


def test_a_units_own_count_stands_beside_what_was_published_of_the_nation(demo_data: Path):
    found = opened.in_use()
    assert found is not None
    selection, _ = read_link(THOI_BINH, found.known, "vi")
    size = Size(1920, 1080)
    room = Room(
        replace(found, is_demo=False), selection, opened.measure(selection), Text("vi"), look_for("dark", size), size
    )
    drawn = nation.draw(room)
    assert drawn is not None
    shown = words({"html": drawn.html})
    assert "Huyện Thới Bình 40.012" in shown and "0,24%" in shown


def test_no_scene_names_an_officer_or_a_team(demo_data: Path):
    for name in SCENES:
        shown = words(scene(name, **CA_MAU)).lower()
        assert "tổ công tác" not in shown
        assert "người quyết định" not in shown


def test_a_small_count_is_told_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bring_in):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    export = tmp_path / "small.csv"
    rows = "".join(f"2024,32069,2024-05-01 23:00,all,{stage},3\n" for stage in ("collected", "approved", "activated"))
    export.write_text("phien_ban,ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n" + rows, encoding="utf-8")
    bring_in(tmp_path, export)
    small = {"unit": "32069", "edition": "2024"}
    shown = scene("headline", **small)
    assert words(shown) == "Ẩn theo quy tắc dưới 5"
    for name in ("stages", "pipeline", "changes", "verdict", "paragraph"):
        assert ask(f"/screen/scene/{name}", **small).status == 204


def test_a_unit_without_figures_says_so_and_draws_nothing(demo_data: Path):
    shown = scene("headline", unit="01", edition="2025")
    assert words(shown) == "Thành phố Hà Nội chưa phát sinh số liệu đến ngày 20/11/2026."
    assert shown["figures"] == {}
    assert shown["time"] is None


def test_what_the_address_asks_wrongly_is_told_beside_a_sensible_scene(demo_data: Path):
    shown = scene("headline", unit="999", seconds="soon")
    assert shown["unit"] == "Tỉnh Cà Mau"
    assert any("“999”" in note for note in shown["notes"])
    assert any("“soon”" in note for note in shown["notes"])


def test_english_is_spoken_where_it_is_asked_for(demo_data: Path):
    shown = scene("headline", **THOI_BINH, lang="en")
    assert "40,012 / 73,000" in words(shown)
    assert "accounts activated" in words(shown)


def test_reasons_duty_and_indicators_stand_with_the_age_of_their_own_figures(demo_data: Path):
    link = {**CA_MAU, "as_of": "2026-11-20"}
    reasons = scene("reasons", **link)
    assert "Không có điện thoại thông minh" in words(reasons)
    assert reasons["time"]["words"] == "18/11/2026", "they were counted then, whatever came in since"
    assert reasons["time"]["amberHours"] == 31 * 24, "what comes in by the month is not old after three days"
    duty = words(scene("duty", **link))
    assert "mỗi ngày tổ" in duty
    assert "có người trực" in duty
    indicators = words(scene("indicators", **link))
    assert "người có thẻ bảo hiểm y tế" in indicators, "each names its base"
    assert "Tích hợp giấy phép lái xe" in indicators


def test_map_and_ranking_of_the_wall_take_the_indicator_of_the_link(demo_data: Path):
    link = {**CA_MAU, "as_of": "2026-11-20", "indicator": "health_insurance_card"}
    for name in ("map", "ranking"):
        shown = scene(name, **link)
        assert shown["title"].startswith("Tích hợp thẻ bảo hiểm y tế"), name
        assert "người có thẻ bảo hiểm y tế" in words(shown), name
        assert "chỉ tiêu" not in words(shown), name
        assert shown["time"]["words"] == "18/11/2026", name
    assert "chỉ tiêu Bộ giao" in words(scene("headline", **link)), "other scenes tell of accounts"

"""Each page, run by Streamlit's own test runner on the simulated campaign, without figures, and in both languages."""

import html
import json
import os
import re
from functools import lru_cache
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.settings import ROOT
from dashboard.ui.shell.navigation import PAGES

THOI_BINH = {"unit": "967", "edition": "2024", "as_of": "2024-05-01"}
TITLES = {
    "overview": ("Huyện Thới Bình đã thực hiện được bao nhiêu chỉ tiêu?", "Where does Huyện Thới Bình stand"),
    "map": ("Huyện Thới Bình: nơi nào nhanh", "Huyện Thới Bình: where is progress fast"),
    "compare": ("Huyện Thới Bình: đơn vị nào làm tốt?", "Huyện Thới Bình: which units are doing well?"),
    "trend": ("Huyện Thới Bình: tiến độ theo thời gian", "Huyện Thới Bình: how is progress"),
    "forecast": ("Huyện Thới Bình có đạt chỉ tiêu kịp hạn không?", "Will Huyện Thới Bình reach its targets in time?"),
    "targets": (
        "Huyện Thới Bình: được giao gì, ai giao, đến bao giờ?",
        "Huyện Thới Bình: what was asked, by whom, until when?",
    ),
    "pipeline": ("Huyện Thới Bình: hồ sơ vướng ở đâu?", "Huyện Thới Bình: where are dossiers stuck?"),
    "teams": ("Huyện Thới Bình: ai làm, lúc nào, bằng cách nào?", "Huyện Thới Bình: who does it, when and how?"),
    "scorecard": (
        "Huyện Thới Bình: các đơn vị được bao nhiêu điểm khi xét chung?",
        "Huyện Thới Bình: how do units score over all?",
    ),
    "room": ("Huyện Thới Bình: trình chiếu gì", "Huyện Thới Bình: what to show"),
    "data": ("Tình hình tiếp nhận số liệu", "Reports received"),
    "about": ("Các con số này nghĩa là gì", "What do these numbers mean"),
}


def open_page(page: str, **link: str) -> AppTest:
    """The page as a link opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def seen(page: str, **link: str) -> AppTest:
    """The same for those who read it and touch nothing: opened once, of figures that do not change."""
    return _seen(os.environ["DASHBOARD_DATA"], page, tuple(sorted(link.items())))


@lru_cache(maxsize=32)
def _seen(_: str, page: str, link: tuple[tuple[str, str], ...]) -> AppTest:
    return open_page(page, **dict(link))


def words(app: AppTest) -> str:
    """All that the page says, tags taken off."""
    raw = [element.proto.body for element in app.get("html")]
    for kind in ("title", "header", "markdown", "caption", "info", "warning", "success"):
        raw += [element.value for element in app.get(kind)]
    shown = re.sub(r"<style>.*?</style>|<[^>]+>", " ", " ".join(raw), flags=re.S)
    return " ".join(html.unescape(shown).split())


def figure(app: AppTest, number: int = 0) -> dict:
    """The JSON of a drawn figure."""
    return json.loads(app.get("plotly_chart")[number].proto.spec)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_asks_its_question_in_the_reader_s_language(page: str, language: str, demo_data: Path):
    app = open_page(page, **THOI_BINH, lang=language)
    assert app.title[0].value.startswith(TITLES[page][language == "en"])
    shown = words(app)
    assert ("Số liệu mô phỏng" if language == "vi" else "Simulated figures") in shown
    assert ("Figures version" in shown) == (language == "en"), "the other language must not show"
    assert "&#" not in shown, "escaped twice"


def test_where_nobody_can_be_ranked_the_page_says_so_instead_of_an_empty_table(demo_data: Path):
    app = open_page("compare", unit="01", edition="2025", as_of="2026-11-20")
    assert "Chưa đơn vị nào xếp hạng được vào ngày này" in words(app)
    assert not [one for one in app.get("html") if "<tbody></tbody>" in one.proto.body]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "about"])
def test_without_figures_a_page_says_the_command_that_makes_some(page: str, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    app = open_page(page)
    assert "python -m dashboard demo" in app.info[0].value
    assert not app.get("plotly_chart"), "nothing is drawn from nothing"
    assert "mô phỏng" not in words(app).replace(app.info[0].value, "")


def test_the_definitions_can_be_read_without_figures(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert "Chưa phát sinh số liệu" in words(open_page("about"))


def test_the_headline_names_numerator_denominator_base_and_moment(demo_data: Path):
    shown = words(seen("overview", **THOI_BINH))
    assert "40.012 / 73.000 tài khoản đã kích hoạt" in shown
    assert "Đạt 54,8% chỉ tiêu Bộ giao" in shown
    assert "tính đến 23 giờ ngày 01/05/2024" in shown
    assert "40,012" not in shown


def test_the_same_headline_in_english_has_english_separators(demo_data: Path):
    shown = words(seen("overview", **THOI_BINH, lang="en"))
    assert "40,012 / 73,000 accounts activated" in shown
    assert "54.8% of the Ministry's target" in shown
    assert "40.012" not in shown


def test_another_issuer_and_another_base_change_the_denominator_and_its_name(demo_data: Path):
    assert "% chỉ tiêu tỉnh giao" in words(seen("overview", **THOI_BINH, issuer="province"))
    shown = words(seen("overview", **THOI_BINH, base="eligible"))
    assert "% công dân đủ điều kiện" in shown
    assert "/ 73.000 tài khoản" not in shown


@pytest.mark.parametrize(("page", "order"), [("overview", ""), ("compare", "missing")])
def test_where_a_level_has_no_target_its_share_of_another_base_is_shown_and_nothing_is_missing(
    page: str, order: str, demo_data: Path
):
    shown = words(seen(page, unit="96", edition="2025", as_of="2026-11-20", level="2", base="eligible", sort=order))
    assert "công dân đủ điều kiện" in shown
    assert re.search(r"\d,\d% .*–", shown), "a dash where no target was set"


def test_a_commune_without_figures_says_so_and_is_never_a_zero(demo_data: Path):
    # Xã Tam Giang Đông of the former Năm Căn never reports in the simulated campaign.
    app = open_page("overview", unit="32209", edition="2024", as_of="2024-05-01")
    unit = app.title[0].value.split(" đang")[0]
    shown = words(app)
    if "chưa phát sinh số liệu đến ngày 01/05/2024" not in shown:
        pytest.fail(f"{unit}: {shown[:400]}")
    assert "0 / " not in shown


def test_a_wrong_link_is_answered_in_sentences_and_with_a_sensible_view(demo_data: Path):
    app = open_page("overview", unit="99999", edition="1999", as_of="tomorrow", level="7", base="x", issuer="y")
    warnings = [warning.value for warning in app.warning]
    for value in ("99999", "1999", "tomorrow", "“7”", "“x”", "“y”"):
        assert any(value in warning for warning in warnings), value
    assert app.title[0].value.startswith("Tỉnh Cà Mau")


def test_a_day_of_the_other_era_shows_its_figures_on_these_units_and_says_so(demo_data: Path):
    app = open_page("map", unit="96", edition="2025", as_of="2024-05-01")
    assert "Ngày 01/05/2024 các xã này chưa thành lập: số liệu là của các xã cũ" in app.info[0].value
    # What is known of old Cà Mau; nothing is made up for old Bạc Liêu, which has not reported.
    assert sum(value is not None for value in figure(app)["data"][0]["z"]) == 64
    assert "7.440 / 15.910" in words(app), "Biển Bạch: Tân Bằng, Biển Bạch Đông and old Biển Bạch"
    app.selectbox(key="filter_edition").set_value("2024").run()
    assert (app.query_params["edition"], app.query_params["as_of"]) == ("2024", "2024-05-01")
    assert not app.info


def test_a_unit_shows_what_it_was_made_of_and_what_became_of_it(demo_data: Path):
    new = words(seen("overview", unit="32069", edition="2025", as_of="2026-05-01"))
    assert "Trước 01/07/2025: Xã Biển Bạch , Xã Tân Bằng , Xã Biển Bạch Đông" in new
    old = words(seen("overview", unit="32069", edition="2024", as_of="2024-05-01"))
    assert "Nay thuộc: Xã Biển Bạch" in old
    district = words(seen("overview", **THOI_BINH))
    assert "Địa bàn nay gồm: Xã Thới Bình , Xã Biển Bạch , Xã Trí Phải , Xã Tân Lộc , Xã Hồ Thị Kỷ" in district


def test_a_search_finds_the_new_unit_by_an_old_name(demo_data: Path):
    app = open_page("map", edition="2025", unit="96", as_of="2026-05-01")
    app.text_input(key="unit_search").set_value("tan bang").run()
    assert any(button.label.startswith("Xã Tân Bằng → **Xã Biển Bạch**") for button in app.button)


def test_several_names_in_the_search_lead_to_these_units_side_by_side(demo_data: Path):
    app = open_page("overview", edition="2025", unit="96", as_of="2026-11-20")
    app.text_input(key="unit_search").set_value("thoi binh, dat mui, khong co").run()
    [link] = [one.proto.body for one in app.get("html") if 'class="together"' in one.proto.body]
    assert "Đặt cạnh nhau: Xã Thới Bình · Xã Đất Mũi" in link
    assert 'href="compare?' in link and "view=pins" in link and "pins=32065%2C32248" in link
    assert any("“khong co”" in caption.value for caption in app.caption), "a name that is nobody's is told"
    # A unit with the name of the one above it is no two units.
    app.text_input(key="unit_search").set_value("dat mui, ca mau").run()
    assert any("Xã Đất Mũi" in button.label for button in app.button)


def test_a_trend_runs_through_the_reform_with_a_mark(demo_data: Path):
    app = open_page("trend", unit="967", edition="2024", as_of="2026-05-01", span="all")
    drawn = figure(app)
    assert any("01/07/2025" in note["text"] for note in drawn["layout"]["annotations"])
    days = drawn["data"][0]["x"]
    assert min(days) < "2024-01-01" < "2026-01-01" < max(days)


def test_a_search_without_marks_finds_and_opens_a_unit(demo_data: Path):
    app = open_page("map", edition="2024", unit="96", as_of="2024-05-01")
    app.text_input(key="unit_search").set_value("thoi binh").run()
    labels = [button.label for button in app.button]
    assert any("Huyện Thới Bình" in label for label in labels)
    app.button(key="found_967").click().run()
    assert app.query_params["unit"] == "967"
    assert app.title[0].value.startswith("Huyện Thới Bình")


def test_a_filter_writes_the_address_and_keeps_the_rest_of_it(demo_data: Path):
    app = open_page("compare", **THOI_BINH)
    app.selectbox(key="filter_level").set_value("2").run()
    assert app.query_params["level"] == "2"
    assert app.query_params["unit"] == "967"
    assert app.query_params["as_of"] == "2024-05-01"


def test_a_change_of_language_keeps_the_view(demo_data: Path):
    app = open_page("compare", **THOI_BINH)
    app.query_params["lang"] = "en"
    app.run()
    assert app.title[0].value.startswith("Huyện Thới Bình: which units")
    assert app.query_params["as_of"] == "2024-05-01"


def test_a_code_that_two_editions_share_never_follows_the_reader_into_the_other(demo_data: Path):
    app = open_page("map", unit="32191", edition="2024", as_of="2024-05-01")
    assert app.title[0].value.startswith("Thị trấn Năm Căn")
    app.selectbox(key="filter_edition").set_value("2025").run()
    # Most of its ground; the same code is xã Năm Căn in 2025.
    assert app.title[0].value.startswith("Xã Đất Mới")


def test_the_map_holds_values_by_code_and_its_shapes_by_address(demo_data: Path):
    drawn = figure(seen("map", unit="96", edition="2024", as_of="2024-05-01"))["data"][0]
    assert len(drawn["locations"]) == 9
    assert drawn["geojson"].startswith("app/static/geo/2024-district-96-")
    assert "coordinates" not in json.dumps(drawn)


def test_the_map_s_list_holds_every_unit_with_its_figures(demo_data: Path):
    shown = words(seen("map", **THOI_BINH))
    for name in ("Thị trấn Thới Bình", "Xã Thới Bình", "Xã Hồ Thị Kỷ"):
        assert name in shown
    assert "Bản đồ sơ họa" in shown


def test_units_without_a_share_stand_apart_from_the_ranking(demo_data: Path):
    app = open_page("compare", unit="96", edition="2024", as_of="2024-05-01", grain="commune")
    shown = words(app)
    ranked, apart = shown.split("Không xếp hạng (1)", 1)
    assert "chưa phát sinh số liệu" in apart.lower()
    assert "Xã Tam Giang Đông" in apart
    assert "Xã Tam Giang Đông" not in ranked


def test_the_trend_splits_by_stage_and_names_each_line(demo_data: Path):
    app = open_page("trend", **THOI_BINH, split="stage", step="month", span="all")
    names = [trace["name"] for trace in figure(app)["data"]]
    assert names == ["Kích hoạt", "Phê duyệt", "Thu nhận"]
    assert "Activated" not in words(app)


def test_the_trend_finds_units_of_every_level_without_marks_and_takes_them_with_a_click(demo_data: Path):
    app = open_page("trend", **THOI_BINH, split="unit", mode="rate")
    app.text_input(key="with_search").set_value("thoi binh").run()
    offered = {str(button.key): button.label for button in app.button if str(button.key).startswith("with_")}
    assert {"with_32065", "with_32077"} <= set(offered) or len(offered) > 1, offered
    app.text_input(key="with_search").set_value("ca mau").run()
    app.button(key="with_96").click().run()
    assert app.query_params["with"] in ("96", ["96"])
    assert not app.exception


def test_the_trends_hover_tells_count_path_and_gap_of_every_line(demo_data: Path):
    app = open_page("trend", **THOI_BINH, split="unit", mode="cumulative", **{"with": "966"})
    told = [trace["customdata"][-1] for trace in figure(app)["data"]]
    assert told[0].startswith("<b>40.012</b>, Bộ Công an: lộ trình ") and "thấp hơn" in told[0]
    assert "lộ trình" in told[1]


def test_rates_are_compared_over_time_and_end_at_the_printed_one(demo_data: Path):
    app = open_page("trend", **THOI_BINH, split="unit", mode="rate", **{"with": "966,32065"})
    drawn = figure(app)
    assert len(drawn["data"]) == 3 and drawn["layout"]["hovermode"] == "x unified"
    assert drawn["data"][0]["customdata"][-1] == "<b>54,8%</b>"
    [note] = [one.value for one in app.caption if "chỉ tiêu Bộ giao" in one.value]
    assert "01/05/2024" in note


def test_the_trend_shows_no_small_flow_of_a_commune(demo_data: Path):
    link = {"unit": "32236", "edition": "2024", "as_of": "2024-02-20", "step": "day", "span": "60", "split": "level"}
    app = open_page("trend", **link)
    # A number that is shown opens to its sources.
    bodies = " ".join(each.proto.body for each in app.get("html"))
    cells = re.findall(r'<td class="number">(?:<a [^>]*>)?([^<]*)<', bodies)
    assert {"&lt;5", "ẩn", "0"} < set(cells)
    assert not set(cells) & {"1", "2", "3", "4"}
    assert "<5" in json.dumps(figure(app))
    assert "cột gạch chéo cao đến 5" in words(app)


def test_a_unit_without_figures_has_no_trend(demo_data: Path):
    app = open_page("trend", unit="01", edition="2024", as_of="2024-05-01")
    assert "Thành phố Hà Nội chưa phát sinh số liệu" in app.info[-1].value
    assert not app.get("plotly_chart")


def test_the_data_page_lists_batches_and_weeks(demo_data: Path):
    shown = words(seen("data", **THOI_BINH))
    assert "99/100 xã của Tỉnh Cà Mau có số liệu" in shown
    assert "Báo cáo tổng hợp" in shown
    assert "Số ngày có báo cáo mỗi tuần, Huyện Thới Bình" in shown


def test_published_figures_stand_beside_the_reports_and_are_called_published(demo_data: Path):
    shown = words(seen("overview", unit="VN", edition="2025", as_of="2026-11-20"))
    assert "Số liệu đã công bố" in shown
    assert "67.000.000" in shown
    assert "không cộng chung" in shown


def test_every_chart_has_a_sentence_for_those_who_cannot_see_it(demo_data: Path):
    for page in ("overview", "map", "trend"):
        for chart in seen(page, **THOI_BINH).get("plotly_chart"):
            assert len(chart.proto.alt) > 40, page
            assert "None" not in chart.proto.alt
            assert "nan" not in chart.proto.alt


def test_a_setting_that_cannot_be_used_is_told_with_file_name_and_value(tmp_path: Path, monkeypatch):
    (tmp_path / "settings.toml").write_text('small_count = "five"\n', encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60).run()
    assert not app.exception
    assert "settings.toml" in app.error[0].value
    assert "small_count" in app.error[0].value


def test_units_without_a_known_place_are_named_and_no_empty_map_is_drawn(demo_data: Path):
    app = open_page("overview", unit="22736", edition="2024")
    assert app.title[0].value.startswith("Thị trấn Trường Sa")
    assert "chưa có tọa độ" in words(app)
    assert not app.get("plotly_chart")


def test_a_district_without_communes_has_a_page_of_its_own(demo_data: Path):
    shown = words(seen("overview", unit="498", edition="2024"))
    assert "Huyện Hoàng Sa chưa phát sinh số liệu" in shown
    assert "còn phải cố" not in shown


def test_the_data_page_lists_what_a_correction_changed_with_was_and_is(demo_data: Path):
    shown = words(seen("data", unit="96", edition="2025", as_of="2026-11-20"))
    assert "Số liệu cũ đã thay đổi, Tỉnh Cà Mau" in shown
    assert "đính chính (dinh_chinh_" in shown
    assert "Earlier figures" not in shown


def test_a_unit_whose_figures_never_changed_says_so(demo_data: Path):
    app = open_page("data", **THOI_BINH, lang="en")
    assert "No earlier figure of Huyện Thới Bình has changed." in words(app)


def test_the_data_page_shows_which_due_reports_came_and_which_did_not(demo_data: Path):
    shown = words(seen("data", unit="96", edition="2025", as_of="2026-11-20"))
    assert "Báo cáo đến hạn: đúng hạn, trễ, thiếu, Tỉnh Cà Mau" in shown
    assert "Hạn 17:00 ngày" in shown
    assert "Due reports" not in shown


def test_the_data_page_holds_two_sources_against_each_other(demo_data: Path):
    shown = words(seen("data", **THOI_BINH))
    assert "Đối chiếu hai nguồn, Huyện Thới Bình" in shown
    assert "Đã đối chiếu:" in shown
    shown = words(seen("data", unit="01", edition="2024", as_of="2024-05-01", lang="en"))
    assert "No figure of Thành phố Hà Nội is reported by two sources." in shown

"""The compare page beside its ranking: what it shows of a funnel, and what it says where there is none."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import THOI_BINH, figure, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2024", "as_of": "2024-05-01", "grain": "commune", "view": "funnel"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_funnel_tells_its_limits_in_words_and_names_who_lies_outside(language: str, demo_data: Path):
    app = open_page("compare", **CA_MAU, lang=language)
    shown = words(app)
    chance = (
        "Chỉ do ngẫu nhiên thì cũng có khoảng 0,2 và 4,9 đơn vị" if language == "vi" else "By chance alone, about 0.2"
    )
    assert chance in shown, shown
    assert ("ngẫu nhiên chỉ là phần nhỏ" if language == "vi" else "chance is only a small part") in shown
    traces = figure(app)["data"]
    assert sum("marker" in trace for trace in traces) >= 1
    assert "Xã Tam Giang Đông" not in str(traces), "who never reported is no point, and no zero"
    assert "Xã Tam Giang Đông" in shown


def test_a_district_of_few_communes_has_a_sentence_instead_of_limits(demo_data: Path):
    app = open_page("compare", unit="971", edition="2024", as_of="2024-05-01", view="funnel")
    assert "dưới 10 đơn vị thì chưa biết mức chênh thông thường" in words(app)
    assert not app.get("plotly_chart")


def test_the_link_keeps_measure_and_peers(demo_data: Path):
    app = open_page("compare", **CA_MAU | {"of": "pace", "peers": "xa"})
    assert not app.warning
    assert "mỗi tuần" in words(app)
    assert "Phường" not in str(figure(app)["data"])
    wrong = open_page("compare", **THOI_BINH, view="phễu")
    assert "phễu" in wrong.warning[0].value


def test_lists_are_printed_with_the_rule_that_named_their_units(demo_data: Path):
    shown = words(seen("compare", **CA_MAU))
    assert "Biểu dương (" in shown
    assert "Cần đôn đốc (" in shown
    assert "Cần đôn đốc (" in words(seen("compare", unit="96", edition="2025", view="funnel"))
    assert "Quy tắc nêu tên: nằm ngoài giới hạn 95%, cùng một phía, ở cả hai báo cáo" in shown
    assert "outside the 95% limits, on the same side" in words(seen("compare", **CA_MAU, lang="en"))


def test_the_sentence_above_the_ranking_says_what_it_is_sorted_by(demo_data: Path):
    newest = {"unit": "96", "edition": "2025"}
    said = {
        "share": "Xếp theo tỷ lệ so với chỉ tiêu Bộ giao",
        "change": "Xếp theo mức tăng, giảm của tỷ lệ so với chỉ tiêu Bộ giao",
        "per_thousand": "Xếp theo số đã thực hiện trên 1.000 công dân đủ điều kiện",
        "forecast": "Xếp theo khả năng đạt chỉ tiêu Bộ giao đúng hạn",
    }
    for order, sentence in said.items():
        shown = words(seen("compare", **newest, sort=order))
        assert sentence in shown
        others = [other for name, other in said.items() if name != order]
        assert not [other for other in others if other in shown]


def test_a_ranking_tells_how_sure_places_are_and_what_each_week_brought(demo_data: Path):
    app = open_page("compare", unit="96", edition="2025", columns="full")
    shown = words(app)
    assert "Khoảng hạng" in shown
    assert "cùng một thang cho mọi đơn vị" in shown
    [table] = [one.proto.body for one in app.get("html") if "Bảng xếp hạng" in one.proto.body]
    bars = re.findall(
        r'<i class="weeks-bars" role="img" aria-label="([^"]+)" style="clip-path:path\(([^)]+)\)">', table
    )
    assert len(bars) == table.count("weeks-bars") >= 60
    assert all(1 <= shape.count("M") <= 12 for _, shape in bars)
    assert all("tăng mỗi tuần, điểm %: " in said for said, _ in bars)


def heads(app: AppTest) -> list[str]:
    """The headings of the ranking."""
    [table] = [one.proto.body for one in app.get("html") if "Bảng xếp hạng" in one.proto.body]
    return re.findall(r"<th[^>]*>([^<]*)</th>", table)


def test_the_ranking_has_its_main_columns_and_all_others_at_a_choice(demo_data: Path):
    newest = {"unit": "96", "edition": "2025"}
    main, full = (heads(open_page("compare", **newest, columns=columns)) for columns in ("main", "full"))
    assert set(main) < set(full)
    assert {"Hạng", "Đơn vị", "Tỷ lệ", "Đã thực hiện", "Chỉ tiêu", "Tăng, giảm (điểm %)"} <= set(main)
    assert set(full) - set(main) == {"Khoảng hạng", "Khoảng so sánh", "Bình quân/ngày", "Báo cáo ngày"}
    usual = open_page("compare", **newest)
    assert heads(usual) == main
    # A unit that is late is so in either set of columns.
    assert re.search(r'>Phường Hòa Thành</a><small class="late"> chậm 8 ngày</small>', shown_table(usual))


def test_places_move_since_the_day_of_the_link(demo_data: Path):
    usual = open_page("compare", **THOI_BINH)
    since = open_page("compare", **THOI_BINH, since="2024-04-01")
    assert "Tăng, giảm bậc" in heads(usual)
    assert "Tăng, giảm bậc từ 01/04" in heads(since)
    assert "tính từ" in words(since)


def shown_table(app: AppTest) -> str:
    return next(one.proto.body for one in app.get("html") if "Bảng xếp hạng" in one.proto.body)


@pytest.mark.parametrize(
    ("edition", "codes", "names"),
    [
        ("2024", "967,32065,96", ("Huyện Thới Bình", "Thị trấn Thới Bình", "Tỉnh Cà Mau")),
        ("2025", "967,32065", ("Huyện Thới Bình (cũ)", "Xã Thới Bình")),
    ],
)
def test_pinned_units_stand_side_by_side_with_all_figures(
    edition: str, codes: str, names: tuple[str, ...], demo_data: Path
):
    app = open_page("compare", unit="96", edition=edition, view="pins", pins=codes)
    shown = words(app)
    assert not [name for name in names if name not in shown], shown
    for label in ("Tỷ lệ so với chỉ tiêu Bộ giao", "Kích hoạt trên phê duyệt", "Bình quân/ngày", "Báo cáo mới nhất"):
        assert label in shown
    assert "khác cấp" in shown
    assert "Tốt nhất về" in shown
    assert "Ngày 0 là ngày đầu tiên của chỉ tiêu" in shown
    traces = figure(app)["data"]
    assert len(traces) == len(names)
    assert all(trace["x"][0] == 0 for trace in traces), "day 0 of each"
    dated = open_page("compare", unit="96", edition=edition, view="pins", pins=codes, axis="date")
    assert all("-" in trace["x"][0] for trace in figure(dated)["data"])
    assert len(app.get("download_button")) == 2


def test_a_unit_is_found_without_marks_and_pinned_and_let_go(demo_data: Path):
    app = open_page("compare", **THOI_BINH, view="pins")
    assert "Chưa ghim đơn vị nào" in app.info[0].value
    app.text_input(key="pins_search").set_value("thoi binh").run()
    app.button(key="pins_967").click().run()
    assert app.query_params["pins"] in ("967", ["967"])
    assert "Mới ghim một đơn vị" in app.info[0].value
    [strip] = [one.proto.body for one in app.get("html") if 'class="pinned"' in one.proto.body]
    [let_go] = re.findall(r'href="([^"]+)" title="Bỏ ghim', strip)
    assert "pins=" not in let_go and "view=pins" in let_go


def test_a_row_of_the_ranking_has_a_button_that_pins_it_and_pins_go_along(demo_data: Path):
    app = open_page("compare", **THOI_BINH, pins="32065,96,967,966")
    table = shown_table(app)
    assert table.count('class="pin"') == table.count("<tr>") - 1
    assert re.search(r'data-unit="32065"[^>]*aria-pressed="true"', table)
    assert re.search(r'data-unit="32068"[^>]*disabled', table), "four are the most"
    links = re.findall(r'href="(compare\?[^"]*)"', table)
    assert links and not [link for link in links if "pins=32065%2C96%2C967%2C966" not in link]
    trend = open_page("trend", **THOI_BINH, split="unit", mode="cumulative", pins="966")
    assert len(figure(trend)["data"]) == 2, "what is pinned stands beside the unit in the trend"


def test_a_pin_that_there_is_not_is_told(demo_data: Path):
    assert "không-có" in open_page("compare", **THOI_BINH, pins="không-có,967").warning[0].value.replace("\\", "")


def test_another_edition_shows_what_the_pinned_places_became(demo_data: Path):
    app = open_page("compare", **THOI_BINH, view="pins", pins="967,32065")
    app.selectbox(key="filter_edition").set_value("2025").run()
    pinned = app.query_params["pins"]
    assert "967" in (pinned if isinstance(pinned, str) else pinned[0])
    assert not app.exception and not [one for one in app.warning if "Ghim" in one.value]


def test_changes_are_since_the_beginning_that_the_link_names(demo_data: Path):
    app = open_page("compare", **THOI_BINH, since="meeting", sort="change", columns="full")
    shown = words(app)
    assert "Tăng, giảm từ cuộc họp ngày 22/04/2024 (Giao ban công tác Đề án 06), giữa hai báo cáo" in shown
    assert "Tăng, giảm trong khoảng 7 ngày" not in shown
    [body] = [one.proto.body for one in app.get("html") if "<table" in one.proto.body and "+3,6" in one.proto.body]
    first = body.split("<tbody>")[1].split("</tr>")[0]
    assert "Xã Tân Lộc Bắc" in first and "+3,6" in first and "22/04–01/05" in first
    assert "trace=2024.967" not in first and ".2024-04-22" in first, "and opens to both ends"
    assert "Tăng, giảm trong khoảng 7 ngày" in words(open_page("compare", **THOI_BINH))

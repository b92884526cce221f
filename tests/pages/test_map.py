"""The map page: classes and their legend, the list in the order of what is painted, and which units it draws."""

import datetime as dt
import re
from pathlib import Path

import pytest

from dashboard.ui.map import multiples
from tests.pages.test_pages import THOI_BINH, figure, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def lines(app) -> list[list[str]]:
    """The cells of the map's list, row by row."""
    [body] = [one.proto.body for one in app.get("html") if "Danh sách</caption>" in one.proto.body]
    rows = re.findall(r"<tr>(.*?)</tr>", body.split("<tbody>")[1])
    return [[re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r"<td.*?>(.*?)</td>", row)] for row in rows]


def test_the_rate_stands_first_in_a_column_of_its_own(demo_data: Path):
    first, *rest = lines(seen("map", **CA_MAU))
    assert re.fullmatch(r"\d+,\d%", first[0]), first
    assert "%" not in first[2], "and nowhere else"
    assert [rest[-1][0], rest[-1][2]] == ["–", "chưa phát sinh số liệu"]


def test_classes_are_fifths_of_the_units_with_the_whole_s_own_rate_among_their_bounds(demo_data: Path):
    shown = words(seen("map", **THOI_BINH))
    assert "Mốc 54,8% là tỷ lệ chung của Huyện Thới Bình." in shown
    assert "–54,8%" in shown
    assert "54,8–" in shown
    assert "Từ 100% trở lên" not in shown


def test_the_fixed_scale_is_in_the_link(demo_data: Path):
    app = open_page("map", **THOI_BINH, scale="fixed")
    assert "Từ 100% trở lên" in words(app)


def test_painted_by_need_the_list_begins_with_the_slowest(demo_data: Path):
    listed = lines(seen("map", **CA_MAU, paint="need"))
    paces = [int(rate.removesuffix("%").replace(".", "")) for rate, *_ in listed if rate.endswith("%")]
    assert len(paces) > 10
    assert paces == sorted(paces)
    assert [rate for rate, *_ in listed][-1] == "–", "who has no pace comes last"
    assert "phải đạt" in listed[0][2]


def test_the_small_map_has_a_legend_and_the_names_of_few_units(demo_data: Path):
    app = open_page("overview", **THOI_BINH)
    assert "Dưới " in words(app)
    [names] = [trace for chart in range(2) for trace in figure(app, chart)["data"] if trace["type"] == "scattergeo"]
    assert {"Thị trấn<br>Thới Bình", "Xã Thới<br>Bình", "Hồ Thị Kỷ"} <= set(names["text"]), (
        "two of one name keep their kind"
    )


def test_a_map_of_many_units_has_no_names(demo_data: Path):
    assert [trace["type"] for trace in figure(seen("map", **CA_MAU))["data"]] == ["choropleth"]


def test_a_commune_is_outlined_among_its_neighbours(demo_data: Path):
    app = open_page("map", **{**CA_MAU, "unit": "32069"})
    everyone, *outlines = figure(app)["data"]
    assert len(everyone["locations"]) == 64
    assert [trace["locations"] for trace in outlines] == [["32069"], ["32069"]]
    assert "Xã Biển Bạch viền đậm, giữa các đơn vị của Tỉnh Cà Mau." in words(app)


NATION = {"unit": "VN", "edition": "2025", "as_of": "2026-11-20", "grain": "commune"}


def test_the_nation_s_communes_are_all_on_one_map_and_listed_by_pages(demo_data: Path):
    first, last = seen("map", **NATION), seen("map", **NATION, rows="17")
    [trace] = figure(first)["data"]
    assert len(trace["locations"]) == 3321
    assert not first.info
    assert [len(lines(page)) for page in (first, last)] == [200, 3321 - 16 * 200]
    assert lines(last)[-1][2] == "chưa phát sinh số liệu"


def test_a_page_of_the_list_that_other_units_have_is_no_mistake(demo_data: Path):
    shown = seen("map", **{**NATION, "grain": "province"}, rows="3")
    assert not shown.warning
    assert len(lines(shown)) == 34


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"edition": "2024"}, "xã, phường, thị trấn, quá nhiều để đọc trên một bản đồ, nên bản đồ vẽ theo tỉnh"),
        ({"maps": "levels"}, "3.321 xã, phường, đặc khu, quá nhiều để đọc trên một bản đồ"),
    ],
)
def test_where_more_communes_are_asked_for_than_can_be_drawn_the_page_says_why(
    demo_data: Path, asked: dict[str, str], why: str
):
    assert why in words(seen("map", **{**NATION, **asked})).replace("\\", "")


def test_a_province_of_2024_can_be_drawn_by_communes(demo_data: Path):
    app = seen("map", unit="96", edition="2024", as_of="2024-05-01", grain="commune")
    assert len(figure(app)["data"][0]["locations"]) == 100


def drawn(app) -> list[dict[str, str]]:
    """The small maps: of each what is said of it, and the class of each unit."""
    bodies = " ".join(one.proto.body for one in app.get("html"))
    found = []
    for alt, units in re.findall(r'class="small-map" role="img" aria-label="([^"]*)"[^>]*data-units="([^"]*)"', bodies):
        found.append({"alt": alt, **{line.split("\t")[0]: line.split("\t")[1] for line in units.split("\n")}})
    return found


def test_two_days_stand_beside_each_other_on_one_scale_with_their_difference(demo_data: Path):
    app = open_page("map", **CA_MAU, maps="days", since="meeting")
    before, now = drawn(app)
    assert "đến 09/11/2026" in before["alt"] and "đến 20/11/2026" in now["alt"]
    assert len(before) == len(now) == 65
    [trace] = figure(app)["data"]
    assert len(trace["locations"]) == 64
    shown = words(app)
    assert "Thay đổi từ cuộc họp ngày 09/11/2026" in shown
    assert "Không so được (lý do ghi trong danh sách) " in shown
    [body] = [one.proto.body for one in app.get("html") if "Thay đổi của 64 đơn vị</caption>" in one.proto.body]
    rows = re.findall(r"<tr>(.*?)</tr>", body.split("<tbody>")[1])
    changes = [re.sub(r"<[^>]+>", "", row.split("</td>")[0]) for row in rows]
    known = [float(change.replace(",", ".").replace("−", "-")) for change in changes if change != "–"]
    assert len(changes) == 64 and len(known) > 50
    assert known == sorted(known, reverse=True)
    assert set(changes[len(known) :]) == {"–"}, "who has no change comes last"
    # The day is the one that any page of changes speaks of, and a link away from another.
    links = re.findall(r'href="([^"]*)"[^>]*>Từ', " ".join(one.proto.body for one in app.get("html")))
    assert links and all("maps=days" in link for link in links)


def test_a_unit_that_never_reported_has_no_two_days(demo_data: Path):
    app = open_page("map", unit="01", edition="2025", as_of="2026-11-20", maps="days")
    assert "chưa có báo cáo nào nên chưa so được hai ngày" in words(app)
    assert drawn(app) == []


def test_small_maps_share_one_scale_and_each_says_the_value_of_the_whole(demo_data: Path):
    stages = open_page("map", **THOI_BINH, maps="stages")
    assert [one["alt"].partition(".")[0] for one in drawn(stages)] == ["Thu nhận", "Phê duyệt", "Kích hoạt"]
    shown = words(stages)
    assert "40.012 / 73.000 · 54,8%" in shown and "51.947 / 73.000" in shown
    levels = open_page("map", **THOI_BINH, maps="levels", lang="en")
    assert [one["alt"].partition(".")[0] for one in drawn(levels)] == ["Level 1", "Level 2"]
    months = open_page("map", **CA_MAU, maps="months")
    assert len(drawn(months)) == 12
    assert "Mẫu số (chỉ tiêu Bộ giao) thay đổi giữa các bản đồ: 1.002.696 → 1.253.370" in words(months)
    bodies = " ".join(one.proto.body for one in months.get("html"))
    assert "maps=one&amp;" in bodies and "as_of=2026-09-30" in bodies, "each leads to its own map"
    assert len(set(re.findall(r'data-shapes="([^"]*)"', bodies))) == 1


def test_months_begin_with_the_figures():
    days = multiples.month_ends(dt.date(2024, 1, 15), dt.date(2024, 3, 10))
    assert days == [dt.date(2024, 1, 31), dt.date(2024, 2, 29), dt.date(2024, 3, 10)]
    assert len(multiples.month_ends(dt.date(2020, 1, 1), dt.date(2024, 3, 31))) == 12
    assert multiples.month_ends(dt.date(2024, 3, 10), dt.date(2024, 3, 10)) == [dt.date(2024, 3, 10)]

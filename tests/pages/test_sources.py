"""Each count of a page is a link to its sources, which any page shows in a dialog."""

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.selection import Selection
from dashboard.ui.shell import sources
from tests.pages.test_pages import THOI_BINH, open_page, seen, words
from tests.pages.test_targets import CA_MAU

OPEN = {"vi": "Xem nguồn của số này", "en": "See where this number comes from"}
TRACED = "2024.32065.2024-05-01.activated.all"


def linked(app: AppTest) -> dict[str, str]:
    """The first number of each link to sources, by the figure that its address names."""
    bodies = " ".join(element.proto.body for element in app.get("html"))
    found = re.findall(r'<a[^>]*href="([^"]*trace=[^"]*)"[^>]*>([^<]*)</a>', bodies)
    return {parse_qs(urlsplit(href.replace("&amp;", "&")).query)["trace"][0]: shown for href, shown in reversed(found)}


def test_the_headline_s_count_and_each_point_of_the_curve_open_to_their_sources(demo_data: Path):
    counts = linked(seen("overview", **THOI_BINH))
    assert counts["2024.967.2024-05-01.activated.all"] in ("40.012", "73.000")
    assert sum(code.startswith("2024.967.") for code in counts) > 50


@pytest.mark.parametrize("page", ["compare", "map"])
def test_each_unit_s_count_opens_to_its_sources_and_the_page_s_own_choices_stay(demo_data: Path, page: str):
    app = open_page(page, **THOI_BINH, sort="change", lang="en")
    assert linked(app)[TRACED].startswith("5,706")
    bodies = " ".join(element.proto.body for element in app.get("html"))
    assert re.search(r'href="' + page + r'\?sort=change&amp;unit=967&amp;[^"]*trace=' + TRACED, bodies)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("vi", ["Thị trấn Thới Bình: 5.706 tài khoản", "tong_hop_2024-05-03.csv, dòng 3112, cột E", "Mẫu số là chỉ"]),
        ("en", ["Thị trấn Thới Bình: 5,706 accounts", "tong_hop_2024-05-03.csv, row 3112, column E", "As a share of"]),
    ],
)
def test_any_page_shows_the_sources_that_the_address_asks_for(demo_data: Path, language: str, said: list[str]):
    app = open_page("data", **THOI_BINH, lang=language, trace=TRACED)
    shown = words(app)
    assert [phrase for phrase in said if phrase not in shown] == []


def test_a_sum_s_parts_are_links_that_keep_the_page(demo_data: Path):
    app = open_page("compare", **THOI_BINH, sort="change", trace="2024.967.2024-05-01.activated.all")
    bodies = " ".join(element.proto.body for element in app.get("html"))
    assert re.search(r'<li><a href="compare\?sort=change&amp;unit=967[^"]*trace=' + TRACED + '">Thị trấn', bodies)


@pytest.mark.parametrize("code", ["x", "2024.99999.2024-05-01.activated.all", "2024.967.2024-05-01.activated.3"])
def test_an_address_that_names_no_count_is_told_so(demo_data: Path, code: str):
    assert "không chỉ đến số nào" in words(seen("overview", **THOI_BINH, trace=code))


def test_what_an_address_holds_is_read_as_it_was_written():
    figure = Selection("967", "2024", dt.date(2024, 5, 1), level="2", stage="approved")
    here = Selection("96", "2025", dt.date(2026, 1, 1), base="eligible")
    assert sources.read(sources.code_of(figure), here) == replace(figure, base="eligible")
    assert sources.read(sources.code_of(figure) + ".province", here) == replace(figure, issuer="province")


def test_what_counts_for_each_target_opens_to_its_sources_and_that_target_s(demo_data: Path):
    counts = linked(seen("targets", **CA_MAU))
    assert counts["2025.96.2026-11-20.activated.all.ministry"] == "1.136.907"
    assert "2025.96.2026-06-30.activated.all.province" in counts, "of what is over, on its last day"
    shown = words(seen("targets", **CA_MAU, base="eligible", trace="2025.96.2026-11-20.activated.all.ministry"))
    assert "so với chỉ tiêu Bộ giao" in shown


def test_each_count_up_to_a_day_of_the_trend_opens_to_its_sources(demo_data: Path):
    counts = linked(seen("trend", **THOI_BINH, mode="cumulative", split="level"))
    assert counts["2024.967.2024-05-01.activated.all"] == "40.012"
    assert {code.rsplit(".", 1)[-1] for code in counts} == {"all", "1", "2"}


def test_what_a_period_counted_opens_to_the_counts_at_both_of_its_ends(demo_data: Path):
    flows = linked(seen("trend", **THOI_BINH, mode="flow", step="week"))
    assert "2024.967.2024-04-28.activated.all.2024-04-21" in flows
    shown = words(seen("trend", **THOI_BINH, trace="2024.967.2024-04-28.activated.all.2024-04-21"))
    assert "Trong kỳ, từ sau 21/04/2024 đến hết 28/04/2024" in shown
    last, first = (int(count.replace(".", "")) for count in re.findall(r"([\d.]+) tính đến 2[18]/04/2024", shown)[-2:])
    assert last - first == int(flows["2024.967.2024-04-28.activated.all.2024-04-21"].replace(".", ""))


def test_a_change_and_a_need_open_to_the_reports_and_the_target_that_they_are_of(demo_data: Path):
    bodies = " ".join(each.proto.body for each in seen("compare", **THOI_BINH).get("html"))
    [row] = re.findall(r"<tr>(?:(?!</tr>).)*Thị trấn Thới Bình</a>.*?</tr>", bodies)
    assert row.count("trace=" + TRACED) == 3, "count, change and need"
    shown = words(seen("compare", **THOI_BINH, trace=TRACED))
    assert re.search(r"Tăng, giảm so với kỳ trước: \+\d+ 5\.706 tính đến 01/05/2024 [\d.]+ tính đến 24/04/2024", shown)
    assert "so với chỉ tiêu tỉnh giao, phải đạt" in shown
    assert "chi_tieu_2024.csv, dòng" in shown, "the cell of the target"

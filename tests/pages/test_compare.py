"""The compare page beside its ranking: what it shows of a funnel, and what it says where there is none."""

import re
from pathlib import Path

import pytest

from tests.pages.test_pages import THOI_BINH, figure, open_page, words

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
    shown = words(open_page("compare", **CA_MAU))
    assert "Biểu dương (" in shown
    assert "Cần đôn đốc (" in shown
    assert "Cần đôn đốc (" in words(open_page("compare", unit="96", edition="2025", view="funnel"))
    assert "Quy tắc nêu tên: nằm ngoài giới hạn 95%, cùng một phía, ở cả hai báo cáo" in shown
    assert "outside the 95% limits, on the same side" in words(open_page("compare", **CA_MAU, lang="en"))


def test_the_sentence_above_the_ranking_says_what_it_is_sorted_by(demo_data: Path):
    newest = {"unit": "96", "edition": "2025"}
    said = {
        "share": "Xếp theo tỷ lệ so với chỉ tiêu Bộ giao",
        "change": "Xếp theo mức tăng, giảm của tỷ lệ so với chỉ tiêu Bộ giao",
        "per_thousand": "Xếp theo số đã thực hiện trên 1.000 công dân đủ điều kiện",
        "forecast": "Xếp theo khả năng đạt chỉ tiêu Bộ giao đúng hạn",
    }
    for order, sentence in said.items():
        shown = words(open_page("compare", **newest, sort=order))
        assert sentence in shown
        others = [other for name, other in said.items() if name != order]
        assert not [other for other in others if other in shown]


def test_a_ranking_tells_how_sure_places_are_and_what_each_week_brought(demo_data: Path):
    app = open_page("compare", unit="96", edition="2025")
    shown = words(app)
    assert "Khoảng hạng" in shown
    assert "cùng một thang cho mọi đơn vị" in shown
    [table] = [one.proto.body for one in app.get("html") if "Bảng xếp hạng" in one.proto.body]
    bars = re.findall(r'<span class="weeks-bars" role="img" aria-label="([^"]+)">(.*?)</span>', table)
    assert len(bars) == table.count("weeks-bars") >= 60
    assert all(inside.count("<i") == 12 for _, inside in bars)
    assert all("tăng mỗi tuần, điểm %: " in said for said, _ in bars)

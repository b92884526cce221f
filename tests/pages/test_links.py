"""Text of a link stays text, and what a link asks wrongly is told, on every page."""

import re
from pathlib import Path

import pytest

from tests.pages.test_pages import THOI_BINH, open_page

WRONG = [
    ("overview", "lang", "xx"),
    ("overview", "unit", "không-có"),
    ("compare", "grain", "làng"),
    ("compare", "sort", "đẹp"),
    ("compare", "columns", "dài"),
    ("compare", "pins", "không-có"),
    ("map", "paint", "hồng"),
    ("map", "scale", "vàng"),
    ("trend", "step", "giây"),
    ("trend", "mode", "ngược"),
    ("trend", "split", "đôi"),
    ("trend", "span", "mãi"),
    ("trend", "with", "không-có"),
    ("room", "scenes", "kịch"),
    ("room", "theme", "tím"),
]


@pytest.mark.parametrize(("page", "name", "value"), WRONG, ids=[name for _, name, _ in WRONG])
def test_a_wrong_word_of_a_link_is_told_in_a_sentence(page: str, name: str, value: str, demo_data: Path):
    wanted = THOI_BINH | ({"split": "unit"} if name == "with" else {}) | {name: value}
    told = [one.value.replace("\\", "") for one in open_page(page, **wanted).warning]
    assert [sentence for sentence in told if f"“{value}”" in sentence], told


@pytest.mark.parametrize(("page", "name", "value"), [("overview", "grain", "district"), ("trend", "with", "32069")])
def test_a_word_that_another_unit_offers_is_no_error(page: str, name: str, value: str, demo_data: Path):
    app = open_page(page, **THOI_BINH | {name: value, "split": "unit"})
    assert not [one.value for one in app.warning if value in one.value]


@pytest.mark.parametrize(
    ("page", "kept"),
    [("map", "paint=need"), ("compare", "sort=change"), ("trend", "step=month"), ("compare", "grain=former_district")],
)
def test_what_a_reader_chose_goes_along_to_another_unit_and_page(page: str, kept: str, demo_data: Path):
    name, value = kept.split("=")
    app = open_page(page, unit="96", edition="2025", **{name: value, "with": "32069"})
    links = [link for each in app.get("html") for link in re.findall(r'href="(\w+\?[^"]*)"', each.proto.body)]
    menu = [each.proto.query_string for each in app.get("page_link")]
    to_others = [link for link in links if "unit=96" not in link]
    assert to_others and [link for link in [*to_others, *menu] if kept not in link] == []
    assert [link for link in to_others if "with=" in link] == [], "units beside the old one are not the new one's"


@pytest.mark.parametrize("name", ["unit", "grain"])
def test_a_link_s_words_are_no_markdown(name: str, demo_data: Path):
    value = "[bấm](http://a.vn) ![x](http://a.vn/x.png) :red[a] **b** http://b.vn"
    [told] = [one.value for one in open_page("compare", **THOI_BINH | {name: value}).warning]
    assert r"\[bấm\]\(http\:\/\/a\.vn\)" in told
    assert "](" not in told and "://" not in told and "**" not in told

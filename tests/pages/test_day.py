"""The day is typed as readers write it; what is chosen is said in one sentence, and newer figures are told."""

import datetime as dt
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_pages import THOI_BINH, open_page, seen, words


@pytest.mark.parametrize("typed", ["8/5/2024", "08/05/2024", " 08.05.24 ", "08-05-2024", "2024-05-08"])
def test_a_day_as_typed_goes_into_the_address(typed: str, demo_data: Path):
    app = open_page("compare", **THOI_BINH)
    app.text_input(key="filter_as_of").set_value(typed).run()
    assert app.query_params["as_of"] == "2024-05-08"
    assert app.text_input(key="filter_as_of").value == "08/05/2024"
    assert "đến ngày 08/05/2024, so với chỉ tiêu Bộ giao, theo địa giới trước 01/7/2025." in words(app)


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("vi", "Không có ngày “{}”. Hãy nhập ngày/tháng/năm, ví dụ"),
        ("en", "There is no day “{}”. Enter day/month/"),
    ],
)
def test_what_is_no_day_is_told_until_another_is_typed(lang: str, told: str, demo_data: Path):
    app = open_page("about", **THOI_BINH, lang=lang)
    for nonsense in ("31/02/2024", "hôm nào", "1/1/1999", "٣/٣/٢٠٢٤", "<b>1</b>"):
        app.text_input(key="filter_as_of").set_value(nonsense).run()
        assert app.query_params["as_of"] == "2024-05-01"
        assert app.text_input(key="filter_as_of").value == nonsense
        assert told.format(nonsense) in words(app)
    app.text_input(key="filter_as_of").set_value("02/05/2024").run()
    assert told[:15] not in words(app)


def _form() -> None:
    import streamlit as st

    from dashboard.text import Text
    from dashboard.ui.filters import day

    with st.form("time"):
        found = day.ask("Ngày", "day", Text("vi"))
        st.form_submit_button("Trả lời")
    st.text(str(found))


def test_a_form_asks_for_a_day_in_the_same_way_and_not_in_the_browser_s_language():
    app = AppTest.from_function(_form).run()
    assert app.text_input(key="day").placeholder == "ngày/tháng/năm"
    for typed, found in (("", None), ("8/5/24", dt.date(2024, 5, 8)), ("31/02/2024", None)):
        app.text_input(key="day").set_value(typed)
        app.button[0].click().run()
        assert app.text[0].value == str(found)
        assert any("Không có ngày “31/02/2024”" in each.proto.body for each in app.get("html")) == (
            typed == "31/02/2024"
        )


def test_the_newest_day_stays_the_newest_and_an_earlier_one_leads_to_it(
    demo_data: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DASHBOARD_NOW", "2026-11-28T08:00")
    app = open_page("compare", unit="96", edition="2025")
    shown = words(app)
    assert "đến ngày mới nhất (20/11/2026, 8 ngày trước)" in shown
    assert "Có số liệu mới hơn" not in shown
    links = re.findall(r'href="[^"]*as_of=([^&"]+)', " ".join(each.proto.body for each in app.get("html")))
    assert set(links) == {"newest", "2026-11-16", "2026-01-01"}, "Monday and the target's first day are quick choices"
    app.text_input(key="filter_as_of").set_value("17/11/2026").run()
    assert "Có số liệu mới hơn, đến 20/11/2026. Xem số liệu mới nhất" in words(app)
    app.text_input(key="filter_as_of").set_value("20/11/2026").run()
    assert app.query_params["as_of"] == "newest"
    monkeypatch.setenv("DASHBOARD_NOW", "2026-11-20T20:00")
    app.run()
    assert "đến ngày mới nhất (20/11/2026, hôm nay)" in words(app)
    assert "Hôm qua 19/11/2026" in words(app)


@pytest.mark.parametrize(
    ("page", "told", "offered"),
    [
        ("pipeline", "Mức độ 1 và 2, đến ngày 01/05/2024, theo địa giới trước 01/7/2025.", {"level"}),
        ("scorecard", "Cấp giao chỉ tiêu: Bộ Công an, đến ngày 01/05/2024, theo địa giới", {"issuer"}),
        ("targets", " Đến ngày 01/05/2024, theo địa giới trước 01/7/2025.", set()),
        ("teams", "Giai đoạn: Kích hoạt, đến ngày 01/05/2024, theo địa giới", {"stage"}),
    ],
)
def test_a_page_tells_and_offers_only_what_its_figures_heed(page: str, told: str, offered: set[str], demo_data: Path):
    app = seen(page, **THOI_BINH)
    assert told in words(app)
    fields = {box.key.removeprefix("filter_") for box in app.selectbox if str(box.key).startswith("filter_")}
    assert fields == {"edition"} | offered

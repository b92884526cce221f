"""That units were reminded is kept from the page, by the importer's own process, and read by everyone afterwards."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.exports.source import Member
from tests.pages.test_pages import open_page, words

COMMUNES = ("32065", "32069", "32071")
REPORTS = "edition,unit_code,as_of,level,stage,count\n" + "".join(
    f"2025,{code},2026-11-{day:02d},all,activated,{100 + 10 * day}\n" for code in COMMUNES for day in (1, 8, 15)
)
TARGETS = "edition,unit_code,issuer,level,stage,start_date,deadline,value,document\n" + "".join(
    f"2025,{code},ministry,all,activated,2026-01-01,2026-12-31,1000,KH 06\n" for code in COMMUNES
)


VIEW = {"unit": "96", "edition": "2025"}


def made(folder: Path, monkeypatch: pytest.MonkeyPatch, bring_in, upload_from: str) -> None:
    """A data folder of three communes, whose server lets in whom the setting names."""
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setenv("DASHBOARD_NOW", "2026-11-16T08:00")
    (folder / "settings.toml").write_text(f'upload_from = "{upload_from}"\n', encoding="utf-8")
    results = bring_in(folder, Member("a.csv", REPORTS.encode()), Member("b.csv", TARGETS.encode()))
    assert [result.status for result in results] == ["accepted", "accepted"]


def keep_button(app: AppTest):
    """The button, where there is one."""
    return next((one for one in app.button if one.label == "Ghi là đã đôn đốc hôm nay"), None)


def test_the_units_chosen_are_kept_for_today_and_the_list_says_so(tmp_path: Path, monkeypatch, bring_in) -> None:
    made(tmp_path, monkeypatch, bring_in, "anyone")
    assert keep_button(open_page("forecast", **VIEW, as_of="2026-11-10")) is None, "that day is over"
    assert keep_button(open_page("forecast", unit="96", edition="2024")) is None, "those units are no more"
    app = open_page("forecast", **VIEW)
    keep_button(app).click().run(timeout=120)
    assert [one.value for one in app.error] == ["Hãy chọn đơn vị đã đôn đốc."]
    app.multiselect(key="keep_who").set_value(["32065", "32071"])
    keep_button(app).click().run(timeout=200)
    assert not app.exception and [one.value for one in app.error] == []
    assert any("hôm nay đã đôn đốc 2 đơn vị" in one.value for one in app.success)
    shown = words(open_page("forecast", **VIEW))
    assert shown.count("16/11/2026") == 2, "of those two, and of no other"
    assert "Chưa đủ báo cáo sau ngày đôn đốc để so sánh." in shown


def test_whom_the_installation_does_not_let_in_is_not_asked(tmp_path: Path, monkeypatch, bring_in) -> None:
    made(tmp_path, monkeypatch, bring_in, "nobody")
    app = open_page("forecast", **VIEW)
    assert "Danh sách việc cần làm" in words(app)
    assert keep_button(app) is None

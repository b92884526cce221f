"""The data page: trouble first, a switch that leaves only trouble, and lists that open."""

import re
import time
from dataclasses import replace
from pathlib import Path

from streamlit.testing.v1 import AppTest

from dashboard import progress
from dashboard.exports.upload import NamedUnit
from dashboard.ui.upload import mending
from tests.pages.test_pages import open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def matrix(app, first: str) -> list[tuple[str, list[str]]]:
    """Each row of the matrix with this first heading: its unit, and the kinds of its cells."""
    [body] = [one.proto.body for one in app.get("html") if first in one.proto.body and "weeks" in one.proto.body]
    rows = body.split("<tbody>")[1].split("</tr>")[:-1]
    return [(re.search(r"<th.*?>(.*?)</th>", row)[1], re.findall(r'class="days (\w+)"', row)) for row in rows]


def test_who_misses_most_reports_stands_first_then_who_was_late_most_often(demo_data: Path):
    rows = matrix(seen("data", **CA_MAU), "Hạn 17:00 ngày")
    trouble = [(kinds.count("missing"), kinds.count("late")) for _, kinds in rows]
    assert trouble == sorted(trouble, reverse=True)
    assert trouble[0][0] > 0, "the demo has units that miss reports"
    assert {kind for _, kinds in rows for kind in kinds} == {"missing", "late", "well"}


def test_communes_with_silent_weeks_stand_above_those_without(demo_data: Path):
    silent = [kinds.count("missing") for _, kinds in matrix(seen("data", **CA_MAU), "Tuần từ")]
    assert silent == sorted(silent, reverse=True)
    assert silent[0] > 0


def test_a_switch_of_the_link_leaves_only_units_with_problems(demo_data: Path):
    app = open_page("data", **CA_MAU)
    every = matrix(app, "Hạn 17:00 ngày")
    app.toggle(key="switch_only").set_value(True).run()
    assert app.query_params["only"] in ("problems", ["problems"])
    only = matrix(app, "Hạn 17:00 ngày")
    assert 0 < len(only) < len(every)
    assert all("missing" in kinds or "late" in kinds for _, kinds in only)
    assert f"{len(only)}/{len(every)} đơn vị có báo cáo thiếu hoặc trễ" in words(app)
    linked = open_page("data", **CA_MAU, only="problems")
    assert matrix(linked, "Hạn 17:00 ngày") == only
    linked.toggle(key="switch_only").set_value(False).run()
    assert "only" not in linked.query_params


def test_a_wrong_word_for_the_switch_is_told(demo_data: Path):
    assert any("hỏng" in one.value for one in seen("data", **CA_MAU, only="hỏng").warning)


def test_the_page_speaks_of_files_and_never_of_commands_or_numbers_of_batches(demo_data: Path):
    shown = words(seen("data", **CA_MAU))
    assert "python -m" not in shown
    assert not re.search(r"\d{8}T\d{12}", shown)


def test_earlier_imports_open(demo_data: Path):
    app = open_page("data", **CA_MAU)
    [closed] = [one for one in app.expander if "lần nhập trước đó" in one.label]
    before = words(app)
    assert not closed.get("html")
    app.session_state["rest_batches"] = True
    app.run()
    [opened] = [one for one in app.expander if one.label == closed.label]
    left = int(closed.label.split()[1].replace(".", ""))
    [table] = opened.get("html")
    assert table.proto.body.count("<tr>") == left + 1
    assert len(words(app)) > len(before)


def test_units_beyond_the_first_two_hundred_open(demo_data: Path):
    app = open_page("compare", unit="VN", edition="2025", as_of="2026-11-20", grain="commune")
    [closed] = [one for one in app.expander if "đơn vị nữa" in one.label]
    app.session_state["rest_apart"] = True
    app.run()
    [table] = next(one for one in app.expander if one.label == closed.label).get("html")
    assert table.proto.body.count("<tr>") == int(closed.label.split()[1].replace(".", "")) + 1


def uncertain(*candidates: str) -> NamedUnit:
    return NamedUnit("", "Xã Thới Bìn", "", "2025", "uncertain", None, None, candidates)


def test_of_a_misspelt_name_the_one_unit_of_the_province_is_proposed():
    here, elsewhere = "32065 Xã Thới Bình (Tỉnh Cà Mau)", "15667 Xã Thọ Bình (Tỉnh Thanh Hóa)"
    assert mending.proposed(uncertain(elsewhere, here), "96") == 2
    assert mending.proposed(uncertain(elsewhere), "96") == 1, "the only one that it can mean"
    assert mending.proposed(uncertain(here, "32069 Xã Biển Bạch (Tỉnh Cà Mau)"), "96") == 0, (
        "two of them: the clerk picks"
    )
    assert mending.proposed(uncertain(elsewhere, here), "") == 0


def test_the_unit_above_a_misspelt_name_goes_by_its_name_and_not_its_code():
    assert mending.asked_as(replace(uncertain(), parent_written="96")) == "Xã Thới Bìn · Tỉnh Cà Mau"
    assert mending.asked_as(replace(uncertain(), parent_written="H. Thới Bình")) == "Xã Thới Bìn · H. Thới Bình"


def _asked_columns() -> None:
    from dashboard.exports.results import Meaning
    from dashboard.text import Text
    from dashboard.ui.upload import mending

    mending.ask_columns("file", [Meaning(None, column, f"Cột {column}", "") for column in "ABCDE"], Text("vi"))


def test_columns_are_asked_about_in_the_order_of_the_sheet_also_where_fields_lie_below_one_another():
    """A phone lays the fields one below the other as they stand in the page."""
    app = AppTest.from_function(_asked_columns).run()
    assert [field.label for field in app.selectbox] == [f"{column} “Cột {column}”" for column in "ABCDE"]


def test_nobody_is_offered_to_hand_in_where_the_setting_lets_nobody(tmp_path: Path, monkeypatch):
    for allowed, fields in (("anyone", 1), ("nobody", 0)):
        folder = tmp_path / allowed
        folder.mkdir()
        (folder / "settings.toml").write_text(f'upload_from = "{allowed}"\n', encoding="utf-8")
        monkeypatch.setenv("DASHBOARD_DATA", str(folder))
        app = open_page("data")
        assert not app.exception
        assert len(app.file_uploader) == fields


def test_a_build_that_another_process_has_begun_is_told_until_it_ends(demo_data: Path, tmp_path, monkeypatch):
    copied = tmp_path / "data"
    copied.mkdir()
    for path in demo_data.iterdir():
        (copied / path.name).symlink_to(path)
    (copied / "warehouse").unlink()
    (copied / "warehouse").mkdir()
    for path in (demo_data / "warehouse").iterdir():
        (copied / "warehouse" / path.name).symlink_to(path)
    monkeypatch.setenv("DASHBOARD_DATA", str(copied))
    monkeypatch.setattr(progress, "RENEWED", 0.01)
    with progress.of_build(is_noted=True):
        progress.plan([progress.PROVINCES, progress.PROVINCES, progress.FORECASTS])
        progress.done(progress.PROVINCES)
        while progress.noted() is None or not progress.noted().done:
            time.sleep(0.01)
        [told] = [one.value for one in open_page("data", **CA_MAU).info if "trang này còn hiện" in one.value]
    assert "xong 1 trên 2 tỉnh" in told
    assert not [one.value for one in open_page("data", **CA_MAU).info if "trang này còn hiện" in one.value]

"""The scorecard page: who is first, how each total is made, who has none and why, and the office's own columns."""

import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from dashboard import settings
from dashboard.briefing import opened
from dashboard.briefing.goals import scorecard, scorecard_rows
from dashboard.reports import Around, csv_bytes, xlsx_bytes
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.scorecard import listed
from dashboard.wording.goals import scorecard as wording
from tests.pages.test_pages import THOI_BINH, open_page, seen, words

CA_MAU = {"unit": "96", "edition": "2025", "as_of": "2026-11-20"}


def scores(unit: str, edition: str, day: dt.date) -> scorecard.Scores:
    """What the page knows of the communes of a unit."""
    known, _ = scorecard.cards()
    selection = Selection(unit, edition, day)
    return scorecard.of_units(opened.in_use().database, selection, "commune", scorecard.in_use(known, day))


def test_every_total_is_the_sum_of_its_parts_and_nobody_without_a_figure_has_one(demo_data: Path) -> None:
    found = scores("96", "2025", dt.date(2026, 11, 20))
    assert found.scored
    for one in found.scored:
        parts = [rank * by.coefficient for rank, by in zip(one.ranks, found.card.indicators, strict=True)]
        assert one.total == sum(parts)
        assert one.place == 1 + sum(other.total < one.total for other in found.scored)
        assert one.places is None or one.places[0] <= one.place <= one.places[1]
    known = [one.places for one in found.scored if one.places is not None]
    assert len(known) > 50
    assert any(low < high for low, high in known), "weeks differ, so do places"
    named = {one.unit_code for one in found.unscored}
    assert "31858" in named, "it never reported"
    assert named.isdisjoint(one.unit_code for one in found.scored)
    assert all(one.missing for one in found.unscored)
    assert len(found.scored) + len(found.unscored) == 64


def test_the_page_says_who_is_first_and_opens_each_total_into_its_parts(demo_data: Path) -> None:
    app = open_page("scorecard", **CA_MAU)
    shown = words(app)
    assert "Đứng đầu: Xã Tân Ân, tổng 15 điểm; 60/64 đơn vị đủ số liệu để xếp hạng." in shown
    assert "1 Xã Tân Ân 15 1 12 15 1–11 95,0% 4 × 2 = 8 71,4% 2 × 1 = 2" in shown
    assert "9 Xã Đầm Dơi 70" in shown
    assert "9 Xã Thanh Tùng 70" in shown
    assert "Bảng chấm 2026-01, áp dụng từ 01/01/2026." in shown
    assert "(1) Tỷ lệ trên chỉ tiêu · Mức độ 1 và 2 · Kích hoạt, hệ số 2" in shown
    assert "(2) Tỷ lệ trên người đủ điều kiện · Mức độ 2, hạng × 1" in shown, "above its column"
    assert "Không xếp hạng vì thiếu số liệu" in shown
    assert "106,3% 1 × 2 = 2" in shown
    english = words(seen("scorecard", **THOI_BINH, lang="en"))
    assert "First: Thị trấn Thới Bình with 12 points in all; 12 of 12 units" in english
    assert "cách nhau chừng 7 ngày, không theo ngày được chọn để so sánh" in shown, "its change has a span of its own"


def test_without_figures_of_any_unit_nobody_has_a_total(demo_data: Path) -> None:
    app = open_page("scorecard", unit="01", edition="2025", as_of="2026-11-20")
    assert app.info[0].value.startswith("Chưa đơn vị nào đủ số liệu")
    assert "Thứ hạng" not in words(app)
    brought_by = listed.forms(scores("01", "2025", dt.date(2026, 11, 20)))
    assert brought_by == ["target", "population_base", "summary"], "what each indicator is made of"


def test_the_file_has_the_columns_in_which_offices_keep_it(demo_data: Path) -> None:
    table = listed.of_file(scores("96", "2025", dt.date(2026, 11, 20)), "ministry", Text("vi"))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(table.rows, table.columns, Around("x", "y")))).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    at = [line[:5] for line in lines].index(["Thứ hạng", "Đơn vị", "Tổng điểm", "Phân nhóm", "Điểm nhóm"])
    headings, first = lines[at], lines[at + 1]
    assert headings[5:8] == ["Cách hạng sau", "Khoảng hạng", "(1) Tỷ lệ trên chỉ tiêu · Mức độ 1 và 2 · Kích hoạt"]
    assert first[:6] == [1, "Xã Tân Ân", 15, 1, 12, 15], "numbers, to be added up"
    assert first[7] == "95,0%: hạng 4 × 2 = 8"
    assert table.told == [("Bảng chấm", "2026-01"), ("Cấp giao chỉ tiêu", "Bộ Công an")], "to score it again"
    assert table.below[0] == "Không xếp hạng vì thiếu số liệu"
    assert any(line.endswith(": Xã Vĩnh Lộc.") for line in table.below[1:]), "and what is missing"
    kept = csv_bytes(table.rows, table.columns, "vi", table.told).decode("utf-8-sig").splitlines()
    [without] = [line for line in kept if "Xã Vĩnh Lộc" in line]
    assert without.startswith(";Xã Vĩnh Lộc;;;;;;") and "thiếu số liệu" in without, "also where nothing stands below"
    assert any(line.startswith("1;Xã Tân Ân;15;1;12;15;") for line in kept), "whole numbers beside such units"


def test_the_command_gives_the_same_places_as_numbers(demo_data: Path) -> None:
    found = scores("96", "2025", dt.date(2026, 11, 20))
    rows = scorecard_rows.of_scores(found)
    assert rows.columns.tolist() == scorecard_rows.NAMES
    assert len(rows) == 64
    first = rows.iloc[0]
    assert (first.unit_name, first.place, first.total, first.ranks, first.card) == (
        "Xã Tân Ân", 1, 15, " ".join(map(str, found.scored[0].ranks)), "2026-01",
    )  # fmt: skip
    without = rows[rows.place.isna()]
    assert set(without.unit_code) == {one.unit_code for one in found.unscored}
    assert without.missing.str.fullmatch(r"[1-5]( [1-5])*").all()


def test_a_past_card_is_shown_again_by_its_name_and_deductions_lower_band_points(
    demo_data: Path, tmp_path: Path
) -> None:
    carried = (settings.DATA / "scorecard" / "2026-01.toml").read_text(encoding="utf-8")
    (tmp_path / "scorecard").mkdir()
    later = carried.replace("2026-01-01", "2026-06-01").replace("coefficient = 2", "coefficient = 1.01")
    first = scores("96", "2025", dt.date(2026, 11, 20)).scored[0]
    taken = f'\n[[deduction]]\nedition = "2025"\nunit_code = "{first.unit_code}"\npoints = 20\nreason = "late"\n'
    (tmp_path / "scorecard" / "2026-06.toml").write_text(later + taken, encoding="utf-8")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(tmp_path))
        known, _ = scorecard.cards()
    assert list(known) == ["2026-06", "2026-01"]
    assert scorecard.in_use(known, dt.date(2026, 11, 20)).name == "2026-06"
    assert scorecard.in_use(known, dt.date(2026, 5, 31)).name == "2026-01"
    assert scorecard.in_use(known, dt.date(2020, 1, 1)).name == "2026-01"
    database, selection = opened.in_use().database, Selection("96", "2025", dt.date(2026, 11, 20))
    own = {one.unit_code: one for one in scorecard.of_units(database, selection, "commune", known["2026-06"]).scored}
    assert own[first.unit_code].band_points == 0, "never below zero"
    assert [one.reason for one in own[first.unit_code].deductions] == ["late"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("bands = [10, 20, 20, 20, 20, 20]", "bands = [10]"), "bands"),
        (('measure = "share"', 'measure = "shares"'), "shares"),
        (("valid_from = 2026-01-01", ""), "valid_from"),
        (("coefficient = 2", 'coefficient = "two"'), "two"),
        (("[[indicator]]", "[indicator"), ""),
    ],
)
def test_a_file_that_is_no_card_is_told_and_the_others_are_used(
    change: tuple[str, str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    carried = (settings.DATA / "scorecard" / "2026-01.toml").read_text(encoding="utf-8")
    own = tmp_path / "scorecard"
    own.mkdir()
    (own / "2026-07.toml").write_text(carried.replace(*change), encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    known, [broken] = scorecard.cards()
    assert list(known) == ["2026-01"]
    assert broken.file == "2026-07.toml"
    assert told in broken.why


def test_a_card_that_came_into_use_later_is_a_trial(demo_data: Path) -> None:
    assert "chấm thử" in words(seen("scorecard", **THOI_BINH))
    assert "chấm thử" not in words(seen("scorecard", **CA_MAU))


LISTED = """
valid_from = 2026-01-01
bands = [10]
band_points = [12, 9]

[[indicator]]
measure = "indicator"
indicator = "digital_signature"
coefficient = 2
best = "high"
"""


def test_a_card_may_rank_one_of_the_list_of_indicators(demo_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(LISTED, encoding="utf-8")
    card = scorecard._card(path)
    found = scorecard.of_units(
        opened.in_use().database, Selection("96", "2025", dt.date(2026, 11, 20)), "commune", card
    )
    assert len(found.scored) == 64
    best = found.scored[0]
    assert best.figures[0] == max(one.figures[0] for one in found.scored)
    assert best.total == 2
    assert "Có chữ ký số cá nhân" in wording.indicator(card.indicators[0], Text("vi"))

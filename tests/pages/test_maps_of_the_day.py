"""A resolution of an operator: the map of each day draws, lists and counts the units of that day."""

import json
from pathlib import Path

import pytest

from dashboard import settings
from dashboard.unit_tables import resolutions
from tests.pages.test_pages import figure, open_page, words

HEADER = "from_edition,from_code,to_edition,to_code,effective_on,document,full_name"
JOINED = (
    "2025,32065,2025,32999,2026-09-01,1/NQ-UBTVQH16,Phường Thới Bình",
    "2025,32069,2025,32999,2026-09-01,1/NQ-UBTVQH16,Phường Thới Bình",
)
REPORTS = (
    "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong",
    "32065,2026-08-20 23:00,all,activated,500",
    "32069,2026-08-20 23:00,all,activated,300",
    "32071,2026-09-10 23:00,all,activated,200",
    "32999,2026-09-10 23:00,all,activated,900",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, bring_in) -> Path:
    """The resolution loaded, then reports of days before and after it."""
    folder = tmp_path_factory.mktemp("joined")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder / "data"))
        _written(folder / "1-nq.csv", HEADER, *JOINED)
        resolutions.load(folder / "1-nq.csv")
    bring_in(folder / "data", _written(folder / "summary.csv", *REPORTS))
    return folder / "data"


def _written(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("day", "there", "never", "count"),
    [
        ("2026-08-31", {"32065", "32069"}, {"32999"}, 64),
        ("2026-09-01", {"32999"}, {"32065", "32069"}, 63),
        ("2026-09-15", {"32999"}, {"32065", "32069"}, 63),
    ],
)
def test_the_map_holds_the_units_of_the_day_and_a_shape_for_each(
    built: Path, monkeypatch: pytest.MonkeyPatch, day: str, there: set[str], never: set[str], count: int
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(built))
    app = open_page("map", unit="96", edition="2025", as_of=day)
    drawn = figure(app)["data"][0]
    shapes = json.loads((settings.STATIC / "geo" / Path(drawn["geojson"]).name).read_text(encoding="utf-8"))
    assert {feature["id"] for feature in shapes["features"]} == set(drawn["locations"])
    assert there < set(drawn["locations"])
    assert not never & set(drawn["locations"])
    assert len(drawn["locations"]) == count
    shown = words(app)
    assert "Không vẽ được" not in shown
    legend = shown.split("Đơn vị không tồn tại vào ngày này")
    assert len(legend) == 1, "what is not on the map is not in its legend"


def test_a_page_links_a_unit_with_those_that_it_was_made_of(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(built))
    shown = words(open_page("overview", unit="32999", edition="2025", as_of="2026-09-15"))
    assert "Từ 01/09/2026 gồm cả: Xã Thới Bình , Xã Biển Bạch" in shown
    gone = words(open_page("overview", unit="32065", edition="2025", as_of="2026-09-15"))
    assert "Từ 01/09/2026 thuộc về: Phường Thới Bình" in gone
    assert "Đơn vị không tồn tại vào ngày này" in gone
    # The table behind the curve goes on telling the days on which it was there.
    assert "500" not in gone.partition("Bảng số liệu")[0]

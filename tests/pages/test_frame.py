"""A page that is run without its frame starts itself again through it."""

from functools import lru_cache
from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager

from dashboard import remembered, version_files
from dashboard.settings import ROOT
from dashboard.ui.first import page
from dashboard.ui.serving import warming
from dashboard.ui.shell.navigation import PAGES
from tests.pages.test_pages import THOI_BINH, open_page, words
from tests.sweep import sampled


def test_a_page_that_is_run_bare_shows_the_whole_frame(demo_data: Path):
    # Streamlit's runner forgets the named pages before each run, as a fresh server does: the page is run bare first.
    app = open_page("map", **THOI_BINH)
    PagesManager.uses_pages_directory = None
    app.run()
    assert not app.exception
    assert app.selectbox(key="filter_level").value == "all"
    assert "Số liệu mô phỏng" in words(app)
    assert app.title[0].value.startswith("Huyện Thới Bình")


EXAMPLES = ROOT / "docs" / "examples"


def test_new_figures_show_at_the_next_run_without_a_restart(tmp_path: Path, monkeypatch, bring_in):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    bring_in(tmp_path, EXAMPLES / "target.csv", EXAMPLES / "summary.csv")
    app = open_page("overview", **THOI_BINH)
    assert "40.012 / 73.000" in words(app)
    later = tmp_path / "later.csv"
    later.write_text(
        "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n967,2024-05-02 23:00,all,activated,40500\n", encoding="utf-8"
    )
    bring_in(tmp_path, later)
    app.query_params["as_of"] = "2024-05-02"
    app.run()
    assert "40.500 / 73.000" in words(app)
    assert "40.012 /" not in words(app)


def test_a_new_version_is_warm_before_its_first_reader(tmp_path: Path, monkeypatch, bring_in):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert warming.warmed(None) is None
    bring_in(tmp_path, EXAMPLES / "target.csv", EXAMPLES / "summary.csv")
    # Of a full memory no more could be seen.
    monkeypatch.setattr(remembered, "_shared", lru_cache(maxsize=1)(remembered.Remembered))
    before = remembered.shared().bytes
    warm = warming.warmed(None)
    kept = remembered.shared().bytes
    assert warm == version_files.current()
    assert kept > before
    assert "40.012" in page.html("overview", {})
    assert remembered.shared().bytes == kept
    assert warming.warmed(warm) == warm


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, bring_in) -> Path:
    """A data folder into which a single report came; tests read it and change nothing."""
    folder = tmp_path_factory.mktemp("single")
    bring_in(folder, EXAMPLES / "summary.csv")
    return folder


@pytest.fixture
def single_report(made: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """That data folder, as the one in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(made))
    return made


@pytest.mark.usefixtures("single_report")
@pytest.mark.parametrize("page", sampled(PAGES, 2))
def test_a_page_of_a_single_report_is_whole(page: str):
    shown = words(open_page(page, **THOI_BINH))
    # The page of forecasts tells on which simulated campaigns they were measured.
    called = "Số liệu mô phỏng" if page == "forecast" else "mô phỏng"
    assert called not in shown, "real figures are not called simulated"
    assert "nan" not in shown.lower().split()
    assert "None" not in shown


@pytest.mark.usefixtures("single_report")
def test_a_unit_without_a_target_keeps_its_count_and_says_what_is_missing():
    shown = words(open_page("overview", **THOI_BINH))
    assert "40.012 tài khoản đã kích hoạt" in shown
    assert "Chưa có chỉ tiêu do Bộ Công an giao cho Huyện Thới Bình" in shown
    assert "%" not in shown.split("Chưa có chỉ tiêu")[0]

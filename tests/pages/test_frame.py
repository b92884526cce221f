"""A page that is run without its frame starts itself again through it."""

from pathlib import Path

from streamlit.runtime.pages_manager import PagesManager

from tests.pages.test_pages import THOI_BINH, open_page, words


def test_a_page_that_is_run_bare_shows_the_whole_frame(demo_data: Path):
    # Streamlit's runner forgets the named pages before each run, as a fresh server does: the page is run bare first.
    app = open_page("map", **THOI_BINH)
    PagesManager.uses_pages_directory = None
    app.run()
    assert not app.exception
    assert app.selectbox(key="filter_level").value == "all"
    assert "Số liệu mô phỏng" in words(app)
    assert app.title[0].value.startswith("Huyện Thới Bình")

"""One clock: what is due and how old the newest figures are is told of now, and of that only where no day is named."""

from pathlib import Path

import pytest

from tests.pages.test_pages import open_page
from tests.wall.asking import scene

NOW = "2026-11-28T08:00"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_NOW", NOW)


def words(**link: str) -> str:
    app = open_page("data", **link)
    return " ".join([element.proto.body for element in app.get("html")] + [each.value for each in app.caption])


def test_without_a_day_reports_are_due_up_to_now_and_the_newest_figures_have_their_age(demo_data: Path):
    shown = words(unit="96", edition="2025")
    assert "8 ngày trước hôm nay (28/11/2026)" in shown
    assert "Tính đến 08:00 28/11/2026" in shown and "chưa đến hạn" not in shown
    assert "hạn 17:00 27/11/2026" in shown, "the week that nobody has reported of is missing"


def test_of_a_day_that_is_named_what_is_due_is_told_of_that_day_and_no_age_of_now(demo_data: Path):
    shown = words(unit="96", edition="2025", as_of="2026-11-20")
    assert "hôm nay" not in shown and "27/11/2026" not in shown
    assert "Tính đến 20/11/2026" in shown


def test_the_wall_tells_the_same_of_what_is_due(demo_data: Path):
    assert "Kỳ báo cáo 17:00 27/11/2026" in scene("missing", unit="96", edition="2025")["html"]
    dated = scene("missing", unit="96", edition="2025", as_of="2026-11-20")["html"]
    assert "Kỳ báo cáo 17:00 20/11/2026" in dated and "(tính đến 20/11/2026)" in dated

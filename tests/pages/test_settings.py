"""Settings are read once: a server keeps what it started with, and what is started later has what was written since."""

import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import settings
from tests.pages.test_pages import open_page, words
from tests.wall.asking import ask
from tests.warehouse import build, summary

LINK = {"unit": "967", "edition": "2024", "as_of": "2024-05-12"}
COUNTED = ("32065 {day} all activated {small}", "32069 {day} all activated 30", "32071 {day} all activated 400")
DAYS = (("2024-05-01", 2), ("2024-05-08", 4))
PAGES = ("overview", "map", "compare", "trend", "data", "about")
SCENES = ("headline", "map", "ranking", "changes", "missing")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lay_maps) -> Path:
    """A data folder in which one commune has a count so small that it is hidden by default, another one of 30."""
    rows = [row.format(day=day, small=small) for day, small in DAYS for row in COUNTED]
    build(tmp_path, summary(*rows))
    lay_maps(tmp_path)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    return tmp_path


def shown() -> dict[str, str]:
    """What pages and wall show now."""
    pages = {page: words(open_page(page, **LINK)) for page in PAGES}
    return pages | {f"wall {scene}": ask(f"/screen/scene/{scene}", **LINK).body.decode() for scene in SCENES}


def queried() -> str:
    """What a command that starts now answers."""
    command = [sys.executable, "-m", "dashboard", "query", "progress_by_area", "--unit", "967", "--csv"]
    asked = [*command, "--edition", "2024", "--as-of", "2024-05-12", "--grain", "commune"]
    return subprocess.run(asked, cwd=settings.ROOT, capture_output=True, text=True, check=True).stdout


def test_a_setting_that_changes_shows_nowhere_until_the_next_start_and_then_everywhere(folder: Path) -> None:
    before = shown()
    assert "Ẩn theo quy tắc dưới 5" in before["map"]
    assert ",late," not in queried()
    (folder / "settings.toml").write_text("small_count = 20\nperiod_days = 5\nlate_after_days = 2\n", encoding="utf-8")
    assert shown() == before
    assert ",late," in queried(), "a command is started anew"
    (folder / "settings.toml").write_text('small_count = "five"\n', encoding="utf-8")
    assert shown() == before, "what cannot be read is the operator's matter at the next start, not a reader's now"


def test_a_file_handed_in_under_settings_that_became_wrong_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text('upload_from = "anyone"\n', encoding="utf-8")
    build(tmp_path, summary(COUNTED[1].format(day=DAYS[0][0])))
    page = open_page("data", **LINK)
    (tmp_path / "settings.toml").write_text('small_count = "five"\n', encoding="utf-8")
    page.file_uploader[0].upload("a.csv", b"unit_code,as_of,level,stage,count\n", "text/csv").run()
    assert not page.exception
    assert [error.value.replace("\\", "") for error in page.error] == [
        "Tệp cài đặt settings.toml có giá trị không dùng được: small_count = five. Hãy sửa hoặc xóa dòng đó."
    ]

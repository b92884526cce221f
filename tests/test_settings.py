"""The operator's settings: what they may say."""

from pathlib import Path

import pytest

from dashboard import settings


@pytest.mark.parametrize(("small_count", "is_taken"), [(100, True), (101, False)])
def test_counts_are_hidden_up_to_a_hundred_and_no_setting_promises_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_count: int, is_taken: bool
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text(f"small_count = {small_count}\n", encoding="utf-8")
    if is_taken:
        assert settings.load().small_count == small_count
    else:
        with pytest.raises(settings.SettingsInvalid, match="small_count = 101"):
            settings.load()

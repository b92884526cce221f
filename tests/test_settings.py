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


WRONG = {
    "language": '"fr"',
    "time_zone": '"Hà Nội"',
    "home_issuer": '"bộ"',
    "late_after_days": "-1",
    "least_coverage": "101",
    "small_count": "-1",
    "report_due": '"friday 25:00"',
    "period_days": "0",
    "on_course_from": "101",
    "at_risk_from": "-1",
    "list_rule": '"once"',
    "list_limits": '"90%"',
    "list_false_discovery": "0",
    "screen_amber_hours": "0",
    "screen_red_hours": "100000",
    "upload_from": '"anybody"',
    "host_names": "[1]",
    "max_file_mb": "0",
    "keep_versions": "true",
    "memory_mb": "0",
    "inbox": '" "',
    "smal_count": "5",
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_cannot_be_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text(f"{name} = {WRONG[name]}\n", encoding="utf-8")
    with pytest.raises(settings.SettingsInvalid, match=f"^.*settings.toml: {name} = "):
        settings.load()


def test_every_setting_but_the_code_of_a_unit_has_its_rule_and_the_defaults_keep_to_it() -> None:
    defaults = settings.load().__dict__
    assert defaults.keys() - settings.ALLOWED.keys() == {"home_unit"}
    assert all(rule(defaults[name]) for name, rule in settings.ALLOWED.items())


@pytest.mark.parametrize(
    "written",
    [b"\xff\xfe", b"language = ", b"small_count = 5\nsmall_count = 6\n"],
    ids=["bytes", "unfinished", "twice"],
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: bytes) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_bytes(written)
    with pytest.raises(settings.SettingsInvalid, match="TOML"):
        settings.load()

"""`trace` prints in the terminal what the dialog of a page shows."""

import json
from pathlib import Path

import pytest

from dashboard import cli

FIGURE = ("--unit", "32065", "--edition", "2024", "--as-of", "2024-05-01")


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, output and error output."""
    code = cli.main(["trace", *arguments])
    return code, *capsys.readouterr()


def test_it_names_the_file_the_line_and_the_column(demo_data: Path, capsys):
    code, said, _ = printed(capsys, *FIGURE, "--lang", "en")
    assert code == 0
    assert said.startswith("Thị trấn Thới Bình: 5,706 accounts activated\nLevels 1 and 2, as of 01/05/2024\n")
    assert "  1,610: file tong_hop_2024-05-03.csv, row 3112, column E (“so_luong”, read as Activated, Level 1)" in said
    assert "As a share of the Ministry's target: 5,600" in said


def test_a_sum_says_how_to_ask_for_each_part(demo_data: Path, capsys):
    _, said, _ = printed(capsys, "--unit", "967", "--as-of", "2024-05-01", "--lang", "vi")
    assert "Là tổng của 12 đơn vị" in said
    assert "  Thị trấn Thới Bình: 5.706  [--unit 32065 --edition 2024 --as-of 2024-05-01]" in said


def test_a_base_that_is_a_count_opens_to_its_own_sources(demo_data: Path, capsys):
    _, said, _ = printed(capsys, *FIGURE, "--base", "approved", "--lang", "en")
    assert "  accounts approved: " in said


def test_as_json_it_is_one_object(demo_data: Path, capsys):
    _, said, _ = printed(capsys, *FIGURE, "--level", "2", "--json")
    found = json.loads(said)
    assert (found["count"], found["reports"][0]["value"], found["reports"][0]["position"]["column"]) == (
        4096,
        4096,
        "E",
    )


@pytest.mark.parametrize("wrong", [("--unit", "99999"), ("--as-of", "1/5/2024")])
def test_what_does_not_exist_is_told(demo_data: Path, capsys, wrong: tuple[str, str]):
    code, said, complaint = printed(capsys, *wrong)
    assert (code, said) == (2, "")
    assert wrong[1] in complaint


def test_without_figures_it_says_how_to_get_some(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert printed(capsys)[0] == 1

"""The command `boundaries`: what it prints, in both languages, and the code it ends with."""

import argparse
import ast
import json

import pytest

from dashboard import settings
from dashboard.cli import boundaries
from dashboard.geography import places
from dashboard.text import catalogue


def _run(*words):
    parser = argparse.ArgumentParser()
    boundaries.add_parser(parser.add_subparsers())
    arguments = parser.parse_args(["boundaries", *map(str, words)])
    return boundaries.run(arguments)


def test_an_installation_says_what_came_in_and_ends_with_zero(empty, ca_mau, capsys):
    ca_mau.to_parquet(empty / "ca_mau.parquet")
    assert _run(empty / "ca_mau.parquet", "--edition", "2025") == 0
    printed = capsys.readouterr().out
    assert "64 đơn vị cấp xã" in printed
    assert "ca_mau.parquet" in printed
    assert "3.257" in printed


def test_the_words_follow_the_language_setting(empty, ca_mau, capsys):
    (empty / "data").mkdir()
    (empty / "data" / "settings.toml").write_text('language = "en"\n')
    ca_mau.to_parquet(empty / "ca_mau.parquet")
    assert _run(empty / "ca_mau.parquet", "--edition", "2025") == 0
    assert "the shapes of 64 communes" in capsys.readouterr().out


def test_json_is_one_object(empty, ca_mau, capsys):
    ca_mau.to_parquet(empty / "ca_mau.parquet")
    assert _run(empty / "ca_mau.parquet", "--edition", "2025", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["edition"] == "2025"
    assert answer["refused"] is None
    assert len(answer["layers"][0]["missing"]) == 3_321 - 64


def test_a_refusal_says_why_and_ends_with_one(empty, capsys):
    assert _run(empty / "nowhere.gpkg", "--edition", "2025") == 1
    assert "nowhere.gpkg" in capsys.readouterr().out
    assert _run(empty / "nowhere.gpkg", "--edition", "2025", "--json") == 1
    assert json.loads(capsys.readouterr().out)["refused"]["reason"] == "not_found"


@pytest.mark.parametrize("name", ["noise.shp", "noise.gpkg", "noise.parquet", "noise.geojson", "noise.zip"])
def test_what_the_readers_say_in_english_stays_out(empty, capfd, name):
    (empty / name).write_bytes(b"SQLite format 3\0" + b"this is not a map" * 50)
    assert _run(empty / name, "--edition", "2025") == 1
    printed, beside = capfd.readouterr()
    assert printed.startswith(f"Không đọc được ranh giới trong tệp {name}: tệp hỏng")
    assert beside == ""


def test_uncertain_names_are_listed_with_what_to_do(empty, ca_mau, capsys):
    names = places.listed("2025").loc[ca_mau["code"], "full_name"].tolist()
    named = ca_mau[["geometry"]].assign(ten=["Xã Không Đâu", *names[1:]])
    named.to_file(empty / "ca_mau.gpkg")
    assert _run(empty / "ca_mau.gpkg", "--edition", "2025") == 0
    printed = capsys.readouterr().out
    assert "63 đơn vị cấp xã" in printed
    assert "“Xã Không Đâu”: trong tỉnh này không có đơn vị nào" in printed
    assert _run(empty / "ca_mau.gpkg", "--edition", "2025", "--json") == 0
    (layer,) = json.loads(capsys.readouterr().out)["layers"]
    assert [one["name"] for one in layer["uncertain"]] == ["Xã Không Đâu"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_refusal_has_its_words(language):
    package = settings.ROOT / "dashboard" / "geography"
    calls = [node for file in package.rglob("*.py") for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))]
    raised = {
        node.args[0].value
        for node in calls
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "BoundariesRejected"
    }
    worded = {key.removeprefix("boundaries.refused_") for key in catalogue(language) if "boundaries.refused_" in key}
    assert raised == worded

"""The README's commands are run as a reader would type them: the first one by a shell, the others in this process."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard import cli
from dashboard.settings import ROOT
from tests import warehouse

README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, flags=re.S)
LINES = [line for block in BLOCKS for line in block.splitlines() if line.strip()]
COMMANDS = [line for line in LINES if " -m dashboard " in line]


def typed(line: str, data: Path) -> str:
    """What a shell prints after one line of the README, with the interpreter of the tests."""
    environment = {**os.environ, "DASHBOARD_DATA": str(data)}
    done = subprocess.run(
        line.replace(".venv/bin/python", sys.executable),
        shell=True, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
    assert "Traceback" not in done.stderr
    return done.stdout


def run(line: str, capsys: pytest.CaptureFixture[str]) -> str:
    """The same, where a new process would read the same modules once more; the data folder is the one in use."""
    python, *words = shlex.split(os.path.expandvars(line))
    assert (python, words[:2]) == (".venv/bin/python", ["-m", "dashboard"])
    assert cli.main(words[2:]) == 0, line
    return capsys.readouterr().out


def test_the_commands_of_the_readme_work_in_their_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    first, *others = COMMANDS
    assert len(others) >= 5
    assert typed(first, tmp_path).strip()
    with warehouse.in_use(tmp_path):
        for line in others:
            assert run(line, capsys).strip(), line


def test_the_readme_s_own_example_file_is_accepted(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    example = re.search(r"```\n(phien_ban.*?)```", README, flags=re.S)
    assert example is not None
    export = tmp_path / "bao_cao.csv"
    export.write_text(example[1], encoding="utf-8")
    with warehouse.in_use(tmp_path / "data"):
        assert '"quarantined_rows": 0' in run(f".venv/bin/python -m dashboard import {export} --json", capsys)


@pytest.mark.parametrize("target", ["run", "test", "lint", "fix", "bench", "soak", "demo", "lock", "help"])
def test_make_knows_what_the_readme_names(target: str):
    assert f"`{target}`" in README or f"make {target}" in README
    done = subprocess.run(["make", "-n", target], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr


def test_make_help_lists_every_target_with_its_sentence():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, timeout=60).stdout
    for target in ("run", "test", "lint", "fix", "bench", "soak", "demo", "lock"):
        assert re.search(rf"^{target}\s+\w", listed, flags=re.M), listed


def test_every_file_that_the_readme_names_is_there():
    links = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert len(links) >= 6
    for link in links:
        assert (ROOT / link).exists(), link


def test_every_parameter_of_a_link_is_explained():
    explained = README.split("## Links")[1].split("##")[0]
    for name in ("unit", "edition", "as_of", "level", "stage", "issuer", "base", "lang"):
        assert f"`{name}`" in explained

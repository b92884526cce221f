"""`serve` shows no figures that were built under other rules: it builds first, or says why it cannot."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dashboard import cli, importer
from dashboard.settings import ROOT
from tests.warehouse import few_units, in_use

Refused = Callable[..., list[str]]
EXAMPLE = ROOT / "docs" / "examples" / "summary.csv"


def command(data: Path, *words: str, **environment: str) -> subprocess.Popen[str]:
    """Starts a command of the dashboard over a data folder, with the units of a few provinces."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    given = {"DASHBOARD_DATA": str(data), "PORT": str(port), "PYTHONUNBUFFERED": "1", **few_units(), **environment}
    return subprocess.Popen(
        [sys.executable, "-m", "dashboard", *words],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **given},
    )  # fmt: skip


def said_until_ready(process: subprocess.Popen[str]) -> list[str]:
    """What `serve` prints until it is ready, or until it ends; it is stopped then."""
    lines = []
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.strip())
        if "Ctrl+C" in line:
            break
    process.terminate()
    process.communicate(timeout=30)
    return lines


def current(data: Path) -> str:
    return (data / "warehouse" / "current").read_text(encoding="utf-8").split()[0]


def small_count_of(data: Path, version: str) -> int:
    with duckdb.connect(str(data / "warehouse" / f"warehouse-{version}.duckdb"), read_only=True) as connection:
        [row] = connection.execute("SELECT small_count FROM build").fetchall()
    return int(row[0])


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one report, built with the settings' defaults."""
    data = tmp_path_factory.mktemp("imported")
    with in_use(data):
        importer.accept([EXAMPLE])
    return data


@pytest.fixture
def data(imported: Path, tmp_path: Path) -> Path:
    """A copy of it, with another threshold for small counts in its settings."""
    copy = tmp_path / "data"
    shutil.copytree(imported, copy)
    (copy / "settings.toml").write_text("small_count = 20\n", encoding="utf-8")
    return copy


@pytest.fixture
def refused(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., list[str]]:
    """What `serve` says where it opens no page; the command in this process."""

    def said(**environment: str) -> list[str]:
        for name, value in {**few_units(), **environment}.items():
            monkeypatch.setenv(name, value)
        with in_use(data):
            assert cli.main(["serve"]) == 1
        return "".join(capsys.readouterr()).splitlines()

    return said


def test_figures_of_another_threshold_are_rebuilt_before_the_pages_open(data: Path) -> None:
    before = current(data)
    assert small_count_of(data, before) == 5
    lines = said_until_ready(command(data, "serve"))
    assert "đang dựng lại số liệu" in lines[0]
    assert "sẵn sàng" in lines[-1]
    assert current(data) != before
    assert small_count_of(data, current(data)) == 20
    # What is built is due: the next start builds nothing.
    assert len(said_until_ready(command(data, "serve"))) == 1


def test_nothing_is_served_where_the_figures_cannot_be_rebuilt(data: Path, refused: Refused) -> None:
    for rows in (data / "batches").glob("*/rows.parquet"):
        rows.write_bytes(b"damaged")
    before = current(data)
    assert "không mở trang" in refused()[-1]
    assert current(data) == before


def test_a_version_that_is_asked_for_must_hide_what_is_hidden_now(data: Path, refused: Refused) -> None:
    asked = current(data)
    [line] = refused(DASHBOARD_VERSION=asked)
    assert f"Phiên bản {asked} được dựng với quy tắc khác" in line


def test_a_version_of_older_software_is_not_opened(data: Path, refused: Refused) -> None:
    older = data / "warehouse" / "warehouse-000000000000.duckdb"
    with duckdb.connect(str(older)) as connection:
        connection.execute("CREATE TABLE build AS SELECT '000000000000' AS version")
    [line] = refused(DASHBOARD_VERSION=older.stem.removeprefix("warehouse-"))
    assert "quy tắc khác" in line

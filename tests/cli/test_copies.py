"""`serve --copies`: several servers over one data folder, of which one may end at any moment."""

import shutil
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from dashboard import importer, ports
from dashboard.ui.serving import cookie_secret
from tests.cli.test_serve import EXAMPLE, command
from tests.copies import Copies, wait_for
from tests.warehouse import few_units, in_use


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    """Two copies over one report, both ready."""
    with in_use(tmp_path / "data"):
        importer.accept([EXAMPLE])
    running = Copies(tmp_path / "data", tmp_path / "log", **few_units())
    running.wait()
    yield running
    running.end()


def test_one_that_is_killed_is_started_again_while_the_other_goes_on_and_both_see_a_new_version(
    copies: Copies, tmp_path: Path
) -> None:
    kept, killed = copies.ports
    assert copies.is_healthy(kept)
    before = copies.version_at(kept)
    dead = copies.copy_at(killed)
    dead.kill()
    assert wait_for(lambda: not copies.is_healthy(killed), 5) < 5
    assert copies.is_healthy(kept)

    further = tmp_path / "further.csv"
    further.write_text(EXAMPLE.read_text(encoding="utf-8").replace("01/05/2024", "02/05/2024"), encoding="utf-8")
    command(tmp_path / "data", "import", str(further)).communicate(timeout=120)
    assert wait_for(lambda: copies.version_at(kept) != before, 10) < 10
    wait_for(lambda: copies.is_healthy(killed))
    assert copies.version_at(killed) == copies.version_at(kept)
    assert copies.copy_at(killed).pid != dead.pid
    assert f"{killed}" in copies.said()
    assert "-9" in copies.said()

    secret = tmp_path / "data" / cookie_secret.NAME
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    assert len(secret.read_text()) == 64
    assert secret.read_text() not in copies.said()
    assert all(secret.read_text() not in copies.copy_at(port).environ().values() for port in copies.ports)

    assert copies.end() == 0
    assert all(ports.is_free("127.0.0.1", port) for port in copies.ports)


def test_copies_end_with_their_parent_however_that_ends(copies: Copies) -> None:
    running = [copies.copy_at(port) for port in copies.ports]
    copies.parent.send_signal(signal.SIGKILL)
    _, alive = psutil.wait_procs(running, timeout=20)
    assert not alive


def test_a_secret_is_made_once_and_shut_to_others_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "new"))
    made = cookie_secret.kept()
    shutil.copytree(tmp_path / "new", tmp_path / "copied")
    copied = tmp_path / "copied" / cookie_secret.NAME
    copied.chmod(0o644)
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "copied"))
    assert cookie_secret.kept() == made
    assert stat.S_IMODE(copied.stat().st_mode) == 0o600
    # A disk that filled up may have left an empty one.
    copied.write_text("")
    assert len(cookie_secret.kept()) == 64

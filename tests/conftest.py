"""What tests of several folders share: the simulated campaign, built once for all."""

import argparse
import datetime as dt
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

import psutil
import pytest
from filelock import FileLock

from dashboard import importer
from dashboard.cli import demo
from dashboard.demo import files
from dashboard.exports.results import ImportResult
from dashboard.exports.source import Member
from dashboard.geography import in_force, mosaic
from dashboard.settings import ROOT
from tests import campaign, warehouse

CACHE = ROOT / ".pytest_cache" / "campaign"
# These begin: a long file that ends last leaves the other core without work. The first one has the campaign built, and
# the four after it do without.
LONGEST = (
    "briefing/test_followed_back.py", "importer/test_watch.py", "importer/test_fast_path.py",
    "upgrade/test_upgrade.py", "queries/test_progress_of_communes.py", "browser/test_clerk.py",
    "browser/test_every_page.py", "queries/test_disclosure.py", "geography/test_days.py", "importer/test_hostile.py",
    "browser/test_explaining.py", "browser/test_phone.py", "briefing/test_trace.py", "demo/test_importing.py",
    "queries/test_progress_by_area.py", "importer/test_kill.py", "queries/test_pipeline_by_area.py",
    "browser/test_screen_loss.py", "importer/test_no_person_stays.py", "briefing/test_province.py",
    "queries/test_across_the_reform.py", "pages/test_pages.py", "browser/test_loss.py", "browser/test_screen.py",
    "browser/test_look.py", "queries/test_inside_an_edition.py", "importer/test_damage.py", "cli/test_copies.py",
    "importer/test_upload.py", "geography/test_install.py", "queries/test_twins.py", "browser/test_proxy.py",
    "sweep/test_printed_figures.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the longest files first; within a file tests keep their order."""
    turns = {ROOT / "tests" / name: turn for turn, name in enumerate(LONGEST)}
    items.sort(key=lambda item: turns.get(item.path, len(turns)))


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Lets Streamlit's runner of pages look through all installed packages once: at each click it takes most of it."""
    if "streamlit" not in sys.modules:
        yield
        return
    from streamlit.components.v2 import manifest_scanner

    with pytest.MonkeyPatch.context() as remembering:
        found = cache(manifest_scanner.scan_component_manifests)
        remembering.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Puts back what the runner of pages replaces by a page: a process begun later would open that page first."""
    ours = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = ours


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Ends what was started for all processes that tested, once they have."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        for number in session.config._tmp_path_factory.getbasetemp().glob("*.process"):
            with suppress(psutil.NoSuchProcess):
                psutil.Process(int(number.read_text(encoding="utf-8"))).terminate()


@pytest.fixture(scope="session")
def for_all(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes share which test at once; a number in a file *.process is of one to be ended."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def made_once(for_all: Path) -> Callable[[str, Callable[[Path], object]], Path]:
    """Makes a folder for all processes that test at once: the first one makes it."""

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = for_all / name, for_all / f"{name}.done"
        with FileLock(for_all / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return made


@pytest.fixture(scope="session")
def built_demo(made_once, request: pytest.FixtureRequest) -> Path:
    """A data folder with the simulated campaign; tests read it and change nothing."""
    CACHE.parent.mkdir(exist_ok=True)

    def copied(folder: Path) -> None:
        with FileLock(CACHE.with_suffix(".lock")):
            shutil.copytree(campaign.built(CACHE), folder)
        if "PYTEST_XDIST_WORKER" in os.environ:
            # In a whole run other tests need the same maps; a page alone draws fewer by itself.
            request.getfixturevalue("lay_maps")(folder)

    return made_once("demo", copied)


@pytest.fixture(scope="session")
def drawn_maps(made_once) -> Path:
    """The schematic shapes of the nation, of both editions: to draw them takes seconds of a core."""

    def drawn(folder: Path) -> None:
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("DASHBOARD_DATA", str(folder))
            for edition, grains in (("2024", ("commune", "district", "province")), ("2025", ("commune", "province"))):
                for grain in grains:
                    mosaic.shapes(edition, grain, "", in_force.since(edition))

    return made_once("maps", drawn) / "boundaries" / "cache"


@pytest.fixture(scope="session")
def lay_maps(drawn_maps: Path) -> Callable[[Path], None]:
    """Lays those shapes into a data folder, where a page would draw them."""

    def lay(data: Path) -> None:
        folder = data / "boundaries" / "cache"
        folder.mkdir(parents=True, exist_ok=True)
        for path in drawn_maps.iterdir():
            if not (folder / path.name).exists():
                os.link(path, folder / path.name)

    return lay


@pytest.fixture(scope="session")
def bring_in(lay_maps: Callable[[Path], None]) -> Callable[..., list[ImportResult]]:
    """Lets exports come into a data folder with maps drawn; with the units of all Vietnam it takes twice the time."""

    def came_in(data: Path, *exports: Path | Member) -> list[ImportResult]:
        lay_maps(data)
        with warehouse.in_use(data):
            return importer.accept(exports)

    return came_in


@pytest.fixture(scope="session")
def demo_sent(made_once) -> dict[Path, dt.datetime]:
    """The export files of the simulated campaign, each with the moment at which it comes in; tests read them alone."""

    def written(folder: Path) -> None:
        sent = files.write(folder / "files")
        moments = {path.name: moment.isoformat() for path, moment in sent.items()}
        (folder / "moments.json").write_text(json.dumps(moments), encoding="utf-8")

    folder = made_once("demo sent", written)
    moments = json.loads((folder / "moments.json").read_text(encoding="utf-8"))
    return {folder / "files" / name: dt.datetime.fromisoformat(moment) for name, moment in moments.items()}


@pytest.fixture
def demo_data(built_demo: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder with the demo, as the one in use."""
    monkeypatch.setenv("DASHBOARD_DATA", str(built_demo))
    return built_demo


def run_demo(*options: str) -> int:
    """Runs the command as the command line would."""
    parser = argparse.ArgumentParser()
    demo.add_parser(parser.add_subparsers())
    return demo.run(parser.parse_args(["demo", *options]))

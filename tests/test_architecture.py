"""The house's rules, walked by a machine: layers, thin pages, pinned requirements."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dashboard.settings import ROOT
from tests import architecture

PAGES = sorted((ROOT / "pages").glob("*.py"))
MODULES = sorted((ROOT / "dashboard").rglob("*.py"))
PAGE_MAY_IMPORT = (
    "streamlit",
    "dashboard.ui",
    "dashboard.figures",
    "dashboard.queries",
    "dashboard.briefing",
    "dashboard.geography",
)


def imported(path: Path) -> set[str]:
    """Every module that a file imports, with the names taken from `dashboard` itself."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = node.module == "dashboard"
            found |= {f"dashboard.{alias.name}" for alias in node.names} if inside else {node.module}
    return found


def test_the_layers_hold():
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


def test_the_picture_of_the_packages_is_that_of_the_code():
    drawn = architecture.held(architecture.drawings())
    assert architecture.committed() == drawn, "`python -m tests.architecture --renew` draws it anew"


def test_every_part_of_the_picture_says_what_it_is():
    says = {part: one.says.get(part, "") for one in architecture.drawings() for part in one.graph}
    assert [part for part, sentence in says.items() if len(sentence) <= 20] == []


@pytest.mark.parametrize("page", [*PAGES, ROOT / "app.py"], ids=lambda path: path.name)
def test_a_page_says_what_and_nothing_of_how(page: Path):
    tree = ast.parse(page.read_text(encoding="utf-8"))
    assert len(page.read_text(encoding="utf-8").splitlines()) <= 32
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda)]
    for module in imported(page):
        assert module.startswith(PAGE_MAY_IMPORT), module


def test_there_is_one_page_a_question():
    names = "about compare data forecast map overview pipeline room scorecard targets teams trend"
    assert [page.stem for page in PAGES] == names.split()


def test_only_the_settings_know_the_environment():
    for module in MODULES:
        if module.name != "settings.py":
            assert "os.environ" not in module.read_text(encoding="utf-8"), module


def test_no_module_could_hold_anything():
    names = {module.stem for module in MODULES} | {module.parent.name for module in MODULES}
    assert not names & {"utils", "helpers", "common", "services", "core"}


def test_nothing_that_runs_in_the_product_needs_what_lies_outside_it():
    for path in [*MODULES, *PAGES, *(ROOT / "queries").rglob("*.sql")]:
        assert "shared/" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_requirements_are_pinned_with_hashes_and_name_no_host(name: str):
    text = (ROOT / name).read_text(encoding="utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)
    blocks = re.split(r"\n(?=[a-z])", text.split("\n\n", 1)[1])
    assert len(blocks) > 20
    for block in blocks:
        assert re.match(r"[a-z0-9.\-_]+(\[[a-z,]+\])?==\S+", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]


def test_requirements_hold_for_windows_as_for_linux():
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    assert "sys_platform == 'linux'" not in text
    assert re.search(r"^colorama==", text + (ROOT / "requirements-dev.txt").read_text(encoding="utf-8"), flags=re.M)


def test_every_direct_requirement_has_its_reason():
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    named = tomllib.loads(project)["project"]["dependencies"] + tomllib.loads(project)["dependency-groups"]["dev"]
    for requirement in named:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w', project), requirement
        bare = re.split(r"[=<>]", requirement)[0]
        pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8")
        pinned += (ROOT / "requirements-dev.txt").read_text(encoding="utf-8")
        assert re.search(rf"^{bare}==", pinned, flags=re.M), requirement


def test_streamlit_is_told_to_ask_nothing_outside_and_to_listen_here_only():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["browser"] == {"serverAddress": "localhost", "gatherUsageStats": False}
    assert config["server"]["address"] == "127.0.0.1"
    for face in config["theme"]["fontFaces"]:
        assert (ROOT / face["url"].removeprefix("app/")).exists()


def test_the_pages_of_the_catalogue_are_the_pages():
    catalogue = tomllib.loads((ROOT / "messages" / "vi.toml").read_text(encoding="utf-8"))
    for page in PAGES:
        assert {"title", "menu", "how"} <= set(catalogue[page.stem])

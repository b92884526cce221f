"""A data folder that an older version left opens in this one: every figure stands, and so does all that was decided.

`folder.tar.xz` and `answers/` were made by version 0.1.0; `make_folder.py` shows how. The folder's warehouse is not
among them, only the pointer that names it. A figure that changes on purpose is changed in `answers/` by hand, in the
commit that says why.
"""

import csv
import hashlib
import io
import json
import tarfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import cli
from dashboard.settings import ROOT
from dashboard.ui.shell.navigation import PAGES
from tests.sweep import sampled

HERE = Path(__file__).parent
ANSWERS = HERE / "answers"
QUESTIONS = {one["file"].removesuffix(".csv"): one for one in json.loads((ANSWERS / "index.json").read_text("utf-8"))}
# Files that an office cannot make again.
KEPT = (
    "batches",
    "events",
    "quarantine",
    "returned",
    "inbox",
    "lineage",
    "aliases.csv",
    "layouts.json",
    "settings.toml",
)
OLD_VERSION = "f5e5bb64aa21"
# A province, a group that the office made, a commune: each page of one of them; of all by `make sweep`.
UNITS = ("96", "C1", "31999")
OPENED = sampled(((page, unit) for unit in UNITS for page in PAGES), 7)


def run(*arguments: object) -> tuple[int, str]:
    """A command's exit code and what it printed."""
    said = io.StringIO()
    with redirect_stdout(said):
        code = cli.main([str(argument) for argument in arguments])
    return code, said.getvalue()


def digests(folder: Path) -> dict[str, str]:
    """What every file that must be kept holds."""
    kept = [path for name in KEPT for path in [folder / name, *(folder / name).rglob("*")] if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory, lay_maps) -> Iterator[Path]:
    """The old folder, brought up to date by the command that the README names, and in use."""
    folder = tmp_path_factory.mktemp("upgrade") / "data"
    with tarfile.open(HERE / "folder.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    assert (folder / "warehouse" / "current").read_text(encoding="utf-8").strip() == OLD_VERSION
    before = digests(folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DASHBOARD_DATA", str(folder))
        assert run("rebuild")[0] == 0
        assert digests(folder) == before
        lay_maps(folder)
        yield folder


@pytest.fixture(autouse=True)
def in_use(opened: Path) -> Path:
    """Every test here stands on that folder and changes nothing in it."""
    return opened


@pytest.mark.parametrize("name", sampled(QUESTIONS, 3))
def test_a_question_is_answered_as_the_older_version_did(name: str) -> None:
    code, said = run("query", *QUESTIONS[name]["arguments"], "--csv")
    assert code == 0
    recorded = list(csv.DictReader(io.StringIO((ANSWERS / f"{name}.csv").read_text(encoding="utf-8"))))
    now = list(csv.DictReader(io.StringIO(said)))
    # A later version may say more, not less.
    assert [{column: row.get(column) for column in recorded[0]} if recorded else row for row in now] == recorded


def test_the_batches_and_what_was_decided_of_them_are_listed_as_they_were(in_use: Path) -> None:
    recorded = json.loads((ANSWERS / "status.json").read_text(encoding="utf-8"))
    status = json.loads(run("status", "--json")[1])
    assert status | {"version": ""} == recorded | {"version": ""}
    assert (in_use / "warehouse" / f"warehouse-{status['version']}.duckdb").exists()
    withdrawn = [batch for batch in status["batches"] if batch["withdrawn"]]
    assert [(batch["source_name"], batch["withdrawn"]["why"]) for batch in withdrawn] == [("can_tho_2.csv", "gửi nhầm")]


def test_what_the_office_set_up_is_still_listed() -> None:
    assert run("grouping")[1] == "cluster · 2025 · 2 nhóm\n"
    assert run("alias")[1] == "khu vuc phuong mot · 2024 · 29242 · Trần B\n"
    assert run("succession")[1] == "9-nq-2026\n"


@pytest.mark.parametrize(
    ("name", "content", "notices"),
    [
        ("alias", "ten_don_vi,cap_tren,thoi_diem,muc_do,giai_doan,so_luong\n"
                  "Khu vực Phường Một,Thành phố Trà Vinh,2024-05-08,1,kích hoạt,80\n", []),
        ("words", "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n29257,2024-05-08,1,Lên đời,40\n", []),
        ("layout", "Mã số riêng;thoi_diem;muc_do;giai_doan;so_luong;Cột lạ\n29242;2024-05-08 17:00;1;collected;510;x\n",
         ["layout"]),
        ("resolution", "ten_don_vi,cap_tren,thoi_diem,muc_do,giai_doan,so_luong\n"
                       "Phường Cái Khế Mới,Cần Thơ,2026-11-20,tổng,kích hoạt,2600\n", []),
    ],
    ids=["alias", "words", "layout", "resolution"],
)  # fmt: skip
def test_the_office_s_next_file_is_understood_as_it_was(
    tmp_path: Path, name: str, content: str, notices: list[str]
) -> None:
    file = tmp_path / f"{name}.csv"
    file.write_text(content, encoding="utf-16" if name == "layout" else "utf-8")
    code, said = run("import", file, "--dry-run", "--json")
    result = json.loads(said)
    assert (code, result["status"], result["accepted_rows"], result["problems"]) == (0, "accepted", 1, [])
    assert [notice["notice"] for notice in result["notices"] if notice["notice"] == "layout"] == notices


def test_a_file_that_contradicts_an_accepted_figure_is_still_judged_by_it(tmp_path: Path) -> None:
    file = tmp_path / "lower.csv"
    file.write_text(
        "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong\n31999,2026-11-20,tổng,kích hoạt,100\n", encoding="utf-8"
    )
    result = json.loads(run("import", file, "--dry-run", "--json")[1])
    assert [problem["reason"] for problem in result["problems"]] == ["count_does_not_go_down"]


@pytest.mark.parametrize(("page", "unit"), OPENED)
def test_a_page_opens(page: str, unit: str) -> None:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in {"unit": unit, "edition": "2025", "as_of": "2026-11-20"}.items():
        app.query_params[name] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert not app.error
    assert not [one for one in app.warning if unit in one.value], "the unit is not known any more"

"""The data that is measured: the demo as a province, the generated nation; both kept in the temporary folder."""

import contextlib
import hashlib
import io
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from dashboard import cli, settings, sql
from dashboard.units import files
from tests.benchmarks import nation, nation_work
from tests.conftest import run_demo

LAST_DAY = "2026-11-20"


def folder() -> Path:
    """Where built data is kept: under a name of what it is built from, so that a change builds it anew."""
    digest = hashlib.sha256()
    for name in sql.names("build"):
        digest.update(sql.load("build", name).sql.encode())
    for macro in sql.macros():
        digest.update(macro.encode())
    for path in sorted([*settings.DATA.glob("*.csv"), *Path(nation.__file__).parent.glob("nation*.py")]):
        digest.update(path.read_bytes())
    return Path(tempfile.gettempdir()) / f"vneid-bench-{digest.hexdigest()[:12]}"


def province() -> Path:
    """The simulated campaign, brought in by its own command."""
    place = folder() / "province"
    if not (place / "warehouse" / "current").exists():
        print("building the demo …", file=sys.stderr)
        with pytest.MonkeyPatch.context() as environment, contextlib.redirect_stdout(io.StringIO()):
            environment.setenv("DASHBOARD_DATA", str(place))
            assert run_demo() == 0
    return place


def newest_nation(polygons: Path) -> Path:
    """Every commune's own report of one day, but for those that are silent, and the communes' boundaries installed."""
    place = folder() / "newest"
    if not (place / "boundaries" / "2025.json").exists():
        place.mkdir(parents=True, exist_ok=True)
        export = place / "nation.csv"
        lines = ["phien_ban,ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong"]
        for row in files.rows("units.csv"):
            if (row["edition"], row["grain"]) == ("2025", "commune") and int(row["unit_code"]) % 97:
                code = int(row["unit_code"])
                approved = 4_000 + code * 7_919 % 30_000
                activated = approved * (50 + code * 31 % 50) // 100
                for stage, count in (("Phê duyệt", approved), ("Kích hoạt", activated)):
                    lines.append(f"2025,{row['unit_code']},{LAST_DAY} 23:00,2,{stage},{count}")
        export.write_text("\n".join(lines), encoding="utf-8")
        with pytest.MonkeyPatch.context() as environment, contextlib.redirect_stdout(io.StringIO()):
            environment.setenv("DASHBOARD_DATA", str(place))
            assert cli.main(["import", str(export)]) == 0
            assert cli.main(["boundaries", str(polygons), "--edition", "2025"]) == 0
    return place


def whole_nation() -> tuple[Path, nation.Built]:
    """The generated nation, and what its build took."""
    place = folder() / "nation"
    noted = place / "built.json"
    if not noted.exists():
        print("building the nation, a quarter of an hour …", file=sys.stderr)
        noted.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "tests.benchmarks.nation", str(place)]
        built = subprocess.run(command, cwd=settings.ROOT, check=True, stdout=subprocess.PIPE, text=True)
        noted.write_text(built.stdout)
    return place, nation.Built(**json.loads(noted.read_text()))


def nation_of_work() -> tuple[Path, float]:
    """A year of work in the nation, and how many seconds of the processor one province's tables took."""
    place = folder() / "work"
    noted = place / "built.json"
    if not noted.exists():
        print("building a year of work …", file=sys.stderr)
        place.mkdir(parents=True, exist_ok=True)
        noted.write_text(json.dumps(nation_work.build(place)))
    return place, float(json.loads(noted.read_text()))

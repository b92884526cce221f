"""The figures behind the pictures: the simulated campaign, the few of docs/examples, and none."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from dashboard.settings import ROOT
from tests.gallery.shots import AMOUNTS

EXAMPLES = ROOT / "docs" / "examples"
MADE_OF = ("dashboard/demo/*.py", "docs/examples/*.csv", "data/*.csv")


def folders(below: Path) -> dict[str, Path]:
    """A data folder for each amount; made once, and anew when what it is made of has changed."""
    digest = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    made = {amount: below / f"{amount}-{digest.hexdigest()[:8]}" for amount in AMOUNTS}
    _command(made["full"], "demo", "--if-empty")
    if not made["small"].exists():
        _command(made["small"], "import", *map(str, sorted(EXAMPLES.glob("*.csv"))))
    _command(made["small"], "rebuild")
    return made


def _command(data: Path, *words: str) -> None:
    environment = {**os.environ, "DASHBOARD_DATA": str(data)}
    done = subprocess.run(
        [sys.executable, "-m", "dashboard", *words], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)

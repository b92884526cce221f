"""The simulated campaign, kept as the accepted batches that the demo command makes: to import it takes a minute.

`python -m tests.campaign` writes `campaign.tar.xz` anew where the demo has changed; a test of tests/demo tells when.
"""

import hashlib
import os
import shutil
import tarfile
import tempfile
from pathlib import Path

import pytest

from dashboard import cli, importer, settings

KEPT = Path(__file__).with_name("campaign.tar.xz")
# What the warehouse of the batches is made by.
MAKERS = ("dashboard/**/*.py", "queries/build/**/*.sql", "queries/check/*.sql", "data/*.csv", "data/*.toml")


def built(cache: Path) -> Path:
    """A data folder with the batches and their warehouse, from the cache where nothing that makes it has changed."""
    folder = cache / digest()
    if not folder.exists():
        shutil.rmtree(cache, ignore_errors=True)
        unfinished = cache / f"unfinished-{os.getpid()}"
        with tarfile.open(KEPT) as archive:
            archive.extractall(unfinished, filter="data")
        with pytest.MonkeyPatch.context() as environment:
            environment.setenv("DASHBOARD_DATA", str(unfinished))
            importer.rebuild()
        unfinished.rename(folder)
    return folder


def digest() -> str:
    """Changes with the batches, and with all that the warehouse is made by."""
    found = hashlib.sha256(KEPT.read_bytes())
    for pattern in MAKERS:
        for path in sorted(settings.ROOT.glob(pattern)):
            found.update(path.read_bytes())
    return found.hexdigest()[:16]


def renew() -> None:
    """Brings the demo in by its command, and keeps its batches."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DASHBOARD_DATA"] = folder
        if cli.main(["demo"]):
            raise SystemExit(1)
        with tarfile.open(KEPT, "w:xz", preset=9) as archive:
            for path in sorted((Path(folder) / "batches").rglob("*")):
                archive.add(path, path.relative_to(folder), recursive=False, filter=without_owner)


def without_owner(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """The member as anybody's."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


if __name__ == "__main__":
    renew()

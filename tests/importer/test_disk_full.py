"""An import that runs out of room says so, loses nothing, leaves the old version in place, and can be completed."""

import json
import os
import subprocess
import sys

import duckdb
import pytest

from dashboard import importer, settings
from dashboard.batches import store
from dashboard.disk import DiskFull, FolderUnusable
from dashboard.warehouse import versions
from tests.warehouse import REPORTED

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = "edition,unit_code,as_of,level,stage,count"

# No file may grow beyond the limit: what a full disk does to whoever writes, without filling one.
SCRIPT = """
import pathlib, resource, sys
from dashboard import cli, settings
settings.DATA = pathlib.Path(sys.argv[1])
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.exit(cli.main(sys.argv[3:]))
"""


def limited(limit, *arguments):
    """A command in a process of its own that may write no file larger than the limit: code, output, errors."""
    call = [sys.executable, "-c", SCRIPT, str(settings.DATA), str(limit), *map(str, arguments)]
    done = subprocess.run(call, cwd=settings.ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def week(number):
    return f"2024,967,2024-05-{number:02},all,activated,{40000 + number}"


@pytest.fixture
def first(came_in):
    """The version of a first file that came in while there was room."""
    return came_in(("a.csv", HEADER, week(1)))[0].version


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of files")
@pytest.mark.parametrize("limit", [0, 300, 100_000])
def test_an_import_without_room_is_told_and_loses_nothing(file, first, data_folder, limit):
    path = file("b.csv", HEADER, week(2))
    code, output, errors = limited(limit, "import", path, "--json", "--lang", "en")
    assert (code, "Traceback" in errors) == (1, False), errors
    assert f"There is no disk space left in {data_folder}" in errors
    assert json.loads(output)["problems"][0]["reason"] == "disk_has_room"
    assert versions.current() == first
    with duckdb.connect(str(versions.path_of(first)), read_only=True) as reader:
        assert len(reader.execute(REPORTED).fetchall()) == 1
    # Rows of one line fit where a warehouse does not: then the batch has come in and waits for its version.
    assert len(store.manifests()) == (2 if limit == 100_000 else 1)
    unfinished = [*data_folder.glob("*/.incoming*"), *data_folder.glob("warehouse/*partial*")]
    assert unfinished == []
    version = importer.accept([path])[0].version
    assert version != first
    with duckdb.connect(str(versions.path_of(version)), read_only=True) as reader:
        assert len(reader.execute(REPORTED).fetchall()) == 2


@pytest.mark.skipif(os.name == "nt", reason="there is no limit on the size of files")
@pytest.mark.parametrize("arguments", [["withdraw", "", "--why", "x"], ["rebuild", "--as-of", "2199-01-01"]])
def test_the_other_commands_that_write_tell_it_too(file, first, arguments):
    importer.accept([file("b.csv", HEADER, week(2))])
    in_use = versions.current()
    batch = store.manifests()[0].batch_id
    versions.path_of(in_use).rename(versions.path_of("kept"))
    code, _, errors = limited(0, *(argument or batch for argument in arguments))
    assert (code, "hết chỗ" in errors, "Traceback" in errors) == (1, True, False), errors
    assert versions.current() == in_use


def test_other_errors_are_not_taken_for_a_full_disk(data_folder):
    with pytest.raises(FolderUnusable), store.room_in(data_folder):
        raise PermissionError(13, "no")
    with pytest.raises(duckdb.CatalogException), store.room_in(data_folder):
        duckdb.execute("FROM no_such_table")
    with pytest.raises(DiskFull), store.room_in(data_folder):
        raise OSError(28, "No space left on device")


def test_the_folder_to_which_a_killed_build_moved_what_memory_lacked_is_swept_away(first, file):
    left = versions.folder() / "warehouse-abc.duckdb.partial-1.tmp"
    left.mkdir()
    (left / "block").write_bytes(b"x")
    importer.accept([file("b.csv", HEADER, week(2))])
    assert not left.exists()

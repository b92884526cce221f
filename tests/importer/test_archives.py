"""Archives and folders: every file is judged, nothing is unpacked to disk, and no archive can do harm."""

import io
import stat
import zipfile

import duckdb
import pytest

from dashboard import importer
from tests.importer import office
from tests.importer.office import packed, table, text, xlsx

pytestmark = pytest.mark.usefixtures("small_reference")
DAY2 = (office.TITLE[0], "Tính đến 23h00 ngày 02/5/2024")
BOMB = b"0" * 40_000_000


def take(*paths, dry_run=False):
    return importer.accept_files(list(paths), dry_run=dry_run, is_demo=False, progress=None)


def parquet(path):
    columns = "'967' AS unit_code, '2024-05-01' AS as_of, '1' AS level, 'activated' AS stage, 5 AS count"
    duckdb.execute(f"COPY (SELECT {columns}) TO '{path}' (FORMAT parquet)")
    return path.read_bytes()


def test_every_file_of_an_archive_is_judged_and_named(tmp_path, data_folder):
    path = tmp_path / "tuần.zip"
    path.write_bytes(
        packed(
            ("tuần 1.xlsx", xlsx(table())),
            ("con/tuần 2.csv", text(table(title=DAY2)).encode()),
            ("con/a.parquet", parquet(tmp_path / "a.parquet")),
            ("thư.docx", b"x"),
            ("__MACOSX/._x", b"x"),
        )
    )
    results = take(path)
    assert [(result.file, result.status) for result in results] == [
        ("tuần.zip/tuần 1.xlsx", "accepted"),
        ("tuần.zip/con/tuần 2.csv", "accepted"),
        ("tuần.zip/con/a.parquet", "accepted"),
        ("tuần.zip/thư.docx", "refused"),
    ]
    assert [result.status for result in take(path)] == ["known", "known", "known", "refused"]
    assert not list(tmp_path.rglob("*.xlsx"))


def test_every_file_of_a_folder_is_judged_but_what_programs_left(tmp_path):
    folder = tmp_path / "in"
    (folder / "con").mkdir(parents=True)
    (folder / "con" / "a.xlsx").write_bytes(xlsx(table()))
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / ".b.csv").write_bytes(b"hidden")
    assert [(result.file, result.status) for result in take(folder)] == [("a.xlsx", "accepted")]


def linked():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        info = zipfile.ZipInfo("a.csv")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    return content.getvalue()


def locked():
    content = bytearray(packed(("a.csv", b"x" * 50)))
    # The flag of a password, in the member's header and in the directory.
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


# What an archive holds that could do harm, and why it is refused; made when asked, for an archive carries the clock.
HARMFUL = {
    "a path that leaves the folder": (lambda: packed(("../a.csv", b"x")), "archive_names_stay_inside"),
    "a path from the root": (lambda: packed(("/a.csv", b"x")), "archive_names_stay_inside"),
    "a path from a drive": (lambda: packed(("C:\\a.csv", b"x")), "archive_names_stay_inside"),
    "an archive": (lambda: packed(("a.zip", packed(("b.csv", b"x")))), "archive_holds_no_archive"),
    "a bomb": (lambda: packed(("a.csv", BOMB)), "archive_is_safe"),
    "a link": (linked, "archive_names_stay_inside"),
    "too many files": (lambda: packed(*((f"{n}.csv", b"x") for n in range(201))), "archive_has_few_files"),
    "a password": (locked, "file_has_no_password"),
    "no end": (lambda: packed(("a.csv", b"x" * 5000))[:-30], "file_is_readable"),
    "nothing": (packed, "file_has_rows"),
}


@pytest.mark.parametrize("harm", HARMFUL)
def test_an_archive_that_could_do_harm_is_refused_whole(tmp_path, harm):
    content, reason = HARMFUL[harm]
    path = tmp_path / "a.zip"
    path.write_bytes(content())
    assert [[problem.reason for problem in result.problems] for result in take(path)] == [[reason]]


def test_an_archive_may_not_unpack_to_more_than_the_setting(tmp_path, data_folder):
    data_folder.mkdir()
    (data_folder / "settings.toml").write_text("max_file_mb = 1")
    path = tmp_path / "a.zip"
    path.write_bytes(packed(("a.csv", b"ab1" * 200_000), ("b.csv", b"ab1" * 200_000)))
    assert take(path)[0].problems[0].reason == "archive_is_not_too_large"

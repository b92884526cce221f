"""Files with wrong bytes in them are taken or refused with a sentence, whatever the bytes."""

import io
import os
import random
import zipfile

import pytest

from dashboard import importer
from dashboard.exports.source import Member
from dashboard.text import Text
from tests.importer import office

pytestmark = pytest.mark.usefixtures("small_reference")

# `make soak` tries more.
FILES = int(os.environ.get("SOAK_FILES", "42"))
# On these a library once gave up in a way that no exception of Python's stands for.
FOUND = (963, 1002)
LIST = (
    "Đơn vị,Thời điểm,Mức độ,Giai đoạn,Số lượng\nXã Trí Phải,2024-05-01 23:00,1,kích hoạt,40\n"
    "Xã Trí Lực,2024-05-01 23:00,1,kích hoạt,50\nXã Tân Lộc,2024-05-01 23:00,1,kích hoạt,60\n"
)
# What readers and machines stumble over.
BYTES = (b"", b"\0", b"\xff", b'"', b"'", b"<", b"&", b"-1", b"999999999999", b"\r", b"\xef\xbb\xbf", b"%", b"=", b";")


@pytest.fixture(scope="module")
def sound():
    table = office.table()
    return {
        "a.csv": LIST.encode(),
        "a.txt": LIST.replace(",", "\t").encode("utf-16"),
        "a.xlsx": office.xlsx(table),
        "a.ods": office.ods(table),
        "a.xls": office.xls(table),
    }


def spoilt(content, chance):
    """The content with some bytes replaced, taken out, doubled, or cut off."""
    content = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(content) or 1)
        wide = chance.choice((1, 1, 1, 4, 40))
        match chance.randrange(5):
            case 0:
                content[place : place + wide] = chance.randbytes(wide)
            case 1:
                del content[place : place + wide]
            case 2:
                content[place:place] = content[place : place + wide] * chance.choice((1, 3))
            case 3:
                content[place : place + 1] = chance.choice(BYTES)
            case 4 if chance.random() < 0.2:
                del content[place:]
    return bytes(content)


def spoilt_within(content, chance):
    """An archive of which one part is spoilt, and packed again."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        part = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, spoilt(old.read(name), chance) if name == part else old.read(name))
    return changed.getvalue()


@pytest.mark.parametrize("part", range(6))
def test_a_file_with_wrong_bytes_is_taken_or_refused_with_a_sentence(sound, part):
    for seed in [*range(part, FILES, 6), *FOUND[part : part + 1]]:
        chance = random.Random(seed)
        name = chance.choice(list(sound))
        is_packed = name.endswith((".xlsx", ".ods")) and chance.random() < 0.8
        content = (spoilt_within if is_packed else spoilt)(sound[name], chance)
        (result,) = importer.accept_files([Member(name, content)], dry_run=True, is_demo=False, progress=None)
        assert result.status in ("accepted", "refused"), seed
        assert all(problem.message(Text("vi")) for problem in result.problems), seed
        # A reader that fails on a spoilt file has not foreseen it.
        assert "reader_finishes" not in [problem.reason for problem in result.problems], (seed, result.problems)

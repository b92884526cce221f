"""Whatever bytes a file holds, it is taken or refused in words; nothing breaks."""

import random

import pytest

from dashboard import importer
from dashboard.text import Text

HEADER = "edition,unit_code,as_of,level,stage,count,correction"
ROW = "2024,967,2024-05-01 23:00,all,activated,40012,"


def spoilt(chance):
    """A good file with a few characters changed."""
    letters = list(f"{HEADER}\n{ROW}\n{ROW.replace('05-01', '05-02')}\n")
    for _ in range(chance.randint(1, 6)):
        letters[chance.randrange(len(letters))] = chance.choice('",\n\r;x0\x00é \\')
    return "".join(letters).encode()


def noise(chance):
    """A good header over anything at all."""
    lines = (
        "".join(chance.choice('0123456789,",;\t\r aá%.-:/x') for _ in range(chance.randint(0, 60))) for _ in range(5)
    )
    return f"{HEADER}\n{chr(10).join(lines)}".encode()


def raw(chance):
    """Bytes."""
    return HEADER.encode() + b"\n" + chance.randbytes(80)


@pytest.mark.parametrize("make", [spoilt, noise, raw])
@pytest.mark.parametrize("seed", range(6))
def test_any_soup_is_answered_in_words(tmp_path, make, seed):
    path = tmp_path / "soup.csv"
    path.write_bytes(make(random.Random(seed)))
    result = importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]
    assert result.status in ("accepted", "refused")
    assert result.status == "accepted" or result.problems
    assert all(problem.message(Text("vi")) for problem in result.problems)


def test_a_quote_that_is_never_closed_is_answered_in_words(tmp_path):
    path = tmp_path / "soup.csv"
    path.write_text(f'{HEADER}\n{ROW}\n"{"x" * 3_000_000}\n')
    result = importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]
    assert (result.accepted_rows, [problem.reason for problem in result.problems]) == (1, ["row_has_every_column"])

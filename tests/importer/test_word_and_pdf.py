"""Word files and PDFs with text come in by the same rules as sheets; scans and old files are refused as such."""

import io

import docx
import pytest

from dashboard import importer
from dashboard.importer import Member
from tests.importer.office import STAGES, TITLE, UNITS, expected

pytestmark = pytest.mark.usefixtures("small_reference")


def word(*title, cut=None):
    """A report in Word: a letterhead, lines, and a table with two rows of heads; ``cut`` repeats the head there."""
    document = docx.Document()
    document.add_table(1, 2).rows[0].cells[0].text = "CÔNG AN TỈNH CÀ MAU\nCÔNG AN HUYỆN THỚI BÌNH"
    for line in title:
        document.add_paragraph(line)
    rows = [(unit, counts) for unit, (_, counts) in UNITS.items()]
    for part in (rows[:cut], rows[cut:]) if cut else (rows,):
        table = document.add_table(2, 8)
        table.cell(0, 0).merge(table.cell(1, 0)).text = "TT"
        table.cell(0, 1).merge(table.cell(1, 1)).text = "Đơn vị"
        for place, stage in enumerate(STAGES):
            table.cell(0, 2 + 2 * place).merge(table.cell(0, 3 + 2 * place)).text = stage
            table.cell(1, 2 + 2 * place).text, table.cell(1, 3 + 2 * place).text = "Mức 1", "Mức 2"
        for number, (unit, counts) in enumerate(part, start=1):
            for cell, words in zip(table.add_row().cells, (number, unit, *counts), strict=True):
                cell.text = str(words)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def take(name, content):
    return importer.accept_files([Member(name, content)], dry_run=False, is_demo=False, progress=None)[0]


@pytest.mark.parametrize("cut", [None, 2])
def test_a_word_file_comes_in_as_its_counts(accepted, cut):
    result = take("a.docx", word(TITLE[1], TITLE[2], cut=cut))
    rows = {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in accepted(result)}
    assert (rows, result.problems) == (expected(has_sums=False), ())


def test_what_stands_above_a_table_in_word_qualifies_its_numbers():
    result = take("a.docx", word("Kết quả kích hoạt trong tuần (từ ngày 25/4 đến ngày 01/5/2024)"))
    assert (result.status, [problem.reason for problem in result.problems]) == ("refused", ["numbers_are_counts"])


PAGE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj
trailer<</Root 1 0 R>>
"""


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("scan.pdf", PAGE, "file_has_text"),
        ("broken.pdf", b"%PDF-1.4 broken", "file_is_readable"),
        ("broken.docx", b"PK broken", "file_is_readable"),
        ("locked.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "file_has_no_password"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "document_is_docx"),
    ],
)
def test_a_document_that_cannot_be_read_says_why(name, content, reason):
    assert [problem.reason for problem in take(name, content).problems] == [reason]

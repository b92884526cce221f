"""Word files, PDFs with text and web pages come in by the same rules as sheets; what is none of these says so."""

import io
import unicodedata

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


def page(*title):
    """The report as a system writes it: a letterhead, lines, a table with merged heads, a row that nobody sees."""
    stages = "".join(f"<th colspan=2>{stage}" for stage in STAGES)
    levels = "<th>Mức 1<th>Mức 2" * len(STAGES)
    rows = "".join(
        f"<tr><td>{number}</td><script>9</script><td>{unit}{''.join(f'<td>{count}</td> &nbsp;– ' for count in counts)}"
        for number, (unit, (_, counts)) in enumerate(UNITS.items(), start=1)
    )
    return (
        "<html><head><style>td {border: 1}</style></head><body>"
        "<table><tr><td>CÔNG AN TỈNH CÀ MAU<br>CÔNG AN HUYỆN THỚI BÌNH<td>Độc lập - Tự do</table>"
        f"{''.join(f'<p>{line}</p>' for line in title)}"
        f"<table><tr><th rowspan=2>TT<th rowspan=2>Đơn vị{stages}<tr>{levels}{rows}"
        "<tr style='display: none'><td>4<td>Xã Tân Bằng<td>1<td>2<td>3<td>4<td>5<td>6</table><p>Người lập biểu</p>"
    )


@pytest.mark.parametrize(
    ("name", "encoding"), [("a.xls", "utf-8"), ("a.xlsx", "utf-16"), ("a.html", "windows-1258"), ("a.htm", "utf-8-sig")]
)
def test_a_web_page_comes_in_as_its_counts_whatever_it_is_called(accepted, name, encoding):
    text = unicodedata.normalize("NFC", page(TITLE[1], TITLE[2]))
    if encoding == "windows-1258":
        text = "".join(as_1258(letter) for letter in text)
    result = take(name, text.encode(encoding))
    rows = {(*row[:2], f"{row[2]:%Y-%m-%d %H:%M}", *row[3:6]) for row in accepted(result)}
    assert (rows, result.problems) == (expected(has_sums=False), ())


def as_1258(letter):
    """A letter as Windows-1258 has it: tones are signs of their own, behind the vowel."""
    try:
        letter.encode("windows-1258")
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", letter)
        roof = [mark for mark in marks if mark in "\u0302\u0306\u031b"]
        return unicodedata.normalize("NFC", base + "".join(roof)) + "".join(set(marks) - set(roof))
    return letter


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body><p></p></body></html>", "file_has_rows"),
        (b"<table><tr><td colspan=99999999 rowspan=0>1" + b"<tr><td>1" * 50, "sheet_is_not_too_large"),
        (b"<table>" * 2_000 + b"<tr><td>1", "header_is_recognised"),
    ],
)
def test_a_web_page_that_is_no_table_says_why(content, reason):
    assert [problem.reason for problem in take("a.xls", content).problems] == [reason]

"""Figures in the sentences of a Word file come in where every word about them is understood, else they are asked."""

import io

import docx
import pytest

from dashboard import importer
from dashboard.importer import Member

pytestmark = pytest.mark.usefixtures("small_reference")
TOP = ("CÔNG AN HUYỆN THỚI BÌNH", "CÔNG AN XÃ TRÍ PHẢI", "BÁO CÁO", "Kết quả cấp tài khoản định danh điện tử")
DISTRICT = ("CÔNG AN HUYỆN THỚI BÌNH", "KẾT QUẢ ĐỊNH DANH ĐIỆN TỬ MỨC 2", "Số liệu lũy kế đến ngày 01/5/2024")


def take(*lines):
    document, content = docx.Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(content)
    member = Member("a.docx", content.getvalue())
    return importer.accept_files([member], dry_run=False, is_demo=False, progress=None)[0]


@pytest.mark.parametrize(
    "lines",
    [
        ("Tính đến ngày 01/5/2024, Công an xã Trí Phải thu nhận 1.500 hồ sơ mức 2, kích hoạt 1.234 tài khoản mức 2.",),
        ("Đến ngày 01/5/2024 xã Trí Phải đã thu nhận 1.500 hồ sơ mức 2; đã kích hoạt 1.234 TK mức 2, đạt 82,2%.",),
        (
            "Trong tuần, Công an xã Trí Phải thu nhận 15 hồ sơ mức 2, kích hoạt 12 tài khoản mức 2.",
            "Lũy kế đến ngày 01/5/2024 đã thu nhận 1.500 hồ sơ mức 2, đã kích hoạt 1.234 tài khoản mức 2.",
        ),
    ],
)  # fmt: skip
def test_what_a_communes_report_says_plainly_comes_in(lines):
    result = take(*TOP, *lines)
    assert (result.accepted_rows, result.units) == (2, 1)


def test_a_line_a_commune_comes_in():
    result = take(
        *DISTRICT,
        "1. Xã Trí Phải: thu nhận 1.500 hồ sơ, kích hoạt 1.234 tài khoản.",
        "2. Xã Tân Lộc Bắc: thu nhận 900 hồ sơ, kích hoạt 700 tài khoản.",
    )
    assert (result.accepted_rows, result.units) == (4, 2)


@pytest.mark.parametrize(
    "line",
    [
        "Trong tuần, Công an xã Trí Phải thu nhận 15 hồ sơ mức 2, kích hoạt 12 tài khoản mức 2.",
        "Trong ngày 01/5/2024, Công an xã Trí Phải kích hoạt 12 tài khoản mức 2.",
        "Ngày 01/5/2024 Công an xã Trí Phải kích hoạt 12 tài khoản mức 2. Thu nhận 15 hồ sơ mức 2.",
        "Từ ngày 01/01/2024 đến ngày 01/5/2024, thu nhận 150 hồ sơ mức 2. Kích hoạt 123 tài khoản mức 2.",
        "Phấn đấu đến ngày 01/5/2024 kích hoạt 3.000 tài khoản mức 2.",
        "Tính đến ngày 01/5/2024 đã vận động 230 học sinh kích hoạt tài khoản mức 2.",
        "Đến ngày 01/5/2024 ra quân kích hoạt được 123 tài khoản mức 2.",
    ],
)
def test_what_a_sentence_says_of_a_span_a_part_or_in_unknown_words_does_not(line):
    assert take(*TOP, line).accepted_rows == 0

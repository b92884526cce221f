"""Every line of a text file is a row that was read or one that is reported; the file named is the file read."""

import pytest

from dashboard import importer, settings
from dashboard.importer.readers.encoding import from_vni, mended

HEADER = "ma_don_vi,thoi_diem,muc_do,giai_doan,so_luong,ghi_chu"


def row(day, note=""):
    return f"32071,2024-05-0{day} 17:00,1,activated,{100 * day},{note}"


def take(path):
    return importer.accept_files([path], dry_run=True, is_demo=False, progress=None)[0]


@pytest.mark.parametrize(
    ("lines", "accepted", "reported"),
    [
        ([row(1), row(2, 'Tổ "lưu động" 2'), row(3, 'a "b'), row(4)], 4, []),
        ([row(1), row(2, '"chưa đóng'), row(3), row(4)], 4, []),
        ([row(1), row(2, "x" * 2_300_000), row(3)], 3, []),
        ([row(1), row(2, '"hai\ndòng"'), row(3)], 3, []),
        ([row(1), "1,2", row(3), "", row(4)], 3, [3]),
    ],
)  # fmt: skip
def test_no_line_is_lost_without_a_word(file, small_reference, lines, accepted, reported):
    result = take(file("week.csv", HEADER, *lines))
    assert result.accepted_rows == accepted
    assert [(problem.row, problem.reason) for problem in result.problems] == [
        (line, "row_has_every_column") for line in reported
    ]


def test_a_name_that_looks_like_a_pattern_is_a_name(file, small_reference):
    file("baocao1.csv", HEADER, row(1), row(2))
    assert take(file("baocao[1].csv", HEADER, row(3))).accepted_rows == 1


def test_letters_that_look_alike_are_the_same(file, small_reference):
    lines = (
        "ĐƠN VỊ;Thời điểm;Mức độ;Giai đoạn;Số lượng",
        "Xã\u00a0Trí\u200b Phải;01/05/2024 17:00;１;kích hoạt;１００",
    )
    assert take(file("week.csv", *lines)).accepted_rows == 1


def test_a_report_from_before_there_were_accounts_is_set_aside(file, small_reference, reasons):
    result = take(file("week.csv", HEADER, row(1).replace("2024", "1924"), row(2)))
    assert (result.accepted_rows, [reason for *_, reason in reasons(result)]) == (1, ["date_is_not_before_vneid"])


def test_whether_a_cell_is_of_a_vni_font_is_judged_by_the_names_of_the_tables_in_use(units_of_ca_mau, monkeypatch):
    # In Cà Mau neither is a commune, but the word Hồng stands in names there, and Hoàng does not.
    with monkeypatch.context() as few:
        few.setattr(settings, "DATA", units_of_ca_mau)
        assert mended("CAX Hoàng Vân") == "CAX Hồng Vân"
    assert mended("CAX Hoàng Vân") == "CAX Hoàng Vân"


def test_letters_of_vni_fonts_are_read_as_what_they_show(file, small_reference):
    lines = "Ñôn vò,Thôøi ñieåm,Möùc ñoä,Giai ñoaïn,Soá löôïng\nXaõ Trí Phaûi,01/05/2024 17:00,2,kích hoaït,100\n"
    path = file("week.csv")
    for written in (lines.encode("cp1252"), lines.encode()):
        path.write_bytes(written)
        result = take(path)
        assert (result.accepted_rows, [one.detail for one in result.notices]) == (1, ["vni"])
    assert from_vni("THÒ TRAÁN THÔÙI, Ñaàm Dôi, Nguyeãn Phích, Raïch Cheøo, Löông Theá Traân, Phuù Myõ, thuûy") == (
        "THỊ TRẤN THỚI, Đầm Dơi, Nguyễn Phích, Rạch Chèo, Lương Thế Trân, Phú Mỹ, thủy"
    )

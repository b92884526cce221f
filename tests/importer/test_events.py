"""Events come in like figures; where a row names no unit, they are of all units."""

import pytest

pytestmark = pytest.mark.usefixtures("small_reference")

HEADER = "loai_su_kien,ngay_bat_dau,ngay_ket_thuc,su_kien,ma_don_vi"


def test_a_row_without_a_unit_and_a_file_without_units_speak_of_all(bring):
    one = bring(HEADER, "cao điểm,01/04/2024,31/05/2024,Cao điểm,967", "họp,06/05/2024,,Giao ban,", name="a.csv")
    other = bring("Loại sự kiện,Ngày bắt đầu,Sự kiện", "Công điện,22/04/2024,Đẩy nhanh", name="b.csv")
    assert [(found.kind, found.accepted_rows, found.problems) for found in (one, other)] == [
        ("event", 2, ()), ("event", 1, ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("cao điểm,02/05/2024,01/05/2024,Cao điểm,967", (2, "ngay_ket_thuc", "event_ends_after_its_start")),
        ("nấu cơm,01/05/2024,,Cao điểm,967", (2, "loai_su_kien", "word_is_known")),
        ("họp,01/05/2024,,Giao ban,99999", (2, "ma_don_vi", "unit_is_known")),
        ("họp,,,Giao ban,967", (2, "ngay_bat_dau", "value_is_given")),
        ("họp,01/05/2024,,,967", (2, "su_kien", "value_is_given")),
    ],
)
def test_what_is_wrong_with_an_event_is_said(row, reason, bring, reasons):
    assert reasons(bring(HEADER, row)) == [reason]


def test_an_event_may_lie_ahead(bring):
    assert bring(HEADER, "cao điểm,01/04/2031,30/06/2031,Cao điểm 2031,96").problems == ()


def test_the_name_of_an_event_keeps_no_number_of_a_person(bring, accepted):
    result = bring(HEADER, "họp,01/05/2024,,Gặp ông có số 096085001234,967")
    assert result.accepted_rows == 1
    assert "096085001234" not in str(accepted(result))

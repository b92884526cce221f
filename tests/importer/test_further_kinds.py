"""Reasons for non-activation, duty rosters and other indicators come in like figures, and nothing of a person stays."""

import pytest

from dashboard import cli, code_lists
from tests.sweep import sampled

REASONS = "ma_don_vi,thoi_diem,ly_do,so_luong"
DUTY = "ma_don_vi,ngay,loai_to,tu_gio,den_gio,so_to,so_nguoi"
HAMLETS = "ma_don_vi,thoi_diem,so_ap,so_ap_da_co_buoi_luu_dong"
INDICATORS = "ma_don_vi,thoi_diem,chi_so,tu_so,mau_so"


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("không có smartphone", "no_smartphone"), ("SIM không chính chủ", "sim_of_another"), ("Vắng mặt", "away"),
        ("sóng yếu", "poor_signal"), ("từ chối", "refused"), ("Sai thông tin", "data_error"), ("khác", "other"),
    ],
)  # fmt: skip
def test_a_reason_is_read_as_offices_write_it(written, key, bring, accepted):
    result = bring(REASONS, f"32071,30/04/2024,{written},12")
    assert (result.kind, [row[3:] for row in accepted(result)]) == ("reason", [(key, 12)])


@pytest.mark.parametrize(
    ("header", "row", "wrong"),
    sampled(
        [
            (REASONS, "32071,30/04/2024,trời mưa,12", (2, "ly_do", "word_is_known")),
            (REASONS, "32071,30/04/2024,khác,-1", (2, "so_luong", "count_is_not_negative")),
            (REASONS, "32071,30/04/2024,khác,960850012", (2, "so_luong", "count_is_no_identity_number")),
            (REASONS, "32071,30/04/2199,khác,1", (2, "thoi_diem", "date_is_not_in_the_future")),
            (REASONS, "99999,30/04/2024,khác,1", (2, "ma_don_vi", "unit_is_known")),
            (REASONS, ",30/04/2024,khác,1", (2, "ma_don_vi", "unit_is_given")),
            (REASONS, "32068,30/04/2026,khác,1", (2, "ma_don_vi", "unit_existed_at_that_date")),
            (DUTY, "99999,27/04/2024,tổ lưu động,7:00,11:00,1,4", (2, "ma_don_vi", "unit_is_known")),
            (HAMLETS, "32071,30/04/2024,12,13", (2, "so_ap_da_co_buoi_luu_dong", "hamlets_hold_the_visited")),
            (HAMLETS, "32071,30/04/2024,0,0", (2, "so_ap", "hamlets_hold_the_visited")),
            (HAMLETS, "32071,30/04/2024,12,", (2, "so_ap_da_co_buoi_luu_dong", "value_is_given")),
            (HAMLETS, "99999,30/04/2024,12,9", (2, "ma_don_vi", "unit_is_known")),
            (INDICATORS, "99999,30/04/2024,thẻ bhyt,1,2", (2, "ma_don_vi", "unit_is_known")),
            (DUTY, "32071,27/04/2024,tổ lưu động,sáng,11:00,1,4", (2, "tu_gio", "time_of_day_is_readable")),
            (DUTY, "32071,27/04/2024,tổ lưu động,22:00,06:00,1,4", (2, "den_gio", "duty_ends_after_its_start")),
            (DUTY, "32071,27/04/2024,tổ lưu động,7:00,11:00,0,4", (2, "so_to", "duty_is_of_few")),
            (DUTY, "32071,27/04/2024,tổ lưu động,7:00,11:00,1,0912345678", (2, "so_nguoi", "count_is_a_whole_number")),
            (DUTY, "32071,27/04/2024,tổ lưu động,7:00,11:00,1,912345678", (2, "so_nguoi", "duty_is_of_few")),
            (DUTY, "32071,27/04/2024,tổ bếp,7:00,11:00,1,4", (2, "loai_to", "word_is_known")),
            (INDICATORS, "32071,30/04/2024,thẻ bhyt,120,100", (2, "tu_so", "numerator_is_within_its_denominator")),
            (INDICATORS, "32071,30/04/2024,thẻ bhyt,-1,100", (2, "tu_so", "indicator_is_a_count")),
            (INDICATORS, "32071,30/04/2024,thẻ bhyt,1,912345678", (2, "mau_so", "indicator_is_a_count")),
            (INDICATORS, "32071,30/04/2024,hộ chiếu,1,2", (2, "chi_so", "word_is_known")),
            (INDICATORS, "32071,30/04/2024,thẻ bhyt,,2", (2, "tu_so", "value_is_given")),
        ],
        2,
    ),
)
def test_what_is_wrong_is_said_with_its_place(header, row, wrong, bring, reasons):
    assert reasons(bring(header, row)) == [wrong]


def test_reasons_that_are_not_known_are_listed_in_words(bring):
    from dashboard.text import Text

    [problem] = bring(REASONS, "32071,30/04/2024,trời mưa,12").problems
    assert "không có điện thoại thông minh" in problem.message(Text("vi"), "command")
    assert "SIM in another name" in problem.message(Text("en"), "command")


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("7:00", "22:00", (420, 1320)), ("7h30", "11 giờ", (450, 660)), ("07:00:00", "24:00", (420, 1440)),
        ("0g00", "6g15", (0, 375)), ("0.2916666", "0.5", (420, 720)),
    ],
)  # fmt: skip
def test_times_of_day_are_read_as_offices_write_them(start, end, minutes, bring, accepted):
    [row] = accepted(bring(DUTY, f"32071,27/04/2024,tổ lưu động,{start},{end},,"))
    assert row[4:] == (*minutes, None, None)


def test_no_name_of_an_officer_stays_of_a_roster(bring, data_folder):
    result = bring(
        "Mã đơn vị,Ngày,Loại tổ,Từ giờ,Đến giờ,Họ và tên cán bộ,Tổ công tác,Số người",
        "32071,27/04/2024,tổ lưu động,7:00,11:00,Nguyễn Văn Kiên,Tổ đ/c Trần Thị Lụa,4",
        "32071,27/04/2024,nghỉ,7:00,11:00,Phạm Văn Đỗ Quyên,Tổ đ/c Trần Thị Lụa,4",
    )
    assert (result.kind, result.accepted_rows, result.quarantined_rows) == ("duty", 1, 1)
    assert result.dropped_columns == ("Họ và tên cán bộ", "Tổ công tác")
    kept = b"".join(path.read_bytes() for path in data_folder.rglob("*") if path.is_file())
    assert kept
    assert not [name for name in ("Kiên", "Lụa", "Quyên") if name.encode() in kept]


def test_an_office_adds_reasons_and_indicators_without_code(bring, accepted, data_folder):
    data_folder.mkdir()
    (data_folder / "reasons.csv").write_text(
        "reason,vi,en,spellings\nlost_card,mất căn cước,lost card,thất lạc thẻ|mất thẻ\nNhầm khóa,x,y,z\n"
        "away,đi học xa,studying elsewhere,du học\n",
        encoding="utf-8",
    )
    (data_folder / "indicators.csv").write_text(
        "indicator,vi,en,direction,base,base_vi,base_en,spellings\n"
        "late_renewal,Căn cước quá hạn,Expired cards,down,,người có căn cước,card holders,cc quá hạn\n",
        encoding="utf-8",
    )
    result = bring(REASONS, "32071,30/04/2024,Thất lạc thẻ,9", "32072,30/04/2024,du học,7")
    assert [row[3:] for row in accepted(result)] == [("lost_card", 9), ("away", 7)]
    assert code_lists.name("reason", "lost_card", "en") == "lost card"
    assert code_lists.name("reason", "away", "vi") == "vắng mặt ở địa phương", "what is carried keeps its words"
    assert code_lists.name("reason", "not there", "vi") == "not there"
    assert [row[3:] for row in accepted(bring(INDICATORS, "32071,30/04/2024,CC quá hạn,9,90", name="b.csv"))] == [
        ("late_renewal", 9, 90)
    ]
    assert code_lists.entries("indicator")["late_renewal"].direction == "down"


def test_a_line_of_an_own_list_that_cannot_be_used_is_named_and_the_others_count(data_folder, tmp_path, capsys):
    data_folder.mkdir()
    (data_folder / "reasons.csv").write_bytes(
        "reason;vi;en;spellings\nNhầm khóa;x;;\nlost_card;mất căn cước;lost card;mất thẻ\n;;;\nlost_card;y;;\n"
        "no_words;;z;\n0912345678;x;;\n".encode()
        + b"damaged;m\xa2t;;\n"
    )
    (data_folder / "indicators.csv").write_text(
        "indicator,vi,direction,base,note\nlate_renewal,Căn cước quá hạn,lower,people,x\n", encoding="utf-8"
    )
    assert [fault[1:] for fault in code_lists.faults()] == [
        (2, "reason", "Nhầm khóa", "key"), (5, "reason", "lost_card", "key_twice"), (6, "vi", "", "words"),
        (7, "reason", "0912345678", "key"), (8, "vi", "m\N{REPLACEMENT CHARACTER}t", "unreadable"),
        (1, "note", "", "columns"), (2, "direction", "lower", "direction"),
    ]  # fmt: skip
    assert code_lists.name("reason", "lost_card", "vi") == "mất căn cước"
    assert code_lists.entries("indicator")["late_renewal"].direction == "up", "as if it did not say this"
    path = tmp_path / "reasons_of_april.csv"
    path.write_text(f"{REASONS}\n32071,30/04/2024,mất thẻ,9\n", encoding="utf-8")
    assert cli.main(["import", str(path), "--lang", "vi"]) == 0
    told = capsys.readouterr().err
    assert "reasons.csv, dòng 2, cột reason, giá trị Nhầm khóa: mã gồm chữ thường không dấu" in told
    assert "indicators.csv, dòng 2, cột direction, giá trị lower: chỉ ghi up" in told
    assert "0912345678" not in told


def test_a_later_file_of_the_same_day_takes_the_place_of_the_earlier_one(bring, ask):
    bring(REASONS, "32071,30/04/2024,khác,12", "32071,30/04/2024,vắng mặt,30")
    bring(REASONS, "32071,30/04/2024,khác,20", name="later.csv")
    assert ask("SELECT reason, count FROM reason_cell WHERE edition = '2024' AND unit_code = '32071' ORDER BY 1") == [
        ("away", 30), ("other", 20),
    ]  # fmt: skip

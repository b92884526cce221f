"""Nobody's numbers are kept or printed: every byte that an import writes is searched for them."""

import unicodedata
import zipfile

import duckdb
import pytest
import xlsxwriter

from dashboard import cli
from dashboard.exports.privacy import MASK, masked, signed
from dashboard.importer.staging import Staging
from dashboard.units import files
from tests.sweep import IS_WHOLE

IDENTITY, FORMER, PHONE, SPACED, NAME = "096085001234", "381234567", "0912345678", "0913 456 789", "Nguyễn Thị Bí Mật"
SECRETS = (IDENTITY, FORMER, PHONE, SPACED, NAME, "15/03/1985", "ấp 7")
HEADER = [
    "unit_code",
    "date",
    "hour_band",
    "level",
    "stage",
    "channel",
    "team_code",
    "count",
    "Họ tên",
    "CCCD",
    "Ngày sinh",
    "Địa chỉ",
]
PERSON = [NAME, IDENTITY, "15/03/1985", "ấp 7"]
ROWS = [
    ["967", "2024-05-01", "07-11", "2", "activated", "mobile", "T1", "3", *PERSON],
    ["967", "2024-05-01", "07-11", "2", "approved", "mobile", PHONE, "3", *PERSON],
    ["967", "2024-05-02", "07-11", "2", "activated", "mobile", f"tổ {SPACED}", FORMER, *PERSON],
    [IDENTITY, "2024-05-01", "07-11", FORMER, PHONE, SPACED, "T1", IDENTITY, *PERSON],
    ["967", PHONE, IDENTITY, "2", "activated", "mobile", "T1", "x" + IDENTITY, *PERSON],
]


def as_csv(path):
    path.write_text("\n".join(",".join(row) for row in [HEADER, *ROWS]))


def as_ragged_csv(path):
    path.write_text("\n".join(",".join(row) for row in [HEADER, *ROWS, PERSON, PERSON * 4]))


def as_archive(path):
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{PHONE} {IDENTITY}.csv", "\n".join(",".join(row) for row in [HEADER, *ROWS]))


def as_old_text(path):
    path.write_text("\n".join("\t".join(row) for row in [HEADER, *ROWS]), encoding="utf-16")


def as_dossiers(path):
    head = ["Họ và tên", "Số CCCD", "Ngày sinh", "Địa chỉ", "Đơn vị", "Mức", "Thời gian", "Trạng thái", "Kênh", "Tổ"]
    good = [*PERSON, "Huyện Thới Bình", "2", "01/05/2024 08:15", "Kích hoạt", "mobile", "T1"]
    bad = [*PERSON, f"Xã {IDENTITY}", PHONE, FORMER, SPACED, PHONE, PHONE]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(f"Của {PHONE}")
        for line, row in enumerate([["Danh sách của", NAME, IDENTITY], head, good, bad, good]):
            sheet.write_row(line, 0, row)


def as_office_table(path):
    title = [["CÔNG AN HUYỆN THỚI BÌNH"], ["Tính đến 23h00 ngày 01/5/2024"], [f"Người lập: {NAME} {PHONE}"]]
    rows = [
        ["TT", "Đơn vị", "Kích hoạt mức 1", "Kích hoạt mức 2", "Cán bộ phụ trách"],
        [1, "Xã Trí Phải", 5, 6, NAME],
        [2, f"Xã {IDENTITY}", 5, FORMER, PHONE],
        [],
        ["", f"Người lập biểu {SPACED}", "", "TRƯỞNG CÔNG AN"],
        ["", NAME, "", NAME],
    ]
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(f"Của {PHONE}")
        for line, row in enumerate([*title, *rows]):
            sheet.write_row(line, 0, row)


def as_workbook(path):
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet(f"Của {PHONE}")
        for line, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(line, 0, row)


def as_parquet(path):
    with duckdb.connect() as connection:
        columns = ", ".join(f'"{name}" VARCHAR' for name in HEADER)
        connection.execute(f"CREATE TABLE t ({columns})")
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(HEADER))})", ROWS)
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")


FILES = (
    (f"ds {IDENTITY}.csv", as_csv),
    (f"ds {FORMER}.csv", as_ragged_csv),
    (f"ds {PHONE}.xlsx", as_workbook),
    (f"ds {PHONE}.zip", as_archive),
    (f"ds {PHONE}.txt", as_old_text),
    (f"hs {PHONE}.xlsx", as_dossiers),
    (f"bc {PHONE}.xlsx", as_office_table),
    (f"ds {SPACED}.parquet", as_parquet),
)
OPTIONS: tuple[list[str], ...] = ([], ["--json"])
# What is printed is of one result, whatever it was read from: each form goes one of the ways, by `make sweep` both.
WAYS = [
    (*file, options)
    for number, file in enumerate(FILES)
    for options in (OPTIONS if IS_WHOLE else [OPTIONS[number % 2]])
]


@pytest.mark.parametrize(("name", "write", "options"), WAYS)
@pytest.mark.usefixtures("small_reference")
def test_no_personal_number_is_found_in_anything_written_or_printed(tmp_path, data_folder, capfd, name, write, options):
    write(tmp_path / name)
    assert cli.main(["import", str(tmp_path / name), *options]) == 0
    printed = "".join(capfd.readouterr())
    written = [path for path in data_folder.rglob("*") if path.is_file()]
    assert {"rows.parquet", "problems.json", "manifest.json"} <= {path.name for path in written}
    found = [
        (secret, place)
        for secret in SECRETS
        for place, content in [*((path, path.read_bytes()) for path in written), ("printed", printed.encode())]
        if secret.encode() in content
    ]
    # Parquet and DuckDB files compress: what stands in them is read as well.
    for path in written:
        if path.suffix == ".parquet":
            text = str(duckdb.execute(f"SELECT * FROM '{path}'").fetchall())
            found += [(secret, path) for secret in SECRETS if secret in text]
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                text = str([connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("batch", "target")])
            found += [(secret, path) for secret in SECRETS if secret in text]
    assert not found


def test_a_refused_file_prints_none_of_its_cells(tmp_path, capfd):
    path = tmp_path / "people.csv"
    path.write_text(f"{NAME},{IDENTITY}\n{NAME},{PHONE}\n")
    assert cli.main(["import", str(path)]) == 1
    printed = "".join(capfd.readouterr())
    assert not [secret for secret in SECRETS if secret in printed]


FORMS = {
    "identity": "096085001234",
    "blanks": "096 085 001 234",
    "dots": "096.085.001.234",
    "dashes": "096-085-001-234",
    "long_dashes": "096–085–001–234",
    "slashes": "096/085/001/234",
    "brackets": "(096)085001234",
    "no_break_blanks": "096\u00a0085\u2009001\u202f234",
    "full_width": "０９６０８５００１２３４",
    "zero_width": "096\u200b085\u200b001\u200b234",
    "exponent": "9.6085001234E+10",
    "exponent_with_comma": "9,6085001234E10",
    "without_zero": "96085001234",
    "single_digits": "0 9 6 0 8 5 0 0 1 2 3 4",
    "former": "381234567",
    "former_with_blanks": "381 234 567",
    "former_with_dots": "381.234.567",
    "phone": "0912345678",
    "phone_with_blanks": "0912 345 678",
    "phone_with_brackets": "(0912) 345-678",
    "phone_abroad": "+84 912 345 678",
    "phone_abroad_in_brackets": "(+84) 912.345.678",
    "phone_without_zero": "912 345 678",
    "mail": "bi.mat@gmail.com",
    "mail_with_blanks": "bi.mat @ congan.gov.vn",
    "born": "15/03/1985",
    "born_iso": "1985-03-15",
    "born_short": "15/3/85",
    "born_in_words": "ngày 15 tháng 3 năm 1985",
    "year_of_birth": "sinh năm 1985",
    "name": "Nguyễn Thị Bí Mật",
    "name_in_capitals": "LÊ VĂN BÍ MẬT",
    "name_without_marks": "nguyen thi bi mat",
    "house": "số nhà 12/5",
    "hamlet": "ấp 7",
    "street": "đường Bí Mật",
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("around", ["{}", "của {} gửi", "bc_{}.xlsx", "Tổ ({})", "{}, 40.012"])
def test_a_person_is_covered_however_it_is_written(form, around):
    covered = masked(around.format(FORMS[form]))
    assert MASK in covered
    assert FORMS[form] not in covered


def test_who_signs_keeps_the_name_and_loses_the_number():
    assert signed("Nguyễn Văn An 0912345678") == f"Nguyễn Văn An {MASK}"


def test_a_number_beside_a_person_s_stays():
    assert masked("tuần 1 0912345678") == f"tuần 1 {MASK}"
    assert masked("mức 2: +84 912 345 678, 40.012") == f"mức 2: {MASK}, 40.012"


@pytest.fixture(scope="module")
def staging():
    with Staging() as opened:
        opened.cover_people()
        yield opened


@pytest.mark.parametrize("text", [*FORMS.values(), "2024-05-01 23:00", "1.240.000", "73000", "Xã Trí Phải", ""])
def test_sql_and_python_mask_alike(staging, text):
    assert staging.execute("SELECT masked(?)", [text]).fetchall() == [(masked(text),)]


NOBODY = [
    "2024-05-01 23:00:00", "01/05/2024 23:00", "1.240.000", "40012", "KH 123/2024", "40.012 / 73.000",
    "123.456 (10.000)",
    "Xã Trần Văn Thời", "Hồ Thị Kỷ", "Phường Võ Thị Sáu", "Thành phố Hồ Chí Minh", "Nguyễn Trãi", "HỒ SƠ ĐÃ DUYỆT",
    "Đoàn Thanh niên", "ĐƯỜNG DÂY NÓNG", "Đường dây nóng", "thành phố Cà Mau", "Tổ 3", "Đội Cảnh sát QLHC",
    "45999.9583333",
    "KH số 06/KH-BCA ngày 06/01/2022", "tính đến 23h00 ngày 01/5/2024", "bao_cao_20240501_2300.xlsx",
    "2024 32002 Phường 4",
    "20240501T230000123456-summary-1a2b3c4d", "1.8.2024 17:00 12.345 10.000", "Hà Tĩnh Quảng Bình",
]  # fmt: skip


@pytest.mark.parametrize("text", NOBODY)
def test_what_is_nobody_s_stays(text):
    assert masked(text) == text


def test_a_unit_s_name_stays_also_where_few_units_were_known_before(small_reference, monkeypatch):
    masked("Nguyễn Trãi")
    monkeypatch.undo()
    assert masked("Nguyễn Trãi") == "Nguyễn Trãi"


def test_no_unit_is_taken_for_a_person():
    names = {row[form] for row in files.rows("units.csv") for form in ("name", "full_name")}
    assert [name for name in names if masked(name) != unicodedata.normalize("NFC", name)] == []

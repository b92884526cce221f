"""Later resolutions: one file, one command, and names, lists, imports and lineage follow."""

import datetime as dt

import pytest

from dashboard import clock, units
from dashboard.geography import places
from dashboard.warehouse import versions
from tests.warehouse import ask_anew

HEADER = "from_edition,from_code,to_edition,to_code,share,method,effective_on,document,full_name"
# Two communes of Thới Bình become one new ward; a third becomes a ward; a fourth is divided between two others.
JOINED = (
    "2025,32065,2025,32999,1,,2027-01-01,1/NQ-UBTVQH16,Phường Thới Bình",
    "2025,32069,2025,32999,1,,2027-01-01,1/NQ-UBTVQH16,Phường Thới Bình",
    "2025,32071,2025,32071,,,2027-01-01,1/NQ-UBTVQH16,Phường Trí Phải",
    "2025,32083,2025,32092,0.6,residents,2027-01-01,1/NQ-UBTVQH16,",
    "2025,32083,2025,32071,0.4,residents,2027-01-01,1/NQ-UBTVQH16,",
)


@pytest.fixture
def after_the_resolution(monkeypatch):
    """Sets the installation's clock, when it is called, to a day after the resolution."""
    return lambda: monkeypatch.setattr(clock, "now", lambda: dt.datetime(2027, 2, 1))


@pytest.fixture
def resolution(file):
    """A file of that resolution."""
    return file("1-nq-2027.csv", HEADER, *JOINED)


def asked(question):
    return ask_anew(question)


@pytest.mark.usefixtures("small_reference")
def test_a_resolution_changes_lists_names_and_lineage(run, resolution):
    code, output, errors = run("succession", resolution)
    assert (code, errors) == (0, ""), output
    new = units.find("2025", "32999")
    assert (new.full_name, new.kind, new.name, new.parent_code) == ("Phường Thới Bình", "phuong", "Thới Bình", "96")
    assert new.valid_from == dt.date(2027, 1, 1)
    assert units.find("2025", "32065").valid_to == dt.date(2026, 12, 31)
    assert units.find("2025", "32065").has_ended
    assert units.find("2025", "32071", on=dt.date(2026, 12, 31)).full_name == "Xã Trí Phải"
    assert units.find("2025", "32071").full_name == "Phường Trí Phải"
    assert {one.from_code for one in units.predecessors("2025", "32999")} == {"32065", "32069"}
    assert [(one.to_code, one.share, one.method) for one in units.successors("2025", "32083")] == [
        ("32092", 0.6, "residents"), ("32071", 0.4, "residents"),
    ]  # fmt: skip
    assert len(units.children("2025", "96")) == 64 - 3 + 1
    assert len(units.children("2025", "96", on=dt.date(2026, 12, 31))) == 64
    assert units.counterpart("2025", "32069", "2025", on=dt.date(2027, 1, 1)).unit_code == "32999"
    assert units.counterpart("2025", "32999", "2024").full_name == "Huyện Thới Bình"
    assert run("succession")[1] == "1-nq-2027\n"


@pytest.mark.usefixtures("small_reference")
def test_reports_follow_by_name_and_by_date(run, resolution, bring, accepted, after_the_resolution):
    header = "unit_name,parent_name,as_of,level,stage,count"
    # A resolution that comes in between two files counts for the second: units are not listed anew for each file.
    assert bring(header, "Xã Thới Bình,Cà Mau,2026-10-01,1,activated,4", name="first.csv").accepted_rows == 1
    run("succession", resolution)
    result = bring(header, "Xã Thới Bình,Cà Mau,2026-11-01,1,activated,5", name="before.csv")
    assert accepted(result)[0][1] == "32065"
    after_the_resolution()
    result = bring(header, "Phường Thới Bình,Cà Mau,2027-01-08,1,activated,5", name="after.csv")
    assert accepted(result)[0][1] == "32999"
    result = bring(header, "Xã Thới Bình,Cà Mau,2027-01-08,1,activated,6", name="wrong.csv")
    assert [problem.reason for problem in result.problems] == ["unit_existed_at_that_date"]
    assert "32065 Xã Thới Bình" in result.problems[0].detail


@pytest.mark.usefixtures("small_reference")
def test_the_warehouse_knows_the_new_unit_and_the_days_of_the_old(run, resolution, bring):
    bring("unit_code,as_of,level,stage,count", "32065,2025-08-01,all,activated,50")
    code, output, errors = run("succession", resolution)
    assert (code, versions.current() in output) == (0, True), errors
    days = "SELECT unit_code, valid_from::VARCHAR, valid_to::VARCHAR FROM unit WHERE edition = '2025' AND unit_code IN"
    assert asked(f"{days} ('32069', '32999') ORDER BY unit_code") == [
        ("32069", "2025-07-01", "2026-12-31"),
        ("32999", "2027-01-01", None),
    ]
    shares = "SELECT count(*), sum(share) FROM succession WHERE from_edition = '2025' AND from_code = '32083'"
    assert asked(shares) == [(2, 1.0)]
    names = "SELECT full_name FROM unit_version WHERE edition = '2025' AND unit_code = '32071' ORDER BY valid_from"
    assert asked(names) == [("Xã Trí Phải",), ("Phường Trí Phải",)]


@pytest.mark.usefixtures("small_reference")
def test_a_resolution_that_is_taken_out_leaves_nothing(run, resolution, bring):
    bring("unit_code,as_of,level,stage,count", "32065,2025-08-01,all,activated,50")
    run("rebuild")
    before = versions.current()
    run("succession", resolution)
    assert versions.current() != before
    assert run("succession", "--remove", "1-nq-2027")[0] == 0
    assert versions.current() == before
    assert units.find("2025", "32071").full_name == "Xã Trí Phải"
    assert run("succession", "--remove", "1-nq-2027")[0] == 1


def test_the_list_of_2024_takes_in_what_had_ended_before_its_last_day(run, file):
    rows = (
        "2024,32100,2024,32098,1,,2024-11-01,2/NQ-UBTVQH15,,Xã Cũ",
        "2024,32098,2024,32098,,,2024-11-01,2/NQ-UBTVQH15,Thị trấn Sông Đốc,Xã Sông Đốc",
    )
    code, _, errors = run("succession", file("2-nq-2024.csv", HEADER + ",from_full_name", *rows))
    assert (code, errors) == (0, "")
    old = units.find("2024", "32100")
    assert (old.full_name, old.parent_code, old.valid_to) == ("Xã Cũ", "968", dt.date(2024, 10, 31))
    assert units.find("2024", "32098", on=dt.date(2024, 10, 31)).full_name == "Xã Sông Đốc"
    assert units.find("2024", "32098").full_name == "Thị trấn Sông Đốc"


def test_people_of_before_do_not_measure_a_unit_that_took_over_from_others(run, file, bring, after_the_resolution):
    after_the_resolution()
    population, report = "edition,unit_code,base,as_of,count", "edition,unit_code,as_of,level,stage,count"
    bring(population, "2025,32092,eligible,2025-12-01,1000", name="people.csv")
    too_many = "2025,32092,2027-01-20,1,activated,4000"
    assert [problem.reason for problem in bring(report, too_many, name="1.csv").problems] == [
        "count_is_not_over_three_times_the_people"
    ]
    assert (
        run("succession", file("nq.csv", HEADER, JOINED[0].replace("32999", "32092").rpartition(",")[0] + ","))[0] == 0
    )
    assert bring(report, too_many, name="2.csv").problems == ()
    assert bring(population, "2025,32092,eligible,2027-01-10,9000", name="counted-anew.csv").problems == ()


def test_resolutions_are_taken_in_the_order_of_their_days(run, file):
    later = "2025,32999,2025,32092,1,,2028-01-01,3/NQ-UBTVQH16,"
    assert run("succession", file("3-nq.csv", HEADER, later))[0] == 1
    assert run("succession", file("1-nq.csv", HEADER, *JOINED[:2]))[0] == 0
    assert run("succession", file("3-nq.csv", HEADER, later))[0] == 0
    assert units.find("2025", "32999").valid_to == dt.date(2027, 12, 31)
    code, _, errors = run("succession", "--remove", "1-nq")
    assert (code, "3-nq.csv, dòng 2, cột from_code" in errors) == (1, True)


@pytest.mark.parametrize(
    ("row", "column", "words"),
    [
        ("2025,99999,2025,32092,1,,2027-01-01,x,", "from_code", "danh mục không có đơn vị này"),
        ("2024,32069,2025,32069,1,,2027-01-01,x,", "to_edition", "cùng một danh mục"),
        ("2025,32069,2025,32999,1,,2027-01-01,x,", "full_name", "tên đầy đủ"),
        ("2025,32069,2025,32999,1,,2027-01-01,x,Tỉnh Thới Bình", "full_name", "tên đầy đủ"),
        ("2025,32069,2025,32092,0.5,,2027-01-01,x,", "share", "cộng lại bằng 1"),
        ("2025,32069,2025,32092,nhiều,,2027-01-01,x,", "share", "từ 0 đến 1"),
        ("2025,32069,2025,32092,1,,31/01/2027,x,", "effective_on", "2027-01-31"),
        ("2025,32069,2025,32092,1,,2025-01-01,x,", "effective_on", "ngoài thời gian"),
        ("2025,32069,2025,32092,1,đoán,2027-01-01,x,", "method", "cách tính"),
        ("2025,32069,2025,32092,1,,2027-01-01,,", "document", "phải ghi"),
        ("2024,32011,2024,32005,1,,2025-01-01,x,", "from_code", "không tồn tại"),
    ],
)
def test_a_wrong_cell_is_told_with_its_place(run, file, row, column, words):
    code, _, errors = run("succession", file("nq.csv", HEADER, row))
    assert code == 1
    assert f"nq.csv, dòng 2, cột {column}, " in errors
    assert words in errors
    assert run("succession")[1] == ""


def test_a_unit_that_goes_on_gives_no_part_away(run, file):
    rows = ("2025,32069,2025,32069,0.9,,2027-01-01,x,", "2025,32069,2025,32092,0.1,,2027-01-01,x,")
    code, _, errors = run("succession", file("nq.csv", HEADER, *rows))
    assert (code, "vẫn còn" in errors) == (1, True)


def test_a_unit_of_former_days_is_not_placed_where_its_successor_lies(run, file):
    row = "2024,32100,2024,32098,1,,2024-11-01,2/NQ-UBTVQH15,,Xã Cũ"
    assert run("succession", file("2-nq-2024.csv", HEADER + ",from_full_name", row))[0] == 0
    found = places.listed("2024").loc["32100"]
    assert (found["full_name"], found[["lon", "lat", "area_km2"]].isna().all()) == ("Xã Cũ", True)

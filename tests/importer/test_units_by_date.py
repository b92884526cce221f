"""Names by date: wards that were communes, and a ward that took another's number when it joined it."""

import pytest

HEADER = "unit_name,parent_name,as_of,level,stage,count"
CITY = "Thành phố Cà Mau"


@pytest.fixture
def unit_of(bring, accepted):
    """The unit that a name, its parent and a date lead to, or the problem."""

    def match(name, parent, date):
        result = bring(HEADER, f'"{name}","{parent}",{date},1,activated,5')
        return accepted(result)[0][:2] if result.batch else (result.problems[0].reason, result.problems[0].detail)

    return match


@pytest.mark.parametrize("name", ["Xã Trảng Bom", "Phường Trảng Bom", "Trảng Bom"])
@pytest.mark.parametrize("date", ["2026-03-01", "2026-05-01"])
def test_a_commune_that_became_a_ward_is_found_as_either(unit_of, name, date):
    assert unit_of(name, "Đồng Nai", date) == ("2025", "26248")


@pytest.mark.parametrize("parent", ["Tỉnh Đồng Nai", "Thành phố Đồng Nai", "TP Đồng Nai"])
def test_a_province_that_became_a_city_is_found_as_either(unit_of, parent):
    assert unit_of("Phường Trảng Bom", parent, "2026-05-01") == ("2025", "26248")
    assert unit_of(parent, "", "2026-03-01") == ("2025", "75")


@pytest.mark.parametrize(
    ("name", "date", "unit"),
    [
        ("Phường 2", "2024-05-01", "32011"),
        ("Phường 4", "2024-05-01", "32002"),
        ("Phường 2", "2024-11-30", "32011"),
        ("Phường 2", "2024-12-01", "32002"),
        ("phuong 2", "2025-06-30", "32002"),
    ],
)
def test_a_number_that_went_to_another_ward_means_the_one_of_its_day(unit_of, name, date, unit):
    assert unit_of(name, CITY, date) == ("2024", unit)


def test_a_name_of_other_days_is_told_with_its_days(unit_of):
    reason, detail = unit_of("Phường 4", CITY, "2025-01-10")
    assert reason == "unit_existed_at_that_date"
    assert "32002 Phường 4" in detail


def test_a_code_goes_with_any_name_that_its_unit_ever_had(bring, accepted):
    header = "unit_code,unit_name,as_of,level,stage,count"
    result = bring(header, '32002,"Phường 2",2024-05-01,1,activated,5', '32002,"Phường 4",2024-05-02,1,activated,6')
    assert [row[1] for row in accepted(result)] == ["32002", "32002"]


def test_a_unit_that_ended_reports_until_its_last_day(bring, accepted):
    header = "unit_code,as_of,level,stage,count"
    result = bring(header, "32011,2024-11-30,1,activated,5", "32011,2024-12-01,1,activated,6")
    assert accepted(result)[0][:2] == ("2024", "32011")
    assert [(problem.reason, problem.row) for problem in result.problems] == [("unit_existed_at_that_date", 3)]


def test_dossiers_are_counted_under_the_name_of_their_day(bring, accepted):
    result = bring(
        "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Ngày kích hoạt,Hình thức",
        f"A1,Phường 4,{CITY},1,01/05/2024 08:00,trụ sở",
        f"A2,Phường 2,{CITY},1,01/05/2024 08:00,trụ sở",
        f"A3,Phường 2,{CITY},1,05/12/2024 08:00,trụ sở",
    )
    assert sorted(row[1] for row in accepted(result)) == ["32002", "32002", "32011"]

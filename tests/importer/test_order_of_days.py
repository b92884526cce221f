"""Whether a date has its day or its month first is judged by the whole column, and asked where it is not certain."""

import datetime as dt
import io

import pytest
import xlsxwriter

from dashboard import importer
from dashboard.importer import Member

pytestmark = pytest.mark.usefixtures("small_reference")
HEADER = ("Mã đơn vị", "Thời điểm", "Mức độ", "Giai đoạn", "Số lượng")
UNCERTAIN = "day_stands_before_month"


def workbook(*dates):
    """A list with one row a date: words stay words, days become dates of the spreadsheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEADER)
        for line, date in enumerate(dates, start=1):
            page.write_row(line, 0, [str(32065 + 3 * line), date, "1", "activated", 100 + line])
    return Member("days.xlsx", content.getvalue())


def take(export):
    return importer.accept_files([export], dry_run=True, is_demo=False, progress=None)[0]


def test_one_date_with_its_month_first_makes_those_beside_it_uncertain(bring, reasons):
    header = "unit_code,as_of,level,stage,count"
    rows = [f"967,{day},1,activated,{place}" for place, day in enumerate(("05/03/2024", "12/04/2024", "04/25/2024"))]
    result = bring(header, *rows, "967,2024-05-02,1,activated,9")
    assert reasons(result) == [(line, "as_of", UNCERTAIN) for line in (2, 3, 4)]
    assert {problem.detail for problem in result.problems} == {"04/25/2024"}
    assert result.accepted_rows == 1


def test_the_order_is_judged_of_each_column_by_itself(bring, reasons):
    header = "unit_code,issuer,level,stage,start_date,deadline,value"
    result = bring(header, "967,province,1,activated,05/03/2024,12/25/2024,7")
    assert reasons(result) == [(2, "deadline", UNCERTAIN)]


def test_dates_that_a_spreadsheet_made_of_half_a_column_are_uncertain(reasons):
    days = (dt.datetime(2024, 5, 3), "25/04/2024", dt.datetime(2024, 1, 2), "26/04/2024")
    assert reasons(take(workbook(*days))) == [(2, "Thời điểm", UNCERTAIN), (4, "Thời điểm", UNCERTAIN)]


@pytest.mark.parametrize(
    "days",
    [
        ("05/03/2024", "25/04/2024"),
        (dt.datetime(2024, 5, 3), dt.datetime(2024, 5, 25), "26/04/2024", "27/04/2024"),
        (dt.datetime(2024, 5, 3), dt.datetime(2024, 5, 4), "26/04/2024", "07/04/2024"),
    ],
)
def test_a_column_with_its_days_first_is_read(days):
    assert take(workbook(*days)).problems == ()


def test_of_a_list_of_dossiers_too(bring, reasons):
    header = "Mã hồ sơ,Đơn vị,Cấp trên,Mức,Trạng thái,Hình thức,Khung giờ,Thời gian"
    dossiers = [
        f"HS{place},Xã Trí Phải,Thới Bình,1,Kích hoạt,Lưu động,07-11,{day}"
        for place, day in enumerate(("05/03/2024", "04/25/2024"))
    ]
    assert {reason for *_, reason in reasons(bring(header, *dossiers))} == {UNCERTAIN}

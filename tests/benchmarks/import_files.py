"""Files to be imported by the benchmark: detailed rows as CSV and XLSX, and a list of dossiers."""

from pathlib import Path

import duckdb
import xlsxwriter

from dashboard import settings

CADENCE = """
SELECT
    '2025' AS edition,
    unit_code,
    DATE '2025-07-01' + day::INTEGER AS date,
    ['00-07', '07-11', '11-13', '13-17', '17-22', '22-24'][1 + turn % 6] AS hour_band,
    1 + turn // 6 % 2 AS level,
    ['collected', 'approved', 'activated'][1 + turn // 12 % 3] AS stage,
    ['headquarters', 'mobile', 'home_visit'][1 + turn // 36 % 3] AS channel,
    'T' || (turn // 108 % 5) AS team_code,
    hash(unit_code, day, turn) % 40 AS count
FROM (SELECT unit_code FROM read_csv($units, all_varchar = true) WHERE edition = '2025' AND parent_code = '96'),
    range(500) AS days (day),
    range(108) AS turns (turn)
LIMIT {rows}
"""
# The same of all communes of the nation, so few that nobody's days are doubtful: 10.4 million rows in 29 days.
OF_THE_NATION = (
    CADENCE.replace("parent_code = '96'", "length(unit_code) = 5").replace("range(500)", "range(29)").replace("40", "2")
)
# As a clerk types them: words in Vietnamese.
IN_WORDS = """
SELECT
    edition AS "Phiên bản",
    unit_code AS "Mã đơn vị",
    date AS "Ngày",
    hour_band AS "Khung giờ",
    level AS "Mức độ",
    CASE stage WHEN 'collected' THEN 'Thu nhận' WHEN 'approved' THEN 'Phê duyệt' ELSE 'Kích hoạt' END AS "Giai đoạn",
    CASE channel WHEN 'headquarters' THEN 'Trụ sở' WHEN 'mobile' THEN 'Lưu động' ELSE 'Tại nhà' END AS "Kênh",
    team_code AS "Tổ công tác",
    count AS "Số lượng"
FROM ({cadence})
"""
# One row a person, who is collected, approved a day and activated two days later, in the hours of an office.
DOSSIERS = """
SELECT
    'HS' || n AS "Mã hồ sơ",
    'Nguyễn Văn ' || n AS "Họ và tên",
    (96085000000 + n)::VARCHAR AS "Số CCCD",
    strftime(DATE '1960-01-01' + (hash(n) % 18000)::INTEGER, '%d/%m/%Y') AS "Ngày sinh",
    'Ấp ' || n % 30 AS "Địa chỉ",
    full_name AS "Đơn vị",
    'Tỉnh Cà Mau' AS "Cấp trên",
    'Mức ' || (1 + n % 2) AS "Mức độ",
    ['Trụ sở', 'Lưu động', 'Tại nhà'][1 + n % 3] AS "Kênh",
    strftime(moment, '%d/%m/%Y %H:%M') AS "Ngày thu nhận",
    strftime(moment + INTERVAL 25 HOUR, '%d/%m/%Y %H:%M') AS "Ngày phê duyệt",
    strftime(moment + INTERVAL 49 HOUR, '%d/%m/%Y %H:%M') AS "Ngày kích hoạt"
FROM (
    SELECT
        range AS n,
        hash(range, 1) % 64 AS place,
        TIMESTAMP '2025-07-01 07:00' + to_days((hash(range, 2) % 400)::INTEGER)
        + to_minutes((hash(range, 3) % 600)::BIGINT) AS moment
    FROM range({rows})
)
INNER JOIN (
    SELECT full_name, row_number() OVER (ORDER BY unit_code) - 1 AS place
    FROM read_csv($units, all_varchar = true) WHERE edition = '2025' AND parent_code = '96'
) USING (place)
ORDER BY n
"""


def write_csv(query: str, path: Path, rows: int) -> None:
    """Writes a query's rows as CSV."""
    with duckdb.connect() as connection:
        units = {"units": str(settings.DATA / "units.csv")}
        connection.execute(f"COPY ({query.format(rows=rows)}) TO '{path}' (HEADER)", units)


def write_xlsx(path: Path, rows: int) -> None:
    """Writes detailed rows as a workbook, its days as dates."""
    query = IN_WORDS.format(cadence=CADENCE.format(rows=rows))
    with duckdb.connect() as connection, xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        found = connection.execute(query, {"units": str(settings.DATA / "units.csv")})
        sheet = book.add_worksheet("Chi tiết")
        sheet.write_row(0, 0, [name for name, *_ in found.description])
        for line, row in enumerate(found.fetchall(), start=1):
            sheet.write_row(line, 0, row)
